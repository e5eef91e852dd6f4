// SPDX-License-Identifier: Apache-2.0
#include "tests/rpc/test_server.h"

#include "crosswalk/v1/credential_service.grpc.pb.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace crosswalk::test {
namespace {

using grpc::StatusCode;
using testing::ElementsAre;
using testing::IsEmpty;

v1::Credential Bees(const std::string& id = "maple.bees") {
  v1::Credential credential;
  if (!id.empty()) credential.set_name("credentials/" + id);
  credential.mutable_issuer()->set_id("maple");
  (*credential.mutable_title())["en"] = "Beekeeping";
  credential.set_type(v1::CREDENTIAL_TYPE_MICRO_CREDENTIAL);
  auto& outcome = *credential.add_outcomes();
  outcome.set_text("Write unit tests for a program and debug it");
  outcome.set_language_code("en");
  return credential;
}

class CredentialServiceTest : public testing::Test {
 protected:
  CredentialServiceTest() { Start(); }

  void Start() {
    rpc::ServerConfig config = TestConfig(TestIndexHome());
    config.registry = (folder_.path() / "registry.db").string();
    server_ = std::make_unique<TestServer>(config);
    stub_ = v1::CredentialService::NewStub(server_->channel());
  }
  void Restart() {
    stub_.reset();
    server_->server().Shutdown();
    server_.reset();
    Start();
  }

  template <typename Request, typename Response>
  grpc::Status Call(grpc::Status (v1::CredentialService::Stub::*method)(grpc::ClientContext*,
                                                                        const Request&, Response*),
                    const Request& request, Response& response, const std::string& actor = "") {
    grpc::ClientContext context;
    if (!actor.empty()) context.AddMetadata("crosswalk-actor", actor);
    response.Clear();
    return ((*stub_).*method)(&context, request, &response);
  }
  grpc::Status Create(const v1::Credential& credential, v1::CreateCredentialResponse& response,
                      const std::string& request_id = "") {
    v1::CreateCredentialRequest request;
    *request.mutable_credential() = credential;
    request.set_request_id(request_id);
    return Call(&v1::CredentialService::Stub::CreateCredential, request, response);
  }
  grpc::Status Get(v1::GetCredentialRequest request, v1::GetCredentialResponse& response) {
    request.set_name("credentials/maple.bees");
    return Call(&v1::CredentialService::Stub::GetCredential, request, response);
  }
  grpc::Status Update(const v1::UpdateCredentialRequest& request,
                      v1::UpdateCredentialResponse& response) {
    return Call(&v1::CredentialService::Stub::UpdateCredential, request, response);
  }
  grpc::Status Publish(const std::string& name, v1::PublishCredentialResponse& response) {
    v1::PublishCredentialRequest request;
    request.set_name(name);
    return Call(&v1::CredentialService::Stub::PublishCredential, request, response);
  }
  grpc::Status Withdraw(const std::string& name) {
    v1::WithdrawCredentialRequest request;
    request.set_name(name);
    v1::WithdrawCredentialResponse response;
    return Call(&v1::CredentialService::Stub::WithdrawCredential, request, response);
  }
  grpc::Status Delete(const std::string& name) {
    v1::DeleteCredentialRequest request;
    request.set_name(name);
    v1::DeleteCredentialResponse response;
    return Call(&v1::CredentialService::Stub::DeleteCredential, request, response);
  }

  TempFolder folder_;
  std::unique_ptr<TestServer> server_;
  std::unique_ptr<v1::CredentialService::Stub> stub_;
};

TEST_F(CredentialServiceTest, SuggestsSkillsAndSaysWhoDid) {
  v1::CreateCredentialResponse created;
  ASSERT_THAT(Create(Bees(), created), IsOk());
  EXPECT_THAT(WarningReasons(created), IsEmpty());
  EXPECT_EQ(created.credential().state(), v1::CREDENTIAL_STATE_DRAFT);
  ASSERT_GT(created.credential().outcomes(0).alignments_size(), 0);
  for (const v1::OutcomeAlignment& alignment : created.credential().outcomes(0).alignments()) {
    EXPECT_EQ(alignment.source(), v1::ALIGNMENT_SOURCE_SUGGESTED);
    EXPECT_EQ(alignment.generation(), server_->Status().generation().id());
    EXPECT_FALSE(alignment.model().empty());
    EXPECT_FALSE(alignment.uri().empty());
    EXPECT_FALSE(alignment.framework_release().empty());
    EXPECT_TRUE(alignment.has_confidence());
    EXPECT_TRUE(alignment.has_time());
  }
}

TEST_F(CredentialServiceTest, LeavesWhatIsDeclaredAlone) {
  v1::Credential credential = Bees();
  auto& alignment = *credential.mutable_outcomes(0)->add_alignments();
  alignment.set_concept_name(SkillName(1));
  credential.mutable_level()->mutable_declared()->set_qualification("frameworks/oqf/concepts/x");
  v1::CreateCredentialResponse created;
  ASSERT_THAT(Create(credential, created), IsOk());
  ASSERT_EQ(created.credential().outcomes(0).alignments_size(), 1);
  const v1::OutcomeAlignment& kept = created.credential().outcomes(0).alignments(0);
  EXPECT_EQ(kept.concept_name(), SkillName(1));
  EXPECT_EQ(kept.source(), v1::ALIGNMENT_SOURCE_DECLARED);
  EXPECT_EQ(kept.uri(), TestSkillUri(1));
  EXPECT_FALSE(created.credential().level().has_suggested());
}

TEST_F(CredentialServiceTest, FindsTheConceptOfAUriAndWarnsOfUnknownOnes) {
  v1::Credential credential = Bees();
  credential.mutable_outcomes(0)->add_alignments()->set_uri(TestSkillUri(2));
  credential.mutable_outcomes(0)->add_alignments()->set_concept_name(
      "frameworks/esco/concepts/no-such-skill");
  credential.mutable_outcomes(0)->add_alignments()->set_uri("https://other.example/skills/7");
  v1::CreateCredentialResponse created;
  ASSERT_THAT(Create(credential, created), IsOk());
  EXPECT_EQ(created.credential().outcomes(0).alignments(0).concept_name(), SkillName(2));
  EXPECT_THAT(WarningReasons(created), ElementsAre("CONCEPT_NOT_INDEXED"));
}

TEST_F(CredentialServiceTest, SuggestsNothingWhereNotWanted) {
  v1::CreateCredentialRequest request;
  *request.mutable_credential() = Bees();
  request.set_suggestions(v1::SUGGESTION_MODE_NONE);
  v1::CreateCredentialResponse created;
  ASSERT_THAT(Call(&v1::CredentialService::Stub::CreateCredential, request, created), IsOk());
  EXPECT_EQ(created.credential().outcomes(0).alignments_size(), 0);
  EXPECT_FALSE(created.credential().has_level());
}

TEST_F(CredentialServiceTest, SuggestsAnewForTextsThatChange) {
  v1::Credential credential = Bees();
  credential.add_outcomes()->set_text("Answer questions of customers by telephone");
  v1::CreateCredentialResponse created;
  ASSERT_THAT(Create(credential, created), IsOk());
  v1::UpdateCredentialRequest request;
  *request.mutable_credential() = created.credential();
  request.mutable_credential()->mutable_outcomes(1)->set_text("Reconcile invoices and accounts");
  request.mutable_update_mask()->add_paths("outcomes");
  v1::UpdateCredentialResponse updated;
  ASSERT_THAT(Update(request, updated), IsOk());
  EXPECT_EQ(updated.credential().outcomes(0).SerializeAsString(),
            created.credential().outcomes(0).SerializeAsString());
  for (const auto& old : created.credential().outcomes(1).alignments()) {
    for (const auto& alignment : updated.credential().outcomes(1).alignments()) {
      EXPECT_NE(alignment.concept_name(), old.concept_name());
    }
  }
}

TEST_F(CredentialServiceTest, LivesFromDraftToDeletion) {
  const std::string name = "credentials/maple.bees";
  v1::CreateCredentialResponse created;
  ASSERT_THAT(Create(Bees(), created), IsOk());
  v1::GetCredentialResponse got;
  v1::GetCredentialRequest published_view;
  published_view.set_view(v1::CREDENTIAL_TEXT_VIEW_PUBLISHED);
  EXPECT_THAT(Get(published_view, got),
              FailedWith(StatusCode::NOT_FOUND, "CREDENTIAL_NOT_PUBLISHED"));
  v1::PublishCredentialResponse published;
  ASSERT_THAT(Publish(name, published), IsOk());
  EXPECT_EQ(published.credential().version(), 1);
  EXPECT_THAT(Publish(name, published),
              FailedWith(StatusCode::FAILED_PRECONDITION, "CREDENTIAL_UNCHANGED"));
  v1::UpdateCredentialRequest update;
  update.mutable_credential()->set_name(name);
  update.mutable_credential()->set_hours(20);
  v1::UpdateCredentialResponse updated;
  ASSERT_THAT(Update(update, updated), IsOk());
  ASSERT_THAT(Get({}, got), IsOk());
  EXPECT_EQ(got.credential().hours(), 20);
  ASSERT_THAT(Get(published_view, got), IsOk());
  EXPECT_FALSE(got.credential().has_hours());
  EXPECT_THAT(Delete(name), FailedWith(StatusCode::FAILED_PRECONDITION, "CREDENTIAL_PUBLISHED"));
  ASSERT_THAT(Withdraw(name), IsOk());
  EXPECT_THAT(Withdraw(name),
              FailedWith(StatusCode::FAILED_PRECONDITION, "CREDENTIAL_NOT_PUBLISHED"));
  ASSERT_THAT(Delete(name), IsOk());
  EXPECT_THAT(Get({}, got), FailedWith(StatusCode::NOT_FOUND, "CREDENTIAL_NOT_FOUND"));
  v1::GetCredentialRequest first;
  first.set_version(1);
  ASSERT_THAT(Get(first, got), IsOk());
  first.set_version(2);
  EXPECT_THAT(Get(first, got), FailedWith(StatusCode::NOT_FOUND, "VERSION_NOT_FOUND"));
  EXPECT_THAT(Create(Bees(), created), FailedWith(StatusCode::ALREADY_EXISTS, "CREDENTIAL_EXISTS"));
}

TEST_F(CredentialServiceTest, TellsAllThatIsWrongWithACredential) {
  v1::CreateCredentialResponse created;
  v1::Credential credential = Bees();
  credential.set_hours(-1);
  credential.add_outcomes();
  credential.set_start_date("soon");
  const grpc::Status status = Create(credential, created);
  EXPECT_THAT(status, BlamesField("credential.hours", "CREDENTIAL_INVALID"));
  EXPECT_THAT(status, BlamesField("credential.outcomes[1].text", "CREDENTIAL_INVALID"));
  EXPECT_THAT(status, BlamesField("credential.start_date", "CREDENTIAL_INVALID"));
  v1::CreateCredentialRequest empty;
  EXPECT_THAT(Call(&v1::CredentialService::Stub::CreateCredential, empty, created),
              BlamesField("credential", "FIELD_REQUIRED"));
  credential = Bees("Not An Id");
  EXPECT_THAT(Create(credential, created),
              FailedWith(StatusCode::INVALID_ARGUMENT, "RESOURCE_NAME_INVALID"));
}

TEST_F(CredentialServiceTest, NamesWhatIsMissingForPublication) {
  v1::Credential credential;
  credential.set_name("credentials/maple.bees");
  (*credential.mutable_title())["en"] = "Beekeeping";
  v1::CreateCredentialResponse created;
  ASSERT_THAT(Create(credential, created), IsOk());
  v1::PublishCredentialResponse published;
  const grpc::Status status = Publish("credentials/maple.bees", published);
  EXPECT_THAT(status, FailedWith(StatusCode::FAILED_PRECONDITION, "CREDENTIAL_INCOMPLETE"));
  EXPECT_GE(ReadFailure(status).violations.size(), 3U);
}

TEST_F(CredentialServiceTest, RefusesAnEtagThatIsNotTheCurrentOne) {
  v1::CreateCredentialResponse created;
  ASSERT_THAT(Create(Bees(), created), IsOk());
  v1::UpdateCredentialRequest request;
  request.mutable_credential()->set_name("credentials/maple.bees");
  request.mutable_credential()->set_etag(created.credential().etag());
  request.mutable_credential()->set_hours(20);
  v1::UpdateCredentialResponse updated;
  ASSERT_THAT(Update(request, updated), IsOk());
  request.mutable_credential()->set_hours(30);
  v1::UpdateCredentialResponse refused;
  const grpc::Status status = Update(request, refused);
  EXPECT_THAT(status, FailedWith(StatusCode::ABORTED, "ETAG_MISMATCH"));
  EXPECT_EQ(ReadFailure(status).metadata["etag"], updated.credential().etag());
}

TEST_F(CredentialServiceTest, RefusesMasksThatNameNoField) {
  v1::CreateCredentialResponse created;
  ASSERT_THAT(Create(Bees(), created), IsOk());
  v1::UpdateCredentialRequest request;
  request.mutable_credential()->set_name("credentials/maple.bees");
  request.mutable_update_mask()->add_paths("hours");
  request.mutable_update_mask()->add_paths("houers");
  v1::UpdateCredentialResponse updated;
  EXPECT_THAT(Update(request, updated), BlamesField("update_mask.paths[1]", "FIELD_MASK_INVALID"));
}

TEST_F(CredentialServiceTest, DoesARepeatedRequestOnce) {
  v1::CreateCredentialResponse first;
  v1::CreateCredentialResponse second;
  // Without a name and with suggestions, which have the time they were made.
  ASSERT_THAT(Create(Bees(""), first, "request-1"), IsOk());
  ASSERT_THAT(Create(Bees(""), second, "request-1"), IsOk());
  EXPECT_EQ(first.credential().SerializeAsString(), second.credential().SerializeAsString());
  v1::Credential other = Bees("");
  other.set_hours(3);
  EXPECT_THAT(Create(other, second, "request-1"),
              FailedWith(StatusCode::ALREADY_EXISTS, "REQUEST_ID_REUSED"));
  v1::UpdateCredentialRequest request;
  request.mutable_credential()->set_name(first.credential().name());
  request.mutable_credential()->set_hours(20);
  request.set_request_id("request-2");
  v1::UpdateCredentialResponse updated;
  ASSERT_THAT(Update(request, updated), IsOk());
  v1::UpdateCredentialResponse again;
  ASSERT_THAT(Update(request, again), IsOk());
  EXPECT_EQ(again.credential().etag(), updated.credential().etag());
}

TEST_F(CredentialServiceTest, ListsPageByPage) {
  for (int i = 0; i < 7; ++i) {
    v1::Credential credential = Bees("c" + std::to_string(i));
    if (i % 2 == 1) credential.mutable_issuer()->set_id("cedar");
    v1::CreateCredentialResponse created;
    ASSERT_THAT(Create(credential, created), IsOk());
  }
  v1::PublishCredentialResponse published;
  ASSERT_THAT(Publish("credentials/c2", published), IsOk());
  const auto list = [this](v1::ListCredentialsRequest request) {
    std::vector<std::string> names;
    do {
      v1::ListCredentialsResponse page;
      EXPECT_THAT(Call(&v1::CredentialService::Stub::ListCredentials, request, page), IsOk());
      for (const auto& credential : page.credentials()) names.push_back(credential.name());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return names;
  };
  v1::ListCredentialsRequest request;
  request.set_page_size(2);
  EXPECT_EQ(list(request).size(), 7U);
  request.set_issuer("cedar");
  EXPECT_THAT(list(request), ElementsAre("credentials/c1", "credentials/c3", "credentials/c5"));
  request.Clear();
  request.set_view(v1::CREDENTIAL_TEXT_VIEW_PUBLISHED);
  EXPECT_THAT(list(request), ElementsAre("credentials/c2"));
  request.Clear();
  request.add_states(v1::CREDENTIAL_STATE_PUBLISHED);
  EXPECT_THAT(list(request), ElementsAre("credentials/c2"));
  v1::ListCredentialsResponse page;
  request.Clear();
  request.set_page_size(2);
  ASSERT_THAT(Call(&v1::CredentialService::Stub::ListCredentials, request, page), IsOk());
  request.set_page_token(page.next_page_token());
  request.set_issuer("maple");
  EXPECT_THAT(Call(&v1::CredentialService::Stub::ListCredentials, request, page),
              FailedWith(StatusCode::INVALID_ARGUMENT, "PAGE_TOKEN_MISMATCH"));
  request.set_page_token("x");
  EXPECT_THAT(Call(&v1::CredentialService::Stub::ListCredentials, request, page),
              FailedWith(StatusCode::INVALID_ARGUMENT, "PAGE_TOKEN_INVALID"));
  request.Clear();
  request.set_page_size(-1);
  EXPECT_THAT(Call(&v1::CredentialService::Stub::ListCredentials, request, page),
              BlamesField("page_size", "VALUE_OUT_OF_RANGE"));
}

TEST_F(CredentialServiceTest, AnswersABatchOneByOne) {
  v1::CreateCredentialResponse created;
  ASSERT_THAT(Create(Bees(), created), IsOk());
  v1::BatchGetCredentialsRequest request;
  for (const char* name : {"credentials/none", "credentials/maple.bees", "nonsense"}) {
    request.add_names(name);
  }
  v1::BatchGetCredentialsResponse response;
  ASSERT_THAT(Call(&v1::CredentialService::Stub::BatchGetCredentials, request, response), IsOk());
  ASSERT_EQ(response.results_size(), 3);
  EXPECT_EQ(response.results(0).error().reason(), "CREDENTIAL_NOT_FOUND");
  EXPECT_EQ(response.results(1).credential().etag(), created.credential().etag());
  EXPECT_EQ(response.results(2).error().reason(), "RESOURCE_NAME_INVALID");
  request.clear_names();
  EXPECT_THAT(Call(&v1::CredentialService::Stub::BatchGetCredentials, request, response),
              BlamesField("names", "FIELD_REQUIRED"));
}

TEST_F(CredentialServiceTest, LosesNoUpdateOfTwoWritersWithoutEtags) {
  v1::CreateCredentialResponse created;
  ASSERT_THAT(Create(Bees(), created), IsOk());
  const auto write = [this](const std::string& field, int count) {
    for (int i = 1; i <= count; ++i) {
      v1::UpdateCredentialRequest request;
      request.mutable_credential()->set_name("credentials/maple.bees");
      if (field == "hours") request.mutable_credential()->set_hours(i);
      if (field == "credits") request.mutable_credential()->set_credits(i);
      request.mutable_update_mask()->add_paths(field);
      v1::UpdateCredentialResponse updated;
      ASSERT_THAT(Update(request, updated), IsOk());
    }
  };
  std::thread other([&] { write("credits", 30); });
  write("hours", 30);
  other.join();
  v1::GetCredentialResponse got;
  ASSERT_THAT(Get({}, got), IsOk());
  EXPECT_EQ(got.credential().hours(), 30);
  EXPECT_EQ(got.credential().credits(), 30);
}

TEST_F(CredentialServiceTest, KeepsEverythingOverARestart) {
  v1::CreateCredentialResponse created;
  ASSERT_THAT(Create(Bees(), created), IsOk());
  Restart();
  v1::GetCredentialResponse got;
  ASSERT_THAT(Get({}, got), IsOk());
  EXPECT_EQ(got.credential().SerializeAsString(), created.credential().SerializeAsString());
}

TEST_F(CredentialServiceTest, RefusesActorsThatAreNone) {
  v1::CreateCredentialRequest request;
  *request.mutable_credential() = Bees();
  v1::CreateCredentialResponse created;
  EXPECT_THAT(
      Call(&v1::CredentialService::Stub::CreateCredential, request, created, std::string(300, 'a')),
      FailedWith(StatusCode::INVALID_ARGUMENT, "ACTOR_INVALID"));
}

TEST(CredentialServiceAlone, SaysThatThereIsNoRegistry) {
  TestServer server(TestConfig(TestIndexHome()));
  const auto stub = v1::CredentialService::NewStub(server.channel());
  grpc::ClientContext context;
  v1::ListCredentialsResponse page;
  EXPECT_THAT(stub->ListCredentials(&context, {}, &page),
              FailedWith(StatusCode::FAILED_PRECONDITION, "REGISTRY_NOT_CONFIGURED"));
}

TEST(CredentialServiceAlone, KeepsCredentialsWithoutAnIndex) {
  TempFolder folder;
  rpc::ServerConfig config = TestConfig(folder.path() / "no-index");
  config.require_index = false;
  config.registry = (folder.path() / "registry.db").string();
  TestServer server(config);
  const auto stub = v1::CredentialService::NewStub(server.channel());
  grpc::ClientContext context;
  v1::CreateCredentialRequest request;
  *request.mutable_credential() = Bees();
  v1::CreateCredentialResponse created;
  ASSERT_THAT(stub->CreateCredential(&context, request, &created), IsOk());
  EXPECT_THAT(WarningReasons(created), ElementsAre("SUGGESTIONS_UNAVAILABLE"));
}

}  // namespace
}  // namespace crosswalk::test
