// SPDX-License-Identifier: Apache-2.0
// Counts the values of facets over rows. Private to server/catalogue.
#pragma once

#include "server/catalogue/columns.h"
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
  // `currency`: costs in others are not counted.
  FacetCounter(const RowNames& names, std::uint32_t currency);

  // Counts a row that fails the fields of `failing`: where it is none, in all facets; where it is
  // one, in the facet of that field. Inline: every search runs it over thousands of rows.
  void Count(DocumentId id, const Row& row, std::uint32_t failing) {
    if (failing == 0) {
      CountIssuer(id, row);
      ++types_[row.type & 15U];
      ++deliveries_[row.delivery & 15U];
      Bump(language_sets_, row.language_set);
      Bump(regions_, row.region);
      ++levels_[row.level & 15U];
      ++hours_[HoursRange(row)];
      ++costs_[CostRange(row)];
      return;
    }
    if (failing == BitOf(FilterField::kIssuer)) CountIssuer(id, row);
    if (failing == BitOf(FilterField::kType)) ++types_[row.type & 15U];
    if (failing == BitOf(FilterField::kDelivery)) ++deliveries_[row.delivery & 15U];
    if (failing == BitOf(FilterField::kLanguage)) Bump(language_sets_, row.language_set);
    if (failing == BitOf(FilterField::kRegion)) Bump(regions_, row.region);
    if (failing == BitOf(FilterField::kLevel)) ++levels_[row.level & 15U];
    if (failing == BitOf(FilterField::kHours)) ++hours_[HoursRange(row)];
    if (failing == BitOf(FilterField::kCost)) ++costs_[CostRange(row)];
  }

  // Without the titles of issuers; `samples` gets a document of each issuer in the answer.
  [[nodiscard]] Facets Take(std::vector<DocumentId>& samples) const;

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
  static void Bump(std::vector<std::uint32_t>& counts, std::uint32_t number) {
    if (number >= counts.size()) counts.resize(number + 1);
    ++counts[number];
  }
  void CountIssuer(DocumentId id, const Row& row) {
    Bump(issuers_, row.issuer);
    if (row.issuer >= issuer_samples_.size()) issuer_samples_.resize(row.issuer + 1);
    issuer_samples_[row.issuer] = id;
  }

  const RowNames& names_;
  std::uint32_t currency_;
  std::vector<std::uint32_t> issuers_;  // These three by number in RowNames.
  std::vector<std::uint32_t> language_sets_;
  std::vector<std::uint32_t> regions_;
  std::vector<DocumentId> issuer_samples_;
  std::array<std::uint32_t, 16> types_{};
  std::array<std::uint32_t, 16> deliveries_{};
  std::array<std::uint32_t, 16> levels_{};
  std::array<std::uint32_t, kRanges> hours_{};
  std::array<std::uint32_t, kRanges> costs_{};
};

}  // namespace crosswalk::catalogue
