// SPDX-License-Identifier: Apache-2.0
#include "frameworks/esco/csv_scanner.h"

#include <algorithm>

namespace crosswalk::esco {
namespace {

// Strict: a stray quote is an error rather than text, or one missing quote could silently swallow
// half a file. Line ends are all reported, because the line count lives on them.
constexpr unsigned char kOptions = CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL;
constexpr std::size_t kBatchBytes = std::size_t{1} << 16;

std::size_t CountLineFeeds(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

CsvScanner::CsvScanner(std::string_view bytes, char separator)
    : bytes_(bytes), separator_(separator) {
  StartParser();
}

CsvScanner::~CsvScanner() { csv_free(&parser_); }

void CsvScanner::StartParser() {
  csv_init(&parser_, kOptions);
  csv_set_delim(&parser_, static_cast<unsigned char>(separator_));
  // libcsv grows its field buffer by this much; its default of 128 makes a huge field quadratic.
  csv_set_blk_size(&parser_, kBatchBytes);
}

void CsvScanner::OnField(void* data, std::size_t size, void* scanner) noexcept {
  auto& self = *static_cast<CsvScanner*>(scanner);
  const std::string_view field(static_cast<const char*>(data), size);
  if (self.field_ends_.size() == self.open_first_field_) self.open_line_ = self.line_;
  self.line_ += CountLineFeeds(field);
  self.text_.append(field);
  self.field_ends_.push_back(self.text_.size());
}

void CsvScanner::OnRecord(int terminator, void* scanner) noexcept {
  auto& self = *static_cast<CsvScanner*>(scanner);
  if (terminator == '\n') ++self.line_;
  const std::size_t fields = self.field_ends_.size() - self.open_first_field_;
  if (fields == 0) return;  // A blank line, or the second half of CRLF.
  self.records_.push_back({self.open_line_, self.open_first_field_, fields});
  self.open_first_field_ = self.field_ends_.size();
}

// Forgets the fields of records already handed out; those of the open record move to the front.
void CsvScanner::DropTakenRecords() {
  records_.clear();
  if (open_first_field_ == 0) return;
  const std::size_t cut = field_ends_[open_first_field_ - 1];
  text_.erase(0, cut);
  field_ends_.erase(field_ends_.begin(),
                    field_ends_.begin() + static_cast<std::ptrdiff_t>(open_first_field_));
  for (std::size_t& end : field_ends_) end -= cut;
  open_first_field_ = 0;
}

CsvScanner::Outcome CsvScanner::Malformed(bool unterminated) {
  const bool has_field = field_ends_.size() > open_first_field_;
  error_line_ = has_field ? open_line_ : line_;
  unterminated_ = unterminated;
  field_ends_.resize(open_first_field_);
  text_.resize(field_ends_.empty() ? 0 : field_ends_.back());
  return Outcome::kMalformed;
}

CsvScanner::Outcome CsvScanner::Advance() {
  DropTakenRecords();
  if (finished_) return Outcome::kEnd;
  if (position_ == bytes_.size()) {
    finished_ = true;
    if (csv_fini(&parser_, OnField, OnRecord, this) != 0) return Malformed(true);
    return Outcome::kRecords;
  }
  const std::string_view batch = bytes_.substr(position_, kBatchBytes);
  const std::size_t read = csv_parse(&parser_, batch.data(), batch.size(), OnField, OnRecord, this);
  position_ += read;
  if (read == batch.size()) return Outcome::kRecords;

  const Outcome outcome = Malformed(false);
  const std::size_t line_feed = bytes_.find('\n', position_);
  position_ = line_feed == std::string_view::npos ? bytes_.size() : line_feed + 1;
  line_ =
      anchor_line_ + CountLineFeeds(bytes_.substr(anchor_position_, position_ - anchor_position_));
  anchor_position_ = position_;
  anchor_line_ = line_;
  csv_free(&parser_);
  StartParser();
  return outcome;
}

}  // namespace crosswalk::esco
