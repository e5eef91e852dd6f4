// SPDX-License-Identifier: Apache-2.0
// A framework as a reader hands it to the indexer, and the interface every reader implements.
#pragma once

#include "frameworks/core/concept.h"
#include "frameworks/core/diagnostics.h"
#include "frameworks/core/localized_text.h"
#include "frameworks/core/qualification.h"
#include "frameworks/core/status.h"

#include <cstdint>
#include <string>
#include <vector>

namespace crosswalk::core {

// A published set of concepts in one release.
struct Framework {
  std::string id;       // [a-z0-9-]+: "esco", "oqf", "acme-competencies".
  std::string release;  // Publisher's version: "1.2.0".
  std::string uri;
  LocalizedText publisher;
  std::string license;
  LocalizedText attribution;  // Sentence that must be shown where the data is.
  LocalizedText title;
  std::vector<std::string> languages;  // Those with at least one preferred label, sorted.
  // Categories of standards in the publisher's order; empty unless a qualifications framework.
  std::vector<DescriptorCategory> categories;
};

// A named set of concepts across the hierarchy: ESCO's digital, green, transversal, ...
// collections.
struct Collection {
  std::string id;  // [a-z0-9-]+: "digital".
  std::string uri;
  LocalizedText title;
};

// One file that a framework was read from.
struct SourceFile {
  std::string name;    // File name, or "bundle.zip!entry.csv".
  std::string sha256;  // Lower-case hex of its bytes.
  std::uint64_t bytes = 0;
};

// Everything a reader knows. Relations may point at URIs of other frameworks.
struct FrameworkData {
  Framework framework;
  std::vector<Concept> concepts;
  std::vector<Relation> relations;
  std::vector<Collection> collections;
  std::vector<Qualification>
      qualifications;  // Ladder order; empty unless a qualifications framework.
  std::vector<SourceFile> sources;
};

// A publisher's format. Implementations live in frameworks/<format>/ and never see the index.
class FrameworkSource {
 public:
  virtual ~FrameworkSource() = default;

  // Reads everything. Records that are wrong are reported to `diagnostics` with file, line, field
  // and reason, and left out; a source that cannot be read at all is an error. Not thread-safe.
  virtual Result<FrameworkData> Read(Diagnostics& diagnostics) = 0;
};

}  // namespace crosswalk::core
