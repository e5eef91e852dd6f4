// SPDX-License-Identifier: Apache-2.0
// Reads the files that add to concepts already known: thematic collections, the hierarchy's codes
// and the titles of concept schemes.
#pragma once

#include "frameworks/core/diagnostics.h"
#include "frameworks/core/framework.h"
#include "frameworks/core/status.h"
#include "frameworks/esco/concept_table.h"
#include "frameworks/esco/source_text.h"

#include <map>
#include <string>
#include <vector>

namespace crosswalk::esco {

// Reads them one after the other, after all label files. Not thread-safe.
class CollectionFileReader {
 public:
  // Both must outlive the reader.
  CollectionFileReader(ConceptTable& concepts, core::Diagnostics& diagnostics)
      : concepts_(concepts), diagnostics_(diagnostics) {}

  // Makes the concepts of `file` members of its collection, and fills what the label files leave
  // open: words in the file's language, skill type, reuse level. What a label file says, holds.
  // Findings: dangling-member, bad-value (a warning), and those of ReadCsv.
  core::Status ReadCollection(const SourceText& file);
  // Gives skill groups without a code theirs from skillsHierarchy.
  core::Status ReadHierarchy(const SourceText& file);
  // Takes the publisher's titles for the collections, in languages we have none for.
  core::Status ReadConceptSchemes(const SourceText& file);

  // The collections that have a file, by id.
  std::vector<core::Collection> Take();

 private:
  ConceptTable& concepts_;
  core::Diagnostics& diagnostics_;
  std::map<std::string, core::Collection> collections_;
  std::map<std::string, core::LocalizedText> scheme_titles_;  // By URI.
};

}  // namespace crosswalk::esco
