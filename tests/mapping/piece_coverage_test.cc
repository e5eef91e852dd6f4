// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/piece_coverage.h"

#include "frameworks/text/static_encoder.h"
#include "indexer/schema/generation.h"
#include "tests/mapping/mapping_fixture.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::mapping {
namespace {

using index_schema::PieceText;

// With the shipped static encoder and the index of invented concepts.
class PieceCoverageTest : public testing::Test {
 protected:
  void SetUp() override {
    if (snapshot_.pieces() == nullptr) GTEST_SKIP() << "the encoder has no static vectors";
  }

  [[nodiscard]] Coverage Measure(std::string_view outcome, int skill) const {
    const text::StaticEncoder& encoder = *snapshot_.static_encoder();
    const auto encoded = encoder.Encode({&outcome, 1}, text::EncodeDetail::kTokens);
    EXPECT_TRUE(encoded.ok());
    const text::EncodedText& vectors = encoded->front();
    const QueryVectors tokens = MakeQueryVectors(vectors.tokens, encoder.info().dimension);
    const std::vector<search::ConceptOrdinal> nodes = {Node(16), Node(skill)};
    return MeasureCoverage(*snapshot_.pieces(), encoder.vectors(), tokens, vectors.token_weights,
                           nodes)[1];
  }
  [[nodiscard]] search::ConceptOrdinal Node(int skill) const {
    return *snapshot_.FindByUri(test::TestSkillUri(skill));
  }

  const search::IndexSnapshot& snapshot_ = *EncodedIndex().snapshot;
};

TEST_F(PieceCoverageTest, ALabelSaysItselfWhole) {
  const Coverage coverage = Measure("Write unit tests", 26);  // "write unit tests"
  EXPECT_NEAR(coverage.outcome_in_label, 1.0F, 0.01F);
  EXPECT_NEAR(coverage.label_in_outcome, 1.0F, 0.01F);
  EXPECT_LT(coverage.described_in_outcome, 0.9F);
}

TEST_F(PieceCoverageTest, ALongOutcomeSaysTheLabelButNotTheOtherWayRound) {
  const Coverage coverage = Measure("Write unit tests and water the tulips of a greenhouse", 26);
  EXPECT_NEAR(coverage.label_in_outcome, 1.0F, 0.01F);
  EXPECT_LT(coverage.outcome_in_label, 0.9F);
  EXPECT_GT(coverage.outcome_in_label,
            Measure("Water the tulips of a greenhouse", 26).outcome_in_label);
}

TEST_F(PieceCoverageTest, MoreTextSaysNoLess) {
  for (const int skill : {8, 10, 16, 25, 26}) {
    const Coverage coverage =
        Measure("Trace a reported malfunction to its cause and correct it", skill);
    EXPECT_GE(coverage.outcome_in_described, coverage.outcome_in_label) << skill;
    EXPECT_GE(coverage.outcome_in_all, coverage.outcome_in_described) << skill;
  }
}

TEST_F(PieceCoverageTest, NothingSaysNothing) {
  const Coverage coverage = Measure("the of and", 26);
  EXPECT_EQ(coverage.outcome_in_all, 0.0F);
  EXPECT_EQ(coverage.label_in_outcome, 0.0F);
}

TEST_F(PieceCoverageTest, AnIndexListsEachPieceInTheFirstTextThatHasIt) {
  const text::StaticEncoder& encoder = *snapshot_.static_encoder();
  for (const int skill : {8, 16, 26}) {
    const auto loaded = snapshot_.Load(Node(skill));
    ASSERT_TRUE(loaded.ok());
    const core::LabelSet& labels = loaded->BestLabels({"en"});
    std::set<std::uint32_t> known;
    const auto added = [&](const std::string& text) {
      std::set<std::uint32_t> fresh;
      for (const std::uint32_t piece : encoder.Pieces(text)) {
        if (known.insert(piece).second) fresh.insert(piece);
      }
      return std::vector<std::uint32_t>(fresh.begin(), fresh.end());
    };
    const auto listed = [&](PieceText text) {
      const auto pieces = snapshot_.pieces()->Pieces(Node(skill), text);
      return std::vector<std::uint32_t>(pieces.begin(), pieces.end());
    };
    EXPECT_EQ(listed(PieceText::kLabel), added(labels.preferred)) << skill;
    EXPECT_EQ(listed(PieceText::kDescribed), added(labels.description)) << skill;
    std::string alternatives;
    for (const std::string& label : labels.alternative) alternatives += label + "\n";
    EXPECT_EQ(listed(PieceText::kAlternatives), added(alternatives)) << skill;
  }
}

TEST_F(PieceCoverageTest, BothEncodersAreRankedByIt) {
  for (const EncoderChoice encoder : {EncoderChoice::kTransformer, EncoderChoice::kStatic}) {
    MapOptions options;
    options.encoder = encoder;
    const Outcome outcome{"write unit tests", "en"};
    const auto mapped = EncodedIndex().mapper->Map({&outcome, 1}, options);
    ASSERT_TRUE(mapped.ok()) << mapped.status().ToString();
    ASSERT_FALSE(mapped->front().skills.empty());
    const auto& signals = mapped->front().skills.front().evidence.signals;
    const auto said = std::find_if(signals.begin(), signals.end(),
                                   [](const auto& one) { return one.name == "outcome-in-label"; });
    ASSERT_NE(said, signals.end());
    EXPECT_NEAR(said->value, 1.0, 0.01);
  }
}

class ChangedPiecesTest : public PieceCoverageTest {
 protected:
  void SetUp() override {
    PieceCoverageTest::SetUp();
    if (IsSkipped()) return;
    test::CopyTestIndexHome(home_);
    generation_ = std::filesystem::canonical(home_ / index_schema::kCurrentLink);
    std::filesystem::remove(generation_ / index_schema::kPiecesFile);
  }

  // Lists the files anew, as a builder that knows no better would.
  void Publish() const {
    auto manifest = index_schema::ReadManifest(generation_);
    ASSERT_TRUE(manifest.ok()) << manifest.status().ToString();
    std::filesystem::remove(generation_ / index_schema::kManifestFile);
    manifest->files = index_schema::ListFiles(generation_).value();
    std::ofstream(generation_ / index_schema::kManifestFile)
        << index_schema::FormatManifest(*manifest);
  }

  test::TempFolder folder_;
  std::filesystem::path home_ = folder_.path() / "home";
  std::filesystem::path generation_;
};

TEST_F(ChangedPiecesTest, AnIndexOfAnEarlierBuilderIsMapped) {
  Publish();
  auto snapshot = search::IndexSnapshot::Open(home_, {});
  ASSERT_TRUE(snapshot.ok()) << snapshot.status().ToString();
  EXPECT_EQ((*snapshot)->pieces(), nullptr);
  const auto mapper = Mapper::Create(*snapshot, search::SearchEngine::Create(*snapshot));
  ASSERT_TRUE(mapper.ok()) << mapper.status().ToString();
  const Outcome outcome{"write unit tests", "en"};
  const auto mapped = (*mapper)->Map({&outcome, 1}, {});
  ASSERT_TRUE(mapped.ok()) << mapped.status().ToString();
  ASSERT_FALSE(mapped->front().skills.empty());
  for (const auto& signal : mapped->front().skills.front().evidence.signals) {
    if (signal.name == "outcome-in-label") {
      EXPECT_EQ(signal.value, 0.0);
    }
  }
}

TEST_F(ChangedPiecesTest, PiecesOfAnotherEncoderAreRefused) {
  std::array<index_schema::PieceLists, index_schema::kPieceTexts> lists;
  for (auto& one : lists) one.resize(snapshot_.concept_count());
  const auto vocabulary = static_cast<std::uint32_t>(snapshot_.static_encoder()->vectors().rows());
  ASSERT_TRUE(index_schema::WritePieceFile(generation_ / index_schema::kPiecesFile, vocabulary,
                                           "another", lists)
                  .ok());
  Publish();
  const auto snapshot = search::IndexSnapshot::Open(home_, {});
  ASSERT_FALSE(snapshot.ok());
  EXPECT_EQ(snapshot.status().reason(), "INDEX_CORRUPT");
  EXPECT_THAT(snapshot.status().message(), testing::HasSubstr("pieces.bin"));
}

TEST_F(PieceCoverageTest, SumsAreThoseOfTheDefinition) {
  const std::string_view outcome = "Keep the accounts of a bakery";
  const text::StaticEncoder& encoder = *snapshot_.static_encoder();
  const text::StaticVectors& vectors = encoder.vectors();
  const auto cosine = [&](std::uint32_t a, std::uint32_t b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < encoder.info().dimension; ++i) {
      sum += vectors.row(a)[i] * vectors.row(b)[i];
    }
    return sum * double{vectors.inverse_length(a)} * double{vectors.inverse_length(b)};
  };
  const auto covered = [&](const std::vector<std::uint32_t>& said,
                           const std::vector<std::uint32_t>& by) {
    double sum = 0.0;
    double weights = 0.0;
    for (const std::uint32_t piece : said) {
      double highest = -2.0;
      for (const std::uint32_t other : by) highest = std::max(highest, cosine(piece, other));
      const double weight = vectors.length(piece);
      sum += weight * highest;
      weights += weight;
    }
    return sum / weights;
  };
  const std::vector<std::uint32_t> said = encoder.Pieces(outcome);
  std::vector<std::uint32_t> text;
  const auto add = [&](PieceText one) {
    const auto pieces = snapshot_.pieces()->Pieces(Node(8), one);
    text.insert(text.end(), pieces.begin(), pieces.end());
  };
  const Coverage coverage = Measure(outcome, 8);
  add(PieceText::kLabel);
  ASSERT_FALSE(text.empty());
  EXPECT_NEAR(coverage.outcome_in_label, covered(said, text), 1e-3);
  EXPECT_NEAR(coverage.label_in_outcome, covered(text, said), 1e-3);
  add(PieceText::kDescribed);
  EXPECT_NEAR(coverage.outcome_in_described, covered(said, text), 1e-3);
  EXPECT_NEAR(coverage.described_in_outcome, covered(text, said), 1e-3);
  add(PieceText::kAlternatives);
  EXPECT_NEAR(coverage.outcome_in_all, covered(said, text), 1e-3);
}

}  // namespace
}  // namespace crosswalk::mapping
