// SPDX-License-Identifier: Apache-2.0
#include "tools/eval/evaluation_set.h"

#include <rapidjson/document.h>

#include <fstream>
#include <sstream>
#include <utility>

namespace crosswalk::eval {
namespace {

// What is wrong with the line; empty where `example` was read.
std::string ReadJsonLine(const std::string& line, Example& example) {
  rapidjson::Document document;
  document.Parse(line.data(), line.size());
  if (document.HasParseError() || !document.IsObject()) return "not a JSON object";
  const auto text = document.FindMember("text");
  if (text == document.MemberEnd() || !text->value.IsString()) return "\"text\" is not a string";
  const auto skills = document.FindMember("skills");
  if (skills == document.MemberEnd() || !skills->value.IsArray()) {
    return "\"skills\" is not an array";
  }
  example.text.assign(text->value.GetString(), text->value.GetStringLength());
  for (const auto& skill : skills->value.GetArray()) {
    if (!skill.IsString()) return "\"skills\" holds something that is not a string";
    example.gold.insert(skill.GetString());
  }
  return {};
}

std::string ReadTabbedLine(const std::string& line, Example& example) {
  std::istringstream columns(line);
  std::string uri;
  std::string level;
  if (!std::getline(columns, uri, '\t') || !std::getline(columns, level, '\t') ||
      !std::getline(columns, example.text, '\t')) {
    return "needs the columns uri, level and outcome";
  }
  if (!uri.empty()) example.gold.insert(uri);
  for (std::string further; columns >> further;) example.gold.insert(further);
  return {};
}

}  // namespace

core::Result<EvaluationSet> ReadEvaluationSet(const std::filesystem::path& file) {
  std::ifstream input(file);
  if (!input) return core::NotFound("EVALUATION_SET_MISSING", file.string() + ": cannot be read");
  EvaluationSet set;
  set.name = file.stem().string();
  const bool tabbed = file.extension() == ".tsv";
  std::size_t number = 0;
  for (std::string line; std::getline(input, line);) {
    ++number;
    if (line.empty()) continue;
    Example example;
    example.place = set.examples.size();
    const std::string fault = tabbed ? ReadTabbedLine(line, example) : ReadJsonLine(line, example);
    if (!fault.empty()) {
      return core::InvalidArgument(
          "EVALUATION_SET_INVALID",
          file.string() + ", line " + std::to_string(number) + ": " + fault);
    }
    set.examples.push_back(std::move(example));
  }
  if (set.examples.empty()) {
    return core::InvalidArgument("EVALUATION_SET_INVALID", file.string() + ": holds no examples");
  }
  return set;
}

core::Status KeepFold(const Fold& fold, EvaluationSet& set) {
  std::erase_if(set.examples, [&fold](const Example& example) {
    return example.place % fold.folds != fold.rest;
  });
  if (!set.examples.empty()) return {};
  return core::InvalidArgument("EVALUATION_SET_INVALID", set.name + ": has no example in fold " +
                                                             std::to_string(fold.rest) + " of " +
                                                             std::to_string(fold.folds));
}

}  // namespace crosswalk::eval
