// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/ranker.h"
#include "server/mapping/words_ranker_data.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <numeric>
#include <utility>

namespace crosswalk::mapping {
namespace {

// From scores to log-odds: slope * score + margin * (score - best score) + offset.
struct Calibration {
  double slope = 1.0;
  double margin = 0.0;
  double offset = 0.0;
};

// A feature counts for `weights` in the shortest outcomes and for `weights` + `long_weights` in
// long ones: a phrase is like a label, a sentence like a description.
struct Weights {
  Features weights{};
  Features long_weights{};
};

class LinearRanker final : public Ranker {
 public:
  LinearRanker(const Weights& weights, Calibration calibration)
      : weights_(weights), calibration_(calibration) {}

  [[nodiscard]] std::vector<RankedCandidate> Rank(
      std::span<const Candidate> candidates) const override {
    std::vector<RankedCandidate> ranked;
    ranked.reserve(candidates.size());
    for (const Candidate& candidate : candidates) {
      double score = 0.0;
      for (std::size_t i = 0; i < kFeatureNames.size(); ++i) score += Share(candidate, i);
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
    for (std::size_t i = 0; i < kFeatureNames.size(); ++i) {
      contributions.push_back((calibration_.slope + calibration_.margin) * Share(candidate, i));
    }
    return contributions;
  }

 private:
  // What feature `i` adds to the candidate's score.
  [[nodiscard]] double Share(const Candidate& candidate, std::size_t i) const {
    const double length = candidate.features[static_cast<std::size_t>(Feature::kOutcomeLength)];
    const double weight = static_cast<double>(weights_.weights[i]) +
                          static_cast<double>(weights_.long_weights[i]) * length;
    return weight * static_cast<double>(candidate.features[i]);
  }

  Weights weights_;
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

// Reads <path>.<name>, an object of numbers by feature; features that it leaves out weigh nothing.
core::Status ReadWeights(const rapidjson::Value& model, std::string_view name,
                         const std::string& path, const std::string& file, Features& weights) {
  const std::string where = path + "." + std::string(name);
  const rapidjson::Value* members = ReadObject(model, name);
  if (members == nullptr) return Invalid(file, where + " is not an object");
  for (const auto& member : members->GetObject()) {
    const std::string_view feature(member.name.GetString(), member.name.GetStringLength());
    const auto known = std::find(kFeatureNames.begin(), kFeatureNames.end(), feature);
    if (known == kFeatureNames.end() || !member.value.IsNumber()) {
      return Invalid(file, where + ": '" + std::string(feature) +
                               "' is not a number for a feature that this server knows");
    }
    weights[static_cast<std::size_t>(known - kFeatureNames.begin())] = member.value.GetFloat();
  }
  return {};
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
  Weights weights;
  core::Status status = ReadWeights(*fitted, "weights", path, file, weights.weights);
  if (!status.ok()) return status;
  status = ReadWeights(*fitted, "long_weights", path, file, weights.long_weights);
  if (!status.ok()) return status;
  const rapidjson::Value* calibration = ReadObject(*fitted, "calibration");
  if (calibration == nullptr) return Invalid(file, path + ".calibration is not an object");
  Calibration numbers;
  if (!ReadNumber(*calibration, "slope", numbers.slope) ||
      !ReadNumber(*calibration, "margin", numbers.margin) ||
      !ReadNumber(*calibration, "offset", numbers.offset)) {
    return Invalid(file, path + ".calibration needs the numbers slope, margin and offset");
  }
  return std::unique_ptr<Ranker>(std::make_unique<LinearRanker>(weights, numbers));
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
