// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/highest_values.h"

#include <algorithm>
#include <array>
#include <functional>

namespace crosswalk::mapping {
namespace {

constexpr std::size_t kBlock = 64;

// The highest of every kBlock values.
std::vector<float> HighestOfBlocks(const std::vector<float>& values) {
  std::vector<float> highest;
  highest.reserve(values.size() / kBlock + 1);
  std::size_t begin = 0;
  for (; begin + kBlock <= values.size(); begin += kBlock) {
    // Several side by side, which one instruction compares.
    std::array<float, 16> abreast;
    std::copy_n(&values[begin], abreast.size(), abreast.begin());
    for (std::size_t i = abreast.size(); i < kBlock; i += abreast.size()) {
      for (std::size_t j = 0; j < abreast.size(); ++j) {
        const float value = values[begin + i + j];
        abreast[j] = value > abreast[j] ? value : abreast[j];
      }
    }
    highest.push_back(*std::max_element(abreast.begin(), abreast.end()));
  }
  if (begin < values.size()) {
    highest.push_back(*std::max_element(&values[begin], values.data() + values.size()));
  }
  return highest;
}

}  // namespace

std::vector<std::uint32_t> HighestAbove(float floor, const std::vector<float>& values,
                                        std::size_t limit) {
  // As many blocks as values are asked for reach this: none of the highest is below it, and most
  // blocks are.
  const std::vector<float> blocks = HighestOfBlocks(values);
  float least = floor;
  if (blocks.size() >= limit) {
    std::vector<float> sorted = blocks;
    const auto last = sorted.begin() + static_cast<std::ptrdiff_t>(limit) - 1;
    std::nth_element(sorted.begin(), last, sorted.end(), std::greater<>());
    least = *last;
  }
  std::vector<std::uint32_t> highest;
  for (std::size_t block = 0; block < blocks.size(); ++block) {
    if (blocks[block] < least) continue;
    const std::size_t end = std::min((block + 1) * kBlock, values.size());
    for (std::size_t index = block * kBlock; index < end; ++index) {
      if (values[index] < least || values[index] <= floor) continue;
      highest.push_back(static_cast<std::uint32_t>(index));
    }
  }
  if (highest.size() <= limit) return highest;
  const auto goes_first = [&values](std::uint32_t a, std::uint32_t b) {
    return values[a] != values[b] ? values[a] > values[b] : a < b;
  };
  std::nth_element(highest.begin(), highest.begin() + static_cast<std::ptrdiff_t>(limit),
                   highest.end(), goes_first);
  highest.resize(limit);
  return highest;
}

}  // namespace crosswalk::mapping
