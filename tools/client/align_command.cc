// SPDX-License-Identifier: Apache-2.0
#include "tools/client/calling.h"
#include "tools/client/commands.h"
#include "tools/client/format_alignment.h"
#include "tools/client/json_output.h"
#include "tools/client/vocabulary.h"

#include <charconv>
#include <string>

namespace crosswalk::client {
namespace {

// "outcomes[3].text" is of no use to a person: says file and line instead.
std::string Located(const std::string& field, const OutcomeInput& input) {
  constexpr std::string_view kStart = "outcomes[";
  if (!field.starts_with(kStart)) return field;
  std::size_t index = 0;
  const char* first = field.data() + kStart.size();
  const auto [end, error] = std::from_chars(first, field.data() + field.size(), index);
  if (error != std::errc() || index >= input.outcomes.size()) return field;
  const InputOutcome& outcome = input.outcomes[index];
  return outcome.source + ":" + std::to_string(outcome.line);
}

core::Status Located(const core::Status& status, const OutcomeInput& input) {
  core::Status located(status.code(), status.reason(), status.message());
  for (const auto& [key, value] : status.metadata()) located.WithMetadata(key, value);
  for (const core::FieldViolation& violation : status.field_violations()) {
    located.WithFieldViolation(Located(violation.field, input), violation.description);
  }
  return located;
}

}  // namespace

ExitCode RunAlign(const AlignFlags& flags, const Screen& screen) {
  ReportWaiting(flags.input, screen);
  const core::Result<OutcomeInput> input = ReadInputs(flags.input, screen.in);
  if (!input.ok()) return ReportError(input.status(), screen);
  ReportNotes(*input, screen);
  v1::AlignLevelRequest request;
  for (const InputOutcome& outcome : input->outcomes) *request.add_outcomes() = OutcomeOf(outcome);
  request.set_title(flags.title.empty() ? input->title : flags.title);
  const std::optional<double> hours = flags.hours ? flags.hours : input->hours;
  const std::optional<double> credits = flags.credits ? flags.credits : input->credits;
  if (hours) request.mutable_facts()->set_hours(*hours);
  if (credits) request.mutable_facts()->set_credits(*credits);
  if (!flags.issuer_type.empty()) {
    request.mutable_facts()->set_issuer_type(*ValueOf(IssuerTypes(), flags.issuer_type));
  }
  if (!flags.admission.empty()) {
    request.mutable_facts()->set_admission_requirement(
        *ValueOf(AdmissionRequirements(), flags.admission));
  }
  request.set_thorough(flags.full);
  SetLanguages(flags.call, request);
  ServerConnection connection(ConnectionOf(flags.call));
  for (const std::string& prerequisite : flags.prerequisites) {
    const core::Result<std::string> name = ResolveName(prerequisite, connection);
    if (!name.ok()) return ReportError(name.status(), screen);
    request.mutable_facts()->add_prerequisite_qualifications(*name);
  }
  const core::Result<v1::AlignLevelResponse> response = connection.AlignLevel(request);
  if (!response.ok()) return ReportError(Located(response.status(), *input), screen);
  if (flags.call.json) {
    screen.out << ToJson(*response, JsonLayout::kIndented) << '\n';
  } else {
    const AlignmentView view{.max_evidence = static_cast<std::size_t>(flags.max_evidence),
                             .full = flags.full};
    screen.out << FormatAlignment(*response, request.title(), view, screen.look);
  }
  ReportWarnings(response->warnings(), screen);
  return kDone;
}

}  // namespace crosswalk::client
