// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/catalogue_follower.h"

#include "server/registry/published_changes.h"

#include <span>
#include <utility>
#include <vector>

namespace crosswalk::pathways {
namespace {

constexpr int kLogEntries = 1000;  // Read at a time.

}  // namespace

core::Result<CatalogueFollower::Reading> CatalogueFollower::Read() {
  if (core::Status status = CatchUp(); !status.ok()) return status;
  Reading reading;
  reading.lock_ = std::shared_lock(graph_mutex_);
  reading.graph_ = &graph_;
  reading.sequence_ = sequence_;
  return reading;
}

core::Status CatalogueFollower::CatchUp() {
  const std::int64_t wanted = store_.LatestSequence();
  {
    const std::shared_lock lock(graph_mutex_);
    if (sequence_ >= wanted && sequence_ > 0) return {};
  }
  const std::lock_guard lock(catching_up_);
  if (!complete_) {
    if (core::Status status = ReadAll(); !status.ok()) return status;
    complete_ = true;
  }
  while (sequence_ < wanted) {  // Only this thread changes it.
    const auto changes = store_.ReadLog(sequence_, kLogEntries);
    if (!changes.ok()) return changes.status();
    if (changes->empty()) break;
    if (core::Status status = Apply(*changes); !status.ok()) return status;
  }
  return {};
}

core::Status CatalogueFollower::ReadAll() {
  // What changes while the list is read is in the log after this, and read again.
  const std::int64_t before = store_.LatestSequence();
  MemoryCredentialGraph graph;  // Not the one in use: half of a registry would mislead.
  const core::Status visited =
      registry::VisitPublished(store_, [&](std::span<const registry::Credential> page) {
        for (const registry::Credential& credential : page) graph.Put(NodeOf(credential, names_));
        return core::Status();
      });
  if (!visited.ok()) return visited;
  const std::unique_lock lock(graph_mutex_);
  graph_ = std::move(graph);
  sequence_ = before;
  return {};
}

core::Status CatalogueFollower::Apply(std::span<const registry::Change> changes) {
  const auto published = registry::PublishedChanges(changes);
  if (!published.ok()) return published.status();
  std::vector<CredentialNode> nodes;
  for (const auto& [name, credential] : *published) {
    if (credential) nodes.push_back(NodeOf(*credential, names_));
  }
  const std::unique_lock lock(graph_mutex_);
  for (const auto& [name, credential] : *published) {
    if (!credential) graph_.Remove(name);
  }
  for (CredentialNode& node : nodes) graph_.Put(std::move(node));
  sequence_ = changes.back().sequence;
  return {};
}

}  // namespace crosswalk::pathways
