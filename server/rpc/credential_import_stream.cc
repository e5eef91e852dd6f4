// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/credential_import_stream.h"

#include "server/registry/credential_check.h"
#include "server/rpc/credential_import.h"
#include "server/rpc/credential_proto.h"
#include "server/rpc/languages.h"
#include "server/rpc/request_check.h"

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

namespace crosswalk::rpc {
namespace {

// The rest of a change's request id is the record's number.
constexpr std::size_t kLongestImportId = 100;

constexpr std::array<std::pair<v1::ImportFormat, imports::ImportFormat>, 5> kFormats = {{
    {v1::IMPORT_FORMAT_UNSPECIFIED, imports::ImportFormat::kAuto},
    {v1::IMPORT_FORMAT_CSV, imports::ImportFormat::kCsv},
    {v1::IMPORT_FORMAT_JSON, imports::ImportFormat::kJson},
    {v1::IMPORT_FORMAT_OPEN_BADGES, imports::ImportFormat::kOpenBadges},
    {v1::IMPORT_FORMAT_CASE, imports::ImportFormat::kCase},
}};

core::Status Gone() {
  return {core::StatusCode::kCancelled, "REQUEST_CANCELLED", "the caller is gone"};
}

// Reads how to read, and notes what is wrong with the options under "options".
imports::ImportOptions ReadOptions(const v1::ImportOptions& options, RequestCheck& check) {
  const auto one_of = [&check](bool valid, std::string_view field) {
    if (!valid) check.Add("VALUE_UNKNOWN", field, "takes one of the named values");
  };
  one_of(v1::ImportFormat_IsValid(options.format()), "options.format");
  one_of(v1::ImportConflict_IsValid(options.on_conflict()), "options.on_conflict");
  one_of(v1::SuggestionMode_IsValid(options.suggestions()), "options.suggestions");
  check.LimitText("options.request_id", options.request_id(), kLongestImportId);
  check.LimitText("options.file_name", options.file_name(), registry::kMaxTextBytes);
  check.LimitCount("options.columns", options.columns().size(), registry::kMaxListItems);
  if (options.resume_after_record() < 0) {
    check.Add("VALUE_OUT_OF_RANGE", "options.resume_after_record", "takes 0 or more");
  }
  imports::ImportOptions read;
  for (const auto& [format, known] : kFormats) {
    if (format == options.format()) read.format = known;
  }
  read.file_name = options.file_name();
  // Issuer and type are read as those of a credential.
  v1::Credential defaults;
  *defaults.mutable_issuer() = options.default_issuer();
  defaults.set_type(options.default_type());
  const registry::Credential credential = ReadCredential(defaults, "options.default", check);
  for (const core::FieldViolation& violation : registry::CheckCredential(credential)) {
    check.Add("CREDENTIAL_INVALID", "options.default_" + violation.field, violation.description);
  }
  read.default_issuer = credential.issuer;
  read.default_type = credential.type;
  if (!options.default_language_code().empty()) {
    read.default_language = options.default_language_code();
    if (!NormalizeLanguageTag(options.default_language_code())) {
      check.Add("LANGUAGE_INVALID", "options.default_language_code",
                "takes a BCP-47 code such as en or fr-CA");
    }
  }
  read.columns = {options.columns().begin(), options.columns().end()};
  return read;
}

// The whole file, of which `request` is the first message.
core::Result<std::string> ReadContent(Call& call, v1::ImportCredentialsRequest request,
                                      ImportStream& stream) {
  std::string content;
  while (true) {
    RequestCheck check;
    if (request.content().size() > kLongestPiece) {
      check.Add("TEXT_TOO_LONG", "content",
                "takes at most " + std::to_string(kLongestPiece) + " bytes; send more pieces");
      return check.ToStatus();
    }
    if (content.size() + request.content().size() > imports::kMaxImportBytes) {
      return core::InvalidArgument("IMPORT_TOO_LARGE",
                                   "a file may have up to " +
                                       std::to_string(imports::kMaxImportBytes >> 20U) +
                                       " MiB; split it");
    }
    content += request.content();
    if (request.last()) return content;
    request.Clear();
    if (!stream.Read(&request)) {
      if (call.Cancelled()) return Gone();
      return core::InvalidArgument("IMPORT_INCOMPLETE",
                                   "the stream ended before its last piece; send the file again");
    }
    if (request.has_options()) {
      check.Add("OPTIONS_NOT_FIRST", "options", "goes with the first message only");
      return check.ToStatus();
    }
  }
}

// Keeps some records and sends what became of them.
core::Status KeepSome(Call& call, std::vector<imports::ImportRecord> records,
                      CredentialImport& import, ImportStream& stream) {
  if (call.Cancelled()) return Gone();
  v1::ImportCredentialsResponse response;
  core::Status status = import.Keep(std::move(records), response);
  if (!status.ok()) return status;
  return stream.Write(response) ? core::Status() : Gone();
}

}  // namespace

core::Status ImportFromStream(Call& call, WorkerPool& workers, registry::CredentialStore& store,
                              const RecordOpener& open, ImportStream& stream) {
  v1::ImportCredentialsRequest request;
  if (!stream.Read(&request)) request.Clear();
  RequestCheck check;
  if (!request.has_options()) check.Add("FIELD_REQUIRED", "options", "go with the first message");
  const v1::ImportOptions options = request.options();
  const imports::ImportOptions how = ReadOptions(options, check);
  if (!check.ok()) return check.ToStatus();
  auto content = ReadContent(call, std::move(request), stream);
  if (!content.ok()) return content.status();
  auto reader = open(*std::move(content), how);
  if (!reader.ok()) return reader.status();

  CredentialImport import(call, workers, store, options);
  std::vector<imports::ImportRecord> records;
  while (std::optional<imports::ImportRecord> record = (*reader)->Next()) {
    records.push_back(*std::move(record));
    if (records.size() < kImportBatch) continue;
    core::Status status = KeepSome(call, std::exchange(records, {}), import, stream);
    if (!status.ok()) return status;
  }
  core::Status status;
  if (!records.empty()) status = KeepSome(call, std::move(records), import, stream);
  if (!status.ok()) return status;

  v1::ImportCredentialsResponse end;
  *end.mutable_summary() = import.summary();
  for (const auto& [format, known] : kFormats) {
    if (known == (*reader)->format()) end.mutable_summary()->set_format(format);
  }
  call.CountItems(static_cast<std::size_t>(import.summary().records()),
                  static_cast<std::size_t>(import.summary().records() - import.summary().failed()));
  return stream.Write(end) ? core::Status() : Gone();
}

}  // namespace crosswalk::rpc
