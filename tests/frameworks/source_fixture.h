// SPDX-License-Identifier: Apache-2.0
// What tests of the readers share: archives, and what came of reading them.
#pragma once

#include "frameworks/core/diagnostics.h"
#include "frameworks/core/framework.h"
#include "frameworks/core/status.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::test {

using Files = std::map<std::string, std::string>;

// The bytes of a zip archive with these files.
std::string ZipOf(const Files& files);

// A framework with the findings on the way.
struct Reading {
  core::Status status;       // Of opening or reading.
  core::FrameworkData data;  // Empty unless `status` is OK.
  core::Diagnostics diagnostics{1000};

  // The finding of this rule; a default one where there is none or more than one.
  [[nodiscard]] core::Diagnostic Only(std::string_view rule) const;
  // The concept with this URI; one without labels where there is none.
  [[nodiscard]] core::Concept Find(std::string_view uri) const;
  // The findings that are no notes, one a line.
  [[nodiscard]] std::string Complaints() const;
};

Reading ReadAll(core::Result<std::unique_ptr<core::FrameworkSource>> source);

}  // namespace crosswalk::test
