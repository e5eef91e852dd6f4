// SPDX-License-Identifier: Apache-2.0
// Reading whole files for tests.
#pragma once

#include "server/imports/record_reader.h"

#include <string>
#include <vector>

namespace crosswalk::test {

// All records of `bytes`; fails the test where they cannot be opened.
std::vector<imports::ImportRecord> ReadRecords(std::string bytes,
                                               const imports::ImportOptions& options = {});

// "line:column field REASON" of each problem of all records.
std::vector<std::string> Problems(const std::vector<imports::ImportRecord>& records);

// A file of tests/imports/data.
std::string Fixture(const std::string& name);

}  // namespace crosswalk::test
