// SPDX-License-Identifier: Apache-2.0
#include "server/registry/write_queue.h"

#include <utility>

namespace crosswalk::registry {

using core::Status;

WriteQueue::WriteQueue(SqliteDatabase database, std::function<void()> after_commit, Options options)
    : database_(std::move(database)),
      after_commit_(std::move(after_commit)),
      options_(options),
      thread_([this] { Loop(); }) {}

WriteQueue::~WriteQueue() { Close(); }

void WriteQueue::Close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  arrived_.notify_all();
  std::call_once(joined_, [this] { thread_.join(); });
}

std::vector<Status> WriteQueue::Run(std::vector<Work> works) {
  const std::size_t count = works.size();
  if (count == 0) return {};
  auto call = std::make_shared<Call>();
  call->works = std::move(works);
  call->statuses.resize(count);
  std::future<void> done = call->done.get_future();
  {
    const std::lock_guard lock(mutex_);
    if (closed_) {
      return {count, core::Unavailable("REGISTRY_CLOSED", "the registry is shutting down")};
    }
    if (waiting_works_ + count > options_.max_waiting && waiting_works_ > 0) {
      return {count, Status(core::StatusCode::kResourceExhausted, "REGISTRY_OVERLOADED",
                            std::to_string(waiting_works_) +
                                " changes wait already; try again in a moment")};
    }
    waiting_works_ += count;
    waiting_.push_back(call);
  }
  arrived_.notify_one();
  done.wait();
  return std::move(call->statuses);
}

Status WriteQueue::Run(Work work) {
  std::vector<Work> works;
  works.push_back(std::move(work));
  return std::move(Run(std::move(works)).front());
}

void WriteQueue::Loop() {
  for (Batch batch = Take(); !batch.empty(); batch = Take()) {
    Commit(batch);
    for (const std::shared_ptr<Call>& call : batch) call->done.set_value();
  }
}

WriteQueue::Batch WriteQueue::Take() {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
  Batch batch;
  std::size_t works = 0;
  while (!waiting_.empty() && works < options_.max_batch) {
    works += waiting_.front()->works.size();
    batch.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  waiting_works_ -= works;
  return batch;
}

void WriteQueue::Commit(const Batch& batch) {
  Status status = RunInTransaction(batch);
  if (status.ok()) {
    after_commit_();
    return;
  }
  if (database_.in_transaction()) {
    // Nothing more can be done about a failing rollback: closing the file undoes the rest.
    const Status rolled_back = database_.Query("ROLLBACK").Run();
    if (!rolled_back.ok()) status.WithMetadata("rollback", rolled_back.message());
  }
  // Also for works that failed by themselves: what they saw is undone.
  for (const std::shared_ptr<Call>& call : batch) {
    for (Status& outcome : call->statuses) outcome = status;
  }
}

Status WriteQueue::RunInTransaction(const Batch& batch) {
  Status status = database_.Query("BEGIN IMMEDIATE").Run();
  if (!status.ok()) return status;
  for (const std::shared_ptr<Call>& call : batch) {
    for (std::size_t i = 0; i < call->works.size(); ++i) {
      status = RunOne(call->works[i], call->statuses[i]);
      if (!status.ok()) return status;
    }
  }
  return database_.Query("COMMIT").Run();
}

// Returns an error where the whole transaction cannot go on.
Status WriteQueue::RunOne(const Work& work, Status& outcome) {
  Status status = database_.Query("SAVEPOINT work").Run();
  if (!status.ok()) return status;
  outcome = work(database_);
  if (!database_.in_transaction()) return outcome;  // SQLite gave up, as on a full disk.
  if (!outcome.ok()) {
    status = database_.Query("ROLLBACK TO work").Run();
    if (!status.ok()) return status;
  }
  return database_.Query("RELEASE work").Run();
}

}  // namespace crosswalk::registry
