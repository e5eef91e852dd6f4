// SPDX-License-Identifier: Apache-2.0
#include "frameworks/oqf/oqf_source.h"

#include "frameworks/io/json_document.h"
#include "frameworks/io/source_file.h"
#include "frameworks/oqf/ladder.h"

#include <system_error>
#include <utility>

namespace crosswalk::oqf {
namespace {

constexpr const char* kFile = "oqf.json";
constexpr const char* kOverrideFile = "oqf.override.json";

class OqfSource final : public core::FrameworkSource {
 public:
  OqfSource(io::JsonDocument ladder, std::optional<io::JsonDocument> overrides,
            std::vector<core::SourceFile> sources)
      : ladder_(std::move(ladder)), override_(std::move(overrides)), sources_(std::move(sources)) {}

  core::Result<core::FrameworkData> Read(core::Diagnostics& diagnostics) override {
    core::Result<core::FrameworkData> data = ReadLadder(ladder_, diagnostics);
    if (!data.ok()) return data;
    if (override_) {
      core::Status status = ApplyOverride(*override_, diagnostics, *data);
      if (!status.ok()) return status;
    }
    data->sources = sources_;
    return data;
  }

 private:
  io::JsonDocument ladder_;
  std::optional<io::JsonDocument> override_;
  std::vector<core::SourceFile> sources_;
};

}  // namespace

core::Result<std::unique_ptr<core::FrameworkSource>> OpenOqfSource(
    const std::filesystem::path& path) {
  std::error_code error;
  const std::filesystem::path file =
      std::filesystem::is_directory(path, error) ? path / kFile : path;
  core::Result<std::string> bytes = io::ReadSourceFile(file);
  if (!bytes.ok()) return bytes.status();
  const std::filesystem::path override_file = file.parent_path() / kOverrideFile;
  if (!std::filesystem::exists(override_file, error)) return MakeOqfSource(*std::move(bytes));
  core::Result<std::string> override_bytes = io::ReadSourceFile(override_file);
  if (!override_bytes.ok()) return override_bytes.status();
  return MakeOqfSource(*std::move(bytes), *std::move(override_bytes));
}

core::Result<std::unique_ptr<core::FrameworkSource>> MakeOqfSource(
    std::string bytes, std::optional<std::string> override_bytes) {
  std::vector<core::SourceFile> sources = {io::DescribeSource(kFile, bytes)};
  core::Result<io::JsonDocument> ladder = io::JsonDocument::Parse(kFile, bytes);
  if (!ladder.ok()) return ladder.status();
  std::optional<io::JsonDocument> overrides;
  if (override_bytes) {
    sources.push_back(io::DescribeSource(kOverrideFile, *override_bytes));
    core::Result<io::JsonDocument> parsed = io::JsonDocument::Parse(kOverrideFile, *override_bytes);
    if (!parsed.ok()) return parsed.status();
    overrides = *std::move(parsed);
  }
  return std::unique_ptr<core::FrameworkSource>(
      std::make_unique<OqfSource>(*std::move(ladder), std::move(overrides), std::move(sources)));
}

}  // namespace crosswalk::oqf
