// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/gap.h"

#include "server/pathways/set_cover.h"
#include "tests/pathways/small_world.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace crosswalk::pathways {
namespace {

using test::ShortName;
using test::SmallWorld;
using testing::ElementsAre;
using testing::IsEmpty;

Gap Analyze(SmallWorld& world, const std::vector<std::string>& held, const GapTarget& target,
            const GapRules& rules = {}, const std::vector<SkillId>& skills = {}) {
  std::vector<NodePtr> nodes;
  for (const std::string& id : held) nodes.push_back(world.Find(id));
  auto gap = AnalyzeGap(nodes, skills, target, world.credentials(), world.skills(), rules);
  EXPECT_TRUE(gap.ok());
  return *std::move(gap);
}

std::vector<std::string> Closing(const Gap& gap) {
  std::vector<std::string> names;
  for (const ClosingCredential& closing : gap.closing)
    names.push_back(ShortName(closing.credential));
  return names;
}

TEST(AnalyzeGap, TellsHowEachSkillIsCovered) {
  SmallWorld world;
  world.Broader("write unit tests", "test software")
      .Broader("unit tests in Go", "write unit tests")
      .Broader("query SQL", "handle data")
      .Related("draw charts", "present");
  world.Occupation("developer", {"program", "test software", "query SQL", "present"},
                   {"negotiate"});
  world.Add({"held", {"program", "unit tests in Go", "handle data", "draw charts", "juggle"}});
  const Gap gap =
      Analyze(world, {"held"}, TargetOfOccupation(world.Id("developer"), world.skills()));
  std::map<std::string, Coverage> coverage;
  for (const GapSkill& skill : gap.skills) coverage[world.NameOf(skill.skill)] = skill.coverage;
  EXPECT_EQ(coverage["program"], Coverage::kExact);
  EXPECT_EQ(coverage["test software"], Coverage::kNarrower);
  EXPECT_EQ(coverage["query SQL"], Coverage::kBroader);
  EXPECT_EQ(coverage["present"], Coverage::kMissing);  // Related is not covered.
  EXPECT_EQ(gap.essential.total(), 4U);
  EXPECT_DOUBLE_EQ(gap.essential.value(), 2.5 / 4);
  EXPECT_EQ(gap.optional.total(), 1U);
  EXPECT_DOUBLE_EQ(gap.optional.value(), 0);
  std::vector<SkillId> extra;
  for (const TaughtSkill& skill : gap.extra) extra.push_back(skill.skill);
  EXPECT_THAT(world.NamesOf(extra), testing::UnorderedElementsAre("draw charts", "juggle"));
}

TEST(AnalyzeGap, TakesCyclesAndSelfLoopsInTheFramework) {
  SmallWorld world;
  world.Broader("a", "b").Broader("b", "c").Broader("c", "a").Broader("d", "d").Related("a", "a");
  world.Occupation("o", {"a", "b", "d"});
  const Gap gap =
      Analyze(world, {}, TargetOfOccupation(world.Id("o"), world.skills()), {}, {world.Id("c")});
  EXPECT_EQ(gap.essential.missing, 1U);
  EXPECT_EQ(gap.essential.narrower + gap.essential.broader, 2U);
}

TEST(AnalyzeGap, ClosesTheGapGreedily) {
  SmallWorld world;
  world.Occupation("o", {"a", "b", "c", "d", "e", "f"}, {"g"});
  world.Add({"held", {"f"}})
      .Add({"three", {"a", "b", "c"}, 0, 300})
      .Add({"one", {"d"}, 0, 10, {}, {"three", "missing"}})
      .Add({"two", {"c", "d"}, 0, 10})
      .Add({"optional", {"g"}, 0, 10});
  const GapTarget target = TargetOfOccupation(world.Id("o"), world.skills());
  const Gap gap = Analyze(world, {"held"}, target);
  EXPECT_THAT(Closing(gap), ElementsAre("three", "one"));
  EXPECT_THAT(world.NamesOf(gap.closing[0].closes), ElementsAre("a", "b", "c"));
  EXPECT_DOUBLE_EQ(gap.closing[0].essential_coverage, 4.0 / 6);
  EXPECT_DOUBLE_EQ(gap.closing[1].essential_coverage, 5.0 / 6);
  EXPECT_THAT(world.NamesOf(gap.unclosed), ElementsAre("e"));
  EXPECT_EQ(gap.closing[1].prerequisites[0].state, PrerequisiteState::State::kMet);
  EXPECT_EQ(gap.closing[1].prerequisites[1].state, PrerequisiteState::State::kMissing);

  GapRules cheap;
  cheap.cost = ClosingCost::kHours;
  EXPECT_THAT(Closing(Analyze(world, {"held"}, target, cheap)), ElementsAre("two", "three"));
  GapRules all;
  all.close_optional = true;
  EXPECT_THAT(Closing(Analyze(world, {"held"}, target, all)),
              ElementsAre("three", "one", "optional"));
  GapRules none;
  none.max_credentials = 0;
  EXPECT_THAT(Analyze(world, {"held"}, target, none).closing, IsEmpty());
}

TEST(AnalyzeGap, ClosesBroaderCoverageByNarrowerSkills) {
  SmallWorld world;
  world.Broader("weld", "work metal").Broader("weld steel", "weld");
  world.Occupation("welder", {"weld"});
  world.Add({"metal", {"work metal"}}).Add({"steel", {"weld steel"}});
  const Gap gap = Analyze(world, {"metal"}, TargetOfOccupation(world.Id("welder"), world.skills()));
  EXPECT_EQ(gap.essential.broader, 1U);
  EXPECT_THAT(Closing(gap), ElementsAre("steel"));
  EXPECT_DOUBLE_EQ(gap.closing[0].essential_coverage, 1);
}

TEST(AnalyzeGap, ComparesWithACredential) {
  SmallWorld world;
  world.Add({"target", {"a", "b"}, 7, 200, {}, {"held"}})
      .Add({"held", {"a"}, 5, 40, {"target"}})
      .Add({"other", {"b"}, 5, 40});
  const Gap gap = Analyze(
      world, {"held"}, TargetOfCredential(world.Find("target"), world.skills(), SkillEvidence()));
  EXPECT_DOUBLE_EQ(gap.essential.value(), 0.5);
  EXPECT_EQ(gap.level_held, 5);
  EXPECT_EQ(gap.level_target, 7);
  EXPECT_EQ(gap.hours_held, 40);
  EXPECT_EQ(gap.hours_target, 200);
  EXPECT_EQ(gap.prerequisites.at(0).state, PrerequisiteState::State::kMet);
  EXPECT_THAT(Closing(gap), ElementsAre("other"));  // Not the target itself.
}

TEST(AnalyzeGap, ComparesWithALevelAlone) {
  SmallWorld world;
  world.Add({"held", {"a"}, 5, 65});
  GapTarget target;
  target.level = 5;
  const Gap gap = Analyze(world, {"held"}, target);
  EXPECT_EQ(gap.level_held, 5);
  EXPECT_EQ(gap.hours_target, 650);
  EXPECT_DOUBLE_EQ(gap.essential.value(), 1);  // No skill is asked.
  EXPECT_THAT(gap.closing, IsEmpty());
}

TEST(GreedyCover, TakesTheBestWorthAndDropsTheNeedless) {
  // {0,1} and {2,3} are made needless by nothing; {1,2} was best at first by its cost.
  EXPECT_THAT(GreedyCover({{{0, 1}, 1}, {{1, 2}, 0.5}, {{2, 3}, 1}}, 4, 10), ElementsAre(0U, 2U));
  EXPECT_THAT(GreedyCover({{{0}, 1}, {{0}, 0.5}, {{0}, 0.5}}, 1, 10), ElementsAre(1U));
  EXPECT_THAT(GreedyCover({{{}, 1}}, 1, 10), IsEmpty());
  EXPECT_THAT(GreedyCover({{{0}, 1}, {{1}, 1}, {{2}, 1}}, 3, 2), ElementsAre(0U, 1U));
}

// The least cost of covering all items that can be covered, by trying everything.
double LeastCost(const std::vector<CoverSet>& sets, unsigned coverable) {
  double least = 1e9;
  for (unsigned chosen = 0; chosen < (1U << sets.size()); ++chosen) {
    unsigned covered = 0;
    double cost = 0;
    for (std::size_t i = 0; i < sets.size(); ++i) {
      if ((chosen >> i & 1U) == 0) continue;
      for (const std::size_t item : sets[i].items) covered |= 1U << item;
      cost += sets[i].cost;
    }
    if (covered == coverable) least = std::min(least, cost);
  }
  return least;
}

TEST(GreedyCover, KeepsTheBoundThatItStates) {
  std::mt19937 random(11);
  double worst = 1;
  for (int round = 0; round < 200; ++round) {
    std::vector<CoverSet> sets(10);
    unsigned coverable = 0;
    std::size_t largest = 1;
    for (CoverSet& set : sets) {
      for (std::size_t item = 0; item < 12; ++item) {
        if (random() % 4 != 0) continue;
        set.items.push_back(item);
        coverable |= 1U << item;
      }
      set.cost = 1 + static_cast<double>(random() % 100);
      largest = std::max(largest, set.items.size());
    }
    double cost = 0, harmonic = 0;
    unsigned covered = 0;
    for (const std::size_t chosen : GreedyCover(sets, 12, sets.size())) {
      cost += sets[chosen].cost;
      for (const std::size_t item : sets[chosen].items) covered |= 1U << item;
    }
    for (std::size_t i = 1; i <= largest; ++i) harmonic += 1 / static_cast<double>(i);
    EXPECT_EQ(covered, coverable);
    const double least = LeastCost(sets, coverable);
    EXPECT_LE(cost, harmonic * least + 1e-9);
    worst = std::max(worst, cost / least);
  }
  RecordProperty("worst_ratio_percent", static_cast<int>(worst * 100));
}

}  // namespace
}  // namespace crosswalk::pathways
