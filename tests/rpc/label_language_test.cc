// SPDX-License-Identifier: Apache-2.0
// Labels that are not in the asked language say which one they are in. Skill 40 and occupation 102
// of the test index have English labels only; every test asks for French.
#include "tests/rpc/test_server.h"

#include "crosswalk/v1/credential_service.grpc.pb.h"
#include "crosswalk/v1/pathway_service.grpc.pb.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace crosswalk::test {
namespace {

using testing::Pair;

class LabelLanguageTest : public testing::Test {
 protected:
  LabelLanguageTest() {
    rpc::ServerConfig config = TestConfig(TestIndexHome());
    config.registry = (folder_.path() / "registry.db").string();
    server_ = std::make_unique<TestServer>(config);
    credentials_ = v1::CredentialService::NewStub(server_->channel());
    pathways_ = v1::PathwayService::NewStub(server_->channel());
  }

  // One whose title and issuer's name are in `language`, with an outcome for each of the skills.
  static v1::Credential Draft(const std::string& id, const std::string& language,
                              const std::vector<int>& skills) {
    v1::Credential credential;
    credential.set_name("credentials/" + id);
    credential.mutable_issuer()->set_id(id + "-school");
    (*credential.mutable_issuer()->mutable_name())[language] = id + " school";
    (*credential.mutable_title())[language] = id;
    credential.set_type(v1::CREDENTIAL_TYPE_MICRO_CREDENTIAL);
    for (const int skill : skills) {
      v1::CredentialOutcome& outcome = *credential.add_outcomes();
      outcome.set_text("Show it");
      outcome.set_language_code("en");
      v1::OutcomeAlignment& alignment = *outcome.add_alignments();
      alignment.set_concept_name(SkillName(skill));
      alignment.set_relation(v1::MATCH_RELATION_EXACT_MATCH);
      alignment.set_source(v1::ALIGNMENT_SOURCE_CONFIRMED);
    }
    return credential;
  }

  void Publish(const v1::Credential& credential) {
    v1::CreateCredentialRequest create;
    *create.mutable_credential() = credential;
    create.set_suggestions(v1::SUGGESTION_MODE_NONE);
    v1::CreateCredentialResponse created;
    grpc::ClientContext create_context;
    ASSERT_THAT(credentials_->CreateCredential(&create_context, create, &created), IsOk());
    v1::PublishCredentialRequest publish;
    publish.set_name(credential.name());
    v1::PublishCredentialResponse published;
    grpc::ClientContext publish_context;
    ASSERT_THAT(credentials_->PublishCredential(&publish_context, publish, &published), IsOk());
  }

  // A French credential for the essential skills of occupation 102, and an English one for skill
  // 40 that asks for the first and for a qualification.
  void PublishBoth() {
    v1::Credential payroll = Draft("paie", "fr", {3, 8, 10});
    payroll.add_stacks_into()->set_credential("credentials/sorting");
    v1::Credential sorting = Draft("sorting", "en", {40});
    sorting.add_prerequisites()->set_credential("credentials/paie");
    sorting.add_prerequisites()->set_qualification("frameworks/oqf/concepts/certificate-1");
    Publish(payroll);
    Publish(sorting);
  }

  // Once the index has caught up.
  v1::SearchCredentialsResponse Search(const v1::SearchCredentialsRequest& request) {
    v1::SearchCredentialsResponse response;
    for (int attempt = 0; attempt < 500; ++attempt) {
      grpc::ClientContext context;
      response.Clear();
      const grpc::Status status = credentials_->SearchCredentials(&context, request, &response);
      if (status.ok() &&
          response.freshness().indexed_sequence() == response.freshness().latest_sequence()) {
        return response;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ADD_FAILURE() << "the index does not catch up";
    return response;
  }

  TempFolder folder_;
  std::unique_ptr<TestServer> server_;
  std::unique_ptr<v1::CredentialService::Stub> credentials_;
  std::unique_ptr<v1::PathwayService::Stub> pathways_;
};

// The label of a message with its language.
template <typename Message>
std::pair<std::string, std::string> Tagged(const Message& message) {
  return {message.label(), message.language_code()};
}

TEST_F(LabelLanguageTest, OfSkillsThatASearchUnderstood) {
  PublishBoth();
  v1::SearchCredentialsRequest request;
  request.add_language_codes("fr");
  request.set_query("paie");
  request.add_skills(SkillName(40));
  request.add_skills(SkillName(36));
  request.add_skills("frameworks/other/concepts/unknown");
  request.set_skill_match(v1::SKILL_MATCH_MODE_ALL);
  v1::SearchCredentialsResponse response = Search(request);
  ASSERT_EQ(response.skills_size(), 3);
  EXPECT_THAT(Tagged(response.skills(0)), Pair("reduce waste", "en"));
  EXPECT_THAT(Tagged(response.skills(1)), Pair("travailler en équipe", "fr"));
  EXPECT_THAT(Tagged(response.skills(2)), Pair("", ""));
  ASSERT_EQ(response.warnings_size(), 1);
  EXPECT_EQ(response.warnings(0).reason(), "LANGUAGE_FALLBACK");
  EXPECT_EQ(response.warnings(0).metadata().at("language_code"), "en");

  request.clear_skills();
  request.add_skills(SkillName(36));
  EXPECT_EQ(Search(request).warnings_size(), 0);

  request.clear_skills();
  request.add_skills(SkillName(40));
  response = Search(request);
  bool advised = false;
  for (const v1::SearchAdvice& advice : response.advice()) {
    if (advice.kind() != v1::SEARCH_ADVICE_KIND_DROP_SKILL) continue;
    advised = true;
    EXPECT_THAT(Tagged(advice), Pair("reduce waste", "en"));
  }
  EXPECT_TRUE(advised);

  request.set_occupation(OccupationName(102));
  response = Search(request);
  EXPECT_THAT(Tagged(response.occupation()), Pair("payroll clerk", "en"));
  ASSERT_EQ(response.skills_size(), 4);
  EXPECT_THAT(Tagged(response.skills(1)), Pair("établir la paie", "fr"));
}

TEST_F(LabelLanguageTest, OfPathways) {
  PublishBoth();
  v1::FindPathwaysRequest request;
  request.add_language_codes("fr");
  request.add_credentials("credentials/paie");
  v1::FindPathwaysResponse response;
  grpc::ClientContext context;
  ASSERT_THAT(pathways_->FindPathways(&context, request, &response), IsOk());
  ASSERT_EQ(response.reached_size(), 2);
  EXPECT_THAT(Tagged(response.reached(0)), Pair("payroll clerk", "en"));
  EXPECT_THAT(Tagged(response.reached(1)), Pair("employé de la comptabilité fournisseurs", "fr"));
  ASSERT_GT(response.pathways_size(), 0);
  const v1::PathwayStep& step = response.pathways(0).steps(0);
  EXPECT_EQ(step.from().issuer_name_language_code(), "fr");
  EXPECT_EQ(step.credential().issuer_name_language_code(), "en");
  EXPECT_EQ(step.credential().language_code(), "en");
  ASSERT_EQ(step.gained_skills_size(), 1);
  EXPECT_THAT(Tagged(step.gained_skills(0)), Pair("reduce waste", "en"));
  ASSERT_EQ(step.prerequisites_size(), 2);
  EXPECT_EQ(step.prerequisites(0).title(), "paie");
  EXPECT_EQ(step.prerequisites(0).language_code(), "fr");
  EXPECT_FALSE(step.prerequisites(1).title().empty());
  EXPECT_EQ(step.prerequisites(1).language_code(), "fr");
}

TEST_F(LabelLanguageTest, OfAGap) {
  PublishBoth();
  v1::AnalyzeGapRequest request;
  request.add_language_codes("fr");
  request.add_credentials("credentials/sorting");
  request.set_occupation(OccupationName(102));
  v1::AnalyzeGapResponse response;
  grpc::ClientContext context;
  ASSERT_THAT(pathways_->AnalyzeGap(&context, request, &response), IsOk());
  EXPECT_EQ(response.target_title(), "payroll clerk");
  EXPECT_EQ(response.target_title_language_code(), "en");
  ASSERT_EQ(response.extra_skills_size(), 1);
  EXPECT_THAT(Tagged(response.extra_skills(0)), Pair("reduce waste", "en"));
  ASSERT_GT(response.skills_size(), 0);
  for (const v1::GapSkill& skill : response.skills()) {
    EXPECT_EQ(skill.skill().language_code(), "fr") << skill.skill().label();
  }

  request.set_credential("credentials/sorting");
  grpc::ClientContext second;
  ASSERT_THAT(pathways_->AnalyzeGap(&second, request, &response), IsOk());
  EXPECT_EQ(response.target_title(), "sorting");
  EXPECT_EQ(response.target_title_language_code(), "en");
}

TEST_F(LabelLanguageTest, OfSkillsThatTheIndexLacks) {
  v1::Credential elsewhere = Draft("elsewhere", "fr", {});
  v1::CredentialOutcome& outcome = *elsewhere.add_outcomes();
  outcome.set_text("Montrer");
  outcome.set_language_code("fr");
  v1::OutcomeAlignment& alignment = *outcome.add_alignments();
  alignment.set_concept_name("frameworks/other/concepts/juggling");
  alignment.set_relation(v1::MATCH_RELATION_EXACT_MATCH);
  alignment.set_source(v1::ALIGNMENT_SOURCE_CONFIRMED);
  Publish(elsewhere);
  v1::AnalyzeGapRequest request;
  request.add_language_codes("fr");
  request.set_credential("credentials/elsewhere");
  v1::AnalyzeGapResponse response;
  grpc::ClientContext context;
  ASSERT_THAT(pathways_->AnalyzeGap(&context, request, &response), IsOk());
  ASSERT_EQ(response.skills_size(), 1);
  EXPECT_THAT(Tagged(response.skills(0).skill()), Pair("juggling", ""));
}

TEST_F(LabelLanguageTest, OfAnAlignment) {
  v1::AlignLevelRequest request;
  request.add_language_codes("fr");
  request.add_outcomes()->set_text("Calculate wages and run the payroll.");
  request.set_thorough(true);
  v1::AlignLevelResponse response;
  grpc::ClientContext context;
  ASSERT_THAT(server_->mappings().AlignLevel(&context, request, &response), IsOk());
  EXPECT_EQ(response.language_code(), "fr");
  const v1::LevelAlignment& alignment = response.alignment();
  ASSERT_GT(alignment.occupations().occupations_size(), 0);
  EXPECT_THAT(Tagged(alignment.occupations().occupations(0)), Pair("payroll clerk", "en"));
  ASSERT_EQ(alignment.probabilities_size(), 13);
  for (const v1::LevelProbability& rung : alignment.probabilities()) {
    EXPECT_EQ(rung.language_code(), "fr") << rung.label();
  }
  ASSERT_GT(alignment.categories_size(), 0);
  for (const v1::CategoryEvidence& category : alignment.categories()) {
    EXPECT_EQ(category.language_code(), "fr") << category.title();
  }
}

TEST_F(LabelLanguageTest, OfCategoriesAndCollections) {
  for (const auto& [wish, answered] : {std::pair("fr", "fr"), std::pair("de", "en")}) {
    v1::GetFrameworkRequest request;
    request.set_name("frameworks/oqf");
    request.add_language_codes(wish);
    v1::GetFrameworkResponse response;
    grpc::ClientContext context;
    ASSERT_THAT(server_->frameworks().GetFramework(&context, request, &response), IsOk());
    ASSERT_GT(response.framework().categories_size(), 0);
    for (const v1::DescriptorCategory& category : response.framework().categories()) {
      EXPECT_EQ(category.language_code(), answered);
      EXPECT_EQ(category.definition_language_code(), category.definition().empty() ? "" : answered);
    }
    EXPECT_EQ(response.framework().publisher_language_code(), answered);
    EXPECT_EQ(response.framework().attribution_language_code(), answered);
    EXPECT_THAT(
        response.framework().attribution(),
        testing::HasSubstr(answered == std::string("fr") ? "texte officiel" : "official wording"));
    request.set_name("frameworks/esco");
    grpc::ClientContext second;
    ASSERT_THAT(server_->frameworks().GetFramework(&second, request, &response), IsOk());
    ASSERT_GT(response.framework().collections_size(), 0);
    for (const v1::Collection& collection : response.framework().collections()) {
      EXPECT_EQ(collection.language_code(), response.framework().language_code());
    }
    v1::GetConceptRequest named;
    named.set_name("frameworks/oqf/concepts/diploma-2");
    named.add_language_codes(wish);
    v1::GetConceptResponse found;
    grpc::ClientContext third;
    ASSERT_THAT(server_->frameworks().GetConcept(&third, named, &found), IsOk());
    ASSERT_GT(found.item().qualification().descriptors_size(), 0);
    for (const v1::LevelDescriptor& descriptor : found.item().qualification().descriptors()) {
      EXPECT_EQ(descriptor.category_title_language_code(), answered);
    }
  }
}

}  // namespace
}  // namespace crosswalk::test
