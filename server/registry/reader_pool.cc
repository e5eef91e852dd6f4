// SPDX-License-Identifier: Apache-2.0
#include "server/registry/reader_pool.h"

#include <utility>

namespace crosswalk::registry {

ReaderPool::Reader::~Reader() {
  if (database_) pool_->Return(std::move(database_));
}

core::Result<ReaderPool::Reader> ReaderPool::Borrow() {
  {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [this] { return !idle_.empty() || open_ < most_; });
    if (!idle_.empty()) {
      std::unique_ptr<SqliteDatabase> database = std::move(idle_.back());
      idle_.pop_back();
      return Reader(this, std::move(database));
    }
    ++open_;
  }
  auto opened = SqliteDatabase::Open(path_, SqliteDatabase::Mode::kReadOnly);
  core::Status status = opened.status();
  if (status.ok()) {
    status = opened->Execute("PRAGMA busy_timeout = " + std::to_string(busy_timeout_ms_));
  }
  if (!status.ok()) {
    Return(nullptr);
    return status;
  }
  return Reader(this, std::make_unique<SqliteDatabase>(std::move(opened).value()));
}

void ReaderPool::Return(std::unique_ptr<SqliteDatabase> database) {
  {
    const std::lock_guard lock(mutex_);
    if (database) {
      idle_.push_back(std::move(database));
    } else {
      --open_;
    }
  }
  returned_.notify_one();
}

}  // namespace crosswalk::registry
