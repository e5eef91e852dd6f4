// SPDX-License-Identifier: Apache-2.0
#include "tools/bench/load.h"

#include "crosswalk/v1/admin_service.grpc.pb.h"
#include "crosswalk/v1/mapping_service.grpc.pb.h"
#include "crosswalk/v1/skill_service.grpc.pb.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace crosswalk::bench {
namespace {

using Clock = std::chrono::steady_clock;

// A worker whose call takes longer than this counts as failed.
constexpr std::chrono::seconds kCallTimeout(30);

std::shared_ptr<grpc::Channel> OpenChannel(const std::string& server) {
  grpc::ChannelArguments arguments;
  // Channels of the same process share one connection otherwise.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetMaxReceiveMessageSize(-1);
  return grpc::CreateCustomChannel(server, grpc::InsecureChannelCredentials(), arguments);
}

Clock::duration Seconds(double seconds) {
  return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

// When answers count.
struct Schedule {
  explicit Schedule(const LoadOptions& options)
      : start(Clock::now() + Seconds(options.warm_up_seconds)),
        end(start + Seconds(options.seconds)) {}

  Clock::time_point start;
  Clock::time_point end;
};

// What one worker measured.
class Tally {
 public:
  explicit Tally(const Schedule& schedule) : schedule_(schedule) {}

  void CountAnswer(Clock::time_point sent, Clock::time_point answered, std::size_t outcomes) {
    if (answered < schedule_.start || answered > schedule_.end) return;
    latencies_.push_back(std::chrono::duration_cast<Nanoseconds>(answered - sent));
    outcomes_ += static_cast<std::int64_t>(outcomes);
  }

  void CountError(const grpc::Status& status) {
    ++errors_[std::to_string(status.error_code()) + " " + status.error_message()];
  }

  void AddTo(LoadResult& result, std::vector<Nanoseconds>& latencies) const {
    latencies.insert(latencies.end(), latencies_.begin(), latencies_.end());
    result.outcomes += outcomes_;
    for (const auto& [error, count] : errors_) result.errors[error] += count;
  }

 private:
  const Schedule& schedule_;
  std::vector<Nanoseconds> latencies_;
  std::int64_t outcomes_ = 0;
  std::map<std::string, std::int64_t> errors_;
};

// Texts in turns; the workers begin at different places, so that they do not all ask the same.
class Turns {
 public:
  Turns(const std::vector<std::string>& texts, std::size_t worker, std::size_t workers)
      : texts_(texts), next_(texts.size() * worker / std::max<std::size_t>(workers, 1)) {}
  const std::string& Next() { return texts_[next_++ % texts_.size()]; }

 private:
  const std::vector<std::string>& texts_;
  std::size_t next_;
};

// Calls `call` with a fresh context until the time is up.
template <typename Call>
void CallInTurns(const Schedule& schedule, std::size_t outcomes, Tally& tally, Call call) {
  while (Clock::now() < schedule.end) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kCallTimeout);
    const Clock::time_point sent = Clock::now();
    const grpc::Status status = call(context);
    const Clock::time_point answered = Clock::now();
    if (status.ok()) {
      tally.CountAnswer(sent, answered, outcomes);
    } else {
      tally.CountError(status);
      // A server that is gone answers at once: do not spin.
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }
}

void WorkOnMap(const LoadOptions& options, std::size_t worker, const Schedule& schedule,
               Tally& tally) {
  v1::MappingService::Stub stub(OpenChannel(options.server));
  Turns outcomes(options.outcomes, worker, options.concurrency);
  v1::MapOutcomesRequest request;
  request.mutable_options()->set_max_skills(options.max_skills);
  request.mutable_options()->set_encoder(options.encoder);
  v1::MapOutcomesResponse response;
  CallInTurns(schedule, options.outcomes_per_request, tally, [&](grpc::ClientContext& context) {
    request.clear_outcomes();
    for (std::size_t i = 0; i < options.outcomes_per_request; ++i) {
      request.add_outcomes()->set_text(outcomes.Next());
    }
    return stub.MapOutcomes(&context, request, &response);
  });
}

void WorkOnSearch(const LoadOptions& options, std::size_t worker, const Schedule& schedule,
                  Tally& tally) {
  v1::SkillService::Stub stub(OpenChannel(options.server));
  Turns queries(options.queries, worker, options.concurrency);
  v1::SearchSkillsRequest request;
  v1::SearchSkillsResponse response;
  CallInTurns(schedule, 0, tally, [&](grpc::ClientContext& context) {
    request.set_query(queries.Next());
    return stub.SearchSkills(&context, request, &response);
  });
}

// Every beginning of every query that ends with a whole character.
std::vector<std::string> KeyByKey(const std::vector<std::string>& queries) {
  std::vector<std::string> prefixes;
  for (const std::string& query : queries) {
    for (std::size_t size = 1; size <= query.size(); ++size) {
      const bool whole = size == query.size() || (query[size] & 0xC0) != 0x80;
      if (whole) prefixes.push_back(query.substr(0, size));
    }
  }
  return prefixes;
}

void WorkOnSuggest(const LoadOptions& options, std::size_t worker, const Schedule& schedule,
                   Tally& tally) {
  v1::SkillService::Stub stub(OpenChannel(options.server));
  const std::vector<std::string> typed = KeyByKey(options.queries);
  Turns prefixes(typed, worker, options.concurrency);
  v1::SuggestSkillsRequest request;
  v1::SuggestSkillsResponse response;
  CallInTurns(schedule, 0, tally, [&](grpc::ClientContext& context) {
    request.set_prefix(prefixes.Next());
    return stub.SuggestSkills(&context, request, &response);
  });
}

// The messages of a stream that are sent and not answered yet.
class Window {
 public:
  explicit Window(std::size_t size) : size_(size) {}

  // Waits for room; false once closed.
  bool Enter() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return closed_ || sent_.size() < size_; });
    if (closed_) return false;
    sent_.push_back(Clock::now());
    return true;
  }
  // When the oldest message was sent; it is answered now.
  Clock::time_point Leave() {
    const std::lock_guard lock(mutex_);
    const Clock::time_point sent = sent_.front();
    sent_.pop_front();
    changed_.notify_one();
    return sent;
  }
  void Close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_one();
  }

 private:
  const std::size_t size_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Clock::time_point> sent_;
  bool closed_ = false;
};

void WorkOnStream(const LoadOptions& options, std::size_t worker, const Schedule& schedule,
                  Tally& tally) {
  v1::MappingService::Stub stub(OpenChannel(options.server));
  Turns outcomes(options.outcomes, worker, options.concurrency);
  grpc::ClientContext context;
  const auto stream = stub.StreamMapOutcomes(&context);
  Window window(options.window);
  std::thread writer([&] {
    v1::StreamMapOutcomesRequest request;
    request.mutable_options()->set_max_skills(options.max_skills);
    request.mutable_options()->set_encoder(options.encoder);
    while (Clock::now() < schedule.end && window.Enter()) {
      request.clear_outcomes();
      for (std::size_t i = 0; i < options.outcomes_per_message; ++i) {
        request.add_outcomes()->set_text(outcomes.Next());
      }
      if (!stream->Write(request)) return;
      request.clear_options();
    }
    stream->WritesDone();
  });
  v1::StreamMapOutcomesResponse response;
  while (stream->Read(&response)) {
    const Clock::time_point answered = Clock::now();
    tally.CountAnswer(window.Leave(), answered, static_cast<std::size_t>(response.mappings_size()));
  }
  window.Close();
  writer.join();
  const grpc::Status status = stream->Finish();
  if (!status.ok()) tally.CountError(status);
}

}  // namespace

std::string MethodName(Method method) {
  switch (method) {
    case Method::kMap:
      return "map";
    case Method::kStream:
      return "stream";
    case Method::kSearch:
      return "search";
    case Method::kSuggest:
      break;
  }
  return "suggest";
}

core::Result<ServerIdentity> Identify(const std::string& server) {
  v1::AdminService::Stub stub(OpenChannel(server));
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(5));
  v1::GetStatusResponse response;
  const grpc::Status status = stub.GetStatus(&context, {}, &response);
  // An operator may have turned the admin service off; the server is there all the same.
  if (status.error_code() == grpc::StatusCode::UNIMPLEMENTED) return ServerIdentity();
  if (!status.ok()) {
    return core::Unavailable("NO_ANSWER", "no answer from a Crosswalk server at " + server + " (" +
                                              status.error_message() + ")");
  }
  return ServerIdentity{response.generation().id(), response.generation().encoder()};
}

LoadResult RunLoad(Method method, const LoadOptions& options) {
  const Schedule schedule(options);
  const auto work = [&] {
    switch (method) {
      case Method::kMap:
        return WorkOnMap;
      case Method::kStream:
        return WorkOnStream;
      case Method::kSearch:
        return WorkOnSearch;
      case Method::kSuggest:
        break;
    }
    return WorkOnSuggest;
  }();
  std::vector<Tally> tallies(options.concurrency, Tally(schedule));
  std::vector<std::thread> workers;
  for (std::size_t i = 0; i < options.concurrency; ++i) {
    workers.emplace_back([&, i] { work(options, i, schedule, tallies[i]); });
  }
  for (std::thread& worker : workers) worker.join();
  LoadResult result;
  result.method = method;
  result.seconds = options.seconds;
  std::vector<Nanoseconds> latencies;
  for (const Tally& tally : tallies) tally.AddTo(result, latencies);
  result.requests = static_cast<std::int64_t>(latencies.size());
  result.latency = Summarize(std::move(latencies));
  return result;
}

}  // namespace crosswalk::bench
