// SPDX-License-Identifier: Apache-2.0
// docs/ERRORS.md and docs/configuration.md say what the source says, no more and no less.
#include "frameworks/core/status.h"
#include "server/rpc/config.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace crosswalk::rpc {
namespace {

namespace fs = std::filesystem;

fs::path Repository() { return CROSSWALK_SOURCE_DIR; }

// The rows of a document's tables whose first cell is `code`, as cells without the bars.
std::vector<std::vector<std::string>> Rows(const std::string& document) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(test::ReadBytes(Repository() / "docs" / document));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("| `")) continue;
    std::vector<std::string> cells;
    std::istringstream parts(line.substr(2));
    for (std::string cell; std::getline(parts, cell, '|');) {
      const std::size_t end = cell.find_last_not_of(' ');
      const std::size_t begin = std::min(cell.find_first_not_of(' '), cell.size());
      cells.push_back(end == std::string::npos ? "" : cell.substr(begin, end + 1 - begin));
    }
    rows.push_back(cells);
  }
  return rows;
}

std::string Unquote(const std::string& cell) {
  return cell.size() > 2 && cell.front() == '`' && cell.back() == '`'
             ? cell.substr(1, cell.size() - 2)
             : cell;
}

// Every reason that the libraries and the server's programs may give: literals in the form of one.
std::set<std::string> ReasonsInTheSource() {
  // INTERNAL is the only reason of one word.
  static const std::regex literal("\"([A-Z][A-Z0-9]+(_[A-Z0-9]+)+|INTERNAL)\"");
  static const std::regex comment("//[^\n]*");
  std::set<std::string> reasons;
  for (const char* folder : {"frameworks", "indexer", "server"}) {
    for (const auto& entry : fs::recursive_directory_iterator(Repository() / folder)) {
      const fs::path& file = entry.path();
      // Names of codes and words of documents, not reasons.
      if (file == Repository() / "frameworks/core/status.cc") continue;
      if (file == Repository() / "server/registry/vocabulary.cc") continue;
      if (file.extension() != ".cc" && file.extension() != ".h") continue;
      const std::string text = std::regex_replace(test::ReadBytes(file), comment, "");
      for (std::sregex_iterator match(text.begin(), text.end(), literal), end; match != end;
           ++match) {
        const std::string reason = (*match)[1];
        if (!reason.starts_with("CROSSWALK_")) reasons.insert(reason);  // Variables.
      }
    }
  }
  return reasons;
}

TEST(Documents, ListEveryReason) {
  std::set<std::string> codes = {"warning"};
  for (int code = 1; code <= 16; ++code) {
    codes.emplace(core::StatusCodeName(static_cast<core::StatusCode>(code)));
  }
  std::set<std::string> documented;
  for (const auto& cells : Rows("ERRORS.md")) {
    ASSERT_EQ(cells.size(), 4U) << cells.front();
    EXPECT_TRUE(documented.insert(Unquote(cells[0])).second) << cells[0] << " is there twice";
    std::istringstream words(cells[1]);
    for (std::string code; std::getline(words, code, ',');) {
      code.erase(0, code.find_first_not_of(' '));
      EXPECT_TRUE(codes.contains(code)) << cells[0] << ": " << code;
    }
    EXPECT_FALSE(cells[2].empty()) << cells[0];
    EXPECT_FALSE(cells[3].empty()) << cells[0];
    EXPECT_LE(cells[0].size(), 65U);
  }
  EXPECT_EQ(documented, ReasonsInTheSource());
}

TEST(Documents, ListEverySetting) {
  std::vector<std::string> documented, expected;
  for (const auto& cells : Rows("configuration.md")) {
    ASSERT_EQ(cells.size(), 5U) << cells.front();
    documented.push_back(Unquote(cells[0]) + " " + Unquote(cells[1]) + " " + Unquote(cells[2]) +
                         " " + Unquote(cells[3]));
    EXPECT_FALSE(cells[4].empty()) << cells[0];
  }
  for (const Setting& setting : Settings()) {
    const std::string standard = setting.format(ServerConfig());
    expected.push_back(setting.name + " " + FlagName(setting) + " " + VariableName(setting) + " " +
                       (standard.empty() ? "none" : standard));
  }
  EXPECT_EQ(documented, expected);
}

}  // namespace
}  // namespace crosswalk::rpc
