// SPDX-License-Identifier: Apache-2.0
// The steps that lead on from one credential, worked out once a search. Private to server/pathways.
#pragma once

#include "server/pathways/continuation.h"

#include <cstddef>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace crosswalk::pathways {

// Not thread-safe. Keeps references to its parts.
class StepFinder {
 public:
  StepFinder(const CredentialGraph& credentials, const SkillGraph& skills,
             const SkillEvidence& evidence, bool declared_only, std::size_t max_candidates,
             double min_overlap)
      : credentials_(credentials),
        skills_(skills),
        evidence_(evidence),
        declared_only_(declared_only),
        max_candidates_(max_candidates),
        min_overlap_(min_overlap) {}

  // Steps to all that is declared and to those with an overlap of `min_overlap` or more, not yet
  // judged; by MostScore, then name of the target. Valid as long as the finder.
  const std::vector<Step>& From(const NodePtr& node);
  // Names of the credentials that `node` is built on, near and far: its parts and prerequisites,
  // and theirs. At most some hundreds.
  const std::set<std::string>& BehindOf(const NodePtr& node);
  // Whether more had skills in common with some credential than were looked at.
  [[nodiscard]] bool truncated() const { return truncated_; }

 private:
  const CredentialGraph& credentials_;
  const SkillGraph& skills_;
  const SkillEvidence evidence_;
  const bool declared_only_;
  const std::size_t max_candidates_;
  const double min_overlap_;
  bool truncated_ = false;
  std::unordered_map<std::string, std::vector<Step>> steps_;
  std::unordered_map<std::string, std::set<std::string>> behind_;
};

}  // namespace crosswalk::pathways
