// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/concept_rows.h"

namespace crosswalk::mapping {

std::vector<std::vector<float>> CompareConcepts(const QueryVectors& queries,
                                                const ConceptRows& rows,
                                                std::size_t concept_count) {
  const std::size_t count = rows.nodes.size();
  std::vector<float> by_row(queries.size() * count);
  CompareRows(queries, rows.values, rows.scales, by_row);
  std::vector<std::vector<float>> by_query;
  for (std::size_t query = 0; query < queries.size(); ++query) {
    std::vector<float>& by_node = by_query.emplace_back(concept_count, kMissing);
    for (std::size_t row = 0; row < count; ++row) {
      if (rows.nodes[row] >= concept_count) continue;
      const float offset = rows.offsets.empty() ? 0.0F : rows.offsets[row];
      by_node[rows.nodes[row]] = by_row[query * count + row] + offset;
    }
  }
  return by_query;
}

}  // namespace crosswalk::mapping
