// SPDX-License-Identifier: Apache-2.0
#include "tools/client/format_csv.h"

#include "tools/client/vocabulary.h"

#include <initializer_list>

namespace crosswalk::client {
namespace {

std::string Row(std::initializer_list<std::string_view> cells) {
  std::string row;
  for (std::string_view cell : cells) row.append(CsvCell(cell)).append(",");
  row.pop_back();
  return row + "\r\n";
}

}  // namespace

std::string CsvCell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string cell = "\"";
  for (const char c : text) {
    if (c == '"') cell += '"';
    cell += c;
  }
  return cell + '"';
}

std::string MappingCsvHeader() {
  return Row({"outcome_id", "outcome", "rank", "confidence", "committed", "skill", "skill_uri",
              "evidence", "error"});
}

std::string FormatMappingCsv(const InputOutcome& outcome, const v1::OutcomeMapping& mapping) {
  std::string rows;
  for (const v1::SkillMatch& match : mapping.matches()) {
    std::string evidence;
    for (const v1::TextSpan& span : match.evidence().spans()) {
      if (!evidence.empty()) evidence += "; ";
      evidence += span.text();
    }
    rows += Row({outcome.id, outcome.text, std::to_string(match.rank()),
                 Fixed(match.confidence(), 3), match.committed() ? "true" : "false",
                 match.skill().preferred_label(), match.skill().uri(), evidence, ""});
  }
  if (!rows.empty()) return rows;
  return Row({outcome.id, outcome.text, "", "", "", "", "", "", mapping.error().message()});
}

}  // namespace crosswalk::client
