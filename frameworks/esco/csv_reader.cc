// SPDX-License-Identifier: Apache-2.0
#include "frameworks/esco/csv_reader.h"

#include "frameworks/core/text.h"
#include "frameworks/esco/csv_scanner.h"
#include "frameworks/io/source_file.h"

#include <optional>
#include <utility>

namespace crosswalk::esco {
namespace {

using core::Diagnostics;
using core::Severity;
using core::Status;

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

Status MissingColumn(const std::string& file, std::string_view column) {
  Status status = core::InvalidArgument(
      "SOURCE_COLUMN_MISSING",
      "'" + file + "' has no column '" + std::string(column) + "' in its header line");
  return status.WithMetadata("file", file).WithMetadata("column", std::string(column));
}

// Turns scanned records into records of a layout.
class LayoutReader {
 public:
  LayoutReader(const std::string& file, const CsvLayout& layout, bool all_utf8,
               Diagnostics& diagnostics)
      : file_(file), layout_(layout), all_utf8_(all_utf8), diagnostics_(diagnostics) {}

  Status ReadHeader(const CsvScanner& scanner, const CsvScanner::Record& header) {
    width_ = header.field_count;
    for (const CsvColumn& column : layout_.columns) {
      std::optional<std::size_t> place;
      for (std::size_t i = 0; i < width_ && !place; ++i) {
        if (Trimmed(scanner.Field(header.first_field + i)) == column.name) place = i;
      }
      if (!place && column.need == Need::kRequired) return MissingColumn(file_, column.name);
      if (!place && column.need == Need::kExpected) {
        Report(Severity::kNote, "missing-column", header.line, column.name, "",
               "this release of the file has no such column");
      }
      places_.push_back(place);
    }
    return {};
  }

  // The record by the layout's columns, or nothing when it is wrong.
  std::optional<CsvRecord> Read(const CsvScanner& scanner, const CsvScanner::Record& record) {
    std::vector<std::string_view> fields;
    fields.reserve(places_.size());
    for (const std::optional<std::size_t>& place : places_) {
      fields.push_back(place && *place < record.field_count
                           ? scanner.Field(record.first_field + *place)
                           : std::string_view());
    }
    if (!HasGoodWidth(scanner, record)) {
      Report(Severity::kError, "wrong-column-count", record.line, "", Subject(fields.front()),
             "the record has " + std::to_string(record.field_count) + " columns, the header " +
                 std::to_string(width_));
      return std::nullopt;
    }
    for (std::size_t i = 0; !all_utf8_ && i < fields.size(); ++i) {
      const std::optional<std::size_t> bad = core::FindInvalidUtf8(fields[i]);
      if (!bad) continue;
      Report(Severity::kError, "bad-utf8", record.line, layout_.columns[i].name,
             i == 0 ? std::string() : Subject(fields.front()),
             "byte " + std::to_string(*bad + 1) + " of the field is not UTF-8");
      return std::nullopt;
    }
    return CsvRecord(record.line, std::move(fields));
  }

  void Report(Severity severity, std::string rule, std::size_t line, std::string_view field,
              std::string subject, std::string reason) {
    diagnostics_.Add({severity, std::move(rule), file_, line, std::string(field),
                      std::move(subject), std::move(reason)});
  }

 private:
  static std::string_view Trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
  }

  static std::string Subject(std::string_view text) {
    // A subject is quoted in messages, where broken text and line feeds would spoil the line.
    constexpr std::size_t longest = 200;
    if (text.size() > longest || core::FindInvalidUtf8(text)) return {};
    return core::CleanText(text);
  }

  bool HasGoodWidth(const CsvScanner& scanner, const CsvScanner::Record& record) const {
    if (record.field_count < width_) return layout_.short_records;
    for (std::size_t i = width_; i < record.field_count; ++i) {  // Trailing commas do no harm.
      if (!scanner.Field(record.first_field + i).empty()) return false;
    }
    return true;
  }

  const std::string& file_;
  const CsvLayout& layout_;
  bool all_utf8_;  // Known for the whole file, so that fields need no check of their own.
  Diagnostics& diagnostics_;
  std::size_t width_ = 0;
  std::vector<std::optional<std::size_t>> places_;  // By column of the layout.
};

}  // namespace

Status ReadCsv(const std::string& file, std::string_view bytes, const CsvLayout& layout,
               Diagnostics& diagnostics, const std::function<void(const CsvRecord&)>& on_record) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    return io::SourceUnreadable(file, "it is UTF-16; save it as UTF-8");
  }
  if (bytes.starts_with(kUtf8Mark)) bytes.remove_prefix(kUtf8Mark.size());

  LayoutReader reader(file, layout, !core::FindInvalidUtf8(bytes), diagnostics);
  CsvScanner scanner(bytes);
  bool has_header = false;
  for (;;) {
    const CsvScanner::Outcome outcome = scanner.Advance();
    for (const CsvScanner::Record& record : scanner.records()) {
      if (!has_header) {
        if (Status status = reader.ReadHeader(scanner, record); !status.ok()) return status;
        has_header = true;
      } else if (const std::optional<CsvRecord> good = reader.Read(scanner, record)) {
        on_record(*good);
      }
    }
    if (outcome == CsvScanner::Outcome::kMalformed) {
      const char* reason = scanner.unterminated()
                               ? "a quote that opens in this record is never closed"
                               : "a quote stands inside a field or is not followed by a comma";
      if (!has_header) return io::SourceUnreadable(file, std::string("its header: ") + reason);
      reader.Report(Severity::kError, "bad-csv", scanner.error_line(), "", "", reason);
    }
    if (outcome == CsvScanner::Outcome::kEnd) break;
  }
  if (!has_header && !layout.columns.empty()) {
    return MissingColumn(file, layout.columns.front().name);
  }
  return {};
}

}  // namespace crosswalk::esco
