// SPDX-License-Identifier: Apache-2.0
#include "tools/bench/latency.h"
#include "tools/bench/process_memory.h"
#include "tools/bench/report.h"
#include "tools/bench/sample_texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace crosswalk::bench {
namespace {

using ::testing::HasSubstr;

TEST(LatencyTest, PercentilesAreMeasuredValuesByNearestRank) {
  std::vector<Nanoseconds> latencies;
  for (int i = 1000; i >= 1; --i) latencies.emplace_back(i);
  const LatencySummary summary = Summarize(latencies);
  EXPECT_EQ(summary.p50.count(), 500);
  EXPECT_EQ(summary.p90.count(), 900);
  EXPECT_EQ(summary.p99.count(), 990);
  EXPECT_EQ(summary.p999.count(), 999);
  EXPECT_EQ(summary.max.count(), 1000);
  EXPECT_EQ(summary.mean.count(), 500);
}

TEST(LatencyTest, FewAndNoValues) {
  const LatencySummary one = Summarize({Nanoseconds(7)});
  EXPECT_EQ(one.p50.count(), 7);
  EXPECT_EQ(one.p999.count(), 7);
  EXPECT_EQ(Summarize({}).max.count(), 0);
}

TEST(ProcessMemoryTest, ReadsTheKernelsFigures) {
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / "crosswalk_process_memory_test";
  std::ofstream(file) << "Name:\tx y\nVmHWM:\t   2048 kB\nVmRSS:\t   1024 kB\nRssAnon:\t 512 kB\n";
  const auto memory = ReadProcessMemory(file.string());
  std::filesystem::remove(file);
  ASSERT_TRUE(memory.has_value());
  EXPECT_EQ(memory->resident, 1 << 20);
  EXPECT_EQ(memory->peak, 2 << 20);
  EXPECT_EQ(memory->anonymous, 1 << 19);
  EXPECT_FALSE(ReadProcessMemory("/proc/0/status").has_value());
  EXPECT_TRUE(ReadProcessMemory("/proc/self/status").has_value());
}

TEST(SampleTextsTest, AreManyAndDifferent) {
  const std::set<std::string> outcomes(SampleOutcomes().begin(), SampleOutcomes().end());
  EXPECT_EQ(outcomes.size(), SampleOutcomes().size());
  EXPECT_GE(outcomes.size(), 60U);
  EXPECT_GE(SampleQueries().size(), 30U);
}

Report SmallReport() {
  Report report;
  report.server = {"g1", "e1"};
  LoadResult result;
  result.method = Method::kStream;
  result.seconds = 2;
  result.requests = 100;
  result.outcomes = 400;
  result.latency.p50 = std::chrono::microseconds(1500);
  result.errors["8 \"busy\""] = 3;
  report.results.push_back(result);
  return report;
}

TEST(ReportTest, TableForPeople) {
  const std::string table = FormatTable(SmallReport());
  EXPECT_THAT(table, HasSubstr("generation g1, encoder e1, 1 worker"));
  EXPECT_THAT(table, HasSubstr("stream       100        50.0       200.0     0.00  1.50"));
  EXPECT_THAT(table, HasSubstr("stream: 3 times 8 \"busy\"\n"));
}

TEST(ReportTest, JsonForMachines) {
  const std::string json = FormatJson(SmallReport());
  EXPECT_THAT(json, HasSubstr("\"outcomes_per_second\":200.0"));
  EXPECT_THAT(json, HasSubstr("\"p50\":1.500"));
  EXPECT_THAT(json, HasSubstr("{\"error\":\"8 \\\"busy\\\"\",\"count\":3}"));
}

}  // namespace
}  // namespace crosswalk::bench
