// SPDX-License-Identifier: Apache-2.0
// Partial updates of a credential, as https://google.aip.dev/134 has them.
#pragma once

#include "server/rpc/request_check.h"

#include "crosswalk/v1/credential.pb.h"

#include <google/protobuf/field_mask.pb.h>

namespace crosswalk::rpc {

// Sets the fields of `into` that `mask` names to those of `from`, clearing those that `from` lacks;
// "*" stands for all. Without paths the fields that are set in `from` are set, lists and maps
// whole. Fields that the server sets are left alone. Notes FIELD_MASK_INVALID under "update_mask"
// for paths that name no field, go into a list or map, or name a field that the server sets;
// nothing is then changed.
void ApplyUpdate(const v1::Credential& from, const google::protobuf::FieldMask& mask,
                 v1::Credential& into, RequestCheck& check);

}  // namespace crosswalk::rpc
