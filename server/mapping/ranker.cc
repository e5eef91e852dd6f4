// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/ranker.h"

#include "server/mapping/words_ranker_data.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <utility>

namespace crosswalk::mapping {
namespace {

constexpr int kFormat = 2;

// What the confidence sees of the order, after kFeatureNames.
constexpr std::array<std::string_view, 3> kOrderFeatureNames = {"order-score", "order-gap",
                                                                "order-place"};

core::Status Invalid(const std::string& file, const std::string& what) {
  return core::FailedPrecondition("ENCODER_INVALID", file + ": " + what);
}

const rapidjson::Value* ReadObject(const rapidjson::Value& parent, std::string_view name) {
  if (!parent.IsObject()) return nullptr;
  const rapidjson::Value key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
  const auto found = parent.FindMember(key);
  return found != parent.MemberEnd() && found->value.IsObject() ? &found->value : nullptr;
}

// The member `name` of `parent` where it is a finite number.
bool ReadNumber(const rapidjson::Value& parent, const char* name, double& number) {
  const auto found = parent.FindMember(name);
  if (found == parent.MemberEnd() || !found->value.IsNumber()) return false;
  number = found->value.GetDouble();
  return std::isfinite(number);
}

// Places of the features that <where>.features lists: those of candidates, then of the order.
core::Result<std::vector<std::size_t>> ReadColumns(const rapidjson::Value& model,
                                                   const std::string& where) {
  const auto features = model.FindMember("features");
  if (features == model.MemberEnd() || !features->value.IsArray()) {
    return core::FailedPrecondition("ENCODER_INVALID", where + ".features is not a list");
  }
  std::vector<std::size_t> columns;
  for (const rapidjson::Value& one : features->value.GetArray()) {
    const std::string_view name = one.IsString()
                                      ? std::string_view(one.GetString(), one.GetStringLength())
                                      : std::string_view();
    const auto known = std::find(kFeatureNames.begin(), kFeatureNames.end(), name);
    const auto order = std::find(kOrderFeatureNames.begin(), kOrderFeatureNames.end(), name);
    if (known == kFeatureNames.end() && order == kOrderFeatureNames.end()) {
      return core::FailedPrecondition(
          "ENCODER_INVALID",
          where + ".features names '" + std::string(name) + "', which this server does not know");
    }
    columns.push_back(known != kFeatureNames.end()
                          ? static_cast<std::size_t>(known - kFeatureNames.begin())
                          : kFeatureNames.size() +
                                static_cast<std::size_t>(order - kOrderFeatureNames.begin()));
  }
  return columns;
}

// <where>: {"features": […], "trees": […]}, over rows of `width` features.
core::Result<TreeEnsemble> ReadTrees(const rapidjson::Value& parent, std::string_view name,
                                     std::size_t width, const std::string& path) {
  const std::string where = path + "." + std::string(name);
  const rapidjson::Value* model = ReadObject(parent, name);
  if (model == nullptr) {
    return core::FailedPrecondition("ENCODER_INVALID", where + " is not an object");
  }
  const auto columns = ReadColumns(*model, where);
  if (!columns.ok()) return columns.status();
  if (std::any_of(columns->begin(), columns->end(),
                  [width](std::size_t c) { return c >= width; })) {
    return core::FailedPrecondition("ENCODER_INVALID",
                                    where + ".features names what only the confidence knows");
  }
  return TreeEnsemble::Parse(*model, *columns, where);
}

using Rows = std::vector<std::span<const float>>;

}  // namespace

core::Result<Ranker> Ranker::Parse(std::string_view json, std::string_view model,
                                   const std::string& file, std::string_view otherwise) {
  rapidjson::Document document;
  document.Parse(json.data(), json.size());
  if (document.HasParseError()) {
    return Invalid(file, std::string("byte ") + std::to_string(document.GetErrorOffset()) + ": " +
                             rapidjson::GetParseError_En(document.GetParseError()));
  }
  double format = 0;
  if (!document.IsObject() || !ReadNumber(document, "format", format) || format != kFormat) {
    return Invalid(file, "format must be " + std::to_string(kFormat));
  }
  const rapidjson::Value* models = ReadObject(document, "models");
  if (!otherwise.empty() && models != nullptr && ReadObject(*models, model) == nullptr) {
    model = otherwise;
  }
  const std::string path = "models." + std::string(model);
  const rapidjson::Value* fitted = models == nullptr ? nullptr : ReadObject(*models, model);
  if (fitted == nullptr) return Invalid(file, path + " is not an object");

  Ranker ranker;
  auto order = ReadTrees(*fitted, "order", kFeatureNames.size(), file + ": " + path);
  if (!order.ok()) return order.status();
  ranker.order_ = *std::move(order);
  if (const auto network = fitted->FindMember("affinity"); network != fitted->MemberEnd()) {
    if (core::Status status = ranker.ReadNetwork(network->value, file + ": " + path + ".affinity");
        !status.ok()) {
      return status;
    }
  }
  auto confidence =
      ReadTrees(*fitted, "confidence", kFeatureNames.size() + kOrderFeatures, file + ": " + path);
  if (!confidence.ok()) return confidence.status();
  ranker.confidence_ = *std::move(confidence);
  double most = 0;
  const rapidjson::Value* commit = ReadObject(*fitted, "commit");
  if (!ReadNumber(*fitted, "confidence_offset", ranker.confidence_offset_) || commit == nullptr ||
      !ReadNumber(*commit, "at", ranker.commit_at_) || !ReadNumber(*commit, "most", most) ||
      most < 0) {
    return Invalid(file, path + " needs the numbers confidence_offset, commit.at and commit.most");
  }
  ranker.commit_most_ = static_cast<std::size_t>(most);
  return ranker;
}

core::Status Ranker::ReadNetwork(const rapidjson::Value& network, const std::string& where) {
  if (!network.IsObject() || !ReadNumber(network, "weight", affinity_weight_)) {
    return core::FailedPrecondition("ENCODER_INVALID", where + " needs the number weight");
  }
  const auto columns = ReadColumns(network, where);
  if (!columns.ok()) return columns.status();
  if (std::any_of(columns->begin(), columns->end(), [](std::size_t column) {
        return column >= static_cast<std::size_t>(Feature::kAffinity);
      })) {
    return core::FailedPrecondition("ENCODER_INVALID",
                                    where + ".features names what is not known before it");
  }
  auto read = AffinityNetwork::Parse(network, *columns, where);
  if (!read.ok()) return read.status();
  network_ = *std::move(read);
  return {};
}

core::Result<Ranker> Ranker::Read(const std::filesystem::path& file, std::string_view model,
                                  std::string_view otherwise) {
  std::ifstream input(file, std::ios::binary);
  if (!input) return Invalid(file.string(), "cannot be read");
  const std::string json{std::istreambuf_iterator<char>(input), {}};
  return Parse(json, model, file.string(), otherwise);
}

core::Result<Ranker> Ranker::Words() {
  return Parse(kWordsRankerJson, kWordsModel, "the compiled-in ranker");
}

std::vector<RankedCandidate> Ranker::Rank(std::span<const Candidate> candidates) const {
  std::vector<RankedCandidate> ranked;
  ranked.reserve(candidates.size());
  Rows rows;
  rows.reserve(candidates.size());
  for (const Candidate& candidate : candidates) rows.emplace_back(candidate.features);
  for (const double score : order_.Score(rows)) {
    const double affinity = candidates[ranked.size()][Feature::kAffinity];
    ranked.push_back({ranked.size(), score + affinity_weight_ * affinity, 0.0, false});
  }
  std::stable_sort(
      ranked.begin(), ranked.end(),
      [](const RankedCandidate& a, const RankedCandidate& b) { return a.score > b.score; });
  std::vector<ConfidenceRow> confidence_rows(std::min(ranked.size(), kConfidentDepth));
  for (std::size_t place = 0; place < confidence_rows.size(); ++place) {
    const RankedCandidate& one = ranked[place];
    ConfidenceRow& row = confidence_rows[place];
    const Features& features = candidates[one.candidate].features;
    std::copy(features.begin(), features.end(), row.begin());
    row[features.size()] = static_cast<float>(one.score);
    row[features.size() + 1] = static_cast<float>(one.score - ranked.front().score);
    row[features.size() + 2] = static_cast<float>(place);
  }
  const std::vector<double> log_odds =
      confidence_.Score(Rows(confidence_rows.begin(), confidence_rows.end()));
  double least = 1.0;
  for (std::size_t place = 0; place < ranked.size(); ++place) {
    if (place < log_odds.size()) {
      least = std::min(least, 1.0 / (1.0 + std::exp(-confidence_offset_ - log_odds[place])));
    }
    ranked[place].confidence = least;
    ranked[place].committed = Commits(place, least);
  }
  return ranked;
}

std::vector<double> Ranker::Contributions(const Candidate& candidate) const {
  std::vector<double> contributions(kFeatureNames.size(), 0.0);
  order_.AddContributions(candidate.features, contributions);
  contributions[static_cast<std::size_t>(Feature::kAffinity)] +=
      affinity_weight_ * double{candidate[Feature::kAffinity]};
  return contributions;
}

}  // namespace crosswalk::mapping
