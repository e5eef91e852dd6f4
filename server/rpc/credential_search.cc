// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/credential_search.h"

#include "server/catalogue/catalogue_search.h"
#include "server/registry/timestamp.h"
#include "server/rpc/credential_search_writer.h"
#include "server/rpc/filter_reader.h"
#include "server/rpc/page_token.h"
#include "server/rpc/request_check.h"
#include "server/rpc/search_subjects.h"

#include <cmath>

namespace crosswalk::rpc {
namespace {

constexpr std::size_t kLongestQuery = 1024;
constexpr std::size_t kStandardPage = 20;
constexpr std::size_t kLargestPage = 100;

template <typename List>
std::vector<std::string> ReadTexts(const List& values, std::string_view field,
                                   RequestCheck& check) {
  check.LimitCount(field, static_cast<std::size_t>(values.size()), kMostFilterValues);
  std::vector<std::string> texts;
  for (int i = 0; i < values.size(); ++i) {
    check.RequireText(FieldPath(field, static_cast<std::size_t>(i)), values[i], kLongestName);
    texts.push_back(values[i]);
  }
  return texts;
}

template <typename Enum>
std::vector<Enum> ReadEnums(const google::protobuf::RepeatedField<int>& values,
                            std::string_view field, bool (*valid)(int), RequestCheck& check) {
  check.LimitCount(field, static_cast<std::size_t>(values.size()), kMostFilterValues);
  std::vector<Enum> result;
  for (int i = 0; i < values.size(); ++i) {
    if (values[i] == 0 || !valid(values[i])) {
      check.Add("VALUE_UNKNOWN", FieldPath(field, static_cast<std::size_t>(i)),
                "takes one of the named values");
    } else {
      result.push_back(static_cast<Enum>(values[i]));
    }
  }
  return result;
}

std::optional<double> ReadAmount(bool given, double value, std::string_view field,
                                 RequestCheck& check) {
  if (!given) return std::nullopt;
  if (!std::isfinite(value) || value < 0) check.Add("VALUE_OUT_OF_RANGE", field, "takes 0 or more");
  return value;
}

std::string ReadDay(const std::string& day, std::string_view field, RequestCheck& check) {
  if (!day.empty() && !registry::IsDate(day)) {
    check.Add("VALUE_OUT_OF_RANGE", field, "takes a day such as 2027-01-11");
  }
  return day;
}

catalogue::SearchFilter ReadFilter(const v1::CredentialFilter& filter, RequestCheck& check) {
  catalogue::SearchFilter result;
  result.issuers = ReadTexts(filter.issuers(), "filter.issuers", check);
  result.types = ReadEnums<registry::CredentialType>(filter.types(), "filter.types",
                                                     v1::CredentialType_IsValid, check);
  result.delivery_modes = ReadEnums<registry::DeliveryMode>(
      filter.delivery_modes(), "filter.delivery_modes", v1::DeliveryMode_IsValid, check);
  result.languages = ReadTexts(filter.language_codes(), "filter.language_codes", check);
  result.regions = ReadTexts(filter.regions(), "filter.regions", check);
  result.min_hours =
      ReadAmount(filter.has_min_hours(), filter.min_hours(), "filter.min_hours", check);
  result.max_hours =
      ReadAmount(filter.has_max_hours(), filter.max_hours(), "filter.max_hours", check);
  result.min_cost = ReadAmount(filter.has_min_cost(), filter.min_cost(), "filter.min_cost", check);
  result.max_cost = ReadAmount(filter.has_max_cost(), filter.max_cost(), "filter.max_cost", check);
  check.LimitText("filter.currency_code", filter.currency_code(), 3);
  result.currency = filter.currency_code();
  result.start_from = ReadDay(filter.start_from(), "filter.start_from", check);
  result.start_until = ReadDay(filter.start_until(), "filter.start_until", check);
  result.registration_open_on =
      ReadDay(filter.registration_open_on(), "filter.registration_open_on", check);
  return result;
}

catalogue::SortOrder ReadOrder(v1::CredentialOrder order, RequestCheck& check) {
  using catalogue::SortOrder;
  switch (order) {
    case v1::CREDENTIAL_ORDER_UNSPECIFIED:
    case v1::CREDENTIAL_ORDER_RELEVANCE:
      return SortOrder::kRelevance;
    case v1::CREDENTIAL_ORDER_LEVEL:
      return SortOrder::kLevel;
    case v1::CREDENTIAL_ORDER_LEVEL_DESCENDING:
      return SortOrder::kLevelDown;
    case v1::CREDENTIAL_ORDER_HOURS:
      return SortOrder::kHours;
    case v1::CREDENTIAL_ORDER_COST:
      return SortOrder::kCost;
    case v1::CREDENTIAL_ORDER_NEWEST:
      return SortOrder::kNewest;
    case v1::CREDENTIAL_ORDER_TITLE:
      return SortOrder::kTitle;
    default:
      break;
  }
  check.Add("VALUE_UNKNOWN", "order_by", "takes one of the named values");
  return SortOrder::kRelevance;
}

// All of the request that needs no framework.
catalogue::SearchQuery ReadQuery(const v1::SearchCredentialsRequest& request, RequestCheck& check) {
  catalogue::SearchQuery query;
  check.LimitText("query", request.query(), kLongestQuery);
  query.text = request.query();
  check.LimitCount("skills", static_cast<std::size_t>(request.skills_size()), kMostSearchSkills);
  for (int i = 0; i < request.skills_size(); ++i) {
    check.RequireText(FieldPath("skills", static_cast<std::size_t>(i)), request.skills(i),
                      kLongestQuery);
  }
  check.LimitText("occupation", request.occupation(), kLongestQuery);
  if (!v1::SkillMatchMode_IsValid(request.skill_match())) {
    check.Add("VALUE_UNKNOWN", "skill_match", "takes one of the named values");
  }
  if (!v1::SkillScope_IsValid(request.skill_scope())) {
    check.Add("VALUE_UNKNOWN", "skill_scope", "takes one of the named values");
  }
  query.all_skills = request.skill_match() == v1::SKILL_MATCH_MODE_ALL;
  query.narrower = request.skill_scope() != v1::SKILL_SCOPE_SAME;
  query.related = request.skill_scope() == v1::SKILL_SCOPE_RELATED;
  query.confirmed_only = request.confirmed_only();
  query.filter = ReadFilter(request.filter(), check);
  query.sort = ReadOrder(request.order_by(), check);
  query.limit = PageSize(request.page_size(), kStandardPage, kLargestPage, check);
  query.page_token = request.page_token();
  query.fingerprint = RequestFingerprint(CredentialSearch::kMethod, request);
  query.facets = !request.skip_facets();
  return query;
}

core::Status ReadLevels(const v1::CredentialFilter& filter, const SubjectReader& subjects,
                        catalogue::SearchFilter& out) {
  const auto low = subjects.ReadLevel(filter.min_level(), "filter.min_level");
  if (!low.ok()) return low.status();
  const auto high = subjects.ReadLevel(filter.max_level(), "filter.max_level");
  if (!high.ok()) return high.status();
  out.min_level = *low;
  out.max_level = *high;
  return {};
}

}  // namespace

core::Status CredentialSearch::Answer(const catalogue::LiveIndex& index,
                                      const v1::SearchCredentialsRequest& request, Call& call,
                                      v1::SearchCredentialsResponse& response) {
  RequestCheck check;
  const LanguageWishes wishes =
      ReadWishes(request.language_codes(), call.accept_language(), default_language_, check);
  catalogue::SearchQuery query = ReadQuery(request, check);
  if (!check.ok()) return check.ToStatus();
  const auto names = call.generation().ConceptNames();
  if (!names.ok()) return names.status();
  const FrameworkSkills skills(call.generation(), **names);
  ConceptWriter concepts(call.generation(), wishes);
  const SubjectReader subjects(call.generation(), skills, wishes, concepts);
  core::Status status = ReadLevels(request.filter(), subjects, query.filter);
  if (!status.ok()) return status;
  status = subjects.Read(request, response);
  if (!status.ok()) return status;
  for (const v1::ResolvedSkill& skill : response.skills()) {
    query.skills.push_back(skill.concept_name());
  }
  const auto answer = catalogue::SearchCatalogue(index, skills, query);
  if (!answer.ok()) return answer.status();
  WriteSearchAnswer(*answer, subjects, response);
  WriteFreshness(index.freshness(), answer->indexed_sequence, *response.mutable_freshness());
  concepts.Finish(response);
  call.CountItems(1, answer->hits.size());
  return {};
}

}  // namespace crosswalk::rpc
