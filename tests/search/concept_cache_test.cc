// SPDX-License-Identifier: Apache-2.0
#include "server/search/concept_cache.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace crosswalk::search {
namespace {

std::shared_ptr<const core::Concept> Named(index_schema::ConceptOrdinal node) {
  core::Concept item;
  item.id = std::to_string(node);
  return std::make_shared<const core::Concept>(std::move(item));
}

TEST(ConceptCacheTest, FindsWhatWasPut) {
  ConceptCache cache(8);
  EXPECT_EQ(cache.Find(0), nullptr);
  const auto item = Named(3);
  cache.Put(3, item);
  EXPECT_EQ(cache.Find(3), item);
  EXPECT_EQ(cache.Find(4), nullptr);
}

TEST(ConceptCacheTest, AConceptIsNotTakenForTheOneInItsPlace) {
  ConceptCache cache(8);
  cache.Put(3, Named(3));
  EXPECT_EQ(cache.Find(11), nullptr);
  cache.Put(11, Named(11));
  EXPECT_EQ(cache.Find(3), nullptr);
  EXPECT_EQ(cache.Find(11)->id, "11");
}

TEST(ConceptCacheTest, WhatIsReplacedLivesAsLongAsItsReaders) {
  ConceptCache cache(1);
  cache.Put(0, Named(0));
  const auto held = cache.Find(0);
  cache.Put(1, Named(1));
  EXPECT_EQ(held->id, "0");
}

TEST(ConceptCacheTest, ManyThreadsGetTheConceptTheyAskFor) {
  ConceptCache cache(16);
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&cache, &wrong, thread] {
      for (std::uint32_t i = 0; i < 5000; ++i) {
        const index_schema::ConceptOrdinal node = (i * 7 + static_cast<std::uint32_t>(thread)) % 40;
        const auto found = cache.Find(node);
        if (found != nullptr && found->id != std::to_string(node)) ++wrong;
        if (found == nullptr) cache.Put(node, Named(node));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace crosswalk::search
