// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/declared_facts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace crosswalk::alignment {
namespace {

// Qualifications with the numbers, volumes and prerequisites of the OQF.
std::vector<core::Qualification> Ladder() {
  std::vector<core::Qualification> ladder(13);
  for (int number = 1; number <= 13; ++number) {
    core::Qualification& rung = ladder[static_cast<std::size_t>(number - 1)];
    rung.number = number;
    rung.title = {{"en", "Rung"}, {"fr", "Échelon"}};
  }
  const auto hours = [&ladder](std::size_t number, int min, int max, int whole) {
    ladder[number - 1].typical_hours = core::Range{min, max};
    ladder[number - 1].volume_hours = whole;
  };
  hours(1, 40, 0, 40);
  hours(2, 240, 500, 370);
  hours(5, 600, 700, 650);
  hours(6, 1000, 0, 1000);
  hours(7, 1200, 1400, 1300);
  hours(8, 1800, 2100, 1950);
  hours(9, 600, 700, 650);
  ladder[10].credits = core::Range{120, 120};
  ladder[10].volume_credits = 120;
  ladder[11].credits = core::Range{45, 60};
  ladder[11].volume_credits = 45;
  ladder[8].presupposes = {6, 7, 8, 10, 11};
  ladder[11].presupposes = {11};
  ladder[12].presupposes = {12};
  return ladder;
}

int Best(const std::vector<FactReading>& facts) {
  const auto together = WithFacts(std::vector<double>(13, 1.0 / 13.0), facts);
  EXPECT_NEAR(std::accumulate(together.begin(), together.end(), 0.0), 1.0, 1e-12);
  return static_cast<int>(std::max_element(together.begin(), together.end()) - together.begin()) +
         1;
}

TEST(DeclaredFactsTest, AShortCourseSaysNothingAboutTheLevel) {
  DeclaredFacts facts;
  facts.hours = 12;
  facts.credits = 3;
  const auto read = ReadFacts(facts, Ladder(), "en");
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[0].evidence.message, "12 hours: says nothing about the level.");
  EXPECT_EQ(read[1].evidence.message, "3 credits: says nothing about the level.");
  EXPECT_EQ(read[0].evidence.lowest, 0);
  std::vector<double> outcomes(13, 0.05);
  outcomes[11] = 0.4;
  const auto together = WithFacts(outcomes, read);
  for (std::size_t i = 0; i < 13; ++i) EXPECT_DOUBLE_EQ(together[i], outcomes[i]);
}

TEST(DeclaredFactsTest, FactsTellQualificationsApartTogether) {
  DeclaredFacts facts;
  facts.hours = 640;
  const auto hours = ReadFacts(facts, Ladder(), "en");
  EXPECT_EQ(hours[0].evidence.message, "640 hours: typical of qualifications 5 and 9.");
  EXPECT_EQ(hours[0].evidence.lowest, 5);
  EXPECT_EQ(hours[0].evidence.highest, 9);
  facts.admission_requirement = AdmissionRequirement::kSecondarySchool;
  EXPECT_EQ(Best(ReadFacts(facts, Ladder(), "en")), 5);
  facts.admission_requirement = AdmissionRequirement::kPostsecondary;
  facts.issuer_type = IssuerType::kCollege;
  EXPECT_EQ(Best(ReadFacts(facts, Ladder(), "en")), 9);
}

TEST(DeclaredFactsTest, PrerequisitesSayWhatComesNext) {
  DeclaredFacts facts;
  facts.prerequisites = {12};
  const auto read = ReadFacts(facts, Ladder(), "en");
  EXPECT_EQ(read[0].evidence.message, "Entrants hold 12 Rung: typical of qualification 13.");
  EXPECT_EQ(Best(read), 13);
  facts.prerequisites = {11};
  facts.issuer_type = IssuerType::kUniversity;
  EXPECT_EQ(Best(ReadFacts(facts, Ladder(), "en")), 12);
}

TEST(DeclaredFactsTest, SpeaksFrench) {
  DeclaredFacts facts;
  facts.hours = 612.5;
  facts.issuer_type = IssuerType::kEmployer;
  facts.prerequisites = {7, 8};
  const auto read = ReadFacts(facts, Ladder(), "fr");
  ASSERT_EQ(read.size(), 3U);
  EXPECT_EQ(read[0].evidence.message, "612.5 heures\u00A0: typique des titres 5 et 9.");
  EXPECT_EQ(read[1].evidence.message, "Décerné par un employeur\u00A0: ne dit rien du niveau.");
  EXPECT_EQ(read[2].evidence.message,
            "À l'entrée, il faut détenir 7 Échelon et 8 Échelon\u00A0: typique du titre 9.");
}

TEST(DeclaredFactsTest, NoFactRulesAQualificationOut) {
  DeclaredFacts facts;
  facts.hours = 20000;
  facts.credits = 1000;
  for (const FactReading& fact : ReadFacts(facts, Ladder(), "en")) {
    for (const double log : fact.log_likelihood) EXPECT_GT(log, -4.0);
  }
}

}  // namespace
}  // namespace crosswalk::alignment
