// SPDX-License-Identifier: Apache-2.0
// SearchCredentials: validate, resolve skills and levels, search the live index, convert.
#pragma once

#include "frameworks/core/status.h"
#include "server/catalogue/live_index.h"
#include "server/rpc/call_handler.h"

#include "crosswalk/v1/credential_search.pb.h"

#include <string>
#include <utility>

namespace crosswalk::rpc {

// Thread-safe.
class CredentialSearch {
 public:
  static constexpr std::string_view kMethod = "crosswalk.v1.CredentialService/SearchCredentials";

  explicit CredentialSearch(std::string default_language)
      : default_language_(std::move(default_language)) {}

  // Answers `request` from `index`. REQUIRES: the call is of CallKind::kIndexed.
  core::Status Answer(const catalogue::LiveIndex& index,
                      const v1::SearchCredentialsRequest& request, Call& call,
                      v1::SearchCredentialsResponse& response);

 private:
  const std::string default_language_;
};

}  // namespace crosswalk::rpc
