// SPDX-License-Identifier: Apache-2.0
#include "server/http/transcoder.h"

#include "server/http/json_codec.h"
#include "server/http/query_binding.h"

namespace crosswalk::http {

core::Result<std::unique_ptr<google::protobuf::Message>> RequestMessage(
    const Route& route, const PathVariables& variables, const QueryParameters& query,
    std::string_view body) {
  using google::protobuf::Message;
  std::unique_ptr<Message> message(google::protobuf::MessageFactory::generated_factory()
                                       ->GetPrototype(route.method->input_type())
                                       ->New());
  if (!body.empty()) {
    Message* target = message.get();
    std::string prefix;
    if (route.body_field != nullptr) {
      target = message->GetReflection()->MutableMessage(message.get(), route.body_field);
      prefix = route.body_field->name();
    }
    if (route.body_field != nullptr || route.whole_body) {
      if (core::Status status = ReadJson(body, prefix, *target); !status.ok()) return status;
    }
  }
  if (core::Status status = BindQuery(query, route, *message); !status.ok()) return status;
  // Last, so that the body cannot say otherwise.
  if (core::Status status = BindPath(variables, *message); !status.ok()) return status;
  return message;
}

}  // namespace crosswalk::http
