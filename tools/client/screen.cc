// SPDX-License-Identifier: Apache-2.0
#include "tools/client/screen.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>

namespace crosswalk::client {
namespace {

// Narrower than this tables cannot be read, and wider than this paragraphs cannot.
constexpr std::size_t kMinWidth = 40;
constexpr std::size_t kMaxWidth = 140;

std::size_t WidthOfStandardOutput() {
  Look look;
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    look.width = size.ws_col;
  } else if (const char* columns = std::getenv("COLUMNS"); columns != nullptr) {
    const unsigned long parsed = std::strtoul(columns, nullptr, 10);
    if (parsed > 0) look.width = parsed;
  }
  return std::clamp(look.width, kMinWidth, kMaxWidth);
}

bool WantsColor() {
  if (::isatty(STDOUT_FILENO) != 1) return false;
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* terminal = std::getenv("TERM");
  return terminal != nullptr && std::string(terminal) != "dumb";
}

}  // namespace

ExitCode ReportError(const core::Status& status, const Screen& screen) {
  screen.err << "crosswalk: " << SafeText(status.message());
  std::string request;
  for (const auto& [key, value] : status.metadata()) {
    if (key == "request_id") request = value;
  }
  const bool from_server =
      !request.empty() || (!status.reason().empty() && status.reason() != "INPUT_INVALID");
  if (from_server) {
    screen.err << " ["
               << SafeText(status.reason().empty()
                               ? std::string(core::StatusCodeName(status.code()))
                               : status.reason());
    if (!request.empty()) screen.err << ", request " << SafeText(request);
    screen.err << "]";
  }
  screen.err << '\n';
  for (const core::FieldViolation& violation : status.field_violations()) {
    screen.err << "  " << SafeText(violation.field) << ": " << SafeText(violation.description)
               << '\n';
  }
  if (status.reason() == "INPUT_INVALID") return kBadUsage;
  const bool no_answer = status.code() == core::StatusCode::kDeadlineExceeded ||
                         (status.code() == core::StatusCode::kUnavailable && !from_server);
  return no_answer ? kNoAnswer : kServerError;
}

Look LookOfStandardOutput() { return {.width = WidthOfStandardOutput(), .color = WantsColor()}; }

}  // namespace crosswalk::client
