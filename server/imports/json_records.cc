// SPDX-License-Identifier: Apache-2.0
#include "server/imports/json_records.h"

#include "frameworks/io/json_document.h"
#include "server/imports/identity.h"
#include "server/imports/json_findings.h"
#include "server/imports/problem_reasons.h"
#include "server/registry/credential_check.h"
#include "server/registry/credential_document.h"

#include <charconv>
#include <map>
#include <utility>

namespace crosswalk::imports {
namespace {

// The line of the value that `path` ("outcomes[2].text") leads to, or of the last on the way that
// is there.
int LineOfPath(const JsonSlice& slice, std::string_view path) {
  const auto document = io::JsonDocument::Parse("record", slice.text);
  if (!document.ok()) return slice.line;
  io::JsonValue value = document->root();
  while (!path.empty()) {
    if (path.front() == '.') path.remove_prefix(1);
    std::optional<io::JsonValue> next;
    if (path.front() == '[') {
      std::size_t index = 0;
      const char* const end =
          std::from_chars(path.data() + 1, path.data() + path.size(), index).ptr;
      const std::vector<io::JsonValue> children = value.children();
      if (index < children.size()) next = children[index];
      path.remove_prefix(std::min(static_cast<std::size_t>(end - path.data()) + 1, path.size()));
    } else {
      const std::size_t end = std::min(path.find_first_of(".["), path.size());
      next = value.Find(path.substr(0, end));
      path.remove_prefix(end);
    }
    if (!next) break;
    value = *next;
  }
  return slice.line + static_cast<int>(value.line()) - 1;
}

class JsonReader final : public RecordReader {
 public:
  JsonReader(std::string bytes, ImportFormat format, ReadJsonRecord read, ImportOptions options)
      : bytes_(std::move(bytes)),
        format_(format),
        read_(read),
        options_(std::move(options)),
        slices_(SliceJson(bytes_)) {}

  std::optional<ImportRecord> Next() override {
    if (next_ == slices_.size()) return std::nullopt;
    const JsonSlice& slice = slices_[next_++];
    ImportRecord record = read_(slice, options_);
    record.number = static_cast<int>(next_);
    record.line = slice.line;
    if (record.problems.empty()) Check(slice, record);
    return record;
  }

  [[nodiscard]] ImportFormat format() const override { return format_; }

 private:
  void Check(const JsonSlice& slice, ImportRecord& record) {
    const bool is_document = format_ == ImportFormat::kJson;
    for (const core::FieldViolation& violation : registry::CheckCredential(record.credential)) {
      record.problems.push_back({is_document ? LineOfPath(slice, violation.field) : slice.line, 0,
                                 violation.field, ReasonOf(violation), violation.description});
    }
    const std::string& name = record.credential.name;
    if (name.empty()) return;
    if (!registry::ParseCredentialName(name).ok()) {
      record.problems.push_back(
          {slice.line, 0, "name", "ID_INVALID",
           "'" + name.substr(0, 200) + "' is not credentials/{id} with an id of [a-z0-9.-]"});
      return;
    }
    if (!record.problems.empty()) return;
    const auto [twin, is_new] = number_by_name_.emplace(name, record.number);
    if (is_new) return;
    record.problems.push_back(
        {slice.line, 0, "name", "RECORD_DUPLICATE",
         "has the same name " + name + " as record " + std::to_string(twin->second)});
  }

  std::string bytes_;
  ImportFormat format_;
  ReadJsonRecord read_;
  ImportOptions options_;
  std::vector<JsonSlice> slices_;  // Of bytes_.
  std::size_t next_ = 0;
  std::map<std::string, int> number_by_name_;
};

}  // namespace

ImportRecord ReadDocumentRecord(const JsonSlice& slice, const ImportOptions& options) {
  ImportRecord record;
  JsonFindings findings(slice);
  core::Result<registry::CredentialReading> reading = registry::ReadCredentialDocument(slice.text);
  if (!reading.ok()) {
    const core::Status& status = reading.status();
    if (status.reason() == "DOCUMENT_SYNTAX") {
      findings.FailSyntax(status);
    } else if (status.field_violations().empty()) {
      findings.Fail("", status.reason(), status.message());
    }
    for (const core::FieldViolation& violation : status.field_violations()) {
      record.problems.push_back({LineOfPath(slice, violation.field), 0, violation.field,
                                 status.reason(), violation.description});
    }
    findings.MoveTo(record);
    return record;
  }
  record.credential = std::move(reading->credential);
  for (std::string& path : reading->unknown_fields) findings.NotHeld(std::move(path));
  findings.MoveTo(record);
  registry::Credential& credential = record.credential;
  for (registry::Outcome& outcome : credential.outcomes) {
    if (outcome.language_code.empty()) outcome.language_code = options.default_language;
  }
  const std::string title = credential.title.empty() ? "" : credential.title.begin()->second;
  const std::string& number = credential.external_id;
  Complete(options, IdFrom(number.empty() ? title : number), credential);
  return record;
}

std::unique_ptr<RecordReader> OpenJson(std::string bytes, ImportFormat format, ReadJsonRecord read,
                                       const ImportOptions& options) {
  return std::make_unique<JsonReader>(std::move(bytes), format, read, options);
}

}  // namespace crosswalk::imports
