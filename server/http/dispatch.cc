// SPDX-License-Identifier: Apache-2.0
#include "server/http/dispatch.h"

#include "server/http/exchange.h"
#include "server/http/header_values.h"

#include <algorithm>
#include <string>
#include <vector>

namespace crosswalk::http {
namespace {

// What GET and HEAD are allowed where nothing else is.
constexpr char kRead[] = "GET, HEAD, OPTIONS";

bool IsApi(std::string_view path) { return path == "/v1" || path.starts_with("/v1/"); }

bool IsHealth(std::string_view path) { return path == "/healthz" || path == "/readyz"; }

std::string AllowOf(const std::vector<std::string>& verbs) {
  std::string allow;
  for (const std::string& verb : verbs) {
    allow += verb + ", ";
    if (verb == "GET") allow += "HEAD, ";
  }
  return allow + "OPTIONS";
}

Answer Failed(const Request& request, const core::Status& status) {
  return ErrorAnswer(FromShell(status, request.id), request);
}

Answer NoSuchPath(const Request& request) {
  return Failed(
      request,
      core::NotFound("PATH_NOT_FOUND",
                     "there is nothing at this path; /v1/openapi.json lists what there is"));
}

Answer WrongVerb(const Request& request, const std::string& allow) {
  core::Status status(core::StatusCode::kUnimplemented, "METHOD_NOT_ALLOWED",
                      "this path takes " + allow);
  status.WithMetadata("allow", allow);
  Answer answer = Failed(request, status);
  answer.Add("Allow", allow);
  return answer;
}

// What a path takes, and what a browser asks before it sends something from another page.
Answer Options(const Shell& shell, const Request& request, const std::string& allow) {
  Answer answer;
  answer.status = 204;
  answer.Add("Allow", allow);
  answer.Add("Vary", "Origin, Access-Control-Request-Method");
  if (request.Has("access-control-request-method")) {
    shell.cors.AddPreflight(request.Field("origin"), allow, answer);
  }
  return answer;
}

Answer Health(const Shell& shell, const Request& request) {
  const bool fine = request.path == "/healthz" || (shell.server.ready() && !shell.draining);
  if (!fine) {
    return Failed(request, core::Unavailable("NOT_READY",
                                             "there is no index yet, or the server is stopping"));
  }
  Answer answer;
  answer.Add("Content-Type", "text/plain; charset=utf-8");
  answer.Add("Cache-Control", "no-store");
  answer.body = "ok\n";
  return answer;
}

// A file, or the page's document for every address that a browser asks for as a page.
std::optional<Answer> File(const Shell& shell, const Request& request) {
  const FileRequest file{request.query, request.Field("accept-encoding"),
                         request.Field("if-none-match")};
  if (shell.files.Has(request.path)) return shell.files.Get(request.path, file);
  const bool page = !IsApi(request.path) && !request.path.starts_with("/assets/") &&
                    AsksForHtml(request.Field("accept"));
  if (!page || !shell.files.has_shell()) return std::nullopt;
  return shell.files.Get("/", {"", file.accept_encoding, file.if_none_match});
}

std::optional<Answer> Direct(const Shell& shell, const Request& request, Found& found) {
  if (IsHealth(request.path) || shell.files.Has(request.path) || !IsApi(request.path)) {
    if (request.verb == "OPTIONS") return Options(shell, request, kRead);
    if (IsHealth(request.path)) {
      return request.is_read() ? Health(shell, request) : WrongVerb(request, kRead);
    }
    if (!request.is_read() && shell.files.Has(request.path)) return WrongVerb(request, kRead);
    if (!request.is_read()) return NoSuchPath(request);
    auto file = File(shell, request);
    return file ? std::move(file) : NoSuchPath(request);
  }
  found = shell.routes.Find(request.verb, request.path);
  if (found.route == nullptr && found.allowed.empty()) return NoSuchPath(request);
  if (found.route == nullptr) {
    const std::string allow = AllowOf(found.allowed);
    return request.verb == "OPTIONS" ? Options(shell, request, allow) : WrongVerb(request, allow);
  }
  if (!request.is_read() && !shell.cors.MayChange(request.Field("origin"), request.Field("host"))) {
    return Failed(request, {core::StatusCode::kPermissionDenied, "ORIGIN_NOT_ALLOWED",
                            "pages of this origin may not do this here"});
  }
  return std::nullopt;
}

}  // namespace

std::optional<Answer> AnswerWithoutCall(const Shell& shell, const Request& request, Found& found) {
  std::optional<Answer> answer = Direct(shell, request, found);
  if (answer) answer->head_only = request.verb == "HEAD";
  return answer;
}

}  // namespace crosswalk::http
