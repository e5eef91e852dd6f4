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

TEST(Case, HoldsWhatTheModelCanOfAPackage) {
  const std::string bytes = test::Fixture("package_case.json");
  EXPECT_EQ(DetectFormat(bytes), ImportFormat::kCase);
  const auto records = test::ReadRecords(bytes);
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_THAT(test::Problems(records), IsEmpty());
  registry::Credential held = records[0].credential;
  EXPECT_TRUE(held.name.starts_with("credentials/maple-college.hive-inspection-")) << held.name;
  held.name.clear();
  registry::Credential expected;
  expected.external_id = "00000000-0000-4000-8000-0000000000d0";
  expected.title = {{"en-CA", "Hive inspection"}};
  expected.description = {{"en-CA", "Outcomes of the course."}};
  expected.type = registry::CredentialType::kMicroCredential;
  expected.issuer.id = "maple-college";
  expected.issuer.name = {{"en-CA", "Maple College"}};
  expected.language_codes = {"en-CA"};
  expected.url = "https://maple.example/bees";
  expected.tags = {"Agriculture", "hives"};
  registry::OutcomeAlignment esco;
  esco.concept_name = "frameworks/esco/concepts/00000000-0000-4000-8000-000000000001";
  esco.uri = "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001";
  esco.relation = registry::MatchRelation::kExactMatch;
  esco.source = registry::AlignmentSource::kDeclared;
  registry::OutcomeAlignment office;
  office.uri = "https://other.example/office";
  office.relation = registry::MatchRelation::kBroadMatch;
  office.source = registry::AlignmentSource::kDeclared;
  expected.outcomes = {
      {"00000000-0000-4000-8000-000000000002", "1.1", "Inspect a hive for disease.", "en", {esco}},
      {"00000000-0000-4000-8000-000000000003", "LO3", "Keep a logbook.", "en-CA", {office}}};
  expected.level.declared.emplace();
  expected.level.declared->qualification = "frameworks/oqf/concepts/certificate-2";
  expected.level.declared->number = 2;
  expected.stacks_into = {{"", "", "Queen rearing"}};
  expected.assessment = {"",
                         "Inspection rubric: Four hives\nSafety: Wears a veil, weight 0.5; Good: "
                         "Always, score 4"};
  EXPECT_EQ(held, expected);
  EXPECT_THAT(records[0].unheld_fields,
              UnorderedElementsAre(
                  "CFDocument.uri", "CFDocument.publisher", "CFDocument.subjectURI",
                  "CFDocument.version", "CFDocument.adoptionStatus", "CFDocument.statusStartDate",
                  "CFDocument.notes", "CFDocument.licenseURI", "CFDocument.lastChangeDateTime",
                  "CFItems[1]", "CFItems[].uri (2 times)", "CFItems[].CFItemType (2 times)",
                  "CFItems[].lastChangeDateTime (2 times)", "CFItems[2].abbreviatedStatement",
                  "CFItems[2].notes", "CFAssociations[].identifier (7 times)",
                  "CFAssociations[3].notes", "CFAssociations[3].destinationNodeURI.targetType",
                  "CFAssociations[].destinationNodeURI.title (2 times)",
                  "CFAssociations[5].destinationNodeURI.uri", "CFAssociations[6]", "CFDefinitions",
                  "CFRubrics[0].identifier"));
}

TEST(Case, KeepsEachItemOnceWhateverTheAssociationsSay) {
  const auto records = test::ReadRecords(R"({"CFDocument": {"identifier": "d", "title": "T"},
    "CFItems": [{"identifier": "a", "fullStatement": "A", "CFItemType": "Skill"},
                {"identifier": "b", "fullStatement": "B", "CFItemType": "Skill"}],
    "CFAssociations": [
      {"associationType": "isChildOf", "originNodeURI": {"identifier": "a"},
       "destinationNodeURI": {"identifier": "b"}},
      {"associationType": "isChildOf", "originNodeURI": {"identifier": "b"},
       "destinationNodeURI": {"identifier": "a"}},
      {"associationType": "isChildOf", "originNodeURI": {"identifier": "a"},
       "destinationNodeURI": {"identifier": "a"}}]})");
  EXPECT_THAT(test::Problems(records), IsEmpty());
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_THAT(records[0].credential.outcomes, SizeIs(2));
}

TEST(Case, LocatesWhatIsWrong) {
  ImportOptions options;
  options.format = ImportFormat::kCase;
  EXPECT_THAT(test::Problems(test::ReadRecords("{\"CFDocument\": {\"identifier\": \"d\"},\n"
                                               "\"CFItems\": [\n{\"identifier\": \"a\"},\n7],\n"
                                               "\"CFAssociations\": [{}]}",
                                               options)),
              UnorderedElementsAre("1:0 CFDocument.title FIELD_REQUIRED",
                                   "3:0 CFItems[0].fullStatement FIELD_REQUIRED",
                                   "4:0 CFItems[1] VALUE_TYPE_INVALID",
                                   "1:0 CFAssociations[0].originNodeURI FIELD_REQUIRED",
                                   "1:0 CFAssociations[0].destinationNodeURI FIELD_REQUIRED",
                                   "5:0 CFAssociations[0].associationType FIELD_REQUIRED"));
  EXPECT_THAT(test::Problems(test::ReadRecords("{\"CFItems\": []}", options)),
              ElementsAre("1:0 CFDocument RECORD_NOT_CREDENTIAL"));
}

}  // namespace
}  // namespace crosswalk::imports
