// SPDX-License-Identifier: Apache-2.0
#include "server/imports/problem_reasons.h"

#include <array>
#include <string_view>

namespace crosswalk::imports {
namespace {

struct Rule {
  std::string_view mark;  // Found in the description, or at the end of the field.
  const char* reason;
};

// What kind of mistake, where the description alone tells; else what kind of field.
constexpr std::array<Rule, 7> kByDescription = {{
    {" bytes", "TEXT_TOO_LONG"},
    {" entries", "TOO_MANY_ITEMS"},
    {"must be UTF-8", "TEXT_ENCODING_INVALID"},
    {"BCP-47", "LANGUAGE_INVALID"},
    {"NUL character", "TEXT_ENCODING_INVALID"},
    {"must not be empty", "FIELD_REQUIRED"},
    {"needs a ", "FIELD_REQUIRED"},
}};
constexpr std::array<Rule, 16> kByField = {{
    {"url", "ADDRESS_INVALID"},
    {"_date", "DATE_INVALID"},
    {"registration_deadline", "DATE_INVALID"},
    {"expiry.date", "DATE_INVALID"},
    {"cost.amount", "COST_INVALID"},
    {"cost.currency", "COST_INVALID"},
    {"hours", "VALUE_OUT_OF_RANGE"},
    {"credits", "VALUE_OUT_OF_RANGE"},
    {"confidence", "VALUE_OUT_OF_RANGE"},
    {"probability", "VALUE_OUT_OF_RANGE"},
    {"months", "VALUE_OUT_OF_RANGE"},
    {"number", "VALUE_OUT_OF_RANGE"},
    {"concept_name", "RESOURCE_NAME_INVALID"},
    {"qualification", "RESOURCE_NAME_INVALID"},
    {"credential", "RESOURCE_NAME_INVALID"},
    {"id", "ID_INVALID"},
}};

}  // namespace

std::string ReasonOf(const core::FieldViolation& violation) {
  for (const Rule& rule : kByDescription) {
    if (violation.description.find(rule.mark) != std::string::npos) return rule.reason;
  }
  for (const Rule& rule : kByField) {
    if (violation.field.ends_with(rule.mark)) return rule.reason;
  }
  return "CREDENTIAL_INVALID";
}

}  // namespace crosswalk::imports
