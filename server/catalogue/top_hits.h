// SPDX-License-Identifier: Apache-2.0
// The first documents of an order, behind a place in it. Private to server/catalogue.
#pragma once

#include "server/catalogue/columns.h"
#include "server/catalogue/page_cursor.h"
#include "server/catalogue/search_query.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace crosswalk::catalogue {

// Not thread-safe.
class TopHits {
 public:
  struct Entry {
    DocumentId id = 0;
    double number = 0;  // As SortKey::number.
    float relevance = 0;
  };

  // Keeps the first `limit` behind `after`; `currency` is the one that costs are compared in.
  TopHits(const Columns& columns, SortOrder order, std::uint32_t currency, std::size_t limit,
          const std::optional<SortKey>& after)
      : columns_(columns), order_(order), currency_(currency), limit_(limit), after_(after) {}

  void Offer(DocumentId id, float relevance);

  // In order. `more` says whether others follow.
  std::vector<Entry> Take(bool& more);
  [[nodiscard]] SortKey KeyOf(const Entry& entry) const;

 private:
  [[nodiscard]] double Number(const Row& row, float relevance) const;
  [[nodiscard]] bool Before(const Entry& a, const Entry& b) const;
  [[nodiscard]] bool IsBehindPlace(const Entry& entry) const;

  const Columns& columns_;
  const SortOrder order_;
  const std::uint32_t currency_;
  const std::size_t limit_;
  const std::optional<SortKey> after_;
  std::vector<Entry> heap_;  // The last in order on top; one more than the limit at most.
};

}  // namespace crosswalk::catalogue
