// SPDX-License-Identifier: Apache-2.0
// What the engine suggests for a credential that somebody writes: skills of its outcomes and a
// level, marked as suggestions with the generation and model that made them.
#pragma once

#include "frameworks/core/status.h"
#include "server/mapping/mapper.h"
#include "server/registry/credential.h"
#include "server/rpc/concept_writer.h"
#include "server/rpc/loaded_generation.h"

#include "crosswalk/v1/credential_service.pb.h"

#include <functional>

namespace crosswalk::rpc {

struct SuggestionOptions {
  v1::SuggestionMode mode = v1::SUGGESTION_MODE_MISSING;
  // Whether a credential without any level gets one although its outcomes have alignments.
  bool level_without_mapping = true;
  // As in mapping::MapOptions.
  std::function<core::Status(std::size_t count, const mapping::Stretch& stretch)> in_stretches;
  std::function<bool()> cancelled;
};

// Drops suggestions of `credential` for texts that are not those of `before` any more; null where
// there was nothing before.
void DropStaleSuggestions(const registry::Credential* before, registry::Credential& credential);

// Whether Suggest would do anything.
bool WantsSuggestions(const registry::Credential& credential, const SuggestionOptions& options);

// Adds suggestions to `credential`, which registry::CheckCredential finds nothing wrong with. What
// the engine cannot do is left out with the warning SUGGESTIONS_UNAVAILABLE; `generation` may be
// null. Errors: CANCELLED / REQUEST_CANCELLED. Thread-safe.
core::Status Suggest(const LoadedGeneration* generation, const SuggestionOptions& options,
                     registry::Credential& credential, Warnings& warnings);

}  // namespace crosswalk::rpc
