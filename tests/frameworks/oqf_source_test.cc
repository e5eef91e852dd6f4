// SPDX-License-Identifier: Apache-2.0
#include "frameworks/oqf/oqf_source.h"

#include "tests/frameworks/source_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace crosswalk::test {
namespace {

using core::Qualification;
using testing::ElementsAre;
using testing::HasSubstr;

const std::filesystem::path kFolder =
    std::filesystem::path(CROSSWALK_SOURCE_DIR) / "frameworks/oqf/data";

std::string Ladder() {
  std::ifstream stream(kFolder / "oqf.json", std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// The ladder with the first place of `from` changed.
std::string LadderWith(std::string_view from, std::string_view to) {
  std::string text = Ladder();
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

Reading ReadOverride(const std::string& override_bytes) {
  return ReadAll(oqf::MakeOqfSource(Ladder(), override_bytes));
}

constexpr char kOverride[] = R"({
  "format": "crosswalk-oqf-override/1",
  "source": {"title": {"en": "Calendar of Example College"}, "url": "https://college.example.org",
             "retrieved": "2026-01-31", "licence": "by permission"},
  "qualifications": [
    {"number": 7,
     "purpose": {"en": "To fold  maps.\n- twice\n"},
     "descriptors": {"knowledge": {"fr": "Savoir plier."}}}
  ]
})";

TEST(OqfSourceTest, ReadsTheThirteenQualifications) {
  const Reading reading = ReadAll(oqf::OpenOqfSource(kFolder));
  ASSERT_TRUE(reading.status.ok()) << reading.status.ToString() << reading.Complaints();
  EXPECT_TRUE(reading.diagnostics.kept().empty());
  EXPECT_EQ(reading.data.framework.id, "oqf");
  EXPECT_THAT(reading.data.framework.languages, ElementsAre("en", "fr"));
  EXPECT_THAT(reading.data.framework.attribution.at("en"), HasSubstr("not the official wording"));
  EXPECT_THAT(reading.data.framework.attribution.at("fr"), HasSubstr("non le texte officiel"));
  ASSERT_EQ(reading.data.framework.categories.size(), 6U);
  EXPECT_EQ(reading.data.framework.categories[0].code, "K");
  EXPECT_FALSE(reading.data.framework.categories[5].definition.at("fr").empty());

  ASSERT_EQ(reading.data.qualifications.size(), 13U);
  ASSERT_EQ(reading.data.concepts.size(), 13U);
  for (std::size_t i = 0; i < 13; ++i) {
    const Qualification& rung = reading.data.qualifications[i];
    const core::Concept& node = reading.data.concepts[i];
    EXPECT_EQ(rung.number, static_cast<int>(i) + 1);
    EXPECT_EQ(rung.ladder_order, rung.number);
    EXPECT_EQ(node.uri, "urn:crosswalk:oqf:" + std::to_string(rung.number));
    EXPECT_EQ(node.uri, rung.concept_uri);
    EXPECT_EQ(node.code, "OQF-" + std::to_string(rung.number));
    EXPECT_EQ(node.type, core::ConceptType::kQualification);
    ASSERT_EQ(node.labels.size(), 2U);
    EXPECT_EQ(node.labels[1].description, rung.purpose.at("fr"));
    ASSERT_EQ(rung.descriptors.size(), 6U);
    for (std::size_t c = 0; c < 6; ++c) {
      EXPECT_EQ(rung.descriptors[c].category, reading.data.framework.categories[c].id);
      EXPECT_FALSE(rung.descriptors[c].text.at("en").empty());
      EXPECT_FALSE(rung.descriptors[c].text.at("fr").empty());
    }
    EXPECT_EQ(rung.not_yet.empty(), rung.number == 13) << rung.number;
    EXPECT_GE(rung.indicative_eqf.min, 1);
    EXPECT_LE(rung.indicative_eqf.max, 8);
  }
}

// Facts of the public framework.
TEST(OqfSourceTest, NamesTheRungsInTheirOrder) {
  const Reading reading = ReadAll(oqf::OpenOqfSource(kFolder / "oqf.json"));
  std::vector<std::string> ids;
  for (const core::Concept& node : reading.data.concepts) ids.push_back(node.id);
  EXPECT_THAT(ids,
              ElementsAre("certificate-1", "certificate-2", "certificate-of-apprenticeship",
                          "certificate-of-qualification", "certificate-3", "diploma-1", "diploma-2",
                          "advanced-diploma", "post-diploma-certificate", "bachelors-degree",
                          "honours-bachelors-degree", "masters-degree", "doctoral-degree"));
  const Qualification& diploma = reading.data.qualifications[6];
  EXPECT_EQ(diploma.title.at("en"), "Diploma II");
  EXPECT_EQ(diploma.kind, "college");
  EXPECT_TRUE(diploma.essential_employability_skills);
  ASSERT_TRUE(diploma.typical_hours);
  EXPECT_GT(*diploma.volume_hours, 1000);
  EXPECT_FALSE(reading.data.qualifications[12].typical_hours);
  EXPECT_EQ(reading.data.qualifications[0].compared_to, std::nullopt);
  EXPECT_EQ(reading.data.qualifications[4].compared_to, 2);
}

TEST(OqfSourceTest, PutsAnOverridesWordingOverOurs) {
  const Reading ours = ReadAll(oqf::OpenOqfSource(kFolder));
  const Reading reading = ReadOverride(kOverride);
  ASSERT_TRUE(reading.status.ok()) << reading.status.ToString();
  const Qualification& rung = reading.data.qualifications[6];
  EXPECT_EQ(rung.purpose.at("en"), "To fold maps.\n- twice");
  EXPECT_EQ(rung.purpose.at("fr"), ours.data.qualifications[6].purpose.at("fr"));
  EXPECT_EQ(rung.descriptors[0].text.at("fr"), "Savoir plier.");
  EXPECT_EQ(rung.descriptors[0].text.at("en"),
            ours.data.qualifications[6].descriptors[0].text.at("en"));
  EXPECT_EQ(reading.data.concepts[6].labels[0].description, "To fold maps.\n- twice");
  EXPECT_EQ(reading.data.qualifications[7], ours.data.qualifications[7]);
  EXPECT_THAT(reading.data.framework.attribution.at("fr"),
              HasSubstr("Libellé : Calendar of Example College (https://college.example.org), "
                        "consulté le 2026-01-31, licence : by permission."));
  EXPECT_THAT(reading.data.framework.attribution.at("en"),
              HasSubstr("Wording: Calendar of Example College (https://college.example.org), "
                        "retrieved 2026-01-31, licence: by permission."));
  ASSERT_EQ(reading.data.sources.size(), 2U);
  EXPECT_EQ(reading.data.sources[1].name, "oqf.override.json");
}

TEST(OqfSourceTest, FindsTheOverrideBesideTheLadder) {
  const TempFolder folder;
  const auto file = folder.Write("oqf.json", Ladder());
  EXPECT_EQ(ReadAll(oqf::OpenOqfSource(folder.path())).data.sources.size(), 1U);
  folder.Write("oqf.override.json", kOverride);
  for (const std::filesystem::path& path : {folder.path(), file}) {
    const Reading reading = ReadAll(oqf::OpenOqfSource(path));
    ASSERT_TRUE(reading.status.ok()) << reading.status.ToString();
    EXPECT_EQ(reading.data.qualifications[6].descriptors[0].text.at("fr"), "Savoir plier.");
  }
  folder.Write("oqf.override.json", "{");
  EXPECT_EQ(ReadAll(oqf::OpenOqfSource(folder.path())).status.reason(), "SOURCE_SYNTAX");
}

TEST(OqfSourceTest, SaysWhatIsNotThere) {
  const TempFolder folder;
  const Reading reading = ReadAll(oqf::OpenOqfSource(folder.path()));
  EXPECT_EQ(reading.status.reason(), "SOURCE_NOT_FOUND");
  EXPECT_THAT(reading.status.message(), HasSubstr("oqf.json"));
}

struct LadderFault {
  const char* name;
  const char* from;
  const char* to;
  const char* field;
  const char* reason;
};

class OqfFaultTest : public testing::TestWithParam<LadderFault> {};

TEST_P(OqfFaultTest, RefusesTheWholeFileAndSaysWhere) {
  const LadderFault& fault = GetParam();
  const Reading reading = ReadAll(oqf::MakeOqfSource(LadderWith(fault.from, fault.to)));
  EXPECT_EQ(reading.status.reason(), "SOURCE_INVALID");
  ASSERT_FALSE(reading.diagnostics.kept().empty());
  const auto& findings = reading.diagnostics.kept();
  const bool located =
      std::any_of(findings.begin(), findings.end(), [&](const core::Diagnostic& finding) {
        return finding.file == "oqf.json" && finding.line > 0 && finding.field == fault.field &&
               finding.reason.find(fault.reason) != std::string::npos;
      });
  EXPECT_TRUE(located) << reading.Complaints();
}

INSTANTIATE_TEST_SUITE_P(
    , OqfFaultTest,
    testing::Values(
        LadderFault{"Format", "crosswalk-oqf/1", "crosswalk-oqf/2", "", "crosswalk-oqf/1"},
        LadderFault{"Number", "\"number\": 1,", "\"number\": 3,", "/qualifications/0/number",
                    "from 1 to 1"},
        LadderFault{"NotANumber", "\"ladder_order\": 1,", "\"ladder_order\": \"1\",",
                    "/qualifications/0/ladder_order", "whole number"},
        LadderFault{"Kind", "\"kind\": \"career\"", "\"kind\": \"guild\"", "/qualifications/0",
                    "unknown 'kind'"},
        LadderFault{"IdTwice", "\"id\": \"certificate-2\"", "\"id\": \"certificate-1\"",
                    "/qualifications/1", "'id' of its own"},
        LadderFault{"NameOfAnother", "\"Certificate II\"", "\"Certificate I\"", "/qualifications/1",
                    "a name in 'en' that is taken"},
        LadderFault{"UnknownMember", "\"ladder_order\": 1,", "\"ladder_order\": 1, \"rank\": 1,",
                    "/qualifications/0/rank", "no member of this name"},
        LadderFault{"MemberTwice", "\"ladder_order\": 1,",
                    "\"ladder_order\": 1, \"ladder_order\": 1,", "/qualifications/0/ladder_order",
                    "given twice"},
        LadderFault{"MissingMember", "\"ladder_order\": 1,", "", "/qualifications/0",
                    "needs the member 'ladder_order'"}),
    [](const auto& test_case) { return test_case.param.name; });

struct OverrideFault {
  const char* name;
  const char* qualifications;
  const char* field;
  const char* reason;
};

class OqfOverrideFaultTest : public testing::TestWithParam<OverrideFault> {};

TEST_P(OqfOverrideFaultTest, RefusesTheWholeFileAndSaysWhere) {
  const OverrideFault& fault = GetParam();
  const Reading reading = ReadOverride(
      std::string("{\"format\": \"crosswalk-oqf-override/1\",\n\"source\": {\"title\": {\"en\": "
                  "\"x\"}},\n\"qualifications\": ") +
      fault.qualifications + "}");
  EXPECT_EQ(reading.status.reason(), "SOURCE_INVALID");
  ASSERT_FALSE(reading.diagnostics.kept().empty());
  EXPECT_EQ(reading.diagnostics.kept()[0].file, "oqf.override.json");
  EXPECT_EQ(reading.diagnostics.kept()[0].field, fault.field) << reading.Complaints();
  EXPECT_THAT(reading.diagnostics.kept()[0].reason, HasSubstr(fault.reason));
}

INSTANTIATE_TEST_SUITE_P(
    , OqfOverrideFaultTest,
    testing::Values(OverrideFault{"Nothing", "[]", "", "must override a qualification"},
                    OverrideFault{"UnknownNumber", R"([{"number": 14, "purpose": {"en": "x"}}])",
                                  "/qualifications/0/number", "from 1 to 13"},
                    OverrideFault{"NumberTwice",
                                  R"([{"number": 2, "purpose": {"en": "x"}},
                          {"number": 2, "purpose": {"en": "y"}}])",
                                  "/qualifications/1", "repeats the number"},
                    OverrideFault{"NothingChanged", R"([{"number": 2}])", "/qualifications/0",
                                  "must have a 'purpose' or 'descriptors'"},
                    OverrideFault{"UnknownCategory",
                                  R"([{"number": 2, "descriptors": {"magic": {"en": "x"}}}])",
                                  "/qualifications/0/descriptors/magic", "no member of this name"},
                    OverrideFault{"UnknownLanguage",
                                  R"([{"number": 2, "purpose": {"de": "x", "en": "y"}}])",
                                  "/qualifications/0/purpose/de", "no member of this name"},
                    OverrideFault{"EmptyText", R"([{"number": 2, "purpose": {"en": "  "}}])",
                                  "/qualifications/0/purpose/en", "must not be empty"},
                    OverrideFault{"TitleOfOurs", R"([{"number": 2, "title": {"en": "x"},
                                          "purpose": {"en": "y"}}])",
                                  "/qualifications/0/title", "no member of this name"}),
    [](const auto& test_case) { return test_case.param.name; });

}  // namespace
}  // namespace crosswalk::test
