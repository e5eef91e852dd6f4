// SPDX-License-Identifier: Apache-2.0
#include "tools/client/calling.h"

#include <algorithm>

namespace crosswalk::client {

ConnectionOptions ConnectionOf(const CallFlags& flags, const std::string& actor) {
  return {.server = flags.server,
          .deadline_seconds = flags.timeout_seconds,
          .deadline_for_streams = flags.timeout_given,
          .actor = actor};
}

std::string CredentialName(const std::string& credential) {
  return credential.starts_with("credentials/") ? credential : "credentials/" + credential;
}

std::string FrameworkName(const std::string& framework) {
  if (framework == "all") return "frameworks/-";
  return framework.starts_with("frameworks/") ? framework : "frameworks/" + framework;
}

core::Result<std::string> ResolveName(const std::string& identifier, ServerConnection& server) {
  if (identifier.starts_with("frameworks/")) return identifier;
  v1::GetConceptRequest request;
  request.set_identifier(identifier);
  request.set_view(v1::CONCEPT_VIEW_BASIC);
  const core::Result<v1::GetConceptResponse> response = server.GetConcept(request);
  if (!response.ok()) return response.status();
  return response->item().name();
}

v1::Outcome OutcomeOf(const InputOutcome& input) {
  v1::Outcome outcome;
  outcome.set_id(input.id);
  outcome.set_text(input.text);
  outcome.set_language_code(input.language);
  return outcome;
}

void ReportWarnings(const google::protobuf::RepeatedPtrField<v1::Warning>& warnings,
                    const Screen& screen) {
  for (const v1::Warning& warning : warnings) {
    screen.err << "crosswalk: note: " << SafeText(warning.message()) << " ["
               << SafeText(warning.reason()) << "]\n";
  }
}

void ReportNotes(const OutcomeInput& input, const Screen& screen) {
  for (const std::string& note : input.notes) {
    screen.err << "crosswalk: note: " << SafeText(note) << '\n';
  }
}

void ReportWaiting(const InputSelection& selection, const Screen& screen) {
  const bool reads =
      (selection.files.empty() && selection.texts.empty()) ||
      std::find(selection.files.begin(), selection.files.end(), "-") != selection.files.end();
  if (reads && screen.in_is_terminal) {
    screen.err << "Type or paste learning outcomes, one a line; Ctrl-D ends.\n";
  }
}

}  // namespace crosswalk::client
