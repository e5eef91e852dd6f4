// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/ranker.h"

#include "server/mapping/ranker_fault.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace crosswalk::mapping {
namespace {

// What the confidence sees of the order, after kFeatureNames.
constexpr std::array<std::string_view, 3> kOrderFeatureNames = {"order-score", "order-gap",
                                                                "order-place"};

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
    return RankerFault(where + ".features is not a list");
  }
  std::vector<std::size_t> columns;
  for (const rapidjson::Value& one : features->value.GetArray()) {
    const std::string_view name = one.IsString()
                                      ? std::string_view(one.GetString(), one.GetStringLength())
                                      : std::string_view();
    const auto known = std::find(kFeatureNames.begin(), kFeatureNames.end(), name);
    const auto order = std::find(kOrderFeatureNames.begin(), kOrderFeatureNames.end(), name);
    if (known == kFeatureNames.end() && order == kOrderFeatureNames.end()) {
      return RankerFault(where + ".features names '" + std::string(name) +
                         "', which this server does not know");
    }
    columns.push_back(known != kFeatureNames.end()
                          ? static_cast<std::size_t>(known - kFeatureNames.begin())
                          : kFeatureNames.size() +
                                static_cast<std::size_t>(order - kOrderFeatureNames.begin()));
  }
  return columns;
}

// <where>: {"features": […], "trees": […]}, over rows of `width` features.
core::Result<TreeEnsemble> ReadTrees(const rapidjson::Value& model, const char* name,
                                     std::size_t width, const std::string& path) {
  const std::string where = path + "." + name;
  const auto found = model.FindMember(name);
  if (found == model.MemberEnd() || !found->value.IsObject()) {
    return RankerFault(where + " is not an object");
  }
  const rapidjson::Value& trees = found->value;
  const auto columns = ReadColumns(trees, where);
  if (!columns.ok()) return columns.status();
  if (std::any_of(columns->begin(), columns->end(),
                  [width](std::size_t c) { return c >= width; })) {
    return RankerFault(where + ".features names what only the confidence knows");
  }
  return TreeEnsemble::Parse(trees, *columns, where);
}

using Rows = std::vector<std::span<const float>>;

}  // namespace

core::Result<Ranker> Ranker::Parse(const rapidjson::Value& model, const std::string& where) {
  Ranker ranker;
  auto order = ReadTrees(model, "order", kFeatureNames.size(), where);
  if (!order.ok()) return order.status();
  ranker.order_ = *std::move(order);
  if (const auto network = model.FindMember("affinity"); network != model.MemberEnd()) {
    if (core::Status status = ranker.ReadNetwork(network->value, where + ".affinity");
        !status.ok()) {
      return status;
    }
  }
  auto confidence = ReadTrees(model, "confidence", kFeatureNames.size() + kOrderFeatures, where);
  if (!confidence.ok()) return confidence.status();
  ranker.confidence_ = *std::move(confidence);
  double most = 0;
  const auto commit = model.FindMember("commit");
  if (!ReadNumber(model, "confidence_offset", ranker.confidence_offset_) ||
      commit == model.MemberEnd() || !commit->value.IsObject() ||
      !ReadNumber(commit->value, "at", ranker.commit_at_) ||
      !ReadNumber(commit->value, "most", most) || most < 0) {
    return RankerFault(where + " needs the numbers confidence_offset, commit.at and commit.most");
  }
  ranker.commit_most_ = static_cast<std::size_t>(most);
  return ranker;
}

core::Status Ranker::ReadNetwork(const rapidjson::Value& network, const std::string& where) {
  if (!network.IsObject() || !ReadNumber(network, "weight", affinity_weight_)) {
    return RankerFault(where + " needs the number weight");
  }
  const auto columns = ReadColumns(network, where);
  if (!columns.ok()) return columns.status();
  if (std::any_of(columns->begin(), columns->end(), [](std::size_t column) {
        return column >= static_cast<std::size_t>(Feature::kAffinity);
      })) {
    return RankerFault(where + ".features names what is not known before it");
  }
  auto read = AffinityNetwork::Parse(network, *columns, where);
  if (!read.ok()) return read.status();
  network_ = *std::move(read);
  return {};
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
