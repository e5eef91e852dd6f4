// SPDX-License-Identifier: Apache-2.0
#include "tests/imports/read_records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/unistr.h>

namespace crosswalk::imports {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

constexpr const char* kFrench =
    "Établissement;Code du cours;Titre;Type;Résultat d'apprentissage;Heures;Mode de prestation;"
    "Langue;Coût\r\n"
    "Collège Érable;A-1;Premiers soins;Microcertification;Évaluer l'état d'une personne;12,5;"
    "En ligne;français;120,00 $\r\n"
    ";;;;\"Appeler à l'aide; rester\ncalme\";;;;\r\n";

std::string InEncoding(const std::string& utf8, const char* encoding) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(utf8);
  std::string bytes(utf8.size() * 4 + 16, '\0');
  bytes.resize(static_cast<std::size_t>(text.extract(
      0, text.length(), bytes.data(), static_cast<std::uint32_t>(bytes.size()), encoding)));
  return bytes;
}

void ExpectFrench(const std::string& bytes) {
  const auto records = test::ReadRecords(bytes);
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_THAT(test::Problems(records), IsEmpty());
  const registry::Credential& credential = records[0].credential;
  EXPECT_THAT(credential.title, ElementsAre(Pair("en", "Premiers soins")));
  EXPECT_EQ(credential.issuer.id, "college-erable");
  EXPECT_EQ(credential.name, "credentials/college-erable.a-1");
  EXPECT_EQ(credential.type, registry::CredentialType::kMicroCredential);
  EXPECT_EQ(credential.hours, 12.5);
  EXPECT_EQ(credential.delivery_mode, registry::DeliveryMode::kOnline);
  EXPECT_THAT(credential.language_codes, ElementsAre("fr"));
  ASSERT_TRUE(credential.cost);
  EXPECT_EQ(credential.cost->amount, "120.00");
  EXPECT_EQ(credential.cost->currency, "CAD");
  ASSERT_THAT(credential.outcomes, SizeIs(2));
  EXPECT_EQ(credential.outcomes[0].text, "Évaluer l'état d'une personne");
  EXPECT_EQ(credential.outcomes[1].text, "Appeler à l'aide; rester\ncalme");
}

TEST(Csv, ReadsWhatSpreadsheetsWrite) {
  const std::string utf8 = kFrench;
  ExpectFrench(utf8);
  ExpectFrench("\xEF\xBB\xBF" + utf8);
  ExpectFrench("\xFF\xFE" + InEncoding(utf8, "UTF-16LE"));
  ExpectFrench("\xFE\xFF" + InEncoding(utf8, "UTF-16BE"));
  ExpectFrench(InEncoding(utf8, "UTF-16LE"));
  ExpectFrench(InEncoding(utf8, "windows-1252"));
  ExpectFrench("sep=;\r\n" + utf8);
}

TEST(Csv, TellsLinesAfterASeparatorLineAndLineBreaksInCells) {
  const auto records =
      test::ReadRecords("sep=\t\nTitle\tOutcome\tHours\nA\t\"one\ntwo\"\t3\nB\tthree\tfour\n");
  EXPECT_THAT(test::Problems(records), ElementsAre("5:3 Hours NUMBER_INVALID"));
}

TEST(Csv, HoldsEveryField) {
  ImportOptions options;
  options.columns = {{"sector", "extensions.sector"}};
  const auto records = test::ReadRecords(
      "credential_id,external_id,title.en,title.fr,description,issuer_id,issuer_name,issuer_url,"
      "issuer_region,issuer_type,type,outcome,outcome_id,outcome_code,outcome_language,concept,"
      "concept_relation,level,hours,credits,delivery_mode,language,start_date,end_date,"
      "registration_deadline,duration,cost,currency,region,location,url,image_url,prerequisite,"
      "stacks_into,assessment_method,assessment_description,endorsement,expiry_months,tags,Sector\n"
      "maple.bees,BEE-1,Bees,Abeilles,About bees,maple,Maple College,https://maple.example/,"
      "North,college,COURSE,Inspect a hive,lo-1,LO1,en,"
      "http://data.europa.eu/esco/skill/0A000000-0000-4000-8000-000000000001,closeMatch,"
      "Diploma II,18,1.5,hybrid,\"en, fr\",2027-01-11,2027-02-01T00:00,2027/1/4,6 "
      "weeks,\"$1,200.50\","
      "CAD,Ontario,Sudbury,https://maple.example/bees,https://maple.example/bees.png,"
      "credentials/maple.garden;Interest in insects,frameworks/oqf/concepts/diploma-2,"
      "Portfolio,Three inspections,Bee Circle|Honey Board,24,\"bees; honey\",farming\n",
      options);
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_THAT(test::Problems(records), IsEmpty());
  EXPECT_THAT(records[0].unheld_fields, IsEmpty());
  const registry::Credential& held = records[0].credential;
  registry::Credential expected;
  expected.name = "credentials/maple.bees";
  expected.external_id = "BEE-1";
  expected.title = {{"en", "Bees"}, {"fr", "Abeilles"}};
  expected.description = {{"en", "About bees"}};
  expected.issuer = {
      "maple", {{"en", "Maple College"}}, "https://maple.example/", "North", "college"};
  expected.type = registry::CredentialType::kCourse;
  registry::OutcomeAlignment alignment;
  alignment.concept_name = "frameworks/esco/concepts/0a000000-0000-4000-8000-000000000001";
  alignment.uri = "http://data.europa.eu/esco/skill/0a000000-0000-4000-8000-000000000001";
  alignment.relation = registry::MatchRelation::kCloseMatch;
  alignment.source = registry::AlignmentSource::kDeclared;
  expected.outcomes = {{"lo-1", "LO1", "Inspect a hive", "en", {alignment}}};
  expected.level.declared.emplace();
  expected.level.declared->qualification = "frameworks/oqf/concepts/diploma-2";
  expected.level.declared->number = 7;
  expected.hours = 18;
  expected.credits = 1.5;
  expected.delivery_mode = registry::DeliveryMode::kHybrid;
  expected.language_codes = {"en", "fr"};
  expected.start_date = "2027-01-11";
  expected.end_date = "2027-02-01";
  expected.registration_deadline = "2027-01-04";
  expected.duration = "6 weeks";
  expected.cost = {"1200.50", "CAD"};
  expected.region = "Ontario";
  expected.location = "Sudbury";
  expected.url = "https://maple.example/bees";
  expected.image_url = "https://maple.example/bees.png";
  expected.prerequisites = {{"credentials/maple.garden", "", ""}, {"", "", "Interest in insects"}};
  expected.stacks_into = {{"", "frameworks/oqf/concepts/diploma-2", ""}};
  expected.assessment = {"Portfolio", "Three inspections"};
  expected.endorsements = {{"Bee Circle", "", ""}, {"Honey Board", "", ""}};
  expected.expiry = {"", 24};
  expected.tags = {"bees", "honey"};
  expected.extensions = {{"sector", "farming"}};
  EXPECT_EQ(held, expected);
}

TEST(Csv, KeepsGoodRowsOfACredentialWithABadOne) {
  const auto records = test::ReadRecords(
      "issuer_id,title,outcome,hours\nm,A,one,5\nm,B,other,6\nm,A,two,x\nm,A,three,\n");
  ASSERT_THAT(records, SizeIs(3));
  EXPECT_THAT(test::Problems(records), ElementsAre("4:4 hours NUMBER_INVALID"));
  EXPECT_THAT(records[0].credential.outcomes, SizeIs(2));
  EXPECT_TRUE(records[0].is_incomplete);
  EXPECT_FALSE(records[1].is_incomplete);
  EXPECT_EQ(records[2].number, 3);
}

TEST(Csv, FindsRowsThatContradictOrRepeatOthers) {
  EXPECT_THAT(test::Problems(test::ReadRecords("issuer_id,title,outcome,hours\n"
                                               "m,A,one,5\nm,A,one,5\nm,A,two,6\n")),
              ElementsAre("3:3 outcome ROW_DUPLICATE", "4:4 hours ROW_CONFLICT"));
  EXPECT_THAT(test::Problems(test::ReadRecords("title,outcome\n,lost\nA,one\n")),
              ElementsAre("2:1 title FIELD_REQUIRED"));
  EXPECT_THAT(test::Problems(test::ReadRecords("credential_id,title\nm.a,A\nM B,B\n")),
              ElementsAre("3:1 credential_id ID_INVALID"));
}

TEST(Csv, TellsWhatNoFieldHolds) {
  const auto records = test::ReadRecords("Title,Room,Colour\nA,12,\n");
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_THAT(records[0].unheld_fields, ElementsAre("Room"));
}

TEST(Csv, RefusesATableWithoutATitleOrWithUnknownColumns) {
  const auto reason = [](const char* bytes, std::map<std::string, std::string> columns) {
    ImportOptions options;
    options.columns = std::move(columns);
    return OpenRecords(bytes, options).status().reason();
  };
  EXPECT_EQ(reason("a,b\n1,2\n", {}), "IMPORT_HEADER_INVALID");
  EXPECT_EQ(reason("title,name\n1,2\n", {}), "IMPORT_HEADER_INVALID");
  EXPECT_EQ(reason("a,b\n1,2\n", {{"c", "title"}}), "IMPORT_COLUMN_UNKNOWN");
  EXPECT_EQ(reason("a,b\n1,2\n", {{"a", "name of it"}}), "IMPORT_COLUMN_UNKNOWN");
  EXPECT_EQ(reason(" \r\n", {}), "IMPORT_EMPTY");
  EXPECT_EQ(reason("title,name\n1,2\n", {{"NAME", "title"}}), "");
}

}  // namespace
}  // namespace crosswalk::imports
