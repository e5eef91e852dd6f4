// SPDX-License-Identifier: Apache-2.0
// Texts to vectors: the interface that learned encoders implement and everything else relies on.
#pragma once

#include "frameworks/core/status.h"
#include "frameworks/text/span.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::text {

// One text, encoded. All vectors have unit length.
struct EncodedText {
  // Mean of the token vectors, normalised: compare with a concept vector by inner product.
  std::vector<float> sentence;
  // Row-major [spans.size() x dimension]: one vector for each token that takes part in token
  // scores (special tokens are left out where the encoder says so), normalised.
  std::vector<float> tokens;
  std::vector<Span> spans;  // Where each token row lies in the text.
  // How much each token counts in `sentence`, above 0; empty where all count alike.
  std::vector<float> token_weights;
  bool truncated = false;  // The text was longer than the encoder takes.
};

// Where concepts are encoded only the sentence vector is wanted.
enum class EncodeDetail { kSentence, kTokens };

// Facts about an encoder that others must agree with.
struct EncoderInfo {
  std::string name;  // "minilm-l6-enfr"
  std::string version;
  std::string
      fingerprint;  // SHA-256 over model, vocabulary and settings: same fingerprint, same vectors.
  std::size_t dimension = 0;
  float token_temperature = 20.0F;  // Sharpness of the softmax in token scores.
  // Templates of a concept's two texts, with {label} and {description}.
  std::string label_template;
  std::string described_template;
  std::vector<std::string> languages;  // BCP-47 tags it was trained for.
};

// Deterministic: a text's vectors do not depend on the batch it is in or on the number of threads.
// Thread-safe.
class OutcomeEncoder {
 public:
  virtual ~OutcomeEncoder() = default;

  [[nodiscard]] virtual const EncoderInfo& info() const = 0;
  // One result a text, in order. Runs on the calling thread; callers run several at once to use
  // more cores. INTERNAL with reason ENCODER_FAILED where the runtime fails.
  [[nodiscard]] virtual core::Result<std::vector<EncodedText>> Encode(
      std::span<const std::string_view> texts, EncodeDetail detail) const = 0;
};

// Opens the encoder that `directory`/encoder.json describes ("kind": "transformer").
// FAILED_PRECONDITION with reason ENCODER_INVALID and the file and field at fault where it cannot
// be used. `concurrency` is the number of callers that should be able to encode at the same time.
core::Result<std::unique_ptr<OutcomeEncoder>> OpenEncoder(const std::filesystem::path& directory,
                                                          std::size_t concurrency);

// The text that stands for a concept: `label_template` or `described_template` filled in.
std::string FillTemplate(std::string_view text_template, std::string_view label,
                         std::string_view description);

}  // namespace crosswalk::text
