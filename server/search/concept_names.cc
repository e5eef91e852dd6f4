// SPDX-License-Identifier: Apache-2.0
#include "server/search/concept_names.h"

#include "frameworks/core/resource_name.h"

namespace crosswalk::search {

core::Result<std::vector<std::string>> ReadConceptNames(const IndexSnapshot& snapshot) {
  std::vector<std::string> names;
  names.reserve(snapshot.concept_count());
  for (ConceptOrdinal node = 0; node < snapshot.concept_count(); ++node) {
    const auto item = snapshot.Load(node);
    if (!item.ok()) return item.status();
    names.push_back(core::FormatConceptName(*item));
  }
  return names;
}

}  // namespace crosswalk::search
