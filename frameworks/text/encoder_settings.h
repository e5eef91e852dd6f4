// SPDX-License-Identifier: Apache-2.0
// encoder.json: what the files of an encoder's directory are and how they are to be used.
#pragma once

#include "frameworks/core/status.h"
#include "frameworks/text/encoder.h"
#include "frameworks/text/funnel.h"
#include "frameworks/text/tokenizer.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace crosswalk::text {

// What "static" says: where the vectors of static_encoder.h lie.
struct StaticSettings {
  std::filesystem::path file;
  std::string fingerprint;  // SHA-256 over the file, the vocabulary and the settings.
};

struct EncoderSettings {
  EncoderInfo info;
  std::string kind;                       // "transformer".
  std::filesystem::path model;            // OpenVINO IR; its weights lie beside it as .bin.
  std::string ids_input;                  // Names of the model's inputs, int64 [texts, tokens].
  std::optional<std::string> mask_input;  // Absent where the model takes no attention mask.
  std::string output;                     // Name of the output, float [texts, rows, dimension].
  // A row of the output is a token, with a funnel a kept token.
  std::optional<FunnelSettings> funnel;
  std::optional<StaticSettings> static_vectors;
  bool special_tokens_score = false;  // Whether [CLS] and [SEP] take part in token scores.
  TokenizerOptions tokenizer;
};

// Reads `directory`/encoder.json and hashes the files it names into the fingerprints.
// FAILED_PRECONDITION with reason ENCODER_INVALID, the file and the field at fault.
core::Result<EncoderSettings> ReadEncoderSettings(const std::filesystem::path& directory);

}  // namespace crosswalk::text
