// SPDX-License-Identifier: Apache-2.0
#include "server/registry/sqlite_store.h"

#include "server/registry/credential_changes.h"
#include "server/registry/credential_queries.h"
#include "server/registry/file_guard.h"
#include "server/registry/migrations.h"
#include "server/registry/reader_pool.h"
#include "server/registry/write_queue.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace crosswalk::registry {
namespace {

using core::Result;
using core::Status;

// Works of one call to the queue: long calls would hold up others.
constexpr std::size_t kCallWorks = 256;

// A new file must be found after a power cut: its folder's entry needs a sync of its own.
Status SyncFolder(const std::string& path) {
  std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (folder.empty()) folder = ".";
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && fsync(descriptor) == 0;
  if (descriptor >= 0) close(descriptor);
  if (synced) return {};
  return core::Unavailable("REGISTRY_IO", "could not sync the folder of '" + path + "'");
}

Status Configure(SqliteDatabase& database, const SqliteStoreOptions& options) {
  Status status =
      database.Execute("PRAGMA busy_timeout = " + std::to_string(options.busy_timeout_ms) +
                       "; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL");
  if (!status.ok()) return status;
  status = Migrate(database);
  if (!status.ok()) return status;
  // A checkpoint each 16 MiB of log: seldom enough not to show, and the log stays small.
  status = database.Execute(
      "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 4096; "
      "PRAGMA journal_size_limit = 67108864");
  if (!status.ok() || options.max_file_bytes == 0) return status;
  const auto page_bytes = database.Pragma("page_size");
  if (!page_bytes.ok()) return page_bytes.status();
  return database.Execute(
      "PRAGMA max_page_count = " +
      std::to_string(std::max<std::int64_t>(options.max_file_bytes / *page_bytes, 1)));
}

class SqliteStore final : public CredentialStore {
 public:
  SqliteStore(const SqliteStoreOptions& options, FileGuard guard, SqliteDatabase writer,
              std::int64_t latest);
  ~SqliteStore() override;

  Result<Credential> Create(const Credential& credential, const ChangeContext& context) override;
  std::vector<Result<Credential>> CreateMany(std::span<const Credential> credentials,
                                             std::span<const ChangeContext> contexts) override;
  Result<Credential> Get(std::string_view name, CredentialView view) override;
  Result<std::vector<Result<Credential>>> BatchGet(std::span<const std::string> names,
                                                   CredentialView view) override;
  Result<Credential> Update(const Credential& credential, std::string_view etag,
                            const ChangeContext& context) override;
  Status Delete(std::string_view name, std::string_view etag,
                const ChangeContext& context) override;
  Result<Credential> Publish(std::string_view name, std::string_view etag,
                             const ChangeContext& context) override;
  Result<Credential> Withdraw(std::string_view name, std::string_view etag,
                              const ChangeContext& context) override;
  Result<CredentialPage> List(const ListFilter& filter, int page_size,
                              std::string_view page_token) override;
  Result<std::vector<Change>> ReadLog(std::int64_t after_sequence, int limit) override;
  std::int64_t LatestSequence() override;
  std::int64_t WaitForChange(std::int64_t after_sequence,
                             std::chrono::milliseconds timeout) override;
  Result<Counts> Count() override;
  std::vector<Result<Credential>> ChangeMany(std::span<const ChangeAsked> changes) override;
  void Close() override;

 private:
  std::vector<Result<Credential>> ApplyMany(
      std::size_t count, const std::function<Result<ChangeRequest>(std::size_t)>& request_of);
  Result<Credential> Apply(ChangeKind kind, std::string_view name, std::string_view etag,
                           const Credential& credential, const ChangeContext& context);
  WriteQueue::Work WorkOf(const ChangeRequest& request, Credential& result);
  void AfterCommit();

  const FileGuard guard_;  // Goes last.
  ReaderPool readers_;
  std::int64_t written_ = 0;  // Newest sequence of the open transaction; the writing thread's.
  std::mutex mutex_;
  std::condition_variable changed_;
  std::int64_t latest_;
  bool closed_ = false;
  WriteQueue queue_;  // Goes first.
};

SqliteStore::SqliteStore(const SqliteStoreOptions& options, FileGuard guard, SqliteDatabase writer,
                         std::int64_t latest)
    : guard_(std::move(guard)),
      readers_(options.path, options.max_readers, options.busy_timeout_ms),
      latest_(latest),
      queue_(
          std::move(writer), [this] { AfterCommit(); },
          WriteQueue::Options{.max_waiting = options.max_waiting_writes}) {}

SqliteStore::~SqliteStore() { Close(); }

void SqliteStore::Close() {
  queue_.Close();
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  changed_.notify_all();
}

void SqliteStore::AfterCommit() {
  {
    const std::lock_guard lock(mutex_);
    latest_ = std::max(latest_, written_);
  }
  changed_.notify_all();
}

WriteQueue::Work SqliteStore::WorkOf(const ChangeRequest& request, Credential& result) {
  return [this, &request, &result](SqliteDatabase& database) -> Status {
    auto outcome = CarryOut(database, request, Now());
    if (!outcome.ok()) return outcome.status();
    written_ = outcome->sequence == 0 ? written_ : outcome->sequence;
    result = std::move(outcome->credential);
    return {};
  };
}

Result<Credential> SqliteStore::Apply(ChangeKind kind, std::string_view name, std::string_view etag,
                                      const Credential& credential, const ChangeContext& context) {
  const auto request = MakeChangeRequest(kind, name, etag, credential, context);
  if (!request.ok()) return request.status();
  Credential result;
  Status status = queue_.Run(WorkOf(*request, result));
  if (!status.ok()) return status;
  return result;
}

Result<Credential> SqliteStore::Create(const Credential& credential, const ChangeContext& context) {
  return Apply(ChangeKind::kCreated, credential.name, "", credential, context);
}

std::vector<Result<Credential>> SqliteStore::CreateMany(std::span<const Credential> credentials,
                                                        std::span<const ChangeContext> contexts) {
  return ApplyMany(credentials.size(), [&](std::size_t i) {
    return MakeChangeRequest(ChangeKind::kCreated, credentials[i].name, "", credentials[i],
                             contexts[i]);
  });
}

std::vector<Result<Credential>> SqliteStore::ChangeMany(std::span<const ChangeAsked> changes) {
  return ApplyMany(changes.size(), [&](std::size_t i) {
    const ChangeAsked& change = changes[i];
    const bool has_text =
        change.kind == ChangeKind::kCreated || change.kind == ChangeKind::kUpdated;
    return MakeChangeRequest(change.kind, change.credential.name, change.etag,
                             has_text ? change.credential : Credential(), change.context);
  });
}

std::vector<Result<Credential>> SqliteStore::ApplyMany(
    std::size_t count, const std::function<Result<ChangeRequest>(std::size_t)>& request_of) {
  std::vector<Result<Credential>> results;
  results.reserve(count);
  for (std::size_t begin = 0; begin < count; begin += kCallWorks) {
    const std::size_t end = std::min(begin + kCallWorks, count);
    std::vector<Result<ChangeRequest>> requests;
    std::vector<Credential> changed(end - begin);
    std::vector<WriteQueue::Work> works;
    requests.reserve(end - begin);  // Works point into it.
    for (std::size_t i = begin; i < end; ++i) {
      requests.push_back(request_of(i));
      if (requests.back().ok()) works.push_back(WorkOf(*requests.back(), changed[i - begin]));
    }
    const std::vector<Status> statuses = queue_.Run(std::move(works));
    auto status = statuses.begin();
    for (std::size_t i = 0; i < requests.size(); ++i) {
      const Status& outcome = requests[i].ok() ? *status++ : requests[i].status();
      if (outcome.ok()) {
        results.emplace_back(std::move(changed[i]));
      } else {
        results.emplace_back(outcome);
      }
    }
  }
  return results;
}

Result<Credential> SqliteStore::Update(const Credential& credential, std::string_view etag,
                                       const ChangeContext& context) {
  return Apply(ChangeKind::kUpdated, credential.name, etag, credential, context);
}

Status SqliteStore::Delete(std::string_view name, std::string_view etag,
                           const ChangeContext& context) {
  return Apply(ChangeKind::kDeleted, name, etag, {}, context).status();
}

Result<Credential> SqliteStore::Publish(std::string_view name, std::string_view etag,
                                        const ChangeContext& context) {
  return Apply(ChangeKind::kPublished, name, etag, {}, context);
}

Result<Credential> SqliteStore::Withdraw(std::string_view name, std::string_view etag,
                                         const ChangeContext& context) {
  return Apply(ChangeKind::kWithdrawn, name, etag, {}, context);
}

Result<Credential> SqliteStore::Get(std::string_view name, CredentialView view) {
  const auto reader = readers_.Borrow();
  if (!reader.ok()) return reader.status();
  return GetCredential(**reader, name, view);
}

Result<std::vector<Result<Credential>>> SqliteStore::BatchGet(std::span<const std::string> names,
                                                              CredentialView view) {
  if (names.size() > kMaxBatchGet) {
    return core::InvalidArgument("TOO_MANY_ITEMS", "at most " + std::to_string(kMaxBatchGet) +
                                                       " credentials can be read at once")
        .WithFieldViolation("names",
                            "must have at most " + std::to_string(kMaxBatchGet) + " entries");
  }
  const auto reader = readers_.Borrow();
  if (!reader.ok()) return reader.status();
  SqliteDatabase& database = **reader;
  Status status = database.Query("BEGIN").Run();  // One moment for all.
  if (!status.ok()) return status;
  std::vector<Result<Credential>> results;
  results.reserve(names.size());
  for (const std::string& name : names) results.push_back(GetCredential(database, name, view));
  status = database.Query("COMMIT").Run();
  if (!status.ok()) return status;
  return results;
}

Result<CredentialPage> SqliteStore::List(const ListFilter& filter, int page_size,
                                         std::string_view page_token) {
  const auto reader = readers_.Borrow();
  if (!reader.ok()) return reader.status();
  return ListCredentials(**reader, filter, page_size, page_token);
}

Result<std::vector<Change>> SqliteStore::ReadLog(std::int64_t after_sequence, int limit) {
  const auto reader = readers_.Borrow();
  if (!reader.ok()) return reader.status();
  return ReadChanges(**reader, after_sequence, limit);
}

std::int64_t SqliteStore::LatestSequence() {
  const std::lock_guard lock(mutex_);
  return latest_;
}

std::int64_t SqliteStore::WaitForChange(std::int64_t after_sequence,
                                        std::chrono::milliseconds timeout) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, timeout, [&] { return closed_ || latest_ > after_sequence; });
  return latest_;
}

Result<CredentialStore::Counts> SqliteStore::Count() {
  const auto reader = readers_.Borrow();
  if (!reader.ok()) return reader.status();
  return CountCredentials(**reader);
}

}  // namespace

Result<std::unique_ptr<CredentialStore>> OpenSqliteStore(const SqliteStoreOptions& options) {
  auto guard = FileGuard::Lock(options.path);
  if (!guard.ok()) return guard.status();
  auto writer = SqliteDatabase::Open(options.path, SqliteDatabase::Mode::kReadWriteCreate);
  if (!writer.ok()) return writer.status();
  Status status = Configure(*writer, options);
  if (status.ok()) status = SyncFolder(options.path);
  if (!status.ok()) return status;
  const auto latest = NewestSequence(*writer);
  if (!latest.ok()) return latest.status();
  return std::unique_ptr<CredentialStore>(std::make_unique<SqliteStore>(
      options, std::move(guard).value(), std::move(writer).value(), *latest));
}

}  // namespace crosswalk::registry
