// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/token_attention.h"

#include "indexer/schema/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::mapping {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Where the words of `text` lie, as if each were a token.
std::vector<text::Span> WordSpans(std::string_view text) {
  std::vector<text::Span> spans;
  for (const index_schema::Word& word : index_schema::SplitWords(text)) spans.push_back(word.span);
  return spans;
}

std::vector<std::string> Attended(std::string_view text, const std::vector<float>& weights,
                                  std::string_view language = "en") {
  std::vector<std::string> stretches;
  for (const text::Span& span :
       AttendedSpans(index_schema::SplitWords(text), language, WordSpans(text), weights)) {
    stretches.emplace_back(text.substr(span.begin, span.end - span.begin));
  }
  return stretches;
}

TEST(AttendTest, WeightsSumToOneAndFavourTheNearest) {
  const std::vector<float> similarities = {0.1F, 0.6F, 0.3F};
  const TokenAttention attention = Attend(similarities, 20.0F);
  EXPECT_NEAR(std::accumulate(attention.weights.begin(), attention.weights.end(), 0.0F), 1.0F,
              1e-5F);
  EXPECT_GT(attention.weights[1], 0.99F);
  EXPECT_NEAR(attention.score, 0.6F, 0.01F);
}

TEST(AttendTest, WithoutTemperatureItIsTheMean) {
  const std::vector<float> similarities = {0.1F, 0.6F, 0.2F};
  EXPECT_NEAR(Attend(similarities, 0.0F).score, 0.3F, 1e-6F);
}

TEST(AttendTest, NothingScoresZero) {
  EXPECT_EQ(Attend({}, 20.0F).score, 0.0F);
  EXPECT_THAT(Attend({}, 20.0F).weights, IsEmpty());
}

TEST(AttendedSpansTest, JoinsNeighboursAndDropsTheRest) {
  EXPECT_THAT(Attended("Reconcile supplier invoices before noon", {0.1F, 0.5F, 0.4F, 0.0F, 0.0F}),
              ElementsAre("supplier invoices"));
}

TEST(AttendedSpansTest, BridgesFunctionWordsButNeverBeginsOrEndsWithThem) {
  EXPECT_THAT(Attended("the safety of the patients and", {0.2F, 0.2F, 0.1F, 0.2F, 0.2F, 0.3F}),
              ElementsAre("safety of the patients"));
}

TEST(AttendedSpansTest, FunctionWordsAreThoseOfTheLanguage) {
  EXPECT_THAT(Attended("la tenue des livres", {0.4F, 0.3F, 0.1F, 0.3F}, "fr"),
              ElementsAre("tenue des livres"));
}

TEST(AttendedSpansTest, HeaviestFirstAndAtMostThree) {
  EXPECT_THAT(Attended("alpha xx beta xx gamma xx delta", {0.2F, 0, 0.3F, 0, 0.25F, 0, 0.15F}),
              ElementsAre("beta", "gamma", "alpha"));
}

TEST(AttendedSpansTest, PartsOfWordsGiveTheWholeWord) {
  const std::string text = "debugging programs";
  const std::vector<text::Span> pieces = {{0, 5}, {5, 9}, {10, 18}};
  const std::vector<float> weights = {0.5F, 0.4F, 0.1F};
  EXPECT_THAT(AttendedSpans(index_schema::SplitWords(text), "en", pieces, weights),
              ElementsAre(text::Span{0, 9}));
}

TEST(AttendedSpansTest, NothingButFunctionWordsGivesNothing) {
  EXPECT_THAT(Attended("the and of", {0.5F, 0.3F, 0.2F}), IsEmpty());
}

}  // namespace
}  // namespace crosswalk::mapping
