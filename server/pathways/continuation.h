// SPDX-License-Identifier: Apache-2.0
// One step from a credential to another: whether it can be taken, why, and how good it is.
// docs/pathways.md tells the rules and where the figures come from.
#pragma once

#include "server/pathways/credential_graph.h"
#include "server/pathways/held_skills.h"
#include "server/pathways/skill_graph.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace crosswalk::pathways {

// Why a step that nobody declared is not offered.
enum class Obstacle : std::uint8_t {
  kTooLittleInCommon,    // Fewer skills in common, or less telling ones, than a step needs.
  kLevelFalls,           // It is of a lower level than what it follows.
  kPrerequisiteMissing,  // Something that it asks for is not held.
  kNothingNew,           // It teaches nothing that is not held, at no higher level.
};

struct PrerequisiteState {
  enum class State : std::uint8_t { kMet, kMissing, kInWords };  // kInWords: a person must judge.
  registry::Requirement requirement;
  State state = State::kInWords;
};

// The parts of a step's score, each 0 to 1.
struct StepFactors {
  double overlap = 0;  // Of a declared step for information only.
  double level = 1;
  double prerequisites = 1;
  double hours = 1;
};

struct Step {
  NodePtr from;  // What is held or was reached before.
  NodePtr target;
  bool declared_stack = false;         // `from` says that it stacks into `target`.
  bool declared_prerequisite = false;  // `target` says that it asks for `from`.
  std::string words;                   // What the declaration says in words; may be empty.
  std::vector<SkillMatch> shared;  // Best first: by telling, then number. Related ones included.
  std::vector<SkillId> gained;     // What it teaches beyond all that was held; ascending.
  int level_from = 0;              // 0 where not known.
  int level_to = 0;
  // Hours of the target, those of them that what is held already counts for, and the rest; absent
  // where the target's are not known.
  std::optional<double> hours, hours_credited, hours_added;
  std::vector<PrerequisiteState> prerequisites;
  StepFactors factors;
  double score = 0;                 // 0 to 1.
  std::vector<Obstacle> obstacles;  // Empty where the step can be taken; always for declared ones.

  [[nodiscard]] bool declared() const { return declared_stack || declared_prerequisite; }
};

// Level as numbers of qualifications; 0 where not known.
struct LevelSpan {
  int number = 0;
  int low = 0;
  int high = 0;
};
LevelSpan LevelOf(const CredentialNode& node, const SkillGraph& graph);

// What steps are taken from: credentials held, in the order they were reached, with what they teach
// together. Thread-compatible; keeps references to its parts.
class Holdings {
 public:
  Holdings(const SkillGraph& graph, const SkillEvidence& evidence)
      : graph_(graph), evidence_(evidence), skills_(graph) {}

  // Adds a credential that is held, with the hours that it adds to those held. Does nothing for one
  // that is held already.
  void Add(const NodePtr& node);
  // Adds a skill that is held beside those of credentials.
  void Add(SkillId skill) { skills_.Add({skill}); }

  [[nodiscard]] bool Has(std::string_view name) const;
  [[nodiscard]] const std::vector<NodePtr>& nodes() const { return nodes_; }
  [[nodiscard]] const HeldSkills& skills() const { return skills_; }
  [[nodiscard]] const SkillGraph& graph() const { return graph_; }
  [[nodiscard]] const SkillEvidence& evidence() const { return evidence_; }
  // Hours of all, each counted once: those of a part of another held credential are in the other's.
  [[nodiscard]] double hours() const;
  // The highest level of any; 0 where none is known.
  [[nodiscard]] int level() const;

  // How many of `target`'s hours what is held counts for: the hours of its declared parts, else the
  // share of its skills that are held. Absent where its hours are not known.
  [[nodiscard]] std::optional<double> CreditToward(const CredentialNode& target) const;
  [[nodiscard]] std::vector<PrerequisiteState> Check(const CredentialNode& target) const;

 private:
  const SkillGraph& graph_;
  const SkillEvidence evidence_;
  std::vector<NodePtr> nodes_;
  std::vector<double> net_hours_;  // Of each node, beyond those before it.
  HeldSkills skills_;
};

struct StepRules {
  double min_overlap = 0.25;  // Less is too little in common for a step that nobody declared.
};

// What `from` and its reach say about a step to `target`: what is declared and what is shared. Not
// yet judged against all that is held.
Step Compare(const NodePtr& from, const SkillReach& reach, const NodePtr& target,
             const SkillGraph& graph, const SkillEvidence& evidence);

// What the score of a step of Compare cannot exceed, whoever takes it.
double MostScore(const Step& step);

// Completes a step of Compare for someone with `holdings`: hours, prerequisites, what is gained,
// obstacles and score.
void Judge(const Holdings& holdings, const StepRules& rules, Step& step);

}  // namespace crosswalk::pathways
