// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/sha256.h"

#include <gtest/gtest.h>

#include <string>

namespace crosswalk::core {
namespace {

// Test vectors of FIPS 180-4's examples (NIST, "SHA256.pdf").
constexpr char kOfNothing[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr char kOfAbc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr char kOfTwoBlocks[] = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";

TEST(Sha256Test, AgreesWithTheStandardsExamples) {
  EXPECT_EQ(Sha256Hex(""), kOfNothing);
  EXPECT_EQ(Sha256Hex("abc"), kOfAbc);
  EXPECT_EQ(Sha256Hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), kOfTwoBlocks);
}

TEST(Sha256Test, TakesBytesPieceByPieceAndStartsAnew) {
  Sha256Stream stream;
  stream.Update("a");
  stream.Update("");
  stream.Update("bc");
  EXPECT_EQ(stream.FinishHex(), kOfAbc);
  EXPECT_EQ(stream.FinishHex(), kOfNothing);
  stream.Update("abc");
  EXPECT_EQ(stream.Finish().size(), 32U);
}

}  // namespace
}  // namespace crosswalk::core
