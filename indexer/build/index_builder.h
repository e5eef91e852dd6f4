// SPDX-License-Identifier: Apache-2.0
// Frameworks to a published generation.
#pragma once

#include "frameworks/core/diagnostics.h"
#include "frameworks/core/framework.h"
#include "frameworks/core/status.h"
#include "frameworks/text/encoder.h"
#include "indexer/schema/generation.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::index_builder {

// How far a build has come. Stages, in order: "read", "validate", "index", "encode", "publish".
struct BuildProgress {
  std::string_view stage;
  std::uint64_t done = 0;   // Sources, concepts or texts finished in this stage.
  std::uint64_t total = 0;  // Of how many; 0 where that is not known.
  // Share of the stage's work that is done, 0..1: long texts weigh more than short ones, so that
  // time left can be told from it.
  double fraction = 0.0;
};

struct BuildOptions {
  // Read once each, in this order, which is also the order of frameworks in the generation. Not
  // owned.
  std::vector<core::FrameworkSource*> sources;
  // The index home; created where missing.
  std::filesystem::path home;
  // Makes the concept vectors; nullptr: the generation has none. Not owned.
  const text::OutcomeEncoder* encoder = nullptr;
  // Its files, copied into the generation (a MODEL_CARD.md is not); empty: not copied, so that a
  // server cannot open the encoder. Ignored without an encoder.
  std::filesystem::path encoder_directory;
  std::size_t threads = 0;          // Workers; 0: one a processor.
  std::size_t max_bad_records = 0;  // Errors in the sources that are let pass.
  // Generations that stay in the home, the new one included; at least 1. A server that still has
  // an older one open keeps reading it.
  std::size_t keep = 2;
  std::string builder_version = "unknown";  // For the manifest.
  // Called from one thread at a time, at most some ten times a second and at every stage's end. May
  // be empty.
  std::function<void(const BuildProgress&)> progress;
};

struct BuildReport {
  std::filesystem::path generation;  // Where it was published.
  index_schema::Manifest manifest;
  std::vector<std::pair<std::string, double>> seconds_by_stage;
  std::uint64_t texts_encoded = 0;
  std::uint64_t texts_reused = 0;  // Vectors taken over from earlier generations.
};

// Reads the sources, validates them against each other, writes a generation and makes it the
// current one by one rename(2). Whatever goes wrong or kills the process before that leaves the
// current generation as it was; the next build removes what is left over. Findings go to
// `diagnostics`, also when the build fails. Errors:
//   INVALID_ARGUMENT / SOURCE_REJECTED   more errors in the sources than max_bad_records, or
//                                        nothing to index
//   INVALID_ARGUMENT / FRAMEWORK_CLASH   two sources claim the same framework id
//   FAILED_PRECONDITION / BUILD_RUNNING  another build works in the same home
//   UNAVAILABLE / INDEX_IO               a file cannot be read or written
//   and those of the sources and of the encoder.
core::Result<BuildReport> BuildGeneration(const BuildOptions& options,
                                          core::Diagnostics& diagnostics);

}  // namespace crosswalk::index_builder
