// SPDX-License-Identifier: Apache-2.0
// The static encoder: a text's vector is the sum of its pieces' vectors. It needs no runtime and
// takes microseconds; its vectors lie in the space of the transformer that it was taught by, so
// that concepts encoded by that one serve both.
#pragma once

#include "frameworks/core/status.h"
#include "frameworks/text/encoder.h"
#include "frameworks/text/static_vectors.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

namespace crosswalk::text {

// Its tokens are weighted: EncodedText::token_weights are the lengths of the pieces' vectors, in
// steps that compare within the encoder only.
class StaticEncoder : public OutcomeEncoder {
 public:
  // The ids of the pieces of `text` that count for something, in its order; the same that the rows
  // of EncodedText::tokens stand for.
  [[nodiscard]] virtual std::vector<std::uint32_t> Pieces(std::string_view text) const = 0;
  // By the ids of pieces. Valid as long as *this.
  [[nodiscard]] virtual const StaticVectors& vectors() const = 0;
};

// Opens the vectors that "static" of `directory`/encoder.json names, with the tokeniser and
// templates of the encoder there. Null where it names none. FAILED_PRECONDITION with reason
// ENCODER_INVALID and the file and field at fault where they cannot be used.
//
// Its name is that of the encoder with "-static" behind it, its fingerprint its own. Sums are of
// whole numbers, so that vectors are the same, bit for bit, on every machine. Pieces that count for
// nothing (special, unknown, function words) are no tokens of its answers; a text of nothing else
// has no tokens, and a sentence vector of zeros.
core::Result<std::unique_ptr<StaticEncoder>> OpenStaticEncoder(
    const std::filesystem::path& directory);

}  // namespace crosswalk::text
