// SPDX-License-Identifier: Apache-2.0
#include "server/registry/credential_document.h"

#include "server/registry/credential_check.h"
#include "server/registry/credential_fields.h"
#include "tests/registry/sample_credential.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace crosswalk::registry {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

core::Status Refusal(std::string_view json) { return ReadCredentialDocument(json).status(); }

TEST(CredentialDocument, KeepsEveryField) {
  const Credential full = test::FullCredential();
  // The sample must not leave a field out, or this test would not see its loss.
  VisitFields(full, [](std::string_view name, const auto& field) {
    EXPECT_NE(field, std::remove_cvref_t<decltype(field)>()) << name;
  });
  const auto reading = ReadCredentialDocument(WriteCredentialDocument(full));
  ASSERT_TRUE(reading.ok()) << reading.status().ToString();
  EXPECT_EQ(reading->credential, full);
  EXPECT_THAT(reading->unknown_fields, IsEmpty());
}

TEST(CredentialDocument, LeavesOutWhatIsNotSet) {
  EXPECT_EQ(WriteCredentialDocument({}), "{}");
  const auto reading = ReadCredentialDocument(R"({"hours": null, "outcomes": null})");
  ASSERT_TRUE(reading.ok()) << reading.status().ToString();
  EXPECT_EQ(reading->credential, Credential());
  Credential zero;
  zero.hours = 0;  // Set, although 0.
  EXPECT_EQ(WriteCredentialDocument(zero), R"({"hours":0})");
}

TEST(CredentialDocument, ReportsMembersWithoutAHome) {
  const auto reading = ReadCredentialDocument(
      R"({"logo": 1, "issuer": {"id": "a", "phone": ""}, "outcomes": [{}, {"weight": {}}]})");
  ASSERT_TRUE(reading.ok()) << reading.status().ToString();
  EXPECT_THAT(reading->unknown_fields, ElementsAre("logo", "issuer.phone", "outcomes[1].weight"));
}

TEST(CredentialDocument, NamesEveryMemberAtFault) {
  const core::Status status = Refusal(
      R"({"title": {"en": 5}, "type": "MICRO", "hours": "10", "version": 1.5,
          "outcomes": [{"text": "a"}, {"alignments": [{"relation": "exactMatch"}]}],
          "create_time": "yesterday", "tags": "bees", "level": {"declared": []}})");
  EXPECT_EQ(status.reason(), "DOCUMENT_INVALID");
  std::vector<std::string> fields;
  for (const auto& violation : status.field_violations()) fields.push_back(violation.field);
  EXPECT_THAT(fields,
              ElementsAre("version", "create_time", "title.en", "type",
                          "outcomes[1].alignments[0].relation", "level.declared", "hours", "tags"));
  EXPECT_THAT(status.ToString(), HasSubstr("must be one of MICRO_CREDENTIAL, CERTIFICATE"));
}

TEST(CredentialDocument, SaysWhereItIsNotJson) {
  const core::Status status = Refusal("{\"title\": {\n  \"en\" \"x\"}}");
  EXPECT_EQ(status.reason(), "DOCUMENT_SYNTAX");
  EXPECT_THAT(status.message(), HasSubstr("Line 2, column 8"));
  EXPECT_EQ(Refusal("").reason(), "DOCUMENT_SYNTAX");
  EXPECT_EQ(Refusal("{} {}").reason(), "DOCUMENT_SYNTAX");
  EXPECT_EQ(Refusal("{\"duration\": \"\xff\"}").reason(), "DOCUMENT_SYNTAX");
  EXPECT_EQ(Refusal("[]").reason(), "DOCUMENT_INVALID");
  EXPECT_EQ(Refusal(std::string(kMaxDocumentBytes + 1, ' ')).reason(), "DOCUMENT_TOO_LARGE");
  // Deep nesting must not overflow the stack.
  EXPECT_EQ(Refusal("{\"tags\":" + std::string(500'000, '[')).reason(), "DOCUMENT_SYNTAX");
}

TEST(CredentialDocument, RefusesAMemberThatIsThereTwice) {
  EXPECT_THAT(Refusal(R"({"hours": 1, "hours": 2})").ToString(),
              HasSubstr("[hours: is there twice]"));
  EXPECT_THAT(Refusal(R"({"title": {"en": "a", "en": "b"}})").ToString(), HasSubstr("title.en"));
}

TEST(CredentialDocument, TakesAnIdForTheName) {
  EXPECT_EQ(ReadCredentialDocument(R"({"id": "a.b"})")->credential.name, "credentials/a.b");
  EXPECT_TRUE(ReadCredentialDocument(R"({"id": "a", "name": "credentials/a"})").ok());
  EXPECT_EQ(Refusal(R"({"id": "a", "name": "credentials/b"})").reason(), "DOCUMENT_INVALID");
}

// The catalogue that the client ships must go in whole.
TEST(CredentialDocument, ReadsTheSampleCatalogue) {
  std::istringstream lines(test::ReadBytes(CROSSWALK_SAMPLE_CATALOGUE));
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const auto reading = ReadCredentialDocument(line);
    ASSERT_TRUE(reading.ok()) << line << reading.status().ToString();
    EXPECT_THAT(reading->unknown_fields, IsEmpty()) << line;
    for (const auto& [field, description] : CheckCredential(reading->credential)) {
      ADD_FAILURE() << reading->credential.name << ": " << field << " " << description;
    }
    EXPECT_THAT(CheckPublishable(reading->credential), IsEmpty()) << line;
  }
  EXPECT_GT(count, 100);
}

TEST(Timestamps, ReadWhatRfc3339Allows) {
  const auto text = [](const char* input) {
    const auto time = ParseTimestamp(input);
    return time ? FormatTimestamp(*time) : "none";
  };
  EXPECT_EQ(text("2026-11-26T15:41:39.123456789Z"), "2026-11-26T15:41:39.123456Z");
  EXPECT_EQ(text("2026-11-26T15:41:39.12Z"), "2026-11-26T15:41:39.120Z");
  EXPECT_EQ(text("2026-11-26T23:41:39-05:00"), "2026-11-27T04:41:39Z");
  EXPECT_EQ(text("1969-12-31T23:59:59.9Z"), "1969-12-31T23:59:59.900Z");
  for (const char* bad : {"", "2026-11-26", "2026-02-29T00:00:00Z", "2026-11-26T24:00:00Z",
                          "2026-11-26T00:00:00", "2026-11-26T00:00:00.Z", "2026-11-26T00:00:00ZZ",
                          "2026-13-01T00:00:00Z", "26-11-26T00:00:00Z"}) {
    EXPECT_EQ(text(bad), "none") << bad;
  }
  EXPECT_TRUE(IsDate("2028-02-29"));
  EXPECT_FALSE(IsDate("2027-02-29"));
  EXPECT_FALSE(IsDate("2027-2-9"));
}

TEST(CredentialCheck, LetsEverySampleFieldPass) {
  EXPECT_THAT(CheckCredential(test::FullCredential()), IsEmpty());
  EXPECT_THAT(CheckCredential({}), IsEmpty());  // A draft may be empty.
  EXPECT_EQ(CheckPublishable({}).size(), 4U);
}

TEST(CredentialCheck, NamesWhatMayNotBe) {
  Credential bad = test::FullCredential();
  bad.issuer.url = "ftp://maple.example";
  bad.title["english"] = "x";
  bad.outcomes.push_back(bad.outcomes[0]);
  bad.outcomes[0].alignments[1].confidence = 1.5;
  bad.hours = std::numeric_limits<double>::quiet_NaN();
  bad.end_date = "2027-01-10";
  bad.cost->amount = "12,00";
  bad.cost->currency = "cad";
  bad.prerequisites.emplace_back();
  bad.stacks_into[0].credential = "credentials/No Good";
  bad.expiry->date = "2027-01-01";
  bad.tags = {"\xc3"};
  std::vector<std::string> fields;
  for (const auto& violation : CheckCredential(bad)) fields.push_back(violation.field);
  EXPECT_THAT(fields, ::testing::UnorderedElementsAre(
                          "issuer.url", "title.english", "outcomes[1].id",
                          "outcomes[0].alignments[1].confidence", "hours", "end_date",
                          "cost.amount", "cost.currency", "prerequisites[1]",
                          "stacks_into[0].credential", "expiry", "tags[0]"));
}

}  // namespace
}  // namespace crosswalk::registry
