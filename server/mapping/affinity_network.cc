// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/affinity_network.h"

#include "server/mapping/concept_blocks.h"

#include <utility>

namespace crosswalk::mapping {
namespace {

// As the matrices count.
Eigen::Index Index(std::size_t value) { return static_cast<Eigen::Index>(value); }

}  // namespace

core::Result<AffinityNetwork> AffinityNetwork::Parse(const rapidjson::Value& network,
                                                     std::span<const std::size_t> columns,
                                                     const std::string& where) {
  AffinityNetwork read;
  read.columns_.assign(columns.begin(), columns.end());
  auto product = ConceptProduct::Parse(network, where);
  if (!product.ok()) return product.status();
  auto layers = ParseLayers(network, "layers", columns.size(), where);
  if (!layers.ok()) return layers.status();
  read.layers_ = *std::move(layers);
  read.product_ = *std::move(product);
  return read;
}

core::Status AffinityNetwork::ReadConcepts(const ConceptVectors& vectors) {
  if (core::Status status = product_.CheckDimension(vectors.dimension()); !status.ok()) {
    return status;
  }
  const Eigen::Index count = vectors.concept_count();
  factors_ = {Eigen::MatrixXf::Zero(Index(product_.width()), count),
              Eigen::RowVectorXf::Zero(count)};
  ForBlocksOfConcepts(vectors, [this](std::span<const Eigen::Index> nodes, const auto& texts) {
    const auto [concepts, priors] = product_.OfConcepts(texts);
    factors_.concepts(Eigen::all, nodes) = concepts;
    factors_.priors(nodes) = priors;
  });
  return {};
}

void AffinityNetwork::Add(std::span<const float> sentence, std::span<Candidate> candidates) const {
  if (candidates.empty()) return;
  const Eigen::VectorXf outcome = product_.OfOutcome(sentence);
  Eigen::MatrixXf features(Index(columns_.size()), Index(candidates.size()));
  Eigen::RowVectorXf products(features.cols());
  for (Eigen::Index i = 0; i < features.cols(); ++i) {
    const Candidate& candidate = candidates[static_cast<std::size_t>(i)];
    for (std::size_t input = 0; input < columns_.size(); ++input) {
      features(Index(input), i) = candidate.features[columns_[input]];
    }
    const Eigen::Index node = candidate.node;
    products[i] = outcome.dot(factors_.concepts.col(node)) + factors_.priors[node];
  }
  Eigen::RowVectorXf affinities = ApplyAll(layers_, std::move(features)) + products;
  affinities.array() -= affinities.mean();
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    candidates[i][Feature::kAffinity] = affinities[Index(i)];
  }
}

}  // namespace crosswalk::mapping
