// SPDX-License-Identifier: Apache-2.0
// Deadlines, cancellation and overload of unary calls, over a mapper that the test holds up.
#include "tests/rpc/test_server.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace crosswalk::test {
namespace {

using grpc::StatusCode;
using testing::HasSubstr;

// A call on a thread of its own.
struct Caller {
  grpc::ClientContext context;
  grpc::Status status;
  std::thread thread;
};

class LoadTest : public testing::Test {
 protected:
  static constexpr int kRunning = 2;
  static constexpr int kWaiting = 3;

  static rpc::ServerConfig Config() {
    rpc::ServerConfig config = TestConfig(TestIndexHome(Vectors::kNone));
    config.max_concurrency = kRunning;
    config.max_waiting = kWaiting;
    config.mapping_threads = 2;
    return config;
  }

  // A request with `count` outcomes.
  static v1::MapOutcomesRequest Request(int count) {
    v1::MapOutcomesRequest request;
    for (int i = 0; i < count; ++i) request.add_outcomes()->set_text("test software");
    return request;
  }

  grpc::Status Map(grpc::ClientContext& context, int count = 1) {
    v1::MapOutcomesResponse response;
    return server_.mappings().MapOutcomes(&context, Request(count), &response);
  }

  // Callers with one outcome each.
  std::vector<std::unique_ptr<Caller>> StartCallers(int count) {
    std::vector<std::unique_ptr<Caller>> callers;
    for (int i = 0; i < count; ++i) {
      callers.push_back(std::make_unique<Caller>());
      Caller& caller = *callers.back();
      caller.thread = std::thread([this, &caller] { caller.status = Map(caller.context); });
    }
    return callers;
  }

  // Waits until so many requests are answered and so many wait; false after 10 s.
  bool AwaitLoad(int running, int waiting) {
    for (int i = 0; i < 2000; ++i) {
      const v1::GetStatusResponse status = server_.Status();
      if (status.requests_in_flight() == running && status.requests_waiting() == waiting) {
        return true;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
  }

  Gate gate_;
  std::shared_ptr<const rpc::LoadedGeneration> generation_ =
      GatedGeneration(TestIndexHome(Vectors::kNone), gate_);
  TestServer server_{Config(), [this] { return core::Result(generation_); },
                     [this] { return core::Result<std::string>(generation_->id()); }};
};

TEST_F(LoadTest, RefusesWhatItHasNoRoomForAndAnswersTheRest) {
  const auto callers = StartCallers(kRunning + kWaiting);
  ASSERT_TRUE(AwaitLoad(kRunning, kWaiting));

  grpc::ClientContext context;
  const auto start = std::chrono::steady_clock::now();
  const grpc::Status refused = Map(context);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
  EXPECT_THAT(refused, FailedWith(StatusCode::RESOURCE_EXHAUSTED, "CONCURRENCY_LIMIT"));
  const Failure failure = ReadFailure(refused);
  ASSERT_TRUE(failure.retry_delay.has_value());
  EXPECT_GE(failure.retry_delay->count(), 10);
  const auto pushback = context.GetServerTrailingMetadata().find("grpc-retry-pushback-ms");
  ASSERT_NE(pushback, context.GetServerTrailingMetadata().end());
  EXPECT_EQ(std::string(pushback->second.data(), pushback->second.size()),
            std::to_string(failure.retry_delay->count()));
  EXPECT_EQ(server_.Status().requests_refused(), 1);

  gate_.Open();
  for (const auto& caller : callers) {
    caller->thread.join();
    EXPECT_THAT(caller->status, IsOk());
  }
  EXPECT_TRUE(AwaitLoad(0, 0));
}

TEST_F(LoadTest, EndsAtTheDeadlineBetweenStages) {
  for (const int outcomes : {1, 40}) {  // On the call's thread; on the workers.
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(150));
    EXPECT_EQ(Map(context, outcomes).error_code(), StatusCode::DEADLINE_EXCEEDED);
    // The gate is still closed: the server gave up by itself.
    EXPECT_TRUE(AwaitLoad(0, 0)) << outcomes;
  }
  EXPECT_TRUE(gate_.AwaitCancelled(2));
}

TEST_F(LoadTest, EndsWhenTheCallerCancels) {
  for (const int outcomes : {1, 40}) {
    Caller caller;
    caller.thread = std::thread([&] { caller.status = Map(caller.context, outcomes); });
    ASSERT_TRUE(AwaitLoad(1, 0));
    caller.context.TryCancel();
    caller.thread.join();
    EXPECT_EQ(caller.status.error_code(), StatusCode::CANCELLED);
    EXPECT_TRUE(AwaitLoad(0, 0)) << outcomes;
  }
  EXPECT_THAT(server_.LogLines(), testing::Contains(HasSubstr(R"("reason":"REQUEST_CANCELLED")")));
}

TEST_F(LoadTest, EndsWhileWaitingForItsTurn) {
  const auto callers = StartCallers(kRunning);
  ASSERT_TRUE(AwaitLoad(kRunning, 0));
  grpc::ClientContext late;
  late.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(150));
  EXPECT_EQ(Map(late).error_code(), StatusCode::DEADLINE_EXCEEDED);
  Caller gone;
  gone.thread = std::thread([&] { gone.status = Map(gone.context); });
  ASSERT_TRUE(AwaitLoad(kRunning, 1));
  gone.context.TryCancel();
  gone.thread.join();
  EXPECT_EQ(gone.status.error_code(), StatusCode::CANCELLED);
  EXPECT_TRUE(AwaitLoad(kRunning, 0));
  gate_.Open();
  for (const auto& caller : callers) {
    caller->thread.join();
    EXPECT_THAT(caller->status, IsOk());
  }
}

TEST_F(LoadTest, AnswersTheOperatorWhileFull) {
  const auto callers = StartCallers(kRunning + kWaiting);
  ASSERT_TRUE(AwaitLoad(kRunning, kWaiting));
  EXPECT_EQ(server_.Status().state(), v1::SERVING_STATE_SERVING);
  gate_.Open();
  for (const auto& caller : callers) caller->thread.join();
}

TEST_F(LoadTest, FinishesWhatItHasAtShutdown) {
  Caller caller;
  caller.thread = std::thread([&] { caller.status = Map(caller.context); });
  ASSERT_TRUE(AwaitLoad(1, 0));
  std::thread shutdown([&] { server_.server().Shutdown(); });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  // No new calls ...
  const auto stub = v1::MappingService::NewStub(server_.NewChannel());
  grpc::ClientContext context;
  v1::MapOutcomesResponse response;
  EXPECT_EQ(stub->MapOutcomes(&context, Request(1), &response).error_code(),
            StatusCode::UNAVAILABLE);
  // ... but the one in flight is answered.
  gate_.Open();
  caller.thread.join();
  EXPECT_THAT(caller.status, IsOk());
  shutdown.join();
  EXPECT_THAT(server_.LogLines().back(), HasSubstr("\"event\":\"stopped\""));
}

}  // namespace
}  // namespace crosswalk::test
