// SPDX-License-Identifier: Apache-2.0
// Searching and suggesting.
#include "tools/client/calling.h"
#include "tools/client/commands.h"
#include "tools/client/format_concept.h"
#include "tools/client/json_output.h"
#include "tools/client/vocabulary.h"

#include <algorithm>

namespace crosswalk::client {
namespace {

// Most results that the server answers at once.
constexpr int kMaxPage = 100;

core::Result<v1::ConceptFilter> FilterOf(const FilterFlags& flags, ServerConnection& server) {
  v1::ConceptFilter filter;
  for (const std::string& framework : flags.frameworks) {
    filter.add_frameworks(FrameworkName(framework));
  }
  for (const std::string& word : flags.types) {
    if (const auto type = ValueOf(ConceptTypes(), word)) filter.add_types(*type);
  }
  for (const std::string& word : flags.skill_types) {
    if (const auto type = ValueOf(SkillTypes(), word)) filter.add_skill_types(*type);
  }
  for (const std::string& word : flags.reuse_levels) {
    if (const auto level = ValueOf(ReuseLevels(), word)) filter.add_reuse_levels(*level);
  }
  for (const std::string& collection : flags.collections) filter.add_collections(collection);
  for (const std::string& group : flags.groups) {
    const core::Result<std::string> name = ResolveName(group, server);
    if (!name.ok()) return name.status();
    filter.add_groups(*name);
  }
  for (const std::string& occupation : flags.occupations) {
    const core::Result<std::string> name = ResolveName(occupation, server);
    if (!name.ok()) return name.status();
    filter.add_occupations(*name);
  }
  if (flags.essential) filter.set_skill_need(v1::SKILL_NEED_ESSENTIAL);
  return filter;
}

}  // namespace

ExitCode RunSearch(const SearchFlags& flags, const Screen& screen) {
  ServerConnection server(ConnectionOf(flags.call));
  core::Result<v1::ConceptFilter> filter = FilterOf(flags.filter, server);
  if (!filter.ok()) return ReportError(filter.status(), screen);
  v1::SearchSkillsRequest request;
  request.set_query(flags.query);
  *request.mutable_filter() = *std::move(filter);
  SetLanguages(flags.call, request);
  v1::SearchSkillsResponse whole;
  while (true) {
    request.set_page_size(std::min(flags.limit - whole.results_size(), kMaxPage));
    core::Result<v1::SearchSkillsResponse> page = server.SearchSkills(request);
    if (!page.ok()) return ReportError(page.status(), screen);
    page->mutable_results()->Swap(whole.mutable_results());
    // The results so far, then those of this page.
    page->mutable_results()->MergeFrom(whole.results());
    whole = *std::move(page);
    if (whole.next_page_token().empty() || whole.results_size() >= flags.limit) break;
    request.set_page_token(whole.next_page_token());
  }
  if (flags.call.json) {
    screen.out << ToJson(whole, JsonLayout::kIndented) << '\n';
  } else {
    screen.out << FormatSearch(whole, 1, screen.look);
  }
  ReportWarnings(whole.warnings(), screen);
  return kDone;
}

ExitCode RunSuggest(const SuggestFlags& flags, const Screen& screen) {
  ServerConnection server(ConnectionOf(flags.call));
  core::Result<v1::ConceptFilter> filter = FilterOf(flags.filter, server);
  if (!filter.ok()) return ReportError(filter.status(), screen);
  v1::SuggestSkillsRequest request;
  request.set_prefix(flags.prefix);
  request.set_max_suggestions(flags.limit);
  *request.mutable_filter() = *std::move(filter);
  SetLanguages(flags.call, request);
  const core::Result<v1::SuggestSkillsResponse> response = server.SuggestSkills(request);
  if (!response.ok()) return ReportError(response.status(), screen);
  if (flags.call.json) {
    screen.out << ToJson(*response, JsonLayout::kIndented) << '\n';
  } else {
    screen.out << FormatSuggestions(*response, screen.look);
  }
  ReportWarnings(response->warnings(), screen);
  return kDone;
}

}  // namespace crosswalk::client
