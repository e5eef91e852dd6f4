// SPDX-License-Identifier: Apache-2.0
#include "tests/rpc/test_server.h"

#include <gtest/gtest.h>

#include <set>

namespace crosswalk::test {
namespace {

using grpc::StatusCode;
using testing::ElementsAre;
using testing::IsEmpty;

class FrameworkServiceTest : public testing::Test {
 protected:
  template <typename Request, typename Response>
  grpc::Status Call(grpc::Status (v1::FrameworkService::Stub::*method)(grpc::ClientContext*,
                                                                       const Request&, Response*),
                    const Request& request, Response& response,
                    const std::string& accept_language = "") {
    grpc::ClientContext context;
    if (!accept_language.empty()) context.AddMetadata("accept-language", accept_language);
    return (server_.frameworks().*method)(&context, request, &response);
  }

  grpc::Status ListFrameworks(const v1::ListFrameworksRequest& request,
                              v1::ListFrameworksResponse& response) {
    return Call(&v1::FrameworkService::Stub::ListFrameworks, request, response);
  }
  grpc::Status GetFramework(const v1::GetFrameworkRequest& request,
                            v1::GetFrameworkResponse& response) {
    return Call(&v1::FrameworkService::Stub::GetFramework, request, response);
  }
  grpc::Status GetConcept(const v1::GetConceptRequest& request, v1::GetConceptResponse& response,
                          const std::string& accept_language = "") {
    return Call(&v1::FrameworkService::Stub::GetConcept, request, response, accept_language);
  }
  grpc::Status BatchGetConcepts(const v1::BatchGetConceptsRequest& request,
                                v1::BatchGetConceptsResponse& response) {
    return Call(&v1::FrameworkService::Stub::BatchGetConcepts, request, response);
  }
  grpc::Status ListConcepts(const v1::ListConceptsRequest& request,
                            v1::ListConceptsResponse& response) {
    return Call(&v1::FrameworkService::Stub::ListConcepts, request, response);
  }

  // Names of all pages, `size` a page.
  std::vector<std::string> ListAll(v1::ListConceptsRequest request, int size) {
    std::vector<std::string> names;
    request.set_page_size(size);
    do {
      v1::ListConceptsResponse response;
      const grpc::Status status = ListConcepts(request, response);
      EXPECT_THAT(status, IsOk());
      if (!status.ok()) break;
      EXPECT_LE(response.concepts_size(), size);
      for (const v1::Concept& item : response.concepts()) names.push_back(item.name());
      request.set_page_token(response.next_page_token());
    } while (!request.page_token().empty());
    return names;
  }

  TestServer server_{TestConfig(TestIndexHome(Vectors::kNone))};
};

TEST_F(FrameworkServiceTest, ListsFrameworksPageByPage) {
  v1::ListFrameworksRequest request;
  request.set_page_size(1);
  v1::ListFrameworksResponse first;
  ASSERT_THAT(ListFrameworks(request, first), IsOk());
  ASSERT_EQ(first.frameworks_size(), 1);
  EXPECT_EQ(first.frameworks(0).name(), "frameworks/esco");
  EXPECT_EQ(first.frameworks(0).release(), "1.2.0");
  EXPECT_THAT(first.frameworks(0).language_codes(), ElementsAre("en", "fr"));
  EXPECT_EQ(first.frameworks(0).concept_counts_size(), 4);
  EXPECT_EQ(first.frameworks(0).collections_size(), 4);
  EXPECT_FALSE(first.generation().empty());

  request.set_page_token(first.next_page_token());
  v1::ListFrameworksResponse second;
  ASSERT_THAT(ListFrameworks(request, second), IsOk());
  ASSERT_EQ(second.frameworks_size(), 1);
  EXPECT_EQ(second.frameworks(0).name(), "frameworks/oqf");
  EXPECT_TRUE(second.next_page_token().empty());
}

TEST_F(FrameworkServiceTest, AnswersTheCategoriesOfAQualificationsFramework) {
  v1::GetFrameworkRequest request;
  request.set_name("frameworks/oqf");
  request.add_language_codes("fr-CA");
  v1::GetFrameworkResponse response;
  ASSERT_THAT(GetFramework(request, response), IsOk());
  EXPECT_EQ(response.framework().language_code(), "fr");
  ASSERT_EQ(response.framework().categories_size(), 6);
  EXPECT_EQ(response.framework().categories(0).id(), "knowledge");
  EXPECT_THAT(response.framework().categories(0).title(), testing::HasSubstr("connaissances"));
  EXPECT_THAT(response.warnings(), IsEmpty());
}

TEST_F(FrameworkServiceTest, RefusesBadFrameworkNames) {
  v1::GetFrameworkRequest request;
  v1::GetFrameworkResponse response;
  EXPECT_THAT(GetFramework(request, response), BlamesField("name", "RESOURCE_NAME_INVALID"));
  request.set_name("frameworks/ESCO!");
  EXPECT_THAT(GetFramework(request, response), BlamesField("name", "RESOURCE_NAME_INVALID"));
  request.set_name(std::string(5000, 'x'));
  EXPECT_THAT(GetFramework(request, response), BlamesField("name", "TEXT_TOO_LONG"));
  request.set_name("frameworks/onet");
  EXPECT_THAT(GetFramework(request, response),
              FailedWith(StatusCode::NOT_FOUND, "FRAMEWORK_NOT_FOUND"));
}

TEST_F(FrameworkServiceTest, FindsAConceptByEveryIdentifier) {
  const std::string uri = TestSkillUri(21);
  const std::string uuid = uri.substr(uri.rfind('/') + 1);
  for (const std::string& identifier : {uri, "https" + uri.substr(4), uuid, "esco/skill/" + uuid}) {
    v1::GetConceptRequest request;
    request.set_identifier(identifier);
    v1::GetConceptResponse response;
    ASSERT_THAT(GetConcept(request, response), IsOk()) << identifier;
    EXPECT_EQ(response.item().name(), SkillName(21)) << identifier;
  }
  v1::GetConceptRequest by_code;
  by_code.set_identifier("2512.1");
  v1::GetConceptResponse response;
  ASSERT_THAT(GetConcept(by_code, response), IsOk());
  EXPECT_EQ(response.item().name(), OccupationName(103));
  EXPECT_EQ(response.item().notation(), "2512.1");
}

TEST_F(FrameworkServiceTest, AnswersEverythingAboutAConcept) {
  v1::GetConceptRequest request;
  request.set_name(SkillName(1));
  request.add_language_codes("en");
  request.add_language_codes("fr");
  v1::GetConceptResponse response;
  ASSERT_THAT(GetConcept(request, response), IsOk());
  const v1::Concept& item = response.item();
  EXPECT_EQ(item.uri(), TestSkillUri(1));
  EXPECT_EQ(item.type(), v1::CONCEPT_TYPE_SKILL);
  EXPECT_EQ(item.skill_type(), v1::SKILL_TYPE_SKILL_COMPETENCE);
  EXPECT_EQ(item.reuse_level(), v1::REUSE_LEVEL_SECTOR_SPECIFIC);
  EXPECT_EQ(item.preferred_label(), "process supplier invoices");
  EXPECT_EQ(item.language_code(), "en");
  EXPECT_EQ(item.alternative_labels_size(), 3);
  EXPECT_EQ(item.status(), v1::CONCEPT_STATUS_RELEASED);
  EXPECT_EQ(item.release(), "1.2.0");
  ASSERT_EQ(item.texts_size(), 2);
  EXPECT_EQ(item.texts(1).language_code(), "fr");
  EXPECT_EQ(item.texts(1).preferred_label(), "traiter les factures des fournisseurs");
  ASSERT_GE(item.broader_size(), 1);
  EXPECT_TRUE(std::is_sorted(item.broader().begin(), item.broader().end()));
}

TEST_F(FrameworkServiceTest, AnswersAQualification) {
  v1::GetConceptRequest request;
  request.set_identifier("OQF-7");
  v1::GetConceptResponse response;
  ASSERT_THAT(GetConcept(request, response), IsOk());
  const v1::Concept& item = response.item();
  EXPECT_EQ(item.type(), v1::CONCEPT_TYPE_QUALIFICATION);
  EXPECT_EQ(item.qualification().number(), 7);
  EXPECT_EQ(item.qualification().descriptors_size(), 6);
  EXPECT_THAT(item.qualification().compared_to(), testing::StartsWith("frameworks/oqf/concepts/"));
  EXPECT_GT(item.qualification().indicative_eqf().min(), 0);
}

TEST_F(FrameworkServiceTest, NegotiatesLanguages) {
  v1::GetConceptRequest request;
  request.set_name(SkillName(21));
  v1::GetConceptResponse response;
  // The header counts where the request wishes nothing.
  ASSERT_THAT(GetConcept(request, response, "de;q=0.9, fr-CA, en;q=0.1"), IsOk());
  EXPECT_EQ(response.item().language_code(), "fr");
  EXPECT_EQ(response.item().preferred_label(), "écrire des programmes en Python");
  EXPECT_THAT(WarningReasons(response), IsEmpty());
  // The request beats the header.
  request.add_language_codes("en");
  ASSERT_THAT(GetConcept(request, response, "fr"), IsOk());
  EXPECT_EQ(response.item().language_code(), "en");
  // None of the wished: another, and a warning.
  request.set_language_codes(0, "de");
  ASSERT_THAT(GetConcept(request, response), IsOk());
  EXPECT_EQ(response.item().language_code(), "en");
  ASSERT_THAT(WarningReasons(response), ElementsAre("LANGUAGE_FALLBACK"));
  EXPECT_EQ(response.warnings(0).metadata().at("language_code"), "en");
  // No wish, no warning.
  request.clear_language_codes();
  ASSERT_THAT(GetConcept(request, response), IsOk());
  EXPECT_EQ(response.item().language_code(), "en");
  EXPECT_THAT(WarningReasons(response), IsEmpty());
}

TEST_F(FrameworkServiceTest, ReportsEveryFaultOfARequest) {
  v1::GetConceptRequest request;
  request.add_language_codes("en");
  request.add_language_codes("not a language");
  request.set_view(static_cast<v1::ConceptView>(77));
  v1::GetConceptResponse response;
  const grpc::Status status = GetConcept(request, response);
  EXPECT_THAT(status, BlamesField("language_codes[1]", "LANGUAGE_INVALID"));
  EXPECT_THAT(status, BlamesField("view", "LANGUAGE_INVALID"));
  EXPECT_THAT(status, BlamesField("name", "LANGUAGE_INVALID"));
  EXPECT_EQ(ReadFailure(status).violations.size(), 3U);
}

TEST_F(FrameworkServiceTest, RefusesConceptsThatAreNotThere) {
  v1::GetConceptRequest request;
  v1::GetConceptResponse response;
  request.set_name("frameworks/esco/concepts/nothing");
  grpc::Status status = GetConcept(request, response);
  EXPECT_THAT(status, FailedWith(StatusCode::NOT_FOUND, "CONCEPT_NOT_FOUND"));
  EXPECT_EQ(ReadFailure(status).metadata.at("name"), "frameworks/esco/concepts/nothing");
  request.set_name("frameworks/onet/concepts/nothing");
  EXPECT_THAT(GetConcept(request, response),
              FailedWith(StatusCode::NOT_FOUND, "FRAMEWORK_NOT_FOUND"));
  request.set_identifier("http://example.org/nothing");
  EXPECT_THAT(GetConcept(request, response),
              FailedWith(StatusCode::NOT_FOUND, "CONCEPT_NOT_FOUND"));
  request.set_identifier(" ");
  EXPECT_THAT(GetConcept(request, response), BlamesField("identifier", "TEXT_EMPTY"));
}

TEST_F(FrameworkServiceTest, AnswersABatchInOrder) {
  v1::BatchGetConceptsRequest request;
  for (const int number : {3, 1, 3}) request.add_names(SkillName(number));
  v1::BatchGetConceptsResponse response;
  ASSERT_THAT(BatchGetConcepts(request, response), IsOk());
  ASSERT_EQ(response.concepts_size(), 3);
  EXPECT_EQ(response.concepts(0).name(), SkillName(3));
  EXPECT_EQ(response.concepts(1).name(), SkillName(1));
  EXPECT_EQ(response.concepts(2).name(), SkillName(3));
  EXPECT_TRUE(response.concepts(0).description().empty());

  request.add_names("frameworks/esco/concepts/nothing");
  EXPECT_THAT(BatchGetConcepts(request, response),
              FailedWith(StatusCode::NOT_FOUND, "CONCEPT_NOT_FOUND"));
  request.set_names(3, "nonsense");
  EXPECT_THAT(BatchGetConcepts(request, response),
              BlamesField("names[3]", "RESOURCE_NAME_INVALID"));
  EXPECT_THAT(BatchGetConcepts({}, response), BlamesField("names", "FIELD_REQUIRED"));
  v1::BatchGetConceptsRequest many;
  for (int i = 0; i <= 1000; ++i) many.add_names(SkillName(1));
  EXPECT_THAT(BatchGetConcepts(many, response), BlamesField("names", "TOO_MANY_ITEMS"));
}

TEST_F(FrameworkServiceTest, ListsTheMembersOfAFramework) {
  v1::ListConceptsRequest request;
  request.set_parent("frameworks/esco");
  request.mutable_filter()->add_types(v1::CONCEPT_TYPE_SKILL);
  v1::ListConceptsResponse whole;
  ASSERT_THAT(ListConcepts(request, whole), IsOk());
  ASSERT_EQ(whole.concepts_size(), 40);
  EXPECT_EQ(whole.total_size(), 40);
  std::vector<std::string> labels, names;
  for (const v1::Concept& item : whole.concepts()) {
    labels.push_back(item.preferred_label());
    names.push_back(item.name());
  }
  EXPECT_EQ(labels.front(), "advise households on budgets");
  for (const int size : {1, 7, 39, 40, 1000}) {
    EXPECT_EQ(ListAll(request, size), names) << size << " a page";
  }
}

TEST_F(FrameworkServiceTest, ListsTheTopOfAFramework) {
  v1::ListConceptsRequest request;
  request.set_parent("frameworks/oqf");
  request.set_relation(v1::CONCEPT_RELATION_TOP);
  EXPECT_EQ(ListAll(request, 5).size(), 13U);
}

TEST_F(FrameworkServiceTest, ListsWhatIsAroundAConcept) {
  v1::ListConceptsRequest request;
  request.set_parent(OccupationName(101));
  request.set_relation(v1::CONCEPT_RELATION_ESSENTIAL_SKILL);
  EXPECT_THAT(ListAll(request, 2), testing::UnorderedElementsAre(SkillName(1), SkillName(2),
                                                                 SkillName(8), SkillName(10)));
  request.set_relation(v1::CONCEPT_RELATION_OPTIONAL_SKILL);
  EXPECT_THAT(ListAll(request, 2),
              testing::UnorderedElementsAre(SkillName(7), SkillName(9), SkillName(36)));
  request.set_parent(SkillName(3));
  request.set_relation(v1::CONCEPT_RELATION_ESSENTIAL_FOR);
  EXPECT_THAT(ListAll(request, 2), ElementsAre(OccupationName(102)));
  request.set_relation(v1::CONCEPT_RELATION_BROADER);
  const std::vector<std::string> above = ListAll(request, 2);
  ASSERT_FALSE(above.empty());
  request.set_parent(above.front());
  request.clear_relation();
  EXPECT_THAT(ListAll(request, 3), testing::Contains(SkillName(3)));
}

TEST_F(FrameworkServiceTest, RefusesRelationsThatDoNotFitTheParent) {
  v1::ListConceptsRequest request;
  v1::ListConceptsResponse response;
  request.set_parent("frameworks/esco");
  request.set_relation(v1::CONCEPT_RELATION_BROADER);
  EXPECT_THAT(ListConcepts(request, response), BlamesField("relation", "VALUE_UNKNOWN"));
  request.set_parent(SkillName(1));
  request.set_relation(v1::CONCEPT_RELATION_TOP);
  EXPECT_THAT(ListConcepts(request, response), BlamesField("relation", "VALUE_UNKNOWN"));
  request.set_relation(static_cast<v1::ConceptRelation>(99));
  EXPECT_THAT(ListConcepts(request, response), BlamesField("relation", "VALUE_UNKNOWN"));
  request.clear_relation();
  request.mutable_filter()->add_frameworks("frameworks/esco");
  EXPECT_THAT(ListConcepts(request, response),
              BlamesField("filter.frameworks", "FIELD_NOT_ALLOWED"));
  request.mutable_filter()->clear_frameworks();
  request.mutable_filter()->add_collections("nothing");
  EXPECT_THAT(ListConcepts(request, response),
              BlamesField("filter.collections[0]", "UNKNOWN_COLLECTION"));
  request.clear_filter();
  request.set_page_size(-1);
  EXPECT_THAT(ListConcepts(request, response), BlamesField("page_size", "VALUE_OUT_OF_RANGE"));
  request.clear_page_size();
  request.set_parent("");
  EXPECT_THAT(ListConcepts(request, response), BlamesField("parent", "RESOURCE_NAME_INVALID"));
}

TEST_F(FrameworkServiceTest, RefusesTokensOfOtherRequests) {
  v1::ListConceptsRequest request;
  request.set_parent("frameworks/esco");
  request.set_page_size(3);
  v1::ListConceptsResponse response;
  ASSERT_THAT(ListConcepts(request, response), IsOk());
  const std::string token = response.next_page_token();
  ASSERT_FALSE(token.empty());
  request.set_page_token("garbage!");
  EXPECT_THAT(ListConcepts(request, response), BlamesField("page_token", "PAGE_TOKEN_INVALID"));
  request.set_page_token(token);
  request.set_page_size(5);  // May change.
  EXPECT_THAT(ListConcepts(request, response), IsOk());
  request.mutable_filter()->add_types(v1::CONCEPT_TYPE_SKILL);
  EXPECT_THAT(ListConcepts(request, response), BlamesField("page_token", "PAGE_TOKEN_MISMATCH"));
}

}  // namespace
}  // namespace crosswalk::test
