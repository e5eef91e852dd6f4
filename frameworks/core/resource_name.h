// SPDX-License-Identifier: Apache-2.0
// Resource names of the API (https://google.aip.dev/122): frameworks/{framework} and
// frameworks/{framework}/concepts/{concept}.
#pragma once

#include "frameworks/core/concept.h"
#include "frameworks/core/status.h"

#include <string>
#include <string_view>

namespace crosswalk::core {

struct ConceptName {
  std::string framework;
  std::string id;
};

std::string FormatFrameworkName(std::string_view framework);
std::string FormatConceptName(std::string_view framework, std::string_view id);
std::string FormatConceptName(const Concept& node);

// INVALID_ARGUMENT with reason RESOURCE_NAME_INVALID unless `name` has the form
// frameworks/{framework}; returns the framework id. "-" stands for all frameworks (AIP-159).
Result<std::string> ParseFrameworkName(std::string_view name);
// The same for frameworks/{framework}/concepts/{concept}.
Result<ConceptName> ParseConceptName(std::string_view name);

}  // namespace crosswalk::core
