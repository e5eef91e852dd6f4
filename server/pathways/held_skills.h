// SPDX-License-Identifier: Apache-2.0
// What someone can do, and how far that covers a skill that is asked for.
#pragma once

#include "server/pathways/credential_graph.h"
#include "server/pathways/skill_graph.h"

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace crosswalk::pathways {

// Which alignments count.
struct SkillEvidence {
  bool confirmed_only = false;  // Only those that a reviewer confirmed.
  double min_confidence = 0;    // For suggested ones, 0 to 1.

  [[nodiscard]] bool Counts(const TaughtSkill& skill) const {
    if (skill.evidence == Evidence::kConfirmed) return true;
    if (confirmed_only) return false;
    return skill.evidence == Evidence::kDeclared || skill.confidence >= min_confidence;
  }
};

// How much a taught skill counts, 0 to 1: 1 where a person says so, else the confidence of the
// suggestion; 0.6 of it where the skill is taught only in part.
double StrengthOf(const TaughtSkill& skill);

// How a held skill relates to one that is asked for, from the best.
enum class Kinship : std::uint8_t {
  kSame,
  kNarrower,   // What is held is a narrower skill: it is an instance of what is asked for.
  kBroader,    // What is held is broader: it holds what is asked for only in part.
  kRelated,    // One is essential or optional for the other.
  kCompanion,  // Both are essential for the same occupations. Only SkillReach tells it.
};

// How much of an asked skill each kind gives when credentials are compared: 1, 0.9, 0.6, 0.3,
// 0.3.
double WeightOf(Kinship kinship);

struct SkillMatch {
  SkillId held{};
  SkillId wanted{};
  Kinship kinship = Kinship::kSame;
  int distance = 0;     // Steps between them; 0 for the same.
  double strength = 1;  // Of the held skill.
  Evidence evidence = Evidence::kDeclared;
};

// Whether `a` is the better match of the two for the same skill.
bool IsBetter(const SkillMatch& a, const SkillMatch& b);

// The kinship read from the other end.
Kinship Inverse(Kinship kinship);

// Broader and narrower skills are followed this far: ESCO's skills are rarely deeper.
inline constexpr int kMostSkillSteps = 5;

// Thread-compatible. Keeps a reference to the graph. Cycles in the graph do no harm.
class HeldSkills {
 public:
  explicit HeldSkills(const SkillGraph& graph) : graph_(graph) {}

  // Adds a skill; of two of the same the stronger counts.
  void Add(const TaughtSkill& skill);
  void Add(const CredentialNode& node, const SkillEvidence& evidence);

  [[nodiscard]] bool Has(SkillId skill) const { return held_.contains(skill); }
  // The best match for a wanted skill: by kinship, then steps, then strength, then number. A skill
  // taught in part matches itself as kBroader, one step away.
  [[nodiscard]] std::optional<SkillMatch> Match(SkillId wanted) const;
  // Held skills, ascending.
  [[nodiscard]] std::vector<TaughtSkill> skills() const;
  [[nodiscard]] std::size_t size() const { return held_.size(); }
  // Every skill that Match gives something for, ascending.
  [[nodiscard]] std::vector<SkillId> Reach() const;

 private:
  const SkillGraph& graph_;
  std::unordered_map<SkillId, TaughtSkill> held_;
  std::unordered_map<SkillId, SkillMatch> reach_;
};

// What each of a credential's skills reaches, each by itself. Immutable; thread-safe.
class SkillReach {
 public:
  SkillReach(const CredentialNode& node, const SkillEvidence& evidence, const SkillGraph& graph);

  // The node's skills that give something for `wanted`, in the order of the node's.
  [[nodiscard]] std::span<const SkillMatch> Matches(SkillId wanted) const;
  // Every skill that Matches gives something for, but for companions; ascending.
  [[nodiscard]] std::vector<SkillId> Reached() const;

 private:
  std::unordered_map<SkillId, std::vector<SkillMatch>> matches_;
};

// The skills at most kMostSkillSteps below `skill`, itself left out; ascending.
std::vector<SkillId> NarrowerThan(SkillId skill, const SkillGraph& graph);

}  // namespace crosswalk::pathways
