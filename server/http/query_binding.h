// SPDX-License-Identifier: Apache-2.0
// Path variables and query parameters as fields of a request message, by the rules of
// google.api.http.
#pragma once

#include "frameworks/core/status.h"
#include "server/http/percent.h"
#include "server/http/route_table.h"

#include <google/protobuf/message.h>

namespace crosswalk::http {

// Sets what the path says. INVALID_ARGUMENT / QUERY_PARAMETER_INVALID with a violation a field.
core::Status BindPath(const PathVariables& variables, google::protobuf::Message& message);

// Sets what the query says: every field that is neither the path's nor the body's may be there, by
// a path such as `filter.issuers`, lists by naming the field several times, entries of maps as
// `columns[Course name]`. INVALID_ARGUMENT with a violation a parameter and the reason
// QUERY_PARAMETER_UNKNOWN (no such field here), VALUE_UNKNOWN (no such name in an enum), or
// QUERY_PARAMETER_INVALID (not of the field's type, or given twice).
core::Status BindQuery(const QueryParameters& query, const Route& route,
                       google::protobuf::Message& message);

}  // namespace crosswalk::http
