// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/bert_words.h"
#include "frameworks/text/tokenizer.h"

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace crosswalk::text {
namespace {

// Lets the table be asked for a string_view without making a string.
struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

using PieceIds = std::unordered_map<std::string, std::int64_t, StringHash, std::equal_to<>>;

constexpr std::string_view kContinuation = "##";

bool IsContinuation(std::string_view piece) {
  return piece.starts_with(kContinuation) && piece.size() > kContinuation.size();
}

struct Vocabulary {
  PieceIds starts;         // Pieces that begin a word.
  PieceIds continuations;  // Pieces that go on within one, without their "##".
  std::size_t size = 0;    // Lines of the file.

  [[nodiscard]] std::optional<std::int64_t> Find(std::string_view piece) const {
    const bool goes_on = IsContinuation(piece);
    const PieceIds& pieces = goes_on ? continuations : starts;
    const auto found = pieces.find(goes_on ? piece.substr(kContinuation.size()) : piece);
    if (found == pieces.end()) return std::nullopt;
    return found->second;
  }
};

class WordPieceTokenizer final : public Tokenizer {
 public:
  struct SpecialIds {
    std::int64_t unknown = 0;
    std::int64_t start = 0;
    std::int64_t end = 0;
  };

  WordPieceTokenizer(WordPieceOptions options, Vocabulary vocabulary, SpecialIds special)
      : options_(std::move(options)), vocabulary_(std::move(vocabulary)), special_(special) {}

  [[nodiscard]] TokenizedText Tokenize(std::string_view text) const override {
    // The two special tokens take their places from the text.
    const std::size_t room = options_.max_tokens - 2;
    TokenizedText result;
    result.ids.push_back(special_.start);
    result.spans.push_back({});
    for (const BertWord& word : SplitBertWords(
             text, {.lowercase = options_.lowercase, .strip_accents = options_.strip_accents})) {
      AppendPieces(word, result);
      if (result.ids.size() > room + 1) {
        result.ids.resize(room + 1);
        result.spans.resize(room + 1);
        result.truncated = true;
        break;
      }
    }
    result.ids.push_back(special_.end);
    result.spans.push_back({});
    return result;
  }

  [[nodiscard]] std::optional<std::int64_t> Find(std::string_view piece) const override {
    return vocabulary_.Find(piece);
  }
  [[nodiscard]] std::size_t size() const override { return vocabulary_.size; }

 private:
  // Appends the pieces of `word`: the longest known piece, then the longest that goes on from
  // there, and so on; the unknown token for the whole word where that leads nowhere.
  void AppendPieces(const BertWord& word, TokenizedText& result) const {
    const std::size_t length = word.sources.size();
    const std::size_t before = result.ids.size();
    bool known = length <= options_.max_word_chars;
    for (std::size_t begin = 0; known && begin < length;) {
      const PieceIds& pieces = begin == 0 ? vocabulary_.starts : vocabulary_.continuations;
      std::size_t end = length;
      auto found = pieces.end();
      for (; end > begin; --end) {
        found = pieces.find(Bytes(word, begin, end));
        if (found != pieces.end()) break;
      }
      known = found != pieces.end();
      if (!known) break;
      result.ids.push_back(found->second);
      result.spans.push_back({word.sources[begin].begin, word.sources[end - 1].end});
      begin = end;
    }
    if (known) return;
    result.ids.resize(before);
    result.spans.resize(before);
    result.ids.push_back(special_.unknown);
    result.spans.push_back({word.sources.front().begin, word.sources.back().end});
  }

  static std::string_view Bytes(const BertWord& word, std::size_t begin, std::size_t end) {
    const std::size_t first = word.character_starts[begin];
    const std::size_t last =
        end < word.character_starts.size() ? word.character_starts[end] : word.characters.size();
    return std::string_view(word.characters).substr(first, last - first);
  }

  WordPieceOptions options_;
  Vocabulary vocabulary_;
  SpecialIds special_;
};

core::Status Invalid(std::string message) {
  return core::FailedPrecondition("ENCODER_INVALID", std::move(message));
}

core::Result<Vocabulary> ReadVocabulary(const std::filesystem::path& file) {
  std::ifstream lines(file, std::ios::binary);
  if (!lines) return Invalid("cannot open the vocabulary " + file.string());
  Vocabulary vocabulary;
  std::string piece;
  for (std::int64_t id = 0; std::getline(lines, piece); ++id) {
    ++vocabulary.size;
    if (!piece.empty() && piece.back() == '\r') piece.pop_back();
    if (IsContinuation(piece)) {
      vocabulary.continuations.emplace(piece.substr(kContinuation.size()), id);
    } else {
      vocabulary.starts.emplace(piece, id);
    }
  }
  if (lines.bad()) return Invalid("cannot read the vocabulary " + file.string());
  return vocabulary;
}

}  // namespace

core::Result<std::unique_ptr<Tokenizer>> OpenWordPieceTokenizer(const WordPieceOptions& options) {
  if (options.max_tokens < 3) {
    return Invalid("max_tokens must leave room for a piece between the special tokens");
  }
  core::Result<Vocabulary> vocabulary = ReadVocabulary(options.vocabulary);
  if (!vocabulary.ok()) return vocabulary.status();
  WordPieceTokenizer::SpecialIds special;
  const std::pair<const std::string&, std::int64_t&> wanted[] = {{options.unknown, special.unknown},
                                                                 {options.start, special.start},
                                                                 {options.end, special.end}};
  for (const auto& [piece, id] : wanted) {
    const std::optional<std::int64_t> found = vocabulary->Find(piece);
    if (!found) {
      return Invalid("the vocabulary " + options.vocabulary.string() + " lacks the token \"" +
                     piece + "\"");
    }
    id = *found;
  }
  return std::unique_ptr<Tokenizer>(
      std::make_unique<WordPieceTokenizer>(options, *std::move(vocabulary), special));
}

}  // namespace crosswalk::text
