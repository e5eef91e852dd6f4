// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/outcome_stream.h"

#include "server/rpc/outcome_mapping.h"
#include "server/rpc/request_check.h"

#include "crosswalk/v1/mapping_service.pb.h"

#include <grpcpp/impl/codegen/proto_utils.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace crosswalk::rpc {
namespace {

constexpr std::string_view kMethod = "crosswalk.v1.MappingService/StreamMapOutcomes";

template <typename Message>
bool Parse(grpc::ByteBuffer& bytes, Message& message) {
  return grpc::SerializationTraits<Message>::Deserialize(&bytes, &message).ok();
}

// One request message and its answer.
struct Exchange {
  v1::StreamMapOutcomesRequest request;
  v1::StreamMapOutcomesResponse response;
  std::size_t unmapped = 0;  // Outcomes that are not mapped yet.
  bool ready = false;        // Whether `bytes` may be written.
  grpc::ByteBuffer bytes;
};

// One stream. gRPC calls its On... methods, workers call Work; whoever changes something under the
// mutex finds out what gRPC should do next, lets go of the mutex and does it: gRPC may call back
// before it returns.
class OutcomeStream final : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>,
                            public std::enable_shared_from_this<OutcomeStream> {
 public:
  OutcomeStream(StreamShop& shop, grpc::CallbackServerContext& context)
      : shop_(shop),
        context_(context),
        accept_language_(ClientMetadata(context, "accept-language")),
        start_(std::chrono::steady_clock::now()) {
    record_.method = kMethod;
    record_.request_id = RequestId(context);
  }

  // Takes ownership of itself until OnDone.
  void Begin() {
    self_ = shared_from_this();
    core::Status status;
    entered_ = shop_.Enter();
    if (!entered_) {
      status = {core::StatusCode::kResourceExhausted, "STREAM_LIMIT",
                "as many streams are open as may be; try again later"};
    } else {
      auto generation = shop_.calls().generations().Current();
      status = generation.status();
      if (generation.ok()) {
        generation_ = *std::move(generation);
        record_.generation = generation_->id();
      }
    }
    std::unique_lock lock(mutex_);
    if (!status.ok()) Fail(std::move(status));
    Continue(std::move(lock));
  }

  void OnReadDone(bool ok) override {
    auto exchange = std::make_shared<Exchange>();
    core::Status status;
    if (ok) {
      status = Fenced([&] { return Accept(*exchange); });
    }
    const std::size_t count = exchange->unmapped;
    const bool accepted = ok && status.ok();
    std::unique_lock lock(mutex_);
    reading_ = false;
    if (finished_) return;
    if (!ok) read_all_ = true;
    if (!status.ok()) Fail(std::move(status));
    if (accepted) {
      exchanges_.push_back(exchange);
      for (std::size_t i = 0; i < count; ++i) unmapped_.push_back({exchange, i});
      unanswered_ += count;
      record_.items_in += count;
    }
    Continue(std::move(lock));
    // A message without outcomes is answered at once.
    if (accepted && count == 0) Complete(exchange);
  }

  void OnWriteDone(bool ok) override {
    std::unique_lock lock(mutex_);
    writing_ = false;
    const auto answered = static_cast<std::size_t>(exchanges_.front()->request.outcomes_size());
    exchanges_.pop_front();
    unanswered_ -= answered;
    if (ok) {
      record_.items_out += answered;
    } else {
      Fail({core::StatusCode::kCancelled, "REQUEST_CANCELLED", "the caller is gone"});
    }
    Continue(std::move(lock));
  }

  void OnCancel() override {
    std::unique_lock lock(mutex_);
    const bool late = std::chrono::system_clock::now() >= context_.deadline();
    Fail(late ? core::Status(core::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED",
                             "the deadline passed before the stream was answered")
              : core::Status(core::StatusCode::kCancelled, "REQUEST_CANCELLED",
                             "the caller cancelled the stream"));
    Continue(std::move(lock));
  }

  void OnDone() override {
    if (entered_) shop_.Leave();
    self_.reset();
  }

 private:
  struct Unmapped {
    std::shared_ptr<Exchange> exchange;
    std::size_t index = 0;
  };

  // Reads the message that has arrived into `exchange`.
  core::Status Accept(Exchange& exchange) {
    if (!Parse(read_buffer_, exchange.request)) {
      return core::InvalidArgument("REQUEST_MALFORMED",
                                   "the message is not a StreamMapOutcomesRequest");
    }
    const v1::StreamMapOutcomesRequest& request = exchange.request;
    const auto count = static_cast<std::size_t>(request.outcomes_size());
    RequestCheck check;
    check.LimitCount("outcomes", count, shop_.limits().outcomes);
    if (plan_ && request.has_options()) {
      check.Add("OPTIONS_NOT_FIRST", "options", "goes with the first message only");
    }
    if (!check.ok()) return check.ToStatus();
    if (!plan_) {
      auto plan = ReadMapOptions(request.options(), accept_language_, shop_.default_language(),
                                 *generation_);
      if (!plan.ok()) return plan.status();
      plan_ = *std::move(plan);
      AddPlanWarnings(*generation_, *exchange.response.mutable_warnings());
    }
    for (std::size_t i = 0; i < count; ++i) exchange.response.add_mappings();
    exchange.response.set_generation(generation_->id());
    exchange.response.set_model_version(ModelVersion(*plan_, *generation_));
    exchange.unmapped = count;
    return {};
  }

  // Maps some outcomes; runs on a worker.
  void Work() {
    std::vector<Unmapped> taken;
    {
      const std::lock_guard lock(mutex_);
      --waiting_jobs_;
      if (stopped_) unmapped_.clear();
      const std::size_t size = ChunkSize(unmapped_.size(), shop_.workers().size());
      while (!unmapped_.empty() && taken.size() < size) {
        taken.push_back(std::move(unmapped_.front()));
        unmapped_.pop_front();
      }
      if (taken.empty()) {
        --jobs_;
        return;
      }
    }
    std::vector<MappingTask> tasks;
    tasks.reserve(taken.size());
    for (const Unmapped& one : taken) {
      const int index = static_cast<int>(one.index);
      tasks.push_back(
          {&one.exchange->request.outcomes(index), one.exchange->response.mutable_mappings(index)});
    }
    core::Status status = Fenced(
        [&] { return MapTasks(tasks, *plan_, *generation_, [this] { return stopped_.load(); }); });
    std::vector<std::shared_ptr<Exchange>> complete;
    std::unique_lock lock(mutex_);
    --jobs_;
    if (!status.ok()) Fail(std::move(status));
    for (const Unmapped& one : taken) {
      if (--one.exchange->unmapped == 0) complete.push_back(one.exchange);
    }
    // What is left goes to the end of the workers' line, so that streams take turns.
    Continue(std::move(lock));
    for (const std::shared_ptr<Exchange>& exchange : complete) Complete(exchange);
  }

  // Makes a mapped exchange's answer ready to be written.
  void Complete(const std::shared_ptr<Exchange>& exchange) {
    bool own = false;
    grpc::ByteBuffer bytes;
    const bool ok = grpc::SerializationTraits<v1::StreamMapOutcomesResponse>::Serialize(
                        exchange->response, &bytes, &own)
                        .ok();
    exchange->response.Clear();
    std::unique_lock lock(mutex_);
    exchange->bytes = std::move(bytes);
    exchange->ready = true;
    if (!ok) Fail(core::Internal("INTERNAL", "an answer could not be serialised"));
    Continue(std::move(lock));
  }

  // REQUIRES: the mutex is held. The first failure counts.
  void Fail(core::Status status) {
    if (finished_) return;
    stopped_ = true;
    if (failure_.ok()) failure_ = std::move(status);
  }

  // Does what can be done now. REQUIRES: `lock` holds the mutex; it is let go.
  void Continue(std::unique_lock<std::mutex> lock) {
    if (finished_) return;
    std::size_t jobs = 0;
    while (!stopped_ && jobs_ < shop_.workers().size() && waiting_jobs_ < unmapped_.size()) {
      ++jobs_;
      ++waiting_jobs_;
      ++jobs;
    }
    const bool write = !stopped_ && !writing_ && !exchanges_.empty() && exchanges_.front()->ready;
    const bool read = !stopped_ && !reading_ && !starting_read_ && !read_all_ &&
                      unanswered_ < shop_.limits().window &&
                      exchanges_.size() < shop_.limits().window;
    const bool over = stopped_ || (read_all_ && exchanges_.empty());
    const bool finish = over && !writing_ && !starting_read_;
    if (write) {
      writing_ = true;
      write_buffer_.Swap(&exchanges_.front()->bytes);
    }
    if (read) reading_ = starting_read_ = true;
    if (finish) finished_ = true;
    const RequestRecord record = finish ? record_ : RequestRecord();
    lock.unlock();

    for (std::size_t i = 0; i < jobs; ++i) {
      shop_.workers().Submit([self = shared_from_this()] { self->Work(); });
    }
    if (write) StartWrite(&write_buffer_);
    if (read) {
      StartRead(&read_buffer_);
      lock.lock();
      starting_read_ = false;
      // Whoever wanted to finish, or finished reading, while the read was being started waits for
      // this.
      Continue(std::move(lock));
      return;
    }
    if (finish) End(record);
  }

  // Sends the status. REQUIRES: this thread set finished_.
  void End(RequestRecord record) {
    record.status = failure_;
    record.latency = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - start_);
    Finish(shop_.calls().Finish(std::move(record), context_));
  }

  StreamShop& shop_;
  grpc::CallbackServerContext& context_;
  const std::string accept_language_;
  const std::chrono::steady_clock::time_point start_;
  std::shared_ptr<OutcomeStream> self_;
  bool entered_ = false;
  std::shared_ptr<const LoadedGeneration> generation_;
  // Set by the first message, before any outcome is there to be mapped.
  std::optional<MapPlan> plan_;
  grpc::ByteBuffer read_buffer_;
  grpc::ByteBuffer write_buffer_;
  std::atomic<bool> stopped_ = false;

  std::mutex mutex_;
  std::deque<std::shared_ptr<Exchange>> exchanges_;  // Not answered yet, in order.
  std::deque<Unmapped> unmapped_;
  std::size_t unanswered_ = 0;    // Outcomes of exchanges_.
  std::size_t jobs_ = 0;          // Of this stream, waiting for a worker or at work.
  std::size_t waiting_jobs_ = 0;  // Of these, those that wait.
  bool reading_ = false;
  bool starting_read_ = false;
  bool writing_ = false;
  bool read_all_ = false;
  bool finished_ = false;
  core::Status failure_;
  RequestRecord record_;
};

}  // namespace

bool StreamShop::Enter() {
  if (++open_ <= limits_.streams) return true;
  --open_;
  return false;
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* StreamShop::Open(
    grpc::CallbackServerContext& context) {
  const auto stream = std::make_shared<OutcomeStream>(*this, context);
  stream->Begin();
  return stream.get();
}

}  // namespace crosswalk::rpc
