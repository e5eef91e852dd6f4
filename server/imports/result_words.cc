// SPDX-License-Identifier: Apache-2.0
#include "server/imports/result_words.h"

#include <initializer_list>
#include <map>
#include <string_view>
#include <utility>

namespace crosswalk::imports {
namespace {

// Appends "key text" to a list of such.
void Append(std::string_view key, const std::string& text, std::string_view mark,
            std::string& words) {
  if (text.empty()) return;
  if (!words.empty()) words += mark;
  words += key;
  if (!key.empty()) words += ' ';
  words += text;
}

// Several properties in one piece of text: "Mastered, level 4, points 10".
std::string Properties(JsonMembers& members, std::initializer_list<std::string_view> plain,
                       std::initializer_list<std::string_view> named) {
  std::string words;
  for (const std::string_view key : plain) Append("", members.TakeText(key), ": ", words);
  for (const std::string_view key : named) Append(key, members.TakeText(key), ", ", words);
  return words;
}

}  // namespace

std::string DescribeResult(const io::JsonValue& value, const std::string& path,
                           JsonFindings& findings) {
  JsonMembers result(value, path, findings);
  result.Skip("type");
  const std::string name = result.TakeText("name");
  std::string words;
  Append("resultType", result.TakeText("resultType"), "; ", words);
  std::string allowed;
  for (const auto& [one, at] : result.TakeList("allowedValue")) {
    Append("", std::string(one.text()), ", ", allowed);
  }
  Append("allowedValue", allowed, "; ", words);
  for (const std::string_view key : {"requiredValue", "valueMin", "valueMax"}) {
    Append(key, result.TakeText(key), "; ", words);
  }
  std::map<std::string, std::string> name_by_id;
  for (const auto& [one, at] : result.TakeList("rubricCriterionLevel")) {
    JsonMembers level(one, at, findings);
    level.Skip("type");
    const std::string id = level.TakeText("id");  // Only to be referred to below.
    if (const auto title = one.Find("name")) name_by_id[id] = std::string(title->text());
    Append("rubricCriterionLevel", Properties(level, {"name", "description"}, {"level", "points"}),
           "; ", words);
    level.ReportRest();
  }
  if (const std::string required = result.TakeText("requiredLevel"); !required.empty()) {
    const auto level = name_by_id.find(required);
    if (level != name_by_id.end()) {
      Append("requiredLevel", level->second, "; ", words);
    } else {
      result.NotHeld("requiredLevel");
    }
  }
  result.ReportRest();
  if (name.empty() || words.empty()) return name + words;
  return name + ": " + words;
}

std::string DescribeRubric(const io::JsonValue& value, const std::string& path,
                           JsonFindings& findings) {
  JsonMembers rubric(value, path, findings);
  std::string lines = Properties(rubric, {"title", "description"}, {});
  for (const auto& [one, at] : rubric.TakeList("CFRubricCriteria")) {
    JsonMembers criterion(one, at, findings);
    std::string words = Properties(criterion, {"category", "description"}, {"weight"});
    for (const auto& [step, step_at] : criterion.TakeList("CFRubricCriterionLevels")) {
      JsonMembers level(step, step_at, findings);
      Append("", Properties(level, {"quality", "description"}, {"score", "feedback"}), "; ", words);
      level.ReportRest();
    }
    criterion.ReportRest();
    Append("", words, "\n", lines);
  }
  rubric.ReportRest();
  return lines;
}

}  // namespace crosswalk::imports
