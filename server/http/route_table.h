// SPDX-License-Identifier: Apache-2.0
// Which method of the API an HTTP request is for: the rules, checked against the protos.
#pragma once

#include "frameworks/core/status.h"
#include "server/http/http_rules.h"
#include "server/http/path_template.h"

#include <google/protobuf/descriptor.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::http {

// One way to reach a method.
struct Route {
  const google::protobuf::MethodDescriptor* method = nullptr;
  std::string rpc;   // "/crosswalk.v1.SkillService/SearchSkills"
  std::string verb;  // "GET"
  PathTemplate path;
  bool whole_body = false;                                        // The body is the message,
  const google::protobuf::FieldDescriptor* body_field = nullptr;  // or this field of it, or none.

  // Its client sends a file in pieces: the body is bytes of a streamed message.
  [[nodiscard]] bool is_upload() const;
  [[nodiscard]] bool is_stream() const { return method->client_streaming(); }
};

// What a path and verb lead to. At most one of the two is set; both are empty where no rule has
// the path.
struct Found {
  const Route* route = nullptr;
  PathVariables variables;
  std::vector<std::string> allowed;  // The path's verbs, where the one asked for is not among them.
};

// Immutable; thread-safe. Keeps pointers into the descriptor pool, which outlives it.
class RouteTable {
 public:
  // INTERNAL / HTTP_RULES_INVALID with the selector in the metadata where a rule names a method,
  // field or body that `pool` does not have, a path that is no template, or a path that another
  // has.
  static core::Result<RouteTable> Create(const HttpRules& rules,
                                         const google::protobuf::DescriptorPool& pool);

  // `path` is as it was sent, without the query. HEAD is answered as GET.
  [[nodiscard]] Found Find(std::string_view verb, std::string_view path) const;

  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

 private:
  core::Status Add(const HttpRule& rule, const google::protobuf::DescriptorPool& pool);

  bool fully_decode_ = false;
  std::vector<Route> routes_;
};

}  // namespace crosswalk::http
