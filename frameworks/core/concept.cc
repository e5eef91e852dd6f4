// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/concept.h"

#include <algorithm>

namespace crosswalk::core {

const LabelSet* Concept::FindLabels(std::string_view language) const {
  const auto found = std::find_if(labels.begin(), labels.end(), [language](const LabelSet& set) {
    return set.language == language;
  });
  return found == labels.end() ? nullptr : &*found;
}

const LabelSet& Concept::BestLabels(const std::vector<std::string>& languages) const {
  for (const std::string& language : languages) {
    if (const LabelSet* found = FindLabels(language)) return *found;
  }
  const LabelSet* english = FindLabels("en");
  return english != nullptr ? *english : labels.front();
}

std::string_view ConceptTypeName(ConceptType type) {
  switch (type) {
    case ConceptType::kSkill:
      return "skill";
    case ConceptType::kSkillGroup:
      return "skill-group";
    case ConceptType::kOccupation:
      return "occupation";
    case ConceptType::kOccupationGroup:
      return "occupation-group";
    case ConceptType::kQualification:
      return "qualification";
  }
  return "unknown";
}

}  // namespace crosswalk::core
