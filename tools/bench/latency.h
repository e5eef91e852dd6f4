// SPDX-License-Identifier: Apache-2.0
// Latencies of many requests, summed up.
#pragma once

#include <chrono>
#include <vector>

namespace crosswalk::bench {

using Nanoseconds = std::chrono::nanoseconds;

// Percentiles are by nearest rank: the least value that at least that share of all reach or stay
// below, so that each is a latency that was measured. All 0 if there are none.
struct LatencySummary {
  Nanoseconds mean{};
  Nanoseconds p50{};
  Nanoseconds p90{};
  Nanoseconds p99{};
  Nanoseconds p999{};
  Nanoseconds max{};
};

LatencySummary Summarize(std::vector<Nanoseconds> latencies);

}  // namespace crosswalk::bench
