// SPDX-License-Identifier: Apache-2.0
#include "server/http/request.h"

#include "server/rpc/request_id.h"

#include <algorithm>
#include <iterator>

namespace crosswalk::http {
namespace {

// A browser sends about 20, with a few proxies 30.
constexpr std::ptrdiff_t kMostFields = 100;

std::string_view View(boost::beast::string_view text) { return {text.data(), text.size()}; }

boost::beast::string_view View(std::string_view text) { return {text.data(), text.size()}; }

// Whether gRPC takes it as the value of metadata; it ends the process where it does not.
bool IsMetadata(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

// The path of "http://host/path", which a client sends to what it takes for a proxy.
std::string_view WithoutOrigin(std::string_view target) {
  const std::size_t scheme = target.find("://");
  if (target.starts_with('/') || scheme == std::string_view::npos) return target;
  const std::size_t slash = target.find('/', scheme + 3);
  return slash == std::string_view::npos ? "/" : target.substr(slash);
}

}  // namespace

std::string_view Request::Field(std::string_view name) const {
  const auto found = head->find(View(name));
  return found == head->end() ? std::string_view() : View(found->value());
}

bool Request::Has(std::string_view name) const { return head->find(View(name)) != head->end(); }

Request ReadRequest(const Wire& wire, core::Status& bad) {
  const Wire::Head& head = wire.head();
  Request request;
  request.head = &head;
  request.verb = View(head.method_string());
  request.keep_alive = head.keep_alive();
  const std::string_view id = request.Field("x-request-id");
  request.id = rpc::IsRequestId(id) ? std::string(id) : rpc::NewRequestId();
  request.peer = wire.peer();
  std::string_view target = WithoutOrigin(View(head.target()));
  target = target.substr(0, target.find('#'));
  const std::size_t question = std::min(target.find('?'), target.size());
  request.path = target.substr(0, question);
  request.query = target.substr(std::min(target.size(), question + 1));
  if (std::distance(head.begin(), head.end()) > kMostFields) {
    bad = core::InvalidArgument(
        "HEADER_TOO_LARGE", "a request may have " + std::to_string(kMostFields) + " header fields");
  } else if (head.version() >= 11 && head.count("host") != 1) {
    bad = core::InvalidArgument("HTTP_MALFORMED",
                                "a request of HTTP/1.1 has exactly one Host (RFC 9112, 3.2)");
  } else if (!request.path.starts_with('/') &&
             !(request.path == "*" && request.verb == "OPTIONS")) {
    bad = core::InvalidArgument("HTTP_MALFORMED",
                                "the target of a request is a path that begins with a slash");
  } else if (!IsMetadata(request.Field("accept-language")) ||
             !IsMetadata(request.Field("crosswalk-actor"))) {
    bad = core::InvalidArgument(
        "HTTP_MALFORMED", "Accept-Language and Crosswalk-Actor take visible ASCII characters");
  }
  return request;
}

}  // namespace crosswalk::http
