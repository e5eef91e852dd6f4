// SPDX-License-Identifier: Apache-2.0
#include "tools/client/import_commands.h"

#include "server/registry/credential_document.h"
#include "tools/client/calling.h"
#include "tools/client/demo_catalogue.h"
#include "tools/client/import_report.h"
#include "tools/client/input_files.h"
#include "tools/client/vocabulary.h"

#include <algorithm>
#include <array>
#include <utility>

namespace crosswalk::client {
namespace {

core::Result<v1::ImportOptions> OptionsOf(const ImportFlags& flags) {
  v1::ImportOptions options;
  options.set_format(
      ValueOf(ImportFormats(), flags.format).value_or(v1::IMPORT_FORMAT_UNSPECIFIED));
  options.mutable_default_issuer()->set_id(flags.issuer);
  if (!flags.issuer_name.empty()) {
    const std::string language = flags.input_language.empty() ? "en" : flags.input_language;
    (*options.mutable_default_issuer()->mutable_name())[language] = flags.issuer_name;
  }
  options.set_default_type(
      ValueOf(CredentialTypes(), flags.type).value_or(v1::CREDENTIAL_TYPE_UNSPECIFIED));
  options.set_default_language_code(flags.input_language);
  for (const std::string& column : flags.columns) {
    const std::size_t sign = column.find('=');
    if (sign == std::string::npos || sign == 0 || sign + 1 == column.size()) {
      return core::InvalidArgument("INPUT_INVALID",
                                   "--column takes field=Heading, not '" + column + "'");
    }
    (*options.mutable_columns())[column.substr(sign + 1)] = column.substr(0, sign);
  }
  options.set_publish(flags.publish);
  options.set_request_id(flags.request_id);
  options.set_resume_after_record(flags.resume_after);
  options.set_on_conflict(
      ValueOf(ImportConflicts(), flags.on_conflict).value_or(v1::IMPORT_CONFLICT_UNSPECIFIED));
  options.set_suggestions(
      ValueOf(SuggestionModes(), flags.suggestions).value_or(v1::SUGGESTION_MODE_UNSPECIFIED));
  return options;
}

}  // namespace

ExitCode RunImportCredentials(const ImportFlags& flags, const Screen& screen) {
  core::Result<v1::ImportOptions> options = OptionsOf(flags);
  if (!options.ok()) return ReportError(options.status(), screen);
  std::vector<std::string> files = flags.files;
  if (files.empty()) files.emplace_back("-");
  if (files.size() > 1 && (flags.resume_after > 0 || !flags.request_id.empty())) {
    return ReportError(
        core::InvalidArgument("INPUT_INVALID", "--resume and --request-id are of one file"),
        screen);
  }
  ServerConnection server(ConnectionOf(flags.call, flags.actor));
  ExitCode code = kDone;
  for (const std::string& file : files) {
    const core::Result<InputFile> input = ReadInput(file, screen.in);
    if (!input.ok()) return ReportError(input.status(), screen);
    options->set_file_name(input->name);
    ImportReport report(input->name, flags.call.json, screen);
    const core::Status status = server.ImportCredentials(
        *options, input->bytes,
        [&report](const v1::ImportCredentialsResponse& response) { report.Take(response); });
    report.Finish(status.ok());
    if (!status.ok()) {
      if (report.last_record() > 0) {
        screen.err << "crosswalk: " << SafeText(input->name) << " was answered up to record "
                   << report.last_record() << "; go on with --resume " << report.last_record()
                   << '\n';
      }
      return ReportError(status, screen);
    }
    if (report.whole().summary().failed() > 0) code = kPartial;
  }
  return code;
}

ExitCode RunDemo(const ImportFlags& flags, const Screen& screen) {
  // By state: only what the catalogue says is published is to be found.
  constexpr std::array<registry::CredentialState, 3> kStates = {
      registry::CredentialState::kPublished, registry::CredentialState::kDraft,
      registry::CredentialState::kWithdrawn};
  std::array<std::string, kStates.size()> parts;
  std::string_view rest = DemoCatalogue();
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const auto reading = registry::ReadCredentialDocument(line);
    if (!reading.ok()) return ReportError(reading.status(), screen);
    const auto state = std::find(kStates.begin(), kStates.end(), reading->credential.state);
    parts[static_cast<std::size_t>(state - kStates.begin()) % kStates.size()].append(line) += '\n';
  }
  ServerConnection server(ConnectionOf(flags.call, flags.actor));
  ImportReport report("sample catalogue", flags.call.json, screen);
  v1::ImportSummary sums;
  core::Status status;
  for (std::size_t i = 0; i < parts.size() && status.ok(); ++i) {
    v1::ImportOptions options;
    options.set_format(v1::IMPORT_FORMAT_JSON);
    options.set_publish(kStates[i] != registry::CredentialState::kDraft);
    options.set_on_conflict(v1::IMPORT_CONFLICT_SKIP);
    options.set_suggestions(
        ValueOf(SuggestionModes(), flags.suggestions).value_or(v1::SUGGESTION_MODE_UNSPECIFIED));
    std::vector<std::string> made;
    status =
        server.ImportCredentials(options, parts[i], [&](v1::ImportCredentialsResponse response) {
          for (const v1::ImportResult& result : response.results()) {
            if (result.outcome() == v1::IMPORT_OUTCOME_CREATED) made.push_back(result.credential());
          }
          const v1::ImportSummary& part = response.summary();
          sums.set_records(sums.records() + part.records());
          sums.set_created(sums.created() + part.created());
          sums.set_skipped(sums.skipped() + part.skipped());
          sums.set_failed(sums.failed() + part.failed());
          sums.set_published(sums.published() + part.published());
          sums.set_format(v1::IMPORT_FORMAT_JSON);
          *response.mutable_summary() = sums;
          report.Take(response);
        });
    for (std::size_t k = 0; k < made.size() && status.ok(); ++k) {
      if (kStates[i] != registry::CredentialState::kWithdrawn) break;
      v1::WithdrawCredentialRequest request;
      request.set_name(made[k]);
      status = server.WithdrawCredential(request).status();
    }
  }
  report.Finish(status.ok());
  if (!status.ok()) return ReportError(status, screen);
  return sums.failed() > 0 ? kPartial : kDone;
}

}  // namespace crosswalk::client
