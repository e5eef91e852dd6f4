// SPDX-License-Identifier: Apache-2.0
// The `etag` fields of messages as the header fields of HTTP, and back.
#pragma once

#include "frameworks/core/status.h"
#include "server/http/route_table.h"

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

namespace crosswalk::http {

// Puts an If-Match into the request's field `etag`, or for PATCH into that of the body. Says
// nothing where `if_match` is empty. INVALID_ARGUMENT / IF_MATCH_INVALID where the request has no
// such field, the header is not `*` or one strong tag, or the field says something else.
core::Status SetEtag(std::string_view if_match, const Route& route,
                     google::protobuf::Message& request);

// The etag of the one resource that `response` holds; empty where it holds none with an etag.
std::string EtagOf(const google::protobuf::Message& response);

}  // namespace crosswalk::http
