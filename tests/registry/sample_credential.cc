// SPDX-License-Identifier: Apache-2.0
#include "tests/registry/sample_credential.h"

namespace crosswalk::test {

using namespace registry;  // NOLINT(google-build-using-namespace): only its vocabulary is used
                           // here.

namespace {

Timestamp At(const char* text) { return ParseTimestamp(text).value(); }

LevelAssertion FullLevel(const char* model) {
  return {.qualification = "frameworks/oqf/concepts/diploma-2",
          .number = 7,
          .low = "frameworks/oqf/concepts/diploma-1",
          .high = "frameworks/oqf/concepts/diploma-3",
          .probability = 0.875,
          .model = model,
          .actor = "registrar@maple.example",
          .time = At("2026-11-02T03:04:05Z")};
}

}  // namespace

Credential PlainCredential(const std::string& id) {
  Credential credential;
  if (!id.empty()) credential.name = "credentials/" + id;
  credential.issuer = {.id = "maple",
                       .name = {{"en", "Maple College"}, {"fr", "Collège Maple"}},
                       .url = "https://maple.example/",
                       .region = "Northern Ontario",
                       .type = "college"};
  credential.title = {{"en", "Beekeeping"}};
  credential.type = CredentialType::kMicroCredential;
  Outcome outcome;
  outcome.code = "LO1";
  outcome.text = "Inspect a hive for disease";
  outcome.language_code = "en";
  credential.outcomes = {outcome};
  return credential;
}

Credential FullCredential() {
  Credential credential = PlainCredential("maple.beekeeping");
  credential.etag = "0123456789abcdef";
  credential.version = 3;
  credential.state = CredentialState::kPublished;
  credential.create_time = At("2026-01-02T03:04:05.000006Z");
  credential.update_time = At("2026-02-03T04:05:06.789Z");
  credential.publish_time = At("2026-03-04T05:06:07Z");
  credential.external_id = "MC-204";
  credential.title["fr"] = "Apiculture \"élémentaire\"\n\\ 🐝";
  credential.description = {{"en", "Bees."}, {"fr-CA", "Abeilles."}};
  OutcomeAlignment alignment{.concept_name = "frameworks/esco/concepts/0f0f",
                             .uri = "http://data.europa.eu/esco/skill/0f0f",
                             .relation = MatchRelation::kBroadMatch,
                             .confidence = 0.1 + 0.2,  // Not a short decimal.
                             .source = AlignmentSource::kConfirmed,
                             .generation = "20261101-1",
                             .model = "ranker 3",
                             .framework_release = "1.2.1",
                             .actor = "reviewer@maple.example",
                             .time = At("2026-11-01T00:00:00.5Z")};
  credential.outcomes[0].id = "inspect";
  credential.outcomes[0].alignments = {alignment, alignment};
  credential.level = {FullLevel("levels 2"), FullLevel("by hand"), FullLevel("by committee")};
  credential.hours = 42.5;
  credential.credits = 3;
  credential.delivery_mode = DeliveryMode::kWorkplace;
  credential.language_codes = {"en", "fr-CA"};
  credential.start_date = "2027-01-11";
  credential.end_date = "2028-02-29";
  credential.registration_deadline = "2027-01-04";
  credential.duration = "6 weeks";
  credential.cost = Cost{"120.00", "CAD"};
  credential.region = "Northern Ontario";
  credential.location = "Sudbury";
  credential.url = "https://maple.example/beekeeping";
  credential.image_url = "https://maple.example/bee.png";
  credential.prerequisites = {{.credential = "credentials/maple.insects",
                               .qualification = "frameworks/oqf/concepts/certificate-1",
                               .text = "or a year with bees"}};
  credential.stacks_into = {{"credentials/maple.farming", "", ""}};
  credential.assessment = Assessment{"Practical", "An hour at the hive"};
  credential.endorsements = {{"Honey Board", "https://honey.example/", "Recognises it"}};
  credential.expiry = Expiry{"", 24};
  credential.tags = {"bees", "farming"};
  credential.extensions = {{"achievementType", "Badge"}};
  return credential;
}

}  // namespace crosswalk::test
