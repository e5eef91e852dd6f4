// SPDX-License-Identifier: Apache-2.0
// What is wrong with a bundle is said by file, line and field, and costs no more than the record.
#include "frameworks/esco/esco_source.h"
#include "tests/frameworks/esco_texts.h"
#include "tests/frameworks/source_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace crosswalk::test {
namespace {

using core::Severity;
using testing::HasSubstr;

// EnglishFiles with more lines at the end of a file.
Files With(const std::string& file, const std::string& lines) {
  Files files = EnglishFiles();
  files[file] += lines;
  return files;
}

std::string SkillLine(const std::string& uri, const std::string& label,
                      const std::string& skill_type = "knowledge",
                      const std::string& reuse_level = "") {
  return "KnowledgeSkillCompetence," + uri + "," + skill_type + "," + reuse_level + "," + label +
         ",,,released,,,,,\n";
}

TEST(EscoFaultsTest, NamesAPathThatIsNotThere) {
  const Reading reading = ReadAll(esco::OpenEscoSource({"/no/such/bundle.zip"}));
  EXPECT_EQ(reading.status.code(), core::StatusCode::kNotFound);
  EXPECT_EQ(reading.status.reason(), "SOURCE_NOT_FOUND");
  EXPECT_THAT(reading.status.message(), HasSubstr("/no/such/bundle.zip"));
  EXPECT_EQ(ReadAll(esco::OpenEscoSource({})).status.reason(), "SOURCE_MISSING");
}

TEST(EscoFaultsTest, TellsABrokenDownload) {
  const TempFolder folder;
  const std::string whole = ZipOf(EnglishFiles());
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{10}, whole.size() / 2, whole.size() - 1}) {
    const auto zip = folder.Write("v1.2.0.zip", std::string_view(whole).substr(0, size));
    const Reading reading = ReadAll(esco::OpenEscoSource({zip}));
    EXPECT_EQ(reading.status.reason(), "SOURCE_UNREADABLE") << size;
    EXPECT_THAT(reading.status.message(), HasSubstr("a download may have broken off")) << size;
  }
}

TEST(EscoFaultsTest, TellsAFileThatIsDamagedInTheArchive) {
  const TempFolder folder;
  std::string bytes = ZipOf({{"skills_en.csv", EnglishFiles().at("skills_en.csv")}});
  // A local header of 30 bytes and the name come before the packed data.
  bytes[30 + std::string("skills_en.csv").size() + 40] ^= '\x55';
  const Reading reading = ReadAll(esco::OpenEscoSource({folder.Write("v1.2.0.zip", bytes)}));
  EXPECT_EQ(reading.status.reason(), "SOURCE_UNREADABLE");
  EXPECT_THAT(reading.status.message(), HasSubstr("v1.2.0.zip!skills_en.csv"));
}

TEST(EscoFaultsTest, SaysWhichFileIsNeeded) {
  Files files = EnglishFiles();
  files.erase("skills_en.csv");
  const Reading reading = ReadBundles({files});
  EXPECT_EQ(reading.status.reason(), "SOURCE_FILE_MISSING");
  EXPECT_THAT(reading.status.message(), HasSubstr("no skills_<language>.csv"));
}

TEST(EscoFaultsTest, SaysWhichColumnIsNeeded) {
  Files files = EnglishFiles();
  files["occupationSkillRelations_en.csv"] = "occupationUri,skillUri\n";
  const Reading reading = ReadBundles({files});
  EXPECT_EQ(reading.status.reason(), "SOURCE_COLUMN_MISSING");
  EXPECT_EQ(reading.status.message(),
            "'esco-v1.2.0/occupationSkillRelations_en.csv' has no column 'relationType' in its "
            "header line");
}

struct RecordFault {
  const char* name;
  const char* file;
  std::string lines;
  Severity severity;
  const char* rule;
  std::size_t line;
  const char* field;
};

class EscoRecordFaultTest : public testing::TestWithParam<RecordFault> {};

TEST_P(EscoRecordFaultTest, IsLocatedAndCostsOneRecord) {
  const RecordFault& fault = GetParam();
  const Reading good = ReadBundles({EnglishFiles()});
  const Reading reading = ReadBundles({With(fault.file, fault.lines)});
  ASSERT_TRUE(reading.status.ok()) << reading.status.ToString();
  const core::Diagnostic finding = reading.Only(fault.rule);
  EXPECT_EQ(finding.severity, fault.severity) << reading.Complaints();
  EXPECT_EQ(finding.file, std::string("esco-v1.2.0/") + fault.file);
  EXPECT_EQ(finding.line, fault.line) << reading.Complaints();
  EXPECT_EQ(finding.field, fault.field);
  EXPECT_EQ(
      reading.diagnostics.Count(Severity::kError) + reading.diagnostics.Count(Severity::kWarning),
      1U)
      << reading.Complaints();
  EXPECT_GE(reading.data.concepts.size(), good.data.concepts.size());
  EXPECT_EQ(reading.data.relations, good.data.relations);
}

const std::string kOther = "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-0000000000ff";

// The skills file's records start on lines 2 and 8: the first has line feeds in two fields.
INSTANTIATE_TEST_SUITE_P(
    , EscoRecordFaultTest,
    testing::Values(
        RecordFault{"DuplicateUri", "skills_en.csv", SkillLine(kInk, "more ink"), Severity::kError,
                    "duplicate-uri", 8, "conceptUri"},
        RecordFault{"UriOfAnotherKind", "occupations_en.csv",
                    "Occupation," + kInk + ",,ink,,released,,\n", Severity::kError, "duplicate-uri",
                    4, "conceptUri"},
        RecordFault{
            "IdOfAnotherUri", "skills_en.csv",
            SkillLine("http://data.europa.eu/esco/x/00000000-0000-4000-8000-000000000002", "ink"),
            Severity::kError, "duplicate-id", 8, "conceptUri"},
        RecordFault{"NoUri", "skills_en.csv", SkillLine("", "nameless"), Severity::kError,
                    "bad-value", 8, "conceptUri"},
        RecordFault{"NoLabel", "skills_en.csv", SkillLine(kOther, ""), Severity::kError,
                    "missing-label", 8, "preferredLabel"},
        RecordFault{"UnknownSkillType", "skills_en.csv", SkillLine(kOther, "x", "wisdom"),
                    Severity::kWarning, "bad-value", 8, "skillType"},
        RecordFault{"UnknownReuseLevel", "skills_en.csv",
                    SkillLine(kOther, "x", "knowledge", "everywhere"), Severity::kWarning,
                    "bad-value", 8, "reuseLevel"},
        RecordFault{"BadIscoGroup", "occupations_en.csv",
                    "Occupation,http://data.europa.eu/esco/occupation/"
                    "00000000-0000-4000-8000-0000000000fe,99x,y,,released,,\n",
                    Severity::kWarning, "bad-value", 4, "iscoGroup"},
        RecordFault{"BadUtf8", "skills_en.csv", SkillLine(kOther, "caf\xE9"), Severity::kError,
                    "bad-utf8", 8, "preferredLabel"},
        RecordFault{"WrongColumnCount", "skills_en.csv",
                    "KnowledgeSkillCompetence," + kOther + "\n", Severity::kError,
                    "wrong-column-count", 8, ""},
        RecordFault{"QuoteNeverClosed", "skills_en.csv",
                    "KnowledgeSkillCompetence," + kOther + ",,,\"open,,,released,,,,,\n",
                    Severity::kError, "bad-csv", 8, ""},
        RecordFault{"StrayQuote", "skills_en.csv", SkillLine(kOther, "a \"stray\" quote"),
                    Severity::kError, "bad-csv", 8, ""},
        RecordFault{"UnknownRelation", "occupationSkillRelations_en.csv",
                    kFolder + ",x,sometimes,knowledge," + kInk + ",y\n", Severity::kError,
                    "bad-value", 4, "relationType"},
        RecordFault{"RelationWithoutEnd", "occupationSkillRelations_en.csv",
                    kFolder + ",x,optional,knowledge,,y\n", Severity::kError, "bad-value", 4,
                    "skillUri"},
        RecordFault{"RelationTwice", "occupationSkillRelations_en.csv",
                    kFolder + ",x,optional,knowledge," + kInk + ",y\n", Severity::kWarning,
                    "duplicate-relation", 4, "skillUri"},
        RecordFault{"MemberThatIsNoConcept", "digitalSkillsCollection_en.csv",
                    "KnowledgeSkillCompetence," + kOther + ",x,,,,,\n", Severity::kError,
                    "dangling-member", 3, "conceptUri"}),
    [](const auto& test_case) { return test_case.param.name; });

TEST(EscoFaultsTest, TakesAMissingLabelEasilyWhereAnotherLanguageHasOne) {
  const Files french = {{"skills_fr.csv", "conceptUri,preferredLabel\n" + kFold + ",\n"}};
  const Reading reading = ReadBundles({EnglishFiles(), french});
  const core::Diagnostic finding = reading.Only("missing-label");
  EXPECT_EQ(finding.severity, Severity::kWarning);
  EXPECT_EQ(finding.file, "esco-v1.2.0/skills_fr.csv");
  EXPECT_EQ(finding.line, 2U);
  EXPECT_EQ(reading.Find(kFold).labels.size(), 1U);
}

TEST(EscoFaultsTest, LeavesOutAFileThatIsThereTwice) {
  const Files again = {{"skills_en.csv", "conceptUri,preferredLabel\n" + kFold + ",unfold\n"}};
  const Reading reading = ReadBundles({EnglishFiles(), again});
  EXPECT_EQ(reading.Only("duplicate-file").severity, Severity::kWarning);
  EXPECT_EQ(reading.Find(kFold).labels[0].preferred, "fold maps");
}

TEST(EscoFaultsTest, LeavesOutWordsOfAnUnknownLanguage) {
  Files files = EnglishFiles();
  files["skillGroups.csv"] = files.at("skillGroups_en.csv");
  const Reading reading = ReadBundles({files});
  EXPECT_EQ(reading.Only("unknown-language").file, "esco-v1.2.0/skillGroups.csv");
}

TEST(EscoFaultsTest, WarnsOfReleasesThatAreMixed) {
  std::vector<std::unique_ptr<esco::Bundle>> bundles;
  bundles.push_back(esco::Bundle::FromFiles("esco v1.2.0", EnglishFiles()));
  bundles.push_back(esco::Bundle::FromFiles(
      "esco v1.1.0", {{"skills_fr.csv", "conceptUri,preferredLabel\n" + kFold + ",plier\n"}}));
  const Reading reading = ReadAll(esco::MakeEscoSource(std::move(bundles)));
  EXPECT_EQ(reading.data.framework.release, "1.2.0");
  EXPECT_EQ(reading.Only("release-mismatch").severity, Severity::kWarning);
}

}  // namespace
}  // namespace crosswalk::test
