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

class CandidateTest : public SearchFixture {
 protected:
  std::vector<LexicalCandidate> Candidates(std::string_view text, std::string_view language,
                                           std::size_t limit = 10) const {
    auto candidates = engine_->LexicalCandidates(
        text, language,
        {index_schema::TextField::kPreferred, index_schema::TextField::kAlternative},
        {core::ConceptType::kSkill}, limit);
    EXPECT_TRUE(candidates.ok()) << candidates.status().ToString();
    return candidates.ok() ? *candidates : std::vector<LexicalCandidate>{};
  }
};

TEST_F(CandidateTest, RanksByTellingWords) {
  const auto candidates =
      Candidates("Students will be able to reconcile the statements of a bank", "en");
  ASSERT_FALSE(candidates.empty());
  EXPECT_EQ(candidates[0].node, Skill(2));
  for (std::size_t i = 1; i < candidates.size(); ++i) {
    EXPECT_GE(candidates[i - 1].weight, candidates[i].weight);
  }
}

TEST_F(CandidateTest, KeepsToLanguageTypeAndLimit) {
  const auto french = Candidates("\xC3\xA9tablir la paie des salari\xC3\xA9s", "fr");
  ASSERT_FALSE(french.empty());
  EXPECT_EQ(french[0].node, Skill(3));
  EXPECT_LE(Candidates("programs data software patients", "en", 2).size(), 2U);
  for (const LexicalCandidate& candidate : Candidates("software developer", "en")) {
    EXPECT_EQ(snapshot_->facts(candidate.node).type, core::ConceptType::kSkill);
  }
}

TEST_F(CandidateTest, AnswersNothingWithoutKnownWords) {
  EXPECT_THAT(Candidates("xylophone zeppelin", "en"), IsEmpty());
  EXPECT_THAT(Candidates("", "en"), IsEmpty());
  EXPECT_THAT(Candidates("bank statements", "de"), IsEmpty());
}

TEST_F(CandidateTest, KnowsWordsByTheirStem) {
  const std::string text = "He reconciled xylophones";
  const auto known = engine_->KnownWords(text, "en");
  ASSERT_EQ(known.size(), 1U);
  EXPECT_EQ(text.substr(known[0].span.begin, known[0].span.end - known[0].span.begin),
            "reconciled");
  EXPECT_FALSE(known[0].words.empty());
}

}  // namespace
}  // namespace crosswalk::search
