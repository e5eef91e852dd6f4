// SPDX-License-Identifier: Apache-2.0
// The rules of proto/crosswalk/v1/http_rules.json as they are written: the `http` section of a
// google.api.Service (https://github.com/googleapis/googleapis/blob/master/google/api/http.proto).
#pragma once

#include "frameworks/core/status.h"

#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::http {

// One way to reach a method; a rule with additional bindings is several of them.
struct HttpRule {
  std::string selector;  // "crosswalk.v1.SkillService.SearchSkills"
  std::string verb;      // "GET", "PUT", "POST", "DELETE" or "PATCH"
  std::string path;      // "/v1/{name=frameworks/*}"
  std::string body;      // A field, "*" for the whole message, or empty.
};

struct HttpRules {
  // Whether %2F in a variable of several segments becomes a slash.
  bool fully_decode = false;
  std::vector<HttpRule> rules;
};

// INTERNAL / HTTP_RULES_INVALID where `json` is not of this form or says what is not understood
// here, such as `response_body`.
core::Result<HttpRules> ParseHttpRules(std::string_view json);

// INTERNAL / HTTP_RULES_INVALID: `what` is wrong with the rule for `selector`.
core::Status BadRule(std::string_view selector, std::string_view what);

}  // namespace crosswalk::http
