// SPDX-License-Identifier: Apache-2.0
// The JSON of concepts and qualifications: everything comes back, and damage is named.
#include "indexer/schema/concept_codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace crosswalk::index_schema {
namespace {

using testing::HasSubstr;

core::Concept FullConcept() {
  core::Concept node;
  node.framework = "esco";
  node.id = "00000000-0000-4000-8000-000000000001";
  node.uri = "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001";
  node.code = "S1.2";
  node.type = core::ConceptType::kSkill;
  node.skill_type = core::SkillType::kKnowledge;
  node.reuse_level = core::ReuseLevel::kOccupationSpecific;
  node.status = "released";
  node.labels = {{"en",
                  "fold maps",
                  {"pleat maps", "crease \"maps\""},
                  {"mapfolding"},
                  "Folds\nmaps.",
                  "A definition.",
                  "Not for atlases."},
                 {"fr", "plier des cartes \xE2\x80\x93 \xC3\xA9t\xC3\xA9", {}, {}, "", "", ""}};
  node.collections = {"digital", "green"};
  return node;
}

core::Qualification FullQualification() {
  core::Qualification rung;
  rung.concept_uri = "urn:crosswalk:oqf:7";
  rung.number = 7;
  rung.ladder_order = 6;
  rung.kind = "college";
  rung.title = {{"en", "Diploma II"}, {"fr", "Dipl\xC3\xB4me II"}};
  rung.purpose = {{"en", "Prepares."}};
  rung.typical_duration = {{"en", "Two years"}};
  rung.admission = {{"en", "Secondary school"}};
  rung.credential_awarded = {{"en", "Diploma"}};
  rung.providers = {{"en", {"Colleges", "Others"}}, {"fr", {"Coll\xC3\xA8ges"}}};
  rung.alternative_names = {{"en", {"Two-year diploma"}}};
  rung.distinguishing = {{"en", "More breadth."}};
  rung.typical_hours = core::Range{1200, 0};
  rung.volume_hours = 1300;
  rung.credits = core::Range{60, 80};
  rung.volume_credits = 60;
  rung.indicative_eqf = {5, 5};
  rung.descriptors = {{"knowledge", {{"en", "Knows."}, {"fr", "Sait."}}}, {"autonomy", {}}};
  rung.not_yet = {{"knowledge", {{"en", "Does not know all."}}}};
  rung.presupposes = {1, 2};
  rung.compared_to = 5;
  rung.essential_employability_skills = true;
  return rung;
}

TEST(ConceptCodec, GivesEveryFieldBack) {
  const core::Concept node = FullConcept();
  const auto decoded = DecodeConcept(EncodeConcept(node));
  ASSERT_TRUE(decoded.ok()) << decoded.status().ToString();
  EXPECT_EQ(*decoded, node);
}

TEST(ConceptCodec, GivesASparseConceptBack) {
  core::Concept node;
  node.framework = "acme";
  node.id = "a";
  node.uri = "urn:a";
  node.type = core::ConceptType::kSkillGroup;
  node.labels = {{"en", "a", {}, {}, "", "", ""}};
  const auto decoded = DecodeConcept(EncodeConcept(node));
  ASSERT_TRUE(decoded.ok()) << decoded.status().ToString();
  EXPECT_EQ(*decoded, node);
}

TEST(ConceptCodec, EveryTruncationIsDataLoss) {
  const std::string data = EncodeConcept(FullConcept());
  for (std::size_t size = 0; size < data.size(); ++size) {
    const auto decoded = DecodeConcept(std::string_view(data).substr(0, size));
    ASSERT_FALSE(decoded.ok()) << size;
    EXPECT_EQ(decoded.status().code(), core::StatusCode::kDataLoss);
    EXPECT_EQ(decoded.status().reason(), "INDEX_CORRUPT");
  }
}

TEST(ConceptCodec, NoChangedByteIsACrash) {
  const std::string data = EncodeConcept(FullConcept());
  for (std::size_t i = 0; i < data.size(); ++i) {
    for (const char value : {'\0', '"', '{', '9', '\xFF'}) {
      std::string damaged = data;
      damaged[i] = value;
      const auto decoded = DecodeConcept(damaged);
      if (decoded.ok()) {
        EXPECT_FALSE(decoded->labels.empty());
      }
    }
  }
}

TEST(QualificationCodec, GivesEveryFieldBack) {
  core::Qualification sparse;
  sparse.concept_uri = "urn:crosswalk:oqf:1";
  sparse.number = 1;
  const std::vector<core::Qualification> ladder = {sparse, FullQualification()};
  const auto decoded = DecodeQualifications(EncodeQualifications(ladder));
  ASSERT_TRUE(decoded.ok()) << decoded.status().ToString();
  EXPECT_EQ(*decoded, ladder);
}

TEST(QualificationCodec, NamesTheFieldAtFault) {
  std::string data = EncodeQualifications({FullQualification()});
  const std::size_t at = data.find("true");
  ASSERT_NE(at, std::string::npos);
  data.replace(at, 4, "\"no\"");
  const auto decoded = DecodeQualifications(data);
  ASSERT_FALSE(decoded.ok());
  EXPECT_EQ(decoded.status().reason(), "INDEX_CORRUPT");
  EXPECT_THAT(decoded.status().message(), HasSubstr("[0].essential_employability_skills"));
}

TEST(QualificationCodec, EveryTruncationIsDataLoss) {
  std::string data = EncodeQualifications({FullQualification()});
  data.pop_back();  // The line's end, without which the document is whole.
  for (std::size_t size = 0; size < data.size(); ++size) {
    const auto decoded = DecodeQualifications(std::string_view(data).substr(0, size));
    ASSERT_FALSE(decoded.ok()) << size;
    EXPECT_EQ(decoded.status().code(), core::StatusCode::kDataLoss);
  }
}

}  // namespace
}  // namespace crosswalk::index_schema
