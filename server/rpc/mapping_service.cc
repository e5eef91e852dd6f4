// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/mapping_service.h"

#include "server/rpc/alignment_writer.h"
#include "server/rpc/concept_writer.h"
#include "server/rpc/languages.h"
#include "server/rpc/outcome_mapping.h"
#include "server/rpc/request_check.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace crosswalk::rpc {
namespace {

constexpr std::size_t kLongestTitle = 1024;
// Skills that one answer may hold: some 30 MB with evidence.
constexpr std::size_t kMostSkillsPerAnswer = 50'000;
// How soon a batch notices that its caller is gone.
constexpr std::chrono::milliseconds kPoll{20};

// A batch that workers map in chunks.
struct Batch {
  std::mutex mutex;
  std::condition_variable done;
  std::size_t unfinished = 0;  // Jobs.
  core::Status status;         // The first failure.
  std::atomic<bool> stopped = false;
};

void CheckFacts(const v1::DeclaredFacts& facts, RequestCheck& check) {
  // Written so that NaN fails.
  if (facts.has_hours() && !(facts.hours() > 0.0 && facts.hours() <= 20'000.0)) {
    check.Add("VALUE_OUT_OF_RANGE", "facts.hours", "takes more than 0 to 20000");
  }
  if (facts.has_credits() && !(facts.credits() > 0.0 && facts.credits() <= 1000.0)) {
    check.Add("VALUE_OUT_OF_RANGE", "facts.credits", "takes more than 0 to 1000");
  }
}

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
    if (!check.ok()) return check.ToStatus();
    const auto plan =
        ReadMapOptions(request->options(), call.accept_language(), default_language_, generation);
    if (!plan.ok()) return plan.status();
    if (count * plan->options.max_skills > kMostSkillsPerAnswer) {
      check.Add("TOO_MANY_ITEMS", "options.max_skills",
                "outcomes times max_skills is at most " + std::to_string(kMostSkillsPerAnswer) +
                    "; ask for less, or use StreamMapOutcomes");
      return check.ToStatus();
    }
    const core::Status status = MapInChunks(call, *request, *plan, *response);
    if (!status.ok()) return status;
    response->set_generation(generation.id());
    response->set_model_version(generation.encoder_version());
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
  // Jobs refer to the request and the response, so the call waits for all of them, whatever
  // happens.
  Batch batch;
  const std::span<const MappingTask> all(tasks);
  const std::size_t size = ChunkSize(all.size(), workers_.size());
  for (std::size_t begin = 0; begin < all.size(); begin += size) {
    const auto chunk = all.subspan(begin, std::min(size, all.size() - begin));
    {
      const std::lock_guard lock(batch.mutex);
      ++batch.unfinished;
    }
    workers_.Submit([&batch, chunk, &plan, &generation] {
      core::Status status = Fenced([&] {
        return MapTasks(chunk, plan, generation, [&batch] { return batch.stopped.load(); });
      });
      const std::lock_guard lock(batch.mutex);
      if (!status.ok()) batch.stopped = true;
      if (!status.ok() && batch.status.ok()) batch.status = std::move(status);
      if (--batch.unfinished == 0) batch.done.notify_all();
    });
  }
  std::unique_lock lock(batch.mutex);
  while (!batch.done.wait_for(lock, kPoll, [&batch] { return batch.unfinished == 0; })) {
    if (call.Cancelled()) batch.stopped = true;
  }
  return batch.status;
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
    CheckFacts(request->facts(), check);
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

    alignment::DeclaredFacts facts;
    facts.title = request->title();
    if (request->facts().has_hours()) facts.hours = request->facts().hours();
    if (request->facts().has_credits()) facts.credits = request->facts().credits();
    const std::vector<std::string> languages = LadderLanguages(generation);
    alignment::AlignOptions options;
    options.language = PickLanguage(wishes, languages);
    options.cancelled = [&call] { return call.Cancelled(); };
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
