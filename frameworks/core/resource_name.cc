// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/resource_name.h"

#include <algorithm>

namespace crosswalk::core {
namespace {

constexpr std::string_view kFrameworks = "frameworks/";
constexpr std::string_view kConcepts = "/concepts/";

bool IsId(std::string_view id) {
  return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  });
}

Status BadName(std::string_view name, std::string_view form) {
  return InvalidArgument(
      "RESOURCE_NAME_INVALID",
      "resource name '" + std::string(name) + "' does not have the form " + std::string(form));
}

}  // namespace

std::string FormatFrameworkName(std::string_view framework) {
  return std::string(kFrameworks).append(framework);
}

std::string FormatConceptName(std::string_view framework, std::string_view id) {
  return FormatFrameworkName(framework).append(kConcepts).append(id);
}

std::string FormatConceptName(const Concept& node) {
  return FormatConceptName(node.framework, node.id);
}

Result<std::string> ParseFrameworkName(std::string_view name) {
  if (!name.starts_with(kFrameworks) || !IsId(name.substr(kFrameworks.size()))) {
    return BadName(name, "frameworks/{framework}");
  }
  return std::string(name.substr(kFrameworks.size()));
}

Result<ConceptName> ParseConceptName(std::string_view name) {
  constexpr std::string_view form = "frameworks/{framework}/concepts/{concept}";
  if (!name.starts_with(kFrameworks)) return BadName(name, form);
  const std::string_view rest = name.substr(kFrameworks.size());
  const std::size_t split = rest.find(kConcepts);
  if (split == std::string_view::npos) return BadName(name, form);
  const std::string_view framework = rest.substr(0, split);
  const std::string_view id = rest.substr(split + kConcepts.size());
  if (!IsId(framework) || !IsId(id)) return BadName(name, form);
  return ConceptName{std::string(framework), std::string(id)};
}

}  // namespace crosswalk::core
