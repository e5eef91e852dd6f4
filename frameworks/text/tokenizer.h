// SPDX-License-Identifier: Apache-2.0
// Text to the token ids that an encoder was trained on.
#pragma once

#include "frameworks/core/status.h"
#include "frameworks/text/span.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace crosswalk::text {

// Token ids with the stretch of the text each came from. Special tokens ([CLS], [SEP]) and tokens
// that stand for nothing but a blank have an empty span.
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
  // The id of a piece as the vocabulary spells it ("##ing", "▁the"), special tokens included.
  [[nodiscard]] virtual std::optional<std::int64_t> Find(std::string_view piece) const = 0;
  // Pieces of the vocabulary; every id is below.
  [[nodiscard]] virtual std::size_t size() const = 0;
};

// What encoder.json's "tokenizer" says where its kind is "wordpiece".
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

// What encoder.json's "tokenizer" says where its kind is "sentencepiece".
struct SentencePieceOptions {
  std::filesystem::path model;  // SentencePiece's .model file; the place of a piece is its id.
  std::string start = "<s>";
  std::string end = "</s>";
  std::size_t max_tokens = 128;  // With the special tokens.
};

// SentencePiece's unigram model (Kudo and Richardson 2018, https://arxiv.org/abs/1808.06226):
// normalise by the model's character map, then the most probable split. Ids are those of the
// library; spans leave out the blank that a piece begins with. Of a text only the first
// 64 * max_tokens bytes are looked at. FAILED_PRECONDITION with reason ENCODER_INVALID where the
// model is missing, damaged, not supported (sentencepiece_model.h) or lacks a special token.
core::Result<std::unique_ptr<Tokenizer>> OpenSentencePieceTokenizer(
    const SentencePieceOptions& options);

using TokenizerOptions = std::variant<WordPieceOptions, SentencePieceOptions>;

core::Result<std::unique_ptr<Tokenizer>> OpenTokenizer(const TokenizerOptions& options);

}  // namespace crosswalk::text
