// SPDX-License-Identifier: Apache-2.0
// gzip (RFC 1952) of answers and request bodies, by zlib.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::http {

// Answers below this many bytes fit into one packet as they are.
inline constexpr std::size_t kLeastToCompress = 1024;

// `bytes` as one gzip member. `level` is zlib's, 1 (fast) to 9 (small).
std::string Gzip(std::string_view bytes, int level);

// The text of the gzip members `bytes`. Nothing where they are damaged, cut off, or their text has
// more than `most` bytes; `too_large` says whether it is the latter.
std::optional<std::string> Gunzip(std::string_view bytes, std::size_t most, bool& too_large);

// Compresses a stream piece by piece; what Add answers can be read at once by the other side.
// Thread-compatible.
class GzipStream {
 public:
  GzipStream();
  ~GzipStream();

  // The compressed form of the next bytes, flushed.
  std::string Add(std::string_view bytes);
  // The end of the stream. Once only, last.
  std::string Finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace crosswalk::http
