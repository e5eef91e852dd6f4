// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/level_model.h"

#include "server/alignment/data_reader.h"
#include "server/alignment/level_data.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

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
  model.word_letters_ = static_cast<std::size_t>(reader.Number(document, "word_letters"));
  const auto& level = reader.Object(document, "level_calibration");
  model.level_ = {reader.Number(level, "intercept"), reader.Number(level, "slope"),
                  reader.Number(level, "program_variance"),
                  reader.Number(level, "outcome_variance")};
  const auto& trade = reader.Object(document, "trade_calibration");
  model.trade_ = {reader.Number(trade, "intercept"), reader.Number(trade, "slope")};

  const auto& cue_demand = reader.Object(document, "demand_cues");
  const auto& cue_trade = reader.Object(document, "trade_cues");
  for (const Cue& cue : lexicon.cues()) {
    const auto weight = [&cue](const rapidjson::Value& weights) {
      const auto found = weights.FindMember(cue.id);
      return found != weights.MemberEnd() && found->value.IsNumber() ? found->value.GetDouble()
                                                                     : 0.0;
    };
    model.cue_demand_.push_back(weight(cue_demand));
    model.cue_trade_.push_back(weight(cue_trade));
  }

  for (const auto& entry : reader.Object(document, "languages").GetObject()) {
    if (!entry.value.IsObject()) reader.Miss("languages");
    const auto& demand = reader.Object(entry.value, "demand");
    const auto& leaning = reader.Object(entry.value, "trade");
    LanguageWeights weights;
    weights.demand_bias = reader.Number(demand, "bias");
    weights.trade_bias = reader.Number(leaning, "bias");
    for (const auto& word : reader.Object(demand, "words").GetObject()) {
      if (word.value.IsNumber()) {
        weights.words[word.name.GetString()].demand = word.value.GetDouble();
      }
    }
    for (const auto& word : reader.Object(leaning, "words").GetObject()) {
      if (word.value.IsNumber()) {
        weights.words[word.name.GetString()].trade = word.value.GetDouble();
      }
    }
    model.languages_.emplace(entry.name.GetString(), std::move(weights));
  }
  status = reader.Fault();
  if (!status.ok()) return status;
  return model;
}

bool LevelModel::Knows(std::string_view language) const {
  return languages_.find(language) != languages_.end();
}

OutcomeScore LevelModel::Score(const std::vector<OutcomeWord>& words,
                               const std::vector<CueHit>& hits, std::string_view language) const {
  const LanguageWeights& weights = languages_.find(language)->second;
  // Ordered, so that the sums below are formed in one order.
  std::set<std::string_view> beginnings;
  for (const OutcomeWord& word : words) {
    beginnings.insert(std::string_view(word.folded).substr(0, word_letters_));
  }
  double demand = 0.0;
  double trade = 0.0;
  OutcomeScore score;
  for (const std::string_view beginning : beginnings) {
    const auto found = weights.words.find(std::string(beginning));
    if (found == weights.words.end()) continue;
    demand += found->second.demand;
    trade += found->second.trade;
    ++score.known_words;
  }
  const double share =
      beginnings.empty() ? 0.0 : 1.0 / std::sqrt(static_cast<double>(beginnings.size()));
  score.demand = weights.demand_bias + demand * share;
  score.trade = weights.trade_bias + trade * share;
  for (const CueHit& hit : hits) {
    score.demand += cue_demand_[hit.cue];
    score.trade += cue_trade_[hit.cue];
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
  const double level = level_.intercept + level_.slope * demand;
  const double variance = level_.program_variance + level_.outcome_variance / count;
  const double trade_probability =
      std::clamp(1.0 / (1.0 + std::exp(-(trade_.intercept + trade_.slope * trade))),
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
