// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/concept.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace crosswalk::core {
namespace {

LabelSet MakeLabels(std::string language, std::string preferred) {
  LabelSet labels;
  labels.language = std::move(language);
  labels.preferred = std::move(preferred);
  return labels;
}

Concept MakeConcept() {
  Concept node;
  node.labels = {MakeLabels("de", "Karten falten"), MakeLabels("en", "fold maps"),
                 MakeLabels("fr", "plier des cartes")};
  return node;
}

TEST(ConceptTest, FindsTheWordsOfALanguage) {
  const Concept node = MakeConcept();
  ASSERT_NE(node.FindLabels("fr"), nullptr);
  EXPECT_EQ(node.FindLabels("fr")->preferred, "plier des cartes");
  EXPECT_EQ(node.FindLabels("it"), nullptr);
}

TEST(ConceptTest, FallsBackToEnglishAndThenToAnything) {
  Concept node = MakeConcept();
  EXPECT_EQ(node.BestLabels({"it", "fr"}).language, "fr");
  EXPECT_EQ(node.BestLabels({"it"}).language, "en");
  EXPECT_EQ(node.BestLabels({}).language, "en");
  node.labels.erase(node.labels.begin() + 1);
  EXPECT_EQ(node.BestLabels({"it"}).language, "de");
}

TEST(ConceptTest, NamesItsTypes) {
  EXPECT_EQ(ConceptTypeName(ConceptType::kSkillGroup), "skill-group");
  EXPECT_EQ(ConceptTypeName(ConceptType::kQualification), "qualification");
}

}  // namespace
}  // namespace crosswalk::core
