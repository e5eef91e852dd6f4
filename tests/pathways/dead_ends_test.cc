// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/dead_ends.h"

#include "tests/pathways/small_world.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace crosswalk::pathways {
namespace {

using test::ShortName;
using test::SmallWorld;
using testing::ElementsAre;
using testing::IsEmpty;

std::map<std::string, DeadEnd> Report(SmallWorld& world, const std::string& issuer) {
  const auto report = ReportDeadEnds(issuer, world.credentials(), world.skills(), {});
  EXPECT_TRUE(report.ok());
  std::map<std::string, DeadEnd> found;
  for (const DeadEnd& dead_end : report->dead_ends) {
    EXPECT_TRUE(found.emplace(ShortName(dead_end.credential), dead_end).second);
  }
  return found;
}

TEST(ReportDeadEnds, FindsThoseFromWhichNothingFollows) {
  SmallWorld world;
  world.Add({"stacks", {"a"}, 2, 0, {"required"}})
      .Add({"required", {"b"}, 2})
      .Add({"asks", {"c"}, 2, 0, {"oqf:5"}, {"required"}})
      .Add({"in-words", {"d"}, 2, 0, {"words:a certificate at our partner"}})
      .Add({"dead", {"e"}, 2})
      .Add({"to-nowhere", {"f"}, 2, 0, {"withdrawn"}})
      .Add({"to-itself", {"g"}, 2, 0, {"to-itself"}, {"to-itself"}})
      .Add({"elsewhere", {"h"}, 2, 0, {}, {}, registry::CredentialType::kBadge, "other"});
  const auto found = Report(world, "college");
  std::vector<std::string> names;
  for (const auto& [name, dead_end] : found) names.push_back(name);
  EXPECT_THAT(names, ElementsAre("dead", "to-itself", "to-nowhere"));
  EXPECT_EQ(found.at("dead").kind, DeadEnd::Kind::kNothingDeclared);
  EXPECT_EQ(found.at("to-nowhere").kind, DeadEnd::Kind::kTargetsMissing);
  EXPECT_EQ(found.at("to-nowhere").missing_targets[0].credential, "credentials/withdrawn");
  EXPECT_THAT(Report(world, "nobody"), IsEmpty());
}

TEST(ReportDeadEnds, ShowsContinuationsAndWhatNearFitsLack) {
  SmallWorld world;
  world.Add({"dead", {"a", "b", "c"}, 3, 20})
      .Add({"fits",
            {"a", "b", "d"},
            4,
            60,
            {"oqf:5"},
            {},
            registry::CredentialType::kCourse,
            "other"})
      .Add({"lower",
            {"a", "b", "e"},
            2,
            60,
            {"oqf:5"},
            {},
            registry::CredentialType::kCourse,
            "other"})
      .Add({"needs",
            {"a", "c", "f"},
            4,
            60,
            {"oqf:5"},
            {"lower"},
            registry::CredentialType::kCourse,
            "other"})
      .Add({"far", {"x", "y"}, 4, 60, {"oqf:5"}, {}, registry::CredentialType::kCourse, "other"});
  const auto found = Report(world, "college");
  ASSERT_EQ(found.size(), 1U);
  const DeadEnd& dead = found.at("dead");
  ASSERT_EQ(dead.continuations.size(), 1U);
  EXPECT_EQ(ShortName(dead.continuations[0].target), "fits");
  ASSERT_EQ(dead.near_fits.size(), 2U);
  std::map<std::string, std::vector<Obstacle>> obstacles;
  for (const NearFit& near : dead.near_fits)
    obstacles[ShortName(near.step.target)] = near.step.obstacles;
  EXPECT_THAT(obstacles["lower"], ElementsAre(Obstacle::kLevelFalls));
  EXPECT_THAT(obstacles["needs"], ElementsAre(Obstacle::kPrerequisiteMissing));
  EXPECT_THAT(world.NamesOf(dead.near_fits[0].missing), testing::SizeIs(1));
}

// Nobody is sent away with nothing: where no credential comes near, work does.
TEST(ReportDeadEnds, NamesTheNearestWorkWhereNothingComesNear) {
  SmallWorld world;
  world.Add({"alone", {"a"}, 3, 20})
      .Occupation("near", {"a", "b", "c", "d"})
      .Occupation("far", {"b", "c", "d", "e"});
  const auto found = Report(world, "college");
  const DeadEnd& dead = found.at("alone");
  EXPECT_THAT(dead.near_fits, IsEmpty());
  ASSERT_EQ(dead.nearest_occupations.size(), 1U);
  EXPECT_EQ(world.NameOf(dead.nearest_occupations[0].occupation), "near");
  EXPECT_EQ(dead.nearest_occupations[0].coverage, 0.25);

  const auto answer = FindPathways({world.Find("alone")}, world.credentials(), world.skills(), {});
  ASSERT_TRUE(answer.ok());
  EXPECT_THAT(answer->pathways, IsEmpty());
  EXPECT_THAT(answer->reached, IsEmpty());
  ASSERT_EQ(answer->nearest_occupations.size(), 1U);
  EXPECT_EQ(world.NameOf(answer->nearest_occupations[0].occupation), "near");
}

TEST(FindPathways, TellsWhatNearlyFitsWhereNothingFollows) {
  SmallWorld world;
  world.Add({"here", {"a", "b", "c"}, 5, 20}).Add({"lower", {"a", "b", "e"}, 2, 60});
  const auto answer = FindPathways({world.Find("here")}, world.credentials(), world.skills(), {});
  ASSERT_TRUE(answer.ok());
  EXPECT_THAT(answer->pathways, IsEmpty());
  ASSERT_EQ(answer->near_fits.size(), 1U);
  EXPECT_EQ(ShortName(answer->near_fits[0].step.target), "lower");
  EXPECT_THAT(answer->near_fits[0].step.obstacles, ElementsAre(Obstacle::kLevelFalls));
}

}  // namespace
}  // namespace crosswalk::pathways
