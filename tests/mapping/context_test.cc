// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/context.h"

#include "server/mapping/ranker_file.h"
#include "tests/mapping/mapping_fixture.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

namespace crosswalk::mapping {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto kNearness = static_cast<std::size_t>(ContextSignal::kNearness);
constexpr auto kOccupations = static_cast<std::size_t>(ContextSignal::kOccupations);

const search::IndexSnapshot& Snapshot() { return *WordsIndex().snapshot; }

search::ConceptOrdinal Node(int skill) {
  return Snapshot().FindByUri(test::TestSkillUri(skill)).value();
}

CredentialText Text(std::string_view text, const std::vector<std::pair<int, double>>& suggested,
                    std::vector<float> sentence = {}) {
  CredentialText result{std::string(text), std::move(sentence), {}};
  for (const auto& [skill, confidence] : suggested) {
    result.suggested.push_back({Node(skill), confidence});
  }
  return result;
}

// Two outcomes that point to the software developer, and one that may mean version control or
// washing residents.
std::vector<CredentialText> DeveloperOutcomes() {
  return {Text("test", {{24, 0.8}, {25, 0.3}}), Text("debug", {{25, 0.7}}),
          Text("open", {{28, 0.4}, {11, 0.4}})};
}

Ranker CommittingAt(double confidence, int most) {
  const std::string json =
      R"({"format": 2, "models": {"test": {"order": {"features": [], "trees": []},
          "confidence": {"features": [], "trees": []}, "confidence_offset": 0,
          "commit": {"at": )" +
      std::to_string(confidence) + R"(, "most": )" + std::to_string(most) + "}}}}";
  return RankerFile::Parse(json, "ranker of the test")->ReadModel("test").value();
}

// Some vectors in four dimensions.
class FewVectors {
 public:
  explicit FewVectors(const std::vector<std::pair<int, std::vector<float>>>& described) {
    std::array<std::vector<index_schema::StoredRow>, index_schema::kVectorKinds> blocks;
    for (const auto& [skill, vector] : described) {
      blocks[static_cast<std::size_t>(index_schema::VectorKind::kDescribed)].push_back(
          {Node(skill), {}, index_schema::Quantize(vector)});
    }
    for (auto& block : blocks) {
      std::sort(block.begin(), block.end(),
                [](const auto& a, const auto& b) { return a.node < b.node; });
    }
    const auto path = folder_.path() / "vectors.bin";
    EXPECT_TRUE(index_schema::WriteVectorFile(path, 4, "test", blocks).ok());
    file_ = index_schema::VectorFile::Open(path).value();
    vectors_ = std::make_unique<ConceptVectors>(*file_, Snapshot().concept_count());
  }
  [[nodiscard]] const ConceptVectors* get() const { return vectors_.get(); }

 private:
  test::TempFolder folder_;
  std::unique_ptr<index_schema::VectorFile> file_;
  std::unique_ptr<ConceptVectors> vectors_;
};

TEST(ContextTest, OccupationsThatTheOthersPointToSpeakForTheirSkills) {
  const CredentialReader reader(Snapshot(), nullptr);
  const auto signals = reader.Read(DeveloperOutcomes(), nullptr, true);
  ASSERT_THAT(signals, SizeIs(3));
  ASSERT_THAT(signals[2], SizeIs(2));
  EXPECT_GT(signals[2][0][kOccupations], 0.1);
  EXPECT_EQ(signals[2][1][kOccupations], 0.0);
}

TEST(ContextTest, AnOutcomeDoesNotSpeakForItself) {
  const CredentialReader reader(Snapshot(), nullptr);
  const std::vector<CredentialText> twice = {Text("debug", {{25, 0.7}}),
                                             Text("debug", {{25, 0.7}})};
  for (const auto& of_one : reader.Read(twice, nullptr, true)) EXPECT_THAT(of_one, IsEmpty());
  const std::vector<CredentialText> outcomes = DeveloperOutcomes();
  for (const auto& of_one : reader.Read(outcomes, nullptr, false)) EXPECT_THAT(of_one, IsEmpty());
  EXPECT_THAT(reader.Read({outcomes.data(), 1}, nullptr, true), ElementsAre(IsEmpty()));
}

TEST(ContextTest, TheTitleInformsEveryOutcome) {
  const CredentialReader reader(Snapshot(), nullptr);
  const std::vector<CredentialText> outcomes = DeveloperOutcomes();
  const CredentialText title = Text("care assistant", {{14, 0.6}, {19, 0.5}});
  const auto signals = reader.Read({&outcomes[2], 1}, &title, false);
  EXPECT_EQ(signals[0][0][kOccupations], 0.0);
  EXPECT_GT(signals[0][1][kOccupations], 0.1);
}

TEST(ContextTest, TheTitleDoesNotInformAnOutcomeWithItsWords) {
  const CredentialReader reader(Snapshot(), nullptr);
  const std::vector<CredentialText> outcomes = DeveloperOutcomes();
  const CredentialText title = Text("debug", {{25, 0.7}});
  EXPECT_THAT(reader.Read({&outcomes[1], 1}, &title, true), ElementsAre(IsEmpty()));
  EXPECT_THAT(reader.Read({&outcomes[1], 1}, &title, false), ElementsAre(IsEmpty()));
  // Among others it is one text, whether title, outcome or both.
  const auto both = reader.Read(outcomes, &title, true);
  EXPECT_EQ(both[2][0][kOccupations], reader.Read(outcomes, nullptr, true)[2][0][kOccupations]);
}

TEST(ContextTest, WhatSaysNothingInformsNothing) {
  const CredentialReader reader(Snapshot(), nullptr);
  std::vector<CredentialText> outcomes = DeveloperOutcomes();
  const auto expected = reader.Read(outcomes, nullptr, true);
  outcomes.push_back(Text("", {{11, 0.9}}));
  const auto signals = reader.Read(outcomes, nullptr, true);
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(signals[i], expected[i]);
  const CredentialText title = Text("", {{11, 0.9}});
  EXPECT_THAT(reader.Read({outcomes.data(), 1}, &title, false), ElementsAre(IsEmpty()));
}

TEST(ContextTest, TheOrderOfTheOutcomesDoesNotMatter) {
  const FewVectors vectors({{28, {1, 0, 0, 0}}, {11, {0, 1, 0, 0}}, {24, {0.6F, 0.8F, 0, 0}}});
  const CredentialReader reader(Snapshot(), vectors.get());
  std::vector<CredentialText> outcomes = {Text("a", {{24, 0.31}, {28, 0.17}}, {0.1F, 0.7F, 0, 0}),
                                          Text("b", {{28, 0.77}}, {0.3F, 0.3F, 0.9F, 0}),
                                          Text("c", {{11, 0.53}, {24, 0.2}}, {0, 0.2F, 0.4F, 0.9F}),
                                          Text("d", {{28, 0.4}, {11, 0.4}}, {0.9F, 0.1F, 0, 0.2F})};
  const auto expected = reader.Read(outcomes, nullptr, true);
  std::vector<std::size_t> order = {0, 1, 2, 3};
  while (std::next_permutation(order.begin(), order.end())) {
    std::vector<CredentialText> permuted;
    for (const std::size_t i : order) permuted.push_back(outcomes[i]);
    const auto signals = reader.Read(permuted, nullptr, true);
    for (std::size_t i = 0; i < order.size(); ++i) EXPECT_EQ(signals[i], expected[order[i]]);
  }
}

TEST(ContextTest, NearnessComparesAnOutcomesSuggestions) {
  const FewVectors vectors({{28, {1, 0, 0, 0}}, {11, {0, 1, 0, 0}}});
  const CredentialReader reader(Snapshot(), vectors.get());
  const std::vector<CredentialText> outcomes = {Text("a", {}, {1, 0, 0, 0}),
                                                Text("b", {{28, 0.4}, {11, 0.4}}, {0, 1, 0, 0})};
  const auto signals = reader.Read(outcomes, nullptr, true);
  ASSERT_THAT(signals[1], SizeIs(2));
  EXPECT_NEAR(signals[1][0][kNearness], 0.5, 0.01);
  EXPECT_NEAR(signals[1][1][kNearness], -0.5, 0.01);
}

TEST(ContextTest, ContributionsAreBoundedTogether) {
  for (const double huge : {10.0, -10.0}) {
    const ContextSignals bounded = ContextContributions({huge, huge / 2});
    EXPECT_NEAR(bounded[0] + bounded[1], std::copysign(kMostContextEffect, huge), 1e-12);
    EXPECT_GT(bounded[0] * huge, 0.0);
    EXPECT_GT(bounded[1] * huge, 0.0);
  }
  const ContextSignals small = ContextContributions({0.01, 0.0});
  const ContextSignals twice = ContextContributions({0.02, 0.0});
  EXPECT_GT(small[0], 0.0);
  EXPECT_DOUBLE_EQ(2 * small[0], twice[0]);
  EXPECT_THAT(ContextContributions({0.0, 0.0}), ElementsAre(0.0, 0.0));
}

std::vector<RankedCandidate> ThreeRanked() {
  return {{0, 3.0, 0.6, true}, {1, 2.0, 0.5, false}, {2, 1.0, 0.45, false}};
}

TEST(ContextTest, NothingChangesWithoutSignals) {
  // The set to commit to is the ranker's, whatever another would choose.
  const auto kept = RankInContext(ThreeRanked(), {}, CommittingAt(0.1, 5));
  ASSERT_THAT(kept, SizeIs(3));
  for (std::size_t i = 0; i < kept.size(); ++i) {
    EXPECT_EQ(kept[i].ranked.candidate, i);
    EXPECT_EQ(kept[i].ranked.confidence, ThreeRanked()[i].confidence);
    EXPECT_EQ(kept[i].ranked.committed, i == 0);
    EXPECT_EQ(kept[i].effect, 0.0);
  }
}

TEST(ContextTest, TheEffectIsWhatBecameOfTheConfidence) {
  // The second and the third stay below what the first has become.
  const auto moved =
      RankInContext(ThreeRanked(), std::vector<ContextSignals>{{-9.0, 0.0}}, CommittingAt(0.1, 5));
  const auto log_odds = [](double p) { return std::log(p / (1.0 - p)); };
  for (const RankedInContext& one : moved) {
    EXPECT_NEAR(one.effect, log_odds(one.ranked.confidence) - log_odds(one.confidence_alone), 1e-9);
    EXPECT_GE(one.effect, -kMostContextEffect);
    EXPECT_LT(one.effect, 0.0);
  }
}

TEST(ContextTest, SignalsReorderWithinBoundsAndChooseAnew) {
  const std::vector<ContextSignals> signals = {{-9.0, 0.0}, {9.0, 0.0}};
  const auto moved = RankInContext(ThreeRanked(), signals, CommittingAt(0.6, 5));
  ASSERT_THAT(moved, SizeIs(3));
  EXPECT_EQ(moved[0].ranked.candidate, 1U);
  EXPECT_THAT(moved[0].ranked.confidence, DoubleNear(0.731, 0.001));
  EXPECT_EQ(moved[0].confidence_alone, 0.5);
  EXPECT_TRUE(moved[0].ranked.committed);
  EXPECT_EQ(moved[1].ranked.candidate, 0U);
  EXPECT_THAT(moved[1].ranked.confidence, DoubleNear(0.356, 0.001));
  EXPECT_FALSE(moved[1].ranked.committed);
  // Beyond the reach of context, but not more likely than what comes before.
  EXPECT_EQ(moved[2].ranked.candidate, 2U);
  EXPECT_EQ(moved[2].ranked.confidence, moved[1].ranked.confidence);
  EXPECT_EQ(moved[2].confidence_alone, 0.45);
}

}  // namespace
}  // namespace crosswalk::mapping
