// SPDX-License-Identifier: Apache-2.0
#include "tests/rpc/test_server.h"

#include "crosswalk/v1/credential_service.grpc.pb.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace crosswalk::test {
namespace {

using grpc::StatusCode;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class CredentialSearchTest : public testing::Test {
 protected:
  CredentialSearchTest() {
    rpc::ServerConfig config = TestConfig(TestIndexHome());
    config.registry = (folder_.path() / "registry.db").string();
    server_ = std::make_unique<TestServer>(config);
    stub_ = v1::CredentialService::NewStub(server_->channel());
  }

  // Publishes one whose outcome is aligned with the skill of that number.
  void Publish(const std::string& id, const std::string& title, int skill, int level) {
    v1::CreateCredentialRequest create;
    v1::Credential& credential = *create.mutable_credential();
    credential.set_name("credentials/" + id);
    credential.mutable_issuer()->set_id("maple");
    (*credential.mutable_title())["en"] = title;
    credential.set_type(v1::CREDENTIAL_TYPE_MICRO_CREDENTIAL);
    credential.mutable_level()->mutable_declared()->set_qualification(
        "frameworks/oqf/concepts/diploma-2");
    credential.mutable_level()->mutable_declared()->set_number(level);
    auto& outcome = *credential.add_outcomes();
    outcome.set_text("Show it");
    outcome.set_language_code("en");
    auto& alignment = *outcome.add_alignments();
    alignment.set_concept_name(NameOf(TestSkillUri(skill)));
    alignment.set_relation(v1::MATCH_RELATION_EXACT_MATCH);
    alignment.set_source(v1::ALIGNMENT_SOURCE_CONFIRMED);
    v1::CreateCredentialResponse created;
    grpc::ClientContext create_context;
    const grpc::Status kept = stub_->CreateCredential(&create_context, create, &created);
    ASSERT_TRUE(kept.ok()) << kept.error_message();
    v1::PublishCredentialRequest publish;
    publish.set_name(credential.name());
    v1::PublishCredentialResponse published;
    grpc::ClientContext publish_context;
    const grpc::Status status = stub_->PublishCredential(&publish_context, publish, &published);
    ASSERT_TRUE(status.ok()) << status.error_message();
  }

  std::string NameOf(const std::string& uri) {
    v1::GetConceptRequest request;
    request.set_identifier(uri);
    v1::GetConceptResponse response;
    grpc::ClientContext context;
    EXPECT_TRUE(server_->frameworks().GetConcept(&context, request, &response).ok());
    return response.item().name();
  }
  v1::Concept Item(const std::string& uri) {
    v1::GetConceptRequest request;
    request.set_identifier(uri);
    v1::GetConceptResponse response;
    grpc::ClientContext context;
    EXPECT_TRUE(server_->frameworks().GetConcept(&context, request, &response).ok());
    return response.item();
  }

  grpc::Status TrySearch(const v1::SearchCredentialsRequest& request,
                         v1::SearchCredentialsResponse& response) {
    grpc::ClientContext context;
    response.Clear();
    return stub_->SearchCredentials(&context, request, &response);
  }
  // Once the index has caught up.
  v1::SearchCredentialsResponse Search(const v1::SearchCredentialsRequest& request) {
    v1::SearchCredentialsResponse response;
    for (int attempt = 0; attempt < 500; ++attempt) {
      const grpc::Status status = TrySearch(request, response);
      const bool building = status.error_code() == StatusCode::UNAVAILABLE;
      EXPECT_TRUE(status.ok() || building) << status.error_message();
      if (!building &&
          response.freshness().indexed_sequence() == response.freshness().latest_sequence()) {
        return response;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ADD_FAILURE() << "the index does not catch up";
    return response;
  }
  static std::vector<std::string> Names(const v1::SearchCredentialsResponse& response) {
    std::vector<std::string> names;
    for (const auto& result : response.results()) names.push_back(result.credential().name());
    return names;
  }

  TempFolder folder_;
  std::unique_ptr<TestServer> server_;
  std::unique_ptr<v1::CredentialService::Stub> stub_;
};

TEST_F(CredentialSearchTest, FindsBySkillInEachOfItsForms) {
  Publish("a", "First", 1, 5);
  Publish("b", "Second", 2, 7);
  const v1::Concept skill = Item(TestSkillUri(1));
  for (const std::string& form : {skill.name(), skill.uri(), skill.preferred_label()}) {
    v1::SearchCredentialsRequest request;
    request.add_skills(form);
    const auto response = Search(request);
    EXPECT_THAT(Names(response), ElementsAre("credentials/a")) << form;
    ASSERT_EQ(response.skills_size(), 1);
    EXPECT_EQ(response.skills(0).concept_name(), skill.name());
    EXPECT_EQ(response.skills(0).label(), skill.preferred_label());
    EXPECT_EQ(response.skills(0).by_words(), form == skill.preferred_label());
    ASSERT_EQ(response.results_size(), 1);
    ASSERT_EQ(response.results(0).taught_skills_size(), 1);
    EXPECT_TRUE(response.results(0).taught_skills(0).confirmed());
    EXPECT_EQ(response.results(0).taught_skills(0).relation(), v1::TAUGHT_RELATION_SAME);
    EXPECT_FALSE(response.generation().empty());
  }
}

TEST_F(CredentialSearchTest, CountsNarrowerSkills) {
  Publish("a", "First", 1, 5);
  const v1::Concept skill = Item(TestSkillUri(1));
  ASSERT_GT(skill.broader_size(), 0);
  v1::SearchCredentialsRequest request;
  request.add_skills(skill.broader(0));
  const auto response = Search(request);
  EXPECT_THAT(Names(response), ElementsAre("credentials/a"));
  EXPECT_GT(response.skills(0).widened_by(), 0);
  EXPECT_EQ(response.results(0).taught_skills(0).relation(), v1::TAUGHT_RELATION_NARROWER);
  request.set_skill_scope(v1::SKILL_SCOPE_SAME);
  const auto same = Search(request);
  EXPECT_THAT(Names(same), IsEmpty());
  EXPECT_FALSE(same.has_freshness() && same.freshness().building());
}

TEST_F(CredentialSearchTest, FindsByOccupation) {
  for (int skill = 1; skill <= 40; ++skill) {
    Publish("s" + std::to_string(skill), "Title", skill, 5);
  }
  v1::SearchCredentialsRequest request;
  request.set_occupation(TestOccupationUri(101));
  const auto response = Search(request);
  EXPECT_GT(response.skills_size(), 0);
  EXPECT_GE(response.total_size(), response.skills_size());
  EXPECT_LT(response.total_size(), 40);
  EXPECT_FALSE(response.occupation().label().empty());
}

TEST_F(CredentialSearchTest, TakesLevelsInEachOfTheirForms) {
  Publish("low", "Low", 1, 5);
  Publish("high", "High", 2, 7);
  for (const char* level : {"7", "diploma-2", "frameworks/oqf/concepts/diploma-2", "Diploma II"}) {
    v1::SearchCredentialsRequest request;
    request.mutable_filter()->set_min_level(level);
    EXPECT_THAT(Names(Search(request)), ElementsAre("credentials/high")) << level;
  }
}

TEST_F(CredentialSearchTest, PagesAndHelps) {
  Publish("a", "Bees", 1, 5);
  Publish("b", "Bees", 2, 5);
  v1::SearchCredentialsRequest request;
  request.set_query("bees");
  request.set_page_size(1);
  const auto first = Search(request);
  EXPECT_EQ(first.total_size(), 2);
  EXPECT_EQ(first.facets().issuers(0).count(), 2);
  ASSERT_EQ(first.results(0).highlights_size(), 1);
  EXPECT_EQ(first.results(0).highlights(0).field(), "title");
  EXPECT_EQ(first.results(0).highlights(0).spans(0).text(), "Bees");
  request.set_page_token(first.next_page_token());
  const auto second = Search(request);
  EXPECT_THAT(Names(second), ElementsAre("credentials/b"));
  EXPECT_EQ(second.next_page_token(), "");
  request.set_query("other");
  v1::SearchCredentialsResponse response;
  EXPECT_EQ(TrySearch(request, response).error_code(), StatusCode::INVALID_ARGUMENT);

  v1::SearchCredentialsRequest nothing;
  nothing.set_query("bees");
  nothing.mutable_filter()->set_min_level("9");
  const auto help = Search(nothing);
  EXPECT_EQ(help.total_size(), 0);
  ASSERT_EQ(help.advice_size(), 1);
  EXPECT_EQ(help.advice(0).kind(), v1::SEARCH_ADVICE_KIND_DROP_FILTER);
  EXPECT_EQ(help.advice(0).subject(), "level");
  EXPECT_EQ(help.advice(0).count(), 2);
}

TEST_F(CredentialSearchTest, RefusesWhatIsWrong) {
  v1::SearchCredentialsResponse response;
  const auto refused = [&](const std::function<void(v1::SearchCredentialsRequest&)>& spoil) {
    v1::SearchCredentialsRequest request;
    spoil(request);
    return TrySearch(request, response).error_code();
  };
  EXPECT_EQ(refused([](auto& r) { r.set_query(std::string(2000, 'x')); }),
            StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(refused([](auto& r) { r.set_page_size(-1); }), StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(refused([](auto& r) { r.mutable_filter()->set_min_level("14"); }),
            StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(refused([](auto& r) { r.mutable_filter()->set_max_hours(-1); }),
            StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(refused([](auto& r) { r.mutable_filter()->set_start_from("soon"); }),
            StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(refused([](auto& r) { r.mutable_filter()->add_types(v1::CredentialType(99)); }),
            StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(refused([](auto& r) { r.set_page_token("zz"); }), StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(refused([](auto& r) { r.add_skills("qqqqqqqq zzzzzzz"); }), StatusCode::NOT_FOUND);
}

TEST(CredentialSearchWithoutRegistry, SaysSo) {
  TestServer server(TestConfig(TestIndexHome()));
  const auto stub = v1::CredentialService::NewStub(server.channel());
  grpc::ClientContext context;
  v1::SearchCredentialsResponse response;
  EXPECT_EQ(stub->SearchCredentials(&context, {}, &response).error_code(),
            StatusCode::FAILED_PRECONDITION);
}

TEST_F(CredentialSearchTest, TheIndexIsBuiltAnewOnRequest) {
  Publish("a", "First", 1, 5);
  Publish("b", "Second", 2, 5);
  v1::RebuildCatalogueResponse begun;
  grpc::ClientContext context;
  ASSERT_THAT(server_->admin().RebuildCatalogue(&context, {}, &begun), IsOk());
  v1::CatalogueStatus catalogue = server_->Status().catalogue();
  while (catalogue.freshness().building()) {
    EXPECT_LE(catalogue.built_count(), catalogue.to_build_count());
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    catalogue = server_->Status().catalogue();
  }
  EXPECT_EQ(catalogue.freshness().credential_count(), 2);
  EXPECT_EQ(catalogue.freshness().indexed_sequence(), catalogue.freshness().latest_sequence());
  EXPECT_EQ(catalogue.to_build_count(), 0);
  EXPECT_EQ(catalogue.error(), "");
}

TEST(CatalogueStatus, IsAbsentWithoutARegistry) {
  TestServer server(TestConfig(TestIndexHome()));
  EXPECT_FALSE(server.Status().has_catalogue());
  v1::RebuildCatalogueResponse response;
  grpc::ClientContext context;
  EXPECT_THAT(server.admin().RebuildCatalogue(&context, {}, &response),
              FailedWith(StatusCode::FAILED_PRECONDITION, "REGISTRY_NOT_CONFIGURED"));
}

}  // namespace
}  // namespace crosswalk::test
