// SPDX-License-Identifier: Apache-2.0
// Figures of an evaluation, for people and for machines, and the floors that they must not fall
// under.
#pragma once

#include "frameworks/core/status.h"
#include "tools/eval/measures.h"

#include <array>
#include <filesystem>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

namespace crosswalk::eval {

struct SetReport {
  std::string name;
  std::size_t texts = 0;
  Measures mean{};          // Over the texts with gold, 0..1.
  SetMeasures committed{};  // 0..1.
  // Reliability of the confidences of the first five suggestions of every text.
  double calibration_error = 0.0;  // 0..1.
  std::array<ReliabilityBin, Reliability::kBins> reliability{};
  double milliseconds_per_text = 0.0;  // Wall time over all threads.
};

void PrintHeader(std::ostream& out);
// A row of the table, in percent.
void PrintRow(const SetReport& report, std::ostream& out);
// One line of JSON with the figures as percentages.
void PrintJson(const SetReport& report, std::ostream& out);

// Floors in percent, by set, then measure.
using Floors = std::map<std::string, std::map<std::string, double>>;

// {"tech_validation": {"rp@5": 74.0, "f1": 50.0}, ...}. INVALID_ARGUMENT / FLOORS_INVALID for
// anything else and for a measure that does not exist.
core::Result<Floors> ReadFloors(const std::filesystem::path& file);

// One sentence for each figure of `report` under its floor.
std::vector<std::string> Shortfalls(const SetReport& report, const Floors& floors);

}  // namespace crosswalk::eval
