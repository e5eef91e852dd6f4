// SPDX-License-Identifier: Apache-2.0
// Measures kinds of search over one catalogue, the same queries for whatever answers them.
#pragma once

#include "tests/catalogue/generated_catalogue.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <string>

namespace crosswalk::catalogue {

// What queries ask for, drawn as credentials draw theirs; the same sequence for the same kind.
class QueryDraw {
 public:
  explicit QueryDraw(const SkillWorld& world) : world_(world) {}

  double Uniform() { return uniform_(random_); }
  std::string Skill() { return world_.Draw(Uniform()).name; }
  std::string Group() { return world_.DrawGroup(Uniform()).name; }
  std::string Words() { return world_.Draw(Uniform()).label; }
  std::string Issuer() { return "college-" + std::to_string(static_cast<int>(Uniform() * 60)); }

 private:
  const SkillWorld& world_;
  std::mt19937_64 random_{42};
  std::uniform_real_distribution<double> uniform_;
};

// Makes one query and says how many it finds in all. Only what it hands to `timed` counts as time.
using TimedQuery = std::function<std::size_t(
    QueryDraw& draw, const std::function<void(std::function<void()>)>& timed)>;

// Runs the kind of search, after 50 times unmeasured, 1,000 times, or 200 where that takes more
// than 20 s, and prints a line, tab-separated: name, credentials, mean hits, then p50 and p99 by
// the clock and by the processor's time, milliseconds.
void MeasureQueries(const char* name, std::int64_t credentials, const SkillWorld& world,
                    const TimedQuery& query);

// The line above those.
void PrintQueryHeader();

// Resident megabytes of this process.
double ResidentMegabytes();

}  // namespace crosswalk::catalogue
