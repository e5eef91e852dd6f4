// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/skill_service.h"

#include "server/rpc/concept_writer.h"
#include "server/rpc/filter_reader.h"
#include "server/rpc/page_token.h"
#include "server/rpc/related_skills.h"
#include "server/rpc/request_check.h"

#include <algorithm>

namespace crosswalk::rpc {
namespace {

constexpr std::size_t kLongestQuery = 1024;
constexpr std::size_t kLongestPrefix = 256;
constexpr std::size_t kDeepestResult = 10'000;

// The wished languages that the index has, for reading the query; empty means all.
std::vector<std::string> QueryLanguages(const LanguageWishes& wishes,
                                        const LoadedGeneration& generation) {
  std::vector<std::string> result;
  if (!wishes.asked) return result;
  for (const std::string& language : wishes.lookup) {
    const auto& indexed = generation.languages();
    if (std::find(indexed.begin(), indexed.end(), language) != indexed.end()) {
      result.push_back(language);
    }
  }
  return result;
}

// The filter, for skills only where it does not say.
core::Result<search::ConceptFilter> SkillFilter(const v1::ConceptFilter& filter,
                                                const LoadedGeneration& generation,
                                                RequestCheck& check) {
  auto result = ReadFilter(filter, generation, check);
  if (result.ok() && result->types.empty()) result->types = {core::ConceptType::kSkill};
  return result;
}

}  // namespace

grpc::Status SkillServiceImpl::SearchSkills(grpc::ServerContext* context,
                                            const v1::SearchSkillsRequest* request,
                                            v1::SearchSkillsResponse* response) {
  constexpr std::string_view method = "crosswalk.v1.SkillService/SearchSkills";
  return calls_.Run(method, CallKind::kIndexed, *context, [&](Call& call) -> core::Status {
    const LoadedGeneration& generation = call.generation();
    RequestCheck check;
    const LanguageWishes wishes =
        ReadWishes(request->language_codes(), call.accept_language(), default_language_, check);
    check.LimitText("query", request->query(), kLongestQuery);
    const v1::ConceptView view = ReadView(request->view(), v1::CONCEPT_VIEW_BASIC, check);
    const auto filter = SkillFilter(request->filter(), generation, check);
    if (!filter.ok()) return filter.status();
    const std::size_t size = PageSize(request->page_size(), 10, 100, check);
    if (!check.ok()) return check.ToStatus();
    const std::uint64_t fingerprint = RequestFingerprint(method, *request);
    const auto offset = ParsePageToken(request->page_token(), fingerprint, generation.id());
    if (!offset.ok()) return offset.status();

    search::SearchQuery query;
    query.text = request->query();
    query.languages = QueryLanguages(wishes, generation);
    query.filter = *filter;
    query.offset = std::min(*offset, kDeepestResult);
    query.limit = std::min(size, kDeepestResult - query.offset);
    search::SearchAnswer answer;
    if (query.limit > 0) {
      auto found = generation.engine().Search(query);
      if (!found.ok()) return found.status();
      answer = *std::move(found);
    }
    ConceptWriter writer(generation, wishes);
    for (const search::SearchHit& hit : answer.hits) {
      v1::SkillSearchResult& result = *response->add_results();
      writer.Write(hit.item, view, *result.mutable_item());
      result.set_score(hit.score);
      WriteMatchedLabel(hit.matched, *result.mutable_matched_label());
    }
    const std::size_t next = query.offset + answer.hits.size();
    if (answer.hits.size() == query.limit && next < answer.total_estimate &&
        next < kDeepestResult) {
      response->set_next_page_token(FormatPageToken(next, fingerprint, generation.id()));
    }
    response->set_total_size(
        static_cast<std::int32_t>(std::max<std::uint64_t>(answer.total_estimate, next)));
    response->set_corrected_query(answer.corrected_text);
    writer.Finish(*response);
    call.CountItems(1, answer.hits.size());
    return {};
  });
}

grpc::Status SkillServiceImpl::SuggestSkills(grpc::ServerContext* context,
                                             const v1::SuggestSkillsRequest* request,
                                             v1::SuggestSkillsResponse* response) {
  constexpr std::string_view method = "crosswalk.v1.SkillService/SuggestSkills";
  return calls_.Run(method, CallKind::kIndexed, *context, [&](Call& call) -> core::Status {
    const LoadedGeneration& generation = call.generation();
    RequestCheck check;
    const LanguageWishes wishes =
        ReadWishes(request->language_codes(), call.accept_language(), default_language_, check);
    check.LimitText("prefix", request->prefix(), kLongestPrefix);
    const auto filter = SkillFilter(request->filter(), generation, check);
    if (!filter.ok()) return filter.status();
    const std::size_t limit =
        PageSize(request->max_suggestions(), 10, 50, check, "max_suggestions");
    if (!check.ok()) return check.ToStatus();

    search::SuggestQuery query;
    query.prefix = request->prefix();
    query.languages = QueryLanguages(wishes, generation);
    query.filter = *filter;
    query.limit = limit;
    const auto suggestions = generation.engine().Suggest(query);
    if (!suggestions.ok()) return suggestions.status();
    ConceptWriter writer(generation, wishes);
    for (const search::Suggestion& suggestion : *suggestions) {
      v1::SkillSuggestion& result = *response->add_suggestions();
      writer.Write(suggestion.item, v1::CONCEPT_VIEW_BASIC, *result.mutable_item());
      WriteMatchedLabel(suggestion.matched, *result.mutable_matched_label());
    }
    writer.Finish(*response);
    call.CountItems(1, suggestions->size());
    return {};
  });
}

grpc::Status SkillServiceImpl::ListRelatedSkills(grpc::ServerContext* context,
                                                 const v1::ListRelatedSkillsRequest* request,
                                                 v1::ListRelatedSkillsResponse* response) {
  constexpr std::string_view method = "crosswalk.v1.SkillService/ListRelatedSkills";
  return calls_.Run(method, CallKind::kIndexed, *context, [&](Call& call) -> core::Status {
    const LoadedGeneration& generation = call.generation();
    RequestCheck check;
    const LanguageWishes wishes =
        ReadWishes(request->language_codes(), call.accept_language(), default_language_, check);
    const auto relations = ReadSkillRelations(request->relations(), check);
    const std::size_t size = PageSize(request->page_size(), 50, 1000, check);
    if (!check.ok()) return check.ToStatus();
    const std::uint64_t fingerprint = RequestFingerprint(method, *request);
    const auto offset = ParsePageToken(request->page_token(), fingerprint, generation.id());
    if (!offset.ok()) return offset.status();
    const auto node = ReadConceptName(request->name(), "name", generation);
    if (!node.ok()) return node.status();

    const auto related = FindRelatedSkills(*node, relations, generation);
    if (!related.ok()) return related.status();
    const std::size_t begin = std::min(*offset, related->size());
    const std::size_t end = std::min(begin + size, related->size());
    ConceptWriter writer(generation, wishes);
    for (std::size_t i = begin; i < end; ++i) {
      v1::RelatedSkill& result = *response->add_related_skills();
      writer.Write((*related)[i].item, v1::CONCEPT_VIEW_BASIC, *result.mutable_skill());
      result.set_relation((*related)[i].relation);
    }
    if (end < related->size()) {
      response->set_next_page_token(FormatPageToken(end, fingerprint, generation.id()));
    }
    response->set_total_size(static_cast<std::int32_t>(related->size()));
    writer.Finish(*response);
    call.CountItems(1, end - begin);
    return {};
  });
}

}  // namespace crosswalk::rpc
