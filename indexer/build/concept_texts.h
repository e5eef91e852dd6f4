// SPDX-License-Identifier: Apache-2.0
// The texts of a concept that encoders see. Private to this module.
#pragma once

#include "frameworks/core/concept.h"
#include "frameworks/text/encoder.h"

#include <optional>
#include <string>
#include <vector>

namespace crosswalk::index_builder {

// The languages to look for texts in, best first.
std::vector<std::string> EncodedLanguages(const text::EncoderInfo& encoder);

struct ConceptTexts {
  std::string label;
  std::optional<std::string> described;  // None without a description.
  std::vector<std::string> alternatives;
};

// By the encoder's templates, in the first of `languages` that the concept has labels in. None for
// concepts that are neither skill nor qualification, or have no label in any of them.
std::optional<ConceptTexts> TextsOf(const core::Concept& node, const text::EncoderInfo& encoder,
                                    const std::vector<std::string>& languages);

}  // namespace crosswalk::index_builder
