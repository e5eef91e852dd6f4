// SPDX-License-Identifier: Apache-2.0
#include "indexer/build/index_home.h"

#include "indexer/schema/durable_file.h"
#include "indexer/schema/generation.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <string_view>
#include <system_error>
#include <utility>

namespace crosswalk::index_builder {
namespace {

namespace fs = std::filesystem;
using index_schema::IoError;

constexpr char kLockFile[] = ".lock";
// Everything that begins so inside generations/ is unfinished and may be removed by the holder of
// the lock.
constexpr std::string_view kUnfinished = ".tmp-";
constexpr char kStaging[] = ".tmp-generation";
constexpr char kScratch[] = ".tmp-scratch";
constexpr char kDoomed[] = ".tmp-doomed";
constexpr char kNextLink[] = ".next";

core::Status Remove(const fs::path& path) {
  std::error_code error;
  fs::remove_all(path, error);
  return error ? IoError("remove", path, error.value()) : core::Status();
}

core::Status Rename(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  return error ? IoError("rename " + from.string() + " to", to, error.value()) : core::Status();
}

// Files are synced where they are written; this syncs the folders that name them.
core::Status SyncFolders(const fs::path& folder) {
  std::error_code error;
  for (fs::recursive_directory_iterator walk(folder, error), end; !error && walk != end;
       walk.increment(error)) {
    if (!walk->is_directory(error)) continue;
    if (core::Status status = index_schema::SyncPath(walk->path()); !status.ok()) return status;
  }
  if (error) return IoError("list", folder, error.value());
  return index_schema::SyncPath(folder);
}

}  // namespace

core::Result<IndexHome> IndexHome::Open(const fs::path& home) {
  std::error_code error;
  fs::create_directories(home / index_schema::kGenerationsDirectory, error);
  if (error) return IoError("create", home / index_schema::kGenerationsDirectory, error.value());
  const fs::path lock_file = home / kLockFile;
  const int lock = ::open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (lock < 0) return IoError("open", lock_file, errno);
  IndexHome opened(home, lock);
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return IoError("lock", lock_file, errno);
    return core::FailedPrecondition(
        "BUILD_RUNNING", "another build is writing to " + home.string() + "; wait until it ends");
  }
  if (core::Status status = opened.RemoveLeftovers(); !status.ok()) return status;
  return opened;
}

IndexHome::IndexHome(IndexHome&& other) noexcept
    : home_(std::move(other.home_)), lock_(std::exchange(other.lock_, -1)) {}

IndexHome::~IndexHome() {
  if (lock_ >= 0) ::close(lock_);
}

fs::path IndexHome::staging() const {
  return home_ / index_schema::kGenerationsDirectory / kStaging;
}

fs::path IndexHome::scratch() const {
  return home_ / index_schema::kGenerationsDirectory / kScratch;
}

core::Status IndexHome::RemoveLeftovers() const {
  std::error_code error;
  std::vector<fs::path> leftovers = {home_ / kNextLink};
  for (fs::directory_iterator walk(home_ / index_schema::kGenerationsDirectory, error), end;
       !error && walk != end; walk.increment(error)) {
    if (walk->path().filename().string().starts_with(kUnfinished))
      leftovers.push_back(walk->path());
  }
  if (error) return IoError("list", home_, error.value());
  for (const fs::path& path : leftovers) {
    if (core::Status status = Remove(path); !status.ok()) return status;
  }
  return {};
}

std::vector<fs::path> IndexHome::Generations() const {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator walk(home_ / index_schema::kGenerationsDirectory, error), end;
       !error && walk != end; walk.increment(error)) {
    if (fs::exists(walk->path() / index_schema::kManifestFile, error) &&
        !walk->path().filename().string().starts_with(kUnfinished)) {
      found.push_back(walk->path());
    }
  }
  // Ids begin with the time of the build.
  std::sort(found.begin(), found.end(), std::greater<>());
  return found;
}

core::Result<fs::path> IndexHome::Publish(const std::string& id) {
  if (core::Status status = SyncFolders(staging()); !status.ok()) return status;
  const fs::path generations = home_ / index_schema::kGenerationsDirectory;
  const fs::path generation = generations / id;
  std::error_code error;
  if (fs::exists(generation, error)) {
    // The same content built twice within a second.
    if (core::Status status = Remove(staging()); !status.ok()) return status;
  } else if (core::Status status = Rename(staging(), generation); !status.ok()) {
    return status;
  }
  if (core::Status status = index_schema::SyncPath(generations); !status.ok()) return status;

  const fs::path next = home_ / kNextLink;
  fs::create_symlink(fs::path(index_schema::kGenerationsDirectory) / id, next, error);
  if (error) return IoError("create", next, error.value());
  if (core::Status status = Rename(next, home_ / index_schema::kCurrentLink); !status.ok()) {
    return status;
  }
  if (core::Status status = index_schema::SyncPath(home_); !status.ok()) return status;
  return generation;
}

core::Status IndexHome::Prune(std::size_t keep) {
  std::error_code error;
  const fs::path current = fs::read_symlink(home_ / index_schema::kCurrentLink, error).filename();
  std::size_t kept = 1;
  for (const fs::path& generation : Generations()) {
    if (generation.filename() == current || kept++ < keep) continue;
    // Out of sight first: nobody shall find half a generation.
    const fs::path doomed = generation.parent_path() / kDoomed;
    if (core::Status status = Rename(generation, doomed); !status.ok()) return status;
    if (core::Status status = Remove(doomed); !status.ok()) return status;
  }
  return {};
}

}  // namespace crosswalk::index_builder
