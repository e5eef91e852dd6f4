// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/diagnostics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace crosswalk::core {
namespace {

Diagnostic Finding(Severity severity, std::string rule, std::size_t line) {
  return {severity, std::move(rule), "skills_en.csv", line, "status", "urn:x", "why"};
}

TEST(DiagnosticTest, ReadsLikeACompilersMessage) {
  EXPECT_EQ(Finding(Severity::kWarning, "bad-value", 12).ToString(),
            "skills_en.csv:12: warning: status: why (urn:x) [bad-value]");
}

TEST(DiagnosticTest, LeavesOutWhatItDoesNotHave) {
  const Diagnostic finding{Severity::kNote, "missing-file", "bundle.zip", 0, "", "",
                           "no such file"};
  EXPECT_EQ(finding.ToString(), "bundle.zip: note: no such file [missing-file]");
}

TEST(DiagnosticsTest, CountsEverythingAndKeepsTheFirstOfEachRule) {
  Diagnostics diagnostics(2);
  for (std::size_t line = 1; line <= 5; ++line) {
    diagnostics.Add(Finding(Severity::kError, "bad-utf8", line));
  }
  diagnostics.Add(Finding(Severity::kWarning, "bad-utf8", 6));
  diagnostics.Add(Finding(Severity::kError, "bad-csv", 7));

  EXPECT_EQ(diagnostics.Count(Severity::kError), 6U);
  EXPECT_EQ(diagnostics.Count(Severity::kWarning), 1U);
  EXPECT_EQ(diagnostics.Count(Severity::kNote), 0U);
  EXPECT_THAT(diagnostics.counts(),
              testing::UnorderedElementsAre(
                  testing::Pair(std::pair(Severity::kError, std::string("bad-utf8")), 5),
                  testing::Pair(std::pair(Severity::kWarning, std::string("bad-utf8")), 1),
                  testing::Pair(std::pair(Severity::kError, std::string("bad-csv")), 1)));
  std::vector<std::size_t> lines;
  for (const Diagnostic& kept : diagnostics.kept()) lines.push_back(kept.line);
  EXPECT_THAT(lines, testing::ElementsAre(1, 2, 6, 7));
}

}  // namespace
}  // namespace crosswalk::core
