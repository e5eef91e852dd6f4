// SPDX-License-Identifier: Apache-2.0
#include "indexer/build/concept_graph.h"

#include "indexer/build/validation.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <tuple>
#include <utility>

namespace crosswalk::index_builder {
namespace {

using core::RelationType;
using core::Severity;
using index_schema::OrdinalRelation;

void Report(core::Diagnostics& diagnostics, Severity severity, const core::Framework& framework,
            std::string rule, RelationType type, std::string subject, std::string reason) {
  core::Diagnostic finding;
  finding.severity = severity;
  finding.rule = std::move(rule);
  finding.file = FrameworkLabel(framework);
  finding.field = index_schema::RelationTypeName(type);
  finding.subject = std::move(subject);
  finding.reason = std::move(reason);
  diagnostics.Add(std::move(finding));
}

// A walk over the broader relations that finds those which close a cycle.
class CycleFinder {
 public:
  explicit CycleFinder(const std::vector<std::vector<ConceptOrdinal>>& broader)
      : broader_(broader), colours_(broader.size(), Colour::kNew) {}

  // The relations to leave out so that no cycle remains, each with the cycle it closes.
  std::vector<std::pair<OrdinalRelation, std::vector<ConceptOrdinal>>> Run() {
    for (ConceptOrdinal start = 0; start < broader_.size(); ++start) {
      if (colours_[start] == Colour::kNew) Walk(start);
    }
    return std::move(closing_);
  }

 private:
  enum class Colour : std::uint8_t { kNew, kOnPath, kDone };
  struct Step {
    ConceptOrdinal node = 0;
    std::size_t next = 0;  // Which of its broader concepts comes next.
  };

  // Iterative, since a hostile source may hold a chain of any length.
  void Walk(ConceptOrdinal start) {
    std::vector<Step> path = {{start, 0}};
    colours_[start] = Colour::kOnPath;
    while (!path.empty()) {
      Step& step = path.back();
      if (step.next == broader_[step.node].size()) {
        colours_[step.node] = Colour::kDone;
        path.pop_back();
        continue;
      }
      const ConceptOrdinal target = broader_[step.node][step.next++];
      if (colours_[target] == Colour::kOnPath) {
        Record(path, target);
      } else if (colours_[target] == Colour::kNew) {
        colours_[target] = Colour::kOnPath;
        path.push_back({target, 0});
      }
    }
  }

  void Record(const std::vector<Step>& path, ConceptOrdinal target) {
    auto first = std::find_if(path.begin(), path.end(),
                              [target](const Step& step) { return step.node == target; });
    std::vector<ConceptOrdinal> cycle;
    for (; first != path.end(); ++first) cycle.push_back(first->node);
    closing_.push_back({{path.back().node, target, RelationType::kBroader}, std::move(cycle)});
  }

  const std::vector<std::vector<ConceptOrdinal>>& broader_;
  std::vector<Colour> colours_;
  std::vector<std::pair<OrdinalRelation, std::vector<ConceptOrdinal>>> closing_;
};

}  // namespace

ConceptGraph::ConceptGraph(const std::vector<core::FrameworkData>& frameworks,
                           core::Diagnostics& diagnostics) {
  NumberConcepts(frameworks);
  ResolveRelations(frameworks, diagnostics);
  std::sort(relations_.begin(), relations_.end());
  relations_.erase(std::unique(relations_.begin(), relations_.end()), relations_.end());
  NoteConflicts(frameworks, diagnostics);
  BreakCycles(frameworks, diagnostics);
}

void ConceptGraph::NumberConcepts(const std::vector<core::FrameworkData>& frameworks) {
  for (std::size_t i = 0; i < frameworks.size(); ++i) {
    std::unordered_map<std::string_view, int> ladder;
    for (const core::Qualification& rung : frameworks[i].qualifications) {
      ladder.emplace(rung.concept_uri, rung.ladder_order);
    }
    for (const core::Concept& item : frameworks[i].concepts) {
      const auto rung = ladder.find(item.uri);
      nodes_.push_back({&item, i, rung == ladder.end() ? 0 : rung->second});
    }
  }
  std::sort(nodes_.begin(), nodes_.end(), [](const Node& a, const Node& b) {
    return std::tie(a.framework, a.item->type, a.ladder_order, a.item->uri) <
           std::tie(b.framework, b.item->type, b.ladder_order, b.item->uri);
  });
  by_uri_.reserve(nodes_.size());
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    by_uri_.emplace(nodes_[i].item->uri, static_cast<ConceptOrdinal>(i));
  }
}

std::size_t ConceptGraph::Find(std::string_view uri) const {
  const auto found = by_uri_.find(uri);
  return found == by_uri_.end() ? nodes_.size() : found->second;
}

void ConceptGraph::ResolveRelations(const std::vector<core::FrameworkData>& frameworks,
                                    core::Diagnostics& diagnostics) {
  for (const core::FrameworkData& data : frameworks) {
    for (const core::Relation& relation : data.relations) {
      const std::size_t source = Find(relation.source_uri);
      const std::size_t target = Find(relation.target_uri);
      const auto report = [&](Severity severity, std::string rule, std::string reason) {
        Report(diagnostics, severity, data.framework, std::move(rule), relation.type,
               relation.source_uri, std::move(reason));
      };
      if (source == nodes_.size()) {
        report(Severity::kError, "dangling-relation", "no concept has the URI it starts from");
      } else if (target == nodes_.size()) {
        report(Severity::kError, "dangling-relation",
               "no concept has the URI it points to, " + relation.target_uri);
      } else if (source == target) {
        report(Severity::kWarning, "self-relation", "a relation to itself says nothing; left out");
      } else if (relation.type != RelationType::kBroader &&
                 nodes_[target].item->type != core::ConceptType::kSkill &&
                 nodes_[target].item->type != core::ConceptType::kSkillGroup) {
        report(Severity::kError, "bad-relation-target",
               "it points to " + relation.target_uri + ", which is not a skill");
      } else {
        relations_.push_back({static_cast<ConceptOrdinal>(source),
                              static_cast<ConceptOrdinal>(target), relation.type});
      }
    }
  }
}

void ConceptGraph::NoteConflicts(const std::vector<core::FrameworkData>& frameworks,
                                 core::Diagnostics& diagnostics) const {
  for (std::size_t i = 1; i < relations_.size(); ++i) {
    const OrdinalRelation& before = relations_[i - 1];
    const OrdinalRelation& relation = relations_[i];
    if (before.source != relation.source || before.target != relation.target ||
        before.type != RelationType::kEssentialSkill ||
        relation.type != RelationType::kOptionalSkill) {
      continue;
    }
    Report(diagnostics, Severity::kNote, frameworks[nodes_[relation.source].framework].framework,
           "conflicting-relation", relation.type, nodes_[relation.source].item->uri,
           nodes_[relation.target].item->uri + " is both essential and optional for it");
  }
}

void ConceptGraph::BreakCycles(const std::vector<core::FrameworkData>& frameworks,
                               core::Diagnostics& diagnostics) {
  std::vector<std::vector<ConceptOrdinal>> broader(nodes_.size());
  for (const OrdinalRelation& relation : relations_) {
    if (relation.type == RelationType::kBroader)
      broader[relation.source].push_back(relation.target);
  }
  std::set<OrdinalRelation> left_out;
  for (const auto& [relation, cycle] : CycleFinder(broader).Run()) {
    constexpr std::size_t kShown = 10;
    std::string path;
    for (std::size_t i = 0; i < std::min(cycle.size(), kShown); ++i) {
      path += nodes_[cycle[i]].item->uri + " > ";
    }
    if (cycle.size() > kShown) path += "... > ";
    path += nodes_[relation.target].item->uri;
    Report(diagnostics, Severity::kError, frameworks[nodes_[relation.source].framework].framework,
           "broader-cycle", relation.type, nodes_[relation.source].item->uri,
           "the relation closes a cycle: " + path);
    left_out.insert(relation);
  }
  std::erase_if(relations_, [&left_out](const OrdinalRelation& relation) {
    return left_out.contains(relation);
  });
}

}  // namespace crosswalk::index_builder
