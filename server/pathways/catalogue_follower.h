// SPDX-License-Identifier: Apache-2.0
// A credential graph that follows the registry's log.
#pragma once

#include "frameworks/core/status.h"
#include "server/pathways/memory_credential_graph.h"
#include "server/pathways/skill_names.h"
#include "server/registry/credential_store.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <shared_mutex>

namespace crosswalk::pathways {

// Thread-safe. Keeps references to the store and the names, which outlive it.
class CatalogueFollower {
 public:
  CatalogueFollower(registry::CredentialStore& store, SkillNames& names)
      : store_(store), names_(names) {}

  // The graph as it stood after some entry of the log. Changes wait while someone holds one: hold
  // it for a request, not longer.
  class Reading {
   public:
    [[nodiscard]] const CredentialGraph& graph() const { return *graph_; }
    // The newest entry of the log that the graph has.
    [[nodiscard]] std::int64_t sequence() const { return sequence_; }

   private:
    friend class CatalogueFollower;
    std::shared_lock<std::shared_mutex> lock_;
    const CredentialGraph* graph_ = nullptr;
    std::int64_t sequence_ = 0;
  };

  // The graph with everything that was acknowledged before the call. The first call reads the whole
  // registry: about 30 µs a credential. Errors are those of the store.
  core::Result<Reading> Read();

 private:
  core::Status CatchUp();
  core::Status ReadAll();
  core::Status Apply(std::span<const registry::Change> changes);

  registry::CredentialStore& store_;
  SkillNames& names_;
  std::mutex catching_up_;         // One thread at a time reads the store.
  std::shared_mutex graph_mutex_;  // Guards the two below.
  MemoryCredentialGraph graph_;
  std::int64_t sequence_ = 0;
  bool complete_ = false;  // Whether the whole registry was read once. Guarded by catching_up_.
};

}  // namespace crosswalk::pathways
