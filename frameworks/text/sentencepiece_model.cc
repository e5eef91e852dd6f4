// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/sentencepiece_model.h"

#include <bit>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace crosswalk::text {
namespace {

// Walks the fields of one message in Protocol Buffers' wire format
// (https://protobuf.dev/programming-guides/encoding/).
class MessageReader {
 public:
  explicit MessageReader(std::string_view message) : rest_(message) {}

  // Steps to the next field; false at the end and where the message is damaged.
  bool Next() {
    if (damaged_ || rest_.empty()) return false;
    const std::uint64_t key = Varint();
    field_ = key >> 3U;
    bytes_ = {};
    number_ = 0;
    switch (key & 7U) {
      case 0:
        number_ = Varint();
        break;
      case 1:
        number_ = Fixed(8);
        break;
      case 2:
        bytes_ = Take(Varint());
        break;
      case 5:
        number_ = Fixed(4);
        break;
      default:
        damaged_ = true;
    }
    return !damaged_;
  }

  [[nodiscard]] bool damaged() const { return damaged_; }
  [[nodiscard]] std::uint64_t field() const { return field_; }
  // The value of a numeric field, and of one that has a length.
  [[nodiscard]] std::uint64_t number() const { return number_; }
  [[nodiscard]] std::string_view bytes() const { return bytes_; }

 private:
  std::string_view Take(std::uint64_t length) {
    if (length > rest_.size()) {
      damaged_ = true;
      return {};
    }
    const std::string_view taken = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return taken;
  }

  // Little-endian.
  std::uint64_t Fixed(std::size_t length) {
    std::uint64_t value = 0;
    unsigned shift = 0;
    for (const char byte : Take(length)) {
      value |= std::uint64_t{static_cast<std::uint8_t>(byte)} << shift;
      shift += 8;
    }
    return value;
  }

  std::uint64_t Varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const std::uint64_t byte = Fixed(1);
      value |= (byte & 0x7FU) << shift;
      if (byte < 0x80) return value;
    }
    damaged_ = true;
    return 0;
  }

  std::string_view rest_;
  std::uint64_t field_ = 0;
  std::uint64_t number_ = 0;
  std::string_view bytes_;
  bool damaged_ = false;
};

constexpr std::uint64_t kUnigram = 1;
// Bytes; trainers make pieces of 16 characters unless told otherwise, and a trie holds 65,535.
constexpr std::size_t kLongestPiece = 4096;

// Reads the file's parts into a model; the first thing that is wrong is remembered.
class ModelReader {
 public:
  explicit ModelReader(const std::filesystem::path& file) : file_(file.string()) {}

  core::Result<SentencePieceModel> Read(std::string_view bytes) {
    MessageReader message(bytes);
    while (message.Next()) {
      if (message.field() == 1) ReadPiece(message.bytes());
      if (message.field() == 2) ReadTraining(message.bytes());
      if (message.field() == 3) ReadNormalization(message.bytes());
    }
    Check(message);
    CheckPieces();
    if (!status_.ok()) return status_;
    return std::move(model_);
  }

 private:
  void ReadPiece(std::string_view bytes) {
    SentencePiece piece;
    std::uint64_t kind = 1;
    MessageReader message(bytes);
    while (message.Next()) {
      if (message.field() == 1) piece.text = message.bytes();
      if (message.field() == 2) {
        piece.score = std::bit_cast<float>(static_cast<std::uint32_t>(message.number()));
      }
      if (message.field() == 3) kind = message.number();
    }
    Check(message);
    if (kind < 1 || kind > 5 || kind == 4) {
      Fail("piece " + std::to_string(model_.pieces.size()) + " is of kind " + std::to_string(kind) +
           ", which is not supported");
    }
    piece.kind = static_cast<PieceKind>(kind);
    model_.pieces.push_back(std::move(piece));
  }

  void ReadTraining(std::string_view bytes) {
    MessageReader message(bytes);
    while (message.Next()) {
      if (message.field() == 3 && message.number() != kUnigram) Fail("is not a unigram model");
      if (message.field() == 24 && message.number() != 0) Fail("treats blanks as suffix");
      if (message.field() == 35 && message.number() != 0) Fail("falls back on bytes");
    }
    Check(message);
  }

  void ReadNormalization(std::string_view bytes) {
    MessageReader message(bytes);
    while (message.Next()) {
      if (message.field() == 2) model_.charsmap = message.bytes();
      if (message.field() == 3) model_.leading_blank = message.number() != 0;
      if (message.field() == 4) model_.collapse_blanks = message.number() != 0;
      if (message.field() == 5 && message.number() == 0) Fail("does not mark blanks");
    }
    Check(message);
  }

  void CheckPieces() {
    std::unordered_set<std::string_view> seen;
    std::optional<std::size_t> unknown;
    for (std::size_t id = 0; id < model_.pieces.size(); ++id) {
      const SentencePiece& piece = model_.pieces[id];
      if (piece.text.empty()) Fail("piece " + std::to_string(id) + " is empty");
      if (piece.text.size() > kLongestPiece) {
        Fail("piece " + std::to_string(id) + " has more than " + std::to_string(kLongestPiece) +
             " bytes");
      }
      if (!seen.insert(piece.text).second) Fail("has the piece \"" + piece.text + "\" twice");
      if (piece.kind != PieceKind::kUnknown) continue;
      if (unknown) Fail("has two unknown pieces");
      unknown = id;
    }
    if (!unknown) Fail("lacks a piece for what is unknown");
    model_.unknown = unknown.value_or(0);
  }

  void Check(const MessageReader& message) {
    if (message.damaged()) Fail("is damaged or no SentencePiece model");
  }

  void Fail(const std::string& why) {
    if (status_.ok()) {
      status_ = core::FailedPrecondition("ENCODER_INVALID", "the vocabulary " + file_ + " " + why);
    }
  }

  std::string file_;
  SentencePieceModel model_;
  core::Status status_;
};

}  // namespace

core::Result<SentencePieceModel> ReadSentencePieceModel(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    return core::FailedPrecondition("ENCODER_INVALID",
                                    "cannot open the vocabulary " + file.string());
  }
  const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (stream.bad()) {
    return core::FailedPrecondition("ENCODER_INVALID",
                                    "cannot read the vocabulary " + file.string());
  }
  return ModelReader(file).Read(bytes);
}

}  // namespace crosswalk::text
