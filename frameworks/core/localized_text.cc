// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/localized_text.h"

namespace crosswalk::core {

std::string PickText(const LocalizedText& texts, std::string_view language) {
  auto found = texts.find(std::string(language));
  if (found == texts.end()) found = texts.find("en");
  if (found == texts.end()) found = texts.begin();
  return found == texts.end() ? std::string() : found->second;
}

}  // namespace crosswalk::core
