// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/level_model.h"

#include "server/alignment/data_reader.h"
#include "server/alignment/level_data.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>

namespace crosswalk::alignment {
namespace {

// A trade is never ruled out, nor taken for certain, by words alone.
constexpr double kLeastTradeProbability = 0.02;

}  // namespace

core::Result<LevelModel> LevelModel::Load(const CueLexicon& lexicon) {
  return Parse(kLevelModelJson, lexicon);
}

core::Result<LevelModel> LevelModel::Parse(std::string_view json, const CueLexicon& lexicon) {
  DataReader reader("level model");
  rapidjson::Document document;
  core::Status status = reader.Parse(json, document);
  if (!status.ok()) return status;
  LevelModel model;
  model.name_ = reader.Text(document, "name") + " " + reader.Text(document, "version");
  model.letters_ = static_cast<std::size_t>(reader.Number(document, "letters"));
  const auto& ladder = reader.Object(document, "ladder");
  model.ladder_ = {
      reader.Number(ladder, "intercept"),        reader.Number(ladder, "slope"),
      reader.Number(ladder, "program_variance"), reader.Number(ladder, "outcome_variance"),
      reader.Number(ladder, "trade_intercept"),  reader.Number(ladder, "trade_slope")};
  std::array<double, 2> pair = {};  // Of demand and trade.
  for (const auto& entry : reader.Object(document, "bias").GetObject()) {
    reader.Fill(entry.value, "bias", pair);
    model.bias_[entry.name.GetString()] = {pair[0], pair[1]};
  }
  const auto& cues = reader.Object(document, "cues");
  for (const Cue& cue : lexicon.cues()) {
    reader.Fill(reader.Array(cues, cue.id.c_str()), cue.id, pair);
    model.cues_.push_back({pair[0], pair[1]});
  }
  for (const auto& entry : reader.Object(document, "words").GetObject()) {
    std::array<double, 3> gram = {};  // Rarity, then as above.
    reader.Fill(entry.value, "words", gram);
    model.grams_[entry.name.GetString()] = {gram[0], {gram[1], gram[2]}};
  }
  status = reader.Fault();
  if (!status.ok()) return status;
  return model;
}

bool LevelModel::Knows(std::string_view language) const {
  return bias_.find(language) != bias_.end();
}

OutcomeScore LevelModel::Score(const std::vector<OutcomeWord>& words,
                               const std::vector<CueHit>& hits, std::string_view language) const {
  // Ordered, so that the sums below are formed in one order.
  std::set<std::string> grams;
  std::string previous;
  for (const OutcomeWord& word : words) {
    std::string beginning = word.folded.substr(0, letters_);
    if (!previous.empty()) grams.insert(previous + " " + beginning);
    grams.insert(beginning);
    previous = std::move(beginning);
  }
  Weights sum;
  double squares = 0.0;
  OutcomeScore score;
  for (const std::string& gram : grams) {
    const auto found = grams_.find(gram);
    if (found == grams_.end()) continue;
    const auto& [rarity, weights] = found->second;
    sum.demand += rarity * weights.demand;
    sum.trade += rarity * weights.trade;
    squares += rarity * rarity;
    if (gram.find(' ') == std::string::npos) ++score.known_words;
  }
  const double scale = squares > 0.0 ? 1.0 / std::sqrt(squares) : 0.0;
  const Weights& bias = bias_.find(language)->second;
  score.demand = bias.demand + sum.demand * scale;
  score.trade = bias.trade + sum.trade * scale;
  for (const CueHit& hit : hits) {
    score.demand += cues_[hit.cue].demand;
    score.trade += cues_[hit.cue].trade;
  }
  return score;
}

std::vector<double> LevelModel::Distribution(const std::vector<OutcomeScore>& scores,
                                             const std::vector<int>& numbers,
                                             const std::vector<bool>& is_trade) const {
  const auto count = static_cast<double>(scores.size());
  double demand = 0.0;
  double trade = 0.0;
  for (const OutcomeScore& score : scores) {
    demand += score.demand / count;
    trade += score.trade / count;
  }
  const double level = ladder_.intercept + ladder_.slope * demand;
  const double variance = ladder_.program_variance + ladder_.outcome_variance / count;
  const double trade_probability =
      std::clamp(1.0 / (1.0 + std::exp(-(ladder_.trade_intercept + ladder_.trade_slope * trade))),
                 kLeastTradeProbability, 1.0 - kLeastTradeProbability);
  const auto trades = static_cast<double>(std::count(is_trade.begin(), is_trade.end(), true));
  const double others = static_cast<double>(numbers.size()) - trades;

  std::vector<double> probabilities(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const double distance = static_cast<double>(numbers[i]) - level;
    // The small constant keeps every qualification possible.
    const double density = std::exp(-distance * distance / (2.0 * variance)) + 1e-12;
    probabilities[i] =
        density * (is_trade[i] ? trade_probability / trades : (1.0 - trade_probability) / others);
  }
  const double sum = std::accumulate(probabilities.begin(), probabilities.end(), 0.0);
  for (double& probability : probabilities) probability /= sum;
  return probabilities;
}

}  // namespace crosswalk::alignment
