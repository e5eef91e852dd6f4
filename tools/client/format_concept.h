// SPDX-License-Identifier: Apache-2.0
// Concepts, results of a search, suggestions and frameworks as a person reads them. All functions
// are thread-safe.
#pragma once

#include "tools/client/text_layout.h"

#include "crosswalk/v1/admin_service.pb.h"
#include "crosswalk/v1/concept.pb.h"
#include "crosswalk/v1/framework_service.pb.h"
#include "crosswalk/v1/skill_service.pb.h"

#include <cstddef>
#include <string>
#include <vector>

namespace crosswalk::client {

// The concepts that stand in one relation to another.
struct RelatedConcepts {
  std::string key;      // Member of the JSON output, e.g. "essential_skills".
  std::string heading;  // e.g. "Essential for".
  std::vector<v1::Concept> concepts;
  std::size_t total = 0;  // Of which `concepts` may be the first few.
};

// A concept in the view FULL: identifiers, labels and descriptions in each language, collections,
// what a qualification asks, and its neighbours.
std::string FormatConcept(const v1::Concept& item, const std::vector<RelatedConcepts>& related,
                          const Look& look);

// One page of results, numbered from `first`.
std::string FormatSearch(const v1::SearchSkillsResponse& response, std::size_t first,
                         const Look& look);

std::string FormatSuggestions(const v1::SuggestSkillsResponse& response, const Look& look);

std::string FormatFrameworks(const std::vector<v1::Framework>& frameworks, const Look& look);

std::string FormatStatus(const v1::GetStatusResponse& status, const Look& look);

}  // namespace crosswalk::client
