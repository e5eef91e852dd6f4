// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/facet_counter.h"

#include <algorithm>
#include <string_view>

namespace crosswalk::catalogue {
namespace {

constexpr std::array<std::string_view, 5> kHours = {"0-10", "10-40", "40-120", "120-400", "400-"};
constexpr std::array<std::string_view, 5> kCosts = {"0-0", "0-250", "250-1000", "1000-5000",
                                                    "5000-"};

using Counts = std::map<std::string, std::size_t>;

// Most frequent first.
std::vector<FacetValue> Ranked(const Counts& counts) {
  std::vector<FacetValue> values;
  for (const auto& [value, count] : counts) {
    if (!value.empty() && count > 0) values.push_back({value, count, {}});
  }
  std::stable_sort(values.begin(), values.end(),
                   [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
  if (values.size() > kMostFacetValues) values.resize(kMostFacetValues);
  return values;
}

std::vector<FacetValue> Ranked(const std::vector<std::uint32_t>& counts,
                               const TextNumbers& numbers) {
  Counts by_text;
  for (std::uint32_t number = 1; number < counts.size(); ++number) {
    if (counts[number] > 0) by_text[numbers.Text(number)] += counts[number];
  }
  return Ranked(by_text);
}

template <typename Enum, typename Array>
std::vector<FacetValue> RankedWords(const Array& counts) {
  Counts by_word;
  for (const auto& entry : registry::Words<Enum>()) {
    by_word[std::string(entry.word)] = counts[static_cast<std::size_t>(entry.value)];
  }
  return Ranked(by_word);
}

template <typename Array, typename Names>
std::vector<FacetValue> InOrder(const Array& counts, const Names& names) {
  std::vector<FacetValue> values;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (counts[i] > 0) values.push_back({std::string(names[i]), counts[i], {}});
  }
  return values;
}

}  // namespace

FacetCounter::FacetCounter(const RowNames& names, std::uint32_t currency)
    : names_(names),
      currency_(currency),
      issuers_(names.issuers.size()),
      language_sets_(names.language_sets.size()),
      regions_(names.regions.size()) {}

Facets FacetCounter::Take() const {
  Facets facets;
  facets.issuers = Ranked(issuers_, names_.issuers);
  for (FacetValue& issuer : facets.issuers) {
    issuer.title = names_.issuer_titles.Of(names_.issuers.Find(issuer.value).value_or(0));
  }
  facets.types = RankedWords<registry::CredentialType>(types_);
  facets.delivery_modes = RankedWords<registry::DeliveryMode>(deliveries_);
  Counts languages;
  for (std::uint32_t number = 1; number < language_sets_.size(); ++number) {
    const std::string set = names_.language_sets.Text(number);
    for (std::size_t begin = 0; begin < set.size();) {
      const std::size_t end = std::min(set.find(' ', begin), set.size());
      languages[set.substr(begin, end - begin)] += language_sets_[number];
      begin = end + 1;
    }
  }
  facets.languages = Ranked(languages);
  facets.regions = Ranked(regions_, names_.regions);
  for (std::size_t level = 1; level < levels_.size(); ++level) {
    if (levels_[level] > 0) facets.levels.push_back({std::to_string(level), levels_[level], {}});
  }
  facets.hours = InOrder(hours_, kHours);
  facets.costs = InOrder(costs_, kCosts);
  return facets;
}

}  // namespace crosswalk::catalogue
