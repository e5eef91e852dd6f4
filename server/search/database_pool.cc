// SPDX-License-Identifier: Apache-2.0
#include "server/search/database_pool.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace crosswalk::search {

DatabasePool::DatabasePool(const std::string& file, std::size_t kept)
    : descriptor_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)), kept_(kept) {
  if (descriptor_ < 0) throw Xapian::DatabaseOpeningError("cannot open " + file, errno);
}

DatabasePool::~DatabasePool() { ::close(descriptor_); }

DatabasePool::Lease DatabasePool::Borrow() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<Xapian::Database> database = std::move(idle_.back());
      idle_.pop_back();
      return {*this, std::move(database)};
    }
  }
  // Not a duplicate of the descriptor: Xapian seeks, and duplicates share their position.
  return {*this,
          std::make_unique<Xapian::Database>("/proc/self/fd/" + std::to_string(descriptor_))};
}

void DatabasePool::TakeBack(std::unique_ptr<Xapian::Database> database) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < kept_) idle_.push_back(std::move(database));
}

}  // namespace crosswalk::search
