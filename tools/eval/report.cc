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
  if (std::isnan(value)) return "-";
  std::ostringstream out;
  out << std::fixed << std::setprecision(1) << 100.0 * value;
  return out.str();
}

struct Figure {
  std::string_view name;
  double value = 0.0;  // 0..1; NaN where the set does not tell.
};

// What floors can be set for, in the order of the table.
std::vector<Figure> Figures(const SetReport& report) {
  std::vector<Figure> figures;
  for (std::size_t i = 0; i < kMeasureNames.size(); ++i) {
    figures.push_back({kMeasureNames[i], report.mean[i]});
  }
  for (std::size_t i = 0; i < kSetMeasureNames.size(); ++i) {
    figures.push_back({kSetMeasureNames[i], report.committed[i]});
  }
  return figures;
}

std::vector<Figure>::const_iterator Find(const std::vector<Figure>& figures,
                                         std::string_view name) {
  return std::find_if(figures.begin(), figures.end(),
                      [name](const Figure& figure) { return figure.name == name; });
}

// To a hundredth of a percent.
double RoundedPercent(double value) { return std::round(10000.0 * value) / 100.0; }

core::Status FloorsInvalid(const std::filesystem::path& file, const std::string& what) {
  return core::InvalidArgument("FLOORS_INVALID", file.string() + ": " + what);
}

}  // namespace

void PrintHeader(std::ostream& out) {
  out << std::left << std::setw(kNameWidth) << "set" << std::right << std::setw(7) << "texts";
  for (const Figure& figure : Figures({})) out << std::setw(kWidth) << figure.name;
  out << std::setw(kWidth) << "calib.err" << std::setw(kWidth) << "ms/text" << '\n';
}

void PrintRow(const SetReport& report, std::ostream& out) {
  out << std::left << std::setw(kNameWidth) << report.name << std::right << std::setw(7)
      << report.texts;
  for (const Figure& figure : Figures(report)) out << std::setw(kWidth) << Percent(figure.value);
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
  for (const Figure& figure : Figures(report)) {
    if (std::isnan(figure.value)) continue;
    writer.Key(figure.name.data(), static_cast<rapidjson::SizeType>(figure.name.size()));
    writer.Double(RoundedPercent(figure.value));
  }
  writer.Key("calibration_error");
  writer.Double(RoundedPercent(report.calibration_error));
  writer.Key("reliability");
  writer.StartArray();
  for (const ReliabilityBin& bin : report.reliability) {
    writer.StartObject();
    writer.Key("count");
    writer.Uint64(bin.count);
    writer.Key("confidence");
    writer.Double(RoundedPercent(bin.confidence));
    writer.Key("right");
    writer.Double(RoundedPercent(bin.right));
    writer.EndObject();
  }
  writer.EndArray();
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
  const std::vector<Figure> known = Figures({});
  Floors floors;
  for (const auto& set : document.GetObject()) {
    const std::string name = set.name.GetString();
    if (!set.value.IsObject()) return FloorsInvalid(file, name + " is not an object");
    for (const auto& floor : set.value.GetObject()) {
      const std::string measure = floor.name.GetString();
      if (Find(known, measure) == known.end() || !floor.value.IsNumber()) {
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
  const std::vector<Figure> figures = Figures(report);
  for (const auto& [measure, floor] : set->second) {
    const double value = Find(figures, measure)->value;
    if (100.0 * value >= floor) continue;
    std::ostringstream sentence;
    sentence << report.name << ": " << measure << " is " << Percent(value)
             << ", under its floor of " << floor;
    sentences.push_back(sentence.str());
  }
  return sentences;
}

}  // namespace crosswalk::eval
