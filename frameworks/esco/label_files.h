// SPDX-License-Identifier: Apache-2.0
// Reads the files that hold the concepts themselves: skills, skill groups, occupations, ISCO
// groups.
#pragma once

#include "frameworks/core/diagnostics.h"
#include "frameworks/core/status.h"
#include "frameworks/esco/concept_table.h"
#include "frameworks/esco/csv_reader.h"
#include "frameworks/esco/source_text.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace crosswalk::esco {

// Reads label files one after the other into a ConceptTable. Not thread-safe.
class LabelFileReader {
 public:
  // Both must outlive the reader.
  LabelFileReader(ConceptTable& concepts, core::Diagnostics& diagnostics)
      : concepts_(concepts), diagnostics_(diagnostics) {}

  // Adds the concepts of `file`, or its words to concepts that another file already brought. Facts
  // beside the words (skill type, code, ...) stay those of the first file that has them. Findings:
  // bad-value, duplicate-uri, duplicate-id, missing-label, and those of ReadCsv.
  // REQUIRES: a kind of concept file, not read before in this language.
  core::Status Read(const SourceText& file);

  // Reports records without a preferred label: an error for a concept that no file names, a warning
  // for one that has words in another language. Call when all files are read.
  void ReportMissingLabels();

  // ISCO groups by the `iscoGroup` column: occupation URI, group URI.
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& isco_groups() const {
    return isco_groups_;
  }

 private:
  struct MissingLabel {
    std::string location;
    std::size_t line;
    std::string uri;
  };

  void ReadRecord(const SourceText& file, const CsvRecord& record);
  // Fills what the concept does not know yet.
  void AddFacts(const SourceText& file, const CsvRecord& record, core::Concept& node);

  ConceptTable& concepts_;
  core::Diagnostics& diagnostics_;
  std::vector<MissingLabel> missing_labels_;
  std::vector<std::pair<std::string, std::string>> isco_groups_;
};

}  // namespace crosswalk::esco
