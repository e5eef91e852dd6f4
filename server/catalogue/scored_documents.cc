// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/scored_documents.h"

#include <algorithm>
#include <bit>

namespace crosswalk::catalogue {
namespace {

template <typename Combine>
ScoredDocuments Merge(const ScoredDocuments& a, const ScoredDocuments& b, Combine combine) {
  ScoredDocuments either;
  either.reserve(a.size() + b.size());
  auto i = a.begin();
  auto j = b.begin();
  while (i != a.end() && j != b.end()) {
    if (i->id < j->id) {
      either.push_back(*i++);
    } else if (j->id < i->id) {
      either.push_back(*j++);
    } else {
      either.push_back({i->id, combine(i->score, j->score)});
      ++i;
      ++j;
    }
  }
  either.insert(either.end(), i, a.end());
  either.insert(either.end(), j, b.end());
  return either;
}

}  // namespace

ScoredDocuments Intersect(const ScoredDocuments& a, const ScoredDocuments& b) {
  ScoredDocuments both;
  both.reserve(std::min(a.size(), b.size()));
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (i->id < j->id) {
      ++i;
    } else if (j->id < i->id) {
      ++j;
    } else {
      both.push_back({i->id, i->score + j->score});
      ++i;
      ++j;
    }
  }
  return both;
}

ScoredDocuments Unite(const ScoredDocuments& a, const ScoredDocuments& b) {
  return Merge(a, b, [](float x, float y) { return x + y; });
}

ScoredDocuments UniteGreatest(const ScoredDocuments& a, const ScoredDocuments& b) {
  return Merge(a, b, [](float x, float y) { return std::max(x, y); });
}

ScoredDocuments DocumentCollector::Take() {
  ScoredDocuments result;
  for (std::size_t at = 0; at < marks_.size(); ++at) {
    for (std::uint64_t word = marks_[at]; word != 0; word &= word - 1) {
      const auto id =
          static_cast<DocumentId>(at * 64 + static_cast<std::size_t>(std::countr_zero(word)));
      result.push_back({id, scores_[id]});
      scores_[id] = 0;
    }
    marks_[at] = 0;
  }
  return result;
}

}  // namespace crosswalk::catalogue
