// SPDX-License-Identifier: Apache-2.0
#include "server/imports/json_slices.h"

#include <algorithm>

namespace crosswalk::imports {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Slicer {
 public:
  explicit Slicer(std::string_view bytes) : bytes_(bytes) {}

  std::vector<JsonSlice> Slice() {
    std::size_t start = 0;
    if (bytes_.starts_with("\xEF\xBB\xBF")) start = 3;
    while (start < bytes_.size() && IsBlank(bytes_[start])) ++start;
    if (start == bytes_.size()) return {};
    if (bytes_[start] == '[') {
      SliceList(start + 1);
    } else if (HasLines(start)) {
      SliceLines(start);
    } else {
      Add(start, bytes_.size());
    }
    return std::move(slices_);
  }

 private:
  // Where the value at `start` ends: at `stop` or a bracket outside of it, or at the end.
  std::size_t EndOfValue(std::size_t start, std::string_view stops) const {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t i = start; i < bytes_.size(); ++i) {
      const char c = bytes_[i];
      if (in_string) {
        if (c == '\\') {
          ++i;
        } else if (c == '"') {
          in_string = false;
        }
      } else if (depth == 0 && stops.find(c) != std::string_view::npos) {
        return i;
      } else if (c == '"') {
        in_string = true;
      } else if (c == '{' || c == '[') {
        ++depth;
      } else if (c == '}' || c == ']') {
        if (depth > 0) --depth;
      }
    }
    return bytes_.size();
  }

  // Whether the first line is a whole object and something follows it.
  bool HasLines(std::size_t start) const {
    const std::size_t end = bytes_.find('\n', start);
    if (end == std::string_view::npos) return false;
    const bool has_more = std::any_of(bytes_.begin() + static_cast<std::ptrdiff_t>(end),
                                      bytes_.end(), [](char c) { return !IsBlank(c); });
    return has_more && EndOfValue(start, "\n") == end;
  }

  void SliceLines(std::size_t start) {
    while (start < bytes_.size()) {
      const std::size_t end = std::min(bytes_.find('\n', start), bytes_.size());
      Add(start, end);
      start = end + 1;
    }
  }

  void SliceList(std::size_t start) {
    while (true) {
      const std::size_t end = EndOfValue(start, ",]");
      const bool is_last = end == bytes_.size() || bytes_[end] == ']';
      const std::size_t size_before = slices_.size();
      Add(start, end);
      if (slices_.size() == size_before && !(is_last && slices_.empty() && end < bytes_.size())) {
        AddEmpty(end);  // ",," or a comma before the bracket.
      }
      if (is_last) {
        if (end < bytes_.size()) {
          Add(end + 1, bytes_.size());  // What follows the list belongs to no record.
        } else if (slices_.size() > size_before) {
          AddEmpty(end);  // The list does not end.
        }
        return;
      }
      start = end + 1;
    }
  }

  void Add(std::size_t begin, std::size_t end) {
    while (begin < end && IsBlank(bytes_[begin])) ++begin;
    while (begin < end && IsBlank(bytes_[end - 1])) --end;
    if (begin < end) AddAt(begin, end);
  }
  void AddEmpty(std::size_t at) { AddAt(at, at); }

  void AddAt(std::size_t begin, std::size_t end) {
    for (; counted_ < begin; ++counted_) {
      if (bytes_[counted_] != '\n') continue;
      ++line_;
      line_start_ = counted_ + 1;
    }
    slices_.push_back(
        {bytes_.substr(begin, end - begin), line_, static_cast<int>(begin - line_start_) + 1});
  }

  std::string_view bytes_;
  std::vector<JsonSlice> slices_;
  std::size_t counted_ = 0;  // Bytes whose line feeds are counted.
  std::size_t line_start_ = 0;
  int line_ = 1;
};

}  // namespace

std::vector<JsonSlice> SliceJson(std::string_view bytes) { return Slicer(bytes).Slice(); }

}  // namespace crosswalk::imports
