// SPDX-License-Identifier: Apache-2.0
#include "indexer/schema/words.h"

#include "indexer/schema/terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <string>
#include <vector>

namespace crosswalk::index_schema {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Folded(std::string_view text) {
  std::vector<std::string> words;
  for (const Word& word : SplitWords(text)) words.push_back(word.folded);
  return words;
}

std::vector<std::string> Stems(std::string_view text, const std::string& language) {
  const Xapian::Stem stem{std::string(StemmerName(language))};
  std::vector<std::string> stems;
  for (const Word& word : SplitWords(text)) {
    for (std::string& form :
         StemForms(word, language, [&stem](const std::string& whole) { return stem(whole); })) {
      stems.push_back(std::move(form));
    }
  }
  return stems;
}

TEST(SplitWords, DropsElisionsAndContractions) {
  EXPECT_THAT(Folded("gestion de l\xE2\x80\x99\x65\x61u d'usage"),
              ElementsAre("gestion", "de", "eau", "usage"));
  EXPECT_THAT(Folded("one's own patient's"), ElementsAre("one", "own", "patient"));
}

TEST(SplitWords, KeepsSignsOfProgrammingLanguages) {
  EXPECT_THAT(Folded("C++, C# and c"), ElementsAre("c++", "c#", "and", "c"));
  EXPECT_THAT(Folded("a+b"), ElementsAre("a", "b"));
}

TEST(SplitWords, SplitsAtHyphensAndFoldsAccents) {
  EXPECT_THAT(Folded("Double-Entry \xC3\x89tude c\xC5\x93ur"),
              ElementsAre("double", "entry", "etude", "coeur"));
}

TEST(SplitWords, SaysWhereWordsLie) {
  const std::string text = " \xC3\x89tude: ok";
  const std::vector<Word> words = SplitWords(text);
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(text.substr(words[0].span.begin, words[0].span.end - words[0].span.begin),
            "\xC3\x89tude");
  EXPECT_EQ(words[0].lower, "\xC3\xA9tude");
  EXPECT_EQ(words[1].span.begin, 9U);
}

TEST(SplitWords, SurvivesIllFormedText) {
  EXPECT_THAT(Folded("a\xFF\xFE"
                     "b \xC3"),
              ElementsAre("a", "b"));
  EXPECT_THAT(Folded(""), IsEmpty());
  EXPECT_THAT(Folded("--- '' \xE2\x80\x99"), IsEmpty());
}

TEST(SplitWords, CutsEndlessWords) {
  const std::vector<Word> words = SplitWords(std::string(10'000, 'a'));
  ASSERT_EQ(words.size(), 1U);
  EXPECT_LE(words[0].folded.size(), 245U);
}

TEST(StemForms, BringsInflectionsTogether) {
  EXPECT_EQ(Stems("reconciling statements", "en"), Stems("reconcile statement", "en"));
  EXPECT_EQ(Stems("factures trait\xC3\xA9\x65s", "fr"), Stems("facture trait\xC3\xA9\x65", "fr"));
}

TEST(StemForms, LevelsBritishAndAmericanSpelling) {
  EXPECT_EQ(Stems("organise colours modelling centre", "en"),
            Stems("organize colors modeling center", "en"));
  EXPECT_EQ(Stems("anaesthesia programme", "en"), Stems("anesthesia program", "en"));
  EXPECT_NE(Stems("four", "en"), Stems("for", "en"));
}

TEST(StemForms, FindsFrenchTypedWithoutAccents) {
  const std::vector<std::string> accented = Stems("qualit\xC3\xA9", "fr");
  const std::vector<std::string> plain = Stems("qualite", "fr");
  EXPECT_THAT(accented, testing::Contains(plain.at(0)));
}

TEST(Terms, KeepBordersBetweenPrefixAndValue) {
  EXPECT_EQ(BooleanTerm("Q", "http://a"), "Qhttp://a");
  EXPECT_EQ(BooleanTerm("XN", "esco/a"), "XNesco/a");
  EXPECT_EQ(BooleanTerm("XCOL", "Digital"), "XCOL:Digital");
  EXPECT_EQ(TextPrefix(TextField::kPreferred, "en"), "XPEN");
  EXPECT_EQ(TextPrefix(TextField::kDescription, "fr-ca"), "XDFRCA");
}

TEST(Terms, HashWhatIsTooLong) {
  const std::string term = BooleanTerm("Q", std::string(300, 'u'));
  EXPECT_EQ(term.substr(0, 8), "Qsha256-");
  EXPECT_NE(term, BooleanTerm("Q", std::string(301, 'u')));
  EXPECT_LE(BooleanTerm("Q", std::string(130, '\0')).size(), 245U);
}

}  // namespace
}  // namespace crosswalk::index_schema
