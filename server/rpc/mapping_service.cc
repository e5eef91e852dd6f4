// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/mapping_service.h"

#include "server/rpc/alignment_writer.h"
#include "server/rpc/chunk_runner.h"
#include "server/rpc/concept_writer.h"
#include "server/rpc/facts_reader.h"
#include "server/rpc/languages.h"
#include "server/rpc/outcome_mapping.h"
#include "server/rpc/request_check.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

namespace crosswalk::rpc {
namespace {

// Skills that one answer may hold: some 30 MB with evidence.
constexpr std::size_t kMostSkillsPerAnswer = 50'000;

void CheckCount(std::size_t count, std::size_t most, RequestCheck& check) {
  if (count == 0) check.Add("FIELD_REQUIRED", "outcomes", "takes at least one outcome");
  check.LimitCount("outcomes", count, most);
}

// Languages that a ladder's titles have.
std::vector<std::string> LadderLanguages(const LoadedGeneration& generation) {
  std::vector<std::string> languages;
  for (const auto& [language, title] : generation.snapshot().qualifications().front().title) {
    languages.push_back(language);
  }
  return languages;
}

}  // namespace

grpc::Status MappingServiceImpl::MapOutcomes(grpc::ServerContext* context,
                                             const v1::MapOutcomesRequest* request,
                                             v1::MapOutcomesResponse* response) {
  constexpr std::string_view method = "crosswalk.v1.MappingService/MapOutcomes";
  return calls_.Run(method, CallKind::kIndexed, *context, [&](Call& call) -> core::Status {
    const LoadedGeneration& generation = call.generation();
    const auto count = static_cast<std::size_t>(request->outcomes_size());
    RequestCheck check;
    CheckCount(count, max_outcomes_, check);
    mapping::MapContext credential = ReadMappingContext(request->context(), check);
    if (!check.ok()) return check.ToStatus();
    auto plan =
        ReadMapOptions(request->options(), call.accept_language(), default_language_, generation);
    if (!plan.ok()) return plan.status();
    plan->options.context = std::move(credential);
    if (count * plan->options.max_skills > kMostSkillsPerAnswer) {
      check.Add("TOO_MANY_ITEMS", "options.max_skills",
                "outcomes times max_skills is at most " + std::to_string(kMostSkillsPerAnswer) +
                    "; ask for less, or use StreamMapOutcomes");
      return check.ToStatus();
    }
    const core::Status status = MapInChunks(call, *request, *plan, *response);
    if (!status.ok()) return status;
    response->set_generation(generation.id());
    response->set_model_version(ModelVersion(*plan, generation));
    AddPlanWarnings(generation, *response->mutable_warnings());
    call.CountItems(count, count);
    return {};
  });
}

core::Status MappingServiceImpl::MapInChunks(Call& call, const v1::MapOutcomesRequest& request,
                                             const MapPlan& plan,
                                             v1::MapOutcomesResponse& response) {
  std::vector<MappingTask> tasks;
  for (const v1::Outcome& outcome : request.outcomes()) {
    tasks.push_back({&outcome, response.add_mappings()});
  }
  const LoadedGeneration& generation = call.generation();
  if (tasks.size() == 1) {
    return MapTasks(tasks, plan, generation, [&call] { return call.Cancelled(); });
  }
  ChunkRunner runner(call, workers_);
  const auto stopped = [&runner] { return runner.stopped(); };
  if (plan.options.context.any()) {
    // Outcomes that inform each other are mapped as one.
    MapPlan together = plan;
    together.options.in_stretches = [&runner](std::size_t count, const mapping::Stretch& stretch) {
      return runner.Run(count, stretch);
    };
    return MapTasks(tasks, together, generation, stopped);
  }
  const std::span<const MappingTask> all(tasks);
  return runner.Run(all.size(), [&](std::size_t begin, std::size_t end) {
    return MapTasks(all.subspan(begin, end - begin), plan, generation, stopped);
  });
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* MappingServiceImpl::StreamMapOutcomes(
    grpc::CallbackServerContext* context) {
  return streams_.Open(*context);
}

grpc::Status MappingServiceImpl::AlignLevel(grpc::ServerContext* context,
                                            const v1::AlignLevelRequest* request,
                                            v1::AlignLevelResponse* response) {
  constexpr std::string_view method = "crosswalk.v1.MappingService/AlignLevel";
  return calls_.Run(method, CallKind::kIndexed, *context, [&](Call& call) -> core::Status {
    const LoadedGeneration& generation = call.generation();
    const auto count = static_cast<std::size_t>(request->outcomes_size());
    RequestCheck check;
    const LanguageWishes wishes =
        ReadWishes(request->language_codes(), call.accept_language(), default_language_, check);
    CheckCount(count, max_outcomes_, check);
    check.LimitText("title", request->title(), kLongestTitle);
    alignment::DeclaredFacts facts = ReadFacts(request->facts(), generation, check);
    if (!check.ok()) return check.ToStatus();
    std::vector<mapping::Outcome> outcomes;
    for (std::size_t i = 0; i < count; ++i) {
      const v1::Outcome& outcome = request->outcomes(static_cast<int>(i));
      CheckOutcome(outcome, FieldPath("outcomes", i), check);
      const std::string language = NormalizeLanguageTag(outcome.language_code()).value_or("");
      outcomes.push_back({outcome.text(), std::string(PrimaryLanguage(language))});
    }
    if (!check.ok()) return check.ToStatus();
    if (generation.aligner() == nullptr) {
      return core::FailedPrecondition(
          "QUALIFICATIONS_NOT_INDEXED",
          "the index has no qualifications framework; build it with one, such as the OQF");
    }

    facts.title = request->title();
    const std::vector<std::string> languages = LadderLanguages(generation);
    alignment::AlignOptions options;
    options.language = PickLanguage(wishes, languages);
    options.cancelled = [&call] { return call.Cancelled(); };
    std::vector<mapping::OutcomeMapping> mappings;
    if (request->thorough()) {
      mapping::MapOptions map_options;
      map_options.committed_only = true;
      map_options.want_evidence = false;
      map_options.cancelled = options.cancelled;
      auto mapped = generation.mapper().Map(outcomes, map_options);
      if (!mapped.ok()) return mapped.status();
      mappings = *std::move(mapped);
      options.mappings = mappings;
    }
    const auto aligned = generation.aligner()->Align(outcomes, facts, options);
    if (!aligned.ok()) return aligned.status();
    WriteAlignment(*aligned, *request, options.language, generation,
                   *response->mutable_alignment());
    if (wishes.asked && std::find(wishes.lookup.begin(), wishes.lookup.end(), options.language) ==
                            wishes.lookup.end()) {
      AddWarning("LANGUAGE_FALLBACK", "the answer is in " + options.language,
                 {{"language_code", options.language}}, *response->mutable_warnings());
    }
    response->set_language_code(options.language);
    response->set_generation(generation.id());
    response->set_model_version(aligned->model);
    call.CountItems(count, count);
    return {};
  });
}

}  // namespace crosswalk::rpc
