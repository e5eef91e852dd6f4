// SPDX-License-Identifier: Apache-2.0
#include "server/registry/list_token.h"

#include "frameworks/core/sha256.h"
#include "server/registry/credential_check.h"

#include <algorithm>

namespace crosswalk::registry {
namespace {

// Hexadecimal digits of each of the two hashes: enough against mistakes, which is all they are for.
constexpr std::size_t kHashDigits = 8;

std::string Hash(const std::string& text) { return core::Sha256Hex(text).substr(0, kHashDigits); }

std::string FilterHash(const ListFilter& filter) {
  std::vector<CredentialState> states = filter.states;
  std::sort(states.begin(), states.end());
  states.erase(std::unique(states.begin(), states.end()), states.end());
  std::string text = filter.issuer + (filter.published ? "\npublished" : "\ncurrent");
  for (const CredentialState state : states) text.append("\n").append(WordOf(state));
  return Hash(text);
}

}  // namespace

std::string MakeListToken(const ListFilter& filter, std::string_view last_id) {
  const std::string id(last_id);
  return FilterHash(filter) + Hash(id) + id;
}

core::Result<std::string> ReadListToken(const ListFilter& filter, std::string_view token) {
  if (token.empty()) return std::string();
  const std::string id(token.substr(std::min(2 * kHashDigits, token.size())));
  if (!IsId(id) || token.substr(kHashDigits, kHashDigits) != Hash(id)) {
    return core::InvalidArgument("PAGE_TOKEN_INVALID",
                                 "the page token is not one that a listing gave");
  }
  if (token.substr(0, kHashDigits) != FilterHash(filter)) {
    return core::InvalidArgument("PAGE_TOKEN_MISMATCH",
                                 "the page token was given for a listing with another filter");
  }
  return id;
}

}  // namespace crosswalk::registry
