// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/descriptor_sentences.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace crosswalk::alignment {
namespace {

class DescriptorSentencesTest : public ::testing::Test {
 protected:
  DescriptorSentencesTest() {
    core::Qualification rung;
    rung.number = 2;
    rung.descriptors = {
        {"autonomy",
         {{"en",
           "Keeps the shop tidy. Answers for the quality of own work. Works alone under "
           "general supervision."},
          {"fr", "Range l'atelier. Travaille sous supervision générale."}}},
        {"limits", {{"en", "Knows the shop."}}}};
    ladder_ = {rung};
  }

  std::string Find(const std::string& id, int number, const std::string& language) {
    const auto& cues = lexicon_.cues();
    const auto found =
        std::find_if(cues.begin(), cues.end(), [&id](const Cue& cue) { return cue.id == id; });
    return DescriptorSentences(ladder_, lexicon_)
        .Find(static_cast<std::size_t>(found - cues.begin()), number, language);
  }

  CueLexicon lexicon_ = *CueLexicon::Load();
  std::vector<core::Qualification> ladder_;
};

TEST_F(DescriptorSentencesTest, FindsTheSentenceThatShowsTheCue) {
  EXPECT_EQ(Find("general-direction", 2, "en"), "Works alone under general supervision.");
  EXPECT_EQ(Find("own-work-responsibility", 2, "en"), "Answers for the quality of own work.");
  EXPECT_EQ(Find("general-direction", 2, "fr"), "Travaille sous supervision générale.");
}

TEST_F(DescriptorSentencesTest, FallsBackToTheAspectThenToTheFirstSentence) {
  // Another cue of responsibility.
  EXPECT_EQ(Find("leads-others", 2, "en"), "Answers for the quality of own work.");
  EXPECT_EQ(Find("leads-others", 2, "fr"), "Range l'atelier.");
  EXPECT_EQ(Find("asks-when-unsure", 2, "en"), "Knows the shop.");
}

TEST_F(DescriptorSentencesTest, FallsBackToEnglishAndToNothing) {
  EXPECT_EQ(Find("asks-when-unsure", 2, "fr"), "Knows the shop.");
  EXPECT_EQ(Find("asks-when-unsure", 7, "en"), "");
  EXPECT_EQ(Find("single-task", 2, "en"), "");
}

}  // namespace
}  // namespace crosswalk::alignment
