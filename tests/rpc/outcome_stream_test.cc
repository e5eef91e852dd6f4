// SPDX-License-Identifier: Apache-2.0
#include "tests/rpc/test_server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace crosswalk::test {
namespace {

using grpc::StatusCode;
using testing::ElementsAre;
using testing::IsEmpty;
using Stream =
    grpc::ClientReaderWriter<v1::StreamMapOutcomesRequest, v1::StreamMapOutcomesResponse>;

v1::StreamMapOutcomesRequest Message(
    std::initializer_list<std::pair<std::string, std::string>> outcomes) {
  v1::StreamMapOutcomesRequest request;
  for (const auto& [id, text] : outcomes) {
    v1::Outcome& outcome = *request.add_outcomes();
    outcome.set_id(id);
    outcome.set_text(text);
  }
  return request;
}

TEST(OutcomeStream, AnswersEveryMessageInOrderAsMapOutcomesDoes) {
  TestServer server(TestConfig(TestIndexHome()));
  constexpr int kMessages = 60;
  const std::string texts[] = {"Check the invoices of vendors.", "Write programs in Python.", "?",
                               "Care for people with dementia.", "Prevent infections."};
  grpc::ClientContext context;
  const std::unique_ptr<Stream> stream = server.mappings().StreamMapOutcomes(&context);
  std::thread writer([&] {
    for (int i = 0; i < kMessages; ++i) {
      v1::StreamMapOutcomesRequest request;
      if (i == 0) request.mutable_options()->set_max_skills(3);
      // Messages of every size, none at all among them.
      for (int j = 0; j < i % 4; ++j) {
        v1::Outcome& outcome = *request.add_outcomes();
        outcome.set_id(std::to_string(i) + "." + std::to_string(j));
        outcome.set_text(texts[(i + j) % 5]);
      }
      if (!stream->Write(request)) break;
    }
    stream->WritesDone();
  });
  v1::StreamMapOutcomesResponse response;
  int count = 0;
  while (stream->Read(&response)) {
    ASSERT_EQ(response.mappings_size(), count % 4);
    EXPECT_FALSE(response.generation().empty());
    for (int j = 0; j < response.mappings_size(); ++j) {
      const v1::OutcomeMapping& mapping = response.mappings(j);
      EXPECT_EQ(mapping.outcome_id(), std::to_string(count) + "." + std::to_string(j));
      v1::MapOutcomesRequest request;
      request.mutable_options()->set_max_skills(3);
      v1::Outcome& outcome = *request.add_outcomes();
      outcome.set_id(mapping.outcome_id());
      outcome.set_text(texts[(count + j) % 5]);
      grpc::ClientContext unary;
      v1::MapOutcomesResponse same;
      ASSERT_THAT(server.mappings().MapOutcomes(&unary, request, &same), IsOk());
      EXPECT_EQ(same.mappings(0).SerializeAsString(), mapping.SerializeAsString());
    }
    ++count;
  }
  writer.join();
  EXPECT_THAT(stream->Finish(), IsOk());
  EXPECT_EQ(count, kMessages);
}

TEST(OutcomeStream, EndsWellWithoutAMessage) {
  TestServer server(TestConfig(TestIndexHome(Vectors::kNone)));
  grpc::ClientContext context;
  const std::unique_ptr<Stream> stream = server.mappings().StreamMapOutcomes(&context);
  stream->WritesDone();
  v1::StreamMapOutcomesResponse response;
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_THAT(stream->Finish(), IsOk());
}

TEST(OutcomeStream, TakesOptionsAndWarnsInTheFirstMessageOnly) {
  TestServer server(TestConfig(TestIndexHome(Vectors::kNone)));
  grpc::ClientContext context;
  const std::unique_ptr<Stream> stream = server.mappings().StreamMapOutcomes(&context);
  v1::StreamMapOutcomesResponse response;
  ASSERT_TRUE(stream->Write(Message({{"1", "test software"}})));
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_THAT(WarningReasons(response), ElementsAre("ENCODER_NOT_INDEXED"));
  ASSERT_TRUE(stream->Write(Message({{"2", "test software"}})));
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_THAT(WarningReasons(response), IsEmpty());
  v1::StreamMapOutcomesRequest late = Message({{"3", "test software"}});
  late.mutable_options()->set_max_skills(1);
  stream->Write(late);
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_THAT(stream->Finish(), BlamesField("options", "OPTIONS_NOT_FIRST"));
}

TEST(OutcomeStream, EndsWithWhatIsWrongWithAMessage) {
  TestServer server(TestConfig(TestIndexHome(Vectors::kNone)));
  v1::StreamMapOutcomesResponse response;
  {
    grpc::ClientContext context;
    const std::unique_ptr<Stream> stream = server.mappings().StreamMapOutcomes(&context);
    v1::StreamMapOutcomesRequest request;
    request.mutable_options()->add_target_frameworks("frameworks/onet");
    stream->Write(request);
    EXPECT_FALSE(stream->Read(&response));
    EXPECT_THAT(stream->Finish(), FailedWith(StatusCode::NOT_FOUND, "FRAMEWORK_NOT_FOUND"));
  }
  {
    grpc::ClientContext context;
    const std::unique_ptr<Stream> stream = server.mappings().StreamMapOutcomes(&context);
    v1::StreamMapOutcomesRequest request;
    for (int i = 0; i <= 1000; ++i) request.add_outcomes()->set_text("x");
    stream->Write(request);
    EXPECT_FALSE(stream->Read(&response));
    EXPECT_THAT(stream->Finish(), BlamesField("outcomes", "TOO_MANY_ITEMS"));
  }
  {
    // A bad outcome fails by itself.
    grpc::ClientContext context;
    const std::unique_ptr<Stream> stream = server.mappings().StreamMapOutcomes(&context);
    stream->Write(Message({{"1", " "}, {"2", "test software"}}));
    ASSERT_TRUE(stream->Read(&response));
    EXPECT_EQ(response.mappings(0).error().reason(), "TEXT_EMPTY");
    EXPECT_GT(response.mappings(1).matches_size(), 0);
    stream->WritesDone();
    EXPECT_THAT(stream->Finish(), IsOk());
  }
}

// Streams over a mapper that a test holds up.
class GatedStreamTest : public testing::Test {
 protected:
  static rpc::ServerConfig Config() {
    rpc::ServerConfig config = TestConfig(TestIndexHome(Vectors::kNone));
    config.stream_window = 8;
    config.max_streams = 2;
    config.mapping_threads = 2;
    return config;
  }

  Gate gate_;
  std::shared_ptr<const rpc::LoadedGeneration> generation_ =
      GatedGeneration(TestIndexHome(Vectors::kNone), gate_);
  TestServer server_{Config(), [this] { return core::Result(generation_); },
                     [this] { return core::Result<std::string>(generation_->id()); }};
};

// Waits for a log line with `part` in it; false after 10 s.
bool AwaitLog(const TestServer& server, const std::string& part) {
  for (int i = 0; i < 1000; ++i) {
    for (const std::string& line : server.LogLines()) {
      if (line.find(part) != std::string::npos) return true;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

TEST_F(GatedStreamTest, StopsReadingWhileTooManyAreUnanswered) {
  grpc::ClientContext context;
  const std::unique_ptr<Stream> stream = server_.mappings().StreamMapOutcomes(&context);
  // 32 messages of 1 MiB, nearly all of it an outcome too long to be mapped: more than gRPC keeps
  // in flight by itself.
  constexpr int kMessages = 32;
  std::atomic<int> written = 0;
  std::thread writer([&] {
    for (int i = 0; i < kMessages; ++i) {
      const v1::StreamMapOutcomesRequest request =
          Message({{"1", "test software"}, {"2", std::string(1 << 20, 'a')}});
      if (!stream->Write(request)) break;
      ++written;
    }
    stream->WritesDone();
  });
  ASSERT_TRUE(gate_.AwaitArrivals(1));
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  EXPECT_LT(written, kMessages);
  gate_.Open();
  v1::StreamMapOutcomesResponse response;
  int answered = 0;
  while (stream->Read(&response)) ++answered;
  writer.join();
  EXPECT_THAT(stream->Finish(), IsOk());
  EXPECT_EQ(answered, kMessages);
}

TEST_F(GatedStreamTest, StopsWorkWhenTheCallerCancels) {
  grpc::ClientContext context;
  const std::unique_ptr<Stream> stream = server_.mappings().StreamMapOutcomes(&context);
  ASSERT_TRUE(stream->Write(Message({{"1", "test software"}})));
  ASSERT_TRUE(gate_.AwaitArrivals(1));
  EXPECT_EQ(server_.Status().requests_in_flight(), 1);
  context.TryCancel();
  EXPECT_EQ(stream->Finish().error_code(), StatusCode::CANCELLED);
  EXPECT_TRUE(AwaitLog(server_, "REQUEST_CANCELLED"));
  // The gate is still closed: the work ended all the same.
  EXPECT_TRUE(gate_.AwaitCancelled(1));
}

TEST_F(GatedStreamTest, EndsAtTheDeadline) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(200));
  const std::unique_ptr<Stream> stream = server_.mappings().StreamMapOutcomes(&context);
  ASSERT_TRUE(stream->Write(Message({{"1", "test software"}})));
  v1::StreamMapOutcomesResponse response;
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_EQ(stream->Finish().error_code(), StatusCode::DEADLINE_EXCEEDED);
  // Whether the server sees its own deadline or the caller's cancellation first is chance.
  EXPECT_TRUE(AwaitLog(server_, "StreamMapOutcomes\",\"code\":\""));
  EXPECT_TRUE(gate_.AwaitCancelled(1));
}

TEST_F(GatedStreamTest, RefusesMoreStreamsThanMayBeOpen) {
  std::vector<std::unique_ptr<grpc::ClientContext>> contexts;
  std::vector<std::unique_ptr<Stream>> streams;
  for (int i = 0; i < 2; ++i) {
    contexts.push_back(std::make_unique<grpc::ClientContext>());
    streams.push_back(server_.mappings().StreamMapOutcomes(contexts.back().get()));
    ASSERT_TRUE(streams.back()->Write(Message({{"1", "test software"}})));
  }
  ASSERT_TRUE(gate_.AwaitArrivals(2));
  grpc::ClientContext context;
  const std::unique_ptr<Stream> refused = server_.mappings().StreamMapOutcomes(&context);
  v1::StreamMapOutcomesResponse response;
  EXPECT_FALSE(refused->Read(&response));
  const grpc::Status status = refused->Finish();
  EXPECT_THAT(status, FailedWith(StatusCode::RESOURCE_EXHAUSTED, "STREAM_LIMIT"));
  EXPECT_TRUE(ReadFailure(status).retry_delay.has_value());
  gate_.Open();
  for (const auto& stream : streams) {
    stream->WritesDone();
    while (stream->Read(&response)) {
    }
    EXPECT_THAT(stream->Finish(), IsOk());
  }
}

TEST_F(GatedStreamTest, SurvivesACallerThatNeverReads) {
  {
    grpc::ClientContext context;
    const std::unique_ptr<Stream> stream = server_.mappings().StreamMapOutcomes(&context);
    gate_.Open();
    for (int i = 0; i < 20; ++i) {
      if (!stream->Write(Message({{"1", "test software"}, {"2", "software"}}))) break;
    }
    context.TryCancel();
    EXPECT_EQ(stream->Finish().error_code(), StatusCode::CANCELLED);
  }
  EXPECT_TRUE(AwaitLog(server_, "StreamMapOutcomes"));
}

}  // namespace
}  // namespace crosswalk::test
