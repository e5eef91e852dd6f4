// SPDX-License-Identifier: Apache-2.0
// How long pathways, gaps and dead ends take in a large catalogue.
//   pathways_bench COUNT INDEX
// puts COUNT generated credentials into a graph in memory and asks from random ones; prints a line
// for each kind of question: median and 99th percentile in milliseconds by the clock. Skills are
// those of the generation in INDEX.
#include "frameworks/core/resource_name.h"
#include "server/pathways/dead_ends.h"
#include "server/pathways/gap.h"
#include "server/pathways/memory_credential_graph.h"
#include "server/pathways/pathway_search.h"
#include "server/pathways/skill_graph_loader.h"
#include "server/search/concept_names.h"
#include "tests/catalogue/generated_catalogue.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <random>
#include <stdexcept>

namespace crosswalk::pathways {
namespace {

using Clock = std::chrono::steady_clock;

template <typename Value>
Value Required(core::Result<Value> result) {
  if (!result.ok()) throw std::runtime_error(result.status().ToString());
  return *std::move(result);
}

void Measure(const char* name, int rounds, const std::function<void(int)>& ask) {
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {
    const auto start = Clock::now();
    ask(i);
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  std::sort(times.begin(), times.end());
  std::printf("%-36s p50 %8.2f p99 %8.2f ms\n", name, times[times.size() / 2],
              times[times.size() * 99 / 100]);
  std::fflush(stdout);
}

int Main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: pathways_bench COUNT INDEX\n");
    return 2;
  }
  const std::uint64_t count = std::stoull(argv[1]);
  const auto world = catalogue::SkillWorld::OfIndex(argv[2]);
  search::SnapshotOptions options;
  options.open_encoder = false;
  const auto snapshot = Required(search::IndexSnapshot::Open(argv[2], options));
  SkillNames names;
  const auto skills =
      Required(LoadSkillGraph(*snapshot, Required(search::ReadConceptNames(*snapshot)), names));
  MemoryCredentialGraph graph;
  std::vector<std::string> all;
  for (std::uint64_t i = 0; i < count; ++i) {
    auto credential = catalogue::GeneratedCredential(world, i);
    all.push_back(credential.name);
    graph.Put(NodeOf(credential, names));
  }
  std::mt19937 random(11);
  const auto draw = [&] { return graph.Find(all[random() % all.size()]); };
  const auto occupation = [&] {
    for (;;) {
      const auto node = static_cast<search::ConceptOrdinal>(random() % snapshot->concept_count());
      if (snapshot->facts(node).type != core::ConceptType::kOccupation) continue;
      return names.Intern(core::FormatConceptName(Required(snapshot->Load(node))));
    }
  };

  Measure("pathways from one credential", 300,
          [&](int) { Required(FindPathways({draw()}, graph, *skills, {})); });
  Measure("pathways from five", 100, [&](int) {
    Required(FindPathways({draw(), draw(), draw(), draw(), draw()}, graph, *skills, {}));
  });
  Measure("gap to an occupation, closed by five", 300, [&](int) {
    Required(
        AnalyzeGap({draw()}, {}, TargetOfOccupation(occupation(), *skills), graph, *skills, {}));
  });
  Measure("dead ends of an issuer", 20, [&](int i) {
    Required(ReportDeadEnds("college-" + std::to_string(i), graph, *skills, {}));
  });
  return 0;
}

}  // namespace
}  // namespace crosswalk::pathways

int main(int argc, char** argv) { return crosswalk::pathways::Main(argc, argv); }
