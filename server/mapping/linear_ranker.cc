// SPDX-License-Identifier: Apache-2.0
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <numeric>
#include <utility>

#include "server/mapping/ranker.h"
#include "server/mapping/words_ranker_data.h"

namespace crosswalk::mapping {
namespace {

// From scores to log-odds: slope * score + margin * (score - best score) + offset.
struct Calibration {
  double slope = 1.0;
  double margin = 0.0;
  double offset = 0.0;
};

class LinearRanker final : public Ranker {
 public:
  LinearRanker(Features weights, Calibration calibration)
      : weights_(weights), calibration_(calibration) {}

  [[nodiscard]] std::vector<RankedCandidate> Rank(
      std::span<const Candidate> candidates) const override {
    std::vector<RankedCandidate> ranked;
    ranked.reserve(candidates.size());
    for (const Candidate& candidate : candidates) {
      double score = 0.0;
      for (std::size_t i = 0; i < weights_.size(); ++i) {
        score += static_cast<double>(weights_[i]) * static_cast<double>(candidate.features[i]);
      }
      ranked.push_back({ranked.size(), score, 0.0});
    }
    std::stable_sort(
        ranked.begin(), ranked.end(),
        [](const RankedCandidate& a, const RankedCandidate& b) { return a.score > b.score; });
    for (RankedCandidate& one : ranked) {
      const double log_odds = calibration_.slope * one.score +
                              calibration_.margin * (one.score - ranked.front().score) +
                              calibration_.offset;
      one.confidence = 1.0 / (1.0 + std::exp(-log_odds));
    }
    return ranked;
  }

  [[nodiscard]] std::vector<double> Contributions(const Candidate& candidate) const override {
    std::vector<double> contributions;
    for (std::size_t i = 0; i < weights_.size(); ++i) {
      contributions.push_back((calibration_.slope + calibration_.margin) *
                              static_cast<double>(weights_[i]) *
                              static_cast<double>(candidate.features[i]));
    }
    return contributions;
  }

 private:
  Features weights_;
  Calibration calibration_;
};

core::Status Invalid(const std::string& file, const std::string& what) {
  return core::FailedPrecondition("ENCODER_INVALID", file + ": " + what);
}

// The member `name` of the object `parent` where it is a finite number.
bool ReadNumber(const rapidjson::Value& parent, const char* name, double& number) {
  const auto found = parent.FindMember(name);
  if (found == parent.MemberEnd() || !found->value.IsNumber()) return false;
  number = found->value.GetDouble();
  return std::isfinite(number);
}

const rapidjson::Value* ReadObject(const rapidjson::Value& parent, std::string_view name) {
  const rapidjson::Value key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
  const auto found = parent.FindMember(key);
  return found != parent.MemberEnd() && found->value.IsObject() ? &found->value : nullptr;
}

}  // namespace

core::Result<std::unique_ptr<Ranker>> ParseRanker(std::string_view json, std::string_view model,
                                                  const std::string& file) {
  rapidjson::Document document;
  document.Parse(json.data(), json.size());
  if (document.HasParseError()) {
    return Invalid(file, std::string("byte ") + std::to_string(document.GetErrorOffset()) + ": " +
                             rapidjson::GetParseError_En(document.GetParseError()));
  }
  const std::string path = "models." + std::string(model);
  const rapidjson::Value* models = document.IsObject() ? ReadObject(document, "models") : nullptr;
  const rapidjson::Value* fitted = models == nullptr ? nullptr : ReadObject(*models, model);
  if (fitted == nullptr) return Invalid(file, path + " is not an object");
  const rapidjson::Value* weights = ReadObject(*fitted, "weights");
  const rapidjson::Value* calibration = ReadObject(*fitted, "calibration");
  if (weights == nullptr) return Invalid(file, path + ".weights is not an object");
  if (calibration == nullptr) return Invalid(file, path + ".calibration is not an object");

  Features by_feature{};
  for (const auto& member : weights->GetObject()) {
    const std::string_view name(member.name.GetString(), member.name.GetStringLength());
    const auto known = std::find(kFeatureNames.begin(), kFeatureNames.end(), name);
    if (known == kFeatureNames.end() || !member.value.IsNumber()) {
      return Invalid(file, path + ".weights: '" + std::string(name) +
                               "' is not a number for a feature that this server knows");
    }
    by_feature[static_cast<std::size_t>(known - kFeatureNames.begin())] = member.value.GetFloat();
  }
  Calibration numbers;
  if (!ReadNumber(*calibration, "slope", numbers.slope) ||
      !ReadNumber(*calibration, "margin", numbers.margin) ||
      !ReadNumber(*calibration, "offset", numbers.offset)) {
    return Invalid(file, path + ".calibration needs the numbers slope, margin and offset");
  }
  return std::unique_ptr<Ranker>(std::make_unique<LinearRanker>(by_feature, numbers));
}

core::Result<std::unique_ptr<Ranker>> ReadRanker(const std::filesystem::path& file,
                                                 std::string_view model) {
  std::ifstream input(file, std::ios::binary);
  if (!input) return Invalid(file.string(), "cannot be read");
  const std::string json{std::istreambuf_iterator<char>(input), {}};
  return ParseRanker(json, model, file.string());
}

core::Result<std::unique_ptr<Ranker>> WordsRanker() {
  return ParseRanker(kWordsRankerJson, kWordsModel, "the compiled-in ranker");
}

}  // namespace crosswalk::mapping
