// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/language_choice.h"

#include "tests/mapping/mapping_fixture.h"

#include <gtest/gtest.h>

namespace crosswalk::mapping {
namespace {

class LanguageChoiceTest : public testing::Test {
 protected:
  LabelWords words_{WordsIndex().snapshot->labels()};
};

TEST_F(LanguageChoiceTest, TakesTheDeclaredOneWhereTheIndexHasIt) {
  EXPECT_EQ(ChooseLanguage("Reconcile bank statements", "fr", words_), "fr");
}

TEST_F(LanguageChoiceTest, DetectsWhereNoneOrAnUnknownOneIsDeclared) {
  EXPECT_EQ(ChooseLanguage("Check the invoices that suppliers send", "", words_), "en");
  EXPECT_EQ(ChooseLanguage("Vérifier les factures des fournisseurs", "", words_), "fr");
  EXPECT_EQ(ChooseLanguage("Vérifier les factures des fournisseurs", "de", words_), "fr");
}

TEST_F(LanguageChoiceTest, FallsBackToEnglish) {
  EXPECT_EQ(ChooseLanguage("xyzzy", "", words_), "en");
}

}  // namespace
}  // namespace crosswalk::mapping
