// SPDX-License-Identifier: Apache-2.0
// How fast the live index is built and searched.
//   catalogue_bench FOLDER COUNT [INDEX]
// builds the live index of COUNT generated credentials in FOLDER, or takes the one that is there,
// and prints a line a kind of search (query_times.h). Skills are those of the generation in INDEX,
// else invented.
#include "server/catalogue/catalogue_search.h"
#include "tests/catalogue/query_times.h"

#include <chrono>
#include <cstdio>
#include <stdexcept>

namespace crosswalk::catalogue {
namespace {

using Clock = std::chrono::steady_clock;
using MakeQuery = std::function<SearchQuery(QueryDraw&)>;

void Measure(const char* name, const LiveIndex& index, const SkillWorld& world,
             const MakeQuery& make) {
  const auto credentials = static_cast<std::int64_t>(index.freshness().credentials);
  MeasureQueries(name, credentials, world, [&](QueryDraw& draw, const auto& timed) {
    const SearchQuery query = make(draw);
    std::size_t total = 0;
    timed([&] {
      const auto answer = SearchCatalogue(index, world, query);
      if (!answer.ok()) throw std::runtime_error(answer.status().ToString());
      total = answer->total;
    });
    return total;
  });
}

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
  auto opened = LiveIndex::Open(*store, options);
  if (!opened.ok()) {
    std::fprintf(stderr, "%s\n", opened.status().ToString().c_str());
    return 1;
  }
  LiveIndex& index = **opened;
  const bool built = index.freshness().building;
  index.WaitUntilIndexed(0, std::chrono::hours(5));
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  std::fprintf(stderr, "%s %lld credentials in %.2f s (%.0f a second)\n",
               built ? "built" : "opened", static_cast<long long>(count), seconds,
               static_cast<double>(count) / seconds);
  const auto skill_query = [](QueryDraw& draw) {
    SearchQuery query;
    query.skills = {draw.Skill()};
    return query;
  };
  PrintQueryHeader();
  Measure("skill, narrower, facets", index, world, skill_query);
  Measure("group, narrower, facets", index, world, [](QueryDraw& draw) {
    SearchQuery query;
    query.skills = {draw.Group()};
    return query;
  });
  Measure("any of 10 skills, facets", index, world, [](QueryDraw& draw) {
    SearchQuery query;
    for (int i = 0; i < 10; ++i) query.skills.push_back(draw.Skill());
    return query;
  });
  Measure("words, facets", index, world, [](QueryDraw& draw) {
    SearchQuery query;
    query.text = draw.Words();
    return query;
  });
  Measure("skill, filters, facets", index, world, [&](QueryDraw& draw) {
    SearchQuery query = skill_query(draw);
    query.filter.delivery_modes = {registry::DeliveryMode::kOnline};
    query.filter.min_level = 3;
    query.filter.max_hours = 100;
    return query;
  });
  Measure("filters only, facets", index, world, [](QueryDraw& draw) {
    SearchQuery query;
    query.filter.issuers = {draw.Issuer()};
    query.sort = SortOrder::kCost;
    return query;
  });
  Measure("no hits, advice", index, world, [&](QueryDraw& draw) {
    SearchQuery query = skill_query(draw);
    query.filter.regions = {"nowhere"};
    return query;
  });
  std::fprintf(stderr, "%.0f MB resident\n", ResidentMegabytes());
  return 0;
}

}  // namespace
}  // namespace crosswalk::catalogue

int main(int argc, char** argv) { return crosswalk::catalogue::Main(argc, argv); }
