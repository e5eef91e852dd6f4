// SPDX-License-Identifier: Apache-2.0
#include "frameworks/case/case_source.h"

#include "tests/frameworks/source_fixture.h"
#include "tests/support/data_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace crosswalk::test {
namespace {

using core::ConceptType;
using core::Severity;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

// Identifiers and statements are invented.
constexpr char kPackage[] = R"({
  "CFDocument": {
    "identifier": "00000000-0000-4000-8000-0000000000D0",
    "uri": "https://maps.example.org/docs/1",
    "title": "Map Folding – Level 2",
    "creator": "Example College",
    "publisher": "Maps Board",
    "language": "en-CA",
    "version": "3.1",
    "lastChangeDateTime": "2026-02-03T04:05:06Z",
    "adoptionStatus": "Adopted",
    "licenseURI": {"title": "CC BY 4.0", "identifier": "l", "uri": "https://l.example.org"}
  },
  "CFItems": [
    {"identifier": "00000000-0000-4000-8000-0000000000A0", "uri": "urn:maps:a",
     "fullStatement": "Folding", "CFItemType": "Cluster", "humanCodingScheme": "A"},
    {"identifier": "00000000-0000-4000-8000-0000000000A1", "uri": "urn:maps:a1",
     "fullStatement": "Fold a  map twice", "abbreviatedStatement": "Fold twice",
     "alternativeLabel": "Outcome", "CFItemType": "Competency", "humanCodingScheme": "A.1",
     "conceptKeywords": ["crease", "paper", "crease"], "notes": "Not for atlases."},
    {"identifier": "00000000-0000-4000-8000-0000000000A2", "uri": "urn:maps:a2",
     "fullStatement": "Connaître les plis", "CFItemType": "Knowledge", "language": "fr-CA"},
    {"identifier": "00000000-0000-4000-8000-0000000000A3", "uri": "urn:maps:a3",
     "fullStatement": "Fold in half", "CFItemType": "Competency"}
  ],
  "CFAssociations": [
    {"associationType": "isChildOf",
     "originNodeURI": {"identifier": "00000000-0000-4000-8000-0000000000a1", "uri": "x"},
     "destinationNodeURI": {"identifier": "00000000-0000-4000-8000-0000000000a0", "uri": "y"}},
    {"associationType": "isChildOf",
     "originNodeURI": {"identifier": "00000000-0000-4000-8000-0000000000a3", "uri": "x"},
     "destinationNodeURI": {"identifier": "00000000-0000-4000-8000-0000000000a1", "uri": "y"}},
    {"associationType": "isChildOf",
     "originNodeURI": {"identifier": "00000000-0000-4000-8000-0000000000a0", "uri": "x"},
     "destinationNodeURI": {"identifier": "00000000-0000-4000-8000-0000000000d0", "uri": "y"}},
    {"associationType": "isChildOf",
     "originNodeURI": {"identifier": "00000000-0000-4000-8000-0000000000a2", "uri": "x"},
     "destinationNodeURI": {"identifier": "elsewhere", "uri": "urn:other:1"}},
    {"associationType": "isPeerOf",
     "originNodeURI": {"identifier": "00000000-0000-4000-8000-0000000000a1", "uri": "x"},
     "destinationNodeURI": {"identifier": "00000000-0000-4000-8000-0000000000a2", "uri": "y"}}
  ]
})";

Reading Read(const std::string& bytes, const std::string& framework_id = "") {
  return ReadAll(case_format::MakeCaseSource("package.json", bytes, framework_id));
}

// A package with a document and these items and associations.
Reading ReadItems(const std::string& items, const std::string& associations = "") {
  return Read(R"({"CFDocument": {"identifier": "d", "uri": "urn:d", "title": "Maps"},
"CFItems": [)" +
              items + "],\n\"CFAssociations\": [" + associations + "]}");
}

TEST(CaseSourceTest, MakesTheDocumentAFramework) {
  const Reading reading = Read(kPackage);
  ASSERT_TRUE(reading.status.ok()) << reading.status.ToString();
  EXPECT_EQ(reading.Complaints(), "");
  const core::Framework& framework = reading.data.framework;
  EXPECT_EQ(framework.id, "map-folding-level-2");
  EXPECT_EQ(framework.title.at("en"), "Map Folding – Level 2");
  EXPECT_EQ(framework.uri, "https://maps.example.org/docs/1");
  EXPECT_EQ(framework.release, "3.1");
  EXPECT_THAT(framework.publisher, ElementsAre(Pair("en", "Maps Board")));
  EXPECT_EQ(framework.license, "CC BY 4.0");
  EXPECT_THAT(framework.languages, ElementsAre("en", "fr"));
  ASSERT_EQ(reading.data.sources.size(), 1U);
  EXPECT_EQ(reading.data.sources[0].bytes, std::string(kPackage).size());
}

TEST(CaseSourceTest, MakesItemsConcepts) {
  const Reading reading = Read(kPackage);
  ASSERT_EQ(reading.data.concepts.size(), 4U);
  const core::Concept fold = reading.Find("urn:maps:a1");
  EXPECT_EQ(fold.framework, "map-folding-level-2");
  EXPECT_EQ(fold.id, "00000000-0000-4000-8000-0000000000a1");
  EXPECT_EQ(fold.code, "A.1");
  EXPECT_EQ(fold.status, "adopted");
  ASSERT_EQ(fold.labels.size(), 1U);
  EXPECT_EQ(fold.labels[0].language, "en");
  EXPECT_EQ(fold.labels[0].preferred, "Fold a map twice");
  EXPECT_THAT(fold.labels[0].alternative, ElementsAre("Fold twice"));
  EXPECT_THAT(fold.labels[0].hidden, ElementsAre("crease", "paper"));
  EXPECT_EQ(fold.labels[0].scope_note, "Not for atlases.");
  EXPECT_EQ(reading.Find("urn:maps:a2").labels[0].language, "fr");
}

TEST(CaseSourceTest, TellsGroupsFromWhatIsLearned) {
  const Reading reading = Read(kPackage);
  EXPECT_EQ(reading.Find("urn:maps:a").type, ConceptType::kSkillGroup);
  // A competency with parts is still a competency.
  EXPECT_EQ(reading.Find("urn:maps:a1").type, ConceptType::kSkill);
  EXPECT_EQ(reading.Find("urn:maps:a2").skill_type, core::SkillType::kKnowledge);
}

TEST(CaseSourceTest, KeepsTheHierarchyAndCountsTheRest) {
  const Reading reading = Read(kPackage);
  const auto broader = core::RelationType::kBroader;
  EXPECT_THAT(reading.data.relations,
              ElementsAre(core::Relation{"urn:maps:a1", "urn:maps:a", broader},
                          core::Relation{"urn:maps:a3", "urn:maps:a1", broader},
                          core::Relation{"urn:maps:a2", "urn:other:1", broader}));
  const core::Diagnostic note = reading.Only("association-left-out");
  EXPECT_EQ(note.severity, Severity::kNote);
  EXPECT_EQ(note.subject, "isPeerOf");
}

TEST(CaseSourceTest, TakesAnIdOrRefusesIt) {
  EXPECT_EQ(Read(kPackage, "acme-maps").data.framework.id, "acme-maps");
  EXPECT_EQ(Read(kPackage, "Acme Maps").status.reason(), "FRAMEWORK_ID_INVALID");
}

TEST(CaseSourceTest, FallsBackWhereADocumentSaysLittle) {
  const Reading reading = Read(R"({"CFDocument": {"identifier": "D7", "uri": "urn:d",
      "title": "食品", "lastChangeDateTime": "2026-02-03T04:05:06Z", "creator": "Us"}})");
  ASSERT_TRUE(reading.status.ok()) << reading.status.ToString();
  EXPECT_EQ(reading.data.framework.id, "case-d7");
  EXPECT_EQ(reading.data.framework.release, "2026-02-03");
  EXPECT_THAT(reading.data.framework.publisher, ElementsAre(Pair("en", "Us")));
  EXPECT_TRUE(reading.data.concepts.empty());
}

TEST(CaseSourceTest, NamesTheFieldThatADocumentLacks) {
  for (const char* bytes : {"{}", "[]", R"({"CFDocument": 3})"}) {
    const Reading reading = Read(bytes);
    EXPECT_EQ(reading.status.reason(), "SOURCE_FIELD_MISSING") << bytes;
    EXPECT_THAT(reading.status.message(), HasSubstr("/CFDocument")) << bytes;
  }
  const Reading reading = Read("{\n\"CFDocument\": {\"identifier\": \"d\", \"uri\": \"urn:d\"}}");
  EXPECT_EQ(reading.status.message(),
            "package.json:2: /CFDocument/title is missing or not as CASE has it");
}

struct ItemFault {
  const char* name;
  std::string item;
  std::string association;
  const char* message;
};

class CaseFaultTest : public testing::TestWithParam<ItemFault> {};

TEST_P(CaseFaultTest, IsLocated) {
  const ItemFault& fault = GetParam();
  const Reading reading =
      ReadItems(R"({"identifier": "a", "uri": "urn:a", "fullStatement": "Fold"},)"
                "\n{\"identifier\": \"b\", \"uri\": \"urn:b\", \"fullStatement\": \"Crease\"}" +
                    fault.item,
                fault.association);
  ASSERT_TRUE(reading.status.ok()) << reading.status.ToString();
  EXPECT_EQ(reading.Complaints(), std::string(fault.message) + "\n");
  EXPECT_EQ(reading.Find("urn:a").labels.size(), 1U);
  EXPECT_EQ(reading.Find("urn:b").labels.size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(
    , CaseFaultTest,
    testing::Values(
        ItemFault{"NoStatement", ",\n{\"identifier\": \"c\", \"uri\": \"urn:c\"}", "",
                  "package.json:4: error: /CFItems/2/fullStatement: the item needs this text; it "
                  "is left out (c) [missing-field]"},
        ItemFault{"NoIdentifier", ",\n{\"uri\": \"urn:c\", \"fullStatement\": \"x\"}", "",
                  "package.json:4: error: /CFItems/2/identifier: the item needs this text; it is "
                  "left out [missing-field]"},
        ItemFault{"BadIdentifier",
                  ",\n{\"identifier\": \"c d\", \"uri\": \"urn:c\", \"fullStatement\": \"x\"}", "",
                  "package.json:4: error: /CFItems/2/identifier: not a UUID, nor letters, digits, "
                  "dots and hyphens (c d) [bad-value]"},
        ItemFault{"SameIdentifier",
                  ",\n{\"identifier\": \"A\", \"uri\": \"urn:c\", \"fullStatement\": \"x\"}", "",
                  "package.json:4: error: /CFItems/2/identifier: an earlier item has the same (a) "
                  "[duplicate-uri]"},
        ItemFault{"SameUri",
                  ",\n{\"identifier\": \"c\", \"uri\": \"urn:a\", \"fullStatement\": \"x\"}", "",
                  "package.json:4: error: /CFItems/2/uri: an earlier item has the same (c) "
                  "[duplicate-uri]"},
        ItemFault{"NoUri", ",\n{\"identifier\": \"c\", \"fullStatement\": \"x\"}", "",
                  "package.json:4: warning: /CFItems/2/uri: it is taken as urn:uuid:c (c) "
                  "[missing-uri]"},
        ItemFault{"NotAString",
                  ",\n{\"identifier\": \"c\", \"uri\": \"urn:c\", \"fullStatement\": \"x\",\n"
                  "\"notes\": 7}",
                  "",
                  "package.json:5: warning: /CFItems/2/notes: must be a string, not a number "
                  "[bad-value]"},
        ItemFault{"NotAnObject", ",\n[]", "",
                  "package.json:4: error: /CFItems/2: must be an object [bad-value]"},
        ItemFault{"NoType", "", "\n{}",
                  "package.json:5: error: /CFAssociations/0/associationType: the association needs "
                  "a type; it is left out [missing-field]"},
        ItemFault{"NoEnd", "",
                  "\n{\"associationType\": \"isChildOf\", \"originNodeURI\": "
                  "{\"identifier\": \"a\"}}",
                  "package.json:5: error: /CFAssociations/0/destinationNodeURI: the association "
                  "needs this end; it is left out [missing-field]"}),
    [](const auto& test_case) { return test_case.param.name; });

TEST(CaseSourceTest, ReportsListsThatAreNone) {
  const Reading reading = Read(
      R"({"CFDocument": {"identifier": "d", "uri": "urn:d", "title": "Maps"}, "CFItems": {}})");
  ASSERT_TRUE(reading.status.ok());
  EXPECT_EQ(reading.Only("bad-value").field, "/CFItems");
}

TEST(CaseSourceTest, OpensFilesAndTellsWhatIsWrongWithThem) {
  const TempFolder folder;
  const Reading reading = ReadAll(case_format::OpenCaseSource(folder.Write("maps.json", kPackage)));
  ASSERT_TRUE(reading.status.ok()) << reading.status.ToString();
  EXPECT_EQ(reading.data.sources[0].name, "maps.json");

  EXPECT_EQ(ReadAll(case_format::OpenCaseSource(folder.path() / "none.json")).status.reason(),
            "SOURCE_NOT_FOUND");
  EXPECT_EQ(ReadAll(case_format::OpenCaseSource(folder.path())).status.reason(),
            "SOURCE_UNREADABLE");
  const std::string whole = kPackage;
  const auto cut = folder.Write("cut.json", whole.substr(0, whole.size() / 2));
  EXPECT_EQ(ReadAll(case_format::OpenCaseSource(cut)).status.reason(), "SOURCE_SYNTAX");
}

// The specification's own example where the development data is at hand.
TEST(CaseSourceTest, ReadsAPublishedPackage) {
  const std::filesystem::path file = DataFolder() / "standards/examples/case_package.json";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "needs " << file;
  const Reading reading = ReadAll(case_format::OpenCaseSource(file));
  ASSERT_TRUE(reading.status.ok()) << reading.status.ToString();
  EXPECT_EQ(reading.Complaints(), "");
  EXPECT_FALSE(reading.data.concepts.empty());
}

}  // namespace
}  // namespace crosswalk::test
