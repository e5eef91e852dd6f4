// SPDX-License-Identifier: Apache-2.0
// Keeps a floor under the level model, measured on written outcomes that it was not fitted on.
// docs/level-alignment.md has the figures for real programs.
#include "server/alignment/cue_lexicon.h"
#include "server/alignment/level_model.h"
#include "server/alignment/outcome_words.h"
#include "tests/alignment/oqf_ladder.h"
#include "tests/support/data_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace crosswalk::alignment {
namespace {

struct Sample {
  std::string text;
  int level = 0;
};

// Rows of concept URI, level, outcome, other URIs.
std::vector<Sample> ReadSamples(const std::filesystem::path& file) {
  std::vector<Sample> samples;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    std::istringstream fields(line);
    std::string uri;
    std::string level;
    Sample sample;
    std::getline(fields, uri, '\t');
    std::getline(fields, level, '\t');
    std::getline(fields, sample.text, '\t');
    sample.level = std::stoi(level);
    samples.push_back(std::move(sample));
  }
  return samples;
}

struct Figures {
  double within_one = 0.0;
  double mean_error = 0.0;
};

Figures Measure(const std::vector<Sample>& samples, std::string_view language) {
  const CueLexicon lexicon = *CueLexicon::Load();
  const LevelModel model = *LevelModel::Load(lexicon);
  const OqfLadder ladder;
  Figures figures;
  for (const Sample& sample : samples) {
    const std::vector<OutcomeWord> words = SplitOutcome(sample.text);
    const std::vector<double> probabilities =
        model.Distribution({model.Score(words, lexicon.Find(words, language), language)},
                           ladder.numbers, ladder.is_trade);
    const int best = ladder.MostLikely(probabilities);
    double expected = 0.0;
    for (std::size_t i = 0; i < ladder.numbers.size(); ++i) {
      expected += probabilities[i] * ladder.numbers[i];
    }
    figures.within_one += std::abs(best - sample.level) <= 1 ? 1.0 : 0.0;
    figures.mean_error += std::abs(expected - sample.level);
  }
  const auto count = static_cast<double>(samples.size());
  return {figures.within_one / count, figures.mean_error / count};
}

void ExpectFloor(const std::string& file, std::string_view language, double within_one,
                 double mean_error) {
  const std::filesystem::path path = test::DataFolder() / "outcomes" / file;
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "needs " << path << " (set CROSSWALK_DATA)";
  const Figures figures = Measure(ReadSamples(path), language);
  std::cout << R"({"set":")" << file << R"(","within_one":)" << figures.within_one
            << R"(,"mean_error":)" << figures.mean_error << "}\n";
  EXPECT_GE(figures.within_one, within_one);
  EXPECT_LE(figures.mean_error, mean_error);
}

TEST(LevelQualityTest, EnglishOutcomes) { ExpectFloor("validation.tsv", "en", 0.62, 1.25); }
TEST(LevelQualityTest, FrenchOutcomes) { ExpectFloor("fr_validation.tsv", "fr", 0.55, 1.45); }

}  // namespace
}  // namespace crosswalk::alignment
