// SPDX-License-Identifier: Apache-2.0
// What was learnt of which vectors of outcomes and concepts belong together. Private to
// server/mapping.
#pragma once

#include "frameworks/core/status.h"
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
// Immutable, thread-safe. Deterministic on one processor: sums of floats are blocked by the size of
// its caches.
class ConceptProduct {
 public:
  // Reads {"outcome": LAYER, "concept": LAYER, "prior": [LAYER, …]}, where each LAYER is as
  // DenseLayer::Parse reads it; other members are not looked at. FAILED_PRECONDITION /
  // ENCODER_INVALID with `where` in the message for anything else. REQUIRES: `product` is an
  // object.
  static core::Result<ConceptProduct> Parse(const rapidjson::Value& product,
                                            const std::string& where);

  // FAILED_PRECONDITION / ENCODER_INVALID where the product is for vectors of another dimension.
  [[nodiscard]] core::Status CheckDimension(std::size_t dimension) const;

  // How many numbers the two layers answer.
  [[nodiscard]] std::size_t width() const { return concept_.outputs(); }

  // What the layers say of an outcome, and of concepts, whose two vectors, one after the other
  // (ConceptVectors::CopyTexts), are a column each. REQUIRES: vectors of the dimension that was
  // checked.
  [[nodiscard]] Eigen::VectorXf OfOutcome(std::span<const float> sentence) const;
  struct Factors {
    Eigen::MatrixXf concepts;
    Eigen::RowVectorXf priors;
  };
  [[nodiscard]] Factors OfConcepts(const Eigen::Ref<const Eigen::MatrixXf>& texts) const;

  // The same said otherwise: the product of any outcome and the concept of column i is the
  // outcome's vector times column i of `vectors`, plus offsets[i].
  struct Columns {
    Eigen::MatrixXf vectors;
    Eigen::RowVectorXf offsets;
  };
  [[nodiscard]] Columns ColumnsOf(const Eigen::Ref<const Eigen::MatrixXf>& texts) const;

 private:
  std::string where_;
  DenseLayer outcome_;
  DenseLayer concept_;
  std::vector<DenseLayer> prior_;
};

}  // namespace crosswalk::mapping
