// SPDX-License-Identifier: Apache-2.0
// The rows of all documents at one commit, in memory. Commits share what they did not change.
// Private to server/catalogue.
#pragma once

#include "server/catalogue/row.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace crosswalk::catalogue {

// Number of a document, from 1, as Xapian gives it.
using DocumentId = std::uint32_t;

// The writer's copy changes, copies from Share never do. Thread-compatible.
class Columns {
 public:
  static constexpr std::size_t kChunk =
      1024;  // Documents; a changed one costs a copy of its chunk.

  // The columns as they are now, for readers in other threads.
  Columns Share();
  // Puts `entry` in the place of `id`. Copies the chunk that holds it once after each Share.
  void Set(DocumentId id, RowEntry entry);
  void Remove(DocumentId id);

  // One past the greatest id.
  [[nodiscard]] std::size_t end() const { return chunks_.size() * kChunk; }
  [[nodiscard]] std::size_t live() const { return live_; }
  // The row of `id`, not live where there is no such document. REQUIRES: id < end().
  [[nodiscard]] const Row& row(DocumentId id) const {
    return chunks_[id / kChunk]->rows[id % kChunk];
  }
  // REQUIRES: row(id).live.
  [[nodiscard]] const RowTexts& texts(DocumentId id) const {
    return *chunks_[id / kChunk]->texts[id % kChunk];
  }

 private:
  struct Chunk {
    std::uint64_t age = 0;  // shares_ when it was made: later shares may be reading it.
    std::array<Row, kChunk> rows;
    std::array<std::shared_ptr<const RowTexts>, kChunk> texts;
  };

  Chunk& Own(DocumentId id);

  std::vector<std::shared_ptr<Chunk>> chunks_;
  std::size_t live_ = 0;
  std::uint64_t shares_ = 0;
};

}  // namespace crosswalk::catalogue
