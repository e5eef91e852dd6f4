// SPDX-License-Identifier: Apache-2.0
#include "frameworks/esco/bundle.h"

#include "frameworks/esco/zip_bundle.h"
#include "frameworks/io/source_file.h"

#include <algorithm>
#include <cstdint>
#include <system_error>
#include <utility>

namespace crosswalk::esco {
namespace {

namespace fs = std::filesystem;

class FolderBundle final : public Bundle {
 public:
  static core::Result<std::unique_ptr<Bundle>> Open(const fs::path& path) {
    auto bundle = std::make_unique<FolderBundle>(path);
    std::error_code error;
    for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
      const fs::path& entry = it->path();
      if (IsCsvName(entry.filename().string())) bundle->files_.push_back(entry.filename().string());
    }
    if (error) return io::SourceUnreadable(path.string(), error.message());
    std::sort(bundle->files_.begin(), bundle->files_.end());
    return std::unique_ptr<Bundle>(std::move(bundle));
  }

  explicit FolderBundle(const fs::path& path) : Bundle(BundleName(path), "/"), path_(path) {}

 private:
  core::Result<std::string> ReadBytes(const std::string& file) override {
    return io::ReadSourceFile(path_ / file);
  }

  fs::path path_;
};

class MemoryBundle final : public Bundle {
 public:
  MemoryBundle(std::string name, std::map<std::string, std::string> contents)
      : Bundle(std::move(name), "/"), contents_(std::move(contents)) {
    for (const auto& [file, bytes] : contents_) {
      if (IsCsvName(file)) files_.push_back(file);
    }
  }

 private:
  core::Result<std::string> ReadBytes(const std::string& file) override {
    return contents_.at(file);
  }

  std::map<std::string, std::string> contents_;
};

}  // namespace

bool IsCsvName(std::string_view name) {
  if (name.size() < 5 || name.starts_with(".")) return false;  // "._x.csv": macOS's shadow files.
  std::string extension(name.substr(name.size() - 4));
  std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  });
  return extension == ".csv";
}

std::string BundleName(const fs::path& path) {
  // A path that ends in a slash has an empty file name.
  const fs::path plain = path.lexically_normal();
  return (plain.has_filename() ? plain.filename() : plain.parent_path().filename()).string();
}

core::Result<std::unique_ptr<Bundle>> Bundle::Open(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return io::SourceNotFound(path.string());
  if (fs::is_directory(status)) return FolderBundle::Open(path);
  return OpenZipFile(path);
}

std::unique_ptr<Bundle> Bundle::FromFiles(std::string name,
                                          std::map<std::string, std::string> files) {
  return std::make_unique<MemoryBundle>(std::move(name), std::move(files));
}

std::string Bundle::Locate(std::string_view file) const {
  return (name_ + separator_).append(file);
}

core::Result<std::string> Bundle::Read(const std::string& file) {
  if (!std::binary_search(files_.begin(), files_.end(), file)) {
    return io::SourceNotFound(Locate(file));
  }
  core::Result<std::string> bytes = ReadBytes(file);
  if (!bytes.ok()) return bytes;
  bytes_read_ += bytes->size();
  if (bytes_read_ > kMaxTotalBytes) return io::SourceTooLarge(name_, kMaxTotalBytes);
  return bytes;
}

}  // namespace crosswalk::esco
