// SPDX-License-Identifier: Apache-2.0
// From outcomes of a request to mappings of a response: the part that the unary method and the
// stream have in common.
#pragma once

#include "frameworks/core/status.h"
#include "server/mapping/mapper.h"
#include "server/rpc/concept_writer.h"
#include "server/rpc/loaded_generation.h"
#include "server/rpc/request_check.h"

#include "crosswalk/v1/mapping.pb.h"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace crosswalk::rpc {

// Bounds of an outcome, in bytes.
inline constexpr std::size_t kLongestOutcome = 4096;
inline constexpr std::size_t kLongestOutcomeId = 256;
// Bound of a credential's title, in bytes.
inline constexpr std::size_t kLongestTitle = 1024;

// How many of `waiting` outcomes a worker takes at once: few enough that all `workers` have some
// and that others get their turn soon, since an outcome costs the same alone or among others.
std::size_t ChunkSize(std::size_t waiting, std::size_t workers);

// A request's options, checked. Immutable once made.
struct MapPlan {
  mapping::MapOptions options;  // Without `cancelled`.
  LanguageWishes wishes;
  double min_confidence = 0.0;
  v1::EvidenceView evidence_view = v1::EVIDENCE_VIEW_BASIC;
};

// INVALID_ARGUMENT with everything that is wrong under "options"; NOT_FOUND / FRAMEWORK_NOT_FOUND.
core::Result<MapPlan> ReadMapOptions(const v1::MapOptions& options,
                                     std::string_view accept_language,
                                     const std::string& default_language,
                                     const LoadedGeneration& generation);

// Name and version of the encoder that reads the outcomes of `plan`.
const std::string& ModelVersion(const MapPlan& plan, const LoadedGeneration& generation);

// What the outcomes of a request share; notes what is wrong with it under "context".
mapping::MapContext ReadMappingContext(const v1::MappingContext& context, RequestCheck& check);

// What is to be said of the whole answer: ENCODER_NOT_INDEXED.
void AddPlanWarnings(const LoadedGeneration& generation, Warnings& warnings);

// Notes what is wrong with `outcome` under `path`, e.g. "outcomes[2]"; an empty path names the
// fields alone.
void CheckOutcome(const v1::Outcome& outcome, std::string_view path, RequestCheck& check);

// An outcome and where its answer goes.
struct MappingTask {
  const v1::Outcome* outcome = nullptr;
  v1::OutcomeMapping* mapping = nullptr;
};

// Maps each task's outcome. What is wrong with an outcome becomes its error; a status says what
// befell them all, CANCELLED / REQUEST_CANCELLED among it. Thread-safe.
core::Status MapTasks(std::span<const MappingTask> tasks, const MapPlan& plan,
                      const LoadedGeneration& generation, const std::function<bool()>& cancelled);

}  // namespace crosswalk::rpc
