// SPDX-License-Identifier: Apache-2.0
#include "tools/eval/report.h"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iomanip>
#include <iterator>
#include <ostream>
#include <sstream>

namespace crosswalk::eval {
namespace {

constexpr int kNameWidth = 18;
constexpr int kWidth = 11;

std::string Percent(double value) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(1) << 100.0 * value;
  return out.str();
}

// To a hundredth of a percent.
double RoundedPercent(double value) { return std::round(10000.0 * value) / 100.0; }

core::Status FloorsInvalid(const std::filesystem::path& file, const std::string& what) {
  return core::InvalidArgument("FLOORS_INVALID", file.string() + ": " + what);
}

}  // namespace

void PrintHeader(std::ostream& out) {
  out << std::left << std::setw(kNameWidth) << "set" << std::right << std::setw(7) << "texts";
  for (const std::string_view name : kMeasureNames) out << std::setw(kWidth) << name;
  out << std::setw(kWidth) << "calib.err" << std::setw(kWidth) << "ms/text" << '\n';
}

void PrintRow(const SetReport& report, std::ostream& out) {
  out << std::left << std::setw(kNameWidth) << report.name << std::right << std::setw(7)
      << report.texts;
  for (const double value : report.mean) out << std::setw(kWidth) << Percent(value);
  out << std::setw(kWidth) << Percent(report.calibration_error) << std::setw(kWidth) << std::fixed
      << std::setprecision(2) << report.milliseconds_per_text << std::endl;
}

void PrintJson(const SetReport& report, std::ostream& out) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  writer.SetMaxDecimalPlaces(3);
  writer.StartObject();
  writer.Key("set");
  writer.String(report.name.c_str());
  writer.Key("texts");
  writer.Uint64(report.texts);
  for (std::size_t i = 0; i < kMeasureNames.size(); ++i) {
    writer.Key(kMeasureNames[i].data(), static_cast<rapidjson::SizeType>(kMeasureNames[i].size()));
    writer.Double(RoundedPercent(report.mean[i]));
  }
  writer.Key("calibration_error");
  writer.Double(RoundedPercent(report.calibration_error));
  writer.Key("milliseconds_per_text");
  writer.Double(report.milliseconds_per_text);
  writer.EndObject();
  out << buffer.GetString() << std::endl;
}

core::Result<Floors> ReadFloors(const std::filesystem::path& file) {
  std::ifstream input(file);
  if (!input) return FloorsInvalid(file, "cannot be read");
  const std::string json{std::istreambuf_iterator<char>(input), {}};
  rapidjson::Document document;
  document.Parse(json.data(), json.size());
  if (document.HasParseError() || !document.IsObject())
    return FloorsInvalid(file, "no JSON object");
  Floors floors;
  for (const auto& set : document.GetObject()) {
    const std::string name = set.name.GetString();
    if (!set.value.IsObject()) return FloorsInvalid(file, name + " is not an object");
    for (const auto& floor : set.value.GetObject()) {
      const std::string measure = floor.name.GetString();
      const bool known =
          std::find(kMeasureNames.begin(), kMeasureNames.end(), measure) != kMeasureNames.end();
      if (!known || !floor.value.IsNumber()) {
        return FloorsInvalid(file, name + "." + measure + " is not a number for a known measure");
      }
      floors[name][measure] = floor.value.GetDouble();
    }
  }
  return floors;
}

std::vector<std::string> Shortfalls(const SetReport& report, const Floors& floors) {
  std::vector<std::string> sentences;
  const auto set = floors.find(report.name);
  if (set == floors.end()) return sentences;
  for (const auto& [measure, floor] : set->second) {
    const auto at = std::find(kMeasureNames.begin(), kMeasureNames.end(), measure);
    const double value = report.mean[static_cast<std::size_t>(at - kMeasureNames.begin())];
    if (100.0 * value >= floor) continue;
    std::ostringstream sentence;
    sentence << report.name << ": " << measure << " is " << Percent(value)
             << ", under its floor of " << floor;
    sentences.push_back(sentence.str());
  }
  return sentences;
}

}  // namespace crosswalk::eval
