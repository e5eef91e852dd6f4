// SPDX-License-Identifier: Apache-2.0
// Whatever the bytes: no crash, positions within the file, and nothing good that the registry would
// refuse.
#include "server/registry/credential_check.h"
#include "tests/imports/read_records.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace crosswalk::imports {
namespace {

constexpr ImportFormat kFormats[] = {ImportFormat::kAuto, ImportFormat::kCsv, ImportFormat::kJson,
                                     ImportFormat::kOpenBadges, ImportFormat::kCase};

void Try(const std::string& bytes) {
  const auto lines = std::max(std::count(bytes.begin(), bytes.end(), '\n'),
                              std::count(bytes.begin(), bytes.end(), '\r')) +
                     2;
  for (const ImportFormat format : kFormats) {
    ImportOptions options;
    options.format = format;
    auto reader = OpenRecords(bytes, options);
    if (!reader.ok()) continue;
    int number = 0;
    while (const auto record = (*reader)->Next()) {
      ASSERT_EQ(record->number, ++number);
      ASSERT_GE(record->line, 1);
      ASSERT_LE(record->line, lines);
      for (const ImportProblem& problem : record->problems) {
        ASSERT_GE(problem.line, 1);
        ASSERT_LE(problem.line, lines);
        ASSERT_GE(problem.column, 0);
        ASSERT_FALSE(problem.reason.empty());
      }
      if (!record->problems.empty()) continue;
      ASSERT_TRUE(registry::CheckCredential(record->credential).empty());
      const std::string& name = record->credential.name;
      ASSERT_TRUE(name.empty() || registry::ParseCredentialName(name).ok()) << name;
    }
  }
}

TEST(RandomBytes, DoNoHarm) {
  std::mt19937 random(20261126);
  const std::string seeds[] = {
      "title,outcome,hours,concept\nA,\"b, c\",5,urn:x\n;,\"\n",
      "\xFF\xFE"
      "t\0i\0,\0\n\0",
      test::Fixture("achievement_ob3.json"), test::Fixture("package_case.json"),
      R"([{"id":"a","title":{"en":"x"},"outcomes":[{"text":"t"}]},{"hours":1}])"};
  const std::string alphabet =
      "{}[]\",:;\\\n\r\t =.\xC3\xA9\xFF"
      "0aZ$";
  for (const std::string& seed : seeds) {
    Try(seed);
    for (int round = 0; round < 150; ++round) {
      std::string bytes = seed;
      const std::size_t changes = 1 + random() % 8;
      for (std::size_t i = 0; i < changes && !bytes.empty(); ++i) {
        const std::size_t at = random() % bytes.size();
        switch (random() % 4) {
          case 0:
            bytes[at] = static_cast<char>(random() % 256);
            break;
          case 1:
            bytes.erase(at, random() % 40);
            break;
          case 2:
            bytes.insert(at, 1, alphabet[random() % alphabet.size()]);
            break;
          default:
            bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 60));
        }
      }
      Try(bytes);
      if (HasFatalFailure()) return;
    }
  }
  for (int round = 0; round < 200; ++round) {
    std::string bytes(random() % 300, '\0');
    for (char& c : bytes) c = alphabet[random() % alphabet.size()];
    Try(bytes);
    if (HasFatalFailure()) return;
  }
  Try(std::string(200'000, '['));
  Try("[" + std::string(200'000, '{'));
  Try("{\"CFDocument\":" + std::string(100'000, '['));
}

}  // namespace
}  // namespace crosswalk::imports
