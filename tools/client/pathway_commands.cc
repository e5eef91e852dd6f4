// SPDX-License-Identifier: Apache-2.0
#include "tools/client/pathway_commands.h"

#include "tools/client/calling.h"
#include "tools/client/format_pathways.h"
#include "tools/client/json_output.h"

namespace crosswalk::client {
namespace {

void SetEvidence(const EvidenceFlags& flags, v1::EvidenceFilter& filter) {
  filter.set_confirmed_only(flags.confirmed_only);
  filter.set_min_confidence(flags.min_confidence);
}

template <typename Response, typename Format>
ExitCode Answer(const CallFlags& flags, const Screen& screen,
                const core::Result<Response>& response, Format format) {
  if (!response.ok()) return ReportError(response.status(), screen);
  if (flags.json) {
    screen.out << ToJson(*response, JsonLayout::kIndented) << '\n';
  } else {
    screen.out << format(*response);
  }
  ReportWarnings(response->warnings(), screen);
  return kDone;
}

// The concept of `type` that a search for `words` puts first; says which, for words may mean
// others.
core::Result<std::string> FindByWords(const std::string& words, v1::ConceptType type,
                                      const CallFlags& flags, ServerConnection& server,
                                      const Screen& screen) {
  v1::SearchSkillsRequest request;
  request.set_query(words);
  request.mutable_filter()->add_types(type);
  request.set_page_size(1);
  SetLanguages(flags, request);
  const core::Result<v1::SearchSkillsResponse> found = server.SearchSkills(request);
  if (!found.ok()) return found.status();
  if (found->results().empty()) {
    return core::NotFound("CONCEPT_NOT_FOUND", "nothing in the index is called '" + words + "'");
  }
  const v1::Concept& item = found->results(0).item();
  screen.err << "crosswalk: note: '" << words << "' is taken for "
             << SafeText(item.preferred_label()) << " (" << item.name() << ")\n";
  return item.name();
}

// Resolves what a person calls a concept of `type`, by identifier or in words, into `set`, unless
// it is empty.
template <typename Set>
core::Status Resolve(const std::string& identifier, v1::ConceptType type, const CallFlags& flags,
                     ServerConnection& server, const Screen& screen, Set set) {
  if (identifier.empty()) return {};
  core::Result<std::string> name = ResolveName(identifier, server);
  if (!name.ok() && name.status().reason() == "CONCEPT_NOT_FOUND") {
    name = FindByWords(identifier, type, flags, server, screen);
  }
  if (!name.ok()) return name.status();
  set(*name);
  return {};
}

}  // namespace

ExitCode RunPathways(const PathwaysFlags& flags, const Screen& screen) {
  ServerConnection server(ConnectionOf(flags.call));
  v1::FindPathwaysRequest request;
  for (const std::string& credential : flags.credentials) {
    request.add_credentials(CredentialName(credential));
  }
  request.set_max_steps(flags.max_steps);
  request.set_max_pathways(flags.limit);
  request.set_max_continuations(flags.limit);
  request.set_declared_only(flags.declared_only);
  request.set_min_occupation_coverage(flags.min_coverage);
  SetEvidence(flags.evidence, *request.mutable_evidence());
  SetLanguages(flags.call, request);
  return Answer(flags.call, screen, server.FindPathways(request),
                [&](const auto& response) { return FormatPathways(response, screen.look); });
}

ExitCode RunGap(const GapFlags& flags, const Screen& screen) {
  ServerConnection server(ConnectionOf(flags.call));
  v1::AnalyzeGapRequest request;
  for (const std::string& credential : flags.credentials) {
    request.add_credentials(CredentialName(credential));
  }
  for (const std::string& skill : flags.skills) {
    const core::Status status = Resolve(skill, v1::CONCEPT_TYPE_SKILL, flags.call, server, screen,
                                        [&](const std::string& name) { request.add_skills(name); });
    if (!status.ok()) return ReportError(status, screen);
  }
  core::Status status = Resolve(flags.occupation, v1::CONCEPT_TYPE_OCCUPATION, flags.call, server,
                                screen, [&](const auto& name) { request.set_occupation(name); });
  if (status.ok()) {
    status = Resolve(flags.qualification, v1::CONCEPT_TYPE_QUALIFICATION, flags.call, server,
                     screen, [&](const auto& name) { request.set_qualification(name); });
  }
  if (!status.ok()) return ReportError(status, screen);
  if (!flags.to_credential.empty()) request.set_credential(CredentialName(flags.to_credential));
  request.set_max_closing_credentials(flags.max_closing);
  request.set_closing_cost(flags.fewest_hours ? v1::CLOSING_COST_HOURS
                                              : v1::CLOSING_COST_CREDENTIALS);
  request.set_close_optional_skills(flags.close_optional);
  SetEvidence(flags.evidence, *request.mutable_evidence());
  SetLanguages(flags.call, request);
  return Answer(flags.call, screen, server.AnalyzeGap(request),
                [&](const auto& response) { return FormatGap(response, flags.full, screen.look); });
}

ExitCode RunDeadEnds(const DeadEndsFlags& flags, const Screen& screen) {
  ServerConnection server(ConnectionOf(flags.call));
  v1::ReportDeadEndsRequest request;
  request.set_issuer_id(flags.issuer);
  request.set_max_continuations(flags.continuations);
  request.set_max_near_fits(flags.near_fits);
  SetEvidence(flags.evidence, *request.mutable_evidence());
  SetLanguages(flags.call, request);
  request.set_page_size(500);
  core::Result<v1::ReportDeadEndsResponse> all = v1::ReportDeadEndsResponse();
  do {
    auto page = server.ReportDeadEnds(request);
    if (!page.ok()) return ReportError(page.status(), screen);
    request.set_page_token(page->next_page_token());
    google::protobuf::RepeatedPtrField<v1::DeadEnd> dead_ends = all->dead_ends();
    dead_ends.MergeFrom(page->dead_ends());
    all = *std::move(page);
    *all->mutable_dead_ends() = std::move(dead_ends);
  } while (!request.page_token().empty());
  return Answer(flags.call, screen, all,
                [&](const auto& response) { return FormatDeadEnds(response, screen.look); });
}

}  // namespace crosswalk::client
