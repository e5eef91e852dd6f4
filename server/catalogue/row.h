// SPDX-License-Identifier: Apache-2.0
// What filters, facets and sorting need of a credential. All rows of the index are in memory;
// value slot kRowSlot has them on disk. Private to server/catalogue.
#pragma once

#include "server/registry/credential.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::catalogue {

// Texts by number, in the order in which they came; 0 is the empty text. Numbers never change, so
// that rows of all snapshots share them. Thread-safe.
class TextNumbers {
 public:
  TextNumbers() { Number(""); }

  std::uint32_t Number(std::string_view text);
  [[nodiscard]] std::optional<std::uint32_t> Find(std::string_view text) const;
  [[nodiscard]] std::string Text(std::uint32_t number) const;
  [[nodiscard]] std::size_t size() const;

 private:
  mutable std::shared_mutex mutex_;
  std::deque<std::string> texts_;
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
};

// Names of issuers by their number, as the row read last has them. Thread-safe.
class IssuerTitles {
 public:
  void Set(std::uint32_t issuer, registry::TextByLanguage title);
  [[nodiscard]] registry::TextByLanguage Of(std::uint32_t issuer) const;

 private:
  mutable std::shared_mutex mutex_;
  std::vector<registry::TextByLanguage> titles_;
};

struct RowNames {
  TextNumbers issuers;  // Ids.
  IssuerTitles issuer_titles;
  TextNumbers regions;        // As written.
  TextNumbers language_sets;  // TermLanguage of each language of instruction, sorted, by blanks.
  TextNumbers currencies;     // ISO 4217.
};

struct Row {
  std::int64_t publish_time = 0;  // Microseconds since 1970.
  double cost = -1;               // In `currency`; negative where not known.
  float hours = -1;               // Negative where not known.
  std::int32_t start_date = 0;    // These two: yyyymmdd, 0 where not known.
  std::int32_t registration_deadline = 0;
  std::uint32_t issuer = 0;  // These four: numbers in RowNames.
  std::uint32_t region = 0;
  std::uint32_t language_set = 0;
  std::uint32_t currency = 0;
  std::uint16_t words = 0;    // Of all indexed texts; at most 65,535.
  std::uint8_t type = 0;      // CredentialType.
  std::uint8_t delivery = 0;  // DeliveryMode.
  std::uint8_t level = 0;     // Effective level, 1 to 13; 0 where not known.
  bool live = false;          // Whether the document exists.
};

// What is looked at rarely, for order only.
struct RowTexts {
  std::string name;
  std::string title;  // Folded.
};

struct RowEntry {
  Row row;
  RowTexts texts;
};

// The number of the level that counts; 0 for none.
int LevelNumber(const registry::CredentialLevel& level);

// "2026-11-26" -> 20261126; 0 for an empty text.
std::int32_t DayNumber(std::string_view iso_day);

// The row of a credential as bytes, and back. A damaged row is not live.
std::string WriteRow(const registry::Credential& credential, std::size_t words);
RowEntry ReadRow(std::string_view bytes, RowNames& names);

}  // namespace crosswalk::catalogue
