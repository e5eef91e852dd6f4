// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/static_vectors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

namespace crosswalk::text {
namespace {

constexpr std::string_view kMagic = "CWSTATIC";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeaderBytes = 20;

std::uint32_t LittleEndian(const char* bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value |= std::uint32_t{static_cast<std::uint8_t>(bytes[i])} << (8 * i);
  }
  return value;
}

}  // namespace

core::Result<StaticVectors> StaticVectors::Read(const std::filesystem::path& file, std::size_t rows,
                                                std::size_t dimension) {
  const auto invalid = [&file](const std::string& what) {
    return core::FailedPrecondition("ENCODER_INVALID", file.string() + ": " + what);
  };
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return invalid("cannot be opened");
  std::array<char, kHeaderBytes> header{};
  if (!stream.read(header.data(), header.size()) ||
      std::string_view(header.data(), kMagic.size()) != kMagic) {
    return invalid("is not a file of static vectors");
  }
  if (const std::uint32_t version = LittleEndian(header.data() + 8); version != kVersion) {
    return invalid("has version " + std::to_string(version) + ", not " + std::to_string(kVersion));
  }
  const std::uint32_t stored_rows = LittleEndian(header.data() + 12);
  const std::uint32_t stored_dimension = LittleEndian(header.data() + 16);
  if (stored_rows != rows || stored_dimension != dimension) {
    return invalid("has " + std::to_string(stored_rows) + " vectors of " +
                   std::to_string(stored_dimension) + ", but the vocabulary has " +
                   std::to_string(rows) + " pieces and the encoder " + std::to_string(dimension) +
                   " dimensions");
  }
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  const std::uintmax_t wanted = kHeaderBytes + std::uintmax_t{rows} * (4 + dimension);
  if (error || size != wanted) {
    return invalid("has " + std::to_string(error ? 0 : size) + " bytes, not " +
                   std::to_string(wanted));
  }

  std::vector<char> scale_bytes(rows * 4);
  StaticVectors vectors;
  vectors.dimension_ = dimension;
  vectors.values_.resize(rows * dimension);
  stream.read(scale_bytes.data(), static_cast<std::streamsize>(scale_bytes.size()));
  stream.read(reinterpret_cast<char*>(vectors.values_.data()),
              static_cast<std::streamsize>(vectors.values_.size()));
  if (!stream) return invalid("cannot be read");
  std::vector<float> scales;
  for (std::size_t id = 0; id < rows; ++id) {
    const auto scale = std::bit_cast<float>(LittleEndian(scale_bytes.data() + id * 4));
    if (!std::isfinite(scale) || scale < 0.0F) {
      return invalid("the scale of vector " + std::to_string(id) + " is not a number from 0 on");
    }
    scales.push_back(scale);
  }
  const double largest = scales.empty() ? 0.0 : *std::max_element(scales.begin(), scales.end());
  for (std::size_t id = 0; id < rows; ++id) {
    double squares = 0.0;
    for (const std::int8_t value : vectors.row(id)) squares += value * value;
    vectors.inverse_lengths_.push_back(squares > 0.0 ? static_cast<float>(1.0 / std::sqrt(squares))
                                                     : 0.0F);
    const double share = squares == 0.0 || largest == 0.0 ? 0.0 : double{scales[id]} / largest;
    vectors.weights_.push_back(static_cast<std::int32_t>(std::lround(share * kHeaviest)));
  }
  return vectors;
}

}  // namespace crosswalk::text
