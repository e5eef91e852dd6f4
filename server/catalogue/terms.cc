// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/terms.h"

#include "frameworks/core/sha256.h"
#include "server/catalogue/record_codec.h"

#include <algorithm>

namespace crosswalk::catalogue {

std::string SchemaText() {
  return std::to_string(kSchemaVersion) + " " + core::Sha256Hex(RecordLayout());
}

std::string WordTermPrefix(std::string_view language) {
  return std::string(kWordPrefix).append(language).append(":");
}

std::string TermLanguage(std::string_view tag) {
  std::string language(tag.substr(0, tag.find('-')));
  std::transform(language.begin(), language.end(), language.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const bool plain =
      std::all_of(language.begin(), language.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (language.size() < 2 || language.size() > 8 || !plain) return "und";
  return language;
}

}  // namespace crosswalk::catalogue
