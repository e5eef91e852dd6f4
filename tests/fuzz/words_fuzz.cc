// SPDX-License-Identifier: Apache-2.0
// Words of texts and of queries.
#include "frameworks/core/text.h"
#include "indexer/schema/words.h"
#include "tests/fuzz/check.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using crosswalk::fuzz::Check;

void CheckForms(const crosswalk::index_schema::Word& word, std::string_view language) {
  const auto shorten = [](const std::string& text) { return text.substr(0, text.size() / 2); };
  const auto forms = crosswalk::index_schema::StemForms(word, language, shorten);
  Check(!forms.empty() && forms.size() <= 2, "a word has one or two forms");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::size_t reached = 0;
  for (const crosswalk::index_schema::Word& word : crosswalk::index_schema::SplitWords(text)) {
    Check(word.span.begin >= reached && word.span.begin < word.span.end && word.span.end <= size,
          "spans are within the text and follow one another");
    reached = word.span.end;
    Check(!word.folded.empty(), "a word has a folded form");
    for (const std::string* form : {&word.lower, &word.folded}) {
      Check(form->size() <= crosswalk::index_schema::kMaxWordBytes, "a word is cut");
      Check(!crosswalk::core::FindInvalidUtf8(*form), "a word is UTF-8");
    }
    CheckForms(word, "en");
    CheckForms(word, "fr");
  }
  return 0;
}
