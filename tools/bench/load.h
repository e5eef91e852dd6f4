// SPDX-License-Identifier: Apache-2.0
// Puts a load on a running server and measures how it answers.
#pragma once

#include "frameworks/core/status.h"
#include "tools/bench/latency.h"

#include "crosswalk/v1/mapping.pb.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace crosswalk::bench {

enum class Method {
  kMap,      // MapOutcomes, `outcomes_per_request` each.
  kStream,   // StreamMapOutcomes, one stream a worker.
  kSearch,   // SearchSkills, a whole query each.
  kSuggest,  // SuggestSkills, as if every query were typed key by key.
};

// "map", "stream", "search", "suggest".
std::string MethodName(Method method);

struct LoadOptions {
  std::string server;  // HOST:PORT.
  // Workers, each with a connection of its own and one request at a time (a stream keeps `window`
  // messages unanswered).
  std::size_t concurrency = 1;
  double warm_up_seconds = 2;  // Answers of this time are not counted.
  double seconds = 10;
  std::size_t outcomes_per_request = 1;  // kMap.
  std::size_t outcomes_per_message = 4;  // kStream.
  std::size_t window = 8;                // kStream.
  int max_skills = 10;
  v1::Encoder encoder = v1::ENCODER_UNSPECIFIED;  // kMap and kStream.
  std::vector<std::string> outcomes;              // Not empty; taken in turns.
  std::vector<std::string> queries;               // Not empty; taken in turns.
};

struct LoadResult {
  Method method{};
  double seconds = 0;         // Measured.
  std::int64_t requests = 0;  // Answered well; messages of a stream.
  std::int64_t outcomes = 0;  // In them; 0 for searching.
  LatencySummary latency;     // Of a request; of a message, from its sending to its answer.
  std::map<std::string, std::int64_t> errors;  // Number by code and message.
};

// What answers: both empty if the server does not say.
struct ServerIdentity {
  std::string generation;
  std::string encoder;
};

// Errors: UNAVAILABLE (NO_ANSWER) if no server answers within 5 seconds.
core::Result<ServerIdentity> Identify(const std::string& server);

// Blocks for the warm-up and the measurement.
LoadResult RunLoad(Method method, const LoadOptions& options);

}  // namespace crosswalk::bench
