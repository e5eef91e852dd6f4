// SPDX-License-Identifier: Apache-2.0
// The encoder's tokeniser, with a small vocabulary.
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

constexpr std::size_t kMaxTokens = 32;

std::unique_ptr<Tokenizer> Open() {
  crosswalk::text::WordPieceOptions options;
  options.vocabulary = CROSSWALK_VOCABULARY;
  options.max_tokens = kMaxTokens;
  auto tokenizer = crosswalk::text::OpenWordPieceTokenizer(options);
  Check(tokenizer.ok(), "the vocabulary is there");
  return std::move(tokenizer).value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::unique_ptr<Tokenizer> tokenizer = Open();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const crosswalk::text::TokenizedText tokens = tokenizer->Tokenize(text);
  Check(tokens.ids.size() >= 2 && tokens.ids.size() <= kMaxTokens, "tokens are within the bound");
  Check(tokens.ids.size() == tokens.spans.size(), "every token has a span");
  std::size_t reached = 0;
  for (std::size_t i = 1; i + 1 < tokens.spans.size(); ++i) {
    const auto& span = tokens.spans[i];
    Check(span.begin <= span.end && span.end <= size, "a span is within the text");
    Check(span.begin >= reached || span.begin == tokens.spans[i - 1].begin,
          "spans follow one another");
    reached = span.end;
  }
  return 0;
}
