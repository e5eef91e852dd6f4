// SPDX-License-Identifier: Apache-2.0
// What reading a file of credentials yields: records, each with what is wrong with it and what of
// it has no home. Plain values.
#pragma once

#include "server/registry/credential.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace crosswalk::imports {

// What a file is written in. docs/import.md describes each.
enum class ImportFormat {
  kAuto,        // Found out from the content.
  kCsv,         // A table with a row an outcome.
  kJson,        // Documents of registry::ReadCredentialDocument: one, a list, or one a line.
  kOpenBadges,  // Open Badges 2.0 or 3.0: one, a list, or one a line.
  kCase,        // 1EdTech CASE 1.0 or 1.1: CFPackages.
};

// No file may be larger. 100,000 credentials with their outcomes take some 220 MB as JSON.
inline constexpr std::size_t kMaxImportBytes = std::size_t{256} << 20;

// How to read a file and what to take where it says nothing.
struct ImportOptions {
  ImportFormat format = ImportFormat::kAuto;
  std::string file_name;            // For messages only; may be empty.
  registry::Issuer default_issuer;  // Of records without an issuer id; its id may be empty.
  registry::CredentialType default_type = registry::CredentialType::kUnspecified;
  std::string default_language = "en";  // BCP-47, of texts that name none.
  // CSV: heading -> field, for headings that are not understood by themselves. Headings are
  // compared without regard to case and accents. The fields are those of CsvFieldNames().
  std::map<std::string, std::string> columns;
};

// One thing wrong with a record.
struct ImportProblem {
  int line = 0;         // 1-based line of the file.
  int column = 0;       // CSV: 1-based column of the table; JSON that is none: of the line; else 0.
  std::string field;    // A column's heading or a path of members; empty where it is the whole.
  std::string reason;   // UPPER_SNAKE_CASE, in docs/ERRORS.md.
  std::string message;  // What is wrong and what would be right, in English.

  bool operator==(const ImportProblem&) const = default;
};

struct ImportRecord {
  int number = 0;  // Place in the file, from 1.
  int line = 0;    // 1-based line on which it starts.
  // As it may be kept, where there are no problems. Its name is made from the issuer and the
  // external id, so that the same record has the same name in every import; empty where the record
  // has neither a name nor what to make one from.
  registry::Credential credential;
  // Why it may not be kept; all that was found. None: it passed registry::CheckCredential.
  std::vector<ImportProblem> problems;
  // Paths of what the record says and a credential has no field for. A path that occurs several
  // times is there once, as "CFItems[].notes (12 times)".
  std::vector<std::string> unheld_fields;
  // CSV: rows of this credential were wrong and are left out; each is a record of its own, with
  // problems. Such a credential should not be published unseen.
  bool is_incomplete = false;
};

}  // namespace crosswalk::imports
