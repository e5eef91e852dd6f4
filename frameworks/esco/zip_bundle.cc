// SPDX-License-Identifier: Apache-2.0
#include "frameworks/esco/zip_bundle.h"

#include "frameworks/io/source_file.h"

#include <zip.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace crosswalk::esco {
namespace {

// Read in pieces, so that a forged size in the archive's directory cannot make us allocate it.
constexpr std::size_t kPieceBytes = std::size_t{1} << 20;

struct ArchiveDiscarder {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct EntryCloser {
  void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using Archive = std::unique_ptr<zip_t, ArchiveDiscarder>;
using Entry = std::unique_ptr<zip_file_t, EntryCloser>;

// libzip's error object owns memory; this frees it.
struct ZipError {
  ZipError() { zip_error_init(&error); }
  explicit ZipError(int code) { zip_error_init_with_code(&error, code); }
  ~ZipError() { zip_error_fini(&error); }
  ZipError(const ZipError&) = delete;
  ZipError& operator=(const ZipError&) = delete;
  [[nodiscard]] std::string Message() { return zip_error_strerror(&error); }

  zip_error_t error{};
};

core::Status NotAnArchive(const std::string& name, ZipError& error) {
  return io::SourceUnreadable(name, "it is neither a folder nor a complete zip archive (" +
                                        error.Message() + "); a download may have broken off");
}

class ZipBundle final : public Bundle {
 public:
  // `bytes` is what the archive reads from when it is in memory; it must not move after opening.
  ZipBundle(std::string name, std::unique_ptr<std::string> bytes, Archive archive)
      : Bundle(std::move(name), "!"), bytes_(std::move(bytes)), archive_(std::move(archive)) {
    const zip_int64_t count = zip_get_num_entries(archive_.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
      const auto index = static_cast<zip_uint64_t>(i);
      const char* path = zip_get_name(archive_.get(), index, ZIP_FL_ENC_GUESS);
      if (path == nullptr) continue;
      std::string_view file = path;
      if (const std::size_t slash = file.rfind('/'); slash != std::string_view::npos) {
        file.remove_prefix(slash + 1);
      }
      if (IsCsvName(file) && index_.emplace(file, index).second) files_.emplace_back(file);
    }
    std::sort(files_.begin(), files_.end());
  }

 private:
  core::Result<std::string> ReadBytes(const std::string& file) override {
    const Entry entry(zip_fopen_index(archive_.get(), index_.at(file), 0));
    if (!entry) return io::SourceUnreadable(Locate(file), zip_strerror(archive_.get()));
    std::string bytes;
    std::size_t used = 0;
    for (;;) {
      if (bytes.size() - used < kPieceBytes) bytes.resize(std::max(bytes.size() * 2, kPieceBytes));
      const zip_int64_t got = zip_fread(entry.get(), bytes.data() + used, bytes.size() - used);
      if (got < 0) {
        return io::SourceUnreadable(
            Locate(file),
            "damaged in the archive (" + std::string(zip_file_strerror(entry.get())) + ")");
      }
      if (got == 0) break;
      used += static_cast<std::size_t>(got);
      if (used > io::kMaxFileBytes) return io::SourceTooLarge(Locate(file), io::kMaxFileBytes);
    }
    bytes.resize(used);
    return bytes;
  }

  std::unique_ptr<std::string> bytes_;
  Archive archive_;
  std::map<std::string, zip_uint64_t, std::less<>> index_;
};

}  // namespace

core::Result<std::unique_ptr<Bundle>> OpenZipFile(const std::filesystem::path& path) {
  int code = 0;
  Archive archive(zip_open(path.c_str(), ZIP_RDONLY, &code));
  if (!archive) {
    ZipError error(code);
    return NotAnArchive(path.string(), error);
  }
  return std::unique_ptr<Bundle>(
      std::make_unique<ZipBundle>(BundleName(path), nullptr, std::move(archive)));
}

core::Result<std::unique_ptr<Bundle>> Bundle::OpenZipBytes(std::string name, std::string bytes) {
  ZipError error;
  auto owned = std::make_unique<std::string>(std::move(bytes));
  zip_source_t* source = zip_source_buffer_create(owned->data(), owned->size(), 0, &error.error);
  if (source == nullptr) return NotAnArchive(name, error);
  Archive archive(zip_open_from_source(source, ZIP_RDONLY, &error.error));
  if (!archive) {
    zip_source_free(source);
    return NotAnArchive(name, error);
  }
  return std::unique_ptr<Bundle>(
      std::make_unique<ZipBundle>(std::move(name), std::move(owned), std::move(archive)));
}

}  // namespace crosswalk::esco
