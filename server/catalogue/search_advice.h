// SPDX-License-Identifier: Apache-2.0
// Help for a search without hits: what to give up. Private to server/catalogue.
#pragma once

#include "server/catalogue/row_filter.h"
#include "server/catalogue/scored_documents.h"
#include "server/catalogue/search_query.h"
#include "server/catalogue/snapshot.h"

#include <vector>

namespace crosswalk::catalogue {

struct FailedSearch {
  const Snapshot& snapshot;
  Xapian::Database& database;
  const SearchQuery& query;
  const RowFilter& filter;
  const SkillExpansion& expansion;
  bool without_text = false;                     // Nothing was asked of texts.
  const ScoredDocuments& words;                  // What has any of the words.
  const std::vector<ScoredDocuments>& teaching;  // By asked skill.
};

// What to give up, each by itself, for how many hits; most hits first. Throws Xapian::Error.
std::vector<Advice> Advise(const FailedSearch& search);

}  // namespace crosswalk::catalogue
