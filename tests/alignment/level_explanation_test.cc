// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/level_explanation.h"

#include <gmock/gmock.h>

#include <string>

namespace crosswalk::alignment {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

CategoryEvidence Evidence(const std::string& category, int lowest, int highest, double weight) {
  CategoryEvidence evidence;
  evidence.category = category;
  evidence.outcome = 2;
  evidence.cue = "a cue";
  evidence.lowest = lowest;
  evidence.highest = highest;
  evidence.weight = weight;
  return evidence;
}

std::vector<core::Qualification> Ladder() {
  std::vector<core::Qualification> ladder(13);
  for (int number = 1; number <= 13; ++number) {
    ladder[static_cast<std::size_t>(number - 1)].number = number;
    ladder[static_cast<std::size_t>(number - 1)].kind = "college";
  }
  ladder[2].kind = "apprenticeship";
  ladder[3].kind = "trade";
  return ladder;
}

class LevelExplanationTest : public ::testing::Test {
 protected:
  std::vector<std::string> Messages(const std::vector<CategoryAlignment>& categories, int answer,
                                    std::string_view language = "en") {
    std::vector<std::string> messages;
    for (const LevelShift& shift : Shifts(categories, answer, Ladder(), lexicon_, language)) {
      messages.push_back((shift.up ? "up " : "down ") + std::to_string(shift.qualification) + " " +
                         shift.category + ": " + shift.message);
    }
    return messages;
  }

  CueLexicon lexicon_ = *CueLexicon::Load();
};

TEST_F(LevelExplanationTest, CounterEvidenceIsWhatIsTypicalOfOtherLevels) {
  const std::vector<CategoryAlignment> categories = {
      {"autonomy", true, 2, "", {Evidence("autonomy", 1, 2, 0.1), Evidence("autonomy", 5, 8, 0.6)}},
      {"methods", true, 9, "", {Evidence("methods", 8, 12, 0.2)}}};
  const auto against = CounterEvidence(categories, 7);
  ASSERT_EQ(against.size(), 2U);
  EXPECT_EQ(against[0].highest, 2);  // Lighter, but five qualifications away.
  EXPECT_EQ(against[1].lowest, 8);
}

TEST_F(LevelExplanationTest, UpNamesWhatNoOutcomeShows) {
  const std::vector<CategoryAlignment> categories = {{"autonomy", false, 0, "", {}},
                                                     {"methods", true, 7, "", {}}};
  const auto messages = Messages(categories, 8);
  ASSERT_FALSE(messages.empty());
  EXPECT_THAT(messages[0], AllOf(HasSubstr("up 9 autonomy: no outcome shows “")));
  EXPECT_THAT(Messages(categories, 8, "fr")[0],
              HasSubstr("up 9 autonomy: aucun résultat ne montre «\u00A0"));
}

TEST_F(LevelExplanationTest, UpDoesNotNameWhatIsShown) {
  std::vector<CategoryAlignment> categories = {{"autonomy", false, 0, "", {}}};
  const std::string first = Messages(categories, 8)[0];
  for (const Cue& cue : lexicon_.cues()) {
    if (first.find("“" + cue.label.at("en") + "”") == std::string::npos) continue;
    categories[0].evidence.push_back(Evidence("autonomy", cue.lowest, cue.highest, 1.0));
    categories[0].evidence.back().cue_id = cue.id;
  }
  EXPECT_NE(Messages(categories, 8)[0], first);
}

TEST_F(LevelExplanationTest, DownNamesWhatCarriesTheAnswer) {
  const std::vector<CategoryAlignment> categories = {
      {"methods", true, 9, "", {Evidence("methods", 8, 12, 0.2), Evidence("methods", 9, 9, 0.4)}}};
  const auto messages = Messages(categories, 9);
  EXPECT_EQ(messages.back(), "down 8 methods: without outcome 3, “a cue”.");
}

TEST_F(LevelExplanationTest, TradesAreNeighboursOfEachOther) {
  const std::vector<CategoryAlignment> low = {
      {"application", true, 5, "", {Evidence("application", 5, 5, 1.0)}}};
  EXPECT_THAT(Messages(low, 5).back(), HasSubstr("down 2 "));
  EXPECT_THAT(Messages({{"autonomy", false, 0, "", {}}}, 2)[0], HasSubstr("up 5 "));
  EXPECT_THAT(Messages({{"autonomy", false, 0, "", {}}}, 3)[0], HasSubstr("up 4 "));
  EXPECT_THAT(Messages({{"autonomy", false, 0, "", {}}}, 13), IsEmpty());
}

}  // namespace
}  // namespace crosswalk::alignment
