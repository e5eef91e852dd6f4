// SPDX-License-Identifier: Apache-2.0
#include "server/http/cache_policy.h"

#include "crosswalk/v1/credential_service.pb.h"

namespace crosswalk::http {

std::string CacheControl(const google::protobuf::MethodDescriptor& method,
                         const google::protobuf::Message& request) {
  const std::string& service = method.service()->name();
  if (service == "FrameworkService" || service == "SkillService") return "public, max-age=60";
  if (service == "AdminService") return "no-store";
  const auto* get = dynamic_cast<const v1::GetCredentialRequest*>(&request);
  if (get != nullptr && get->version() > 0) return "public, max-age=86400";
  return "no-cache";
}

}  // namespace crosswalk::http
