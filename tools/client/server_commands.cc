// SPDX-License-Identifier: Apache-2.0
// What the server has loaded and how it is doing.
#include "tools/client/calling.h"
#include "tools/client/commands.h"
#include "tools/client/format_concept.h"
#include "tools/client/json_output.h"

namespace crosswalk::client {

ExitCode RunFrameworks(const CallFlags& flags, const Screen& screen) {
  ServerConnection server(ConnectionOf(flags));
  v1::ListFrameworksRequest request;
  SetLanguages(flags, request);
  v1::ListFrameworksResponse whole;
  do {
    request.set_page_token(whole.next_page_token());
    const core::Result<v1::ListFrameworksResponse> page = server.ListFrameworks(request);
    if (!page.ok()) return ReportError(page.status(), screen);
    whole.mutable_frameworks()->MergeFrom(page->frameworks());
    whole.set_next_page_token(page->next_page_token());
    whole.set_generation(page->generation());
    *whole.mutable_warnings() = page->warnings();
  } while (!whole.next_page_token().empty());
  if (flags.json) {
    screen.out << ToJson(whole, JsonLayout::kIndented) << '\n';
  } else {
    screen.out << FormatFrameworks({whole.frameworks().begin(), whole.frameworks().end()},
                                   screen.look);
  }
  ReportWarnings(whole.warnings(), screen);
  return kDone;
}

ExitCode RunStatus(const CallFlags& flags, const Screen& screen) {
  ServerConnection server(ConnectionOf(flags));
  const core::Result<v1::GetStatusResponse> status = server.GetStatus();
  if (!status.ok()) return ReportError(status.status(), screen);
  screen.out << (flags.json ? ToJson(*status, JsonLayout::kIndented) + "\n"
                            : FormatStatus(*status, screen.look));
  return kDone;
}

ExitCode RunReload(const CallFlags& flags, const Screen& screen) {
  ServerConnection server(ConnectionOf(flags));
  const core::Result<v1::ReloadIndexResponse> reload = server.ReloadIndex();
  if (!reload.ok()) return ReportError(reload.status(), screen);
  if (flags.json) {
    screen.out << ToJson(*reload, JsonLayout::kIndented) << '\n';
  } else if (reload->generation() == reload->previous_generation()) {
    screen.out << "nothing newer is published; generation " << SafeText(reload->generation())
               << " goes on answering\n";
  } else {
    screen.out << "generation " << SafeText(reload->generation()) << " answers from now on\n";
  }
  return kDone;
}

}  // namespace crosswalk::client
