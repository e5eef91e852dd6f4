// SPDX-License-Identifier: Apache-2.0
// Two writers and eight readers at the registry through a real server: no update is lost, what was
// seen once is not unseen, and nobody meets an error that is not documented for that moment.
// CROSSWALK_SOAK_SECONDS sets how long; without it, one second.
#include "tests/rpc/test_server.h"

#include "crosswalk/v1/credential_service.grpc.pb.h"
#include "crosswalk/v1/pathway_service.grpc.pb.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <thread>

namespace crosswalk::test {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kCredentials = 24;
constexpr int kWriters = 2;
constexpr int kReaders = 8;
constexpr double kFirstHours = 1;
constexpr double kStep = 0.25;  // Hours added by an update; exact in binary.

std::string NameOf(int number) { return "credentials/soak-" + std::to_string(number); }

class RegistrySoakTest : public testing::Test {
 protected:
  RegistrySoakTest() {
    rpc::ServerConfig config = TestConfig(TestIndexHome(Vectors::kNone));
    config.registry = (folder_.path() / "registry.db").string();
    server_ = std::make_unique<TestServer>(config);
    const auto stub = v1::CredentialService::NewStub(server_->channel());
    for (int number = 0; number < kCredentials; ++number) {
      v1::CreateCredentialRequest request;
      request.set_suggestions(v1::SUGGESTION_MODE_NONE);
      v1::Credential& credential = *request.mutable_credential();
      credential.set_name(NameOf(number));
      credential.mutable_issuer()->set_id("maple");
      (*credential.mutable_title())["en"] = "Soak " + std::to_string(number);
      credential.set_type(v1::CREDENTIAL_TYPE_MICRO_CREDENTIAL);
      credential.set_hours(kFirstHours);
      if (number > 0) credential.add_stacks_into()->set_credential(NameOf(number - 1));
      auto& outcome = *credential.add_outcomes();
      outcome.set_text("Test software");
      outcome.set_language_code("en");
      auto& alignment = *outcome.add_alignments();
      alignment.set_concept_name(SkillName(number % 12 + 1));
      alignment.set_relation(v1::MATCH_RELATION_EXACT_MATCH);
      alignment.set_source(v1::ALIGNMENT_SOURCE_DECLARED);
      v1::CreateCredentialResponse response;
      grpc::ClientContext context;
      const grpc::Status status = stub->CreateCredential(&context, request, &response);
      if (!status.ok()) throw std::runtime_error(status.error_message());
    }
  }

  // Runs `work` until the time is over. `work` makes one call after the other.
  static void Repeat(Clock::time_point end, const std::function<void()>& work) {
    while (Clock::now() < end && !HasFatalFailure()) work();
  }

  // Counts a call that ended; one that failed must have one of `reasons`.
  void Expect(const grpc::Status& status, const std::set<std::string>& reasons) {
    ++calls_;
    if (status.ok()) return;
    const Failure failure = ReadFailure(status);
    ++refused_;
    EXPECT_TRUE(reasons.contains(failure.reason))
        << failure.code << " " << failure.reason << ": " << failure.message;
  }

  TempFolder folder_;
  std::unique_ptr<TestServer> server_;
  std::atomic<std::int64_t> calls_ = 0;
  std::atomic<std::int64_t> refused_ = 0;
  std::array<std::atomic<int>, kCredentials> added_{};  // Updates that were acknowledged.
};

// One writer of the soak: reads a credential, adds hours, and now and then publishes or withdraws.
class Writer {
 public:
  Writer(const std::shared_ptr<grpc::Channel>& channel, unsigned seed)
      : stub_(v1::CredentialService::NewStub(channel)), random_(seed) {}

  int Draw() { return number_ = static_cast<int>(random_() % kCredentials); }
  unsigned Chance() { return static_cast<unsigned>(random_() % 100); }

  grpc::Status AddHours() {
    v1::GetCredentialRequest get;
    get.set_name(NameOf(number_));
    v1::GetCredentialResponse got;
    grpc::ClientContext get_context;
    const grpc::Status read = stub_->GetCredential(&get_context, get, &got);
    if (!read.ok()) return read;
    v1::UpdateCredentialRequest update;
    update.set_suggestions(v1::SUGGESTION_MODE_NONE);
    update.mutable_credential()->set_name(got.credential().name());
    update.mutable_credential()->set_etag(got.credential().etag());
    update.mutable_credential()->set_hours(got.credential().hours() + kStep);
    update.mutable_update_mask()->add_paths("hours");
    v1::UpdateCredentialResponse updated;
    grpc::ClientContext update_context;
    return stub_->UpdateCredential(&update_context, update, &updated);
  }
  grpc::Status Publish() {
    v1::PublishCredentialRequest request;
    request.set_name(NameOf(number_));
    v1::PublishCredentialResponse response;
    grpc::ClientContext context;
    return stub_->PublishCredential(&context, request, &response);
  }
  grpc::Status Withdraw() {
    v1::WithdrawCredentialRequest request;
    request.set_name(NameOf(number_));
    v1::WithdrawCredentialResponse response;
    grpc::ClientContext context;
    return stub_->WithdrawCredential(&context, request, &response);
  }

 private:
  std::unique_ptr<v1::CredentialService::Stub> stub_;
  std::mt19937 random_;
  int number_ = 0;
};

// One reader of the soak, with what it has seen.
class Reader {
 public:
  Reader(const std::shared_ptr<grpc::Channel>& channel, unsigned seed)
      : credentials_(v1::CredentialService::NewStub(channel)),
        pathways_(v1::PathwayService::NewStub(channel)),
        random_(seed) {}

  unsigned Chance() { return static_cast<unsigned>(random_() % 5); }
  std::string DrawName() { return NameOf(static_cast<int>(random_() % kCredentials)); }

  grpc::Status Get() {
    v1::GetCredentialRequest request;
    request.set_name(DrawName());
    v1::GetCredentialResponse response;
    grpc::ClientContext context;
    const grpc::Status status = credentials_->GetCredential(&context, request, &response);
    if (status.ok()) {
      double& hours = hours_[request.name()];
      EXPECT_GE(response.credential().hours(), hours) << request.name() << " went back";
      hours = response.credential().hours();
    }
    return status;
  }
  grpc::Status List() {
    v1::ListCredentialsRequest request;
    request.set_page_size(7);
    std::set<std::string> names;
    do {
      v1::ListCredentialsResponse page;
      grpc::ClientContext context;
      const grpc::Status status = credentials_->ListCredentials(&context, request, &page);
      if (!status.ok()) return status;
      for (const v1::Credential& credential : page.credentials()) {
        EXPECT_TRUE(names.insert(credential.name()).second) << credential.name() << " came twice";
      }
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    EXPECT_EQ(names.size(), std::size_t{kCredentials});
    return {};
  }
  grpc::Status Search() {
    v1::SearchCredentialsRequest request;
    request.add_skills(SkillName(static_cast<int>(random_() % 12) + 1));
    v1::SearchCredentialsResponse response;
    grpc::ClientContext context;
    const grpc::Status status = credentials_->SearchCredentials(&context, request, &response);
    if (status.ok()) {
      EXPECT_GE(response.freshness().indexed_sequence(), sequence_) << "the index went back";
      sequence_ = response.freshness().indexed_sequence();
    }
    return status;
  }
  grpc::Status Pathways() {
    v1::FindPathwaysRequest request;
    request.add_credentials(DrawName());
    v1::FindPathwaysResponse response;
    grpc::ClientContext context;
    return pathways_->FindPathways(&context, request, &response);
  }
  grpc::Status Gap() {
    v1::AnalyzeGapRequest request;
    request.add_credentials(DrawName());
    request.set_occupation(OccupationName(101));
    v1::AnalyzeGapResponse response;
    grpc::ClientContext context;
    return pathways_->AnalyzeGap(&context, request, &response);
  }

 private:
  std::unique_ptr<v1::CredentialService::Stub> credentials_;
  std::unique_ptr<v1::PathwayService::Stub> pathways_;
  std::mt19937 random_;
  std::map<std::string, double> hours_;
  std::int64_t sequence_ = 0;
};

TEST_F(RegistrySoakTest, WritersAndReadersAgree) {
  const char* asked = std::getenv("CROSSWALK_SOAK_SECONDS");
  const auto end = Clock::now() + std::chrono::seconds(asked == nullptr ? 1 : std::atoi(asked));
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < kWriters; ++i) {
    threads.emplace_back([this, end, i] {
      Writer writer(server_->NewChannel(), i);
      Repeat(end, [&] {
        const int number = writer.Draw();
        const unsigned chance = writer.Chance();
        if (chance < 70) {
          const grpc::Status status = writer.AddHours();
          if (status.ok()) ++added_[static_cast<std::size_t>(number)];
          Expect(status, {"ETAG_MISMATCH"});
        } else if (chance < 90) {
          Expect(writer.Publish(), {"CREDENTIAL_UNCHANGED"});
        } else {
          Expect(writer.Withdraw(), {"CREDENTIAL_NOT_PUBLISHED"});
        }
      });
    });
  }
  for (unsigned i = 0; i < kReaders; ++i) {
    threads.emplace_back([this, end, i] {
      Reader reader(server_->NewChannel(), 100 + i);
      Repeat(end, [&] {
        switch (reader.Chance()) {
          case 0:
            return Expect(reader.Get(), {});
          case 1:
            return Expect(reader.List(), {});
          case 2:
            return Expect(reader.Search(), {"CATALOGUE_BUILDING"});
          case 3:
            return Expect(reader.Pathways(), {"CREDENTIAL_NOT_PUBLISHED"});
          default:
            return Expect(reader.Gap(), {"CREDENTIAL_NOT_PUBLISHED"});
        }
      });
    });
  }
  for (std::thread& thread : threads) thread.join();

  const auto stub = v1::CredentialService::NewStub(server_->channel());
  std::int64_t published = 0;
  for (int number = 0; number < kCredentials; ++number) {
    v1::GetCredentialRequest request;
    request.set_name(NameOf(number));
    v1::GetCredentialResponse response;
    grpc::ClientContext context;
    ASSERT_THAT(stub->GetCredential(&context, request, &response), IsOk());
    EXPECT_EQ(response.credential().hours(),
              kFirstHours + kStep * added_[static_cast<std::size_t>(number)])
        << request.name();
    request.set_view(v1::CREDENTIAL_TEXT_VIEW_PUBLISHED);
    grpc::ClientContext published_context;
    published += stub->GetCredential(&published_context, request, &response).ok();
  }
  std::printf("%lld calls, %lld refused as documented\n", static_cast<long long>(calls_.load()),
              static_cast<long long>(refused_.load()));
  v1::IndexFreshness freshness;
  for (int i = 0; i < 500; ++i) {
    freshness = server_->Status().catalogue().freshness();
    if (freshness.indexed_sequence() == freshness.latest_sequence()) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_EQ(freshness.indexed_sequence(), freshness.latest_sequence());
  EXPECT_EQ(freshness.credential_count(), published);
}

}  // namespace
}  // namespace crosswalk::test
