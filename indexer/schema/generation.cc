// SPDX-License-Identifier: Apache-2.0
#include "indexer/schema/generation.h"

#include "frameworks/core/sha256.h"
#include "indexer/schema/durable_file.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>

namespace crosswalk::index_schema {
namespace {

namespace fs = std::filesystem;

core::Status Corrupt(const fs::path& path, std::string_view what) {
  return core::DataLoss("INDEX_CORRUPT", path.string() + " " + std::string(what));
}

// Names and sizes of the files below `generation`, the manifest left out, sorted by name.
core::Result<std::vector<GenerationFile>> ListNames(const fs::path& generation) {
  std::vector<GenerationFile> files;
  std::error_code error;
  fs::recursive_directory_iterator walk(generation, error);
  for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    const fs::path& path = walk->path();
    const fs::file_status status = walk->symlink_status(error);
    if (error) break;
    if (fs::is_directory(status)) continue;
    if (!fs::is_regular_file(status)) return Corrupt(path, "is not a regular file");
    const std::string name = path.lexically_relative(generation).generic_string();
    if (name == kManifestFile) continue;
    const std::uintmax_t bytes = fs::file_size(path, error);
    if (error) break;
    files.push_back({name, bytes, ""});
  }
  if (error) return IoError("list", generation, error.value());
  std::sort(files.begin(), files.end(),
            [](const GenerationFile& a, const GenerationFile& b) { return a.name < b.name; });
  return files;
}

core::Status CheckSameNames(const fs::path& generation, const std::vector<GenerationFile>& expected,
                            const std::vector<GenerationFile>& found) {
  const auto has = [](const std::vector<GenerationFile>& files, const std::string& name) {
    return std::any_of(files.begin(), files.end(),
                       [&name](const GenerationFile& file) { return file.name == name; });
  };
  for (const GenerationFile& file : expected) {
    if (!has(found, file.name)) return Corrupt(generation / file.name, "is missing");
  }
  for (const GenerationFile& file : found) {
    if (!has(expected, file.name)) {
      return Corrupt(generation / file.name, "does not belong to the generation");
    }
  }
  if (expected.size() != found.size()) {
    return Corrupt(generation / kManifestFile, "names a file twice");
  }
  return {};
}

}  // namespace

core::Result<std::string> Sha256OfFile(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return IoError("open", file, errno);
  core::Sha256Stream stream;
  std::vector<char> buffer(std::size_t{1} << 18U);
  while (in) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    stream.Update({buffer.data(), static_cast<std::size_t>(in.gcount())});
  }
  if (in.bad()) return IoError("read", file, errno);
  return stream.FinishHex();
}

core::Result<std::vector<GenerationFile>> ListFiles(const fs::path& generation) {
  core::Result<std::vector<GenerationFile>> files = ListNames(generation);
  if (!files.ok()) return files;
  for (GenerationFile& file : *files) {
    core::Result<std::string> sha256 = Sha256OfFile(generation / file.name);
    if (!sha256.ok()) return sha256.status();
    file.sha256 = std::move(sha256).value();
  }
  return files;
}

core::Status VerifyFiles(const fs::path& generation, const Manifest& manifest) {
  const core::Result<std::vector<GenerationFile>> found = ListNames(generation);
  if (!found.ok()) return found.status();
  if (core::Status status = CheckSameNames(generation, manifest.files, *found); !status.ok()) {
    return status;
  }
  for (const GenerationFile& file : manifest.files) {
    const fs::path path = generation / file.name;
    std::error_code error;
    const std::uintmax_t bytes = fs::file_size(path, error);
    if (error) return IoError("read the size of", path, error.value());
    if (bytes != file.bytes) {
      return Corrupt(
          path, "has " + std::to_string(bytes) + " bytes instead of " + std::to_string(file.bytes));
    }
    const core::Result<std::string> sha256 = Sha256OfFile(path);
    if (!sha256.ok()) return sha256.status();
    if (*sha256 != file.sha256) return Corrupt(path, "does not have the checksum of the manifest");
  }
  return {};
}

core::Result<fs::path> ResolveGeneration(const fs::path& path) {
  std::error_code error;
  if (fs::exists(path / kManifestFile, error)) return path;
  const fs::path link = path / kCurrentLink;
  const fs::path target = fs::read_symlink(link, error);
  if (error) {
    return core::FailedPrecondition(
        "INDEX_NOT_FOUND",
        "no index at " + path.string() + ": build one with crosswalk-index build");
  }
  const fs::path generation = target.is_absolute() ? target : path / target;
  if (!fs::exists(generation / kManifestFile, error)) {
    return core::FailedPrecondition(
        "INDEX_NOT_FOUND",
        link.string() + " points to " + target.string() + ", which is not a generation");
  }
  return generation;
}

}  // namespace crosswalk::index_schema
