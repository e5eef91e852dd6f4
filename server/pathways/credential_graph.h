// SPDX-License-Identifier: Apache-2.0
// Credentials as pathways see them: what each teaches, at which level, in how many hours, and what
// it declares to come before and after.
#pragma once

#include "server/pathways/skill_names.h"
#include "server/registry/credential.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::pathways {

// Who says something, from the weakest.
enum class Evidence : std::uint8_t { kSuggested, kDeclared, kConfirmed };

// A skill that a credential teaches.
struct TaughtSkill {
  SkillId skill{};
  double confidence = 1;  // 0 to 1; 1 where a person says so and gives no figure.
  Evidence evidence = Evidence::kDeclared;
  bool partial = false;  // The skill is broader than every outcome aligned with it.
};

struct CredentialNode {
  std::string name;  // "credentials/{id}".
  registry::TextByLanguage title;
  registry::Issuer issuer;
  registry::CredentialType type = registry::CredentialType::kUnspecified;
  // The level as confirmed, else declared, else suggested: resource names of the qualification and
  // of the ends of its range, and its number if that is known; empty and 0 where there is none.
  std::string qualification;
  std::string level_low;
  std::string level_high;
  int level_number = 0;
  Evidence level_evidence = Evidence::kSuggested;
  std::optional<double> hours;
  std::vector<TaughtSkill> skills;  // By ascending skill, each once.
  std::vector<registry::Requirement> stacks_into;
  std::vector<registry::Requirement> prerequisites;
};

using NodePtr = std::shared_ptr<const CredentialNode>;

// The node of a credential. An alignment that is only RELATED teaches nothing; of several with one
// skill the strongest counts. Skills known by URI alone get ESCO's resource name where the URI is
// one of ESCO's.
CredentialNode NodeOf(const registry::Credential& credential, SkillNames& names);

// Whether the kind of credential is a qualification in its own right, not a part of one.
bool IsProgramme(registry::CredentialType type);

// The published credentials. Implementations answer the same for the same state, in the order told.
// Nodes stay as they are while someone holds them.
class CredentialGraph {
 public:
  virtual ~CredentialGraph() = default;

  // nullptr where none of that name is published.
  [[nodiscard]] virtual NodePtr Find(std::string_view name) const = 0;
  // Up to `limit` that teach any of `skills`: those that teach most of them first, and of those
  // that teach as many always the same ones, in the same order.
  [[nodiscard]] virtual std::vector<NodePtr> TeachingAnyOf(std::span<const SkillId> skills,
                                                           std::size_t limit) const = 0;
  // Those that declare to stack into `name`, and those that declare it a prerequisite; by name.
  [[nodiscard]] virtual std::vector<NodePtr> StackingInto(std::string_view name) const = 0;
  [[nodiscard]] virtual std::vector<NodePtr> Requiring(std::string_view name) const = 0;
  // Those of an issuer, by name.
  [[nodiscard]] virtual std::vector<NodePtr> OfIssuer(std::string_view issuer_id) const = 0;
  [[nodiscard]] virtual std::size_t size() const = 0;
};

}  // namespace crosswalk::pathways
