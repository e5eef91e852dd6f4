// SPDX-License-Identifier: Apache-2.0
// Fully connected layers of a neural network. Private to server/mapping.
#pragma once

#include "frameworks/core/status.h"

#include <Eigen/Core>
#include <rapidjson/document.h>

#include <cstddef>
#include <string>
#include <vector>

namespace crosswalk::mapping {

// Immutable, thread-safe.
class DenseLayer {
 public:
  // Reads {"weights": [[…], …], "biases": […]}: a row of weights, one for each input, and a bias
  // for each output. FAILED_PRECONDITION / ENCODER_INVALID with `where` in the message for anything
  // else.
  static core::Result<DenseLayer> Parse(const rapidjson::Value& layer, const std::string& where);

  [[nodiscard]] std::size_t inputs() const { return static_cast<std::size_t>(weights_.cols()); }
  [[nodiscard]] std::size_t outputs() const { return static_cast<std::size_t>(weights_.rows()); }

  // As many rows as outputs.
  [[nodiscard]] const Eigen::MatrixXf& weights() const { return weights_; }
  [[nodiscard]] const Eigen::VectorXf& biases() const { return biases_; }

  // A column of outputs for each column of inputs. REQUIRES: columns.rows() == inputs().
  [[nodiscard]] Eigen::MatrixXf Apply(const Eigen::Ref<const Eigen::MatrixXf>& columns) const {
    return (weights_ * columns).colwise() + biases_;
  }

 private:
  Eigen::MatrixXf weights_;
  Eigen::VectorXf biases_;
};

// Reads the list <where>.<name> of layers, of which the first takes `inputs` numbers, each other
// the outputs of the one before, and the last answers one number. FAILED_PRECONDITION /
// ENCODER_INVALID for anything else. REQUIRES: `parent` is an object.
core::Result<std::vector<DenseLayer>> ParseLayers(const rapidjson::Value& parent, const char* name,
                                                  std::size_t inputs, const std::string& where);

// What layers as ParseLayers reads them answer for each column: all but the last are followed by
// max(0, x). REQUIRES: columns.rows() == layers.front().inputs().
Eigen::RowVectorXf ApplyAll(const std::vector<DenseLayer>& layers, Eigen::MatrixXf columns);

}  // namespace crosswalk::mapping
