// SPDX-License-Identifier: Apache-2.0
// Splits CSV bytes into records and fields, knowing the line of each. The only user of libcsv.
#pragma once

#include <csv.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::esco {

// Yields records in batches: Advance, then look at records(), until Advance returns kEnd.
// Not thread-safe; not movable, since libcsv's callbacks hold its address.
class CsvScanner {
 public:
  struct Record {
    std::size_t line = 0;         // 1-based line on which it starts.
    std::size_t first_field = 0;  // Index for Field.
    std::size_t field_count = 0;  // At least 1.
  };
  enum class Outcome {
    kRecords,    // records() holds the next ones; there may be none yet.
    kMalformed,  // The record at error_line() is not CSV. Scanning goes on at the next line.
    kEnd,        // Nothing is left; records() is empty.
  };

  // `bytes` must outlive the scanner. ESCO separates fields by commas; other people's files may use
  // semicolons or tabs.
  explicit CsvScanner(std::string_view bytes, char separator = ',');
  ~CsvScanner();
  CsvScanner(const CsvScanner&) = delete;
  CsvScanner& operator=(const CsvScanner&) = delete;

  Outcome Advance();

  // The complete records read since the last call; with kMalformed, those before the malformed one.
  [[nodiscard]] const std::vector<Record>& records() const { return records_; }
  // Valid until the next Advance.
  [[nodiscard]] std::string_view Field(std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : field_ends_[index - 1];
    return std::string_view(text_).substr(begin, field_ends_[index] - begin);
  }
  [[nodiscard]] std::size_t error_line() const { return error_line_; }
  // Whether the malformed record is one whose last quote is never closed.
  [[nodiscard]] bool unterminated() const { return unterminated_; }

 private:
  static void OnField(void* data, std::size_t size, void* scanner) noexcept;
  static void OnRecord(int terminator, void* scanner) noexcept;

  void StartParser();
  void DropTakenRecords();
  Outcome Malformed(bool unterminated);

  std::string_view bytes_;
  char separator_;
  std::size_t position_ = 0;
  csv_parser parser_{};
  bool finished_ = false;

  std::string text_;                     // Fields, one after the other.
  std::vector<std::size_t> field_ends_;  // Where each ends in text_.
  std::vector<Record> records_;
  std::size_t open_first_field_ = 0;  // First field of the record being read.
  std::size_t open_line_ = 1;         // Line where that record starts, once it has a field.
  std::size_t line_ = 1;              // Line of the next field.

  std::size_t error_line_ = 0;
  bool unterminated_ = false;
  // A place whose line is known, so that recovering counts each byte once.
  std::size_t anchor_position_ = 0;
  std::size_t anchor_line_ = 1;
};

}  // namespace crosswalk::esco
