// SPDX-License-Identifier: Apache-2.0
#include "tests/imports/read_records.h"

#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <utility>

namespace crosswalk::test {

std::vector<imports::ImportRecord> ReadRecords(std::string bytes,
                                               const imports::ImportOptions& options) {
  std::vector<imports::ImportRecord> records;
  auto reader = imports::OpenRecords(std::move(bytes), options);
  if (!reader.ok()) {
    ADD_FAILURE() << reader.status().ToString();
    return records;
  }
  while (auto record = (*reader)->Next()) records.push_back(*std::move(record));
  return records;
}

std::vector<std::string> Problems(const std::vector<imports::ImportRecord>& records) {
  std::vector<std::string> problems;
  for (const imports::ImportRecord& record : records) {
    for (const imports::ImportProblem& problem : record.problems) {
      problems.push_back(std::to_string(problem.line) + ":" + std::to_string(problem.column) + " " +
                         problem.field + " " + problem.reason);
    }
  }
  return problems;
}

std::string Fixture(const std::string& name) {
  return ReadBytes(std::filesystem::path(CROSSWALK_IMPORTS_TEST_DATA) / name);
}

}  // namespace crosswalk::test
