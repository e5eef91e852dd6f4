// SPDX-License-Identifier: Apache-2.0
// Text to the token ids that an encoder was trained on.
#pragma once

#include "frameworks/core/status.h"
#include "frameworks/text/span.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::text {

// Token ids with the stretch of the text each came from. Special tokens ([CLS], [SEP]) have an
// empty span.
struct TokenizedText {
  std::vector<std::int64_t> ids;
  std::vector<Span> spans;  // As many as ids.
  bool truncated = false;   // The text was longer than the encoder takes; the rest is not encoded.
};

// Thread-safe once made.
class Tokenizer {
 public:
  virtual ~Tokenizer() = default;
  // Never fails: ill-formed UTF-8 is read as U+FFFD, unknown words become the unknown token.
  [[nodiscard]] virtual TokenizedText Tokenize(std::string_view text) const = 0;
};

// What encoder.json's "tokenizer" says.
struct WordPieceOptions {
  std::filesystem::path vocabulary;  // One token a line; the line number is the id.
  bool lowercase = true;
  bool strip_accents = true;
  std::string unknown = "[UNK]";
  std::string start = "[CLS]";
  std::string end = "[SEP]";
  std::size_t max_tokens = 128;      // With the special tokens.
  std::size_t max_word_chars = 100;  // Longer words become the unknown token.
};

// The tokeniser of BERT (Devlin et al. 2019, https://arxiv.org/abs/1810.04805): clean, split on
// white space, punctuation and CJK, then greedy longest match of word pieces; normalisation by ICU.
// FAILED_PRECONDITION with reason ENCODER_INVALID where the vocabulary is missing or lacks a
// special token.
core::Result<std::unique_ptr<Tokenizer>> OpenWordPieceTokenizer(const WordPieceOptions& options);

}  // namespace crosswalk::text
