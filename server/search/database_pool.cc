// SPDX-License-Identifier: Apache-2.0
#include "server/search/database_pool.h"

namespace crosswalk::search {

DatabasePool::Lease DatabasePool::Borrow() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<Xapian::Database> database = std::move(idle_.back());
      idle_.pop_back();
      return {*this, std::move(database)};
    }
  }
  return {*this, std::make_unique<Xapian::Database>(file_)};
}

void DatabasePool::TakeBack(std::unique_ptr<Xapian::Database> database) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < kept_) idle_.push_back(std::move(database));
}

}  // namespace crosswalk::search
