// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/concept_product.h"

#include "server/mapping/concept_blocks.h"

#include <utility>

namespace crosswalk::mapping {
namespace {

// As the matrices count.
Eigen::Index Index(std::size_t value) { return static_cast<Eigen::Index>(value); }

core::Status Invalid(const std::string& what) {
  return core::FailedPrecondition("ENCODER_INVALID", what);
}

core::Result<DenseLayer> ReadLayer(const rapidjson::Value& product, const char* name,
                                   const std::string& where) {
  const auto found = product.FindMember(name);
  if (found == product.MemberEnd()) return Invalid(where + " has no " + name);
  return DenseLayer::Parse(found->value, where + "." + name);
}

}  // namespace

core::Result<ConceptProduct> ConceptProduct::Parse(const rapidjson::Value& product,
                                                   const std::string& where) {
  ConceptProduct read;
  read.where_ = where;
  auto outcome = ReadLayer(product, "outcome", where);
  if (!outcome.ok()) return outcome.status();
  auto of_concept = ReadLayer(product, "concept", where);
  if (!of_concept.ok()) return of_concept.status();
  const std::size_t of_texts = kComparedTexts.size() * outcome->inputs();
  if (of_concept->inputs() != of_texts || of_concept->outputs() != outcome->outputs()) {
    return Invalid(
        where + ".concept does not take two vectors, or its outputs are not as many as outcome's");
  }
  auto prior = ParseLayers(product, "prior", of_texts, where);
  if (!prior.ok()) return prior.status();
  read.outcome_ = *std::move(outcome);
  read.concept_ = *std::move(of_concept);
  read.prior_ = *std::move(prior);
  return read;
}

core::Status ConceptProduct::ReadConcepts(const ConceptVectors& vectors) {
  if (vectors.dimension() != outcome_.inputs()) {
    return Invalid(where_ + " is for vectors of " + std::to_string(outcome_.inputs()) +
                   " dimensions, not " + std::to_string(vectors.dimension()));
  }
  const Eigen::Index count = vectors.concept_count();
  concepts_ = Eigen::MatrixXf::Zero(Index(concept_.outputs()), count);
  priors_ = Eigen::RowVectorXf::Zero(count);
  ForBlocksOfConcepts(vectors, [this](std::span<const Eigen::Index> nodes, const auto& texts) {
    concepts_(Eigen::all, nodes) = concept_.Apply(texts);
    priors_(nodes) = ApplyAll(prior_, texts);
  });
  return {};
}

Eigen::RowVectorXf ConceptProduct::Multiply(std::span<const float> sentence,
                                            std::span<const Eigen::Index> nodes) const {
  const Eigen::VectorXf outcome =
      outcome_.Apply(Eigen::Map<const Eigen::VectorXf>(sentence.data(), Index(sentence.size())));
  return outcome.transpose() * concepts_(Eigen::all, nodes) + priors_(nodes);
}

ConceptProduct::Columns ConceptProduct::OfConcepts(std::span<const Eigen::Index> nodes) const {
  const Eigen::MatrixXf concepts = concepts_(Eigen::all, nodes);
  return {outcome_.weights().transpose() * concepts,
          outcome_.biases().transpose() * concepts + priors_(nodes)};
}

}  // namespace crosswalk::mapping
