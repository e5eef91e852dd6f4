// SPDX-License-Identifier: Apache-2.0
// A vector for each piece of a vocabulary, as the static encoder adds them up.
#pragma once

#include "frameworks/core/status.h"
#include "frameworks/text/aligned_vector.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace crosswalk::text {

// The file, all numbers little-endian:
//
//   offset  bytes              content
//        0  8                  "CWSTATIC"
//        8  4                  version, 1
//       12  4                  rows: pieces of the vocabulary
//       16  4                  dimension
//       20  4 * rows           scales, float32, at least 0
//        …  rows * dimension   rows, int8
//
// A piece's vector is its row times its scale: how long it is says how much the piece counts.
//
// Immutable once read; thread-safe.
class StaticVectors {
 public:
  // Weights are whole numbers up to this, so that 512 rows of int8 add up within 32 bits.
  static constexpr std::int32_t kHeaviest = 32767;

  // Reads `file`. FAILED_PRECONDITION with reason ENCODER_INVALID where it is missing, not of this
  // form, or has other than `rows` rows of `dimension`.
  static core::Result<StaticVectors> Read(const std::filesystem::path& file, std::size_t rows,
                                          std::size_t dimension);

  // REQUIRES, wherever an id is given: id < rows().
  [[nodiscard]] std::size_t rows() const { return weights_.size(); }
  // What a piece counts for: its scale in steps of the largest one / kHeaviest. 0 for a piece that
  // counts for nothing.
  [[nodiscard]] std::int32_t weight(std::size_t id) const { return weights_[id]; }
  [[nodiscard]] std::span<const std::int8_t> row(std::size_t id) const {
    return {values_.data() + id * dimension_, dimension_};
  }
  // 1 / |row|, which makes it a vector of length 1; 0 for a row of zeros.
  [[nodiscard]] float inverse_length(std::size_t id) const { return inverse_lengths_[id]; }
  // weight * |row|: how long a piece's vector is, in steps that compare within the file only. 0 for
  // a piece that counts for nothing.
  [[nodiscard]] float length(std::size_t id) const {
    return weights_[id] == 0 ? 0.0F : static_cast<float>(weights_[id]) / inverse_lengths_[id];
  }

 private:
  StaticVectors() = default;

  std::size_t dimension_ = 0;
  std::vector<std::int32_t> weights_;
  std::vector<float> inverse_lengths_;
  AlignedVector<std::int8_t> values_;
};

}  // namespace crosswalk::text
