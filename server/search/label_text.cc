// SPDX-License-Identifier: Apache-2.0
#include "server/search/label_text.h"

namespace crosswalk::search {

LabelMatch TextOf(const core::Concept& item, const index_schema::LabelRow& row,
                  const std::string& language) {
  const core::LabelSet* set = item.FindLabels(language);
  if (set == nullptr) return PreferredLabel(item, {language});
  if (row.field == index_schema::TextField::kAlternative && row.index < set->alternative.size()) {
    return {set->alternative[row.index], language, LabelKind::kAlternative, {}};
  }
  return {set->preferred, language, LabelKind::kPreferred, {}};
}

LabelMatch PreferredLabel(const core::Concept& item, const std::vector<std::string>& languages) {
  const core::LabelSet& set = item.BestLabels(languages);
  return {set.preferred, set.language, LabelKind::kPreferred, {}};
}

}  // namespace crosswalk::search
