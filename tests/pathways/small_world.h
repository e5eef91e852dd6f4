// SPDX-License-Identifier: Apache-2.0
// Small catalogues and frameworks written down in a test.
#pragma once

#include "server/pathways/credential_graph.h"
#include "server/pathways/memory_credential_graph.h"
#include "server/pathways/skill_graph.h"

#include <string>
#include <vector>

namespace crosswalk::test {

// What a test says of a credential; ids are without "credentials/".
struct CredentialSpec {
  std::string id;
  std::vector<std::string> skills = {};
  int level = 0;
  double hours = 0;                           // 0: not known.
  std::vector<std::string> stacks_into = {};  // Ids; "oqf:7" is a qualification, "words:..." text.
  std::vector<std::string> prerequisites = {};
  registry::CredentialType type = registry::CredentialType::kMicroCredential;
  std::string issuer = "college";
};

// A catalogue and frameworks that grow line by line. Build the skill graph last.
class SmallWorld {
 public:
  SmallWorld();

  pathways::SkillId Id(const std::string& name) { return names_.Intern(name); }
  [[nodiscard]] std::vector<std::string> NamesOf(const std::vector<pathways::SkillId>& ids) const;
  [[nodiscard]] std::string NameOf(pathways::SkillId id) const { return names_.NameOf(id); }

  SmallWorld& Add(const CredentialSpec& spec);
  SmallWorld& Broader(const std::string& narrower, const std::string& broader);
  SmallWorld& Related(const std::string& one, const std::string& other);
  SmallWorld& Specific(const std::string& skill, double specificity);
  SmallWorld& Occupation(const std::string& name, const std::vector<std::string>& essential,
                         const std::vector<std::string>& optional = {});

  // The frameworks so far; nothing can be added to them afterwards.
  const pathways::SkillGraph& skills();
  [[nodiscard]] const pathways::MemoryCredentialGraph& credentials() const { return credentials_; }
  [[nodiscard]] pathways::NodePtr Find(const std::string& id) const {
    return credentials_.Find(std::string("credentials/").append(id));
  }
  pathways::SkillNames& names() { return names_; }
  pathways::MemoryCredentialGraph& graph() { return credentials_; }

 private:
  pathways::SkillNames names_;
  pathways::SkillGraphBuilder builder_;
  pathways::SkillGraph skills_;
  bool built_ = false;
  pathways::MemoryCredentialGraph credentials_;
};

// "credentials/x" of a node -> "x".
std::string ShortName(const pathways::NodePtr& node);

}  // namespace crosswalk::test
