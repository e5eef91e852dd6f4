// SPDX-License-Identifier: Apache-2.0
// From an HTTP request to the method's request message.
#pragma once

#include "frameworks/core/status.h"
#include "server/http/percent.h"
#include "server/http/route_table.h"

#include <google/protobuf/message.h>

#include <memory>
#include <string_view>

namespace crosswalk::http {

// The request message of `route` with what path, query and `body` say; the body counts only where
// the route has one, and an empty one says nothing. Errors: those of BindPath, BindQuery and
// ReadJson.
core::Result<std::unique_ptr<google::protobuf::Message>> RequestMessage(
    const Route& route, const PathVariables& variables, const QueryParameters& query,
    std::string_view body);

}  // namespace crosswalk::http
