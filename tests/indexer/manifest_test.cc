// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/sha256.h"
#include "indexer/schema/generation.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace crosswalk::index_schema {
namespace {

using test::TempFolder;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

Manifest FullManifest() {
  Manifest manifest;
  manifest.generation = "20261125t201500z-3f9c2a1b";
  manifest.created_at = "2026-11-25T20:15:00Z";
  manifest.builder_version = "0.1.0";
  manifest.concept_count = 12;
  FrameworkSummary summary;
  summary.framework = {"oqf",
                       "2024",
                       "urn:oqf",
                       {{"en", "Publisher"}, {"fr", "Éditeur"}},
                       "A license",
                       {{"en", "Say this."}, {"fr", "Dites ceci."}},
                       {{"en", "Title"}, {"fr", "Titre"}},
                       {"en", "fr"},
                       {{"knowledge", "K", {{"en", "Knowledge"}}, {{"en", "What one knows."}}},
                        {"autonomy", "", {}, {}}}};
  summary.concepts_by_type = {{"skill", 10}, {"occupation", 2}};
  summary.labels_by_language = {{"en", {{"skill", 10}}}, {"fr", {{"skill", 9}}}};
  summary.relations_by_type = {{"broader", 3}};
  summary.collections = {{"digital", "urn:digital", {{"en", "Digital"}}}};
  summary.sources = {{"a.zip!b.csv", std::string(64, 'a'), 12}};
  manifest.frameworks = {summary};
  manifest.encoder = {"name", "1", "fingerprint", 384, {"en"}, {{"label", 10}}};
  manifest.files = {{"labels.bin", 5, std::string(64, 'b')}};
  return manifest;
}

// The document with `from` replaced and its checksum made right again.
std::string Altered(const std::string& document, const std::string& from, const std::string& to) {
  const std::string opening = "{\n  \"checksum\": \"";
  std::string text = document;
  text.erase(opening.size(), 64);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  return text.insert(opening.size(), core::Sha256Hex(text));
}

TEST(Manifest, GivesEveryFieldBack) {
  const Manifest manifest = FullManifest();
  const std::string document = FormatManifest(manifest);
  const auto parsed = ParseManifest(document, "manifest.json");
  ASSERT_TRUE(parsed.ok()) << parsed.status().ToString();
  EXPECT_EQ(FormatManifest(*parsed), document);
  const core::Framework& framework = parsed->frameworks.at(0).framework;
  EXPECT_EQ(framework.categories, manifest.frameworks[0].framework.categories);
  EXPECT_EQ(framework.title.at("fr"), "Titre");
  EXPECT_EQ(framework.publisher, manifest.frameworks[0].framework.publisher);
  EXPECT_EQ(framework.attribution, manifest.frameworks[0].framework.attribution);
  EXPECT_EQ(parsed->frameworks[0].labels_by_language.at("fr").at("skill"), 9U);
  EXPECT_EQ(parsed->frameworks[0].collections.at(0).title.at("en"), "Digital");
  EXPECT_EQ(parsed->encoder.vectors.at("label"), 10U);
  EXPECT_EQ(parsed->files.at(0).bytes, 5U);
}

TEST(Manifest, EveryChangedByteIsFound) {
  const std::string document = FormatManifest(FullManifest());
  for (std::size_t i = 0; i < document.size(); ++i) {
    std::string damaged = document;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x01);
    const auto parsed = ParseManifest(damaged, "manifest.json");
    ASSERT_FALSE(parsed.ok()) << "byte " << i;
    EXPECT_EQ(parsed.status().reason(), "INDEX_CORRUPT");
  }
}

TEST(Manifest, EveryTruncationIsFound) {
  const std::string document = FormatManifest(FullManifest());
  for (std::size_t size = 0; size < document.size(); ++size) {
    EXPECT_FALSE(ParseManifest(document.substr(0, size), "manifest.json").ok()) << size;
  }
}

TEST(Manifest, RefusesANewerFormatByNumber) {
  const std::string document =
      Altered(FormatManifest(FullManifest()), "\"format_version\": 1", "\"format_version\": 2");
  const auto parsed = ParseManifest(document, "manifest.json");
  ASSERT_FALSE(parsed.ok());
  EXPECT_EQ(parsed.status().code(), core::StatusCode::kFailedPrecondition);
  EXPECT_EQ(parsed.status().reason(), "INDEX_FORMAT_UNKNOWN");
  EXPECT_THAT(parsed.status().message(), HasSubstr("format 2"));
}

TEST(Manifest, RefusesAnUnknownFeatureByName) {
  Manifest manifest = FullManifest();
  manifest.required_features = {"compressed-vectors"};
  const auto parsed = ParseManifest(FormatManifest(manifest), "manifest.json");
  ASSERT_FALSE(parsed.ok());
  EXPECT_EQ(parsed.status().reason(), "INDEX_FORMAT_UNKNOWN");
  EXPECT_THAT(parsed.status().message(), HasSubstr("'compressed-vectors'"));
}

TEST(Manifest, PassesOverMembersOfALaterVersion) {
  const std::string document = Altered(FormatManifest(FullManifest()), "\"concept_count\"",
                                       "\"colour\": 3, \"concept_count\"");
  EXPECT_TRUE(ParseManifest(document, "manifest.json").ok());
}

// As manifests were before they had these texts by language.
TEST(Manifest, TakesATextWithoutLanguagesForEnglish) {
  std::string document = FormatManifest(FullManifest());
  for (const char* name : {"publisher_texts", "attribution_texts"}) {
    document = Altered(document, name, "unheard_of");
  }
  const auto parsed = ParseManifest(document, "manifest.json");
  ASSERT_TRUE(parsed.ok()) << parsed.status().ToString();
  const core::Framework& framework = parsed->frameworks.at(0).framework;
  EXPECT_THAT(framework.publisher, ElementsAre(Pair("en", "Publisher")));
  EXPECT_THAT(framework.attribution, ElementsAre(Pair("en", "Say this.")));
}

TEST(Manifest, NamesTheFieldAtFault) {
  const std::string document =
      Altered(FormatManifest(FullManifest()), "\"uri\": \"urn:digital\"", "\"uri\": 7");
  const auto parsed = ParseManifest(document, "m.json");
  ASSERT_FALSE(parsed.ok());
  EXPECT_THAT(parsed.status().message(), HasSubstr("frameworks[0].collections[0].uri"));
}

TEST(Manifest, SaysWhereNoIndexIs) {
  const TempFolder folder;
  const auto manifest = ReadManifest(folder.path());
  EXPECT_EQ(manifest.status().reason(), "INDEX_NOT_FOUND");
  EXPECT_THAT(manifest.status().message(), HasSubstr(folder.path().string()));
  EXPECT_EQ(ResolveGeneration(folder.path()).status().reason(), "INDEX_NOT_FOUND");
}

TEST(Generation, ResolvesTheCurrentLink) {
  const TempFolder home;
  const std::filesystem::path generation = home.path() / "generations" / "g1";
  std::filesystem::create_directories(generation);
  std::ofstream(generation / kManifestFile) << FormatManifest(FullManifest());
  std::filesystem::create_directory_symlink("generations/g1", home.path() / kCurrentLink);
  const auto resolved = ResolveGeneration(home.path());
  ASSERT_TRUE(resolved.ok()) << resolved.status().ToString();
  EXPECT_TRUE(std::filesystem::equivalent(*resolved, generation));
  EXPECT_EQ(resolved->filename(), "g1");
  EXPECT_TRUE(ResolveGeneration(generation).ok());
}

TEST(Generation, FindsMissingExtraAndChangedFiles) {
  const TempFolder folder;
  folder.Write("labels.bin", "12345");
  folder.Write("encoder/vocab.txt", "words");
  const auto files = ListFiles(folder.path());
  ASSERT_TRUE(files.ok());
  ASSERT_EQ(files->size(), 2U);
  EXPECT_EQ((*files)[0].name, "encoder/vocab.txt");
  EXPECT_EQ((*files)[1].sha256, core::Sha256Hex("12345"));
  Manifest manifest;
  manifest.files = *files;
  EXPECT_TRUE(VerifyFiles(folder.path(), manifest).ok());

  folder.Write("labels.bin", "12346");
  EXPECT_THAT(VerifyFiles(folder.path(), manifest).message(), HasSubstr("labels.bin"));
  folder.Write("labels.bin", "1234");
  EXPECT_EQ(VerifyFiles(folder.path(), manifest).reason(), "INDEX_CORRUPT");
  folder.Write("labels.bin", "12345");
  folder.Write("stray", "x");
  EXPECT_THAT(VerifyFiles(folder.path(), manifest).message(), HasSubstr("stray"));
  std::filesystem::remove(folder.path() / "stray");
  std::filesystem::remove(folder.path() / "labels.bin");
  EXPECT_THAT(VerifyFiles(folder.path(), manifest).message(), HasSubstr("labels.bin"));
}

}  // namespace
}  // namespace crosswalk::index_schema
