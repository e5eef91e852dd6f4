// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/catalogue_follower.h"

#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace crosswalk::pathways {

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
    const auto changes = store_.ReadLog(sequence_, registry::kMaxBatchGet);
    if (!changes.ok()) return changes.status();
    if (changes->empty()) break;
    if (core::Status status = Apply(*changes); !status.ok()) return status;
  }
  return {};
}

core::Status CatalogueFollower::ReadAll() {
  // What changes while the list is read is in the log after this, and read again.
  const std::int64_t before = store_.LatestSequence();
  registry::ListFilter filter;
  filter.published = true;
  MemoryCredentialGraph graph;  // Not the one in use: half of a registry would mislead.
  std::string token;
  do {
    const auto page = store_.List(filter, registry::kMaxPageSize, token);
    if (!page.ok()) return page.status();
    for (const registry::Credential& credential : page->credentials) {
      graph.Put(NodeOf(credential, names_));
    }
    token = page->next_page_token;
  } while (!token.empty());
  const std::unique_lock lock(graph_mutex_);
  graph_ = std::move(graph);
  sequence_ = before;
  return {};
}

core::Status CatalogueFollower::Apply(std::span<const registry::Change> changes) {
  // Drafts change nothing here; of several changes of one credential the last decides, and what is
  // published now is at least as new.
  std::set<std::string> changed;
  for (const registry::Change& change : changes) {
    if (change.kind == registry::ChangeKind::kPublished ||
        change.kind == registry::ChangeKind::kWithdrawn ||
        change.kind == registry::ChangeKind::kDeleted) {
      changed.insert(change.credential);
    }
  }
  const std::vector<std::string> names(changed.begin(), changed.end());
  std::vector<core::Result<registry::Credential>> current;
  if (!names.empty()) {
    auto got = store_.BatchGet(names, registry::CredentialView::Published());
    if (!got.ok()) return got.status();
    current = *std::move(got);
  }
  std::vector<CredentialNode> nodes;
  std::vector<std::string> gone;
  for (std::size_t i = 0; i < current.size(); ++i) {
    if (current[i].ok()) {
      nodes.push_back(NodeOf(*current[i], names_));
    } else if (current[i].status().code() == core::StatusCode::kNotFound) {
      gone.push_back(names[i]);
    } else {
      return current[i].status();
    }
  }
  const std::unique_lock lock(graph_mutex_);
  for (const std::string& name : gone) graph_.Remove(name);
  for (CredentialNode& node : nodes) graph_.Put(std::move(node));
  sequence_ = changes.back().sequence;
  return {};
}

}  // namespace crosswalk::pathways
