// SPDX-License-Identifier: Apache-2.0
#include "indexer/schema/terms.h"

#include "frameworks/core/sha256.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace crosswalk::index_schema {
namespace {

// Xapian's limit for a term in a glass database, https://xapian.org/docs/glass.
constexpr std::size_t kMaxTermBytes = 245;

// Snowball stemmers of Xapian 1.4 by primary language subtag.
constexpr std::array<std::pair<std::string_view, std::string_view>, 26> kStemmers = {{
    {"ar", "arabic"},     {"ca", "catalan"},  {"da", "danish"},     {"de", "german"},
    {"en", "english"},    {"es", "spanish"},  {"eu", "basque"},     {"fi", "finnish"},
    {"fr", "french"},     {"ga", "irish"},    {"hu", "hungarian"},  {"hy", "armenian"},
    {"id", "indonesian"}, {"it", "italian"},  {"lt", "lithuanian"}, {"nb", "norwegian"},
    {"ne", "nepali"},     {"nl", "dutch"},    {"nn", "norwegian"},  {"no", "norwegian"},
    {"pt", "portuguese"}, {"ro", "romanian"}, {"ru", "russian"},    {"sv", "swedish"},
    {"ta", "tamil"},      {"tr", "turkish"},
}};

std::string_view FieldPrefix(TextField field) {
  switch (field) {
    case TextField::kPreferred:
      return "XP";
    case TextField::kAlternative:
      return "XA";
    case TextField::kHidden:
      return "XH";
    case TextField::kDescription:
      return "XD";
  }
  return "";
}

}  // namespace

std::string TextPrefix(TextField field, std::string_view language) {
  std::string prefix(FieldPrefix(field));
  for (const char c : language) {
    if (c >= 'a' && c <= 'z') prefix += static_cast<char>(c - 'a' + 'A');
    if (c >= 'A' && c <= 'Z') prefix += c;
  }
  return prefix;
}

std::string BooleanTerm(std::string_view prefix, std::string_view value) {
  std::string term(prefix);
  const bool ambiguous =
      !value.empty() && ((value.front() >= 'A' && value.front() <= 'Z') || value.front() == ':');
  if (prefix.size() > 1 && ambiguous) term += ':';
  const auto nul_bytes = static_cast<std::size_t>(std::count(value.begin(), value.end(), '\0'));
  if (term.size() + value.size() + nul_bytes <= kMaxTermBytes) return term.append(value);
  return std::string(prefix).append("sha256-").append(core::Sha256Hex(value));
}

std::string NameValue(std::string_view framework, std::string_view id) {
  return std::string(framework).append("/").append(id);
}

std::string_view StemmerName(std::string_view language) {
  const std::string_view primary = language.substr(0, language.find('-'));
  const auto found = std::find_if(kStemmers.begin(), kStemmers.end(),
                                  [primary](const auto& entry) { return entry.first == primary; });
  return found == kStemmers.end() ? "none" : found->second;
}

}  // namespace crosswalk::index_schema
