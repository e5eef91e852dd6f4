// SPDX-License-Identifier: Apache-2.0
// Counts the values of facets over rows. Private to server/catalogue.
#pragma once

#include "server/catalogue/row.h"
#include "server/catalogue/row_filter.h"
#include "server/catalogue/search_query.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace crosswalk::catalogue {

// Not thread-safe.
class FacetCounter {
 public:
  // For rows whose texts `names` has by now. `currency`: costs in others are not counted.
  FacetCounter(const RowNames& names, std::uint32_t currency);

  // Counts a row that fails the fields of `failing`: where it is none, in all facets; where it is
  // one, in the facet of that field. Inline: every search runs it over thousands of rows.
  void Count(const Row& row, std::uint32_t failing) {
    if (failing == 0) {
      ++issuers_[row.issuer];
      ++types_[row.type & 15U];
      ++deliveries_[row.delivery & 15U];
      ++language_sets_[row.language_set];
      ++regions_[row.region];
      ++levels_[row.level & 15U];
      ++hours_[HoursRange(row)];
      ++costs_[CostRange(row)];
      return;
    }
    if (failing == BitOf(FilterField::kIssuer)) ++issuers_[row.issuer];
    if (failing == BitOf(FilterField::kType)) ++types_[row.type & 15U];
    if (failing == BitOf(FilterField::kDelivery)) ++deliveries_[row.delivery & 15U];
    if (failing == BitOf(FilterField::kLanguage)) ++language_sets_[row.language_set];
    if (failing == BitOf(FilterField::kRegion)) ++regions_[row.region];
    if (failing == BitOf(FilterField::kLevel)) ++levels_[row.level & 15U];
    if (failing == BitOf(FilterField::kHours)) ++hours_[HoursRange(row)];
    if (failing == BitOf(FilterField::kCost)) ++costs_[CostRange(row)];
  }

  [[nodiscard]] Facets Take() const;

 private:
  static constexpr std::size_t kRanges = 6;  // Five, and the last for what is not known.

  static std::size_t HoursRange(const Row& row) {
    if (row.hours < 0) return kRanges - 1;
    return row.hours <= 10    ? 0U
           : row.hours <= 40  ? 1U
           : row.hours <= 120 ? 2U
           : row.hours <= 400 ? 3U
                              : 4U;
  }
  [[nodiscard]] std::size_t CostRange(const Row& row) const {
    if (row.cost < 0 || row.currency != currency_) return kRanges - 1;
    return row.cost <= 0      ? 0U
           : row.cost <= 250  ? 1U
           : row.cost <= 1000 ? 2U
           : row.cost <= 5000 ? 3U
                              : 4U;
  }
  const RowNames& names_;
  std::uint32_t currency_;
  std::vector<std::uint32_t> issuers_;  // These three by number in RowNames.
  std::vector<std::uint32_t> language_sets_;
  std::vector<std::uint32_t> regions_;
  std::array<std::uint32_t, 16> types_{};
  std::array<std::uint32_t, 16> deliveries_{};
  std::array<std::uint32_t, 16> levels_{};
  std::array<std::uint32_t, kRanges> hours_{};
  std::array<std::uint32_t, kRanges> costs_{};
};

}  // namespace crosswalk::catalogue
