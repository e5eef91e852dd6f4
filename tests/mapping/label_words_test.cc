// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/label_words.h"

#include "indexer/schema/words.h"
#include "tests/mapping/mapping_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>

namespace crosswalk::mapping {
namespace {

class LabelWordsTest : public testing::Test {
 protected:
  [[nodiscard]] ConceptOverlap Compare(std::string_view text, int skill,
                                       std::string_view language = "en") const {
    const OpenedIndex& index = WordsIndex();
    const OutcomeWords words(index_schema::SplitWords(text), language, *index.engine,
                             index.snapshot->labels().word_count());
    const auto node = index.snapshot->FindByUri(test::TestSkillUri(skill));
    EXPECT_TRUE(node.ok());
    return label_words_.Compare(words, *node, *label_words_.FindLanguage(language));
  }
  LabelWords label_words_{WordsIndex().snapshot->labels()};
};

TEST_F(LabelWordsTest, WholeLabelInOtherFormsCountsInFull) {
  // "process supplier invoices"
  const ConceptOverlap overlap = Compare("Processing the invoices of a supplier", 1);
  ASSERT_TRUE(overlap.preferred.has_value());
  EXPECT_NEAR(overlap.preferred->share, 1.0, 1e-6);
  EXPECT_NEAR(overlap.best->share, 1.0, 1e-6);
}

TEST_F(LabelWordsTest, AlternativeLabelsCountToo) {
  // "handle accounts payable"
  const ConceptOverlap overlap = Compare("Handles accounts payable", 1);
  EXPECT_FALSE(overlap.preferred.has_value());
  ASSERT_TRUE(overlap.best.has_value());
  EXPECT_NEAR(overlap.best->share, 1.0, 1e-6);
}

TEST_F(LabelWordsTest, HiddenLabelsAndFunctionWordsDoNot) {
  EXPECT_FALSE(Compare("invoiceprocessing", 1).best.has_value());
  // "pay the bills of suppliers" is an alternative label of skill 1.
  EXPECT_FALSE(Compare("the of and", 1).best.has_value());
}

TEST_F(LabelWordsTest, ShowsAnAlternativeOnlyWhereItHasMoreOfTheOutcome) {
  // "process supplier invoices" shares two words, "check vendor invoices" one.
  const auto preferred = Compare("invoices of the supplier", 1).Shown();
  ASSERT_TRUE(preferred.has_value());
  EXPECT_EQ(label_words_.labels().Label(preferred->label).field,
            index_schema::TextField::kPreferred);
  const auto alternative = Compare("check the invoices of a vendor", 1).Shown();
  ASSERT_TRUE(alternative.has_value());
  EXPECT_EQ(label_words_.labels().Label(alternative->label).field,
            index_schema::TextField::kAlternative);
}

TEST_F(LabelWordsTest, RareWordsWeighMore) {
  // Both are in "take the temperature of patients"; other skills have patients too.
  const auto rare = Compare("temperature", 12).best;
  const auto frequent = Compare("patients", 12).best;
  ASSERT_TRUE(rare.has_value());
  ASSERT_TRUE(frequent.has_value());
  EXPECT_GT(rare->weight, frequent->weight);
}

TEST_F(LabelWordsTest, KnowsTheIndexsLanguagesOnly) {
  EXPECT_TRUE(label_words_.FindLanguage("fr").has_value());
  EXPECT_FALSE(label_words_.FindLanguage("de").has_value());
}

}  // namespace
}  // namespace crosswalk::mapping
