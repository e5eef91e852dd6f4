// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/row_filter.h"

#include "frameworks/core/text.h"
#include "server/catalogue/terms.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

namespace crosswalk::catalogue {
namespace {

constexpr std::array<std::string_view, kFilterFields> kNames = {
    "issuers", "types", "delivery_modes", "language_codes", "regions",
    "level",   "hours", "cost",           "start",          "registration_open_on"};

constexpr char kUsualCurrency[] = "CAD";

// The texts of `numbers` that `accept` takes, as a set of their numbers.
template <typename Accept>
std::vector<bool> Matching(const TextNumbers& numbers, Accept accept) {
  std::vector<bool> set(numbers.size());
  for (std::uint32_t number = 1; number < set.size(); ++number) {
    set[number] = accept(numbers.Text(number));
  }
  return set;
}

std::set<std::string> Folded(const std::vector<std::string>& texts) {
  std::set<std::string> folded;
  for (const std::string& text : texts) folded.insert(core::FoldText(text));
  return folded;
}

bool SharesWord(const std::string& set, const std::set<std::string>& words) {
  for (std::size_t begin = 0; begin < set.size();) {
    const std::size_t end = std::min(set.find(' ', begin), set.size());
    if (words.contains(set.substr(begin, end - begin))) return true;
    begin = end + 1;
  }
  return false;
}

template <typename Enum>
std::uint32_t BitsOf(const std::vector<Enum>& values) {
  std::uint32_t bits = 0;
  for (const Enum value : values) bits |= std::uint32_t{1} << static_cast<unsigned>(value);
  return bits;
}

}  // namespace

std::string_view FilterFieldName(FilterField field) {
  return kNames[static_cast<std::size_t>(field)];
}

RowFilter::RowFilter(const SearchFilter& filter, const RowNames& names) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto ask = [this](FilterField field, bool asked) {
    if (asked) asked_ |= BitOf(field);
    return asked;
  };
  if (ask(FilterField::kIssuer, !filter.issuers.empty())) {
    issuers_.resize(names.issuers.size());
    for (const std::string& issuer : filter.issuers) {
      const auto number = names.issuers.Find(issuer);
      if (number && *number < issuers_.size()) issuers_[*number] = true;
    }
  }
  if (ask(FilterField::kLanguage, !filter.languages.empty())) {
    std::set<std::string> languages;
    for (const std::string& tag : filter.languages) languages.insert(TermLanguage(tag));
    language_sets_ = Matching(names.language_sets,
                              [&](const std::string& set) { return SharesWord(set, languages); });
  }
  if (ask(FilterField::kRegion, !filter.regions.empty())) {
    regions_ =
        Matching(names.regions, [folded = Folded(filter.regions)](const std::string& region) {
          return folded.contains(core::FoldText(region));
        });
  }
  ask(FilterField::kType, !filter.types.empty());
  types_ = BitsOf(filter.types);
  ask(FilterField::kDelivery, !filter.delivery_modes.empty());
  deliveries_ = BitsOf(filter.delivery_modes);
  ask(FilterField::kLevel, filter.min_level > 0 || filter.max_level > 0);
  min_level_ = std::max(filter.min_level, 1);
  max_level_ = filter.max_level > 0 ? filter.max_level : std::numeric_limits<int>::max();
  ask(FilterField::kHours, filter.min_hours || filter.max_hours);
  min_hours_ = std::max(filter.min_hours.value_or(0), 0.0);
  max_hours_ = filter.max_hours.value_or(infinity);
  ask(FilterField::kCost, filter.min_cost || filter.max_cost);
  min_cost_ = std::max(filter.min_cost.value_or(0), 0.0);
  max_cost_ = filter.max_cost.value_or(infinity);
  const auto currency =
      names.currencies.Find(filter.currency.empty() ? kUsualCurrency : filter.currency);
  if (currency) currency_ = *currency;
  ask(FilterField::kStart, !filter.start_from.empty() || !filter.start_until.empty());
  start_from_ = std::max(DayNumber(filter.start_from), 1);
  start_until_ = filter.start_until.empty() ? std::numeric_limits<std::int32_t>::max()
                                            : DayNumber(filter.start_until);
  ask(FilterField::kRegistration, !filter.registration_open_on.empty());
  registration_open_on_ = DayNumber(filter.registration_open_on);
}

}  // namespace crosswalk::catalogue
