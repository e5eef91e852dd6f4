// SPDX-License-Identifier: Apache-2.0
// A small neural network that scores candidates beside the ranker's trees. Private to
// server/mapping.
#pragma once

#include "frameworks/core/status.h"
#include "server/mapping/candidate.h"
#include "server/mapping/concept_vectors.h"
#include "server/mapping/dense_layer.h"

#include <Eigen/Core>
#include <rapidjson/document.h>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace crosswalk::mapping {

// affinity = layers(features) + outcome · concept + prior, less the mean over an outcome's
// candidates, where "outcome" is a layer over the outcome's vector, "concept" one over the
// concept's two vectors, and "prior" two over these: how often a concept like this is meant at all.
// Layers but the last of a row are followed by max(0, x).
//
// Thread-safe once concepts are read. Deterministic on one processor: sums of floats are blocked by
// the size of its caches.
class AffinityNetwork {
 public:
  // Reads {"layers": [LAYER, …], "outcome": LAYER, "concept": LAYER, "prior": [LAYER, …]}, where
  // each LAYER is as DenseLayer::Parse reads it; other members are not looked at. Entry i of
  // `columns` is the place among a candidate's features of the first layer's input i.
  // FAILED_PRECONDITION / ENCODER_INVALID with `where` in the message for anything else.
  // REQUIRES: `network` is an object.
  static core::Result<AffinityNetwork> Parse(const rapidjson::Value& network,
                                             std::span<const std::size_t> columns,
                                             const std::string& where);

  // Works out what does not depend on an outcome, once for all. FAILED_PRECONDITION /
  // ENCODER_INVALID where the network is for vectors of another dimension.
  core::Status ReadConcepts(const ConceptVectors& vectors);

  // Sets Feature::kAffinity by the other features, the outcome's vector and the concepts'.
  // REQUIRES: ReadConcepts; `sentence` and the candidates, all that an outcome has, are of the
  // encoder and the concepts that were read.
  void Add(std::span<const float> sentence, std::span<Candidate> candidates) const;

 private:
  std::string where_;
  std::vector<std::size_t> columns_;
  std::vector<DenseLayer> layers_;
  DenseLayer outcome_;
  DenseLayer concept_;
  std::vector<DenseLayer> prior_;
  // A column for each concept, by ordinal; zeros for one without vectors.
  Eigen::MatrixXf concepts_;
  Eigen::RowVectorXf priors_;
};

}  // namespace crosswalk::mapping
