// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/row.h"

#include "frameworks/core/localized_text.h"
#include "frameworks/core/text.h"
#include "server/catalogue/bytes.h"
#include "server/catalogue/terms.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <mutex>
#include <set>
#include <utility>

namespace crosswalk::catalogue {

std::uint32_t TextNumbers::Number(std::string_view text) {
  if (const auto known = Find(text)) return *known;
  const std::unique_lock lock(mutex_);
  const auto [entry, added] =
      numbers_.try_emplace(std::string(text), static_cast<std::uint32_t>(texts_.size()));
  if (added) texts_.emplace_back(text);
  return entry->second;
}

std::optional<std::uint32_t> TextNumbers::Find(std::string_view text) const {
  const std::shared_lock lock(mutex_);
  const auto found = numbers_.find(text);
  if (found == numbers_.end()) return std::nullopt;
  return found->second;
}

std::string TextNumbers::Text(std::uint32_t number) const {
  const std::shared_lock lock(mutex_);
  return number < texts_.size() ? texts_[number] : std::string();
}

std::size_t TextNumbers::size() const {
  const std::shared_lock lock(mutex_);
  return texts_.size();
}

void IssuerTitles::Set(std::uint32_t issuer, registry::TextByLanguage title) {
  const std::unique_lock lock(mutex_);
  if (issuer >= titles_.size()) titles_.resize(issuer + 1);
  titles_[issuer] = std::move(title);
}

registry::TextByLanguage IssuerTitles::Of(std::uint32_t issuer) const {
  const std::shared_lock lock(mutex_);
  return issuer < titles_.size() ? titles_[issuer] : registry::TextByLanguage();
}

int LevelNumber(const registry::CredentialLevel& level) {
  const registry::LevelAssertion* assertion = registry::EffectiveLevelOf(level).assertion;
  return assertion == nullptr ? 0 : std::clamp(assertion->number, 0, 255);
}

std::int32_t DayNumber(std::string_view iso_day) {
  std::int32_t number = 0;
  for (const char c : iso_day) {
    if (c >= '0' && c <= '9') number = number * 10 + (c - '0');
  }
  return number;
}

std::string WriteRow(const registry::Credential& credential, std::size_t words) {
  std::set<std::string> languages;
  for (const std::string& tag : credential.language_codes) languages.insert(TermLanguage(tag));
  std::string language_set;
  for (const std::string& language : languages) {
    language_set.append(language_set.empty() ? "" : " ").append(language);
  }
  ByteWriter bytes;
  bytes.Text(credential.name);
  bytes.Text(core::FoldText(core::PickText(credential.title, "en")));
  bytes.Text(credential.issuer.id);
  bytes.Number(credential.issuer.name.size());
  for (const auto& [language, name] : credential.issuer.name) {
    bytes.Text(language);
    bytes.Text(name);
  }
  bytes.Text(credential.region);
  bytes.Text(language_set);
  bytes.Text(credential.cost ? credential.cost->currency : "");
  bytes.Real(credential.cost ? std::strtod(credential.cost->amount.c_str(), nullptr) : -1);
  bytes.Real(credential.hours.value_or(-1));
  bytes.Signed(credential.publish_time.time_since_epoch().count());
  bytes.Signed(DayNumber(credential.start_date));
  bytes.Signed(DayNumber(credential.registration_deadline));
  bytes.Number(words);
  bytes.Number(static_cast<std::uint64_t>(credential.type));
  bytes.Number(static_cast<std::uint64_t>(credential.delivery_mode));
  bytes.Signed(LevelNumber(credential.level));
  return bytes.Take();
}

RowEntry ReadRow(std::string_view bytes, RowNames& names) {
  ByteReader reader(bytes);
  RowEntry entry;
  Row& row = entry.row;
  entry.texts.name = reader.Text();
  entry.texts.title = reader.Text();
  row.issuer = names.issuers.Number(reader.Text());
  registry::TextByLanguage title;
  for (std::uint64_t count = reader.Number(); count > 0 && reader.ok(); --count) {
    std::string language(reader.Text());
    title.emplace(std::move(language), reader.Text());
  }
  names.issuer_titles.Set(row.issuer, std::move(title));
  row.region = names.regions.Number(reader.Text());
  row.language_set = names.language_sets.Number(reader.Text());
  row.currency = names.currencies.Number(reader.Text());
  row.cost = reader.Real();
  row.hours = static_cast<float>(reader.Real());
  row.publish_time = reader.Signed();
  row.start_date = static_cast<std::int32_t>(reader.Signed());
  row.registration_deadline = static_cast<std::int32_t>(reader.Signed());
  constexpr std::uint64_t most_words = std::numeric_limits<std::uint16_t>::max();
  row.words = static_cast<std::uint16_t>(std::min(reader.Number(), most_words));
  row.type = static_cast<std::uint8_t>(reader.Number());
  row.delivery = static_cast<std::uint8_t>(reader.Number());
  row.level = static_cast<std::uint8_t>(reader.Signed());
  row.live = reader.ok();
  return entry;
}

}  // namespace crosswalk::catalogue
