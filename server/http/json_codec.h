// SPDX-License-Identifier: Apache-2.0
// Proto3 JSON of request and response messages, by protobuf's own reader and writer.
#pragma once

#include "frameworks/core/status.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <string_view>

namespace crosswalk::http {

// Merges `json` into `message`. INVALID_ARGUMENT with a violation where the field is known:
// REQUEST_MALFORMED (not JSON, an unknown member, a value of another type) or VALUE_UNKNOWN (a name
// that an enum does not have). `prefix` is the path of `message` within the request, empty for the
// request itself.
core::Status ReadJson(std::string_view json, std::string_view prefix,
                      google::protobuf::Message& message);

// The serialised message `bytes` of `type`. INTERNAL / INTERNAL where they are not of it.
core::Result<std::unique_ptr<google::protobuf::Message>> ReadBytes(
    const google::protobuf::Descriptor& type, const std::string& bytes);

// `message` as JSON: lowerCamelCase, names of enums, fields that have their default left out.
// INTERNAL / INTERNAL for what JSON cannot say, such as a time out of range.
core::Result<std::string> WriteJson(const google::protobuf::Message& message);

}  // namespace crosswalk::http
