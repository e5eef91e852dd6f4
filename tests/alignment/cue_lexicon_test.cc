// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/cue_lexicon.h"

#include <gmock/gmock.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace crosswalk::alignment {
namespace {

using ::testing::AllOf;
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
    EXPECT_TRUE(cue.source.starts_with("OQF ")) << cue.id;
  }
  EXPECT_EQ(lexicon_.name(), "oqf-cues 2");
}

TEST_F(CueLexiconTest, SpeaksOfEveryCategoryFromTheLowestRungToTheHighest) {
  std::map<std::string, std::set<int>> levels;
  for (const Cue& cue : lexicon_.cues()) {
    for (int level = cue.lowest; level <= cue.highest; ++level) levels[cue.category].insert(level);
  }
  for (const auto& [category, reached] : levels) EXPECT_EQ(reached.size(), 13U) << category;
}

// tools/alignment/outcome_words.py, with which the model is fitted, wrote the file.
TEST_F(CueLexiconTest, FindsWhatTheFittingToolFinds) {
  std::ifstream file(CROSSWALK_ALIGNMENT_DATA "/cue_hits.tsv");
  std::size_t lines = 0;
  for (std::string line; std::getline(file, line); ++lines) {
    std::istringstream fields(line);
    std::string language;
    std::string text;
    std::string expected;
    std::getline(fields, language, '\t');
    std::getline(fields, text, '\t');
    std::getline(fields, expected);
    std::string found;
    for (const CueHit& hit : lexicon_.Find(SplitOutcome(text), language)) {
      found.append(found.empty() ? "" : " ").append(lexicon_.cues()[hit.cue].id);
      found.append(":").append(std::to_string(hit.first_word));
      found.append("-").append(std::to_string(hit.end_word));
    }
    EXPECT_EQ(found, expected) << text;
  }
  EXPECT_GT(lines, 150U);
}

TEST_F(CueLexiconTest, FindsAPhraseAndItsPlace) {
  const std::string text = "Rivet brackets under close supervision.";
  const std::vector<CueHit> hits = lexicon_.Find(SplitOutcome(text), "en");
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(lexicon_.cues()[hits[0].cue].id, "close-supervision");
  EXPECT_EQ(text.substr(hits[0].span.begin, hits[0].span.end - hits[0].span.begin),
            "under close supervision");
}

TEST_F(CueLexiconTest, TellsSupervisingFromBeingSupervised) {
  EXPECT_THAT(Cues("Supervise a crew of six"), Contains("supervises-others"));
  EXPECT_THAT(Cues("Prime walls under the supervision of a painter"),
              AllOf(Contains("general-direction"), Not(Contains("supervises-others"))));
  EXPECT_THAT(Cues("Superviser une équipe de six", "fr"), Contains("supervises-others"));
  EXPECT_THAT(Cues("Apprêter des murs sous la supervision d'une peintre", "fr"),
              AllOf(Contains("general-direction"), Not(Contains("supervises-others"))));
}

TEST_F(CueLexiconTest, TakesWhatIsNegatedForAbsent) {
  EXPECT_THAT(Cues("Draft plans for complex sites"), Contains("complex-work"));
  EXPECT_THAT(Cues("Draft plans for sites that are not complex"), Not(Contains("complex-work")));
  EXPECT_THAT(Cues("Tracer des plans peu complexes", "fr"), Not(Contains("complex-work")));
  EXPECT_THAT(Cues("Repair non-routine faults"), Not(Contains("routine-work")));
  EXPECT_THAT(Cues("Rewire panels without supervision"),
              AllOf(Contains("independent-practice"), Not(Contains("general-direction"))));
  EXPECT_THAT(Cues("Ne jamais travailler seul en hauteur", "fr"),
              Not(Contains("independent-practice")));
}

TEST_F(CueLexiconTest, KnowsWordsThatOnlyLookAlike) {
  EXPECT_THAT(Cues("List foods rich in complex carbohydrates"), Not(Contains("complex-work")));
  EXPECT_THAT(Cues("Book the conference room"), Not(Contains("scholarly-communication")));
  EXPECT_THAT(Cues("Strip lead paint safely"), Not(Contains("leads-others")));
}

TEST_F(CueLexiconTest, VerbsCountOnlyWhereAVerbStands) {
  EXPECT_THAT(Cues("Design a drainage plan"), Contains("designs-creates"));
  EXPECT_THAT(Cues("Cost and design a drainage plan"), Contains("designs-creates"));
  EXPECT_THAT(Cues("Critically design a drainage plan"), Contains("designs-creates"));
  EXPECT_THAT(Cues("Read the design of a drainage plan"), Not(Contains("designs-creates")));
  EXPECT_THAT(Cues("Draw, with design of drainage in mind"), Not(Contains("designs-creates")));
}

TEST_F(CueLexiconTest, VerbsMatchInTheirRegularForms) {
  EXPECT_THAT(Cues("Evaluates bids"), Contains("evaluates"));
  EXPECT_THAT(Cues("Evaluating bids"), Contains("evaluates"));
  EXPECT_THAT(Cues("by evaluating bids"), Contains("evaluates"));
  EXPECT_THAT(Cues("Planning and running a class"), Contains("plans-coordinates"));
  EXPECT_THAT(Cues("Évalue des soumissions", "fr"), Contains("evaluates"));
  EXPECT_THAT(Cues("Capacité d'évaluer des soumissions", "fr"), Contains("evaluates"));
  EXPECT_THAT(Cues("en évaluant des soumissions", "fr"), Contains("evaluates"));
}

TEST_F(CueLexiconTest, GapsReachOverUpToThreeWords) {
  EXPECT_THAT(Cues("Conduct a small survey research project"), Contains("conducts-inquiry"));
  EXPECT_THAT(Cues("Conduct a tour of the old brick plant, where study"),
              Not(Contains("conducts-inquiry")));
}

TEST_F(CueLexiconTest, FrenchHasItsOwnCues) {
  EXPECT_THAT(Cues("Poser des fils sous la supervision d'un compagnon", "fr"),
              Contains("journeyperson-guidance"));
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

TEST(CueLexiconParseTest, RefusesAPatternWithoutWords) {
  const auto lexicon = CueLexicon::Parse(
      R"({"cues": [{"id": "x", "category": "limits", "aspect": "limits", "levels": [1, 2],
          "label": {"en": "x"}, "source": "OQF limits 1", "patterns": {"en": ["_ help"]}}]})");
  ASSERT_FALSE(lexicon.ok());
  EXPECT_THAT(lexicon.status().message(), HasSubstr("'_ help'"));
}

}  // namespace
}  // namespace crosswalk::alignment
