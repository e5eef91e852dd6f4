// SPDX-License-Identifier: Apache-2.0
// Filters and names of a request, checked against a generation.
#pragma once

#include "frameworks/core/status.h"
#include "server/rpc/loaded_generation.h"
#include "server/rpc/request_check.h"
#include "server/search/search_engine.h"

#include "crosswalk/v1/concept.pb.h"

#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::rpc {

// The most values that one list of a filter takes.
inline constexpr std::size_t kMostFilterValues = 20;
// Bytes of the longest resource name that is looked at; a UUID's has 60.
inline constexpr std::size_t kLongestName = 512;

// The framework ids that `names` (frameworks/{framework}) stand for; empty where one is
// frameworks/-. Malformed names are noted in `check`. NOT_FOUND / FRAMEWORK_NOT_FOUND for one that
// the generation lacks.
core::Result<std::vector<std::string>> ReadFrameworks(
    const google::protobuf::RepeatedPtrField<std::string>& names, std::string_view field,
    const LoadedGeneration& generation, RequestCheck& check);

// The node that `name` (frameworks/{framework}/concepts/{concept}) stands for. INVALID_ARGUMENT /
// RESOURCE_NAME_INVALID with `field` at fault; NOT_FOUND / FRAMEWORK_NOT_FOUND, CONCEPT_NOT_FOUND.
core::Result<search::ConceptOrdinal> ReadConceptName(const std::string& name,
                                                     std::string_view field,
                                                     const LoadedGeneration& generation);

// NOT_FOUND / FRAMEWORK_NOT_FOUND.
core::Result<const index_schema::FrameworkSummary*> RequireFramework(
    const std::string& id, const LoadedGeneration& generation);

// The values of `values` but UNSPECIFIED, as core's; unknown ones are noted in `check`.
std::vector<core::SkillType> ReadSkillTypes(const google::protobuf::RepeatedField<int>& values,
                                            std::string_view field, RequestCheck& check);

// `view`, or `standard` where it is UNSPECIFIED; an unknown one is noted in `check`.
v1::ConceptView ReadView(v1::ConceptView view, v1::ConceptView standard, RequestCheck& check);

// The filter as the search engine takes it. Errors of the request are noted in `check`; what the
// generation lacks is NOT_FOUND.
core::Result<search::ConceptFilter> ReadFilter(const v1::ConceptFilter& filter,
                                               const LoadedGeneration& generation,
                                               RequestCheck& check);

}  // namespace crosswalk::rpc
