// SPDX-License-Identifier: Apache-2.0
// The skills of a query and the documents that teach them. Private to server/catalogue.
#pragma once

#include "server/catalogue/scored_documents.h"
#include "server/catalogue/search_query.h"

#include <xapian.h>

#include <string>
#include <unordered_map>
#include <vector>

namespace crosswalk::catalogue {

// A skill that was asked for, with all that answers to it.
struct AskedSkill {
  std::unordered_map<std::string, SkillRelation> answers;  // Skill -> how it answers.
};

AskedSkill Expand(const std::string& skill, const SearchQuery& query,
                  const SkillExpansion& expansion);

// Documents that teach what answers to `skill`. Scores are 0 to 1: the better the source and the
// closer the skill. `collector` is empty and is left so. Throws Xapian::Error.
ScoredDocuments TeachingDocuments(const AskedSkill& skill, bool confirmed_only,
                                  Xapian::Database& database, DocumentCollector& collector);

// Which outcomes of `credential` teach which of `skills`, by the closest relation of each alignment
// and skill.
std::vector<SkillHit> SkillHits(const registry::Credential& credential,
                                const std::vector<AskedSkill>& skills, bool confirmed_only);

}  // namespace crosswalk::catalogue
