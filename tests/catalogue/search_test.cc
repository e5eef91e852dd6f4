// SPDX-License-Identifier: Apache-2.0
#include "tests/catalogue/catalogue_fixture.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <thread>

namespace crosswalk::catalogue {
namespace {

using registry::AlignmentSource;
using registry::CredentialType;
using registry::DeliveryMode;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class SearchTest : public CatalogueTest {};

std::vector<std::string> Highlighted(const MatchedText& text) {
  std::vector<std::string> words;
  for (const text::Span& span : text.highlights) {
    words.push_back(text.text.substr(span.begin, span.end - span.begin));
  }
  return words;
}

TEST_F(SearchTest, FindsWordsWithStemsInBothLanguages) {
  auto bees = Sample("bees", "Keeping Bees");
  bees.title["fr"] = "L'élevage des abeilles";
  bees.tags = {"agriculture"};
  Publish(bees);
  Publish(Sample("welding", "Welding"));
  Settle();
  EXPECT_THAT(IdsFor("keep bee"), ElementsAre("bees"));
  EXPECT_THAT(IdsFor("abeille"), ElementsAre("bees"));
  EXPECT_THAT(IdsFor("ELEVAGE"), ElementsAre("bees"));
  EXPECT_THAT(IdsFor("agricultural"), ElementsAre("bees"));
  EXPECT_THAT(IdsFor("Collège Maple"), UnorderedElementsAre("bees", "welding"));
  EXPECT_THAT(IdsFor("the inspection of hives"), UnorderedElementsAre("bees", "welding"));
  EXPECT_THAT(IdsFor("zeppelin"), IsEmpty());
}

TEST_F(SearchTest, TitleCountsMoreThanOutcomes) {
  auto outcome = Sample("outcome", "Something else");
  outcome.outcomes[0].text = "Weld pipes";
  Publish(outcome);
  Publish(Sample("title", "Weld pipes"));
  Settle();
  EXPECT_THAT(IdsFor("weld pipe"), ElementsAre("title", "outcome"));
}

TEST_F(SearchTest, TakesAnyWordWhereNothingHasAll) {
  Publish(Sample("bees", "Bees"));
  Publish(Sample("welding", "Welding"));
  Settle();
  SearchQuery query;
  query.text = "bees welding";
  const SearchAnswer answer = Search(query);
  EXPECT_TRUE(answer.any_word);
  EXPECT_THAT(Ids(answer), UnorderedElementsAre("bees", "welding"));
  Publish(Sample("both", "Bees and welding"));
  Settle();
  const SearchAnswer all = Search(query);
  EXPECT_FALSE(all.any_word);
  EXPECT_THAT(Ids(all), ElementsAre("both"));
}

TEST_F(SearchTest, MendsSpelling) {
  Publish(Sample("bees", "Apiculture"));
  Settle();
  SearchQuery query;
  query.text = "advanced apicultrue";
  const SearchAnswer answer = Search(query);
  EXPECT_EQ(answer.corrected_text, "advanced apiculture");
  EXPECT_THAT(Ids(answer), ElementsAre("bees"));
  // Not toward a word whose last credential is gone.
  ASSERT_TRUE(store_->Withdraw("credentials/bees", "", test::kEditor).ok());
  Settle();
  EXPECT_EQ(Search(query).corrected_text, "");
}

TEST_F(SearchTest, HighlightsWordsInTitleAndBestText) {
  auto bees = Sample("bees", "Keeping bees");
  bees.description = {{"en", "On bees."}};
  bees.outcomes[0].text = "Inspect a bee's hive";
  Publish(bees);
  Settle();
  SearchQuery query;
  query.text = "bee hives";
  const SearchAnswer answer = Search(query);
  ASSERT_EQ(answer.hits.size(), 1U);
  const auto& texts = answer.hits[0].texts;
  ASSERT_EQ(texts.size(), 2U);
  EXPECT_EQ(texts[0].field, MatchedText::Field::kTitle);
  EXPECT_THAT(Highlighted(texts[0]), ElementsAre("bees"));
  EXPECT_EQ(texts[1].field, MatchedText::Field::kOutcome);
  EXPECT_THAT(Highlighted(texts[1]), ElementsAre("bee", "hive"));
}

TEST_F(SearchTest, CutsLongTextsAroundTheWords) {
  auto bees = Sample("bees", "Title");
  std::string filler;
  for (int i = 0; i < 100; ++i) filler += "é lorem ";
  bees.description = {{"en", filler + "the honey harvest " + filler}};
  Publish(bees);
  Settle();
  SearchQuery query;
  query.text = "honey harvest";
  const SearchAnswer answer = Search(query);
  ASSERT_EQ(answer.hits.size(), 1U);
  ASSERT_EQ(answer.hits[0].texts.size(), 1U);
  EXPECT_LT(answer.hits[0].texts[0].text.size(), 330U);
  EXPECT_THAT(Highlighted(answer.hits[0].texts[0]), ElementsAre("honey", "harvest"));
}

TEST_F(SearchTest, FindsBySkillWithNarrowerAndRelatedOnes) {
  skills_.narrower[SkillName("animals")] = {SkillName("bees"), SkillName("pigs")};
  skills_.narrower[SkillName("bees")] = {SkillName("queens")};
  skills_.related[SkillName("animals")] = {SkillName("farming")};
  Publish(Sample("queens", "Queens", {"queens"}));
  Publish(Sample("farming", "Farming", {"farming"}));
  Publish(Sample("animals", "Animals", {"animals"}));
  Settle();
  SearchQuery query;
  query.skills = {SkillName("animals")};
  EXPECT_THAT(Ids(Search(query)), ElementsAre("animals", "queens"));
  query.related = true;
  EXPECT_THAT(Ids(Search(query)), ElementsAre("animals", "queens", "farming"));
  query.narrower = false;
  query.related = false;
  EXPECT_THAT(Ids(Search(query)), ElementsAre("animals"));
}

TEST_F(SearchTest, TellsWhichOutcomesTeachTheSkillAndWhoSaysSo) {
  skills_.narrower[SkillName("animals")] = {SkillName("bees")};
  auto credential = Sample("a", "A", {"welding", "bees", "animals"});
  credential.outcomes[2].alignments[0].source = AlignmentSource::kConfirmed;
  auto merely = credential.outcomes[3].alignments[0];
  merely.relation = registry::MatchRelation::kRelatedMatch;
  credential.outcomes[3].alignments = {merely};
  Publish(credential);
  Settle();
  SearchQuery query;
  query.skills = {SkillName("animals")};
  const SearchAnswer answer = Search(query);
  ASSERT_EQ(answer.hits.size(), 1U);
  ASSERT_EQ(answer.hits[0].skills.size(), 1U) << "a related match does not teach the skill";
  const SkillHit& hit = answer.hits[0].skills[0];
  EXPECT_EQ(hit.outcome, 2U);
  EXPECT_EQ(hit.relation, SkillRelation::kNarrower);
  EXPECT_EQ(answer.hits[0].credential.outcomes[2].alignments[hit.alignment].source,
            AlignmentSource::kConfirmed);
}

TEST_F(SearchTest, AllOrAnySkillsAndConfirmedOnes) {
  auto confirmed = Sample("confirmed", "A", {"bees"});
  confirmed.outcomes[1].alignments[0].source = AlignmentSource::kConfirmed;
  auto suggested = Sample("suggested", "B", {"bees"});
  suggested.outcomes[1].alignments[0].source = AlignmentSource::kSuggested;
  Publish(suggested);
  Publish(confirmed);
  Publish(Sample("both", "C", {"bees", "welding"}));
  Settle();
  SearchQuery query;
  query.skills = {SkillName("bees"), SkillName("welding")};
  EXPECT_THAT(Ids(Search(query)), ElementsAre("both", "confirmed", "suggested"));
  query.all_skills = true;
  EXPECT_THAT(Ids(Search(query)), ElementsAre("both"));
  query.skills = {SkillName("bees")};
  query.confirmed_only = true;
  EXPECT_THAT(Ids(Search(query)), ElementsAre("confirmed"));
}

TEST_F(SearchTest, SkillsAndTextTogether) {
  Publish(Sample("a", "Beekeeping for beginners", {"bees"}));
  Publish(Sample("b", "Advanced beekeeping", {"bees"}));
  Publish(Sample("c", "Advanced welding", {"welding"}));
  Settle();
  SearchQuery query;
  query.text = "advanced";
  query.skills = {SkillName("bees")};
  EXPECT_THAT(Ids(Search(query)), ElementsAre("b"));
}

// A credential whose every filtered field is set, and one that says nothing.
class FilterTest : public CatalogueTest {
 protected:
  FilterTest() {
    auto full = Sample("full", "Full");
    full.issuer.id = "oak";
    full.type = CredentialType::kCertificate;
    full.delivery_mode = DeliveryMode::kHybrid;
    full.language_codes = {"en", "fr-CA"};
    full.region = "Région du Nord";
    full.level.declared = registry::LevelAssertion();
    full.level.declared->qualification = "frameworks/oqf/concepts/diploma-2";
    full.level.declared->number = 7;
    full.hours = 40;
    full.cost = registry::Cost{"120.50", "CAD"};
    full.start_date = "2027-01-11";
    full.registration_deadline = "2027-01-04";
    Publish(full);
    Publish(Sample("bare", "Bare"));
    Settle();
  }
  void ExpectOnlyFull(const SearchFilter& filter) {
    EXPECT_THAT(IdsWith(filter), ElementsAre("full"));
  }
};

TEST_F(FilterTest, Issuer) {
  ExpectOnlyFull({.issuers = {"oak", "elm"}});
  EXPECT_THAT(IdsWith({.issuers = {"elm"}}), IsEmpty());
}
TEST_F(FilterTest, Type) { ExpectOnlyFull({.types = {CredentialType::kCertificate}}); }
TEST_F(FilterTest, Delivery) {
  ExpectOnlyFull({.delivery_modes = {DeliveryMode::kHybrid, DeliveryMode::kOnline}});
}
TEST_F(FilterTest, Language) {
  ExpectOnlyFull({.languages = {"fr"}});
  ExpectOnlyFull({.languages = {"en-GB"}});
  EXPECT_THAT(IdsWith({.languages = {"de"}}), IsEmpty());
}
TEST_F(FilterTest, Region) { ExpectOnlyFull({.regions = {"region du nord"}}); }
TEST_F(FilterTest, Level) {
  ExpectOnlyFull({.min_level = 7});
  ExpectOnlyFull({.max_level = 7});
  EXPECT_THAT(IdsWith({.min_level = 8}), IsEmpty());
  EXPECT_THAT(IdsWith({.min_level = 1, .max_level = 6}), IsEmpty());
}
TEST_F(FilterTest, Hours) {
  ExpectOnlyFull({.min_hours = 40});
  ExpectOnlyFull({.max_hours = 40});
  EXPECT_THAT(IdsWith({.max_hours = 39.5}), IsEmpty());
}
TEST_F(FilterTest, Cost) {
  ExpectOnlyFull({.max_cost = 120.5});
  EXPECT_THAT(IdsWith({.min_cost = 120.75}), IsEmpty());
  EXPECT_THAT(IdsWith({.max_cost = 500, .currency = "USD"}), IsEmpty());
}
TEST_F(FilterTest, Dates) {
  ExpectOnlyFull({.start_from = "2027-01-11", .start_until = "2027-01-11"});
  EXPECT_THAT(IdsWith({.start_from = "2027-01-12"}), IsEmpty());
  EXPECT_THAT(IdsWith({.start_until = "2027-01-10"}), IsEmpty());
  ExpectOnlyFull({.registration_open_on = "2027-01-04"});
  EXPECT_THAT(IdsWith({.registration_open_on = "2027-01-05"}), IsEmpty());
}

TEST_F(SearchTest, CountsFacetsAsIfTheirOwnFilterWereNotThere) {
  const auto add = [this](const std::string& id, CredentialType type, DeliveryMode delivery) {
    auto credential = Sample(id, "Title");
    credential.type = type;
    credential.delivery_mode = delivery;
    credential.language_codes = {"en", "fr"};
    credential.hours = 12;
    Publish(credential);
  };
  add("a", CredentialType::kBadge, DeliveryMode::kOnline);
  add("b", CredentialType::kBadge, DeliveryMode::kHybrid);
  add("c", CredentialType::kCourse, DeliveryMode::kOnline);
  add("d", CredentialType::kCourse, DeliveryMode::kHybrid);
  add("e", CredentialType::kCourse, DeliveryMode::kHybrid);
  Settle();
  SearchQuery query;
  query.filter.types = {CredentialType::kCourse};
  query.filter.delivery_modes = {DeliveryMode::kHybrid};
  const SearchAnswer answer = Search(query);
  const auto counts = [](const std::vector<FacetValue>& values) {
    std::vector<std::pair<std::string, std::size_t>> result;
    for (const FacetValue& value : values) result.emplace_back(value.value, value.count);
    return result;
  };
  using Pair = std::pair<std::string, std::size_t>;
  EXPECT_EQ(answer.total, 2U);
  EXPECT_THAT(counts(answer.facets->types), ElementsAre(Pair("COURSE", 2), Pair("BADGE", 1)));
  EXPECT_THAT(counts(answer.facets->delivery_modes),
              ElementsAre(Pair("HYBRID", 2), Pair("ONLINE", 1)));
  EXPECT_THAT(counts(answer.facets->languages), ElementsAre(Pair("en", 2), Pair("fr", 2)));
  EXPECT_THAT(counts(answer.facets->issuers), ElementsAre(Pair("maple", 2)));
  EXPECT_EQ(answer.facets->issuers[0].title.at("fr"), "Collège Maple");
  EXPECT_THAT(counts(answer.facets->hours), ElementsAre(Pair("10-40", 2)));
}

TEST_F(SearchTest, Sorts) {
  const auto add = [this](const std::string& id, const std::string& title, int level, double hours,
                          const char* cost) {
    auto credential = Sample(id, title);
    if (level > 0) {
      credential.level.suggested = registry::LevelAssertion();
      credential.level.suggested->qualification = "frameworks/oqf/concepts/x";
      credential.level.suggested->number = level;
    }
    if (hours > 0) credential.hours = hours;
    if (*cost != 0) credential.cost = registry::Cost{cost, "CAD"};
    Publish(credential);
  };
  add("a", "éclair", 5, 30, "10.00");
  add("b", "Zoo", 3, 20, "200.00");
  add("c", "apple", 0, 0, "");
  add("d", "Banana", 9, 10, "9.50");
  Settle();
  const auto sorted = [this](SortOrder order) {
    SearchQuery query;
    query.sort = order;
    return Ids(Search(query));
  };
  EXPECT_THAT(sorted(SortOrder::kLevel), ElementsAre("b", "a", "d", "c"));
  EXPECT_THAT(sorted(SortOrder::kLevelDown), ElementsAre("d", "a", "b", "c"));
  EXPECT_THAT(sorted(SortOrder::kHours), ElementsAre("d", "b", "a", "c"));
  EXPECT_THAT(sorted(SortOrder::kCost), ElementsAre("d", "a", "b", "c"));
  EXPECT_THAT(sorted(SortOrder::kTitle), ElementsAre("c", "d", "a", "b"));
  EXPECT_THAT(sorted(SortOrder::kNewest), ElementsAre("d", "c", "b", "a"));
}

TEST_F(SearchTest, HelpsWhereThereAreNoHits) {
  skills_.narrower[SkillName("animals")] = {SkillName("bees"), SkillName("pigs")};
  auto credential = Sample("a", "Beekeeping", {"bees"});
  credential.delivery_mode = DeliveryMode::kOnline;
  credential.hours = 20;
  Publish(credential);
  Settle();
  const auto advice = [this](const SearchQuery& query) {
    std::vector<std::string> result;
    for (const Advice& entry : Search(query).advice) {
      result.push_back(std::to_string(static_cast<int>(entry.kind)) + " " + entry.subject + " " +
                       entry.replacement + " " + std::to_string(entry.count));
    }
    return result;
  };
  SearchQuery query;
  query.skills = {SkillName("bees")};
  query.filter.delivery_modes = {DeliveryMode::kHybrid};
  query.filter.min_hours = 10;
  EXPECT_THAT(advice(query), ElementsAre("2 delivery_modes  1"));
  query.filter.min_hours = 100;
  EXPECT_THAT(advice(query), IsEmpty()) << "two filters are in the way";
  query.filter = {};
  query.text = "welding";
  EXPECT_THAT(advice(query), ElementsAre("0   1"));
  query.text.clear();
  query.skills = {SkillName("pigs")};
  EXPECT_THAT(advice(query),
              ElementsAre("1 " + SkillName("pigs") + "  1",
                          "3 " + SkillName("pigs") + " " + SkillName("animals") + " 1"));
  query.skills = {SkillName("pigs"), SkillName("bees")};
  query.all_skills = true;
  EXPECT_THAT(advice(query),
              ElementsAre("1 " + SkillName("pigs") + "  1",
                          "3 " + SkillName("pigs") + " " + SkillName("animals") + " 1"));
}

TEST_F(SearchTest, TokensBelongToTheirQuery) {
  Publish(Sample("a", "Bees"));
  Publish(Sample("b", "Bees"));
  Settle();
  SearchQuery query;
  query.text = "bees";
  query.limit = 1;
  query.fingerprint = 1;
  query.page_token = Search(query).next_page_token;
  ASSERT_NE(query.page_token, "");
  EXPECT_THAT(Ids(Search(query)), ElementsAre("b"));
  query.fingerprint = 2;
  EXPECT_EQ(SearchCatalogue(*index_, skills_, query).status().reason(), "PAGE_TOKEN_MISMATCH");
  for (const std::string& token : {std::string("00"), std::string("zz"), query.page_token.substr(2),
                                   query.page_token + "00"}) {
    query.page_token = token;
    EXPECT_EQ(SearchCatalogue(*index_, skills_, query).status().reason(), "PAGE_TOKEN_INVALID");
  }
}

// Whatever is published, changed and withdrawn between pages, what stays as it is comes once.
TEST_F(SearchTest, PagesAreStableUnderWrites) {
  constexpr int staying = 60;
  for (int i = 0; i < staying; ++i) {
    auto credential =
        Sample("stays-" + std::to_string(i), i % 3 == 0 ? "Bees and nectar" : "Bees", {"bees"});
    credential.hours = 1 + i % 7;
    Publish(credential);
  }
  Settle();
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (int i = 0; !done; ++i) {
      auto credential = Sample("moves-" + std::to_string(i % 40), "Bees, bees and bees", {"bees"});
      credential.hours = 1 + i % 11;
      credential.duration = std::to_string(i);
      Publish(credential);
      if (i % 3 != 0) continue;
      ASSERT_TRUE(store_->Withdraw(credential.name, "", test::kEditor).ok());
    }
  });
  for (const SortOrder order : {SortOrder::kRelevance, SortOrder::kHours, SortOrder::kNewest}) {
    for (const char* text : {"bees", "bees nectar", "beees", ""}) {
      for (int round = 0; round < 3; ++round) {
        SearchQuery query;
        query.text = text;
        if (*text == 0) query.skills = {SkillName("bees")};
        query.sort = order;
        query.limit = 7;
        std::map<std::string, int> seen;
        do {
          const SearchAnswer answer = Search(query);
          for (const std::string& id : Ids(answer)) ++seen[id];
          query.page_token = answer.next_page_token;
        } while (!query.page_token.empty());
        for (int i = 0; i < staying; ++i) {
          const bool expected = std::string(text) != "bees nectar" || i % 3 == 0;
          EXPECT_EQ(seen["stays-" + std::to_string(i)], expected ? 1 : 0) << text << i;
        }
      }
    }
  }
  done = true;
  writer.join();
}

}  // namespace
}  // namespace crosswalk::catalogue
