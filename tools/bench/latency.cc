// SPDX-License-Identifier: Apache-2.0
#include "tools/bench/latency.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>

namespace crosswalk::bench {

LatencySummary Summarize(std::vector<Nanoseconds> latencies) {
  LatencySummary summary;
  if (latencies.empty()) return summary;
  std::sort(latencies.begin(), latencies.end());
  // In whole thousandths, since 0.999 * 1000 is not 999 in floating point.
  const auto at = [&](std::size_t thousandths) {
    const std::size_t rank = (latencies.size() * thousandths + 999) / 1000;
    return latencies[std::max<std::size_t>(rank, 1) - 1];
  };
  summary.mean = std::accumulate(latencies.begin(), latencies.end(), Nanoseconds{}) /
                 static_cast<std::int64_t>(latencies.size());
  summary.p50 = at(500);
  summary.p90 = at(900);
  summary.p99 = at(990);
  summary.p999 = at(999);
  summary.max = latencies.back();
  return summary;
}

}  // namespace crosswalk::bench
