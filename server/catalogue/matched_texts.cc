// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/matched_texts.h"

#include "frameworks/core/text.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace crosswalk::catalogue {
namespace {

// How many different words are highlighted.
std::size_t DifferentWords(const MatchedText& text) {
  std::set<std::string> words;
  for (const text::Span& span : text.highlights) {
    words.insert(core::FoldText(text.text.substr(span.begin, span.end - span.begin)));
  }
  return words.size();
}

bool IsCharacterStart(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

// Cuts a long text to the stretch that begins a little before the highlight with most others
// behind it, at blanks, with "…" where something was left out.
void Shorten(MatchedText& text) {
  if (text.text.size() <= kSnippetBytes || text.highlights.empty()) return;
  std::size_t best = 0;
  std::size_t most = 0;
  for (std::size_t i = 0; i < text.highlights.size(); ++i) {
    std::size_t count = 0;
    const std::size_t limit = text.highlights[i].begin + kSnippetBytes / 2;
    for (std::size_t j = i; j < text.highlights.size() && text.highlights[j].end <= limit; ++j) {
      ++count;
    }
    if (count > most) {
      most = count;
      best = i;
    }
  }
  constexpr std::size_t lead = kSnippetBytes / 4;
  const std::size_t first = text.highlights[best].begin;
  std::size_t begin = first > lead ? first - lead : 0;
  if (begin > 0) {
    const std::size_t blank = text.text.find(' ', begin);
    begin = blank < first ? blank + 1 : first;
  }
  std::size_t end = std::min(begin + kSnippetBytes, text.text.size());
  if (end < text.text.size()) {
    const std::size_t blank = text.text.rfind(' ', end);
    if (blank != std::string::npos && blank > text.highlights[best].end) end = blank;
    while (!IsCharacterStart(text.text[end])) --end;
  }
  const std::string mark = "…";
  std::string part = (begin > 0 ? mark : "") + text.text.substr(begin, end - begin) +
                     (end < text.text.size() ? mark : "");
  const std::size_t shift = begin > 0 ? mark.size() : 0;
  std::erase_if(text.highlights,
                [&](const text::Span& span) { return span.begin < begin || span.end > end; });
  for (text::Span& span : text.highlights) {
    span = {span.begin - begin + shift, span.end - begin + shift};
  }
  text.text = std::move(part);
}

class Best {
 public:
  void Offer(MatchedText text, TextMatch& match) {
    text.highlights = match.Highlights(text.text, text.language);
    const std::size_t words = DifferentWords(text);
    if (words <= words_) return;
    words_ = words;
    text_ = std::move(text);
  }
  void TakeInto(std::vector<MatchedText>& texts) {
    if (words_ == 0) return;
    Shorten(text_);
    texts.push_back(std::move(text_));
  }

 private:
  std::size_t words_ = 0;
  MatchedText text_;
};

}  // namespace

std::vector<MatchedText> MatchedTexts(const registry::Credential& credential, TextMatch& match) {
  using Field = MatchedText::Field;
  std::vector<MatchedText> texts;
  if (match.empty()) return texts;
  Best title;
  for (const auto& [language, text] : credential.title) {
    title.Offer({Field::kTitle, 0, language, text, {}}, match);
  }
  title.TakeInto(texts);
  Best other;
  for (std::size_t i = 0; i < credential.outcomes.size(); ++i) {
    const registry::Outcome& outcome = credential.outcomes[i];
    other.Offer({Field::kOutcome, i, outcome.language_code, outcome.text, {}}, match);
  }
  for (const auto& [language, text] : credential.description) {
    other.Offer({Field::kDescription, 0, language, text, {}}, match);
  }
  other.TakeInto(texts);
  return texts;
}

}  // namespace crosswalk::catalogue
