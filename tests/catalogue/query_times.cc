// SPDX-License-Identifier: Apache-2.0
#include "tests/catalogue/query_times.h"

#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <vector>

namespace crosswalk::catalogue {
namespace {

using Clock = std::chrono::steady_clock;

// Of this thread, as if nothing else ran on the machine.
double ProcessorMilliseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

// REQUIRES: not empty, share is 0 to 1.
double Quantile(std::vector<double>& times, double share) {
  std::sort(times.begin(), times.end());
  const auto at = static_cast<std::size_t>(share * static_cast<double>(times.size()));
  return times[std::min(times.size() - 1, at)];
}

}  // namespace

void MeasureQueries(const char* name, std::int64_t credentials, const SkillWorld& world,
                    const TimedQuery& query) {
  constexpr int warm_up = 50;
  constexpr std::size_t most_rounds = 1000;
  constexpr std::size_t fewest_rounds = 200;
  constexpr std::chrono::seconds enough{20};
  QueryDraw draw(world);
  std::vector<double> wall;
  std::vector<double> processor;
  double hits = 0;
  const auto begin = Clock::now();
  for (int i = 0; wall.size() < most_rounds; ++i) {
    if (wall.size() >= fewest_rounds && Clock::now() - begin > enough) break;
    double busy = 0;
    double took = 0;
    const std::size_t found = query(draw, [&](const std::function<void()>& work) {
      const auto start = Clock::now();
      const double processor_start = ProcessorMilliseconds();
      work();
      busy = ProcessorMilliseconds() - processor_start;
      took = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    });
    if (i < warm_up) continue;
    wall.push_back(took);
    processor.push_back(busy);
    hits += static_cast<double>(found);
  }
  std::printf("%-26s\t%lld\t%.0f\t%.3f\t%.3f\t%.3f\t%.3f\n", name,
              static_cast<long long>(credentials), hits / static_cast<double>(wall.size()),
              Quantile(wall, 0.5), Quantile(wall, 0.99), Quantile(processor, 0.5),
              Quantile(processor, 0.99));
  std::fflush(stdout);
}

void PrintQueryHeader() {
  std::printf("%-26s\tcredentials\thits\tp50\tp99\tprocessor p50\tprocessor p99\n", "search");
}

double ResidentMegabytes() {
  std::ifstream file("/proc/self/statm");
  double size = 0;
  double resident = 0;
  file >> size >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

}  // namespace crosswalk::catalogue
