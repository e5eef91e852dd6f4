// SPDX-License-Identifier: Apache-2.0
// The graphs by themselves: of credentials, of skills, and what is held.
#include "server/pathways/held_skills.h"
#include "server/pathways/skill_graph_loader.h"
#include "server/search/concept_names.h"
#include "server/search/index_snapshot.h"
#include "tests/pathways/small_world.h"
#include "tests/support/test_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::pathways {
namespace {

using test::ShortName;
using test::SmallWorld;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<std::string> Names(const std::vector<NodePtr>& nodes) {
  std::vector<std::string> names;
  for (const NodePtr& node : nodes) names.push_back(ShortName(node));
  return names;
}

TEST(MemoryCredentialGraph, FindsByWhatChanges) {
  SmallWorld world;
  world.Add({"a", {"s", "t"}, 0, 0, {"c"}, {"b"}})
      .Add({"b", {"s"}})
      .Add({"c", {"t", "u"}, 0, 0, {}, {}, registry::CredentialType::kCourse, "other"});
  MemoryCredentialGraph& graph = world.graph();
  const std::vector<SkillId> both = {world.Id("s"), world.Id("t"), world.Id("s")};
  const auto all = Names(graph.TeachingAnyOf(both, 9));
  EXPECT_THAT(all, UnorderedElementsAre("a", "b", "c"));
  EXPECT_EQ(all.front(), "a") << "it teaches both";
  EXPECT_THAT(Names(graph.TeachingAnyOf(both, 1)), ElementsAre("a"));
  EXPECT_THAT(Names(graph.StackingInto("credentials/c")), ElementsAre("a"));
  EXPECT_THAT(Names(graph.Requiring("credentials/b")), ElementsAre("a"));
  EXPECT_THAT(Names(graph.OfIssuer("college")), ElementsAre("a", "b"));

  world.Add({"a", {"u"}});  // In the place of the first.
  EXPECT_THAT(Names(graph.TeachingAnyOf(both, 9)), UnorderedElementsAre("b", "c"));
  EXPECT_THAT(graph.StackingInto("credentials/c"), IsEmpty());
  EXPECT_THAT(graph.Requiring("credentials/b"), IsEmpty());
  graph.Remove("credentials/a");
  graph.Remove("credentials/a");
  EXPECT_THAT(Names(graph.OfIssuer("college")), ElementsAre("b"));
  EXPECT_EQ(graph.Find("credentials/a"), nullptr);
  EXPECT_EQ(graph.size(), 2U);
}

TEST(NodeOf, TakesTheStrongestOfEachAlignmentAndLevel) {
  SkillNames names;
  registry::Credential credential;
  credential.name = "credentials/x";
  credential.level.suggested.emplace();
  credential.level.suggested->number = 3;
  credential.level.declared.emplace();
  credential.level.declared->number = 5;
  credential.outcomes.resize(2);
  const auto add = [&](int outcome, const char* name, const char* uri,
                       registry::MatchRelation relation, registry::AlignmentSource source,
                       double confidence) {
    registry::OutcomeAlignment alignment;
    alignment.concept_name = name;
    alignment.uri = uri;
    alignment.relation = relation;
    alignment.source = source;
    alignment.confidence = confidence;
    credential.outcomes[static_cast<std::size_t>(outcome)].alignments.push_back(alignment);
  };
  using registry::AlignmentSource;
  using registry::MatchRelation;
  add(0, "s", "", MatchRelation::kExactMatch, AlignmentSource::kSuggested, 0.9);
  add(1, "s", "", MatchRelation::kExactMatch, AlignmentSource::kConfirmed, 0.5);
  add(0, "part", "", MatchRelation::kBroadMatch, AlignmentSource::kDeclared, 1);
  add(0, "related", "", MatchRelation::kRelatedMatch, AlignmentSource::kDeclared, 1);
  add(1, "", "http://data.europa.eu/esco/skill/1-2", MatchRelation::kCloseMatch,
      AlignmentSource::kSuggested, 0.4);
  const CredentialNode node = NodeOf(credential, names);
  EXPECT_EQ(node.level_number, 5);
  EXPECT_EQ(node.level_evidence, Evidence::kDeclared);
  ASSERT_EQ(node.skills.size(), 3U);
  EXPECT_EQ(names.NameOf(node.skills[0].skill), "s");
  EXPECT_EQ(node.skills[0].evidence, Evidence::kConfirmed);
  EXPECT_EQ(StrengthOf(node.skills[0]), 1);
  EXPECT_TRUE(node.skills[1].partial);
  EXPECT_EQ(names.NameOf(node.skills[2].skill), "frameworks/esco/concepts/1-2");
  EXPECT_EQ(StrengthOf(node.skills[2]), 0.4);
}

TEST(HeldSkills, PreferTheNearestKin) {
  SmallWorld world;
  world.Broader("c", "b").Broader("b", "a").Related("c", "r").Related("a", "c");
  const SkillGraph& graph = world.skills();
  HeldSkills held(graph);
  held.Add({world.Id("c")});
  EXPECT_EQ(held.Match(world.Id("c"))->kinship, Kinship::kSame);
  EXPECT_EQ(held.Match(world.Id("a"))->kinship, Kinship::kNarrower);
  EXPECT_EQ(held.Match(world.Id("a"))->distance, 2);
  EXPECT_EQ(held.Match(world.Id("r"))->kinship, Kinship::kRelated);
  EXPECT_FALSE(held.Match(world.Id("z")));
  held.Add({world.Id("a")});
  EXPECT_EQ(held.Match(world.Id("b"))->kinship, Kinship::kNarrower);  // Rather than broader.
  EXPECT_EQ(held.Match(world.Id("a"))->kinship, Kinship::kSame);
  HeldSkills partial(graph);
  partial.Add({world.Id("b"), 1, Evidence::kDeclared, true});
  EXPECT_EQ(partial.Match(world.Id("b"))->kinship, Kinship::kBroader);
  partial.Add({world.Id("b")});
  EXPECT_EQ(partial.Match(world.Id("b"))->kinship, Kinship::kSame);
}

TEST(LoadSkillGraph, ReadsTheFrameworks) {
  search::SnapshotOptions options;
  options.open_encoder = false;
  const auto snapshot =
      search::IndexSnapshot::Open(test::TestIndexHome(test::Vectors::kNone), options);
  ASSERT_TRUE(snapshot.ok()) << snapshot.status().ToString();
  SkillNames names;
  const auto graph = LoadSkillGraph(**snapshot, *search::ReadConceptNames(**snapshot), names);
  ASSERT_TRUE(graph.ok());
  const auto id = [&](const std::string& uri) {
    const auto found = names.Find("frameworks/esco/concepts/" + uri.substr(uri.rfind('/') + 1));
    EXPECT_TRUE(found) << uri;
    return found.value_or(SkillId{});
  };
  const SkillId clerk = id(test::TestOccupationUri(101));
  EXPECT_TRUE((*graph)->IsOccupation(clerk));
  EXPECT_THAT((*graph)->EssentialSkills(clerk),
              testing::UnorderedElementsAre(id(test::TestSkillUri(1)), id(test::TestSkillUri(2)),
                                            id(test::TestSkillUri(8)), id(test::TestSkillUri(10))));
  EXPECT_EQ((*graph)->OptionalSkills(clerk).size(), 3U);
  EXPECT_THAT((*graph)->Related(id(test::TestSkillUri(26)), SkillGraph::Relation::kBroader),
              ElementsAre(id(test::TestSkillUri(24))));
  EXPECT_THAT((*graph)->Related(id(test::TestSkillUri(1)), SkillGraph::Relation::kBroader),
              IsEmpty())
      << "groups are left out";
  // Essential for this clerk alone, as is skill 2; 8 and 10 are for others, too, but less than
  // half.
  EXPECT_THAT((*graph)->Related(id(test::TestSkillUri(1)), SkillGraph::Relation::kCompanion),
              testing::Contains(id(test::TestSkillUri(2))));
  ASSERT_EQ((*graph)->rungs().size(), 13U);
  EXPECT_EQ((*graph)->FindRung(7)->name, "frameworks/oqf/concepts/diploma-2");
  EXPECT_EQ((*graph)->FindRung(7)->volume_hours, 1300);
  EXPECT_EQ((*graph)->FindRung("frameworks/oqf/concepts/diploma-2")->number, 7);
}

}  // namespace
}  // namespace crosswalk::pathways
