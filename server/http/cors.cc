// SPDX-License-Identifier: Apache-2.0
#include "server/http/cors.h"

#include "server/http/header_values.h"

#include <algorithm>

namespace crosswalk::http {
namespace {

// What a page may read beyond the names that every page may.
constexpr char kExposed[] = "ETag, Retry-After, X-Request-Id";
constexpr char kAllowedFields[] =
    "Accept-Language, Content-Encoding, Content-Type, Crosswalk-Actor, If-Match, If-None-Match, "
    "X-Request-Id, X-Server-Timeout";
// Seconds that a browser may remember an answer to a preflight.
constexpr char kMaxAge[] = "600";

std::string_view HostOf(std::string_view origin) {
  const std::size_t slashes = origin.find("://");
  return slashes == std::string_view::npos ? "" : origin.substr(slashes + 3);
}

}  // namespace

core::Result<Cors> Cors::Create(std::string_view origins) {
  Cors cors;
  while (!origins.empty()) {
    const std::size_t comma = std::min(origins.find(','), origins.size());
    const std::string_view origin = Trim(origins.substr(0, comma));
    origins.remove_prefix(std::min(origins.size(), comma + 1));
    if (origin.empty()) continue;
    if (origin == "*") {
      cors.all_ = true;
    } else if (HostOf(origin).empty() || HostOf(origin).find('/') != std::string_view::npos) {
      const std::string what =
          "takes origins such as https://catalogue.example.ca, not '" + std::string(origin) + "'";
      return core::InvalidArgument("CONFIG_INVALID", "--http-origins: " + what)
          .WithFieldViolation("--http-origins", what);
    } else {
      cors.origins_.emplace_back(origin);
    }
  }
  return cors;
}

bool Cors::Allows(std::string_view origin) const {
  if (origin.empty()) return false;
  return all_ || std::any_of(origins_.begin(), origins_.end(), [&](const std::string& allowed) {
           return EqualIgnoringCase(allowed, origin);
         });
}

bool Cors::MayChange(std::string_view origin, std::string_view host) const {
  return origin.empty() || EqualIgnoringCase(HostOf(origin), host) || Allows(origin);
}

void Cors::AddHeaders(std::string_view origin, Answer& answer) const {
  if (all_) {
    answer.Add("Access-Control-Allow-Origin", "*");
  } else if (Allows(origin)) {
    answer.Add("Access-Control-Allow-Origin", std::string(origin));
  }
  if (all_ || Allows(origin)) answer.Add("Access-Control-Expose-Headers", kExposed);
}

void Cors::AddPreflight(std::string_view origin, std::string_view verbs, Answer& answer) const {
  if (!Allows(origin)) return;
  answer.Add("Access-Control-Allow-Methods", std::string(verbs));
  answer.Add("Access-Control-Allow-Headers", kAllowedFields);
  answer.Add("Access-Control-Max-Age", kMaxAge);
}

}  // namespace crosswalk::http
