// SPDX-License-Identifier: Apache-2.0
// A small real index for tests of whatever stands on one: 40 skills, 9 groups, 6 occupations and 8
// occupation groups in ESCO's form (tests/support/data; words and URIs are invented), English and
// French (the 40th skill and the 102nd occupation in English only), and the OQF; encoded with the
// encoder that the repository ships.
#pragma once

#include <filesystem>
#include <string>

namespace crosswalk::test {

// With vectors and the encoder's files, or without both.
enum class Vectors { kAll, kNone };

// kSecond adds to the first a framework of its own, "bakery": one group and two skills.
enum class Edition { kFirst, kSecond };

// A home with the first edition as its current generation, shared by the tests of a program, also
// by those that run at the same time in other processes. It lies beside the program and is built
// when it is missing or older than the program or its sources. Not to be changed. Throws
// std::runtime_error where it cannot be built.
std::filesystem::path TestIndexHome(Vectors vectors = Vectors::kAll);

// Copies the home above to `home`, which must not exist, for a test that changes it.
void CopyTestIndexHome(const std::filesystem::path& home, Vectors vectors = Vectors::kAll);

// Builds a generation of `edition` into `home` and makes it the current one; vectors of earlier
// generations there are taken over. Answers the generation's folder. Throws std::runtime_error.
std::filesystem::path BuildTestIndex(const std::filesystem::path& home, Edition edition,
                                     Vectors vectors = Vectors::kAll);

// Folder of the files that the index is made of: "esco-v1.2.0-en", "esco-v1.2.0-fr",
// "bakery.case.json".
std::filesystem::path TestDataFolder();
// The encoder's folder: $CROSSWALK_ENCODER, else the one in the repository.
std::filesystem::path TestEncoderFolder();

// URIs of the n-th skill (1..40) and occupation (101..106), numbered as in the files.
std::string TestSkillUri(int number);
std::string TestOccupationUri(int number);

}  // namespace crosswalk::test
