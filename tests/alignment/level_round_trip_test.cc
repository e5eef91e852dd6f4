// SPDX-License-Identifier: Apache-2.0
// What each qualification asks for, said in other words, comes back as that qualification or its
// neighbour, but for four that come back two rungs higher (docs/level-alignment.md).
#include "server/alignment/cue_lexicon.h"
#include "server/alignment/level_model.h"
#include "server/alignment/outcome_words.h"
#include "tests/alignment/oqf_ladder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace crosswalk::alignment {
namespace {

TEST(LevelRoundTripTest, DescriptorsInOtherWordsComeBack) {
  std::map<std::pair<int, std::string>, std::vector<std::string>> outcomes;
  std::ifstream file(CROSSWALK_ALIGNMENT_DATA "/descriptors_in_other_words.tsv");
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    std::string number;
    std::string language;
    std::string text;
    std::getline(fields, number, '\t');
    std::getline(fields, language, '\t');
    std::getline(fields, text);
    outcomes[{std::stoi(number), language}].push_back(text);
  }
  ASSERT_EQ(outcomes.size(), 26U);
  const CueLexicon lexicon = *CueLexicon::Load();
  const LevelModel model = *LevelModel::Load(lexicon);
  const OqfLadder ladder;
  int off = 0;
  for (const auto& [key, texts] : outcomes) {
    const auto& [number, language] = key;
    std::vector<OutcomeScore> scores;
    for (const std::string& text : texts) {
      const std::vector<OutcomeWord> words = SplitOutcome(text);
      scores.push_back(model.Score(words, lexicon.Find(words, language), language));
    }
    const int best = ladder.MostLikely(model.Distribution(scores, ladder.numbers, ladder.is_trade));
    EXPECT_LE(std::abs(best - number), 2) << language << " " << number << " came back as " << best;
    if (std::abs(best - number) > 1) ++off;
  }
  EXPECT_LE(off, 4);
}

}  // namespace
}  // namespace crosswalk::alignment
