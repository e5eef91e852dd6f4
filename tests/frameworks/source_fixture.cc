// SPDX-License-Identifier: Apache-2.0
#include "tests/frameworks/source_fixture.h"

#include <gtest/gtest.h>
#include <zip.h>

#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace crosswalk::test {
namespace {

namespace fs = std::filesystem;

void Expect(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(what);
}

}  // namespace

std::string ZipOf(const Files& files) {
  const TempFolder folder;
  const std::string path = (folder.path() / "out.zip").string();
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE, nullptr);
  Expect(archive != nullptr, "no archive");
  for (const auto& [name, bytes] : files) {
    zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    Expect(zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) >= 0, "no entry");
  }
  Expect(zip_close(archive) == 0, "the archive cannot be written");
  return ReadBytes(path);
}

core::Diagnostic Reading::Only(std::string_view rule) const {
  core::Diagnostic found;
  std::size_t count = 0;
  for (const core::Diagnostic& finding : diagnostics.kept()) {
    if (finding.rule == rule && ++count == 1) found = finding;
  }
  return count == 1 ? found : core::Diagnostic{};
}

core::Concept Reading::Find(std::string_view uri) const {
  for (const core::Concept& node : data.concepts) {
    if (node.uri == uri) return node;
  }
  return {};
}

std::string Reading::Complaints() const {
  std::string lines;
  for (const core::Diagnostic& finding : diagnostics.kept()) {
    if (finding.severity != core::Severity::kNote) lines += finding.ToString() + "\n";
  }
  return lines;
}

Reading ReadAll(core::Result<std::unique_ptr<core::FrameworkSource>> source) {
  Reading reading;
  reading.status = source.status();
  if (!source.ok()) return reading;
  core::Result<core::FrameworkData> data = (*source)->Read(reading.diagnostics);
  reading.status = data.status();
  if (data.ok()) reading.data = std::move(data).value();
  return reading;
}

}  // namespace crosswalk::test
