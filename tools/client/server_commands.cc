// SPDX-License-Identifier: Apache-2.0
// What the server has loaded and how it is doing.
#include "tools/client/calling.h"
#include "tools/client/commands.h"
#include "tools/client/format_concept.h"
#include "tools/client/json_output.h"
#include "tools/client/vocabulary.h"

#include <chrono>
#include <thread>

namespace crosswalk::client {
namespace {

std::string Progress(const v1::CatalogueStatus& catalogue) {
  return Grouped(catalogue.built_count()) + " of " +
         Counted(catalogue.to_build_count(), "credential") + " ...";
}

}  // namespace

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

ExitCode RunRebuildCatalogue(const CallFlags& flags, const Screen& screen) {
  constexpr std::chrono::milliseconds between_looks{200};
  ServerConnection server(ConnectionOf(flags));
  const auto begun = server.RebuildCatalogue();
  if (!begun.ok()) return ReportError(begun.status(), screen);
  core::Result<v1::GetStatusResponse> status = server.GetStatus();
  while (status.ok() && status->catalogue().freshness().building()) {
    if (screen.err_is_terminal) {
      screen.err << "\r\033[K" << Progress(status->catalogue()) << std::flush;
    }
    std::this_thread::sleep_for(between_looks);
    status = server.GetStatus();
  }
  if (screen.err_is_terminal) screen.err << "\r\033[K";
  if (!status.ok()) return ReportError(status.status(), screen);
  if (flags.json) {
    screen.out << ToJson(status->catalogue(), JsonLayout::kIndented) << '\n';
  } else {
    screen.out << Counted(status->catalogue().freshness().credential_count(), "credential")
               << " in the new index\n";
  }
  return kDone;
}

}  // namespace crosswalk::client
