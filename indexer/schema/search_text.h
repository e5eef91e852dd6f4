// SPDX-License-Identifier: Apache-2.0
// The form of a text that words are taken from, for the index and for queries alike.
#pragma once

#include <string>
#include <string_view>

namespace crosswalk::index_schema {

// `text` as it is handed to Xapian::TermGenerator or Xapian::QueryParser for a field in `language`
// (BCP-47): core::FoldText, the ligatures œ and æ written out, and in French elided words set apart
// ("l'eau" becomes "l eau", "aujourd'hui" stays), so that accents, case and articles do not decide
// what is found. Thread-safe. REQUIRES: well-formed UTF-8.
std::string SearchText(std::string_view text, std::string_view language);

}  // namespace crosswalk::index_schema
