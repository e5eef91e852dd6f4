// SPDX-License-Identifier: Apache-2.0
#include "tools/client/find_command.h"

#include "tools/client/calling.h"
#include "tools/client/format_find.h"
#include "tools/client/json_output.h"
#include "tools/client/vocabulary.h"

#include <algorithm>

namespace crosswalk::client {
namespace {

// Most results that the server answers at once.
constexpr int kMaxPage = 100;

template <typename Vocabulary, typename Add>
void AddValues(const std::vector<std::string>& words, const Vocabulary& vocabulary, Add add) {
  for (const std::string& word : words) {
    if (const auto value = ValueOf(vocabulary, word)) add(*value);
  }
}

v1::CredentialFilter FilterOf(const FindFlags& flags) {
  v1::CredentialFilter filter;
  filter.mutable_issuers()->Assign(flags.issuers.begin(), flags.issuers.end());
  AddValues(flags.types, CredentialTypes(), [&](auto type) { filter.add_types(type); });
  AddValues(flags.deliveries, DeliveryModes(), [&](auto mode) { filter.add_delivery_modes(mode); });
  filter.mutable_language_codes()->Assign(flags.instruction.begin(), flags.instruction.end());
  filter.mutable_regions()->Assign(flags.regions.begin(), flags.regions.end());
  filter.set_min_level(flags.min_level);
  filter.set_max_level(flags.max_level);
  if (flags.min_hours) filter.set_min_hours(*flags.min_hours);
  if (flags.max_hours) filter.set_max_hours(*flags.max_hours);
  if (flags.min_cost) filter.set_min_cost(*flags.min_cost);
  if (flags.max_cost) filter.set_max_cost(*flags.max_cost);
  filter.set_currency_code(flags.currency);
  filter.set_start_from(flags.start_from);
  filter.set_start_until(flags.start_until);
  filter.set_registration_open_on(flags.register_on);
  return filter;
}

v1::SearchCredentialsRequest RequestOf(const FindFlags& flags) {
  v1::SearchCredentialsRequest request;
  request.set_query(flags.query);
  request.mutable_skills()->Assign(flags.skills.begin(), flags.skills.end());
  request.set_occupation(flags.occupation);
  if (flags.all_skills) request.set_skill_match(v1::SKILL_MATCH_MODE_ALL);
  request.set_skill_scope(
      ValueOf(SkillScopes(), flags.scope).value_or(v1::SKILL_SCOPE_UNSPECIFIED));
  request.set_confirmed_only(flags.confirmed);
  *request.mutable_filter() = FilterOf(flags);
  request.set_order_by(
      ValueOf(CredentialOrders(), flags.sort).value_or(v1::CREDENTIAL_ORDER_UNSPECIFIED));
  request.set_skip_facets(!flags.facets && !flags.call.json);
  SetLanguages(flags.call, request);
  return request;
}

}  // namespace

ExitCode RunFind(const FindFlags& flags, const Screen& screen) {
  ServerConnection server(ConnectionOf(flags.call));
  v1::SearchCredentialsRequest request = RequestOf(flags);
  v1::SearchCredentialsResponse whole;
  bool first = true;
  while (true) {
    request.set_page_size(std::min(flags.limit - whole.results_size(), kMaxPage));
    core::Result<v1::SearchCredentialsResponse> page = server.SearchCredentials(request);
    if (!page.ok()) return ReportError(page.status(), screen);
    if (first) {
      whole = *std::move(page);
      first = false;
    } else {
      whole.mutable_results()->MergeFrom(page->results());
      whole.set_next_page_token(page->next_page_token());
    }
    if (whole.next_page_token().empty() || whole.results_size() >= flags.limit) break;
    request.set_page_token(whole.next_page_token());
  }
  if (flags.call.json) {
    screen.out << ToJson(whole, JsonLayout::kIndented) << '\n';
  } else {
    screen.out << FormatFind(whole, flags.call.languages, flags.facets, screen.look);
  }
  ReportWarnings(whole.warnings(), screen);
  return kDone;
}

void FindCommandLine::AddFilters(CLI::App& command) {
  const std::string group = "What it must be";
  const auto repeated = [&](const char* name, std::vector<std::string>& into, const char* help) {
    CLI::Option* option = CommandSet::Repeatable(command.add_option(name, into, help));
    option->group(group);
    return option;
  };
  repeated("--issuer", flags_.issuers, "Of this issuer, by its id");
  commands_.Choose(repeated("--type", flags_.types, "Of this kind"), WordsOf(CredentialTypes()));
  commands_.Choose(repeated("--delivery", flags_.deliveries, "Taught in this way"),
                   WordsOf(DeliveryModes()));
  repeated("--taught-in", flags_.instruction, "In this language of instruction, e.g. fr");
  repeated("--region", flags_.regions, "Offered in this region");
  const auto text = [&](const char* name, std::string& into, const char* help) {
    command.add_option(name, into, help)->group(group);
  };
  text("--min-level", flags_.min_level, "At least this level: 1 to 13, diploma-2, or words");
  text("--max-level", flags_.max_level, "At most this level");
  const auto amount = [&](const char* name, std::optional<double>& into, const char* help) {
    command.add_option(name, into, help)->check(CLI::Range(0.0, 1e9).description(""))->group(group);
  };
  amount("--min-hours", flags_.min_hours, "At least so many hours");
  amount("--max-hours", flags_.max_hours, "At most so many hours");
  amount("--min-cost", flags_.min_cost, "Costs at least so much");
  amount("--max-cost", flags_.max_cost, "Costs at most so much");
  text("--currency", flags_.currency, "Currency of costs (default CAD)");
  text("--start-from", flags_.start_from, "Starts on this day or later, e.g. 2027-01-11");
  text("--start-until", flags_.start_until, "Starts on this day or earlier");
  text("--register-on", flags_.register_on, "Registration is still open on this day");
}

void FindCommandLine::Add() {
  CLI::App* command =
      commands_.AddCommand("find", "Find published credentials by words, skills and facts", [this] {
        for (const std::string& word : words_) {
          flags_.query += (flags_.query.empty() ? "" : " ") + word;
        }
        flags_.call = commands_.call();
        return RunFind(flags_, screen_);
      });
  commands_.AddCallOptions(*command);
  command->add_option("query", words_, "Words to look for");
  command
      ->add_option("--skill", flags_.skills,
                   "A skill it teaches: words, code, URI or name; may be repeated")
      ->allow_extra_args(false);
  command->add_option("--occupation", flags_.occupation,
                      "Teaches essential skills of this occupation");
  command->add_flag("--all", flags_.all_skills, "Teaches all the skills, not just any");
  commands_.Choose(
      command->add_option("--scope", flags_.scope,
                          "What counts as a skill: same, narrower (default) or related"),
      WordsOf(SkillScopes()));
  command->add_flag("--confirmed", flags_.confirmed, "Only skills that a reviewer confirmed");
  commands_.Choose(command->add_option("--sort", flags_.sort, "Order (default relevance)"),
                   WordsOf(CredentialOrders()));
  command->add_option("-n,--limit", flags_.limit, "Most results (default 10)")
      ->check(CLI::Range(1, 10000).description(""));
  command->add_flag("--facets", flags_.facets, "Count what the results are");
  AddFilters(*command);
}

}  // namespace crosswalk::client
