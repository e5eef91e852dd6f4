// SPDX-License-Identifier: Apache-2.0
// Skills of a generation by name, for searching credentials.
#pragma once

#include "frameworks/core/status.h"
#include "server/catalogue/search_query.h"
#include "server/rpc/loaded_generation.h"

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace crosswalk::rpc {

// The resource names of all concepts of a generation, by ordinal.
using ConceptNames = std::vector<std::string>;

// Keeps the names of the generation that was asked for last: making them takes tenths of a second.
// Thread-safe.
class ConceptNameCache {
 public:
  // Errors are those of reading the index.
  core::Result<std::shared_ptr<const ConceptNames>> Of(const LoadedGeneration& generation);

 private:
  std::mutex mutex_;
  std::string generation_;  // Guarded by mutex_, as the next.
  std::shared_ptr<const ConceptNames> names_;
};

// Immutable, thread-safe. `generation` must outlive it.
class FrameworkSkills : public catalogue::SkillExpansion {
 public:
  FrameworkSkills(const LoadedGeneration& generation, std::shared_ptr<const ConceptNames> names)
      : generation_(generation), names_(std::move(names)) {}

  [[nodiscard]] std::vector<std::string> Narrower(const std::string& skill) const override;
  // What the framework calls essential or optional for the skill, and for what it is.
  [[nodiscard]] std::vector<std::string> Related(const std::string& skill) const override;
  [[nodiscard]] std::vector<std::string> Broader(const std::string& skill) const override;

  [[nodiscard]] const std::string& Name(search::ConceptOrdinal node) const {
    return (*names_)[node];
  }

 private:
  const LoadedGeneration& generation_;
  std::shared_ptr<const ConceptNames> names_;
};

}  // namespace crosswalk::rpc
