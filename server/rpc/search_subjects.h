// SPDX-License-Identifier: Apache-2.0
// The skills, occupation and levels that a search of credentials names, as concepts.
#pragma once

#include "frameworks/core/status.h"
#include "server/rpc/concept_writer.h"
#include "server/rpc/framework_skills.h"
#include "server/rpc/loaded_generation.h"

#include "crosswalk/v1/credential_search.pb.h"

#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::rpc {

inline constexpr std::size_t kMostSearchSkills = 20;
inline constexpr std::size_t kMostOccupationSkills = 40;

// What a search asks for, resolved. References to its parts are kept. Not thread-safe.
class SubjectReader {
 public:
  SubjectReader(const LoadedGeneration& generation, const FrameworkSkills& skills,
                const LanguageWishes& wishes, ConceptWriter& concepts)
      : generation_(generation), skills_(skills), wishes_(wishes), concepts_(concepts) {}

  // The concepts of the request's skills and of its occupation's, in order and without doubles,
  // into `response`. NOT_FOUND / CONCEPT_NOT_FOUND where nothing fits words or a code.
  core::Status Read(const v1::SearchCredentialsRequest& request,
                    v1::SearchCredentialsResponse& response) const;

  // The number of a level given in any of its forms; 0 for an empty text. INVALID_ARGUMENT /
  // VALUE_OUT_OF_RANGE, QUALIFICATION_UNKNOWN with `field` at fault.
  [[nodiscard]] core::Result<int> ReadLevel(const std::string& text, std::string_view field) const;

  // The preferred label of a concept in the wished languages; empty where the index lacks it.
  [[nodiscard]] TaggedText Label(const std::string& concept_name) const;

 private:
  [[nodiscard]] core::Status Resolve(const std::string& asked, std::string_view field,
                                     const std::vector<core::ConceptType>& types,
                                     v1::ResolvedSkill& out) const;
  void WriteConcept(const core::Concept& item, v1::ResolvedSkill& out) const;

  const LoadedGeneration& generation_;
  const FrameworkSkills& skills_;
  const LanguageWishes& wishes_;
  ConceptWriter& concepts_;  // Keeps account of labels in other languages.
};

}  // namespace crosswalk::rpc
