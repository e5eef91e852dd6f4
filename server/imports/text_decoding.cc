// SPDX-License-Identifier: Apache-2.0
#include "server/imports/text_decoding.h"

#include "frameworks/core/text.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <cstddef>
#include <optional>

namespace crosswalk::imports {
namespace {

// How far to look for zero bytes: enough for a header.
constexpr std::size_t kProbeBytes = 4096;

std::string Convert(std::string_view bytes, const char* encoding) {
  std::string utf8;
  icu::UnicodeString(bytes.data(), static_cast<std::int32_t>(bytes.size()), encoding)
      .toUTF8String(utf8);
  return utf8;
}

// "UTF-16LE" or "UTF-16BE" where every other byte is mostly zero, as in Latin text.
const char* UnmarkedUtf16(std::string_view bytes) {
  const std::string_view probe = bytes.substr(0, kProbeBytes);
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < probe.size(); ++i) zeros[i % 2] += probe[i] == '\0' ? 1U : 0U;
  const std::size_t half = probe.size() / 2;
  if (half == 0) return nullptr;
  if (zeros[1] * 2 > half && zeros[0] * 10 < half) return "UTF-16LE";
  if (zeros[0] * 2 > half && zeros[1] * 10 < half) return "UTF-16BE";
  return nullptr;
}

// Whether bytes beyond ASCII are mostly not UTF-8: one letter of Windows-1252 at a time.
bool IsMostlyNotUtf8(std::string_view bytes) {
  std::size_t wrong = 0, right = 0;
  while (!bytes.empty()) {
    const std::optional<std::size_t> bad = core::FindInvalidUtf8(bytes);
    const std::string_view good = bytes.substr(0, bad.value_or(bytes.size()));
    right += static_cast<std::size_t>(std::count_if(good.begin(), good.end(), [](char c) {
      return (static_cast<unsigned char>(c) & 0xC0) == 0xC0;
    }));
    if (!bad) break;
    ++wrong;
    bytes.remove_prefix(*bad + 1);
  }
  return wrong > right;
}

std::string WithLineFeeds(std::string text) {
  if (text.find('\n') == std::string::npos) std::replace(text.begin(), text.end(), '\r', '\n');
  return text;
}

}  // namespace

std::string DecodeText(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return WithLineFeeds(std::string(bytes.substr(3)));
  if (bytes.starts_with("\xFF\xFE")) return WithLineFeeds(Convert(bytes.substr(2), "UTF-16LE"));
  if (bytes.starts_with("\xFE\xFF")) return WithLineFeeds(Convert(bytes.substr(2), "UTF-16BE"));
  if (const char* encoding = UnmarkedUtf16(bytes)) return WithLineFeeds(Convert(bytes, encoding));
  if (IsMostlyNotUtf8(bytes)) return WithLineFeeds(Convert(bytes, "windows-1252"));
  return WithLineFeeds(std::string(bytes));
}

}  // namespace crosswalk::imports
