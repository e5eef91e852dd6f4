// SPDX-License-Identifier: Apache-2.0
#include "tools/client/credential_commands.h"

#include "server/registry/credential_document.h"
#include "server/rpc/credential_proto.h"
#include "tools/client/calling.h"
#include "tools/client/format_credential.h"
#include "tools/client/input_files.h"
#include "tools/client/json_output.h"
#include "tools/client/vocabulary.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace crosswalk::client {
namespace {

// Reads a document as the API's message. What it has and a credential does not is told.
core::Result<v1::Credential> ReadDocument(const CredentialFlags& flags, const Screen& screen) {
  if ((flags.file.empty() || flags.file == "-") && screen.in_is_terminal) {
    screen.err << "Type or paste a credential's document in JSON; Ctrl-D ends.\n";
  }
  const core::Result<InputFile> input = ReadInput(flags.file, screen.in);
  if (!input.ok()) return input.status();
  const auto fault = [&input](const core::Status& status) {
    core::Status located =
        core::InvalidArgument("INPUT_INVALID", input->name + ": " + status.message());
    return located.WithFieldViolations(status.field_violations());
  };
  const auto reading = registry::ReadCredentialDocument(input->bytes);
  if (!reading.ok()) return fault(reading.status());
  for (const std::string& field : reading->unknown_fields) {
    screen.err << "crosswalk: note: " << SafeText(input->name) << ": a credential has no field '"
               << SafeText(field) << "'; it is left out\n";
  }
  v1::Credential credential;
  rpc::WriteCredential(reading->credential, credential);
  return credential;
}

template <typename Request>
void SetSuggestions(const CredentialFlags& flags, Request& request) {
  request.set_suggestions(
      ValueOf(SuggestionModes(), flags.suggestions).value_or(v1::SUGGESTION_MODE_UNSPECIFIED));
}

v1::CredentialTextView ViewOf(const CredentialFlags& flags) {
  return flags.published ? v1::CREDENTIAL_TEXT_VIEW_PUBLISHED
                         : v1::CREDENTIAL_TEXT_VIEW_UNSPECIFIED;
}

// Labels of the concepts that a credential names, where the server knows them.
ConceptLabels LabelsFor(const v1::Credential& credential, const CallFlags& flags,
                        ServerConnection& server) {
  ConceptLabels labels;
  for (const std::string& name : ConceptsOf(credential)) {
    v1::GetConceptRequest request;
    request.set_name(name);
    request.set_view(v1::CONCEPT_VIEW_BASIC);
    SetLanguages(flags, request);
    const auto response = server.GetConcept(request);
    if (response.ok()) labels[name] = response->item().preferred_label();
  }
  return labels;
}

// "credentials/maple.bees: draft".
void Tell(const v1::Credential& credential, const Screen& screen) {
  screen.out << FormatCredentialLine(credential);
}

template <typename Response>
ExitCode Answer(const CredentialFlags& flags, const Screen& screen,
                const core::Result<Response>& response) {
  if (!response.ok()) return ReportError(response.status(), screen);
  if (flags.call.json) {
    screen.out << ToJson(*response, JsonLayout::kIndented) << '\n';
  } else {
    Tell(response->credential(), screen);
  }
  return kDone;
}

template <typename Request>
Request ChangeOf(const CredentialFlags& flags) {
  Request request;
  request.set_name(CredentialName(flags.name));
  request.set_etag(flags.etag);
  request.set_request_id(flags.request_id);
  return request;
}

}  // namespace

ExitCode RunCreateCredential(const CredentialFlags& flags, const Screen& screen) {
  const auto credential = ReadDocument(flags, screen);
  if (!credential.ok()) return ReportError(credential.status(), screen);
  ServerConnection server(ConnectionOf(flags.call, flags.actor));
  v1::CreateCredentialRequest request;
  *request.mutable_credential() = *credential;
  request.set_request_id(flags.request_id);
  SetSuggestions(flags, request);
  auto created = server.CreateCredential(request);
  if (created.ok() && flags.publish) {
    v1::PublishCredentialRequest publish;
    publish.set_name(created->credential().name());
    const auto published = server.PublishCredential(publish);
    if (!published.ok()) {
      screen.err << "crosswalk: note: created " << SafeText(created->credential().name())
                 << ", but not published\n";
      return ReportError(published.status(), screen);
    }
    *created->mutable_credential() = published->credential();
  }
  const ExitCode code = Answer(flags, screen, created);
  if (created.ok()) ReportWarnings(created->warnings(), screen);
  return code;
}

ExitCode RunGetCredential(const CredentialFlags& flags, const Screen& screen) {
  ServerConnection server(ConnectionOf(flags.call, flags.actor));
  v1::GetCredentialRequest request;
  request.set_name(CredentialName(flags.name));
  request.set_view(ViewOf(flags));
  request.set_version(flags.version);
  const auto response = server.GetCredential(request);
  if (!response.ok()) return ReportError(response.status(), screen);
  if (flags.document) {
    rpc::RequestCheck check;
    const auto credential = rpc::ReadCredential(response->credential(), "", check);
    screen.out << registry::WriteCredentialDocument(credential) << '\n';
  } else if (flags.call.json) {
    screen.out << ToJson(*response, JsonLayout::kIndented) << '\n';
  } else {
    const ConceptLabels labels = LabelsFor(response->credential(), flags.call, server);
    screen.out << FormatCredential(response->credential(), labels, flags.call.languages,
                                   screen.look);
  }
  return kDone;
}

ExitCode RunListCredentials(const CredentialFlags& flags, const Screen& screen) {
  constexpr int kPage = 1000;
  ServerConnection server(ConnectionOf(flags.call, flags.actor));
  v1::ListCredentialsRequest request;
  request.set_issuer(flags.issuer);
  request.set_view(ViewOf(flags));
  for (const std::string& word : flags.states) {
    request.add_states(*ValueOf(CredentialStates(), word));
  }
  v1::ListCredentialsResponse whole;
  do {
    const int wanted = flags.limit == 0 ? kPage : flags.limit - whole.credentials_size();
    request.set_page_size(std::min(wanted, kPage));
    request.set_page_token(whole.next_page_token());
    const auto page = server.ListCredentials(request);
    if (!page.ok()) return ReportError(page.status(), screen);
    whole.mutable_credentials()->MergeFrom(page->credentials());
    whole.set_next_page_token(page->next_page_token());
  } while (!whole.next_page_token().empty() &&
           (flags.limit == 0 || whole.credentials_size() < flags.limit));
  if (flags.call.json) {
    screen.out << ToJson(whole, JsonLayout::kIndented) << '\n';
    return kDone;
  }
  screen.out << FormatCredentials(whole, flags.call.languages, screen.look);
  if (!whole.next_page_token().empty()) {
    screen.err << "crosswalk: note: there are more; --limit 0 lists all\n";
  }
  return kDone;
}

ExitCode RunUpdateCredential(const CredentialFlags& flags, const Screen& screen) {
  const auto credential = ReadDocument(flags, screen);
  if (!credential.ok()) return ReportError(credential.status(), screen);
  ServerConnection server(ConnectionOf(flags.call, flags.actor));
  v1::UpdateCredentialRequest request;
  *request.mutable_credential() = *credential;
  request.set_request_id(flags.request_id);
  for (const std::string& field : flags.fields) request.mutable_update_mask()->add_paths(field);
  SetSuggestions(flags, request);
  const auto updated = server.UpdateCredential(request);
  const ExitCode code = Answer(flags, screen, updated);
  if (updated.ok()) ReportWarnings(updated->warnings(), screen);
  return code;
}

ExitCode RunPublishCredential(const CredentialFlags& flags, const Screen& screen) {
  ServerConnection server(ConnectionOf(flags.call, flags.actor));
  return Answer(flags, screen,
                server.PublishCredential(ChangeOf<v1::PublishCredentialRequest>(flags)));
}

ExitCode RunWithdrawCredential(const CredentialFlags& flags, const Screen& screen) {
  ServerConnection server(ConnectionOf(flags.call, flags.actor));
  return Answer(flags, screen,
                server.WithdrawCredential(ChangeOf<v1::WithdrawCredentialRequest>(flags)));
}

ExitCode RunDeleteCredential(const CredentialFlags& flags, const Screen& screen) {
  ServerConnection server(ConnectionOf(flags.call, flags.actor));
  const auto deleted = server.DeleteCredential(ChangeOf<v1::DeleteCredentialRequest>(flags));
  if (!deleted.ok()) return ReportError(deleted.status(), screen);
  if (flags.call.json) {
    screen.out << ToJson(*deleted, JsonLayout::kIndented) << '\n';
  } else {
    screen.out << SafeText(CredentialName(flags.name)) << ": deleted\n";
  }
  return kDone;
}

}  // namespace crosswalk::client
