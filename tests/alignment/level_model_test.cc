// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/level_model.h"

#include "tests/alignment/oqf_ladder.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

namespace crosswalk::alignment {
namespace {

using ::testing::HasSubstr;

class LevelModelTest : public ::testing::Test {
 protected:
  OutcomeScore Score(std::string_view text, std::string_view language = "en") {
    const std::vector<OutcomeWord> words = SplitOutcome(text);
    return model_.Score(words, lexicon_.Find(words, language), language);
  }

  int MostLikely(const std::vector<std::string>& outcomes, std::string_view language = "en") {
    std::vector<OutcomeScore> scores;
    for (const std::string& outcome : outcomes) scores.push_back(Score(outcome, language));
    return ladder_.MostLikely(model_.Distribution(scores, ladder_.numbers, ladder_.is_trade));
  }

  CueLexicon lexicon_ = *CueLexicon::Load();
  LevelModel model_ = *LevelModel::Load(lexicon_);
  const OqfLadder ladder_;
};

TEST_F(LevelModelTest, ProbabilitiesSumToOneAndRuleNothingOut) {
  const std::vector<double> all =
      model_.Distribution({Score("Sort parts into bins")}, ladder_.numbers, ladder_.is_trade);
  EXPECT_NEAR(std::accumulate(all.begin(), all.end(), 0.0), 1.0, 1e-12);
  EXPECT_GT(*std::min_element(all.begin(), all.end()), 0.0);
}

TEST_F(LevelModelTest, OrdersPlainCases) {
  const int simple =
      MostLikely({"Follow posted instructions to wash and stack trays under close "
                  "supervision, and ask a supervisor when a tray is damaged"});
  const int diploma =
      MostLikely({"Plan and coordinate the repair of building systems, choosing "
                  "among several methods and reporting costs to the client"});
  const int doctoral =
      MostLikely({"Conduct original research that contributes new knowledge to the "
                  "discipline and is publishable in peer reviewed journals"});
  EXPECT_LE(simple, 2);
  EXPECT_GE(diploma, 5);
  EXPECT_LE(diploma, 9);
  EXPECT_GE(doctoral, 12);
}

TEST_F(LevelModelTest, OrdersFrenchCases) {
  const int simple = MostLikely({"Trier les pièces selon les consignes affichées, sous supervision "
                                 "étroite"},
                                "fr");
  const int graduate = MostLikely({"Mener une recherche originale et évaluer de façon critique la "
                                   "littérature savante de la discipline"},
                                  "fr");
  EXPECT_LT(simple + 4, graduate);
}

TEST_F(LevelModelTest, MoreOutcomesMakeTheAnswerSharper) {
  const OutcomeScore score = Score("Analyze cost reports and recommend changes to the budget");
  const auto peak = [&](std::size_t count) {
    const std::vector<double> all = model_.Distribution(std::vector<OutcomeScore>(count, score),
                                                        ladder_.numbers, ladder_.is_trade);
    return *std::max_element(all.begin(), all.end());
  };
  EXPECT_GT(peak(8), peak(1));
}

TEST_F(LevelModelTest, TradeWordsRaiseTheTrades) {
  const auto trades = [&](std::string_view text) {
    const std::vector<double> all =
        model_.Distribution({Score(text)}, ladder_.numbers, ladder_.is_trade);
    return all[2] + all[3];
  };
  EXPECT_GT(trades("Install conduit to code as a journeyperson in the trade and guide apprentices"),
            trades("Install software to policy as a member in the office and guide visitors"));
}

// The answers are those of tools/alignment/fit.py, which wrote the model.
TEST_F(LevelModelTest, AgreesWithTheFittingTool) {
  std::ifstream file(CROSSWALK_ALIGNMENT_DATA "/level_answers.tsv");
  int rows = 0;
  for (std::string line; std::getline(file, line); ++rows) {
    std::istringstream fields(line);
    std::string language;
    std::string text;
    std::getline(fields, language, '\t');
    std::getline(fields, text, '\t');
    for (const double said :
         model_.Distribution({Score(text, language)}, ladder_.numbers, ladder_.is_trade)) {
      double expected = 0.0;
      ASSERT_TRUE(fields >> expected) << line;
      EXPECT_NEAR(said, expected, 0.002) << line;
    }
  }
  EXPECT_EQ(rows, 6);
}

TEST_F(LevelModelTest, CuesNeverSpeakAgainstTheirSideOfTheLadder) {
  for (std::size_t i = 0; i < lexicon_.cues().size(); ++i) {
    const Cue& cue = lexicon_.cues()[i];
    const int side = cue.lowest + cue.highest - 14;  // Twice the distance from the middle, 7.
    EXPECT_GE(side * model_.CueWeight(i), 0.0) << cue.id;
  }
}

TEST_F(LevelModelTest, NamesWhatIsMissing) {
  const auto model = LevelModel::Parse(R"({"name": "x", "version": "1"})", lexicon_);
  ASSERT_FALSE(model.ok());
  EXPECT_EQ(model.status().reason(), "LEVEL_DATA_INVALID");
  EXPECT_THAT(model.status().message(), HasSubstr("is missing"));
}

}  // namespace
}  // namespace crosswalk::alignment
