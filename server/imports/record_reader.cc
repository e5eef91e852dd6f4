// SPDX-License-Identifier: Apache-2.0
#include "server/imports/record_reader.h"

#include "server/imports/case_records.h"
#include "server/imports/csv_records.h"
#include "server/imports/json_records.h"
#include "server/imports/open_badges_records.h"

#include <algorithm>
#include <utility>

namespace crosswalk::imports {
namespace {

// How far into the file to look for what tells its format.
constexpr std::size_t kProbeBytes = std::size_t{1} << 16;

bool HasAny(std::string_view text, std::initializer_list<std::string_view> marks) {
  return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) {
    return text.find(mark) != std::string_view::npos;
  });
}

}  // namespace

ImportFormat DetectFormat(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || (bytes[first] != '{' && bytes[first] != '[')) {
    return ImportFormat::kCsv;
  }
  const std::string_view probe = bytes.substr(first, kProbeBytes);
  if (HasAny(probe, {"\"CFDocument\""})) return ImportFormat::kCase;
  if (HasAny(probe, {"\"Achievement\"", "\"AchievementCredential\"", "\"OpenBadgeCredential\"",
                     "\"BadgeClass\"", "\"AchievementSubject\"", "w3id.org/openbadges",
                     "imsglobal.org/spec/ob/", "1edtech.org/spec/ob/"})) {
    return ImportFormat::kOpenBadges;
  }
  return ImportFormat::kJson;
}

core::Result<std::unique_ptr<RecordReader>> OpenRecords(std::string bytes,
                                                        const ImportOptions& options) {
  if (bytes.size() > kMaxImportBytes) {
    return core::InvalidArgument(
        "IMPORT_TOO_LARGE",
        "a file may have up to " + std::to_string(kMaxImportBytes) + " bytes; split it");
  }
  if (std::all_of(bytes.begin(), bytes.end(), [](char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\0';
      })) {
    return core::InvalidArgument("IMPORT_EMPTY", "the file is empty");
  }
  const ImportFormat format =
      options.format == ImportFormat::kAuto ? DetectFormat(bytes) : options.format;
  switch (format) {
    case ImportFormat::kOpenBadges:
      return OpenJson(std::move(bytes), format, ReadBadgeRecord, options);
    case ImportFormat::kCase:
      return OpenJson(std::move(bytes), format, ReadCaseRecord, options);
    case ImportFormat::kJson:
      return OpenJson(std::move(bytes), format, ReadDocumentRecord, options);
    default:
      return OpenCsv(bytes, options);
  }
}

}  // namespace crosswalk::imports
