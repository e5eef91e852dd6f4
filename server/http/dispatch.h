// SPDX-License-Identifier: Apache-2.0
// Which part of the shell a request is for, and the answers that need no call.
#pragma once

#include "server/http/answer.h"
#include "server/http/request.h"
#include "server/http/route_table.h"
#include "server/http/shell.h"

#include <optional>

namespace crosswalk::http {

// Answers what is not for a method of the API: health, files, the page, preflights, and errors of
// address and verb. Nothing where `found` says which method it is for.
std::optional<Answer> AnswerWithoutCall(const Shell& shell, const Request& request, Found& found);

}  // namespace crosswalk::http
