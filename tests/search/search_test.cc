// SPDX-License-Identifier: Apache-2.0
#include "tests/search/search_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace crosswalk::search {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

using SearchTest = SearchFixture;

TEST_F(SearchTest, FindsInflectedWords) {
  EXPECT_EQ(First("reconciling bank statement"), "reconcile bank statements");
  EXPECT_EQ(First("translation of document", {"en"}), "translate documents");
  EXPECT_EQ(First("facture fournisseur", {"fr"}), "process supplier invoices");
  EXPECT_EQ(First("testant un logiciel", {"fr"}), "test software");
}

TEST_F(SearchTest, FindsBritishAndAmericanSpelling) {
  EXPECT_EQ(First("analyze data sets"), "analyse data sets");
}

TEST_F(SearchTest, FindsWordsWithoutTheirAccents) {
  EXPECT_EQ(First("ecrire en francais", {"fr"}), "write in French");
  EXPECT_EQ(First("hygiene et prevention", {"fr"}), "hygiene and prevention of infection");
}

TEST_F(SearchTest, FindsElidedWords) {
  EXPECT_EQ(First("l'infection", {"fr"}), "hygiene and prevention of infection");
}

TEST_F(SearchTest, KeepsProgrammingLanguagesApart) {
  EXPECT_THAT(Found("c++"), ElementsAre("C++"));
}

TEST_F(SearchTest, MendsSpelling) {
  const SearchAnswer answer = Search("reconsile bank statments", {"en"});
  EXPECT_EQ(answer.corrected_text, "reconcile bank statements");
  EXPECT_EQ(Labels(answer).at(0), "reconcile bank statements");
  EXPECT_EQ(Search("reconcile bank statements").corrected_text, "");
}

TEST_F(SearchTest, LeavesWordsThatExistAsTheyAre) {
  EXPECT_EQ(Search("test patients").corrected_text, "");
}

TEST_F(SearchTest, FindsByAlternativeLabelAndSaysSo) {
  const SearchAnswer answer = Search("VAT", {"en"});
  ASSERT_FALSE(answer.hits.empty());
  EXPECT_EQ(answer.hits[0].item.BestLabels({"en"}).preferred, "value added tax");
  EXPECT_EQ(answer.hits[0].matched.kind, LabelKind::kAlternative);
  EXPECT_EQ(answer.hits[0].matched.text, "VAT");
}

TEST_F(SearchTest, FindsByHiddenLabelButNeverShowsIt) {
  const SearchAnswer answer = Search("invoiceprocessing", {"en"});
  ASSERT_EQ(answer.hits.size(), 1U);
  EXPECT_EQ(answer.hits[0].item.BestLabels({"en"}).preferred, "process supplier invoices");
  EXPECT_THAT(answer.hits[0].matched.text, Not(testing::HasSubstr("invoiceprocessing")));
}

TEST_F(SearchTest, FindsByDescription) {
  const SearchAnswer answer = Search("balance sheet", {"en"});
  ASSERT_FALSE(answer.hits.empty());
  EXPECT_EQ(answer.hits[0].node, Skill(4));
  EXPECT_EQ(answer.hits[0].matched.kind, LabelKind::kDescription);
  EXPECT_THAT(Marked(answer.hits[0].matched), testing::HasSubstr("[balance] [sheet]"));
}

TEST_F(SearchTest, PutsTheLabelThatIsTheQueryFirst) {
  EXPECT_EQ(First("dementia", {"en"}), "dementia");
  EXPECT_EQ(First("software testing", {"en"}), "test software");
  EXPECT_EQ(First("user interfaces", {"en"}), "user interfaces");
}

TEST_F(SearchTest, AWordThatNothingHasDoesNotEmptyTheAnswer) {
  EXPECT_EQ(First("reconcile bank statements quarterly xylophone", {"en"}),
            "reconcile bank statements");
  // Only an occupation has the second word.
  SearchQuery query = Query("invoices clerk", {"en"});
  query.filter.types = {core::ConceptType::kSkill};
  EXPECT_EQ(Labels(Search(query)).at(0), "process supplier invoices");
}

TEST_F(SearchTest, FindsQuotedPhrasesAsTheyStand) {
  EXPECT_THAT(Found("\"data sets\"", {"en"}), ElementsAre("analyse data sets"));
  EXPECT_THAT(Found("\"sets data\"", {"en"}), Contains("analyse data sets"))
      << "a phrase that nothing has is read as words";
}

TEST_F(SearchTest, PhrasesDoNotCrossLabels) {
  // "... with suppliers" ends one label where "check ..." begins the next.
  const SearchAnswer answer = Search("\"suppliers check\"", {"en"});
  EXPECT_EQ(answer.corrected_text, "suppliers check");
}

TEST_F(SearchTest, HighlightsTheWordsThatMatch) {
  EXPECT_EQ(Marked(Search("bank statement", {"en"}).hits.at(0).matched),
            "reconcile [bank] [statements]");
  EXPECT_EQ(Marked(Search("equipe", {"fr"}).hits.at(0).matched), "travailler en [\xC3\xA9quipe]");
}

TEST_F(SearchTest, AnswersInTheLanguageAsked) {
  EXPECT_EQ(Search("Python", {"fr"}).hits.at(0).matched.language, "fr");
  EXPECT_EQ(Search("Python", {"en"}).hits.at(0).matched.language, "en");
  EXPECT_EQ(Search("Python", {"fr", "en"}).hits.at(0).matched.language, "fr");
  EXPECT_THAT(Found("factures", {"en"}), IsEmpty()) << "French is not asked for";
}

TEST_F(SearchTest, FindsIdentifiersAlone) {
  const std::string uri = test::TestSkillUri(21);
  const std::string uuid = uri.substr(uri.rfind('/') + 1);
  for (const std::string& text :
       {uri, "https" + uri.substr(4), uuid, "esco/skill/" + uuid, "skill/" + uuid,
        "frameworks/esco/concepts/" + uuid, " " + uri + " "}) {
    EXPECT_THAT(Found(text), ElementsAre("write programs in Python")) << text;
  }
}

TEST_F(SearchTest, FindsCodes) {
  EXPECT_THAT(Found("4311.1"), ElementsAre("clerk for accounts payable"));
  EXPECT_THAT(Found("C2512"), ElementsAre("Software developers"));
  EXPECT_THAT(Found("isco 2512"), ElementsAre("Software developers"));
  EXPECT_EQ(First("oqf-7"), Found("OQF-7").at(0));
  EXPECT_EQ(First("S"), "skills");
}

TEST_F(SearchTest, RefusesAQueryWithoutWords) {
  for (const char* text : {"", "   ", "?!", "\"\""}) {
    const auto answer = engine_->Search(Query(text));
    EXPECT_EQ(answer.status().reason(), "QUERY_EMPTY") << text;
    EXPECT_EQ(answer.status().field_violations().at(0).field, "query");
  }
}

TEST_F(SearchTest, SearchesStopWordsWhenThereIsNothingElse) {
  EXPECT_FALSE(Found("in", {"en"}).empty());
}

TEST_F(SearchTest, SurvivesIllFormedText) {
  EXPECT_EQ(First("\xFFPython\xC3", {"en"}), "write programs in Python");
  EXPECT_TRUE(engine_->Search(Query(std::string(20'000, 'x'))).ok());
  EXPECT_TRUE(engine_->Search(Query(std::string("Py\0thon", 7))).ok());
}

TEST_F(SearchTest, PagesJoinToTheWholeAnswer) {
  SearchQuery query = Query("programs patients data documents languages", {"en"});
  query.limit = 100;
  const SearchAnswer whole = Search(query);
  ASSERT_GT(whole.hits.size(), 4U);
  EXPECT_EQ(whole.total_estimate, whole.hits.size());
  std::vector<ConceptOrdinal> joined;
  query.limit = 2;
  for (query.offset = 0; query.offset < whole.hits.size(); query.offset += 2) {
    const SearchAnswer page = Search(query);
    EXPECT_EQ(page.total_estimate, whole.total_estimate);
    for (const SearchHit& hit : page.hits) joined.push_back(hit.node);
  }
  std::vector<ConceptOrdinal> expected;
  for (const SearchHit& hit : whole.hits) expected.push_back(hit.node);
  EXPECT_EQ(joined, expected);
  EXPECT_EQ(std::set<ConceptOrdinal>(joined.begin(), joined.end()).size(), joined.size());
  query.offset = 1'000'000;
  EXPECT_THAT(Search(query).hits, IsEmpty());
}

TEST_F(SearchTest, ScoresFallAlongTheAnswer) {
  const SearchAnswer answer = Search("care for patients", {"en"});
  for (std::size_t i = 1; i < answer.hits.size(); ++i) {
    EXPECT_GE(answer.hits[i - 1].score, answer.hits[i].score);
  }
}

// Filters, alone and together.

class FilterTest : public SearchFixture {
 protected:
  std::vector<std::string> Listed(const ConceptFilter& filter) const {
    const auto answer = engine_->List(filter, 0, 100);
    EXPECT_TRUE(answer.ok()) << answer.status().ToString();
    return answer.ok() ? Labels(*answer) : std::vector<std::string>{};
  }
};

TEST_F(FilterTest, ByType) {
  ConceptFilter filter;
  filter.types = {core::ConceptType::kOccupation};
  EXPECT_THAT(Listed(filter),
              ElementsAre("care assistant", "clerk for accounts payable", "data analyst",
                          "payroll clerk", "software developer", "translator"));
  filter.types.push_back(core::ConceptType::kQualification);
  EXPECT_EQ(Listed(filter).size(), 19U);
}

TEST_F(FilterTest, BySkillTypeAndReuseLevel) {
  ConceptFilter filter;
  filter.skill_types = {core::SkillType::kKnowledge};
  EXPECT_EQ(Listed(filter).size(), 8U);
  filter.reuse_levels = {core::ReuseLevel::kOccupationSpecific};
  EXPECT_THAT(Listed(filter), ElementsAre("care at the end of life"));
  filter.skill_types.clear();
  filter.reuse_levels = {core::ReuseLevel::kTransversal};
  EXPECT_EQ(Listed(filter).size(), 5U);
}

TEST_F(FilterTest, ByCollection) {
  ConceptFilter filter;
  filter.collections = {"language"};
  EXPECT_THAT(Listed(filter),
              ElementsAre("speak English", "understand spoken French", "write in French"));
  filter.collections = {"language", "green"};
  EXPECT_EQ(Listed(filter).size(), 4U);
  filter.collections = {"no-such-collection"};
  EXPECT_THAT(Listed(filter), IsEmpty());
}

TEST_F(FilterTest, ByGroupTransitively) {
  ConceptFilter filter;
  filter.within = {Skill(24)};
  EXPECT_THAT(Listed(filter), UnorderedElementsAre("test software", "write unit tests"));
  filter.within = {*snapshot_->FindByName("esco", "isco-c4")};
  EXPECT_THAT(Listed(filter),
              UnorderedElementsAre("Clerical workers", "Numerical clerks", "Accounting clerks",
                                   "clerk for accounts payable", "payroll clerk"));
  filter.within = {9999999};
  EXPECT_THAT(Listed(filter), IsEmpty());
}

TEST_F(FilterTest, ByOccupation) {
  ConceptFilter filter;
  filter.occupations = {*snapshot_->FindByUri(test::TestOccupationUri(106))};
  EXPECT_EQ(Listed(filter).size(), 6U);
  filter.essential_only = true;
  EXPECT_THAT(Listed(filter), UnorderedElementsAre("translate documents", "write in French"));
}

TEST_F(FilterTest, ByFramework) {
  ConceptFilter filter;
  filter.frameworks = {"oqf"};
  EXPECT_EQ(Listed(filter).size(), 13U);
  filter.frameworks = {"unknown"};
  EXPECT_THAT(Listed(filter), IsEmpty());
}

TEST_F(FilterTest, RestrictsSearchesAndSuggestions) {
  SearchQuery query = Query("French", {"en"});
  query.filter.occupations = {*snapshot_->FindByUri(test::TestOccupationUri(106))};
  query.filter.essential_only = true;
  EXPECT_THAT(Labels(Search(query)), ElementsAre("write in French"));
  query.text = test::TestSkillUri(31);
  EXPECT_THAT(Labels(Search(query)), IsEmpty()) << "an identifier is filtered too";

  SuggestQuery typed;
  typed.prefix = "trans";
  typed.filter.types = {core::ConceptType::kOccupation};
  const auto suggestions = engine_->Suggest(typed);
  ASSERT_TRUE(suggestions.ok());
  for (const Suggestion& suggestion : *suggestions) {
    EXPECT_EQ(suggestion.item.type, core::ConceptType::kOccupation);
  }
  EXPECT_FALSE(suggestions->empty());
}

TEST_F(FilterTest, PagesAListByLabel) {
  ConceptFilter filter;
  filter.types = {core::ConceptType::kSkill};
  const auto page = engine_->List(filter, 38, 10);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->hits.size(), 2U);
  EXPECT_EQ(page->total_estimate, 40U);
}

}  // namespace
}  // namespace crosswalk::search
