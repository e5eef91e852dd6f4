// SPDX-License-Identifier: Apache-2.0
#include "indexer/schema/piece_file.h"

#include "tests/indexer/mutations.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace crosswalk::index_schema {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::uint32_t kVocabulary = 10;
constexpr ConceptOrdinal kConcepts = 3;

using Lists = std::array<PieceLists, kPieceTexts>;

Lists SampleLists() {
  return {PieceLists{{2}, {}, {0, 9}}, PieceLists{{5, 8}, {}, {}}, PieceLists{{7}, {}, {1}}};
}

std::string Sample() {
  const test::TempFolder folder;
  const auto file = folder.path() / "pieces.bin";
  const core::Status status = WritePieceFile(file, kVocabulary, "print", SampleLists());
  EXPECT_TRUE(status.ok()) << status.ToString();
  return test::ReadBytes(file);
}

TEST(PieceFile, GivesListsBack) {
  const test::AlignedBytes bytes(Sample());
  const auto file = PieceFile::View(bytes.view(), "pieces.bin");
  ASSERT_TRUE(file.ok()) << file.status().ToString();
  EXPECT_EQ((*file)->concept_count(), kConcepts);
  EXPECT_EQ((*file)->vocabulary(), kVocabulary);
  EXPECT_EQ((*file)->encoder_fingerprint(), "print");
  EXPECT_THAT((*file)->Pieces(0, PieceText::kLabel), ElementsAre(2));
  EXPECT_THAT((*file)->Pieces(0, PieceText::kDescribed), ElementsAre(5, 8));
  EXPECT_THAT((*file)->Pieces(0, PieceText::kAlternatives), ElementsAre(7));
  EXPECT_THAT((*file)->Pieces(1, PieceText::kAlternatives), IsEmpty());
  EXPECT_THAT((*file)->Pieces(2, PieceText::kLabel), ElementsAre(0, 9));
  EXPECT_THAT((*file)->Pieces(kConcepts, PieceText::kLabel), IsEmpty());
}

TEST(PieceFile, RefusesListsThatAreNotInOrder) {
  const test::TempFolder folder;
  const auto refuses = [&](const Lists& lists) {
    const core::Status status = WritePieceFile(folder.path() / "p", kVocabulary, "print", lists);
    EXPECT_EQ(status.reason(), "INDEX_INPUT_INVALID");
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "p"));
  };
  Lists lists = SampleLists();
  lists[1][0] = {5, 2};
  refuses(lists);
  lists[1][0] = {2, 2};
  refuses(lists);
  lists[1][0] = {2, kVocabulary};
  refuses(lists);
  lists = SampleLists();
  lists[2].pop_back();
  refuses(lists);
}

TEST(PieceFile, DoesNotOverwrite) {
  const test::TempFolder folder;
  const auto file = folder.Write("pieces.bin", "precious");
  EXPECT_EQ(WritePieceFile(file, kVocabulary, "", SampleLists()).reason(), "INDEX_IO");
  EXPECT_EQ(test::ReadBytes(file), "precious");
}

TEST(PieceFile, EveryTruncationIsDataLoss) {
  test::ForEachTruncation(Sample(), 1, [](std::string_view bytes) {
    const auto file = PieceFile::View(bytes, "p");
    ASSERT_FALSE(file.ok()) << bytes.size();
    EXPECT_EQ(file.status().code(), core::StatusCode::kDataLoss);
  });
}

TEST(PieceFile, NoChangedByteLeadsOutOfTheFile) {
  test::ForEachChangedByte(Sample(), [](std::string_view bytes) {
    const auto file = PieceFile::View(bytes, "p");
    if (!file.ok()) {
      EXPECT_EQ(file.status().reason(), "INDEX_CORRUPT");
      return;
    }
    for (ConceptOrdinal node = 0; node < (*file)->concept_count(); ++node) {
      for (std::size_t text = 0; text < kPieceTexts; ++text) {
        for (const std::uint32_t piece : (*file)->Pieces(node, static_cast<PieceText>(text))) {
          EXPECT_LT(piece, (*file)->vocabulary());
        }
      }
    }
  });
}

}  // namespace
}  // namespace crosswalk::index_schema
