// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/live_index.h"

#include "server/catalogue/catalogue_fence.h"
#include "server/catalogue/index_home.h"
#include "server/catalogue/index_writer.h"
#include "server/catalogue/log_follower.h"
#include "server/catalogue/snapshot.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace crosswalk::catalogue {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestWait{200};  // For a change of the store: how late a stop is noticed.
constexpr milliseconds kAfterError{500};   // Before the next attempt.
constexpr int kBatch = 2000;               // Log entries a commit.

class FollowingIndex : public LiveIndex {
 public:
  FollowingIndex(registry::CredentialStore& store, const LiveIndexOptions& options)
      : store_(store), options_(options), home_(options.directory) {}

  ~FollowingIndex() override {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
  }

  // Opens what there is and starts the thread.
  core::Status Start() {
    core::Status made = home_.Make();
    if (!made.ok()) return made;
    const core::Status opened = OpenPresent();
    if (!opened.ok()) {
      if (opened.reason() == "CATALOGUE_IN_USE") return opened;
      progress_.building = true;
    }
    thread_ = std::thread([this] { Run(); });
    return {};
  }

  [[nodiscard]] Freshness freshness() const override {
    Freshness result;
    {
      const std::lock_guard lock(mutex_);
      result = progress_;
      if (snapshot_ != nullptr) {
        result.indexed_sequence = snapshot_->sequence();
        result.credentials = snapshot_->columns().live();
      }
    }
    result.latest_sequence = std::max(store_.LatestSequence(), result.indexed_sequence);
    return result;
  }

  void Rebuild() override {
    {
      const std::lock_guard lock(mutex_);
      progress_.building = true;
      progress_.built = progress_.to_build = 0;
    }
    changed_.notify_all();
  }

  bool WaitUntilIndexed(std::int64_t sequence, milliseconds timeout) override {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, timeout, [&] {
      return snapshot_ != nullptr && !progress_.building && snapshot_->sequence() >= sequence;
    });
  }

  [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const override {
    const std::lock_guard lock(mutex_);
    return snapshot_;
  }

 private:
  // Opens the present index if it is this store's; otherwise it says why it must be built anew.
  core::Status OpenPresent() {
    const auto path = home_.Present();
    if (!path) return core::FailedPrecondition("CATALOGUE_SCHEMA", "there is no index yet");
    auto writer = IndexWriter::Open(*path, false);
    if (!writer.ok()) return writer.status();
    const auto fits = IsOfLog(store_, (*writer)->place());
    if (!fits.ok()) return fits.status();
    if (!*fits) return core::FailedPrecondition("CATALOGUE_SCHEMA", "it followed another log");
    writer_ = *std::move(writer);
    return Publish();
  }

  // Shows what was committed to searches.
  core::Status Publish() {
    const std::shared_ptr<const Snapshot> previous = snapshot();
    auto next = Guarded("open the live index", [&] {
      return std::make_shared<const Snapshot>(writer_->path(), writer_->place().sequence,
                                              writer_->ShareColumns(), writer_->names(),
                                              previous.get(), options_.concurrency);
    });
    if (!next.ok()) return next.status();
    {
      const std::lock_guard lock(mutex_);
      snapshot_ = *std::move(next);
    }
    changed_.notify_all();
    return {};
  }

  core::Status BuildAnew() {
    const std::string path = home_.NextPath();
    auto writer = IndexWriter::Open(path, true);
    if (!writer.ok()) return writer.status();
    core::Status status = BuildAll(store_, **writer, [&](std::int64_t built, std::int64_t all) {
      const std::lock_guard lock(mutex_);
      progress_.built = built;
      progress_.to_build = all;
      return !stopping_;
    });
    if (status.ok()) status = home_.SetPresent(path);
    if (!status.ok()) return status;
    writer_ = *std::move(writer);
    status = Publish();
    if (!status.ok()) return status;
    home_.RemoveOthers();
    {
      const std::lock_guard lock(mutex_);
      progress_.building = false;
    }
    changed_.notify_all();
    return {};
  }

  // One step; how long to rest after it.
  core::Result<milliseconds> Step() {
    bool build = false;
    {
      const std::lock_guard lock(mutex_);
      build = progress_.building;
    }
    if (build) {
      const core::Status built = BuildAnew();
      if (!built.ok()) return built;
      return milliseconds(0);
    }
    if (writer_ == nullptr) {
      const core::Status opened = OpenPresent();
      if (!opened.ok()) return opened;
    }
    const std::int64_t reached = writer_->place().sequence;
    if (store_.WaitForChange(reached, kLongestWait) <= reached) return milliseconds(1);
    const auto followed = FollowOnce(store_, *writer_, kBatch);
    if (!followed.ok()) return followed.status();
    const core::Status published = Publish();
    if (!published.ok()) return published;
    const bool behind = store_.LatestSequence() - writer_->place().sequence >= kBatch;
    return behind ? milliseconds(0) : options_.commit_interval;
  }

  void Run() {
    for (;;) {
      auto rest = Step();
      std::unique_lock lock(mutex_);
      progress_.error = rest.status();
      if (!rest.ok()) {
        writer_.reset();  // What it holds is not known.
        if (rest.status().code() == core::StatusCode::kDataLoss ||
            rest.status().reason() == "CATALOGUE_SCHEMA") {
          progress_.building = true;
        }
        rest = kAfterError;
      }
      if (changed_.wait_for(lock, *rest, [this] { return stopping_; })) return;
    }
  }

  registry::CredentialStore& store_;
  const LiveIndexOptions options_;
  IndexHome home_;
  std::unique_ptr<IndexWriter> writer_;  // The thread's, once it runs.
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::shared_ptr<const Snapshot> snapshot_;  // Guarded by mutex_, as all below.
  Freshness progress_;                        // Building and error only.
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace

core::Result<std::unique_ptr<LiveIndex>> LiveIndex::Open(registry::CredentialStore& store,
                                                         const LiveIndexOptions& options) {
  auto index = std::make_unique<FollowingIndex>(store, options);
  const core::Status started = index->Start();
  if (!started.ok()) return started;
  return std::unique_ptr<LiveIndex>(std::move(index));
}

}  // namespace crosswalk::catalogue
