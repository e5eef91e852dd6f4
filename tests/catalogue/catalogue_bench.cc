// SPDX-License-Identifier: Apache-2.0
// How fast the live index is built and searched.
//   catalogue_bench FOLDER COUNT [INDEX]
// builds the live index of COUNT generated credentials in FOLDER, or takes the one that is there,
// and prints a line a kind of search: name, credentials, mean hits, p50 and p99 in milliseconds, by
// the clock and by the processor's time.
// Skills are those of the generation in INDEX, else invented.
#include "server/catalogue/catalogue_search.h"
#include "tests/catalogue/generated_catalogue.h"

#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <random>
#include <thread>

namespace crosswalk::catalogue {
namespace {

using Clock = std::chrono::steady_clock;

// Of this thread, as if nothing else ran on the machine.
double ProcessorMilliseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

struct Times {
  std::vector<double> all;

  // REQUIRES: not empty, share is 0 to 1.
  double Quantile(double share) {
    std::sort(all.begin(), all.end());
    return all[std::min(all.size() - 1,
                        static_cast<std::size_t>(share * static_cast<double>(all.size())))];
  }
};

double Milliseconds(Clock::duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

// Resident megabytes of this process.
double Resident() {
  std::ifstream file("/proc/self/statm");
  double size = 0;
  double resident = 0;
  file >> size >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

class Bench {
 public:
  Bench(const LiveIndex& index, const SkillWorld& world) : index_(index), world_(world) {}

  void Run(const char* name, const std::function<SearchQuery(Bench&)>& make) {
    constexpr int warm_up = 100;
    constexpr int rounds = 1000;
    Times wall;
    Times processor;
    double hits = 0;
    for (int i = 0; i < warm_up + rounds; ++i) {
      const SearchQuery query = make(*this);
      const auto start = Clock::now();
      const double processor_start = ProcessorMilliseconds();
      const auto answer = SearchCatalogue(index_, world_, query);
      const double busy = ProcessorMilliseconds() - processor_start;
      const auto took = Clock::now() - start;
      if (!answer.ok()) {
        std::printf("%s\n", answer.status().ToString().c_str());
        return;
      }
      if (i < warm_up) continue;
      wall.all.push_back(Milliseconds(took));
      processor.all.push_back(busy);
      hits += static_cast<double>(answer->total) / rounds;
    }
    std::printf(
        "%-28s %9zu %9.0f hits  wall p50 %7.3f p99 %7.3f  processor p50 %7.3f p99 %7.3f ms\n", name,
        index_.freshness().credentials, hits, wall.Quantile(0.5), wall.Quantile(0.99),
        processor.Quantile(0.5), processor.Quantile(0.99));
    std::fflush(stdout);
  }

  double Uniform() { return uniform_(random_); }
  std::string Skill() { return world_.Draw(Uniform()).name; }
  std::string Group() { return world_.DrawGroup(Uniform()).name; }
  std::string Words() { return world_.Draw(Uniform()).label; }

 private:
  const LiveIndex& index_;
  const SkillWorld& world_;
  std::mt19937_64 random_{42};
  std::uniform_real_distribution<double> uniform_;
};

int Main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: catalogue_bench FOLDER COUNT [INDEX]\n");
    return 2;
  }
  const std::int64_t count = std::stoll(argv[2]);
  const SkillWorld world = argc > 3 ? SkillWorld::OfIndex(argv[3]) : SkillWorld::Invented();
  const auto store = GeneratedStore(world, count);
  const auto start = Clock::now();
  LiveIndexOptions options;
  options.directory = argv[1];
  auto index = LiveIndex::Open(*store, options);
  if (!index.ok()) {
    std::fprintf(stderr, "%s\n", index.status().ToString().c_str());
    return 1;
  }
  const bool built = (*index)->freshness().building;
  (*index)->WaitUntilIndexed(0, std::chrono::hours(5));
  const double seconds = Milliseconds(Clock::now() - start) / 1000;
  std::printf("%s %lld credentials in %.2f s (%.0f a second)\n", built ? "built" : "opened",
              static_cast<long long>(count), seconds, static_cast<double>(count) / seconds);
  Bench bench(**index, world);
  const auto skill_query = [](Bench& from) {
    SearchQuery query;
    query.skills = {from.Skill()};
    return query;
  };
  bench.Run("skill, narrower, facets", skill_query);
  bench.Run("group, narrower, facets", [](Bench& from) {
    SearchQuery query;
    query.skills = {from.Group()};
    return query;
  });
  bench.Run("any of 10 skills, facets", [](Bench& from) {
    SearchQuery query;
    for (int i = 0; i < 10; ++i) query.skills.push_back(from.Skill());
    return query;
  });
  bench.Run("words, facets", [](Bench& from) {
    SearchQuery query;
    query.text = from.Words();
    return query;
  });
  bench.Run("skill, filters, facets", [&](Bench& from) {
    SearchQuery query = skill_query(from);
    query.filter.delivery_modes = {registry::DeliveryMode::kOnline};
    query.filter.min_level = 3;
    query.filter.max_hours = 100;
    return query;
  });
  bench.Run("filters only, facets", [](Bench& from) {
    SearchQuery query;
    query.filter.issuers = {"college-" + std::to_string(static_cast<int>(from.Uniform() * 60))};
    query.sort = SortOrder::kCost;
    return query;
  });
  bench.Run("no hits, advice", [&](Bench& from) {
    SearchQuery query = skill_query(from);
    query.filter.regions = {"nowhere"};
    return query;
  });
  std::printf("%.0f MB resident\n", Resident());
  return 0;
}

}  // namespace
}  // namespace crosswalk::catalogue

int main(int argc, char** argv) { return crosswalk::catalogue::Main(argc, argv); }
