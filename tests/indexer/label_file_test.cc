// SPDX-License-Identifier: Apache-2.0
#include "indexer/schema/label_file.h"

#include "tests/indexer/mutations.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace crosswalk::index_schema {
namespace {

using testing::ElementsAre;
using testing::Optional;

core::Concept Concept(std::vector<core::LabelSet> labels) {
  core::Concept node;
  node.labels = std::move(labels);
  return node;
}

std::string Sample() {
  const test::TempFolder folder;
  const auto file = folder.path() / "labels.bin";
  LabelFileBuilder builder;
  builder.Add(Concept({{"en", "test software", {"check programs"}, {"qa"}, "Plans tests.", "", ""},
                       {"fr", "tester des logiciels", {}, {}, "", "", ""}}));
  builder.Add(Concept({{"en", "Debug software", {}, {}, "", "", ""}}));
  builder.Add(Concept({{"fr", "\xC3\xA9valuer", {}, {}, "", "", ""}}));
  const core::Status status = builder.Write(file);
  EXPECT_TRUE(status.ok()) << status.ToString();
  return test::ReadBytes(file);
}

class LabelFileTest : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = LabelFile::View(bytes_.view(), "labels.bin");
    ASSERT_TRUE(opened.ok()) << opened.status().ToString();
    file_ = std::move(opened).value();
  }

  std::vector<std::string> Words(std::span<const WordId> ids) const {
    std::vector<std::string> words;
    for (const WordId id : ids) words.emplace_back(file_->WordText(id));
    return words;
  }

  test::AlignedBytes bytes_{Sample()};
  std::unique_ptr<LabelFile> file_;
};

TEST_F(LabelFileTest, ListsLabelsOfConcepts) {
  EXPECT_EQ(file_->concept_count(), 3U);
  EXPECT_THAT(file_->languages(), ElementsAre("en", "fr"));
  ASSERT_EQ(file_->LabelsOf(0).size(), 3U);
  const LabelRow alternative = file_->Label(file_->LabelsOf(0).begin + 1);
  EXPECT_EQ(alternative.field, TextField::kAlternative);
  EXPECT_EQ(alternative.node, 0U);
  EXPECT_THAT(Words(alternative.words), ElementsAre("check", "programs"));
  const LabelRow french = file_->Label(file_->LabelsOf(0).begin + 2);
  EXPECT_EQ(french.language, 1);
  EXPECT_THAT(Words(french.words), ElementsAre("tester", "des", "logiciels"));
}

TEST_F(LabelFileTest, KeepsHiddenLabelsOutOfTheList) {
  ASSERT_TRUE(file_->FindWord("qa").has_value());
  const WordId hidden = *file_->FindWord("qa");
  EXPECT_TRUE(file_->StartsWith({hidden, hidden + 1}).empty());
  EXPECT_EQ(file_->FieldLength(0, TextField::kHidden, 0), 1U);
}

TEST_F(LabelFileTest, FindsWordsByPrefix) {
  EXPECT_THAT(file_->FindWord("software"), Optional(testing::_));
  EXPECT_EQ(file_->FindWord("softwar"), std::nullopt);
  const IdRange range = file_->WordsWithPrefix("test");
  std::vector<std::string> words;
  for (WordId id = range.begin; id < range.end; ++id) words.emplace_back(file_->WordText(id));
  EXPECT_THAT(words, ElementsAre("test", "tester", "tests"));
  EXPECT_EQ(file_->WordsWithPrefix("").size(), file_->word_count());
  EXPECT_TRUE(file_->WordsWithPrefix("zzz").empty());
}

TEST_F(LabelFileTest, SortsWordStartsByWhatFollows) {
  const WordId software = *file_->FindWord("software");
  const IdRange range = file_->StartsWith({software, software + 1});
  ASSERT_EQ(range.size(), 2U);
  std::vector<ConceptOrdinal> nodes;
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    const std::uint32_t place = file_->Starts()[i];
    nodes.push_back(file_->Label(file_->LabelAt(place)).node);
    EXPECT_EQ(file_->Before(place), 1U);
    EXPECT_THAT(Words(file_->WordsFrom(place)), ElementsAre("software"));
  }
  EXPECT_THAT(nodes, ElementsAre(0, 1));
}

TEST_F(LabelFileTest, KnowsFieldLengths) {
  EXPECT_EQ(file_->FieldLength(0, TextField::kPreferred, 0), 2U);
  EXPECT_EQ(file_->FieldLength(0, TextField::kPreferred, 1), 3U);
  EXPECT_EQ(file_->FieldLength(0, TextField::kDescription, 0), 2U);
  EXPECT_EQ(file_->FieldLength(1, TextField::kPreferred, 1), 0U);
}

TEST_F(LabelFileTest, OrdersConceptsByLabelWithoutCaseAndAccents) {
  EXPECT_THAT(file_->ByLabel(), ElementsAre(1, 2, 0));  // debug, evaluer, test.
}

TEST_F(LabelFileTest, EveryTruncationIsDataLoss) {
  test::ForEachTruncation(bytes_.view(), 1, [](std::string_view bytes) {
    const auto file = LabelFile::View(bytes, "l");
    ASSERT_FALSE(file.ok()) << bytes.size();
    EXPECT_EQ(file.status().code(), core::StatusCode::kDataLoss);
  });
}

// Every way in, as a server would go.
std::size_t Visit(const LabelFile& file) {
  std::size_t sum = 0;
  for (WordId id = 0; id < file.word_count(); ++id) {
    sum += file.WordText(id).size() + file.StartsWith({id, id + 1}).size();
  }
  for (ConceptOrdinal node = 0; node < file.concept_count(); ++node) {
    const IdRange labels = file.LabelsOf(node);
    for (LabelId label = labels.begin; label < labels.end; ++label) {
      const LabelRow row = file.Label(label);
      sum += file.languages().at(row.language).size();
      for (const WordId word : row.words) sum += file.WordText(word).size();
    }
    for (std::size_t language = 0; language < file.languages().size(); ++language) {
      sum += file.FieldLength(node, TextField::kDescription, language);
    }
  }
  for (const std::uint32_t place : file.Starts()) {
    sum += file.LabelAt(place) + file.Before(place) + file.WordsFrom(place).size();
  }
  return sum + file.WordsWithPrefix("te").size();
}

TEST_F(LabelFileTest, NoChangedByteLeadsOutOfTheFile) {
  std::size_t opened = 0;
  test::ForEachChangedByte(bytes_.view(), [&opened](std::string_view bytes) {
    const auto file = LabelFile::View(bytes, "l");
    if (!file.ok()) {
      EXPECT_EQ(file.status().reason(), "INDEX_CORRUPT");
      return;
    }
    ++opened;
    EXPECT_GT(Visit(**file), 0U);
  });
  EXPECT_GT(opened, 0U) << "letters of words carry no checksum of their own";
}

}  // namespace
}  // namespace crosswalk::index_schema
