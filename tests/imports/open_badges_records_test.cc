// SPDX-License-Identifier: Apache-2.0
#include "tests/imports/read_records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::imports {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

TEST(OpenBadges, HoldsWhatTheModelCanOfAnAchievement) {
  const std::string bytes = test::Fixture("achievement_ob3.json");
  EXPECT_EQ(DetectFormat(bytes), ImportFormat::kOpenBadges);
  const auto records = test::ReadRecords(bytes);
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_THAT(test::Problems(records), IsEmpty());
  registry::Credential expected;
  expected.name = "credentials/maple.example-issuer.bee-1";
  expected.external_id = "BEE-1";
  expected.title = {{"en-CA", "Hive Inspector"}};
  expected.description = {{"en-CA", "Inspects hives for disease."}};
  expected.language_codes = {"en-CA"};
  expected.type = registry::CredentialType::kMicroCredential;
  expected.credits = 1.5;
  expected.url = "https://maple.example/achievements/hive-inspector/criteria";
  expected.image_url = "https://maple.example/hive.png";
  expected.tags = {"bees", "field work", "Agriculture", "Apiculture"};
  expected.issuer = {"maple.example-issuer",
                     {{"en-CA", "Maple College"}},
                     "https://maple.example/",
                     "Sudbury, Ontario, Canada",
                     ""};
  registry::OutcomeAlignment esco;
  esco.concept_name = "frameworks/esco/concepts/00000000-0000-4000-8000-000000000001";
  esco.uri = "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001";
  esco.relation = registry::MatchRelation::kExactMatch;
  esco.source = registry::AlignmentSource::kDeclared;
  esco.framework_release = "1.2.1";
  registry::OutcomeAlignment other;
  other.uri = "https://case.example/items/7";
  other.relation = registry::MatchRelation::kExactMatch;
  other.source = registry::AlignmentSource::kDeclared;
  expected.outcomes = {
      {"", "S1", "inspect hives: Look for signs of disease in a hive.", "en-CA", {esco}},
      {"", "", "Keep records", "en-CA", {other}}};
  expected.level.declared.emplace();
  expected.level.declared->qualification = "frameworks/oqf/concepts/certificate-2";
  expected.level.declared->number = 2;
  expected.assessment = {"",
                         "Three inspections.\nA logbook.\nFinal grade: resultType LetterGrade; "
                         "allowedValue A, B, C; requiredValue B; rubricCriterionLevel Mastered: "
                         "Works alone, level 4, points 10; requiredLevel Mastered"};
  expected.endorsements = {{"Honey Board", "https://honey.example/", "Hires holders first."}};
  EXPECT_EQ(records[0].credential, expected);
  constexpr const char* kAchievement = "credentialSubject.achievement.";
  const auto in = [&](const char* path) { return kAchievement + std::string(path); };
  EXPECT_THAT(
      records[0].unheld_fields,
      UnorderedElementsAre(
          "id", "issuer", "validFrom", "validUntil", "proof", "credentialSubject.id",
          "credentialSubject.creditsEarned", in("id"), in("version"), in("image.caption"),
          in("creator.id"), in("creator.email"), in("creator.address.postalCode"),
          in("otherIdentifier[0].identifier"), in("otherIdentifier[0].identifierType"),
          in("related"), in("alignment[].targetType (2 times)"), in("alignment[1].targetFramework"),
          in("alignment[3]"), in("resultDescription[0].id"), in("endorsement[0].validFrom"),
          in("endorsementJwt")));
}

TEST(OpenBadges, ReadsBadgeClassesOfTheSecondVersion) {
  const auto records = test::ReadRecords(R"({
    "@context": "https://w3id.org/openbadges/v2", "type": "BadgeClass",
    "id": "https://maple.example/badges/7", "@language": "fr", "name": "Ruches",
    "description": "Inspecter", "image": "data:image/png;base64,AAAA",
    "criteria": "https://maple.example/badges/7/criteria",
    "issuer": {"type": "Profile", "name": "Collège Érable", "url": "https://maple.example/"},
    "tags": ["abeilles"],
    "alignment": [{"targetName": "Inspecter une ruche", "targetUrl": "https://a.example/1"},
                  {"name": "Old", "url": "https://a.example/2", "description": "Older"}]})");
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_THAT(test::Problems(records), IsEmpty());
  const registry::Credential& held = records[0].credential;
  EXPECT_EQ(held.title.at("fr"), "Ruches");
  EXPECT_EQ(held.issuer.id, "college-erable");
  EXPECT_EQ(held.external_id, "https://maple.example/badges/7");
  EXPECT_EQ(held.url, "https://maple.example/badges/7/criteria");
  EXPECT_EQ(held.type, registry::CredentialType::kBadge);
  EXPECT_THAT(held.tags, ElementsAre("abeilles"));
  ASSERT_THAT(held.outcomes, SizeIs(2));
  EXPECT_EQ(held.outcomes[1].text, "Old: Older");
  EXPECT_TRUE(held.name.starts_with("credentials/college-erable.ruches-")) << held.name;
  EXPECT_THAT(records[0].unheld_fields, ElementsAre("image"));
}

TEST(OpenBadges, ReadsLanguagesOfATextAndAnEmbeddedBadge) {
  const auto records = test::ReadRecords(R"([
    {"type": "Assertion", "recipient": {"identity": "x"}, "badge": {"type": "BadgeClass",
     "id": "urn:uuid:1", "name": {"en": "Hives", "fr": "Ruches"}, "criteria": {"narrative": "x"}}},
    {"type": ["Achievement"], "id": "urn:uuid:2",
     "name": [{"@value": "A", "@language": "en"}, {"@value": "B", "@language": "fr"}]}])");
  EXPECT_THAT(test::Problems(records), IsEmpty());
  EXPECT_THAT(records[0].credential.title, SizeIs(2));
  EXPECT_EQ(records[1].credential.title.at("fr"), "B");
  EXPECT_THAT(records[0].unheld_fields, ElementsAre("recipient"));
}

TEST(OpenBadges, RefusesWhatHoldsNoAchievement) {
  ImportOptions options;
  options.format = ImportFormat::kOpenBadges;
  const auto records = test::ReadRecords(
      "[{\"badge\": \"https://a.example/\"},\n{\"x\": 1},\n5,\n"
      "{\"type\": \"Achievement\", \"name\": 4, \"creditsAvailable\": \"two\"}]",
      options);
  EXPECT_THAT(test::Problems(records),
              ElementsAre("1:0 badge RECORD_NOT_CREDENTIAL", "2:0  RECORD_NOT_CREDENTIAL",
                          "3:0  RECORD_NOT_CREDENTIAL", "4:0 name VALUE_TYPE_INVALID",
                          "4:0 name FIELD_REQUIRED", "4:0 creditsAvailable VALUE_TYPE_INVALID"));
}

}  // namespace
}  // namespace crosswalk::imports
