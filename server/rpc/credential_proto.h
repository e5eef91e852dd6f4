// SPDX-License-Identifier: Apache-2.0
// Between the registry's credential and the API's: the same fields in the same order, which a test
// keeps so (tests/registry/credential_proto_test.cc), so both ways go through all of them.
#pragma once

#include "server/registry/credential.h"
#include "server/rpc/request_check.h"

#include "crosswalk/v1/credential.pb.h"

#include <string_view>

namespace crosswalk::rpc {

// Fields set by the caller and by the server alike. Notes what is no value of its field's type
// under `path`: VALUE_UNKNOWN (an enum), VALUE_OUT_OF_RANGE (a time that does not exist). Times are
// cut to microseconds. Whether values are allowed is registry::CheckCredential's to say.
registry::Credential ReadCredential(const v1::Credential& credential, std::string_view path,
                                    RequestCheck& check);

// The fields of `credential` into `out`, which is empty.
void WriteCredential(const registry::Credential& credential, v1::Credential& out);

}  // namespace crosswalk::rpc
