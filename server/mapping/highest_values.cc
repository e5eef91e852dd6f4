// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/highest_values.h"

#include <algorithm>
#include <cstddef>
#include <functional>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "server/mapping/highest_values.cc"
#include <hwy/foreach_target.h>
// After foreach_target.h, as Highway asks.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace crosswalk::mapping::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// At least as many as a vector of instructions takes.
constexpr std::size_t kBlock = 64;

// highest[i] = the highest of the block values[i * kBlock, (i + 1) * kBlock).
void HighestOfBlocks(const float* HWY_RESTRICT values, std::size_t blocks,
                     float* HWY_RESTRICT highest) {
  const hn::CappedTag<float, kBlock> tag;
  for (std::size_t block = 0; block < blocks; ++block) {
    const float* const begin = values + block * kBlock;
    auto most = hn::LoadU(tag, begin);
    for (std::size_t i = hn::Lanes(tag); i < kBlock; i += hn::Lanes(tag)) {
      most = hn::Max(most, hn::LoadU(tag, begin + i));
    }
    highest[block] = hn::GetLane(hn::MaxOfLanes(tag, most));
  }
}

// Writes the places in the block from `begin` on whose values are at least `least`, and how many;
// what follows them, up to a whole kBlock, is overwritten too.
std::size_t FindAtLeast(const float* HWY_RESTRICT values, std::size_t begin, float least,
                        std::uint32_t* HWY_RESTRICT places) {
  const hn::CappedTag<float, kBlock> tag;
  const hn::RebindToUnsigned<decltype(tag)> whole;
  const auto bound = hn::Set(tag, least);
  std::size_t count = 0;
  for (std::size_t i = 0; i < kBlock; i += hn::Lanes(tag)) {
    const auto place = hn::Iota(whole, static_cast<std::uint32_t>(begin + i));
    const auto mask = hn::Ge(hn::LoadU(tag, values + begin + i), bound);
    count += hn::CompressStore(place, hn::RebindMask(whole, mask), whole, places + count);
  }
  return count;
}

void KeepOnlyOf(const std::uint8_t* HWY_RESTRICT keep, float otherwise, std::size_t count,
                float* HWY_RESTRICT values) {
  const hn::CappedTag<float, kBlock> tag;
  const hn::RebindToUnsigned<decltype(tag)> whole;
  const hn::Rebind<std::uint8_t, decltype(tag)> narrow;
  const auto instead = hn::Set(tag, otherwise);
  std::size_t i = 0;
  for (; i + hn::Lanes(tag) <= count; i += hn::Lanes(tag)) {
    const auto left_out =
        hn::Eq(hn::PromoteTo(whole, hn::LoadU(narrow, keep + i)), hn::Zero(whole));
    const auto value = hn::LoadU(tag, values + i);
    hn::StoreU(hn::IfThenElse(hn::RebindMask(tag, left_out), instead, value), tag, values + i);
  }
  for (; i < count; ++i) values[i] = keep[i] == 0 ? otherwise : values[i];
}

void RaiseToRowsOf(const float* values, const std::uint32_t* rows, std::size_t row_count,
                   std::size_t width, float* highest) {
  const hn::CappedTag<float, kAbreast> tag;
  for (std::size_t i = 0; i < width; i += hn::Lanes(tag)) {
    auto most = hn::LoadU(tag, highest + i);
    for (std::size_t row = 0; row < row_count; ++row) {
      most = hn::Max(most, hn::LoadU(tag, values + rows[row] * width + i));
    }
    hn::StoreU(most, tag, highest + i);
  }
}

}  // namespace crosswalk::mapping::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace crosswalk::mapping {

HWY_EXPORT(HighestOfBlocks);
HWY_EXPORT(FindAtLeast);
HWY_EXPORT(KeepOnlyOf);
HWY_EXPORT(RaiseToRowsOf);

namespace {

constexpr std::size_t kBlock = HWY_NAMESPACE::kBlock;

}  // namespace

std::vector<std::uint32_t> HighestAbove(float floor, const std::vector<float>& values,
                                        std::size_t limit) {
  // As many blocks as values are asked for reach this: none of the highest is below it, and most
  // blocks are.
  std::vector<float> blocks(values.size() / kBlock);
  HWY_DYNAMIC_DISPATCH(HighestOfBlocks)(values.data(), blocks.size(), blocks.data());
  float least = floor;
  if (limit > 0 && blocks.size() >= limit) {
    std::vector<float> sorted = blocks;
    const auto last = sorted.begin() + static_cast<std::ptrdiff_t>(limit) - 1;
    std::nth_element(sorted.begin(), last, sorted.end(), std::greater<>());
    least = std::max(least, *last);
  }
  std::vector<std::uint32_t> highest;
  std::size_t count = 0;
  const auto find_at_least = HWY_DYNAMIC_DISPATCH(FindAtLeast);
  for (std::size_t block = 0; block < blocks.size(); ++block) {
    if (blocks[block] < least || blocks[block] <= floor) continue;
    highest.resize(count + 2 * kBlock);
    count += find_at_least(values.data(), block * kBlock, least, highest.data() + count);
  }
  highest.resize(count);
  for (std::size_t i = blocks.size() * kBlock; i < values.size(); ++i) {
    if (values[i] >= least) highest.push_back(static_cast<std::uint32_t>(i));
  }
  if (least == floor) {
    std::erase_if(highest, [&](std::uint32_t index) { return values[index] <= floor; });
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

void KeepOnly(std::span<const std::uint8_t> keep, float otherwise, std::span<float> values) {
  HWY_DYNAMIC_DISPATCH(KeepOnlyOf)(keep.data(), otherwise, values.size(), values.data());
}

void RaiseToRows(std::span<const float> values, std::span<const std::uint32_t> rows,
                 std::span<float> highest) {
  HWY_DYNAMIC_DISPATCH(RaiseToRowsOf)
  (values.data(), rows.data(), rows.size(), highest.size(), highest.data());
}

}  // namespace crosswalk::mapping
#endif  // HWY_ONCE
