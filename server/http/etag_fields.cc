// SPDX-License-Identifier: Apache-2.0
#include "server/http/etag_fields.h"

#include "server/http/etag.h"

namespace crosswalk::http {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const FieldDescriptor* EtagField(const google::protobuf::Descriptor& type) {
  const FieldDescriptor* field = type.FindFieldByName("etag");
  return field != nullptr && field->cpp_type() == FieldDescriptor::CPPTYPE_STRING &&
                 !field->is_repeated()
             ? field
             : nullptr;
}

core::Status Invalid(const std::string& what) {
  return core::InvalidArgument("IF_MATCH_INVALID", "If-Match " + what);
}

}  // namespace

core::Status SetEtag(std::string_view if_match, const Route& route, Message& request) {
  if (if_match.empty()) return {};
  Message* holder = &request;
  const FieldDescriptor* field = EtagField(*request.GetDescriptor());
  if (field == nullptr && route.verb == "PATCH" && route.body_field != nullptr) {
    holder = request.GetReflection()->MutableMessage(&request, route.body_field);
    field = EtagField(*holder->GetDescriptor());
  }
  if (field == nullptr) return Invalid("is not for this method");
  const auto tag = OneTag(if_match);
  if (!tag) return Invalid("takes one strong entity tag in quotes, or *");
  if (tag->empty()) return {};
  const auto* reflection = holder->GetReflection();
  const std::string given = reflection->GetString(*holder, field);
  if (!given.empty() && given != *tag) return Invalid("and the field etag say different things");
  reflection->SetString(holder, field, *tag);
  return {};
}

std::string EtagOf(const Message& response) {
  const google::protobuf::Descriptor& type = *response.GetDescriptor();
  const auto* reflection = response.GetReflection();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE || field->is_repeated()) continue;
    const FieldDescriptor* etag = EtagField(*field->message_type());
    if (etag == nullptr || !reflection->HasField(response, field)) continue;
    const Message& resource = reflection->GetMessage(response, field);
    return resource.GetReflection()->GetString(resource, etag);
  }
  return "";
}

}  // namespace crosswalk::http
