// SPDX-License-Identifier: Apache-2.0
// Which tokens of a text a model carries beyond its first layer.
#pragma once

#include "frameworks/core/status.h"
#include "frameworks/text/tokenizer.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

namespace crosswalk::text {

// What encoder.json's "funnel" says.
struct FunnelSettings {
  std::string input;                        // Name of the model's input, int64 [kept tokens].
  std::vector<std::string> dropped_pieces;  // As the vocabulary spells them.
};

// Thread-safe.
class Funnel {
 public:
  // FAILED_PRECONDITION with reason ENCODER_INVALID and the field of `file` at fault where
  // `tokenizer` does not know a piece.
  static core::Result<Funnel> Make(const FunnelSettings& settings, const Tokenizer& tokenizer,
                                   const std::filesystem::path& file);

  // Ascending positions in `ids`, which begin and end with a special token: those two, and each
  // other token that is not dropped. All positions where no other token would be left.
  [[nodiscard]] std::vector<std::int64_t> Keep(std::span<const std::int64_t> ids) const;

 private:
  Funnel() = default;

  std::unordered_set<std::int64_t> dropped_;
};

}  // namespace crosswalk::text
