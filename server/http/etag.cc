// SPDX-License-Identifier: Apache-2.0
#include "server/http/etag.h"

#include "frameworks/core/sha256.h"
#include "server/http/header_values.h"

#include <algorithm>

namespace crosswalk::http {
namespace {

constexpr std::string_view kMark = "-gzip";
// Of the 64 hexadecimal digits: 128 bits.
constexpr std::size_t kDigits = 32;

std::string_view WithoutMark(std::string_view tag) {
  if (tag.ends_with(kMark)) tag.remove_suffix(kMark.size());
  return tag;
}

struct Tag {
  bool weak = false;
  std::string_view text;
};

// Takes the next tag from a list; nothing where the list does not begin with one.
std::optional<Tag> Take(std::string_view& list) {
  Tag tag;
  list = list.substr(std::min(list.find_first_not_of(" \t,"), list.size()));
  if (list.starts_with("W/")) {
    tag.weak = true;
    list.remove_prefix(2);
  }
  if (!list.starts_with('"')) return std::nullopt;
  const std::size_t close = list.find('"', 1);
  if (close == std::string_view::npos) return std::nullopt;
  tag.text = WithoutMark(list.substr(1, close - 1));
  list.remove_prefix(close + 1);
  return tag;
}

}  // namespace

std::string TagOf(std::string_view bytes) { return core::Sha256Hex(bytes).substr(0, kDigits); }

std::string QuotedTag(std::string_view tag, bool gzip) {
  std::string quoted = "\"";
  quoted += tag;
  if (gzip) quoted += kMark;
  return quoted + "\"";
}

bool MatchesAny(std::string_view if_none_match, std::string_view tag) {
  if (Trim(if_none_match) == "*") return true;
  while (const auto next = Take(if_none_match)) {
    if (next->text == tag) return true;
  }
  return false;
}

std::optional<std::string> OneTag(std::string_view if_match) {
  if (Trim(if_match) == "*") return "";
  const auto tag = Take(if_match);
  if (!tag || tag->weak || !Trim(if_match).empty()) return std::nullopt;
  return std::string(tag->text);
}

}  // namespace crosswalk::http
