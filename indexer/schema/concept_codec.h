// SPDX-License-Identifier: Apache-2.0
// The stored form of concepts (Xapian document data) and of qualification ladders: JSON.
#pragma once

#include "frameworks/core/concept.h"
#include "frameworks/core/qualification.h"
#include "frameworks/core/status.h"

#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::index_schema {

std::string EncodeConcept(const core::Concept& node);
// DATA_LOSS / INDEX_CORRUPT naming the field where `data` is not what EncodeConcept wrote.
core::Result<core::Concept> DecodeConcept(std::string_view data);

std::string EncodeQualifications(const std::vector<core::Qualification>& ladder);
core::Result<std::vector<core::Qualification>> DecodeQualifications(std::string_view data);

}  // namespace crosswalk::index_schema
