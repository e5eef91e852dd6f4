// SPDX-License-Identifier: Apache-2.0
// The official bundles, where this machine has them ($CROSSWALK_DATA, else shared/data beside the
// repository).
#include "frameworks/esco/esco_source.h"
#include "tests/frameworks/source_fixture.h"
#include "tests/support/data_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <unordered_set>

namespace crosswalk::test {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::Pair;

class EscoDataTest : public testing::Test {
 protected:
  void SetUp() override {
    const fs::path folder = DataFolder() / "esco";
    const fs::path english = folder / "ESCO dataset - v1.2.0 - classification - en - csv.zip";
    const fs::path french = folder / "ESCO dataset - v1.2.0 - classification - fr - csv.zip";
    if (!fs::exists(english) || !fs::exists(french))
      GTEST_SKIP() << "needs the bundles in " << folder;
    reading_ = ReadAll(esco::OpenEscoSource({english, french}));
    ASSERT_TRUE(reading_.status.ok()) << reading_.status.ToString();
  }

  Reading reading_;
};

TEST_F(EscoDataTest, HasEveryConceptOfRelease120) {
  EXPECT_EQ(reading_.Complaints(), "");
  EXPECT_EQ(reading_.data.framework.release, "1.2.0");
  EXPECT_THAT(reading_.data.framework.languages, ElementsAre("en", "fr"));
  std::map<std::string, int> concepts;
  std::map<std::string, int> french;
  for (const core::Concept& node : reading_.data.concepts) {
    const std::string type(core::ConceptTypeName(node.type));
    ++concepts[type];
    if (node.FindLabels("fr") != nullptr) ++french[type];
  }
  EXPECT_THAT(concepts, ElementsAre(Pair("occupation", 3039), Pair("occupation-group", 619),
                                    Pair("skill", 13939), Pair("skill-group", 640)));
  EXPECT_THAT(french, ElementsAre(Pair("occupation", 2738), Pair("skill", 12904)));
}

TEST_F(EscoDataTest, HasEveryRelationAndNoneThatDangles) {
  std::unordered_set<std::string> uris;
  for (const core::Concept& node : reading_.data.concepts) uris.insert(node.uri);
  int broader_of_skills = 0;
  int occupation_skills = 0;
  int skill_skills = 0;
  for (const core::Relation& relation : reading_.data.relations) {
    EXPECT_TRUE(uris.contains(relation.source_uri) && uris.contains(relation.target_uri));
    const bool of_occupation = relation.source_uri.find("/occupation/") != std::string::npos;
    const bool of_isco = relation.source_uri.find("/isco/") != std::string::npos;
    if (relation.type == core::RelationType::kBroader) {
      broader_of_skills += of_occupation || of_isco ? 0 : 1;
    } else {
      (of_occupation ? occupation_skills : skill_skills) += 1;
    }
  }
  EXPECT_EQ(broader_of_skills, 20822);
  EXPECT_EQ(occupation_skills, 128994);
  EXPECT_EQ(skill_skills, 5818);
}

TEST_F(EscoDataTest, HasTheThematicCollections) {
  std::map<std::string, int> members;
  for (const core::Concept& node : reading_.data.concepts) {
    for (const std::string& collection : node.collections) ++members[collection];
  }
  EXPECT_THAT(members, ElementsAre(Pair("digcomp", 25), Pair("digital", 1284), Pair("green", 591),
                                   Pair("language", 359), Pair("research", 40),
                                   Pair("research-occupations", 122), Pair("transversal", 95)));
}

}  // namespace
}  // namespace crosswalk::test
