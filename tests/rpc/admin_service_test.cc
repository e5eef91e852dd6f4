// SPDX-License-Identifier: Apache-2.0
// Status, reload under traffic, health and reflection.
#include "tests/rpc/test_server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace crosswalk::test {
namespace {

namespace fs = std::filesystem;
using grpc::StatusCode;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

grpc::Status Reload(TestServer& server, v1::ReloadIndexResponse& response) {
  grpc::ClientContext context;
  return server.admin().ReloadIndex(&context, {}, &response);
}

grpc::Status Search(TestServer& server, const std::string& query,
                    v1::SearchSkillsResponse& response, const std::string& token = "") {
  grpc::ClientContext context;
  v1::SearchSkillsRequest request;
  request.set_query(query);
  request.set_page_size(1);
  request.set_page_token(token);
  return server.skills().SearchSkills(&context, request, &response);
}

// What a health check of `service` says: 1 SERVING, 2 NOT_SERVING; a status code below 0. Both
// messages have one field (https://github.com/grpc/grpc/blob/master/doc/health-checking.md).
int Health(TestServer& server, const std::string& service) {
  std::string request;
  if (!service.empty()) {
    request = std::string("\x0a") + static_cast<char>(service.size()) + service;
  }
  std::string response;
  const grpc::Status status =
      SendBytes(server.channel(), "/grpc.health.v1.Health/Check", request, response);
  if (!status.ok()) return -static_cast<int>(status.error_code());
  return response.size() == 2 ? response[1] : 0;
}

TEST(AdminService, TellsWhatIsServed) {
  TestServer server(TestConfig(TestIndexHome()));
  v1::SearchSkillsResponse found;
  ASSERT_THAT(Search(server, "data", found), IsOk());
  const v1::GetStatusResponse status = server.Status();
  EXPECT_EQ(status.state(), v1::SERVING_STATE_SERVING);
  EXPECT_FALSE(status.server_version().empty());
  EXPECT_EQ(status.generation().id(), found.generation());
  EXPECT_EQ(status.generation().frameworks_size(), 2);
  EXPECT_EQ(status.generation().qualifications_size(), 13);
  EXPECT_EQ(status.generation().concept_count(), 76);
  EXPECT_THAT(status.generation().encoder(), HasSubstr("minilm"));
  EXPECT_GT(status.generation().create_time().seconds(), 0);
  EXPECT_EQ(status.requests_total(), 1);
  EXPECT_EQ(status.requests_in_flight(), 0);
}

TEST(AdminService, SwapsGenerationsUnderTraffic) {
  const TempFolder folder;
  const fs::path home = folder.path() / "index";
  CopyTestIndexHome(home, Vectors::kNone);
  TestServer server(TestConfig(home));
  v1::ReloadIndexResponse response;
  ASSERT_THAT(Reload(server, response), IsOk());
  EXPECT_EQ(response.generation(), response.previous_generation());

  std::atomic<bool> stop = false;
  std::atomic<int> answers = 0;
  std::mutex failing;
  std::vector<std::string> failures;
  std::vector<std::thread> clients;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&] {
      while (!stop) {
        v1::SearchSkillsResponse found;
        const grpc::Status status = Search(server, "process supplier invoices", found);
        if (!status.ok() || found.results().empty() ||
            found.results(0).item().name() != SkillName(1)) {
          const std::lock_guard lock(failing);
          failures.push_back(status.error_message() + "; " + found.ShortDebugString());
        }
        ++answers;
      }
    });
  }
  std::string previous = response.generation();
  for (const Edition edition : {Edition::kSecond, Edition::kFirst, Edition::kSecond}) {
    BuildTestIndex(home, edition, Vectors::kNone);
    ASSERT_THAT(Reload(server, response), IsOk());
    EXPECT_EQ(response.previous_generation(), previous);
    EXPECT_NE(response.generation(), previous);
    previous = response.generation();
    EXPECT_EQ(server.Status().generation().frameworks_size(), edition == Edition::kSecond ? 3 : 2);
    const int before = answers;
    while (answers < before + 20) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  stop = true;
  for (std::thread& client : clients) client.join();
  EXPECT_THAT(failures, IsEmpty()) << "of " << answers;
}

TEST(AdminService, RefusesPageTokensOfAnotherGeneration) {
  const TempFolder folder;
  const fs::path home = folder.path() / "index";
  CopyTestIndexHome(home, Vectors::kNone);
  TestServer server(TestConfig(home));
  v1::SearchSkillsResponse first;
  ASSERT_THAT(Search(server, "data", first), IsOk());
  ASSERT_FALSE(first.next_page_token().empty());
  BuildTestIndex(home, Edition::kSecond, Vectors::kNone);
  ASSERT_TRUE(server.server().Reload("test").ok());
  v1::SearchSkillsResponse second;
  const grpc::Status status = Search(server, "data", second, first.next_page_token());
  EXPECT_THAT(status, FailedWith(StatusCode::ABORTED, "PAGE_TOKEN_EXPIRED"));
  EXPECT_EQ(ReadFailure(status).metadata.at("token_generation"), first.generation());
}

TEST(AdminService, KeepsTheOldGenerationWhereTheNewOneIsBroken) {
  const TempFolder folder;
  const fs::path home = folder.path() / "index";
  CopyTestIndexHome(home, Vectors::kNone);
  TestServer server(TestConfig(home));
  const std::string before = server.Status().generation().id();
  const fs::path broken = BuildTestIndex(home, Edition::kSecond, Vectors::kNone);
  fs::resize_file(broken / "labels.bin", fs::file_size(broken / "labels.bin") / 2);
  v1::ReloadIndexResponse response;
  EXPECT_THAT(Reload(server, response), FailedWith(StatusCode::DATA_LOSS, "INDEX_CORRUPT"));
  const v1::GetStatusResponse status = server.Status();
  EXPECT_EQ(status.generation().id(), before);
  EXPECT_EQ(status.state(), v1::SERVING_STATE_SERVING);
  EXPECT_THAT(status.last_reload_error(), HasSubstr("INDEX_CORRUPT"));
  v1::SearchSkillsResponse found;
  EXPECT_THAT(Search(server, "data", found), IsOk());
  EXPECT_THAT(server.LogLines(), Contains(HasSubstr("reload_failed")));

  // A sound one later mends it.
  BuildTestIndex(home, Edition::kFirst, Vectors::kNone);
  EXPECT_THAT(Reload(server, response), IsOk());
  EXPECT_TRUE(server.Status().last_reload_error().empty());
}

TEST(AdminService, LetsRequestsFinishOnTheGenerationTheyBeganWith) {
  Gate gate;
  std::shared_ptr<const rpc::LoadedGeneration> next =
      GatedGeneration(TestIndexHome(Vectors::kNone), gate);
  const std::weak_ptr<const rpc::LoadedGeneration> first = next;
  std::string published = next->id();
  const std::string first_id = next->id();
  TestServer server(
      TestConfig(TestIndexHome(Vectors::kNone)), [&] { return core::Result(next); },
      [&] { return core::Result<std::string>(published); });

  grpc::ClientContext context;
  v1::MapOutcomesRequest request;
  request.add_outcomes()->set_text("test software");
  v1::MapOutcomesResponse response;
  grpc::Status status;
  std::thread caller([&] { status = server.mappings().MapOutcomes(&context, request, &response); });
  ASSERT_TRUE(gate.AwaitArrivals(1));

  const TempFolder folder;
  BuildTestIndex(folder.path() / "index", Edition::kSecond, Vectors::kNone);
  next = GatedGeneration(folder.path() / "index", gate);
  published = next->id();
  ASSERT_TRUE(server.server().Reload("test").ok());
  EXPECT_EQ(server.Status().generation().id(), published);
  EXPECT_FALSE(first.expired());
  gate.Open();
  caller.join();
  ASSERT_THAT(status, IsOk());
  EXPECT_EQ(response.generation(), first_id);
  EXPECT_GT(response.mappings(0).matches_size(), 0);
  // Then the old one closes.
  for (int i = 0; i < 1000 && !first.expired(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  EXPECT_TRUE(first.expired());
}

TEST(AdminService, ServesWithoutAnIndexUntilThereIsOne) {
  const TempFolder folder;
  const fs::path home = folder.path() / "index";
  rpc::ServerConfig config = TestConfig(home);
  config.require_index = false;
  TestServer server(config);
  EXPECT_EQ(server.Status().state(), v1::SERVING_STATE_NO_INDEX);
  v1::SearchSkillsResponse found;
  EXPECT_THAT(Search(server, "data", found),
              FailedWith(StatusCode::UNAVAILABLE, "INDEX_NOT_LOADED"));
  EXPECT_EQ(Health(server, ""), 2);
  EXPECT_EQ(Health(server, "crosswalk.v1.AdminService"), 1);
  v1::ReloadIndexResponse response;
  EXPECT_THAT(Reload(server, response),
              FailedWith(StatusCode::FAILED_PRECONDITION, "INDEX_NOT_FOUND"));
  CopyTestIndexHome(home, Vectors::kNone);
  ASSERT_THAT(Reload(server, response), IsOk());
  EXPECT_TRUE(response.previous_generation().empty());
  EXPECT_THAT(Search(server, "data", found), IsOk());
  EXPECT_EQ(Health(server, ""), 1);
  EXPECT_EQ(Health(server, "crosswalk.v1.MappingService"), 1);
  EXPECT_EQ(Health(server, "nothing"), -static_cast<int>(StatusCode::NOT_FOUND));
}

TEST(AdminService, MayBeTurnedOff) {
  rpc::ServerConfig config = TestConfig(TestIndexHome(Vectors::kNone));
  config.admin_service = false;
  TestServer server(config);
  v1::ReloadIndexResponse response;
  EXPECT_EQ(Reload(server, response).error_code(), StatusCode::UNIMPLEMENTED);
}

TEST(Requests, CarryAnIdThatTheLogHasToo) {
  TestServer server(TestConfig(TestIndexHome(Vectors::kNone)));
  grpc::ClientContext context;
  context.AddMetadata("x-request-id", "my-request.1");
  v1::SearchSkillsRequest request;
  v1::SearchSkillsResponse response;
  const grpc::Status status = server.skills().SearchSkills(&context, request, &response);
  EXPECT_EQ(ReadFailure(status).request_id, "my-request.1");
  EXPECT_THAT(server.LogLines().back(), HasSubstr(R"("request_id":"my-request.1")"));
  EXPECT_THAT(server.LogLines().back(), HasSubstr(R"("reason":"QUERY_EMPTY")"));

  grpc::ClientContext other;
  other.AddMetadata("x-request-id", "no such \"id\"");
  ASSERT_FALSE(server.skills().SearchSkills(&other, request, &response).ok());
  EXPECT_THAT(server.LogLines().back(), testing::Not(HasSubstr("no such")));
}

TEST(Requests, ThatAreNoMessagesAreTheCallersFault) {
  TestServer server(TestConfig(TestIndexHome(Vectors::kNone)));
  for (const char* name :
       {"/crosswalk.v1.SkillService/SearchSkills", "/crosswalk.v1.MappingService/MapOutcomes"}) {
    std::string response;
    EXPECT_THAT(SendBytes(server.channel(), name, "\xff\xff\xff not a message", response),
                FailedWith(StatusCode::INVALID_ARGUMENT, "REQUEST_MALFORMED"))
        << name;
  }
}

TEST(Requests, ThatAreTooLargeAreRefused) {
  rpc::ServerConfig config = TestConfig(TestIndexHome(Vectors::kNone));
  config.max_request_bytes = 2000;
  TestServer server(config);
  grpc::ClientContext context;
  v1::SearchSkillsRequest request;
  request.set_query(std::string(3000, 'x'));
  v1::SearchSkillsResponse response;
  EXPECT_EQ(server.skills().SearchSkills(&context, request, &response).error_code(),
            StatusCode::RESOURCE_EXHAUSTED);
}

}  // namespace
}  // namespace crosswalk::test
