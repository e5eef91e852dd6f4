// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/language_choice.h"

#include "indexer/schema/words.h"
#include "tests/mapping/mapping_fixture.h"

#include <gtest/gtest.h>

namespace crosswalk::mapping {
namespace {

class LanguageChoiceTest : public testing::Test {
 protected:
  [[nodiscard]] std::string Choose(std::string_view text, std::string_view declared) const {
    return ChooseLanguage(index_schema::SplitWords(text), declared, words_).language;
  }
  [[nodiscard]] bool Recognises(std::string_view text, std::string_view declared) const {
    return ChooseLanguage(index_schema::SplitWords(text), declared, words_).recognised;
  }
  LabelWords words_{WordsIndex().snapshot->labels()};
};

TEST_F(LanguageChoiceTest, TakesTheDeclaredOneWhereTheIndexHasIt) {
  EXPECT_EQ(Choose("Reconcile bank statements", "fr"), "fr");
}

TEST_F(LanguageChoiceTest, DetectsWhereNoneOrAnUnknownOneIsDeclared) {
  EXPECT_EQ(Choose("Check the invoices that suppliers send", ""), "en");
  EXPECT_EQ(Choose("Vérifier les factures des fournisseurs", ""), "fr");
  EXPECT_EQ(Choose("Vérifier les factures des fournisseurs", "de"), "fr");
}

TEST_F(LanguageChoiceTest, SaysWhereWordsSpeakForNone) {
  EXPECT_TRUE(Recognises("Check the invoices that suppliers send", ""));
  EXPECT_TRUE(Recognises("Vérifier les factures des fournisseurs", ""));
  EXPECT_TRUE(Recognises("xyzzy", "fr"));
  EXPECT_TRUE(Recognises("Kubernetes Xero", ""));
  EXPECT_TRUE(Recognises("2024 2025 2026 2027 invoices", ""));
  EXPECT_FALSE(Recognises("Rechnungen von Lieferanten", ""));
  EXPECT_FALSE(Recognises("Rechnungen von Lieferanten", "de"));
}

TEST_F(LanguageChoiceTest, FallsBackToEnglish) { EXPECT_EQ(Choose("xyzzy", ""), "en"); }

}  // namespace
}  // namespace crosswalk::mapping
