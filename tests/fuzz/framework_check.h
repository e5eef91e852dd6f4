// SPDX-License-Identifier: Apache-2.0
// What every framework that a reader hands over holds, whatever it was read from.
#pragma once

#include "frameworks/core/diagnostics.h"
#include "frameworks/core/framework.h"
#include "frameworks/core/resource_name.h"
#include "frameworks/core/text.h"
#include "tests/fuzz/check.h"

#include <string>
#include <unordered_set>

namespace crosswalk::fuzz {

inline void CheckLabels(const core::Concept& node) {
  Check(!node.labels.empty(), "a concept has labels");
  std::string_view previous;
  for (const core::LabelSet& set : node.labels) {
    Check(set.language > previous, "labels are ordered by language");
    previous = set.language;
    Check(!set.preferred.empty(), "a preferred label is not empty");
    Check(!core::FindInvalidUtf8(set.preferred), "a preferred label is UTF-8");
    Check(core::CleanText(set.preferred) == set.preferred, "a preferred label is clean");
    for (const std::string& label : set.alternative) {
      Check(!label.empty() && !core::FindInvalidUtf8(label), "an alternative label is UTF-8");
      Check(label != set.preferred, "an alternative label does not repeat the preferred one");
    }
    Check(!core::FindInvalidUtf8(set.description), "a description is UTF-8");
  }
}

inline void CheckFramework(const core::FrameworkData& data) {
  std::unordered_set<std::string> uris;
  std::unordered_set<std::string> ids;
  for (const core::Concept& node : data.concepts) {
    Check(!node.uri.empty() && uris.insert(node.uri).second, "a URI is unique");
    Check(ids.insert(node.id).second, "an id is unique");
    Check(core::ParseConceptName(core::FormatConceptName(node)).ok(), "an id makes a name");
    CheckLabels(node);
  }
  for (const core::Relation& relation : data.relations) {
    Check(!relation.source_uri.empty() && !relation.target_uri.empty(), "a relation has two ends");
  }
}

// REQUIRES: the input had `lines` line feeds.
inline void CheckFindings(const core::Diagnostics& diagnostics, std::size_t lines) {
  for (const core::Diagnostic& finding : diagnostics.kept()) {
    Check(finding.line <= lines + 1, "a finding is on a line of the file");
    Check(!finding.rule.empty() && !finding.reason.empty(), "a finding says what is wrong");
    Check(!core::FindInvalidUtf8(finding.ToString()), "a finding can be printed");
  }
}

}  // namespace crosswalk::fuzz
