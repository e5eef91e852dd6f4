// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/request_id.h"

#include <algorithm>
#include <cstdint>
#include <random>

namespace crosswalk::rpc {
namespace {

constexpr std::size_t kLongestRequestId = 128;

}  // namespace

bool IsRequestId(std::string_view id) {
  return !id.empty() && id.size() <= kLongestRequestId &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '.' || c == '_' || c == ':' || c == '-';
         });
}

std::string NewRequestId() {
  thread_local std::mt19937_64 random{std::random_device{}()};
  constexpr std::string_view digits = "0123456789abcdef";
  std::uint64_t bits = random();
  std::string id(16, '0');
  for (char& c : id) {
    c = digits[bits & 15U];
    bits >>= 4U;
  }
  return id;
}

}  // namespace crosswalk::rpc
