// SPDX-License-Identifier: Apache-2.0
// Damaged copies of a file's bytes, for tests that a reader refuses or survives every one.
#pragma once

#include <cstddef>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::test {

// Bytes on a border of 64, as a mapped file's are.
class AlignedBytes {
 public:
  explicit AlignedBytes(std::string_view bytes) : blocks_(bytes.size() / sizeof(Block) + 1) {
    std::memcpy(blocks_.data(), bytes.data(), bytes.size());
    view_ = {reinterpret_cast<const char*>(blocks_.data()), bytes.size()};
  }
  AlignedBytes(const AlignedBytes&) = delete;
  AlignedBytes& operator=(const AlignedBytes&) = delete;

  [[nodiscard]] std::string_view view() const { return view_; }

 private:
  struct alignas(64) Block {
    char bytes[64];
  };
  std::vector<Block> blocks_;
  std::string_view view_;
};

// Calls `check` with `bytes` cut short at every `step`-th length, aligned.
inline void ForEachTruncation(std::string_view bytes, std::size_t step,
                              const std::function<void(std::string_view)>& check) {
  for (std::size_t size = 0; size < bytes.size(); size += step) {
    const AlignedBytes cut(bytes.substr(0, size));
    check(cut.view());
  }
}

// Calls `check` with `bytes` in which one byte is inverted, each in turn, aligned.
inline void ForEachChangedByte(std::string_view bytes,
                               const std::function<void(std::string_view)>& check) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string changed(bytes);
    changed[i] = static_cast<char>(~changed[i]);
    const AlignedBytes damaged(changed);
    check(damaged.view());
  }
}

}  // namespace crosswalk::test
