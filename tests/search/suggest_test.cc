// SPDX-License-Identifier: Apache-2.0
#include "indexer/schema/words.h"
#include "tests/search/search_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace crosswalk::search {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;

class SuggestTest : public SearchFixture {
 protected:
  std::vector<Suggestion> Suggest(std::string prefix, std::vector<std::string> languages = {},
                                  std::size_t limit = 10) const {
    SuggestQuery query;
    query.prefix = std::move(prefix);
    query.languages = std::move(languages);
    query.limit = limit;
    auto suggestions = engine_->Suggest(query);
    EXPECT_TRUE(suggestions.ok()) << suggestions.status().ToString();
    return suggestions.ok() ? *suggestions : std::vector<Suggestion>{};
  }
  std::vector<std::string> Texts(std::string prefix,
                                 std::vector<std::string> languages = {}) const {
    std::vector<std::string> texts;
    for (const Suggestion& suggestion : Suggest(std::move(prefix), std::move(languages))) {
      texts.push_back(Marked(suggestion.matched));
    }
    return texts;
  }
};

TEST_F(SuggestTest, CompletesTheWordBeingTyped) {
  EXPECT_THAT(Texts("transl", {"en"}), Contains("[transl]ate documents"));
  EXPECT_THAT(Texts("reconcile ba", {"en"}), ElementsAre("[reconcile] [ba]nk statements"));
}

TEST_F(SuggestTest, CompletesInsideLabels) {
  EXPECT_THAT(Texts("statem", {"en"}), Contains("reconcile bank [statem]ents"));
}

TEST_F(SuggestTest, OffersAlternativeLabels) {
  const auto suggestions = Suggest("bank recon", {"en"});
  ASSERT_FALSE(suggestions.empty());
  EXPECT_EQ(suggestions[0].node, Skill(2));
}

TEST_F(SuggestTest, NeverOffersHiddenLabels) { EXPECT_THAT(Texts("invoiceproc"), IsEmpty()); }

TEST_F(SuggestTest, OffersAConceptOnce) {
  std::set<ConceptOrdinal> nodes;
  const auto suggestions = Suggest("t", {}, 50);
  for (const Suggestion& suggestion : suggestions) nodes.insert(suggestion.node);
  EXPECT_EQ(nodes.size(), suggestions.size());
  EXPECT_GT(nodes.size(), 5U);
}

TEST_F(SuggestTest, IgnoresAccentsAndCase) {
  EXPECT_THAT(Texts("ECRIR", {"fr"}), Contains("[\xC3\xA9\x63rir]e en fran\xC3\xA7\x61is"));
}

TEST_F(SuggestTest, ForgivesATypo) {
  const auto suggestions = Suggest("reconsile", {"en"});
  ASSERT_FALSE(suggestions.empty());
  EXPECT_EQ(suggestions[0].node, Skill(2));
}

TEST_F(SuggestTest, KeepsToTheLimit) { EXPECT_EQ(Suggest("c", {}, 3).size(), 3U); }

TEST_F(SuggestTest, SurvivesAnything) {
  for (const char* prefix : {"", " ", "?", "\xFF", "a b c d e f g h i j k l m n o p"}) {
    SuggestQuery query;
    query.prefix = prefix;
    const auto suggestions = engine_->Suggest(query);
    if (!suggestions.ok()) {
      EXPECT_EQ(suggestions.status().code(), core::StatusCode::kInvalidArgument) << prefix;
    }
  }
}

class WordWeightTest : public SearchFixture {
 protected:
  std::vector<TellingWord> Telling(std::string_view text, std::string_view language) const {
    return engine_->TellingWords(index_schema::SplitWords(text), language);
  }
  std::vector<float> Weigh(std::string_view text, std::string_view language) const {
    const std::vector<index_schema::TextField> labels = {index_schema::TextField::kPreferred,
                                                         index_schema::TextField::kAlternative};
    auto weights = engine_->WeighWords(Telling(text, language), language, {&labels, 1});
    EXPECT_TRUE(weights.ok()) << weights.status().ToString();
    return weights.ok() ? weights->front() : std::vector<float>{};
  }
  // The concept with the most telling words.
  static ConceptOrdinal Heaviest(const std::vector<float>& weights) {
    return static_cast<ConceptOrdinal>(std::max_element(weights.begin(), weights.end()) -
                                       weights.begin());
  }
};

TEST_F(WordWeightTest, TellingWordsWeighMost) {
  const auto weights = Weigh("Students will be able to reconcile the statements of a bank", "en");
  EXPECT_GT(weights[Skill(2)], 0.0F);
  EXPECT_EQ(Heaviest(weights), Skill(2));
}

TEST_F(WordWeightTest, KeepsToTheLanguage) {
  const std::string text = "\xC3\xA9tablir la paie";
  const auto french = Weigh(text, "fr");
  EXPECT_GT(french[Skill(3)], 0.0F);
  EXPECT_EQ(Heaviest(french), Skill(3));
  EXPECT_EQ(Weigh(text, "en")[Skill(3)], 0.0F);
}

TEST_F(WordWeightTest, WeighsTheSameWhenItHasReadTheWordsBefore) {
  const auto first = Weigh("reconcile the data of patients", "en");
  EXPECT_EQ(Weigh("reconcile the data of patients", "en"), first);
}

TEST_F(WordWeightTest, CountsAWordThatIsThereAgainOnce) {
  const auto once = Weigh("reconcile statements", "en");
  EXPECT_EQ(Weigh("reconcile statements, reconciling a statement", "en"), once);
}

TEST_F(WordWeightTest, AnswersGroupsOfFieldsApart) {
  const std::vector<std::vector<index_schema::TextField>> groups = {
      {index_schema::TextField::kPreferred}, {index_schema::TextField::kDescription}};
  const auto words = Telling("reconcile statements", "en");
  const auto both = engine_->WeighWords(words, "en", groups);
  ASSERT_TRUE(both.ok());
  const auto second = engine_->WeighWords(words, "en", {&groups[1], 1});
  ASSERT_TRUE(second.ok());
  EXPECT_EQ((*both)[1], second->front());
  EXPECT_NE((*both)[0], (*both)[1]);
}

TEST_F(WordWeightTest, FindsNothingWithoutKnownWords) {
  EXPECT_THAT(Weigh("xylophone zeppelin", "en"), Each(0.0F));
  EXPECT_THAT(Weigh("", "en"), Each(0.0F));
  EXPECT_THAT(Weigh("bank statements", "de"), Each(0.0F));
}

TEST_F(WordWeightTest, KnowsWordsByTheirStem) {
  const std::string text = "He reconciled xylophones";
  const auto telling = Telling(text, "en");
  ASSERT_EQ(telling.size(), 2U);
  EXPECT_EQ(text.substr(telling[0].span.begin, telling[0].span.end - telling[0].span.begin),
            "reconciled");
  EXPECT_FALSE(telling[0].words.empty());
  EXPECT_TRUE(telling[1].words.empty());
  EXPECT_THAT(Telling(text, "de"), IsEmpty());
}

}  // namespace
}  // namespace crosswalk::search
