// SPDX-License-Identifier: Apache-2.0
// Which fields of a filter a row fails. Private to server/catalogue.
#pragma once

#include "server/catalogue/row.h"
#include "server/catalogue/search_query.h"

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace crosswalk::catalogue {

// The fields of a filter, a bit each.
enum class FilterField : std::uint8_t {
  kIssuer,
  kType,
  kDelivery,
  kLanguage,
  kRegion,
  kLevel,
  kHours,
  kCost,
  kStart,
  kRegistration,
};
inline constexpr unsigned kFilterFields = 10;

constexpr std::uint32_t BitOf(FilterField field) {
  return std::uint32_t{1} << static_cast<unsigned>(field);
}

// The field's name in requests: "issuers", "level", ...
std::string_view FilterFieldName(FilterField field);

// Immutable, thread-safe.
class RowFilter {
 public:
  RowFilter(const SearchFilter& filter, const RowNames& names);

  // A bit for each field that `row` fails; 0 where it passes. Inline: every search runs it over
  // thousands of rows.
  [[nodiscard]] std::uint32_t Failing(const Row& row) const {
    if (asked_ == 0) return 0;
    std::uint32_t failing = 0;
    const auto require = [&](FilterField field, bool passes) {
      if (!passes) failing |= BitOf(field);
    };
    require(FilterField::kIssuer, Has(issuers_, row.issuer));
    require(FilterField::kType, (types_ >> row.type & 1U) != 0);
    require(FilterField::kDelivery, (deliveries_ >> row.delivery & 1U) != 0);
    require(FilterField::kLanguage, Has(language_sets_, row.language_set));
    require(FilterField::kRegion, Has(regions_, row.region));
    require(FilterField::kLevel, row.level >= min_level_ && row.level <= max_level_);
    require(FilterField::kHours, row.hours >= min_hours_ && row.hours <= max_hours_);
    require(FilterField::kCost,
            row.currency == currency_ && row.cost >= min_cost_ && row.cost <= max_cost_);
    require(FilterField::kStart, row.start_date >= start_from_ && row.start_date <= start_until_);
    require(FilterField::kRegistration, row.registration_deadline >= registration_open_on_);
    return failing & asked_;
  }

  // The currency in which costs are compared; a number that no row has where no row has it.
  [[nodiscard]] std::uint32_t currency() const { return currency_; }

 private:
  static bool Has(const std::vector<bool>& set, std::uint32_t number) {
    return number < set.size() && set[number];
  }

  std::uint32_t asked_ = 0;  // Bits of the fields that ask for something.
  std::vector<bool> issuers_;
  std::vector<bool> language_sets_;
  std::vector<bool> regions_;
  std::uint32_t types_ = 0;
  std::uint32_t deliveries_ = 0;
  int min_level_ = 0;
  int max_level_ = 0;
  double min_hours_ = 0;
  double max_hours_ = 0;
  double min_cost_ = 0;
  double max_cost_ = 0;
  std::uint32_t currency_ = std::numeric_limits<std::uint32_t>::max();
  std::int32_t start_from_ = 0;
  std::int32_t start_until_ = 0;
  std::int32_t registration_open_on_ = 0;
};

}  // namespace crosswalk::catalogue
