// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/concept_vectors.h"

#include "server/mapping/fetch.h"

namespace crosswalk::mapping {

using index_schema::QuantizedVector;
using index_schema::VectorBlock;
using index_schema::VectorKind;

ConceptVectors::ConceptVectors(const index_schema::VectorFile& file, std::uint32_t concept_count)
    : file_(file), concept_count_(concept_count) {
  for (const VectorKind kind : kComparedTexts) {
    std::vector<std::uint32_t>& rows = row_of_[static_cast<std::size_t>(kind)];
    rows.assign(concept_count, kNoRow);
    const VectorBlock block = file_.Block(kind);
    for (std::size_t row = 0; row < block.nodes.size(); ++row) {
      if (block.nodes[row] < concept_count) {
        rows[block.nodes[row]] = static_cast<std::uint32_t>(row);
      }
    }
  }
  const std::size_t labels = file_.Block(VectorKind::kLabel).nodes.size();
  sums_.reserve(labels * file_.dimension());
  sum_scales_.reserve(labels);
  for (std::size_t row = 0; row < labels; ++row) {
    const QuantizedVector sum = SumOfTexts(row);
    sums_.insert(sums_.end(), sum.values.begin(), sum.values.end());
    sum_scales_.push_back(sum.scale);
  }
}

std::vector<std::vector<float>> ConceptVectors::CompareLabels(const QueryVectors& queries) const {
  const VectorBlock labels = file_.Block(VectorKind::kLabel);
  return CompareAll(queries, labels.values, labels.scales);
}

std::vector<std::vector<float>> ConceptVectors::CompareSums(const QueryVectors& queries) const {
  return CompareAll(queries, sums_, sum_scales_);
}

QuantizedVector ConceptVectors::SumOfTexts(std::size_t row) const {
  const std::size_t dimension = file_.dimension();
  std::vector<float> texts(kComparedTexts.size() * dimension);
  (void)CopyTexts(file_.Block(VectorKind::kLabel).nodes[row], texts);  // Its label is there.
  for (std::size_t i = 0; i < dimension; ++i) texts[i] += texts[dimension + i];
  texts.resize(dimension);
  return index_schema::Quantize(texts);
}

std::vector<std::vector<float>> ConceptVectors::CompareAll(const QueryVectors& queries,
                                                           std::span<const std::int8_t> values,
                                                           std::span<const float> scales) const {
  const std::span<const search::ConceptOrdinal> nodes = file_.Block(VectorKind::kLabel).nodes;
  std::vector<float> by_row(queries.size() * nodes.size());
  CompareRows(queries, values, scales, by_row);
  std::vector<std::vector<float>> by_query;
  for (std::size_t query = 0; query < queries.size(); ++query) {
    std::vector<float>& by_node = by_query.emplace_back(concept_count_, kMissing);
    for (std::size_t row = 0; row < nodes.size(); ++row) {
      if (nodes[row] < concept_count_) by_node[nodes[row]] = by_row[query * nodes.size() + row];
    }
  }
  return by_query;
}

std::optional<ConceptVectors::TextNearness> ConceptVectors::CompareTexts(
    const QueryVectors& query, search::ConceptOrdinal node) const {
  TextNearness near;
  if (!Compare(query, kComparedTexts[0], node, {&near.label, 1})) return std::nullopt;
  if (!Compare(query, kComparedTexts[1], node, {&near.described, 1})) near.described = near.label;
  return near;
}

bool ConceptVectors::CopyTexts(search::ConceptOrdinal node, std::span<float> texts) const {
  const std::size_t dimension = file_.dimension();
  VectorKind read = VectorKind::kLabel;
  for (const VectorKind kind : kComparedTexts) {
    if (row_of_[static_cast<std::size_t>(kind)][node] != kNoRow) read = kind;
    const std::uint32_t row = row_of_[static_cast<std::size_t>(read)][node];
    if (row == kNoRow) return false;
    const VectorBlock block = file_.Block(read);
    for (std::size_t i = 0; i < dimension; ++i) {
      texts[i] = block.scales[row] * static_cast<float>(block.values[row * dimension + i]);
    }
    texts = texts.subspan(dimension);
  }
  return true;
}

void ConceptVectors::FetchFor(search::ConceptOrdinal node) const {
  for (const VectorKind kind : kComparedTexts) {
    const std::uint32_t row = row_of_[static_cast<std::size_t>(kind)][node];
    if (row == kNoRow) continue;
    Fetch(file_.Block(kind).values.subspan(row * file_.dimension(), file_.dimension()));
  }
}

bool ConceptVectors::Compare(const QueryVectors& queries, VectorKind kind,
                             search::ConceptOrdinal node, std::span<float> products) const {
  const std::uint32_t row = row_of_[static_cast<std::size_t>(kind)][node];
  if (row == kNoRow) return false;
  const VectorBlock block = file_.Block(kind);
  const std::size_t dimension = file_.dimension();
  CompareQueries(queries, block.values.subspan(row * dimension, dimension), block.scales[row],
                 products);
  return true;
}

}  // namespace crosswalk::mapping
