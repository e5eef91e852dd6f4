// SPDX-License-Identifier: Apache-2.0
#include "frameworks/case/case_source.h"

#include "frameworks/case/case_package.h"
#include "frameworks/io/json_document.h"
#include "frameworks/io/source_file.h"

#include <algorithm>
#include <utility>

namespace crosswalk::case_format {
namespace {

class CaseSource final : public core::FrameworkSource {
 public:
  CaseSource(io::JsonDocument document, core::SourceFile file, std::string framework_id)
      : document_(std::move(document)),
        file_(std::move(file)),
        framework_id_(std::move(framework_id)) {}

  core::Result<core::FrameworkData> Read(core::Diagnostics& diagnostics) override {
    core::Result<core::FrameworkData> data =
        PackageReader(document_, framework_id_, diagnostics).Read();
    if (data.ok()) data->sources = {file_};
    return data;
  }

 private:
  io::JsonDocument document_;
  core::SourceFile file_;
  std::string framework_id_;
};

bool IsFrameworkId(std::string_view id) {
  return std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

}  // namespace

core::Result<std::unique_ptr<core::FrameworkSource>> OpenCaseSource(
    const std::filesystem::path& path, std::string framework_id) {
  core::Result<std::string> bytes = io::ReadSourceFile(path);
  if (!bytes.ok()) return bytes.status();
  return MakeCaseSource(path.filename().string(), *std::move(bytes), std::move(framework_id));
}

core::Result<std::unique_ptr<core::FrameworkSource>> MakeCaseSource(std::string file,
                                                                    std::string bytes,
                                                                    std::string framework_id) {
  if (!IsFrameworkId(framework_id)) {
    return core::InvalidArgument("FRAMEWORK_ID_INVALID",
                                 "framework id '" + framework_id +
                                     "' must consist of lower-case letters, digits and hyphens");
  }
  core::SourceFile source = io::DescribeSource(file, bytes);
  core::Result<io::JsonDocument> document = io::JsonDocument::Parse(std::move(file), bytes);
  if (!document.ok()) return document.status();
  return std::unique_ptr<core::FrameworkSource>(std::make_unique<CaseSource>(
      *std::move(document), std::move(source), std::move(framework_id)));
}

}  // namespace crosswalk::case_format
