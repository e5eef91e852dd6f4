// SPDX-License-Identifier: Apache-2.0
// What was learnt of which vectors of outcomes and concepts belong together. Private to
// server/mapping.
#pragma once

#include "frameworks/core/status.h"
#include "server/mapping/concept_vectors.h"
#include "server/mapping/dense_layer.h"

#include <Eigen/Core>
#include <rapidjson/document.h>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace crosswalk::mapping {

// product = outcome · concept + prior, where "outcome" is a layer over the outcome's vector,
// "concept" one over the concept's two vectors, and "prior" some over these: how often a concept
// like this is meant at all.
//
// Thread-safe once concepts are read. Deterministic on one processor: sums of floats are blocked by
// the size of its caches.
class ConceptProduct {
 public:
  // Reads {"outcome": LAYER, "concept": LAYER, "prior": [LAYER, …]}, where each LAYER is as
  // DenseLayer::Parse reads it; other members are not looked at. FAILED_PRECONDITION /
  // ENCODER_INVALID with `where` in the message for anything else. REQUIRES: `product` is an
  // object.
  static core::Result<ConceptProduct> Parse(const rapidjson::Value& product,
                                            const std::string& where);

  // Works out what does not depend on an outcome, once for all. FAILED_PRECONDITION /
  // ENCODER_INVALID where the product is for vectors of another dimension.
  core::Status ReadConcepts(const ConceptVectors& vectors);

  // The product of each of `nodes`. REQUIRES: ReadConcepts; `sentence` and the concepts are of the
  // encoder and the vectors that were read.
  [[nodiscard]] Eigen::RowVectorXf Multiply(std::span<const float> sentence,
                                            std::span<const Eigen::Index> nodes) const;

  // The same said otherwise: the product of any outcome and nodes[i] is the outcome's vector times
  // column i of `vectors`, plus offsets[i]. REQUIRES: ReadConcepts.
  struct Columns {
    Eigen::MatrixXf vectors;
    Eigen::RowVectorXf offsets;
  };
  [[nodiscard]] Columns OfConcepts(std::span<const Eigen::Index> nodes) const;

 private:
  std::string where_;
  DenseLayer outcome_;
  DenseLayer concept_;
  std::vector<DenseLayer> prior_;
  // A column for each concept, by ordinal; zeros for one without vectors.
  Eigen::MatrixXf concepts_;
  Eigen::RowVectorXf priors_;
};

}  // namespace crosswalk::mapping
