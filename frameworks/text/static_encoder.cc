// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/static_encoder.h"

#include "frameworks/text/encoder_settings.h"
#include "frameworks/text/static_vectors.h"
#include "frameworks/text/tokenizer.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::text {
namespace {

// Writes `source` with length 1; zeros where it is zero. REQUIRES: its squares add up to less than
// 2^63.
template <typename Whole>
void WriteUnit(std::span<const Whole> source, float* target) {
  std::int64_t squares = 0;
  for (const Whole value : source) squares += std::int64_t{value} * value;
  const double factor = squares > 0 ? 1.0 / std::sqrt(static_cast<double>(squares)) : 0.0;
  for (const Whole value : source) {
    *target++ = static_cast<float>(static_cast<double>(value) * factor);
  }
}

// Brings the largest of `values` to 2^20, so that squares of 4,096 of them add up within 63 bits.
void Rescale(std::vector<std::int32_t>& values) {
  constexpr std::int64_t kLargest = std::int64_t{1} << 20U;
  std::int64_t largest = 0;
  for (const std::int32_t value : values) {
    largest = std::max(largest, std::abs(std::int64_t{value}));
  }
  if (largest == 0) return;
  for (std::int32_t& value : values) {
    value = static_cast<std::int32_t>(std::int64_t{value} * kLargest / largest);
  }
}

class PieceSumEncoder final : public StaticEncoder {
 public:
  PieceSumEncoder(EncoderInfo info, std::unique_ptr<Tokenizer> tokenizer, StaticVectors vectors)
      : info_(std::move(info)), tokenizer_(std::move(tokenizer)), vectors_(std::move(vectors)) {}

  [[nodiscard]] const EncoderInfo& info() const override { return info_; }

  [[nodiscard]] core::Result<std::vector<EncodedText>> Encode(
      std::span<const std::string_view> texts, EncodeDetail detail) const override {
    std::vector<EncodedText> encoded;
    encoded.reserve(texts.size());
    for (const std::string_view text : texts) encoded.push_back(EncodeOne(text, detail));
    return encoded;
  }

  [[nodiscard]] std::vector<std::uint32_t> Pieces(std::string_view text) const override {
    const TokenizedText tokens = tokenizer_->Tokenize(text);
    std::vector<std::uint32_t> pieces;
    for (std::size_t at = 1; at + 1 < tokens.ids.size(); ++at) {
      const auto id = static_cast<std::uint32_t>(tokens.ids[at]);
      if (vectors_.weight(id) > 0) pieces.push_back(id);
    }
    return pieces;
  }

  [[nodiscard]] const StaticVectors& vectors() const override { return vectors_; }

 private:
  [[nodiscard]] EncodedText EncodeOne(std::string_view text, EncodeDetail detail) const {
    const TokenizedText tokens = tokenizer_->Tokenize(text);
    EncodedText result;
    result.truncated = tokens.truncated;
    std::vector<std::int32_t> sum(info_.dimension, 0);
    // The first and the last token are the special ones.
    for (std::size_t at = 1; at + 1 < tokens.ids.size(); ++at) {
      const auto id = static_cast<std::size_t>(tokens.ids[at]);
      const std::int32_t weight = vectors_.weight(id);
      if (weight == 0) continue;
      const std::span<const std::int8_t> row = vectors_.row(id);
      for (std::size_t i = 0; i < row.size(); ++i) sum[i] += weight * row[i];
      if (detail == EncodeDetail::kSentence) continue;
      result.spans.push_back(tokens.spans[at]);
      result.tokens.resize(result.tokens.size() + row.size());
      WriteUnit(row, result.tokens.data() + result.tokens.size() - row.size());
      result.token_weights.push_back(vectors_.length(id));
    }
    Rescale(sum);
    result.sentence.resize(sum.size());
    WriteUnit(std::span<const std::int32_t>(sum), result.sentence.data());
    return result;
  }

  const EncoderInfo info_;
  const std::unique_ptr<Tokenizer> tokenizer_;
  const StaticVectors vectors_;
};

}  // namespace

core::Result<std::unique_ptr<StaticEncoder>> OpenStaticEncoder(
    const std::filesystem::path& directory) {
  core::Result<EncoderSettings> settings = ReadEncoderSettings(directory);
  if (!settings.ok()) return settings.status();
  if (!settings->static_vectors) return std::unique_ptr<StaticEncoder>();
  core::Result<std::unique_ptr<Tokenizer>> tokenizer = OpenTokenizer(settings->tokenizer);
  if (!tokenizer.ok()) return tokenizer.status();
  EncoderInfo info = std::move(settings->info);
  info.name += "-static";
  info.fingerprint = std::move(settings->static_vectors->fingerprint);
  core::Result<StaticVectors> vectors =
      StaticVectors::Read(settings->static_vectors->file, (*tokenizer)->size(), info.dimension);
  if (!vectors.ok()) return vectors.status();
  return std::unique_ptr<StaticEncoder>(std::make_unique<PieceSumEncoder>(
      std::move(info), *std::move(tokenizer), *std::move(vectors)));
}

}  // namespace crosswalk::text
