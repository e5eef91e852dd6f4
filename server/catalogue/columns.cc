// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/columns.h"

#include <utility>

namespace crosswalk::catalogue {

Columns Columns::Share() {
  ++shares_;
  return *this;
}

Columns::Chunk& Columns::Own(DocumentId id) {
  const std::size_t at = id / kChunk;
  while (chunks_.size() <= at) {
    chunks_.push_back(std::make_shared<Chunk>());
    chunks_.back()->age = shares_;
  }
  std::shared_ptr<Chunk>& chunk = chunks_[at];
  if (chunk->age < shares_) {
    chunk = std::make_shared<Chunk>(*chunk);
    chunk->age = shares_;
  }
  return *chunk;
}

void Columns::Set(DocumentId id, RowEntry entry) {
  Chunk& chunk = Own(id);
  Row& row = chunk.rows[id % kChunk];
  if (row.live) --live_;
  if (entry.row.live) ++live_;
  row = entry.row;
  chunk.texts[id % kChunk] = std::make_shared<const RowTexts>(std::move(entry.texts));
}

void Columns::Remove(DocumentId id) {
  if (id >= end() || !row(id).live) return;
  Chunk& chunk = Own(id);
  chunk.rows[id % kChunk] = {};
  chunk.texts[id % kChunk].reset();
  --live_;
}

}  // namespace crosswalk::catalogue
