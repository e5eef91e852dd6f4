// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/skill_match.h"

#include "indexer/schema/terms.h"
#include "server/catalogue/credential_indexer.h"
#include "server/catalogue/terms.h"

#include <algorithm>
#include <array>

namespace crosswalk::catalogue {
namespace {

// What an alignment counts by its source (AlignmentSource; the first is none) and the skill's
// relation. A reviewer's word before the issuer's before the engine's; a narrower skill is part of
// what was asked for, a related one is another.
constexpr std::array<float, 4> kSourceShare = {0.0F, 0.7F, 0.9F, 1.0F};
constexpr std::array<float, 3> kRelationShare = {1.0F, 0.9F, 0.5F};

constexpr Xapian::termcount kConfirmed =
    static_cast<Xapian::termcount>(registry::AlignmentSource::kConfirmed);

}  // namespace

AskedSkill Expand(const std::string& skill, const SearchQuery& query,
                  const SkillExpansion& expansion) {
  AskedSkill asked;
  asked.answers.emplace(skill, SkillRelation::kSame);
  if (query.narrower) {
    for (std::string& narrower : expansion.Narrower(skill)) {
      asked.answers.emplace(std::move(narrower), SkillRelation::kNarrower);
    }
  }
  if (query.related) {
    for (std::string& related : expansion.Related(skill)) {
      asked.answers.emplace(std::move(related), SkillRelation::kRelated);
    }
  }
  return asked;
}

ScoredDocuments TeachingDocuments(const AskedSkill& skill, bool confirmed_only,
                                  Xapian::Database& database, DocumentCollector& collector) {
  for (const auto& [name, relation] : skill.answers) {
    const std::string term = index_schema::BooleanTerm(kSkillPrefix, name);
    const float share = kRelationShare[static_cast<std::size_t>(relation)];
    for (auto posting = database.postlist_begin(term); posting != database.postlist_end(term);
         ++posting) {
      const Xapian::termcount source = std::min(posting.get_wdf(), kConfirmed);
      if (confirmed_only && source < kConfirmed) continue;
      if (collector.Takes(*posting)) collector.Raise(*posting, share * kSourceShare[source]);
    }
  }
  return collector.Take();
}

std::vector<SkillHit> SkillHits(const registry::Credential& credential,
                                const std::vector<AskedSkill>& skills, bool confirmed_only) {
  std::vector<SkillHit> hits;
  for (std::size_t outcome = 0; outcome < credential.outcomes.size(); ++outcome) {
    const auto& alignments = credential.outcomes[outcome].alignments;
    for (std::size_t alignment = 0; alignment < alignments.size(); ++alignment) {
      if (!TeachesConcept(alignments[alignment])) continue;
      if (confirmed_only && alignments[alignment].source != registry::AlignmentSource::kConfirmed) {
        continue;
      }
      for (std::size_t asked = 0; asked < skills.size(); ++asked) {
        const auto answer = skills[asked].answers.find(SkillKey(alignments[alignment]));
        if (answer == skills[asked].answers.end()) continue;
        hits.push_back({asked, outcome, alignment, answer->second});
      }
    }
  }
  return hits;
}

}  // namespace crosswalk::catalogue
