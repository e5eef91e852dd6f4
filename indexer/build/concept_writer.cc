// SPDX-License-Identifier: Apache-2.0
#include "indexer/build/concept_writer.h"

#include "frameworks/core/sha256.h"
#include "indexer/build/concept_document.h"
#include "indexer/build/xapian_fence.h"
#include "indexer/schema/durable_file.h"
#include "indexer/schema/generation.h"

#include <xapian.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <future>
#include <iterator>
#include <mutex>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace crosswalk::index_builder {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kUuidBytes = 16;
// Xapian's default; the file's blocks are read by memory page.
constexpr int kBlockBytes = 8192;

// "3f9c2a1b-..." to its 16 bytes.
std::string UuidBytes(std::string_view text) {
  std::string bytes;
  std::string digits;
  for (const char c : text) {
    if (c == '-') continue;
    digits += c;
    if (digits.size() < 2) continue;
    bytes += static_cast<char>(static_cast<unsigned char>(std::stoi(digits, nullptr, 16)));
    digits.clear();
  }
  return bytes;
}

// Xapian gives every database a random identity. Here it becomes a hash of the content, so that the
// same concepts give the same bytes. The identity stands, as it is, near the beginning of the file;
// where a future Xapian puts it elsewhere, it is left alone and only that sameness is lost.
core::Status FixIdentity(const fs::path& file) {
  const std::string uuid = UuidBytes(Xapian::Database(file.string()).get_uuid());
  std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
  std::string bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  const std::size_t at = std::string_view(bytes).substr(0, kBlockBytes).find(uuid);
  if (uuid.size() != kUuidBytes || at == std::string::npos) return {};
  bytes.replace(at, kUuidBytes, kUuidBytes, '\0');
  core::Sha256Stream hash;
  hash.Update(bytes);
  stream.clear();
  stream.seekp(static_cast<std::streamoff>(at));
  stream.write(hash.Finish().data(), kUuidBytes);
  stream.close();
  return stream ? core::Status() : index_schema::IoError("write", file, errno);
}

// Concepts are written in runs of neighbours, each into a database of its own, and merged at the
// end: several threads can write, and Xapian's lists of changes stay small enough for the
// processor's caches. The size does not follow the number of threads, so that neither do the bytes.
constexpr std::size_t kShardConcepts = 2048;

// Writes all shards, on several threads.
class ShardWriter {
 public:
  ShardWriter(const ConceptGraph& graph, const fs::path& scratch,
              const std::function<void(std::uint64_t)>& advance)
      : graph_(graph),
        scratch_(scratch),
        advance_(advance),
        shards_((graph.size() + kShardConcepts - 1) / kShardConcepts) {}

  core::Status Run(std::size_t threads) {
    std::vector<std::future<core::Status>> workers;
    for (std::size_t i = 0; i < std::min(threads, shards_); ++i) {
      workers.push_back(std::async(std::launch::async, [this] {
        return WithXapian("writing into " + scratch_.string(), [this] { return Work(); });
      }));
    }
    core::Status first_error;
    for (std::future<core::Status>& worker : workers) {
      core::Status status = worker.get();
      if (first_error.ok() && !status.ok()) first_error = std::move(status);
    }
    return first_error;
  }

  // The written shards in the order of their concepts.
  [[nodiscard]] std::vector<std::string> Folders() const {
    std::vector<std::string> folders;
    for (std::size_t i = 0; i < shards_; ++i) folders.push_back(Folder(i));
    return folders;
  }

 private:
  [[nodiscard]] std::string Folder(std::size_t shard) const {
    return (scratch_ / std::to_string(shard)).string();
  }

  core::Status Work() {
    DocumentMaker maker;
    for (std::size_t shard = next_.fetch_add(1); shard < shards_; shard = next_.fetch_add(1)) {
      WriteShard(shard, maker);
    }
    return {};
  }

  void WriteShard(std::size_t shard, DocumentMaker& maker) {
    // Nobody reads the shards but the merge: no term lists, no syncing, no care for readers.
    Xapian::WritableDatabase database(Folder(shard), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS |
                                                         Xapian::DB_NO_TERMLIST |
                                                         Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
    if (shard == 0) {
      database.set_metadata(index_schema::kFormatVersionKey,
                            std::to_string(index_schema::kFormatVersion));
    }
    const std::size_t end = std::min(graph_.size(), (shard + 1) * kShardConcepts);
    for (std::size_t i = shard * kShardConcepts; i < end; ++i) {
      const auto ordinal = static_cast<ConceptOrdinal>(i);
      database.replace_document(ordinal + 1, maker.Make(graph_.node(ordinal)));
      const std::lock_guard<std::mutex> lock(mutex_);
      advance_(++written_);
    }
    database.commit();
    database.close();
  }

  const ConceptGraph& graph_;
  const fs::path& scratch_;
  const std::function<void(std::uint64_t)>& advance_;
  const std::size_t shards_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;  // Guards written_ and calls of advance_.
  std::uint64_t written_ = 0;
};

void Merge(const std::vector<std::string>& shards, const fs::path& file) {
  Xapian::Database all;
  for (const std::string& shard : shards) all.add_database(Xapian::Database(shard));
  all.compact(file.string(), Xapian::DBCOMPACT_SINGLE_FILE | Xapian::DBCOMPACT_NO_RENUMBER,
              kBlockBytes);
}

}  // namespace

core::Status WriteConcepts(const ConceptGraph& graph, const fs::path& scratch, const fs::path& file,
                           std::size_t threads, const std::function<void(std::uint64_t)>& advance) {
  std::error_code error;
  fs::create_directories(scratch, error);
  if (error) return index_schema::IoError("create", scratch, error.value());
  ShardWriter shards(graph, scratch, advance);
  core::Status status = shards.Run(threads);
  if (status.ok()) {
    status = WithXapian("writing " + file.string(), [&]() -> core::Status {
      Merge(shards.Folders(), file);
      return FixIdentity(file);
    });
  }
  fs::remove_all(scratch, error);  // What stays behind goes with the next build's leftovers.
  if (!status.ok()) return status;
  return index_schema::SyncPath(file);
}

}  // namespace crosswalk::index_builder
