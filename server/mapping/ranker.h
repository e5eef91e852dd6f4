// SPDX-License-Identifier: Apache-2.0
// The ranking stage: candidates to an order, confidences and the set to commit to. Private to
// server/mapping.
#pragma once

#include "frameworks/core/status.h"
#include "server/mapping/affinity_network.h"
#include "server/mapping/candidate.h"
#include "server/mapping/tree_ensemble.h"

#include <rapidjson/document.h>

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace crosswalk::mapping {

struct RankedCandidate {
  std::size_t candidate = 0;  // Index into the candidates.
  double score = 0.0;         // Comparable within one outcome only.
  double confidence = 0.0;    // 0..1; never above that of a better one.
  bool committed = false;     // In the set that the model would commit to.
};

// Two sums of trees: one orders the candidates, with what a network makes of them where there is
// one; the other says how likely each of the first is right, from the same features and from the
// order itself. Deterministic; thread-safe once concepts are read.
class Ranker {
 public:
  // The ranker that `model`, an object of the form that docs/mapping.md describes, holds.
  // FAILED_PRECONDITION / ENCODER_INVALID, with `where` in the message, for one that cannot be
  // used.
  static core::Result<Ranker> Parse(const rapidjson::Value& model, const std::string& where);

  // For the network, where there is one: as AffinityNetwork::ReadConcepts, and so are errors.
  core::Status ReadConcepts(const ConceptVectors& vectors) {
    return network_ ? network_->ReadConcepts(vectors) : core::Status();
  }
  // Sets Feature::kAffinity where there is a network: AffinityNetwork::Add. Before Rank.
  // REQUIRES: ReadConcepts.
  void AddAffinity(std::span<const float> sentence, std::span<Candidate> candidates) const {
    if (network_) network_->Add(sentence, candidates);
  }
  // All candidates, best first; ties in the candidates' order.
  [[nodiscard]] std::vector<RankedCandidate> Rank(std::span<const Candidate> candidates) const;
  // Whether a candidate at `place`, from 0, with `confidence` is in the set to commit to.
  [[nodiscard]] bool Commits(std::size_t place, double confidence) const {
    return place < commit_most_ && confidence >= commit_at_;
  }
  // What each feature adds to the candidate's score, in the order of Feature: what splits on it
  // moved the trees' sum by; of the affinity, its value times its weight.
  [[nodiscard]] std::vector<double> Contributions(const Candidate& candidate) const;

 private:
  core::Status ReadNetwork(const rapidjson::Value& network, const std::string& where);

  // A candidate's features, then what the order says of it.
  static constexpr std::size_t kOrderFeatures = 3;
  using ConfidenceRow = std::array<float, kFeatureNames.size() + kOrderFeatures>;

  // Confidence is modelled this deep; what comes later has that of the last.
  static constexpr std::size_t kConfidentDepth = 20;

  TreeEnsemble order_;
  std::optional<AffinityNetwork> network_;
  double affinity_weight_ = 0.0;  // What the affinity counts for in the order; 0 without a network.
  TreeEnsemble confidence_;
  double confidence_offset_ = 0.0;  // In log-odds.
  double commit_at_ = 1.0;          // Least confidence of a committed skill.
  std::size_t commit_most_ = 0;     // Most committed skills of an outcome.
};

}  // namespace crosswalk::mapping
