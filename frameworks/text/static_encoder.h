// SPDX-License-Identifier: Apache-2.0
// The static encoder: a text's vector is the sum of its pieces' vectors. It needs no runtime and
// takes microseconds; its vectors lie in the space of the transformer that it was taught by, so
// that concepts encoded by that one serve both.
#pragma once

#include "frameworks/core/status.h"
#include "frameworks/text/encoder.h"

#include <filesystem>
#include <memory>

namespace crosswalk::text {

// Opens the vectors that "static" of `directory`/encoder.json names, with the tokeniser and
// templates of the encoder there. Null where it names none. FAILED_PRECONDITION with reason
// ENCODER_INVALID and the file and field at fault where they cannot be used.
//
// Its name is that of the encoder with "-static" behind it, its fingerprint its own. Sums are of
// whole numbers, so that vectors are the same, bit for bit, on every machine. Pieces that count for
// nothing (special, unknown, function words) are no tokens of its answers; a text of nothing else
// has no tokens, and a sentence vector of zeros.
core::Result<std::unique_ptr<OutcomeEncoder>> OpenStaticEncoder(
    const std::filesystem::path& directory);

}  // namespace crosswalk::text
