// SPDX-License-Identifier: Apache-2.0
#include "indexer/build/index_verifier.h"
#include "indexer/schema/generation.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>

namespace crosswalk::index_builder {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

void FlipByte(const fs::path& file, std::uintmax_t at) {
  std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
  stream.seekg(static_cast<std::streamoff>(at));
  const char flipped = static_cast<char>(stream.get() ^ 0x10);
  stream.seekp(static_cast<std::streamoff>(at));
  stream.put(flipped);
  ASSERT_TRUE(stream.good()) << file;
}

class VerifierTest : public testing::Test {
 protected:
  void SetUp() override {
    home_ = folder_.path() / "home";
    test::CopyTestIndexHome(home_);
    generation_ = fs::canonical(home_ / index_schema::kCurrentLink);
  }

  test::TempFolder folder_;
  fs::path home_;
  fs::path generation_;
};

TEST_F(VerifierTest, AcceptsAHomeAndAGeneration) {
  EXPECT_TRUE(VerifyGeneration(home_).ok());
  EXPECT_TRUE(VerifyGeneration(generation_).ok());
}

TEST_F(VerifierTest, FindsAFlippedByteInAnyFile) {
  std::size_t files = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(generation_)) {
    if (!entry.is_regular_file()) continue;
    ++files;
    const std::uintmax_t size = entry.file_size();
    for (const std::uintmax_t at : {std::uintmax_t{0}, size / 2, size - 1}) {
      FlipByte(entry.path(), at);
      const auto verified = VerifyGeneration(home_);
      EXPECT_FALSE(verified.ok()) << entry.path() << " byte " << at;
      EXPECT_THAT(verified.status().ToString(), HasSubstr(entry.path().filename().string()));
      FlipByte(entry.path(), at);
    }
  }
  EXPECT_GE(files, 9U) << "manifest, five parts, and the encoder's files";
  EXPECT_TRUE(VerifyGeneration(home_).ok()) << "and all is well again";
}

TEST_F(VerifierTest, FindsFilesThatCameOrWent) {
  std::ofstream(generation_ / "stray") << "x";
  EXPECT_THAT(VerifyGeneration(home_).status().message(), HasSubstr("stray"));
  fs::remove(generation_ / "stray");
  fs::remove(generation_ / index_schema::kRelationsFile);
  EXPECT_THAT(VerifyGeneration(home_).status().message(), HasSubstr("relations.bin"));
}

TEST_F(VerifierTest, FindsPartsThatContradictEachOther) {
  // Checksums that are right do not make a whole generation: the manifest counts one more concept.
  auto manifest = index_schema::ReadManifest(generation_);
  ASSERT_TRUE(manifest.ok());
  ++manifest->concept_count;
  std::ofstream(generation_ / index_schema::kManifestFile, std::ios::trunc)
      << index_schema::FormatManifest(*manifest);
  const auto verified = VerifyGeneration(home_);
  EXPECT_EQ(verified.status().reason(), "INDEX_CORRUPT");
  EXPECT_THAT(verified.status().message(), HasSubstr("concepts"));
}

}  // namespace
}  // namespace crosswalk::index_builder
