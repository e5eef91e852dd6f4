// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/affinity_network.h"

#include <utility>

namespace crosswalk::mapping {
namespace {

// Concepts whose texts go through the network together.
constexpr Eigen::Index kConceptsAtOnce = 32;

// As the matrices count.
Eigen::Index Index(std::size_t value) { return static_cast<Eigen::Index>(value); }

core::Status Invalid(const std::string& what) {
  return core::FailedPrecondition("ENCODER_INVALID", what);
}

core::Result<DenseLayer> ReadLayer(const rapidjson::Value& network, const char* name,
                                   const std::string& where) {
  const auto found = network.FindMember(name);
  if (found == network.MemberEnd()) return Invalid(where + " has no " + name);
  return DenseLayer::Parse(found->value, where + "." + name);
}

// A row of layers that takes `inputs` numbers and answers one.
core::Result<std::vector<DenseLayer>> ReadLayers(const rapidjson::Value& network, const char* name,
                                                 std::size_t inputs, const std::string& where) {
  const auto found = network.FindMember(name);
  if (found == network.MemberEnd() || !found->value.IsArray()) {
    return Invalid(where + "." + name + " is not a list of layers");
  }
  std::vector<DenseLayer> layers;
  for (const rapidjson::Value& one : found->value.GetArray()) {
    const std::string here = where + "." + name + "[" + std::to_string(layers.size()) + "]";
    auto layer = DenseLayer::Parse(one, here);
    if (!layer.ok()) return layer.status();
    if (layer->inputs() != inputs) {
      return Invalid(here + " takes " + std::to_string(layer->inputs()) +
                     " numbers where there are " + std::to_string(inputs));
    }
    inputs = layer->outputs();
    layers.push_back(*std::move(layer));
  }
  if (layers.empty() || inputs != 1) {
    return Invalid(where + "." + name + " does not end in one number");
  }
  return layers;
}

// A number for each column.
Eigen::RowVectorXf ApplyAll(const std::vector<DenseLayer>& layers, Eigen::MatrixXf columns) {
  for (std::size_t i = 0; i < layers.size(); ++i) {
    columns = layers[i].Apply(columns);
    if (i + 1 < layers.size()) columns = columns.cwiseMax(0.0F);
  }
  return columns.row(0);
}

}  // namespace

core::Result<AffinityNetwork> AffinityNetwork::Parse(const rapidjson::Value& network,
                                                     std::span<const std::size_t> columns,
                                                     const std::string& where) {
  AffinityNetwork read;
  read.where_ = where;
  read.columns_.assign(columns.begin(), columns.end());
  auto outcome = ReadLayer(network, "outcome", where);
  if (!outcome.ok()) return outcome.status();
  auto of_concept = ReadLayer(network, "concept", where);
  if (!of_concept.ok()) return of_concept.status();
  const std::size_t of_texts = kComparedTexts.size() * outcome->inputs();
  if (of_concept->inputs() != of_texts || of_concept->outputs() != outcome->outputs()) {
    return Invalid(
        where + ".concept does not take two vectors, or its outputs are not as many as outcome's");
  }
  auto layers = ReadLayers(network, "layers", columns.size(), where);
  if (!layers.ok()) return layers.status();
  auto prior = ReadLayers(network, "prior", of_texts, where);
  if (!prior.ok()) return prior.status();
  read.outcome_ = *std::move(outcome);
  read.concept_ = *std::move(of_concept);
  read.layers_ = *std::move(layers);
  read.prior_ = *std::move(prior);
  return read;
}

core::Status AffinityNetwork::ReadConcepts(const ConceptVectors& vectors) {
  if (vectors.dimension() != outcome_.inputs()) {
    return Invalid(where_ + " is for vectors of " + std::to_string(outcome_.inputs()) +
                   " dimensions, not " + std::to_string(vectors.dimension()));
  }
  const Eigen::Index count = vectors.concept_count();
  concepts_ = Eigen::MatrixXf::Zero(Index(concept_.outputs()), count);
  priors_ = Eigen::RowVectorXf::Zero(count);
  Eigen::MatrixXf texts(Index(concept_.inputs()), kConceptsAtOnce);
  std::vector<Eigen::Index> nodes;
  for (Eigen::Index node = 0; node < count; ++node) {
    auto column = texts.col(Index(nodes.size()));
    if (vectors.CopyTexts(static_cast<search::ConceptOrdinal>(node),
                          {column.data(), concept_.inputs()})) {
      nodes.push_back(node);
    }
    if (Index(nodes.size()) < kConceptsAtOnce && node + 1 < count) continue;
    concepts_(Eigen::all, nodes) = concept_.Apply(texts.leftCols(Index(nodes.size())));
    priors_(nodes) = ApplyAll(prior_, texts.leftCols(Index(nodes.size())));
    nodes.clear();
  }
  return {};
}

void AffinityNetwork::Add(std::span<const float> sentence, std::span<Candidate> candidates) const {
  if (candidates.empty()) return;
  Eigen::MatrixXf features(Index(columns_.size()), Index(candidates.size()));
  std::vector<Eigen::Index> nodes;
  for (const Candidate& candidate : candidates) {
    auto column = features.col(Index(nodes.size()));
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      column[Index(i)] = candidate.features[columns_[i]];
    }
    nodes.push_back(candidate.node);
  }
  const Eigen::VectorXf outcome =
      outcome_.Apply(Eigen::Map<const Eigen::VectorXf>(sentence.data(), Index(sentence.size())));
  Eigen::RowVectorXf affinities = ApplyAll(layers_, std::move(features)) +
                                  outcome.transpose() * concepts_(Eigen::all, nodes) +
                                  priors_(nodes);
  affinities.array() -= affinities.mean();
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    candidates[i][Feature::kAffinity] = affinities[Index(i)];
  }
}

}  // namespace crosswalk::mapping
