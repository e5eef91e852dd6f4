// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/snapshot.h"

#include "server/catalogue/terms.h"

#include <algorithm>
#include <utility>

namespace crosswalk::catalogue {
namespace {

std::vector<std::string> WordLanguages(const Xapian::Database& database) {
  std::vector<std::string> languages;
  Xapian::TermIterator term = database.allterms_begin(kWordPrefix);
  const Xapian::TermIterator end = database.allterms_end(kWordPrefix);
  while (term != end) {
    const std::string text = *term;
    languages.push_back(text.substr(1, text.find(':') - 1));
    // The first term behind all of this language: ";" follows ":".
    term.skip_to(std::string(kWordPrefix) + languages.back() + ";");
  }
  return languages;
}

}  // namespace

Snapshot::Snapshot(std::string path, std::int64_t sequence, Columns columns,
                   std::shared_ptr<const RowNames> names, const Snapshot* previous,
                   std::size_t handles)
    : path_(std::move(path)),
      sequence_(sequence),
      columns_(std::move(columns)),
      names_(std::move(names)) {
  if (previous != nullptr && previous->path_ == path_) {
    idle_ = previous->TakeAll();
    for (const auto& database : idle_) database->reopen();
  }
  while (idle_.size() < std::max<std::size_t>(handles, 1)) {
    idle_.push_back(std::make_unique<Xapian::Database>(path_));
  }
  revision_ = idle_.front()->get_revision();
  languages_ = WordLanguages(*idle_.front());
}

Snapshot::Lease Snapshot::Borrow() const {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<Xapian::Database> database = std::move(idle_.back());
      idle_.pop_back();
      return {*this, std::move(database)};
    }
  }
  std::unique_ptr<Xapian::Database> database;
  try {
    database = std::make_unique<Xapian::Database>(path_);
  } catch (const Xapian::DatabaseOpeningError&) {  // Another index took its place.
  }
  if (database == nullptr || database->get_revision() != revision_) {
    throw Xapian::DatabaseModifiedError("the live index has a newer commit");
  }
  return {*this, std::move(database)};
}

void Snapshot::TakeBack(std::unique_ptr<Xapian::Database> database) const {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(database));
}

std::vector<std::unique_ptr<Xapian::Database>> Snapshot::TakeAll() const {
  const std::lock_guard lock(mutex_);
  return std::exchange(idle_, {});
}

}  // namespace crosswalk::catalogue
