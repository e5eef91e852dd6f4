// SPDX-License-Identifier: Apache-2.0
// From sources to a published generation: what is refused and where it says so, and what stays
// whole when a build does not end.
#include "indexer/build/index_builder.h"
#include "indexer/build/index_verifier.h"
#include "indexer/schema/relation_file.h"
#include "tests/indexer/memory_source.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_index.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

namespace crosswalk::index_builder {
namespace {

namespace fs = std::filesystem;
using core::Severity;
using test::CountingEncoder;
using test::MapsFramework;
using test::MemorySource;
using testing::ElementsAre;
using testing::HasSubstr;

class BuilderTest : public testing::Test {
 protected:
  core::Result<BuildReport> Build(core::FrameworkData data) {
    MemorySource source(std::move(data));
    return BuildFrom({&source});
  }

  core::Result<BuildReport> BuildFrom(std::vector<core::FrameworkSource*> sources) {
    options_.sources = std::move(sources);
    options_.home = home();
    options_.threads = 2;
    diagnostics_ = core::Diagnostics();
    return BuildGeneration(options_, diagnostics_);
  }

  // The only finding of a rule; a default one where there are none or several.
  core::Diagnostic Finding(std::string_view rule) const {
    core::Diagnostic found;
    std::size_t count = 0;
    for (const core::Diagnostic& finding : diagnostics_.kept()) {
      if (finding.rule == rule && ++count == 1) found = finding;
    }
    return count == 1 ? found : core::Diagnostic{};
  }

  fs::path home() const { return folder_.path() / "home"; }
  std::string Current() const {
    std::error_code error;
    return fs::read_symlink(home() / "current", error).filename();
  }
  // Names in generations/.
  std::vector<std::string> Listed() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(home() / "generations")) {
      names.push_back(entry.path().filename());
    }
    return names;
  }

  test::TempFolder folder_;
  BuildOptions options_;
  core::Diagnostics diagnostics_;
};

TEST_F(BuilderTest, PublishesAVerifiableGeneration) {
  const auto report = Build(MapsFramework());
  ASSERT_TRUE(report.ok()) << report.status().ToString();
  EXPECT_EQ(report->manifest.concept_count, 5U);
  EXPECT_EQ(report->generation.filename(), Current());
  const auto verified = VerifyGeneration(home());
  ASSERT_TRUE(verified.ok()) << verified.status().ToString();
  const index_schema::FrameworkSummary& maps = verified->frameworks.at(0);
  EXPECT_EQ(maps.concepts_by_type.at("skill"), 3U);
  EXPECT_EQ(maps.relations_by_type.at("broader"), 2U);
  EXPECT_EQ(maps.relations_by_type.at("essential-skill"), 1U);
  EXPECT_THAT(Listed(), ElementsAre(Current()));
}

TEST_F(BuilderTest, TheSameSourcesGiveTheSameFiles) {
  core::FrameworkData shuffled = MapsFramework();
  std::reverse(shuffled.concepts.begin(), shuffled.concepts.end());
  std::reverse(shuffled.relations.begin(), shuffled.relations.end());
  const auto first = Build(MapsFramework());
  options_.threads = 1;
  const auto second = Build(std::move(shuffled));
  ASSERT_TRUE(first.ok() && second.ok());
  ASSERT_EQ(first->manifest.files.size(), second->manifest.files.size());
  for (std::size_t i = 0; i < first->manifest.files.size(); ++i) {
    EXPECT_EQ(first->manifest.files[i].sha256, second->manifest.files[i].sha256)
        << first->manifest.files[i].name;
  }
}

TEST_F(BuilderTest, ReportsStagesInOrder) {
  std::vector<std::string> stages;
  CountingEncoder encoder;
  options_.encoder = &encoder;
  options_.progress = [&stages](const BuildProgress& progress) {
    if (stages.empty() || stages.back() != progress.stage) stages.emplace_back(progress.stage);
    EXPECT_GE(progress.fraction, 0.0);
    EXPECT_LE(progress.fraction, 1.0 + 1e-9);
  };
  ASSERT_TRUE(Build(MapsFramework()).ok());
  EXPECT_THAT(stages, ElementsAre("read", "validate", "index", "encode", "publish"));
}

// Findings that no reader can see, one a rule: each says which framework, field and concept.

TEST_F(BuilderTest, FindsADanglingRelation) {
  core::FrameworkData data = MapsFramework();
  data.relations.push_back({"urn:maps:fold", "urn:nowhere", core::RelationType::kBroader});
  const auto report = Build(std::move(data));
  EXPECT_EQ(report.status().reason(), "SOURCE_REJECTED");
  const core::Diagnostic finding = Finding("dangling-relation");
  EXPECT_EQ(finding.severity, Severity::kError);
  EXPECT_EQ(finding.file, "maps 1");
  EXPECT_EQ(finding.field, "broader");
  EXPECT_EQ(finding.subject, "urn:maps:fold");
  EXPECT_THAT(finding.reason, HasSubstr("urn:nowhere"));
  EXPECT_EQ(Current(), "") << "nothing was published";
}

TEST_F(BuilderTest, LetsAsManyErrorsPassAsItIsTold) {
  core::FrameworkData data = MapsFramework();
  data.relations.push_back({"urn:maps:fold", "urn:nowhere", core::RelationType::kBroader});
  data.relations.push_back({"urn:nowhere", "urn:maps:fold", core::RelationType::kBroader});
  options_.max_bad_records = 1;
  EXPECT_EQ(Build(data).status().reason(), "SOURCE_REJECTED");
  options_.max_bad_records = 2;
  const auto report = Build(data);
  ASSERT_TRUE(report.ok()) << report.status().ToString();
  EXPECT_EQ(report->manifest.frameworks[0].relations_by_type.at("broader"), 2U);
}

TEST_F(BuilderTest, CountsTheReadersFindingsToo) {
  MemorySource source(MapsFramework());
  core::Diagnostic bad;
  bad.rule = "bad-value";
  bad.file = "skills_en.csv";
  bad.line = 7;
  source.findings = {bad};
  EXPECT_EQ(BuildFrom({&source}).status().reason(), "SOURCE_REJECTED");
  EXPECT_EQ(Finding("bad-value").line, 7U);
}

TEST_F(BuilderTest, LeavesOutTheRelationThatClosesACycle) {
  core::FrameworkData data = MapsFramework();
  data.relations.push_back({"urn:maps:paper", "urn:maps:fold", core::RelationType::kBroader});
  options_.max_bad_records = 1;
  const auto report = Build(std::move(data));
  ASSERT_TRUE(report.ok()) << report.status().ToString();
  EXPECT_THAT(Finding("broader-cycle").reason, HasSubstr("urn:maps:fold"));
  EXPECT_EQ(report->manifest.frameworks[0].relations_by_type.at("broader"), 2U);
}

TEST_F(BuilderTest, FindsDuplicates) {
  core::FrameworkData data = MapsFramework();
  data.concepts.push_back(data.concepts[0]);
  data.concepts.back().id = "other";
  data.concepts.push_back(data.concepts[0]);
  data.concepts.back().uri = "urn:maps:other";
  EXPECT_FALSE(Build(std::move(data)).ok());
  EXPECT_EQ(Finding("duplicate-uri").subject, "urn:maps:fold");
  EXPECT_EQ(Finding("duplicate-id").subject, "urn:maps:other");
}

TEST_F(BuilderTest, FindsBadWords) {
  core::FrameworkData data = MapsFramework();
  data.concepts[0].labels[0].description = "\xFF";
  data.concepts[1].labels[0].preferred = " ";
  data.concepts[2].labels[0].language = "English";
  data.concepts[3].id = "Not An Id";
  data.relations.clear();
  EXPECT_FALSE(Build(std::move(data)).ok());
  EXPECT_EQ(Finding("bad-utf8").field, "labels[en].description");
  EXPECT_EQ(Finding("missing-label").subject, "urn:maps:unfold");
  EXPECT_EQ(Finding("bad-language").field, "labels[English]");
  EXPECT_EQ(Finding("bad-concept-id").field, "id");
}

TEST_F(BuilderTest, WarnsOfWhatIsHarmless) {
  core::FrameworkData data = MapsFramework();
  data.concepts[0].collections = {"unheard-of"};
  data.relations.push_back({"urn:maps:ink", "urn:maps:ink", core::RelationType::kOptionalSkill});
  data.relations.push_back(
      {"urn:maps:folder", "urn:maps:fold", core::RelationType::kOptionalSkill});
  ASSERT_TRUE(Build(std::move(data)).ok());
  EXPECT_EQ(Finding("unknown-collection").severity, Severity::kWarning);
  EXPECT_EQ(Finding("self-relation").severity, Severity::kWarning);
  EXPECT_EQ(Finding("conflicting-relation").severity, Severity::kNote);
}

TEST_F(BuilderTest, RefusesSkillRelationsToOccupations) {
  core::FrameworkData data = MapsFramework();
  data.relations.push_back(
      {"urn:maps:fold", "urn:maps:folder", core::RelationType::kEssentialSkill});
  EXPECT_FALSE(Build(std::move(data)).ok());
  EXPECT_EQ(Finding("bad-relation-target").subject, "urn:maps:fold");
}

TEST_F(BuilderTest, RefusesTwoFrameworksOfOneId) {
  MemorySource one(MapsFramework());
  MemorySource two(MapsFramework());
  EXPECT_EQ(BuildFrom({&one, &two}).status().reason(), "FRAMEWORK_CLASH");
}

TEST_F(BuilderTest, RefusesToIndexNothing) {
  core::FrameworkData data;
  data.framework.id = "empty";
  EXPECT_EQ(Build(std::move(data)).status().reason(), "SOURCE_REJECTED");
}

TEST_F(BuilderTest, JoinsRelationsBetweenFrameworks) {
  core::FrameworkData links;
  links.framework.id = "links";
  core::Concept node = MapsFramework().concepts[0];
  node.framework = "links";
  node.uri = "urn:links:crease";
  links.concepts = {node};
  links.relations = {{"urn:links:crease", "urn:maps:paper", core::RelationType::kBroader}};
  MemorySource maps(MapsFramework());
  MemorySource more(links);
  const auto report = BuildFrom({&maps, &more});
  ASSERT_TRUE(report.ok()) << report.status().ToString();
  EXPECT_EQ(report->manifest.frameworks[1].relations_by_type.at("broader"), 1U);
}

// Publishing.

TEST_F(BuilderTest, AFailedSourceLeavesTheCurrentGeneration) {
  ASSERT_TRUE(Build(MapsFramework()).ok());
  const std::string before = Current();
  MemorySource source(MapsFramework());
  source.failure = core::InvalidArgument("SOURCE_UNREADABLE", "a truncated zip");
  EXPECT_EQ(BuildFrom({&source}).status().reason(), "SOURCE_UNREADABLE");
  EXPECT_EQ(Current(), before);
  EXPECT_TRUE(VerifyGeneration(home()).ok());
}

TEST_F(BuilderTest, AFailedEncoderLeavesTheCurrentGeneration) {
  ASSERT_TRUE(Build(MapsFramework()).ok());
  const std::string before = Current();
  CountingEncoder encoder;
  encoder.refuse = [](std::string_view text) { return text == "ink maps"; };
  options_.encoder = &encoder;
  EXPECT_EQ(Build(MapsFramework()).status().reason(), "ENCODER_FAILED");
  EXPECT_EQ(Current(), before);
  // The next build clears away what that one left.
  options_.encoder = nullptr;
  core::FrameworkData changed = MapsFramework();
  changed.concepts[0].labels[0].preferred = "crease maps";
  ASSERT_TRUE(Build(std::move(changed)).ok());
  EXPECT_EQ(Listed().size(), 2U);
  EXPECT_NE(Current(), before);
}

// Dies in a child process at the given stage, as by SIGKILL in the middle of a build.
TEST_F(BuilderTest, AKilledBuildLeavesTheCurrentGeneration) {
  ASSERT_TRUE(Build(MapsFramework()).ok());
  const std::string before = Current();
  for (const std::string stage : {"read", "validate", "index", "encode", "publish"}) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      CountingEncoder encoder;
      options_.encoder = &encoder;
      options_.progress = [&stage](const BuildProgress& progress) {
        if (progress.stage == stage) ::raise(SIGKILL);
      };
      core::FrameworkData changed = MapsFramework();
      changed.concepts[0].labels[0].preferred = "crease maps";
      (void)Build(std::move(changed));
      ::_exit(0);
    }
    int state = 0;
    ASSERT_EQ(::waitpid(child, &state, 0), child);
    ASSERT_TRUE(WIFSIGNALED(state)) << stage;
    EXPECT_EQ(Current(), before) << stage;
    const auto verified = VerifyGeneration(home());
    EXPECT_TRUE(verified.ok()) << stage << ": " << verified.status().ToString();
  }
  ASSERT_TRUE(Build(MapsFramework()).ok()) << "the lock went with the killed process";
  for (const std::string& name : Listed()) EXPECT_FALSE(name.starts_with(".")) << name;
}

TEST_F(BuilderTest, RefusesASecondBuildInTheSameHome) {
  options_.progress = [this](const BuildProgress& progress) {
    if (progress.stage != "validate") return;
    BuildOptions second = options_;
    second.progress = nullptr;
    core::Diagnostics diagnostics;
    const auto report = BuildGeneration(second, diagnostics);
    EXPECT_EQ(report.status().reason(), "BUILD_RUNNING");
  };
  EXPECT_TRUE(Build(MapsFramework()).ok());
}

TEST_F(BuilderTest, KeepsTheNewestGenerations) {
  options_.keep = 1;
  ASSERT_TRUE(Build(MapsFramework()).ok());
  core::FrameworkData changed = MapsFramework();
  changed.concepts.pop_back();
  changed.relations.pop_back();
  const auto second = Build(std::move(changed));
  ASSERT_TRUE(second.ok());
  EXPECT_THAT(Listed(), ElementsAre(second->manifest.generation));
}

TEST_F(BuilderTest, SaysWhereItCannotWrite) {
  options_.sources = {};
  MemorySource source(MapsFramework());
  options_.sources = {&source};
  options_.home = folder_.Write("file", "in the way") / "home";
  const auto report = BuildGeneration(options_, diagnostics_);
  EXPECT_EQ(report.status().reason(), "INDEX_IO");
  EXPECT_THAT(report.status().message(), HasSubstr("file/home"));
}

// Vectors.

TEST_F(BuilderTest, EncodesOnlyWhatChanged) {
  CountingEncoder encoder;
  options_.encoder = &encoder;
  const auto first = Build(MapsFramework());
  ASSERT_TRUE(first.ok()) << first.status().ToString();
  // Labels of three skills, and two with a description.
  EXPECT_EQ(first->texts_encoded, 5U);
  EXPECT_EQ(first->manifest.encoder.vectors.at("label"), 3U);
  EXPECT_EQ(first->manifest.encoder.vectors.at("described"), 2U);

  core::FrameworkData changed = MapsFramework();
  changed.concepts[0].labels[0].description = "Folds it twice.";
  const auto second = Build(changed);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->texts_encoded, 1U);
  EXPECT_EQ(second->texts_reused, 4U);
  EXPECT_EQ(encoder.count, 6U);

  // What was taken over is what would have been encoded.
  test::TempFolder fresh;
  options_.home = fresh.path() / "home";
  MemorySource source(changed);
  options_.sources = {&source};
  const auto whole = BuildGeneration(options_, diagnostics_);
  ASSERT_TRUE(whole.ok());
  EXPECT_EQ(test::ReadBytes(whole->generation / index_schema::kVectorsFile),
            test::ReadBytes(second->generation / index_schema::kVectorsFile));
}

TEST_F(BuilderTest, AnotherEncoderTakesNothingOver) {
  CountingEncoder first("first");
  CountingEncoder second("second");
  options_.encoder = &first;
  ASSERT_TRUE(Build(MapsFramework()).ok());
  options_.encoder = &second;
  const auto report = Build(MapsFramework());
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->texts_reused, 0U);
  EXPECT_EQ(second.count, 5U);
}

TEST_F(BuilderTest, ADamagedVectorFileSavesNoWork) {
  CountingEncoder encoder;
  options_.encoder = &encoder;
  const auto first = Build(MapsFramework());
  ASSERT_TRUE(first.ok());
  fs::resize_file(first->generation / index_schema::kVectorsFile, 100);
  const auto second = Build(MapsFramework());
  ASSERT_TRUE(second.ok()) << second.status().ToString();
  EXPECT_EQ(second->texts_encoded, 5U);
}

}  // namespace
}  // namespace crosswalk::index_builder
