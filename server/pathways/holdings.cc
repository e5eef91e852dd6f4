// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/continuation.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <string>

namespace crosswalk::pathways {
namespace {

using State = PrerequisiteState::State;

// Positions in `nodes` of the declared parts of `target`, of their parts, and so on.
std::set<std::size_t> PartsOf(const CredentialNode& target, const std::vector<NodePtr>& nodes) {
  std::set<std::size_t> parts;
  std::vector<std::string> wholes = {target.name};
  while (!wholes.empty()) {
    const std::string whole = std::move(wholes.back());
    wholes.pop_back();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const auto& links = nodes[i]->stacks_into;
      const bool is_part = std::any_of(links.begin(), links.end(),
                                       [&](const auto& link) { return link.credential == whole; });
      if (is_part && nodes[i]->name != target.name && parts.insert(i).second) {
        wholes.push_back(nodes[i]->name);
      }
    }
  }
  return parts;
}

}  // namespace

void Holdings::Add(const NodePtr& node) {
  if (Has(node->name)) return;
  const double credited = CreditToward(*node).value_or(0);
  net_hours_.push_back(node->hours.value_or(0) - credited);
  nodes_.push_back(node);
  skills_.Add(*node, evidence_);
}

bool Holdings::Has(std::string_view name) const {
  return std::any_of(nodes_.begin(), nodes_.end(),
                     [&](const NodePtr& node) { return node->name == name; });
}

double Holdings::hours() const {
  return std::accumulate(net_hours_.begin(), net_hours_.end(), 0.0);
}

int Holdings::level() const {
  int level = 0;
  for (const NodePtr& node : nodes_) level = std::max(level, LevelOf(*node, graph_).number);
  return level;
}

std::optional<double> Holdings::CreditToward(const CredentialNode& target) const {
  if (!target.hours) return std::nullopt;
  const std::set<std::size_t> parts = PartsOf(target, nodes_);
  if (!parts.empty()) {
    double hours = 0;
    for (const std::size_t part : parts) hours += net_hours_[part];
    return std::min(hours, *target.hours);
  }
  std::size_t taught = 0, held = 0;
  for (const TaughtSkill& skill : target.skills) {
    if (!evidence_.Counts(skill)) continue;
    ++taught;
    const auto match = skills_.Match(skill.skill);
    held += match && (match->kinship == Kinship::kSame || match->kinship == Kinship::kNarrower);
  }
  if (taught == 0) return 0;
  const double share = static_cast<double>(held) / static_cast<double>(taught);
  // Nobody can have done more hours than all.
  return std::min(share * *target.hours, hours());
}

std::vector<PrerequisiteState> Holdings::Check(const CredentialNode& target) const {
  std::vector<PrerequisiteState> states;
  for (const registry::Requirement& requirement : target.prerequisites) {
    PrerequisiteState state{requirement, State::kInWords};
    if (!requirement.credential.empty()) {
      state.state = Has(requirement.credential) ? State::kMet : State::kMissing;
    } else if (!requirement.qualification.empty()) {
      const Rung* rung = graph_.FindRung(requirement.qualification);
      const bool met =
          rung != nullptr && std::any_of(nodes_.begin(), nodes_.end(), [&](const NodePtr& node) {
            return IsProgramme(node->type) && LevelOf(*node, graph_).number >= rung->number;
          });
      state.state = met ? State::kMet : State::kMissing;
    }
    states.push_back(std::move(state));
  }
  return states;
}

}  // namespace crosswalk::pathways
