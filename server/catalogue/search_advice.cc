// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/search_advice.h"

#include "server/catalogue/skill_match.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <utility>

namespace crosswalk::catalogue {
namespace {

// Broader skills that are tried for one that was asked for.
constexpr std::size_t kMostBroader = 4;
// Skills that are looked at one by one; requests have far fewer.
constexpr std::size_t kMostSkills = 40;

// What a document lacks: bits of RowFilter, then text, then skills (all of them, or each).
constexpr unsigned kTextBit = kFilterFields;
constexpr unsigned kSkillBit = kFilterFields + 1;

using Lacks = std::vector<std::uint64_t>;  // By document.

void Clear(Lacks& lacks, const ScoredDocuments& having, unsigned bit) {
  for (const ScoredDocument& document : having) lacks[document.id] &= ~(std::uint64_t{1} << bit);
}

// Documents whose only lack is `bit`.
std::size_t CountOnly(const FailedSearch& search, const Lacks& lacks, unsigned bit) {
  std::size_t count = 0;
  for (DocumentId id = 0; id < lacks.size(); ++id) {
    if (search.snapshot.columns().row(id).live && lacks[id] == std::uint64_t{1} << bit) ++count;
  }
  return count;
}

// Documents that lack nothing but `bit`, which `having` do have.
std::size_t CountWith(const FailedSearch& search, const Lacks& lacks, const ScoredDocuments& having,
                      unsigned bit) {
  return static_cast<std::size_t>(
      std::count_if(having.begin(), having.end(), [&](const ScoredDocument& document) {
        return search.snapshot.columns().row(document.id).live &&
               (lacks[document.id] & ~(std::uint64_t{1} << bit)) == 0;
      }));
}

Lacks WhatIsLacking(const FailedSearch& search) {
  std::uint64_t nothing = search.without_text ? 0 : std::uint64_t{1} << kTextBit;
  const std::size_t skills = std::min(search.teaching.size(), kMostSkills);
  const std::size_t bits = search.query.all_skills ? skills : std::min<std::size_t>(skills, 1);
  for (std::size_t i = 0; i < bits; ++i) nothing |= std::uint64_t{1} << (kSkillBit + i);
  Lacks lacks(search.snapshot.columns().end(), nothing);
  for (DocumentId id = 0; id < lacks.size(); ++id) {
    lacks[id] |= search.filter.Failing(search.snapshot.columns().row(id));
  }
  Clear(lacks, search.words, kTextBit);
  for (std::size_t i = 0; i < skills; ++i) {
    const auto bit = static_cast<unsigned>(kSkillBit + (search.query.all_skills ? i : 0));
    Clear(lacks, search.teaching[i], bit);
  }
  return lacks;
}

}  // namespace

std::vector<Advice> Advise(const FailedSearch& search) {
  const Lacks lacks = WhatIsLacking(search);
  std::vector<Advice> advice;
  const auto add = [&](Advice::Kind kind, std::string subject, std::string replacement,
                       std::size_t count) {
    if (count > 0) advice.push_back({kind, std::move(subject), std::move(replacement), count});
  };
  for (unsigned field = 0; field < kFilterFields; ++field) {
    add(Advice::Kind::kDropFilter, std::string(FilterFieldName(static_cast<FilterField>(field))),
        "", CountOnly(search, lacks, field));
  }
  if (!search.without_text) {
    add(Advice::Kind::kDropText, "", "", CountOnly(search, lacks, kTextBit));
  }
  DocumentCollector collector(lacks.size());
  const std::size_t skills = std::min(search.teaching.size(), kMostSkills);
  for (std::size_t i = 0; i < skills; ++i) {
    const bool each = search.query.all_skills && skills > 1;
    const auto bit = static_cast<unsigned>(kSkillBit + (each ? i : 0));
    const std::string& skill = search.query.skills[i];
    if (each || i == 0) {
      add(Advice::Kind::kDropSkill, each || skills == 1 ? skill : "", "",
          CountOnly(search, lacks, bit));
    }
    std::vector<std::string> broader = search.expansion.Broader(skill);
    if (broader.size() > kMostBroader) broader.resize(kMostBroader);
    for (const std::string& name : broader) {
      const ScoredDocuments having =
          TeachingDocuments(Expand(name, search.query, search.expansion),
                            search.query.confirmed_only, search.database, collector);
      add(Advice::Kind::kBroaderSkill, skill, name, CountWith(search, lacks, having, bit));
    }
  }
  std::stable_sort(advice.begin(), advice.end(),
                   [](const Advice& a, const Advice& b) { return a.count > b.count; });
  return advice;
}

}  // namespace crosswalk::catalogue
