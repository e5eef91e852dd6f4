// SPDX-License-Identifier: Apache-2.0
#include "tests/rpc/test_server.h"

#include <gtest/gtest.h>

#include <set>

namespace crosswalk::test {
namespace {

using grpc::StatusCode;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

class SkillServiceTest : public testing::Test {
 protected:
  grpc::Status Search(const v1::SearchSkillsRequest& request, v1::SearchSkillsResponse& response) {
    grpc::ClientContext context;
    return server_.skills().SearchSkills(&context, request, &response);
  }
  v1::SearchSkillsResponse Search(const v1::SearchSkillsRequest& request) {
    v1::SearchSkillsResponse response;
    EXPECT_THAT(Search(request, response), IsOk());
    return response;
  }
  grpc::Status Suggest(const v1::SuggestSkillsRequest& request,
                       v1::SuggestSkillsResponse& response) {
    grpc::ClientContext context;
    return server_.skills().SuggestSkills(&context, request, &response);
  }
  grpc::Status Related(const v1::ListRelatedSkillsRequest& request,
                       v1::ListRelatedSkillsResponse& response) {
    grpc::ClientContext context;
    return server_.skills().ListRelatedSkills(&context, request, &response);
  }

  TestServer server_{TestConfig(TestIndexHome(Vectors::kNone))};
};

std::vector<std::string> Names(const v1::SearchSkillsResponse& response) {
  std::vector<std::string> names;
  for (const v1::SkillSearchResult& result : response.results()) {
    names.push_back(result.item().name());
  }
  return names;
}

v1::SearchSkillsRequest Query(const std::string& text) {
  v1::SearchSkillsRequest request;
  request.set_query(text);
  return request;
}

TEST_F(SkillServiceTest, FindsByWordsStemsAndSynonyms) {
  const auto by_synonym = Search(Query("checking vendor invoice"));
  ASSERT_FALSE(by_synonym.results().empty());
  const v1::SkillSearchResult& best = by_synonym.results(0);
  EXPECT_EQ(best.item().name(), SkillName(1));
  EXPECT_EQ(best.item().preferred_label(), "process supplier invoices");
  EXPECT_EQ(best.matched_label().text(), "check vendor invoices");
  EXPECT_EQ(best.matched_label().kind(), v1::LABEL_KIND_ALTERNATIVE);
  ASSERT_FALSE(best.matched_label().spans().empty());
  for (const v1::TextSpan& span : best.matched_label().spans()) {
    EXPECT_EQ(best.matched_label().text().substr(
                  static_cast<std::size_t>(span.start_byte()),
                  static_cast<std::size_t>(span.end_byte() - span.start_byte())),
              span.text());
  }
}

TEST_F(SkillServiceTest, ForgivesTypingErrors) {
  const auto response = Search(Query("reconcile bank statments"));
  ASSERT_FALSE(response.results().empty());
  EXPECT_EQ(response.results(0).item().name(), SkillName(2));
  EXPECT_EQ(response.corrected_query(), "reconcile bank statements");
}

TEST_F(SkillServiceTest, LooksUpUrisAndAnswersInTheWishedLanguage) {
  v1::SearchSkillsRequest request = Query(TestSkillUri(21));
  request.add_language_codes("fr");
  const auto response = Search(request);
  ASSERT_EQ(response.results_size(), 1);
  EXPECT_EQ(response.results(0).item().preferred_label(), "écrire des programmes en Python");
}

TEST_F(SkillServiceTest, Filters) {
  v1::SearchSkillsRequest request = Query("source code");
  request.mutable_filter()->add_skill_types(v1::SKILL_TYPE_KNOWLEDGE);
  const auto knowledge = Search(request);
  EXPECT_FALSE(knowledge.results().empty());
  for (const auto& result : knowledge.results()) {
    EXPECT_EQ(result.item().skill_type(), v1::SKILL_TYPE_KNOWLEDGE);
  }
  request = Query("invoices");
  request.mutable_filter()->add_types(v1::CONCEPT_TYPE_OCCUPATION);
  EXPECT_THAT(Names(Search(request)), Contains(OccupationName(101)));
  request = Query("programs");
  request.mutable_filter()->add_occupations(OccupationName(105));
  EXPECT_THAT(Names(Search(request)), IsEmpty());
}

TEST_F(SkillServiceTest, PagesWithoutGapsOrRepetitions) {
  v1::SearchSkillsRequest request = Query("data");
  request.set_page_size(100);
  const std::vector<std::string> whole = Names(Search(request));
  ASSERT_GE(whole.size(), 2U);
  request.set_page_size(1);
  std::vector<std::string> paged;
  do {
    const auto response = Search(request);
    EXPECT_LE(response.results_size(), 1);
    for (const std::string& name : Names(response)) paged.push_back(name);
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty() && paged.size() <= whole.size());
  EXPECT_EQ(paged, whole);
}

TEST_F(SkillServiceTest, RefusesBadQueries) {
  v1::SearchSkillsResponse response;
  EXPECT_THAT(Search(Query(""), response), FailedWith(StatusCode::INVALID_ARGUMENT, "QUERY_EMPTY"));
  EXPECT_THAT(Search(Query(std::string(1025, 'a')), response),
              BlamesField("query", "TEXT_TOO_LONG"));
  v1::SearchSkillsRequest request = Query("data");
  request.mutable_filter()->add_skill_types(v1::SKILL_TYPE_UNSPECIFIED);
  EXPECT_THAT(Search(request, response), BlamesField("filter.skill_types[0]", "VALUE_UNKNOWN"));
  request = Query("data");
  request.mutable_filter()->add_groups("frameworks/esco/concepts/nothing");
  EXPECT_THAT(Search(request, response), FailedWith(StatusCode::NOT_FOUND, "CONCEPT_NOT_FOUND"));
  request = Query("data");
  for (int i = 0; i < 21; ++i) request.mutable_filter()->add_occupations(OccupationName(101));
  EXPECT_THAT(Search(request, response), BlamesField("filter.occupations", "TOO_MANY_ITEMS"));
}

TEST_F(SkillServiceTest, SuggestsWhatIsBeingTyped) {
  v1::SuggestSkillsRequest request;
  v1::SuggestSkillsResponse response;
  ASSERT_THAT(Suggest(request, response), IsOk());
  EXPECT_THAT(response.suggestions(), IsEmpty());
  request.set_prefix("reconcile ba");
  ASSERT_THAT(Suggest(request, response), IsOk());
  ASSERT_FALSE(response.suggestions().empty());
  EXPECT_EQ(response.suggestions(0).item().name(), SkillName(2));
  ASSERT_FALSE(response.suggestions(0).matched_label().spans().empty());
  EXPECT_EQ(response.suggestions(0).matched_label().spans(0).start_byte(), 0);
  // A hidden label is never suggested.
  request.set_prefix("invoiceproc");
  ASSERT_THAT(Suggest(request, response), IsOk());
  EXPECT_THAT(response.suggestions(), IsEmpty());
  // In French, with the accents left out.
  request.set_prefix("ecrire des prog");
  request.add_language_codes("fr");
  ASSERT_THAT(Suggest(request, response), IsOk());
  ASSERT_FALSE(response.suggestions().empty());
  EXPECT_EQ(response.suggestions(0).item().name(), SkillName(21));
}

TEST_F(SkillServiceTest, BoundsSuggestions) {
  v1::SuggestSkillsRequest request;
  v1::SuggestSkillsResponse response;
  request.set_prefix("w");
  request.set_max_suggestions(2);
  ASSERT_THAT(Suggest(request, response), IsOk());
  EXPECT_LE(response.suggestions_size(), 2);
  request.set_max_suggestions(-1);
  EXPECT_THAT(Suggest(request, response), BlamesField("max_suggestions", "VALUE_OUT_OF_RANGE"));
  request.set_max_suggestions(0);
  request.set_prefix(std::string(257, 'x'));
  EXPECT_THAT(Suggest(request, response), BlamesField("prefix", "TEXT_TOO_LONG"));
}

TEST_F(SkillServiceTest, ListsRelatedSkillsPageByPage) {
  v1::ListRelatedSkillsRequest request;
  request.set_name(SkillName(1));
  request.set_page_size(1000);
  v1::ListRelatedSkillsResponse whole;
  ASSERT_THAT(Related(request, whole), IsOk());
  ASSERT_GE(whole.related_skills_size(), 8);
  EXPECT_EQ(whole.total_size(), whole.related_skills_size());
  EXPECT_EQ(whole.related_skills(0).skill().name(), SkillName(8));
  EXPECT_EQ(whole.related_skills(0).relation(), v1::SKILL_RELATION_ESSENTIAL);
  std::set<std::string> seen;
  for (const v1::RelatedSkill& related : whole.related_skills()) {
    EXPECT_TRUE(seen.insert(related.skill().name()).second) << related.skill().name();
  }
  request.set_page_size(3);
  std::size_t count = 0;
  do {
    v1::ListRelatedSkillsResponse page;
    ASSERT_THAT(Related(request, page), IsOk());
    for (const v1::RelatedSkill& related : page.related_skills()) {
      EXPECT_EQ(related.skill().name(),
                whole.related_skills(static_cast<int>(count++)).skill().name());
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(count, static_cast<std::size_t>(whole.related_skills_size()));
}

TEST_F(SkillServiceTest, KeepsTheAskedRelations) {
  v1::ListRelatedSkillsRequest request;
  v1::ListRelatedSkillsResponse response;
  request.set_name(SkillName(8));
  request.add_relations(v1::SKILL_RELATION_ESSENTIAL_FOR);
  request.add_relations(v1::SKILL_RELATION_OPTIONAL_FOR);
  ASSERT_THAT(Related(request, response), IsOk());
  std::vector<std::string> names;
  for (const auto& related : response.related_skills()) names.push_back(related.skill().name());
  EXPECT_THAT(names, ElementsAre(SkillName(4), SkillName(1), SkillName(2)));
  request.add_relations(static_cast<v1::SkillRelation>(42));
  EXPECT_THAT(Related(request, response), BlamesField("relations[2]", "VALUE_UNKNOWN"));
  request.clear_relations();
  request.set_name("frameworks/esco");
  EXPECT_THAT(Related(request, response), BlamesField("name", "RESOURCE_NAME_INVALID"));
  request.set_name("frameworks/esco/concepts/nothing");
  EXPECT_THAT(Related(request, response), FailedWith(StatusCode::NOT_FOUND, "CONCEPT_NOT_FOUND"));
}

}  // namespace
}  // namespace crosswalk::test
