// SPDX-License-Identifier: Apache-2.0
// How long answers may be kept by whoever asked and by caches between.
#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <string>

namespace crosswalk::http {

// Cache-Control for a GET of `method` with `request`. Concepts and frameworks change with the
// index only: a minute, for everyone. A published version of a credential never changes: a day.
// What else may be read is to be asked for again each time, which costs little where nothing
// changed.
std::string CacheControl(const google::protobuf::MethodDescriptor& method,
                         const google::protobuf::Message& request);

}  // namespace crosswalk::http
