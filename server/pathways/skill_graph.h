// SPDX-License-Identifier: Apache-2.0
// What pathways need of the frameworks: how skills relate to each other and to occupations, and the
// rungs of the qualifications framework.
#pragma once

#include "server/pathways/skill_names.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace crosswalk::pathways {

// A qualification as far as pathways ask.
struct Rung {
  std::string name;                 // Resource name, "frameworks/oqf/concepts/diploma-2".
  int number = 0;                   // In the framework, from the lowest demand; 1 to 13 in the OQF.
  std::optional<int> volume_hours;  // Hours of a typical programme, where the framework has them.
};

// Immutable once built; thread-safe. Concepts that it does not know have no relations.
class SkillGraph {
 public:
  // What relates a skill to others. Only skills are in it, not their groups.
  enum class Relation : std::uint8_t { kBroader, kNarrower, kRelated, kCompanion, kOccupation };

  // How much it says that two credentials share the skill, 0 to 1: by ESCO's reuse level, a skill
  // of all trades says little (docs/pathways.md has the figures). 1 where it is not known.
  [[nodiscard]] double Specificity(SkillId skill) const;
  // Directly broader skills, narrower ones, those that are essential or optional for it or for
  // which it is, its companions (kLeastCompany), and occupations for which it is essential;
  // ascending, without doubles.
  [[nodiscard]] std::span<const SkillId> Related(SkillId skill, Relation relation) const;

  // Skills of an occupation; ascending. No skill is in both: essential counts.
  [[nodiscard]] std::span<const SkillId> EssentialSkills(SkillId occupation) const;
  [[nodiscard]] std::span<const SkillId> OptionalSkills(SkillId occupation) const;
  [[nodiscard]] bool IsOccupation(SkillId id) const { return occupations_.contains(id); }
  [[nodiscard]] bool IsSkill(SkillId id) const { return Find(id) != nullptr; }

  // Rungs by ascending number.
  [[nodiscard]] std::span<const Rung> rungs() const { return rungs_; }
  // nullptr where there is none.
  [[nodiscard]] const Rung* FindRung(std::string_view qualification) const;
  [[nodiscard]] const Rung* FindRung(int number) const;

 private:
  friend class SkillGraphBuilder;

  struct Skill {
    bool known = false;
    double specificity = 1;
    std::vector<SkillId> broader, narrower, related, companions, occupations;
  };
  struct Occupation {
    std::vector<SkillId> essential, optional;
  };

  // nullptr where the skill is not known.
  [[nodiscard]] const Skill* Find(SkillId id) const {
    const auto place = static_cast<std::size_t>(id);
    return place < skills_.size() && skills_[place].known ? &skills_[place] : nullptr;
  }

  std::vector<Skill> skills_;  // By number: numbers have few gaps.
  std::unordered_map<SkillId, Occupation> occupations_;
  std::vector<Rung> rungs_;
};

// Companions of a skill are those that are essential for the same occupations: b / (sqrt(m n) + 1)
// must reach kLeastCompany, where the two are essential for m and n occupations and for b together.
// The 1 keeps two skills of a single occupation at half. The kMostCompanions nearest count. Chosen
// by looking at what it finds in ESCO.
inline constexpr double kLeastCompany = 0.3;
inline constexpr std::size_t kMostCompanions = 15;

// Not thread-safe.
class SkillGraphBuilder {
 public:
  SkillGraphBuilder& AddSkill(SkillId skill, double specificity = 1);
  // Relations of a concept to itself are left out; both ends become known.
  SkillGraphBuilder& AddBroader(SkillId narrower, SkillId broader);
  SkillGraphBuilder& AddRelated(SkillId one, SkillId other);
  SkillGraphBuilder& AddOccupation(SkillId occupation);
  SkillGraphBuilder& AddEssential(SkillId occupation, SkillId skill);
  SkillGraphBuilder& AddOptional(SkillId occupation, SkillId skill);
  SkillGraphBuilder& AddRung(Rung rung);
  // Empties the builder.
  SkillGraph Build();

 private:
  SkillGraph::Skill& Know(SkillId id);
  void FindCompanions();

  SkillGraph graph_;
};

}  // namespace crosswalk::pathways
