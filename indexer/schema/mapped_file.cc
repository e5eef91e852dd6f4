// SPDX-License-Identifier: Apache-2.0
#include "indexer/schema/mapped_file.h"

#include "indexer/schema/durable_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace crosswalk::index_schema {

core::Result<MappedFile> MappedFile::Open(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    if (errno == ENOENT) return core::DataLoss("INDEX_CORRUPT", file.string() + " is missing");
    return IoError("open", file, errno);
  }
  struct stat status {};
  core::Status error;
  void* address = MAP_FAILED;
  if (::fstat(descriptor, &status) != 0) {
    error = IoError("read the size of", file, errno);
  } else if (!S_ISREG(status.st_mode) || status.st_size == 0) {
    error = core::DataLoss("INDEX_CORRUPT", file.string() + " is empty or not a regular file");
  } else {
    address = ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_SHARED,
                     descriptor, 0);
    if (address == MAP_FAILED) error = IoError("map", file, errno);
  }
  ::close(descriptor);
  if (!error.ok()) return error;
  return MappedFile(static_cast<const char*>(address), static_cast<std::size_t>(status.st_size));
}

MappedFile::~MappedFile() {
  // mmap's result is only const here because nobody may write through it.
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

}  // namespace crosswalk::index_schema
