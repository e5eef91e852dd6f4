// SPDX-License-Identifier: Apache-2.0
// The mapper with context, on an index with vectors and on one without.
#include "server/mapping/context.h"
#include "server/mapping/mapper.h"
#include "tests/mapping/mapping_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <string>
#include <thread>
#include <vector>

namespace crosswalk::mapping {
namespace {

using testing::IsEmpty;
using testing::Not;

const std::vector<Outcome> kCredential = {
    {"Write programs in Python that read and clean files", "en"},
    {"Trace a reported malfunction of an application to its cause and correct it", "en"},
    {"Keep track of changes to source files together with others", "en"},
    {"Check that software does what was asked before it is delivered", "en"},
};

MapOptions WithSiblings() {
  MapOptions options;
  options.max_skills = 40;
  options.context.sibling_outcomes = true;
  return options;
}

// All that is answered, exactly.
std::string Describe(const OutcomeMapping& mapping) {
  std::string text = mapping.language;
  for (const SkillMatch& match : mapping.skills) {
    text += "\n" + match.item->uri + " " + std::to_string(match.rank) +
            (match.committed ? " committed" : "");
    for (const double value :
         {match.confidence, match.context_effect, match.confidence_without_context}) {
      text += " " + testing::PrintToString(value);
    }
    for (const Signal& signal : match.evidence.signals) {
      text += " " + signal.name + "=" + testing::PrintToString(signal.value);
    }
  }
  return text;
}

class MapInContextTest : public testing::TestWithParam<const OpenedIndex& (*)()> {
 protected:
  static std::vector<OutcomeMapping> Map(const std::vector<Outcome>& outcomes,
                                         const MapOptions& options) {
    auto mapped = GetParam()().mapper->Map(outcomes, options);
    EXPECT_TRUE(mapped.ok()) << mapped.status().message();
    return mapped.ok() ? *std::move(mapped) : std::vector<OutcomeMapping>(outcomes.size());
  }
};

INSTANTIATE_TEST_SUITE_P(Indexes, MapInContextTest, testing::Values(&EncodedIndex, &WordsIndex),
                         [](const auto& instance) {
                           return instance.index == 0 ? "Encoded" : "Words";
                         });

TEST_P(MapInContextTest, IsOffByDefault) {
  MapOptions options;
  options.max_skills = 40;
  const auto batch = Map(kCredential, options);
  for (std::size_t i = 0; i < kCredential.size(); ++i) {
    EXPECT_EQ(Describe(batch[i]), Describe(Map({kCredential[i]}, options).front()));
    for (const SkillMatch& match : batch[i].skills) {
      EXPECT_EQ(match.context_effect, 0.0);
      EXPECT_EQ(match.confidence_without_context, match.confidence);
    }
  }
}

TEST_P(MapInContextTest, MovesConfidencesVisiblyAndWithinBounds) {
  bool any = false;
  for (const OutcomeMapping& mapping : Map(kCredential, WithSiblings())) {
    ASSERT_THAT(mapping.skills, Not(IsEmpty()));
    double last = 1.0;
    for (std::size_t i = 0; i < mapping.skills.size(); ++i) {
      const SkillMatch& match = mapping.skills[i];
      EXPECT_EQ(match.rank, i + 1);
      EXPECT_LE(match.confidence, last);
      last = match.confidence;
      EXPECT_LE(std::abs(match.context_effect), kMostContextEffect + 1e-9);
      const auto odds = [](double p) { return std::log(p / (1.0 - p)); };
      if (match.context_effect != 0.0) {
        any = true;
        EXPECT_NEAR(odds(match.confidence) - odds(match.confidence_without_context),
                    match.context_effect, 1e-6);
      }
      double contributed = 0.0;
      for (const Signal& signal : match.evidence.signals) {
        if (signal.name.starts_with("context-")) contributed += signal.contribution;
      }
      // Later ones are moved only to stay below these.
      if (i < kContextDepth) {
        EXPECT_NEAR(contributed, match.context_effect, 1e-9);
      }
    }
  }
  EXPECT_TRUE(any);
}

TEST_P(MapInContextTest, SaysWhatTheConfidenceIsWithout) {
  MapOptions alone;
  alone.max_skills = 200;
  const auto expected = Map(kCredential, alone);
  const auto mapped = Map(kCredential, WithSiblings());
  for (std::size_t i = 0; i < mapped.size(); ++i) {
    for (const SkillMatch& match : mapped[i].skills) {
      const auto found =
          std::find_if(expected[i].skills.begin(), expected[i].skills.end(),
                       [&match](const SkillMatch& one) { return one.node == match.node; });
      ASSERT_NE(found, expected[i].skills.end());
      EXPECT_EQ(match.confidence_without_context, found->confidence);
    }
  }
}

TEST_P(MapInContextTest, AnOutcomeAloneOrTwiceIsMappedAsWithout) {
  MapOptions without = WithSiblings();
  without.context.sibling_outcomes = false;
  without.want_evidence = false;
  MapOptions with = without;
  with.context.sibling_outcomes = true;
  const std::string expected = Describe(Map({kCredential[0]}, without).front());
  EXPECT_EQ(Describe(Map({kCredential[0]}, with).front()), expected);
  for (const auto& mapping : Map({kCredential[0], kCredential[0]}, with)) {
    EXPECT_EQ(Describe(mapping), expected);
  }
}

TEST_P(MapInContextTest, AnswersTheSameInAnyOrderAndOnSeveralThreads) {
  const auto expected = Map(kCredential, WithSiblings());
  const std::vector<Outcome> reversed(kCredential.rbegin(), kCredential.rend());
  MapOptions threaded = WithSiblings();
  std::atomic<int> stretches = 0;
  threaded.in_stretches = [&stretches](std::size_t count, const Stretch& stretch) {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < count; ++i) {
      threads.emplace_back([&, i] {
        ++stretches;
        EXPECT_TRUE(stretch(i, i + 1).ok());
      });
    }
    return core::Status();
  };
  const auto again = Map(reversed, threaded);
  EXPECT_EQ(stretches, 8);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(Describe(again[again.size() - 1 - i]), Describe(expected[i]));
  }
}

TEST_P(MapInContextTest, ATitleInformsASingleOutcome) {
  MapOptions options = WithSiblings();
  options.context = {"Assist residents to wash, lift and move patients", false};
  const auto mapped = Map({kCredential[2]}, options);
  EXPECT_TRUE(std::any_of(mapped.front().skills.begin(), mapped.front().skills.end(),
                          [](const SkillMatch& match) { return match.context_effect != 0.0; }));
}

TEST_P(MapInContextTest, ASkillTypeLeavesOutTheOthersAndChangesNothing) {
  MapOptions all = WithSiblings();
  all.max_skills = 200;
  all.context.title = "Software maintenance";
  MapOptions knowledge = all;
  knowledge.skill_types = {core::SkillType::kKnowledge};
  const auto whole = Map(kCredential, all);
  const auto some = Map(kCredential, knowledge);
  std::size_t compared = 0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    auto next = some[i].skills.begin();
    for (const SkillMatch& match : whole[i].skills) {
      if (match.item->skill_type != core::SkillType::kKnowledge) continue;
      ASSERT_NE(next, some[i].skills.end());
      EXPECT_EQ(next->node, match.node);
      EXPECT_EQ(next->confidence, match.confidence);
      EXPECT_EQ(next->context_effect, match.context_effect);
      // One that is committed among all is so among few.
      EXPECT_TRUE(next->committed || !match.committed);
      ++next;
      ++compared;
    }
    EXPECT_EQ(next, some[i].skills.end());
  }
  EXPECT_GT(compared, 0U);
}

TEST_P(MapInContextTest, StopsWhenTheCallerIsGone) {
  MapOptions options = WithSiblings();
  std::atomic<int> asked = 0;
  options.cancelled = [&asked] { return ++asked > 6; };
  const auto mapped = GetParam()().mapper->Map(kCredential, options);
  ASSERT_FALSE(mapped.ok());
  EXPECT_EQ(mapped.status().reason(), "REQUEST_CANCELLED");
}

}  // namespace
}  // namespace crosswalk::mapping
