// SPDX-License-Identifier: Apache-2.0
// One CSV file of a bundle in memory, on its way through the readers of its kind.
#pragma once

#include "frameworks/core/diagnostics.h"
#include "frameworks/esco/esco_layout.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace crosswalk::esco {

struct SourceText {
  std::string location;  // "bundle.zip!skills_en.csv".
  FileName name;         // With the bundle's language where the file name has none.
  std::string_view bytes;
};

// Reports findings about one file.
class FileReporter {
 public:
  FileReporter(const SourceText& file, core::Diagnostics& diagnostics)
      : file_(file), diagnostics_(diagnostics) {}

  void Add(core::Severity severity, std::string rule, std::size_t line, std::string_view field,
           std::string_view subject, std::string reason) const {
    diagnostics_.Add({severity, std::move(rule), file_.location, line, std::string(field),
                      std::string(subject), std::move(reason)});
  }

 private:
  const SourceText& file_;
  core::Diagnostics& diagnostics_;
};

}  // namespace crosswalk::esco
