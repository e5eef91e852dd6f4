// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/languages.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace crosswalk::rpc {
namespace {

// The longest tag that RFC 5646, section 4.4.1 asks for.
constexpr std::size_t kLongestTag = 35;
// No browser sends more; the rest is not read.
constexpr std::size_t kLongestHeader = 1024;

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// The part before `separator`, which is cut off `text` with it.
std::string_view TakeUntil(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return Trim(part);
}

// Thousandths, 0..1000; nothing where `text` is no qvalue.
std::optional<int> ParseQuality(std::string_view text) {
  double value = 0.0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  if (!(value >= 0.0 && value <= 1.0)) return std::nullopt;
  return static_cast<int>(value * 1000.0 + 0.5);
}

}  // namespace

std::optional<std::string> NormalizeLanguageTag(std::string_view tag) {
  if (tag.empty() || tag.size() > kLongestTag) return std::nullopt;
  std::string result;
  std::size_t part_length = 0;
  bool first = true;
  for (const char c : tag) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '-') {
      if (part_length == 0 || (first && part_length < 2)) return std::nullopt;
      part_length = 0;
      first = false;
    } else if (byte < 0x80 && (first ? std::isalpha(byte) : std::isalnum(byte)) != 0) {
      if (++part_length > 8) return std::nullopt;
    } else {
      return std::nullopt;
    }
    result += static_cast<char>(std::tolower(byte));
  }
  if (part_length == 0 || (first && part_length < 2)) return std::nullopt;
  return result;
}

std::string_view PrimaryLanguage(std::string_view tag) { return tag.substr(0, tag.find('-')); }

std::vector<std::string> ExpandLanguages(const std::vector<std::string>& tags) {
  std::vector<std::string> result;
  for (const std::string& tag : tags) {
    std::string form = NormalizeLanguageTag(tag).value_or("");
    while (!form.empty()) {
      if (std::find(result.begin(), result.end(), form) == result.end()) result.push_back(form);
      const std::size_t cut = form.rfind('-');
      form.resize(cut == std::string::npos ? 0 : cut);
    }
  }
  return result;
}

std::vector<std::string> ParseAcceptLanguage(std::string_view header, std::size_t limit) {
  header = header.substr(0, kLongestHeader);
  std::vector<std::pair<int, std::string>> wishes;
  while (!header.empty()) {
    std::string_view item = TakeUntil(header, ',');
    const std::optional<std::string> tag = NormalizeLanguageTag(TakeUntil(item, ';'));
    std::optional<int> quality = 1000;
    if (item.starts_with("q=") || item.starts_with("Q=")) quality = ParseQuality(item.substr(2));
    if (tag && quality.value_or(0) > 0) wishes.emplace_back(*quality, *tag);
  }
  std::stable_sort(wishes.begin(), wishes.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> result;
  for (auto& [quality, tag] : wishes) {
    if (result.size() == limit) break;
    result.push_back(std::move(tag));
  }
  return result;
}

}  // namespace crosswalk::rpc
