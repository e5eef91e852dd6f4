// SPDX-License-Identifier: Apache-2.0
// A fully connected layer of a neural network. Private to server/mapping.
#pragma once

#include "frameworks/core/status.h"

#include <Eigen/Core>
#include <rapidjson/document.h>

#include <cstddef>
#include <string>

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

  // A column of outputs for each column of inputs. REQUIRES: columns.rows() == inputs().
  [[nodiscard]] Eigen::MatrixXf Apply(const Eigen::Ref<const Eigen::MatrixXf>& columns) const {
    return (weights_ * columns).colwise() + biases_;
  }

 private:
  Eigen::MatrixXf weights_;
  Eigen::VectorXf biases_;
};

}  // namespace crosswalk::mapping
