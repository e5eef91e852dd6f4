// SPDX-License-Identifier: Apache-2.0
#include "frameworks/esco/esco_layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <string>

namespace crosswalk::esco {
namespace {

using testing::Optional;

TEST(EscoLayoutTest, TakesFileNamesApart) {
  const std::optional<FileName> skills = ParseFileName("skills_en.csv");
  ASSERT_TRUE(skills);
  EXPECT_EQ(skills->kind, FileKind::kSkills);
  EXPECT_EQ(skills->language, "en");

  const std::optional<FileName> groups = ParseFileName("iscogroups_FR.csv");
  ASSERT_TRUE(groups);
  EXPECT_EQ(groups->kind, FileKind::kIscoGroups);
  EXPECT_EQ(groups->language, "fr");

  const std::optional<FileName> bare = ParseFileName("occupations.csv");
  ASSERT_TRUE(bare);
  EXPECT_EQ(bare->language, "");

  const std::optional<FileName> collection = ParseFileName("greenSkillsCollection_en-us.csv");
  ASSERT_TRUE(collection);
  EXPECT_EQ(collection->kind, FileKind::kCollection);
  EXPECT_EQ(Collections()[collection->collection].id, "green");
  EXPECT_EQ(collection->language, "en-us");
}

TEST(EscoLayoutTest, LeavesOtherFilesAlone) {
  for (const char* name : {"greenShareOcc_en.csv", "dictionary_en.csv", "skills", "README.txt",
                           "skills_2024.csv", ""}) {
    EXPECT_FALSE(ParseFileName(name)) << name;
  }
}

TEST(EscoLayoutTest, FindsTheReleaseAndLanguageOfABundle) {
  const std::string name = "ESCO dataset - v1.0.3 - classification - fr - csv.zip";
  EXPECT_THAT(ParseRelease(name), Optional(std::string("1.0.3")));
  EXPECT_EQ(ParseBundleLanguage(name), "fr");
  EXPECT_THAT(ParseRelease("esco_v1.2"), Optional(std::string("1.2")));
  EXPECT_FALSE(ParseRelease("esco"));
  EXPECT_FALSE(ParseRelease("rev2 of esco"));
  EXPECT_EQ(ParseBundleLanguage("esco-v1.2.0"), "");
}

TEST(EscoLayoutTest, MakesIdsOfUrisOfAllReleases) {
  const std::string base = "http://data.europa.eu/esco/";
  EXPECT_THAT(ConceptId(base + "skill/0000AAAA-0000-4000-8000-000000000001"),
              Optional(std::string("0000aaaa-0000-4000-8000-000000000001")));
  EXPECT_THAT(ConceptId(base + "isco/C2654"), Optional(std::string("isco-c2654")));
  EXPECT_THAT(ConceptId(base + "isced-f/0613"), Optional(std::string("isced-f-0613")));
  EXPECT_THAT(ConceptId(base + "skill/S1.2"), Optional(std::string("s1.2")));
  EXPECT_FALSE(ConceptId(""));
  EXPECT_FALSE(ConceptId(base));
  EXPECT_FALSE(ConceptId(base + "skill/a b"));
}

TEST(EscoLayoutTest, ReadsCodesFromUris) {
  const std::string base = "http://data.europa.eu/esco/";
  EXPECT_EQ(CodeFromUri(base + "isco/C2654"), "2654");
  EXPECT_EQ(CodeFromUri(base + "isced-f/0613"), "0613");
  EXPECT_EQ(CodeFromUri(base + "skill/S1.2"), "S1.2");
  EXPECT_EQ(CodeFromUri(base + "skill/00000000-0000-4000-8000-000000000001"), "");
}

TEST(EscoLayoutTest, MakesUrisOfIscoCodes) {
  const std::string uri = "http://data.europa.eu/esco/isco/C2654";
  for (const std::string& spelling : {std::string("2654"), std::string("C2654"), uri}) {
    EXPECT_THAT(IscoGroupUri(spelling), Optional(uri)) << spelling;
  }
  for (const char* wrong : {"26541", "26x", "C", "http://example.org/2654"}) {
    EXPECT_FALSE(IscoGroupUri(wrong)) << wrong;
  }
}

TEST(EscoLayoutTest, TellsUnknownWordsFromNone) {
  EXPECT_THAT(ParseSkillType("knowledge"), Optional(core::SkillType::kKnowledge));
  EXPECT_THAT(ParseSkillType(""), Optional(core::SkillType::kUnspecified));
  EXPECT_FALSE(ParseSkillType("wisdom"));
  EXPECT_THAT(ParseReuseLevel("cross-sector"), Optional(core::ReuseLevel::kCrossSector));
  EXPECT_THAT(ParseReuseLevel("occupation-specific"),
              Optional(core::ReuseLevel::kOccupationSpecific));
  EXPECT_FALSE(ParseReuseLevel("everywhere"));
}

TEST(EscoLayoutTest, GivesEveryCollectionAnIdOfItsOwn) {
  std::set<std::string_view> ids;
  for (const CollectionFile& collection : Collections()) {
    EXPECT_TRUE(ids.insert(collection.id).second) << collection.id;
    EXPECT_FALSE(collection.title_fr.empty());
  }
  EXPECT_TRUE(ids.contains("digcomp"));
}

}  // namespace
}  // namespace crosswalk::esco
