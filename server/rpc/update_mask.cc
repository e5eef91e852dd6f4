// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/update_mask.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/util/field_mask_util.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::FieldMask;
using google::protobuf::util::FieldMaskUtil;

constexpr std::size_t kMostPaths = 200;
constexpr std::array<std::string_view, 7> kSetByServer = {
    "name", "etag", "version", "state", "create_time", "update_time", "publish_time"};

bool IsSetByServer(std::string_view field) {
  return std::find(kSetByServer.begin(), kSetByServer.end(), field) != kSetByServer.end();
}

// protobuf passes over empty parts of a path.
bool NamesField(std::string_view path) {
  return !path.empty() && path.front() != '.' && path.back() != '.' &&
         path.find("..") == std::string_view::npos &&
         FieldMaskUtil::GetFieldDescriptors(v1::Credential::descriptor(), std::string(path),
                                            nullptr);
}

// All fields that a caller may set; of these only those set in `present`, where given.
FieldMask CallersFields(const v1::Credential* present) {
  FieldMask mask;
  std::vector<const FieldDescriptor*> set;
  if (present != nullptr) present->GetReflection()->ListFields(*present, &set);
  const google::protobuf::Descriptor& type = *v1::Credential::descriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    if (IsSetByServer(field->name())) continue;
    if (present != nullptr && std::find(set.begin(), set.end(), field) == set.end()) continue;
    mask.add_paths(field->name());
  }
  return mask;
}

}  // namespace

void ApplyUpdate(const v1::Credential& from, const FieldMask& mask, v1::Credential& into,
                 RequestCheck& check) {
  check.LimitCount("update_mask.paths", static_cast<std::size_t>(mask.paths_size()), kMostPaths);
  if (!check.ok()) return;
  FieldMask paths = mask;
  if (mask.paths().empty()) paths = CallersFields(&from);
  for (int i = 0; i < mask.paths_size(); ++i) {
    const std::string& path = mask.paths(i);
    const std::string at = FieldPath("update_mask.paths", static_cast<std::size_t>(i));
    if (path == "*") {
      if (mask.paths_size() > 1) {
        check.Add("FIELD_MASK_INVALID", at, "'*' goes alone");
      } else {
        paths = CallersFields(nullptr);
      }
    } else if (IsSetByServer(std::string_view(path).substr(0, path.find('.')))) {
      check.Add("FIELD_MASK_INVALID", at, "'" + path + "' is set by the server");
    } else if (!NamesField(path)) {
      check.Add("FIELD_MASK_INVALID", at,
                "'" + path + "' is no field of a credential that can be set by itself");
    }
  }
  if (!check.ok()) return;
  FieldMaskUtil::MergeOptions options;
  options.set_replace_message_fields(true);
  options.set_replace_repeated_fields(true);
  FieldMaskUtil::MergeMessageTo(from, paths, options, &into);
}

}  // namespace crosswalk::rpc
