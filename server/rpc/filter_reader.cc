// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/filter_reader.h"

#include "frameworks/core/resource_name.h"

#include <algorithm>

namespace crosswalk::rpc {
namespace {

using Names = google::protobuf::RepeatedPtrField<std::string>;
using Values = google::protobuf::RepeatedField<int>;

template <typename Core>
std::vector<Core> ReadEnum(const Values& values, std::string_view field, bool (*valid)(int),
                           RequestCheck& check) {
  check.LimitCount(field, static_cast<std::size_t>(values.size()), kMostFilterValues);
  std::vector<Core> result;
  for (int i = 0; i < values.size(); ++i) {
    if (values[i] == 0 || !valid(values[i])) {
      check.Add("VALUE_UNKNOWN", FieldPath(field, static_cast<std::size_t>(i)),
                "takes one of the named values, not " + std::to_string(values[i]));
    } else {
      result.push_back(static_cast<Core>(values[i]));
    }
  }
  return result;
}

core::Result<std::vector<search::ConceptOrdinal>> ReadConcepts(const Names& names,
                                                               std::string_view field,
                                                               const LoadedGeneration& generation,
                                                               RequestCheck& check) {
  check.LimitCount(field, static_cast<std::size_t>(names.size()), kMostFilterValues);
  std::vector<search::ConceptOrdinal> result;
  if (!check.ok()) return result;
  for (int i = 0; i < names.size(); ++i) {
    const std::string path = FieldPath(field, static_cast<std::size_t>(i));
    const auto node = ReadConceptName(names[i], path, generation);
    if (node.ok()) {
      result.push_back(*node);
    } else if (node.status().code() == core::StatusCode::kInvalidArgument) {
      check.AddStatus(path, node.status());
    } else {
      return node.status();
    }
  }
  return result;
}

bool HasCollection(const index_schema::Manifest& manifest,
                   const std::vector<std::string>& frameworks, const std::string& id) {
  for (const index_schema::FrameworkSummary& summary : manifest.frameworks) {
    const bool searched = frameworks.empty() || std::find(frameworks.begin(), frameworks.end(),
                                                          summary.framework.id) != frameworks.end();
    if (searched && std::any_of(summary.collections.begin(), summary.collections.end(),
                                [&](const core::Collection& c) { return c.id == id; })) {
      return true;
    }
  }
  return false;
}

}  // namespace

core::Result<const index_schema::FrameworkSummary*> RequireFramework(
    const std::string& id, const LoadedGeneration& generation) {
  const index_schema::FrameworkSummary* summary = generation.FindFramework(id);
  if (summary == nullptr) {
    return core::NotFound("FRAMEWORK_NOT_FOUND", "the index has no framework '" + id + "'")
        .WithMetadata("framework", id);
  }
  return summary;
}

core::Result<std::vector<std::string>> ReadFrameworks(const Names& names, std::string_view field,
                                                      const LoadedGeneration& generation,
                                                      RequestCheck& check) {
  check.LimitCount(field, static_cast<std::size_t>(names.size()), kMostFilterValues);
  std::vector<std::string> result;
  if (!check.ok()) return result;
  bool all = false;
  for (int i = 0; i < names.size(); ++i) {
    check.LimitText(FieldPath(field, static_cast<std::size_t>(i)), names[i], kLongestName);
    if (!check.ok()) break;
    const auto id = core::ParseFrameworkName(names[i]);
    if (!id.ok()) {
      check.AddStatus(FieldPath(field, static_cast<std::size_t>(i)), id.status());
    } else if (*id == "-") {
      all = true;
    } else {
      const auto summary = RequireFramework(*id, generation);
      if (!summary.ok()) return summary.status();
      result.push_back(*id);
    }
  }
  if (all) result.clear();
  return result;
}

core::Result<search::ConceptOrdinal> ReadConceptName(const std::string& name,
                                                     std::string_view field,
                                                     const LoadedGeneration& generation) {
  if (name.size() > kLongestName) {
    RequestCheck check;
    check.LimitText(field, name, kLongestName);
    return check.ToStatus();
  }
  const auto parsed = core::ParseConceptName(name);
  if (!parsed.ok()) {
    core::Status status = parsed.status();
    return status.WithFieldViolation(std::string(field), status.message());
  }
  const auto summary = RequireFramework(parsed->framework, generation);
  if (!summary.ok()) return summary.status();
  auto node = generation.snapshot().FindByName(parsed->framework, parsed->id);
  if (!node.ok() && node.status().code() == core::StatusCode::kNotFound) {
    return core::NotFound("CONCEPT_NOT_FOUND", "the index has no concept '" + name + "'")
        .WithMetadata("name", name);
  }
  return node;
}

std::vector<core::SkillType> ReadSkillTypes(const Values& values, std::string_view field,
                                            RequestCheck& check) {
  return ReadEnum<core::SkillType>(values, field, v1::SkillType_IsValid, check);
}

v1::ConceptView ReadView(v1::ConceptView view, v1::ConceptView standard, RequestCheck& check) {
  if (!v1::ConceptView_IsValid(view)) {
    check.Add("VALUE_UNKNOWN", "view", "takes one of the named values");
  }
  return view == v1::CONCEPT_VIEW_UNSPECIFIED ? standard : view;
}

core::Result<search::ConceptFilter> ReadFilter(const v1::ConceptFilter& filter,
                                               const LoadedGeneration& generation,
                                               RequestCheck& check) {
  search::ConceptFilter result;
  result.types =
      ReadEnum<core::ConceptType>(filter.types(), "filter.types", v1::ConceptType_IsValid, check);
  result.skill_types = ReadSkillTypes(filter.skill_types(), "filter.skill_types", check);
  result.reuse_levels = ReadEnum<core::ReuseLevel>(filter.reuse_levels(), "filter.reuse_levels",
                                                   v1::ReuseLevel_IsValid, check);
  auto frameworks = ReadFrameworks(filter.frameworks(), "filter.frameworks", generation, check);
  if (!frameworks.ok()) return frameworks.status();
  result.frameworks = *std::move(frameworks);

  check.LimitCount("filter.collections", static_cast<std::size_t>(filter.collections_size()),
                   kMostFilterValues);
  if (check.ok()) {
    for (int i = 0; i < filter.collections_size(); ++i) {
      const std::string& id = filter.collections(i);
      if (!HasCollection(generation.manifest(), result.frameworks, id)) {
        check.Add("UNKNOWN_COLLECTION",
                  FieldPath("filter.collections", static_cast<std::size_t>(i)),
                  "takes the id of a collection that GetFramework lists");
      }
      result.collections.push_back(id);
    }
  }
  auto groups = ReadConcepts(filter.groups(), "filter.groups", generation, check);
  if (!groups.ok()) return groups.status();
  result.within = *std::move(groups);
  auto occupations = ReadConcepts(filter.occupations(), "filter.occupations", generation, check);
  if (!occupations.ok()) return occupations.status();
  result.occupations = *std::move(occupations);
  if (!v1::SkillNeed_IsValid(filter.skill_need())) {
    check.Add("VALUE_UNKNOWN", "filter.skill_need", "takes one of the named values");
  }
  result.essential_only = filter.skill_need() == v1::SKILL_NEED_ESSENTIAL;
  return result;
}

}  // namespace crosswalk::rpc
