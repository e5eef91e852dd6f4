// SPDX-License-Identifier: Apache-2.0
#include "server/http/route_table.h"

#include "server/http/field_path.h"

#include <algorithm>

namespace crosswalk::http {

using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;

bool Route::is_upload() const {
  return is_stream() && body_field != nullptr && body_field->type() == FieldDescriptor::TYPE_BYTES;
}

core::Status RouteTable::Add(const HttpRule& rule, const DescriptorPool& pool) {
  Route route;
  route.method = pool.FindMethodByName(rule.selector);
  if (route.method == nullptr) return BadRule(rule.selector, "there is no such method");
  route.rpc = "/" + route.method->service()->full_name() + "/" + route.method->name();
  route.verb = rule.verb;
  auto path = PathTemplate::Parse(rule.path);
  if (!path) return BadRule(rule.selector, rule.path + " is no path template");
  route.path = *std::move(path);
  const google::protobuf::Descriptor& input = *route.method->input_type();
  for (const std::string& name : route.path.fields()) {
    const auto field = FindField(input, name);
    if (!field || field->fields.back()->is_repeated() ||
        field->fields.back()->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      return BadRule(rule.selector, input.full_name() + " has no single value " + name);
    }
  }
  route.whole_body = rule.body == "*";
  if (!route.whole_body && !rule.body.empty()) {
    route.body_field = input.FindFieldByName(rule.body);
    if (route.body_field == nullptr) {
      return BadRule(rule.selector, input.full_name() + " has no field " + rule.body);
    }
    const bool message = route.body_field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
                         !route.body_field->is_repeated();
    if (!message && !route.is_upload()) {
      return BadRule(rule.selector, "the body " + rule.body + " is no message");
    }
  }
  // Streams are read and answered line by line: there is no such thing for one side only.
  if (route.method->client_streaming() != route.method->server_streaming()) {
    return BadRule(rule.selector, "streams in one direction only are not understood");
  }
  if (route.is_stream() && !route.whole_body && !route.is_upload()) {
    return BadRule(rule.selector, "a stream needs the body * or a field of bytes");
  }
  for (const Route& other : routes_) {
    if (other.verb == route.verb && other.path.shape() == route.path.shape()) {
      return BadRule(rule.selector, "has the path of " + other.method->full_name());
    }
  }
  routes_.push_back(std::move(route));
  return {};
}

core::Result<RouteTable> RouteTable::Create(const HttpRules& rules, const DescriptorPool& pool) {
  RouteTable table;
  table.fully_decode_ = rules.fully_decode;
  for (const HttpRule& rule : rules.rules) {
    if (core::Status status = table.Add(rule, pool); !status.ok()) return status;
  }
  // A colon may also be part of a name, so that verbs are tried first.
  std::stable_partition(table.routes_.begin(), table.routes_.end(),
                        [](const Route& route) { return route.path.has_verb(); });
  return table;
}

Found RouteTable::Find(std::string_view verb, std::string_view path) const {
  if (verb == "HEAD") verb = "GET";
  Found found;
  bool action = false;  // Whether a path with a verb of its own fits: then only such ones count.
  for (const Route& route : routes_) {
    if (action && !route.path.has_verb()) break;
    auto variables = route.path.Match(path, fully_decode_);
    if (!variables) continue;
    action |= route.path.has_verb();
    if (route.verb == verb) return {&route, *std::move(variables), {}};
    if (std::find(found.allowed.begin(), found.allowed.end(), route.verb) == found.allowed.end()) {
      found.allowed.push_back(route.verb);
    }
  }
  return found;
}

}  // namespace crosswalk::http
