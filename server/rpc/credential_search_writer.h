// SPDX-License-Identifier: Apache-2.0
// Answers of the catalogue as the API shows them.
#pragma once

#include "server/catalogue/live_index.h"
#include "server/catalogue/search_query.h"
#include "server/rpc/search_subjects.h"

#include "crosswalk/v1/credential_search.pb.h"

#include <cstdint>

namespace crosswalk::rpc {

// `response` has the resolved skills already, in the order of the query's.
void WriteSearchAnswer(const catalogue::SearchAnswer& answer, const SubjectReader& subjects,
                       v1::SearchCredentialsResponse& response);

void WriteFreshness(const catalogue::Freshness& freshness, std::int64_t answered_sequence,
                    v1::IndexFreshness& out);

}  // namespace crosswalk::rpc
