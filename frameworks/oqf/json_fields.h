// SPDX-License-Identifier: Apache-2.0
// Takes JSON objects apart by a fixed set of members, reporting everything that is not as it must
// be.
#pragma once

#include "frameworks/core/diagnostics.h"
#include "frameworks/core/framework.h"
#include "frameworks/core/status.h"
#include "frameworks/io/json_document.h"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::oqf {

// Everything wrong with one file. A file with findings is refused as a whole.
class Findings {
 public:
  // `diagnostics` must outlive this.
  Findings(std::string file, core::Diagnostics& diagnostics)
      : file_(std::move(file)), diagnostics_(diagnostics) {}

  // Reports that `value` is wrong, as an error of rule bad-value.
  void Add(const io::JsonValue& value, std::string reason);

  // OK, or INVALID_ARGUMENT (SOURCE_INVALID) with the number of findings and the first of them.
  [[nodiscard]] core::Status ToStatus() const;

 private:
  std::string file_;
  core::Diagnostics& diagnostics_;
  std::size_t count_ = 0;
  std::string first_;
};

// Which languages a text must come in.
enum class Languages {
  kAll,   // English and French.
  kSome,  // At least one of the two.
};

// The members of one object. Each accessor reports a member that is missing or wrong and then
// returns an empty value, so that one pass finds every mistake.
class Fields {
 public:
  // Reports `value` when it is no object. `findings` must outlive this.
  Fields(io::JsonValue value, Findings& findings);

  [[nodiscard]] const io::JsonValue& value() const { return value_; }

  // The member, or nothing; without a report.
  std::optional<io::JsonValue> Optional(std::string_view key);
  // The member; reported when missing.
  std::optional<io::JsonValue> Required(std::string_view key);
  // A string that is not empty.
  std::string Text(std::string_view key);
  // A text in several languages.
  core::LocalizedText Localized(std::string_view key, Languages languages = Languages::kAll);
  // A list of strings in each language, none empty.
  std::map<std::string, std::vector<std::string>> LocalizedLists(std::string_view key);
  // A whole number from `min` to `max`; `min` when wrong.
  int Number(std::string_view key, int min, int max);
  // The same where null is allowed.
  std::optional<int> NumberOrNull(std::string_view key, int min, int max);
  bool Bool(std::string_view key);
  // The elements of an array.
  std::vector<io::JsonValue> Array(std::string_view key);

  // Reports members that no accessor asked for, and members given twice.
  void Finish();

  // `value` as a text in several languages.
  static core::LocalizedText ReadLocalized(io::JsonValue value, Languages languages,
                                           Findings& findings);

 private:
  io::JsonValue value_;
  Findings& findings_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace crosswalk::oqf
