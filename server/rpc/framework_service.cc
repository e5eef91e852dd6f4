// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/framework_service.h"

#include "frameworks/core/resource_name.h"
#include "server/rpc/concept_listing.h"
#include "server/rpc/concept_writer.h"
#include "server/rpc/filter_reader.h"
#include "server/rpc/page_token.h"
#include "server/rpc/request_check.h"

#include <algorithm>

namespace crosswalk::rpc {
namespace {

constexpr std::size_t kStandardPage = 50;
constexpr std::size_t kLongestPage = 1000;
constexpr std::size_t kMostNames = 1000;
constexpr std::size_t kLongestIdentifier = 2048;

// The concept of the first framework by id with this notation code.
core::Result<search::ConceptOrdinal> FindByCode(const std::string& code,
                                                const LoadedGeneration& generation) {
  const core::Status missing =
      core::NotFound("CONCEPT_NOT_FOUND", "the index has no concept '" + code + "'")
          .WithMetadata("identifier", code);
  search::SearchQuery query;
  query.text = code;
  query.limit = 20;
  const auto answer = generation.engine().Search(query);
  if (!answer.ok()) {
    return answer.status().code() == core::StatusCode::kInvalidArgument ? missing : answer.status();
  }
  const search::SearchHit* best = nullptr;
  for (const search::SearchHit& hit : answer->hits) {
    if (hit.item.code != code) continue;
    if (best == nullptr || hit.item.framework < best->item.framework) best = &hit;
  }
  if (best == nullptr) return missing;
  return best->node;
}

core::Result<search::ConceptOrdinal> FindConcept(const v1::GetConceptRequest& request,
                                                 const LoadedGeneration& generation) {
  if (request.key_case() == v1::GetConceptRequest::kName) {
    return ReadConceptName(request.name(), "name", generation);
  }
  auto node = generation.snapshot().FindByUri(request.identifier());
  if (node.ok() || node.status().code() != core::StatusCode::kNotFound) return node;
  return FindByCode(request.identifier(), generation);
}

}  // namespace

grpc::Status FrameworkServiceImpl::ListFrameworks(grpc::ServerContext* context,
                                                  const v1::ListFrameworksRequest* request,
                                                  v1::ListFrameworksResponse* response) {
  constexpr std::string_view method = "crosswalk.v1.FrameworkService/ListFrameworks";
  return calls_.Run(method, CallKind::kIndexed, *context, [&](Call& call) -> core::Status {
    const LoadedGeneration& generation = call.generation();
    RequestCheck check;
    const LanguageWishes wishes =
        ReadWishes(request->language_codes(), call.accept_language(), default_language_, check);
    const std::size_t size = PageSize(request->page_size(), kStandardPage, kLongestPage, check);
    if (!check.ok()) return check.ToStatus();
    const std::uint64_t fingerprint = RequestFingerprint(method, *request);
    const auto offset = ParsePageToken(request->page_token(), fingerprint, generation.id());
    if (!offset.ok()) return offset.status();

    std::vector<const index_schema::FrameworkSummary*> sorted;
    for (const auto& summary : generation.manifest().frameworks) sorted.push_back(&summary);
    std::sort(sorted.begin(), sorted.end(),
              [](const auto* a, const auto* b) { return a->framework.id < b->framework.id; });
    ConceptWriter writer(generation, wishes);
    const std::size_t begin = std::min(*offset, sorted.size());
    const std::size_t end = std::min(begin + size, sorted.size());
    for (std::size_t i = begin; i < end; ++i) writer.Write(*sorted[i], *response->add_frameworks());
    if (end < sorted.size()) {
      response->set_next_page_token(FormatPageToken(end, fingerprint, generation.id()));
    }
    writer.Finish(*response);
    call.CountItems(1, end - begin);
    return {};
  });
}

grpc::Status FrameworkServiceImpl::GetFramework(grpc::ServerContext* context,
                                                const v1::GetFrameworkRequest* request,
                                                v1::GetFrameworkResponse* response) {
  constexpr std::string_view method = "crosswalk.v1.FrameworkService/GetFramework";
  return calls_.Run(method, CallKind::kIndexed, *context, [&](Call& call) -> core::Status {
    const LoadedGeneration& generation = call.generation();
    RequestCheck check;
    const LanguageWishes wishes =
        ReadWishes(request->language_codes(), call.accept_language(), default_language_, check);
    check.LimitText("name", request->name(), kLongestName);
    if (!check.ok()) return check.ToStatus();
    const auto id = core::ParseFrameworkName(request->name());
    check.AddStatus("name", id.status());
    if (!check.ok()) return check.ToStatus();
    const auto summary = RequireFramework(*id, generation);
    if (!summary.ok()) return summary.status();
    ConceptWriter writer(generation, wishes);
    writer.Write(**summary, *response->mutable_framework());
    writer.Finish(*response);
    call.CountItems(1, 1);
    return {};
  });
}

grpc::Status FrameworkServiceImpl::GetConcept(grpc::ServerContext* context,
                                              const v1::GetConceptRequest* request,
                                              v1::GetConceptResponse* response) {
  constexpr std::string_view method = "crosswalk.v1.FrameworkService/GetConcept";
  return calls_.Run(method, CallKind::kIndexed, *context, [&](Call& call) -> core::Status {
    const LoadedGeneration& generation = call.generation();
    RequestCheck check;
    const LanguageWishes wishes =
        ReadWishes(request->language_codes(), call.accept_language(), default_language_, check);
    const v1::ConceptView view = ReadView(request->view(), v1::CONCEPT_VIEW_FULL, check);
    if (request->key_case() == v1::GetConceptRequest::KEY_NOT_SET) {
      check.Add("FIELD_REQUIRED", "name", "name or identifier is required");
    } else if (request->key_case() == v1::GetConceptRequest::kIdentifier) {
      check.RequireText("identifier", request->identifier(), kLongestIdentifier);
    }
    if (!check.ok()) return check.ToStatus();
    const auto node = FindConcept(*request, generation);
    if (!node.ok()) return node.status();
    const auto item = generation.snapshot().Load(*node);
    if (!item.ok()) return item.status();
    ConceptWriter writer(generation, wishes);
    writer.Write(*item, view, *response->mutable_item());
    writer.Finish(*response);
    call.CountItems(1, 1);
    return {};
  });
}

grpc::Status FrameworkServiceImpl::BatchGetConcepts(grpc::ServerContext* context,
                                                    const v1::BatchGetConceptsRequest* request,
                                                    v1::BatchGetConceptsResponse* response) {
  constexpr std::string_view method = "crosswalk.v1.FrameworkService/BatchGetConcepts";
  return calls_.Run(method, CallKind::kIndexed, *context, [&](Call& call) -> core::Status {
    const LoadedGeneration& generation = call.generation();
    RequestCheck check;
    const LanguageWishes wishes =
        ReadWishes(request->language_codes(), call.accept_language(), default_language_, check);
    const v1::ConceptView view = ReadView(request->view(), v1::CONCEPT_VIEW_BASIC, check);
    const auto count = static_cast<std::size_t>(request->names_size());
    if (count == 0) check.Add("FIELD_REQUIRED", "names", "takes at least one name");
    check.LimitCount("names", count, kMostNames);
    if (!check.ok()) return check.ToStatus();
    ConceptWriter writer(generation, wishes);
    for (std::size_t i = 0; i < count; ++i) {
      if (call.Cancelled()) return {core::StatusCode::kCancelled, "REQUEST_CANCELLED", "cancelled"};
      const auto node =
          ReadConceptName(request->names(static_cast<int>(i)), FieldPath("names", i), generation);
      if (!node.ok()) return node.status();
      const auto item = generation.snapshot().Load(*node);
      if (!item.ok()) return item.status();
      writer.Write(*item, view, *response->add_concepts());
    }
    writer.Finish(*response);
    call.CountItems(count, count);
    return {};
  });
}

grpc::Status FrameworkServiceImpl::ListConcepts(grpc::ServerContext* context,
                                                const v1::ListConceptsRequest* request,
                                                v1::ListConceptsResponse* response) {
  constexpr std::string_view method = "crosswalk.v1.FrameworkService/ListConcepts";
  return calls_.Run(method, CallKind::kIndexed, *context, [&](Call& call) -> core::Status {
    const LoadedGeneration& generation = call.generation();
    RequestCheck check;
    const LanguageWishes wishes =
        ReadWishes(request->language_codes(), call.accept_language(), default_language_, check);
    const v1::ConceptView view = ReadView(request->view(), v1::CONCEPT_VIEW_BASIC, check);
    const std::size_t size = PageSize(request->page_size(), kStandardPage, kLongestPage, check);
    if (!check.ok()) return check.ToStatus();
    const std::uint64_t fingerprint = RequestFingerprint(method, *request);
    const auto offset = ParsePageToken(request->page_token(), fingerprint, generation.id());
    if (!offset.ok()) return offset.status();

    const auto page = ListConceptPage(*request, generation, *offset, size);
    if (!page.ok()) return page.status();
    ConceptWriter writer(generation, wishes);
    for (const core::Concept& item : page->items) {
      writer.Write(item, view, *response->add_concepts());
    }
    const std::size_t next = *offset + page->items.size();
    if (page->more) {
      response->set_next_page_token(FormatPageToken(next, fingerprint, generation.id()));
    }
    response->set_total_size(static_cast<std::int32_t>(page->total));
    writer.Finish(*response);
    call.CountItems(1, page->items.size());
    return {};
  });
}

}  // namespace crosswalk::rpc
