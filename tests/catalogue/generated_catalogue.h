// SPDX-License-Identifier: Apache-2.0
// Credentials without end, for measuring: five outcomes each, skills drawn as real catalogues have
// them, a few very often and most hardly ever (Zipf).
#pragma once

#include "server/catalogue/search_query.h"
#include "server/registry/credential_store.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace crosswalk::catalogue {

// The skills that credentials are made of: those of an index, or 14,000 invented ones in a tree.
class SkillWorld : public SkillExpansion {
 public:
  struct Skill {
    std::string name;   // Resource name.
    std::string label;  // In words.
    std::vector<std::uint32_t> below;
    std::vector<std::uint32_t> above;
    bool group = false;
  };

  static SkillWorld Invented();
  // Throws std::runtime_error where there is no index.
  static SkillWorld OfIndex(const std::filesystem::path& index);

  [[nodiscard]] std::vector<std::string> Narrower(const std::string& skill) const override;
  [[nodiscard]] std::vector<std::string> Related(const std::string&) const override { return {}; }
  [[nodiscard]] std::vector<std::string> Broader(const std::string& skill) const override;

  // A skill, no group, that is drawn as often as real ones: `uniform` is 0 to 1.
  [[nodiscard]] const Skill& Draw(double uniform) const;
  // A group, each as often.
  [[nodiscard]] const Skill& DrawGroup(double uniform) const;

 private:
  void Finish();

  std::vector<Skill> skills_;
  std::vector<std::pair<std::string, std::uint32_t>> by_name_;  // Sorted.
  std::vector<std::uint32_t> drawn_;                            // Most frequent first.
  std::vector<double> shares_;                                  // Cumulative, of drawn_.
  std::vector<std::uint32_t> groups_;
};

// The n-th credential, the same at each call.
registry::Credential GeneratedCredential(const SkillWorld& world, std::uint64_t number);

// A store that has the first `count` of them, published, and cannot be written to.
std::unique_ptr<registry::CredentialStore> GeneratedStore(const SkillWorld& world,
                                                          std::int64_t count);

}  // namespace crosswalk::catalogue
