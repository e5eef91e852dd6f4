// SPDX-License-Identifier: Apache-2.0
#include "indexer/inspection.h"

#include <cstdint>
#include <iomanip>
#include <map>
#include <sstream>
#include <string>

namespace crosswalk::indexer {
namespace {

// 12345678 as "12,345,678".
std::string Grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string Megabytes(std::uint64_t bytes) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(1) << static_cast<double>(bytes) / 1e6 << " MB";
  return text.str();
}

// "12,345 skill, 678 occupation".
std::string Counts(const std::map<std::string, std::uint64_t>& counts) {
  std::string text;
  for (const auto& [name, count] : counts) {
    if (!text.empty()) text += ", ";
    text += Grouped(count) + " " + name;
  }
  return text;
}

void PrintRow(std::ostream& out, const std::string& name, const std::string& value) {
  if (!value.empty()) out << "  " << std::left << std::setw(14) << name << value << '\n';
}

void PrintFramework(const index_schema::FrameworkSummary& summary, std::ostream& out) {
  const core::Framework& framework = summary.framework;
  const auto english = framework.title.find("en");
  out << '\n'
      << (english != framework.title.end() ? english->second : framework.id) << " (" << framework.id
      << ' ' << framework.release << ")\n";
  PrintRow(out, "concepts", Counts(summary.concepts_by_type));
  for (const auto& [language, counts] : summary.labels_by_language) {
    PrintRow(out, "labels, " + language, Counts(counts));
  }
  PrintRow(out, "relations", Counts(summary.relations_by_type));
  std::string collections;
  for (const core::Collection& collection : summary.collections) {
    collections += (collections.empty() ? "" : ", ") + collection.id;
  }
  PrintRow(out, "collections", collections);
  PrintRow(out, "licence", framework.license);
  PrintRow(out, "attribution", core::PickText(framework.attribution, "en"));
  for (const core::SourceFile& source : summary.sources) {
    PrintRow(out, "source",
             source.name + ", " + Megabytes(source.bytes) + ", " + source.sha256.substr(0, 12));
  }
}

}  // namespace

void PrintInspection(const std::filesystem::path& generation,
                     const index_schema::Manifest& manifest, std::ostream& out) {
  std::uint64_t bytes = 0;
  for (const index_schema::GenerationFile& file : manifest.files) bytes += file.bytes;
  out << "generation " << manifest.generation << '\n';
  PrintRow(out, "path", generation.string());
  PrintRow(out, "built", manifest.created_at + " by crosswalk-index " + manifest.builder_version);
  PrintRow(out, "format", std::to_string(manifest.format_version));
  PrintRow(out, "concepts", Grouped(manifest.concept_count));
  PrintRow(out, "size",
           Megabytes(bytes) + " in " + std::to_string(manifest.files.size()) + " files");
  if (manifest.encoder.name.empty()) {
    PrintRow(out, "encoder", "none: built without vectors");
  } else {
    PrintRow(out, "encoder",
             manifest.encoder.name + " " + manifest.encoder.version + ", " +
                 std::to_string(manifest.encoder.dimension) + " dimensions, " +
                 manifest.encoder.fingerprint.substr(0, 12));
    PrintRow(out, "vectors", Counts(manifest.encoder.vectors));
  }
  for (const index_schema::FrameworkSummary& summary : manifest.frameworks) {
    PrintFramework(summary, out);
  }
  out << "\nfiles\n";
  for (const index_schema::GenerationFile& file : manifest.files) {
    out << "  " << std::left << std::setw(32) << file.name << std::right << std::setw(14)
        << Grouped(file.bytes) << "  " << file.sha256.substr(0, 12) << '\n';
  }
}

}  // namespace crosswalk::indexer
