// SPDX-License-Identifier: Apache-2.0
// The small real index, opened as the mapper wants it.
#pragma once

#include "server/mapping/mapper.h"
#include "server/search/index_snapshot.h"
#include "server/search/search_engine.h"
#include "tests/support/test_index.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <utility>

namespace crosswalk::mapping {

struct OpenedIndex {
  std::shared_ptr<const search::IndexSnapshot> snapshot;
  std::shared_ptr<const search::SearchEngine> engine;
  std::unique_ptr<Mapper> mapper;
};

inline OpenedIndex OpenIndex(test::Vectors vectors) {
  OpenedIndex index;
  auto snapshot = search::IndexSnapshot::Open(test::TestIndexHome(vectors), {});
  if (!snapshot.ok()) throw std::runtime_error(snapshot.status().message());
  index.snapshot = *std::move(snapshot);
  index.engine = search::SearchEngine::Create(index.snapshot);
  auto mapper = Mapper::Create(index.snapshot, index.engine);
  if (!mapper.ok()) throw std::runtime_error(mapper.status().message());
  index.mapper = *std::move(mapper);
  return index;
}

// Shared by the tests of this program: opening the encoder takes half a second.
inline const OpenedIndex& EncodedIndex() {
  static const OpenedIndex index = OpenIndex(test::Vectors::kAll);
  return index;
}

inline const OpenedIndex& WordsIndex() {
  static const OpenedIndex index = OpenIndex(test::Vectors::kNone);
  return index;
}

}  // namespace crosswalk::mapping
