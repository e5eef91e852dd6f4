// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/concept_product.h"

#include "server/mapping/concept_vectors.h"
#include "server/mapping/ranker_fault.h"

#include <utility>

namespace crosswalk::mapping {
namespace {

core::Result<DenseLayer> ReadLayer(const rapidjson::Value& product, const char* name,
                                   const std::string& where) {
  const auto found = product.FindMember(name);
  if (found == product.MemberEnd()) return RankerFault(where + " has no " + name);
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
    return RankerFault(
        where + ".concept does not take two vectors, or its outputs are not as many as outcome's");
  }
  auto prior = ParseLayers(product, "prior", of_texts, where);
  if (!prior.ok()) return prior.status();
  read.outcome_ = *std::move(outcome);
  read.concept_ = *std::move(of_concept);
  read.prior_ = *std::move(prior);
  return read;
}

core::Status ConceptProduct::CheckDimension(std::size_t dimension) const {
  if (dimension == outcome_.inputs()) return {};
  return RankerFault(where_ + " is for vectors of " + std::to_string(outcome_.inputs()) +
                     " dimensions, not " + std::to_string(dimension));
}

Eigen::VectorXf ConceptProduct::OfOutcome(std::span<const float> sentence) const {
  return outcome_.Apply(Eigen::Map<const Eigen::VectorXf>(
      sentence.data(), static_cast<Eigen::Index>(sentence.size())));
}

ConceptProduct::Factors ConceptProduct::OfConcepts(
    const Eigen::Ref<const Eigen::MatrixXf>& texts) const {
  return {concept_.Apply(texts), ApplyAll(prior_, texts)};
}

ConceptProduct::Columns ConceptProduct::ColumnsOf(
    const Eigen::Ref<const Eigen::MatrixXf>& texts) const {
  const auto [concepts, priors] = OfConcepts(texts);
  return {outcome_.weights().transpose() * concepts,
          outcome_.biases().transpose() * concepts + priors};
}

}  // namespace crosswalk::mapping
