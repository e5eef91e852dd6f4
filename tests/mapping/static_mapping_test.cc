// SPDX-License-Identifier: Apache-2.0
// Mapping with the static encoder, where the encoder that the repository ships has one.
#include "server/mapping/candidate.h"
#include "server/mapping/mapper.h"
#include "tests/mapping/mapping_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace crosswalk::mapping {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

MapOptions WithStaticEncoder() {
  MapOptions options;
  options.encoder = EncoderChoice::kStatic;
  return options;
}

TEST(WithoutAStaticEncoder, RefusesToMapWithIt) {
  const std::vector<Outcome> outcomes = {{"Prune fruit trees in winter.", ""}};
  const auto mapped = WordsIndex().mapper->Map(outcomes, WithStaticEncoder());
  ASSERT_FALSE(mapped.ok());
  EXPECT_EQ(mapped.status().code(), core::StatusCode::kFailedPrecondition);
  EXPECT_EQ(mapped.status().reason(), "STATIC_ENCODER_NOT_INDEXED");
}

class StaticMappingTest : public testing::Test {
 protected:
  void SetUp() override {
    if (EncodedIndex().snapshot->static_encoder() == nullptr) {
      GTEST_SKIP() << "the encoder has no static vectors";
    }
  }

  static std::vector<OutcomeMapping> Map(const std::vector<Outcome>& outcomes) {
    auto mapped = EncodedIndex().mapper->Map(outcomes, WithStaticEncoder());
    EXPECT_TRUE(mapped.ok()) << mapped.status().ToString();
    return mapped.ok() ? *std::move(mapped) : std::vector<OutcomeMapping>(outcomes.size());
  }
};

TEST_F(StaticMappingTest, FindsASkillByItsLabel) {
  const auto& index = EncodedIndex();
  for (int number = 1; number <= 5; ++number) {
    const auto node = index.snapshot->FindByUri(test::TestSkillUri(number));
    ASSERT_TRUE(node.ok());
    const auto skill = index.snapshot->Load(*node);
    ASSERT_TRUE(skill.ok());
    const std::string label = skill->BestLabels({"en"}).preferred;
    const OutcomeMapping mapping = Map({{label, "en"}}).front();
    ASSERT_THAT(mapping.skills, Not(IsEmpty())) << label;
    EXPECT_EQ(mapping.skills.front().item->uri, test::TestSkillUri(number)) << label;
    const Evidence& evidence = mapping.skills.front().evidence;
    EXPECT_THAT(evidence.spans, Not(IsEmpty())) << label;
    // Its own network has read it.
    EXPECT_NE(evidence.signals[static_cast<std::size_t>(Feature::kAffinity)].value, 0.0) << label;
  }
}

// The transformer's vectors of the words around also tell what the outcome is about.
TEST_F(StaticMappingTest, EvidenceOfTheTransformerIsTheWordsThatSayIt) {
  const std::string text = "Across several wards, teach others before they measure blood pressure";
  const std::vector<Outcome> outcomes = {{text, "en"}};
  const auto mapped = EncodedIndex().mapper->Map(outcomes, {});
  ASSERT_TRUE(mapped.ok()) << mapped.status().ToString();
  const auto& skills = mapped->front().skills;
  const auto match = std::find_if(skills.begin(), skills.end(), [](const SkillMatch& one) {
    return one.item->uri == test::TestSkillUri(12);
  });
  ASSERT_NE(match, skills.end());
  std::string marked;
  for (const text::Span& span : match->evidence.spans) {
    marked += text.substr(span.begin, span.end - span.begin) + "; ";
  }
  EXPECT_THAT(marked, AllOf(HasSubstr("measure blood pressure"), Not(HasSubstr("Across")),
                            Not(HasSubstr("teach"))));
}

TEST_F(StaticMappingTest, AnswersTheSameAloneAndAmongOthers) {
  const std::vector<Outcome> outcomes = {{"Prune fruit trees in winter.", ""},
                                         {"Weld steel sheets safely.", ""}};
  const auto together = Map(outcomes);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const OutcomeMapping alone = Map({outcomes[i]}).front();
    ASSERT_EQ(alone.skills.size(), together[i].skills.size());
    for (std::size_t k = 0; k < alone.skills.size(); ++k) {
      EXPECT_EQ(alone.skills[k].node, together[i].skills[k].node);
      EXPECT_EQ(alone.skills[k].confidence, together[i].skills[k].confidence);
    }
  }
}

TEST_F(StaticMappingTest, WhatItKnowsNoWordOfIsMappedByWords) {
  EXPECT_THAT(Map({{"\u05d0\u05d1\u05d2 \u05d3\u05d4", ""}}).front().skills, IsEmpty());
}

}  // namespace
}  // namespace crosswalk::mapping
