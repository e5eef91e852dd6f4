// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/cue_lexicon.h"

#include <gmock/gmock.h>

#include <set>
#include <string>
#include <vector>

namespace crosswalk::alignment {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class CueLexiconTest : public ::testing::Test {
 protected:
  std::vector<std::string> Cues(std::string_view text, std::string_view language = "en") {
    std::vector<std::string> ids;
    for (const CueHit& hit : lexicon_.Find(SplitOutcome(text), language)) {
      ids.push_back(lexicon_.cues()[hit.cue].id);
    }
    return ids;
  }

  CueLexicon lexicon_ = *CueLexicon::Load();
};

TEST_F(CueLexiconTest, EveryCueIsCompleteAndOnTheLadder) {
  const std::set<std::string> categories = {"knowledge",   "methods",  "communication",
                                            "application", "autonomy", "limits"};
  std::set<std::string> ids;
  for (const Cue& cue : lexicon_.cues()) {
    EXPECT_TRUE(ids.insert(cue.id).second) << cue.id << " stands twice";
    EXPECT_THAT(categories, Contains(cue.category)) << cue.id;
    EXPECT_TRUE(1 <= cue.lowest && cue.lowest <= cue.highest && cue.highest <= 13) << cue.id;
    EXPECT_TRUE(cue.label.count("en") == 1 && cue.label.count("fr") == 1) << cue.id;
  }
}

TEST_F(CueLexiconTest, FindsAPhraseAndItsPlace) {
  const std::string text = "Weld brackets under close supervision.";
  const std::vector<CueHit> hits = lexicon_.Find(SplitOutcome(text), "en");
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(lexicon_.cues()[hits[0].cue].id, "close-supervision");
  EXPECT_EQ(text.substr(hits[0].span.begin, hits[0].span.end - hits[0].span.begin),
            "under close supervision");
}

TEST_F(CueLexiconTest, VerbsCountOnlyWhereAVerbStands) {
  EXPECT_THAT(Cues("Design a drainage plan"), Contains("design-develop"));
  EXPECT_THAT(Cues("Cost and design a drainage plan"), Contains("design-develop"));
  EXPECT_THAT(Cues("Read the design of a drainage plan"), Not(Contains("design-develop")));
}

TEST_F(CueLexiconTest, VerbsMatchInTheirRegularForms) {
  EXPECT_THAT(Cues("Evaluates bids"), Contains("evaluate"));
  EXPECT_THAT(Cues("Evaluating bids"), Contains("evaluate"));
  EXPECT_THAT(Cues("Évalue des soumissions", "fr"), Contains("evaluate"));
}

TEST_F(CueLexiconTest, GapsReachOverUpToThreeWords) {
  EXPECT_THAT(Cues("Conduct a small survey research project"), Contains("conducts-inquiry"));
  EXPECT_THAT(Cues("Conduct a tour of the old brick plant, where study"),
              Not(Contains("conducts-inquiry")));
}

TEST_F(CueLexiconTest, FrenchHasItsOwnCues) {
  EXPECT_THAT(Cues("Poser des fils sous la supervision d'un compagnon", "fr"),
              Contains("close-supervision"));
  EXPECT_THAT(Cues("sous la supervision", "en"), IsEmpty());
}

TEST_F(CueLexiconTest, ALanguageWithoutPatternsHasNoHits) {
  EXPECT_THAT(Cues("unter Aufsicht", "de"), IsEmpty());
}

TEST(CueLexiconParseTest, NamesTheEntryAtFault) {
  const auto lexicon = CueLexicon::Parse(R"({"cues": [{"id": "x", "category": "limits"}]})");
  ASSERT_FALSE(lexicon.ok());
  EXPECT_EQ(lexicon.status().reason(), "LEVEL_DATA_INVALID");
  EXPECT_THAT(lexicon.status().message(), HasSubstr("'x' needs"));
}

}  // namespace
}  // namespace crosswalk::alignment
