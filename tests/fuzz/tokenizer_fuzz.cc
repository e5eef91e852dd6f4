// SPDX-License-Identifier: Apache-2.0
// The encoders' tokenisers, with small vocabularies.
#include "frameworks/text/tokenizer.h"
#include "tests/fuzz/check.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

namespace {

using crosswalk::fuzz::Check;
using crosswalk::text::Tokenizer;
using crosswalk::text::TokenizerOptions;

constexpr std::size_t kMaxTokens = 32;

std::unique_ptr<Tokenizer> Open(const TokenizerOptions& options) {
  auto tokenizer = crosswalk::text::OpenTokenizer(options);
  Check(tokenizer.ok(), "the vocabulary is there");
  return std::move(tokenizer).value();
}

void Try(const Tokenizer& tokenizer, std::string_view text) {
  const crosswalk::text::TokenizedText tokens = tokenizer.Tokenize(text);
  Check(tokens.ids.size() >= 2 && tokens.ids.size() <= kMaxTokens, "tokens are within the bound");
  Check(tokens.ids.size() == tokens.spans.size(), "every token has a span");
  std::size_t reached = 0;
  for (std::size_t i = 1; i + 1 < tokens.spans.size(); ++i) {
    const auto& span = tokens.spans[i];
    Check(span.begin <= span.end && span.end <= text.size(), "a span is within the text");
    if (span.begin == span.end) continue;  // A blank.
    Check(span.begin >= reached || span.begin == tokens.spans[i - 1].begin,
          "spans follow one another");
    reached = span.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto word_pieces = Open(crosswalk::text::WordPieceOptions{
      .vocabulary = CROSSWALK_VOCABULARY, .max_tokens = kMaxTokens});
  static const auto pieces = Open(
      crosswalk::text::SentencePieceOptions{.model = CROSSWALK_PIECES, .max_tokens = kMaxTokens});
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Try(*word_pieces, text);
  Try(*pieces, text);
  return 0;
}
