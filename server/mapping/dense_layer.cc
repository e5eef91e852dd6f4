// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/dense_layer.h"

#include "server/mapping/ranker_fault.h"

#include <cmath>
#include <utility>

namespace crosswalk::mapping {
namespace {

// Writes the numbers of `list` to `target`; false unless it has as many, all of them finite.
template <typename Target>
bool ReadNumbers(const rapidjson::Value& list, Target&& target) {
  if (!list.IsArray() || static_cast<Eigen::Index>(list.Size()) != target.size()) return false;
  Eigen::Index next = 0;
  for (const rapidjson::Value& number : list.GetArray()) {
    if (!number.IsNumber()) return false;
    const float value = number.GetFloat();
    if (!std::isfinite(value)) return false;
    target[next++] = value;
  }
  return true;
}

const rapidjson::Value* FindList(const rapidjson::Value& parent, const char* name) {
  if (!parent.IsObject()) return nullptr;
  const auto found = parent.FindMember(name);
  const bool usable =
      found != parent.MemberEnd() && found->value.IsArray() && !found->value.Empty();
  return usable ? &found->value : nullptr;
}

}  // namespace

core::Result<DenseLayer> DenseLayer::Parse(const rapidjson::Value& layer,
                                           const std::string& where) {
  const rapidjson::Value* const weights = FindList(layer, "weights");
  const rapidjson::Value* const biases = FindList(layer, "biases");
  if (weights == nullptr || biases == nullptr) {
    return RankerFault(where + " needs the lists weights and biases");
  }
  DenseLayer read;
  const rapidjson::Value& first = (*weights)[0];
  read.weights_.resize(weights->Size(), first.IsArray() ? first.Size() : 0);
  read.biases_.resize(weights->Size());
  for (rapidjson::SizeType row = 0; row < weights->Size(); ++row) {
    if (first.IsArray() && !first.Empty() && ReadNumbers((*weights)[row], read.weights_.row(row))) {
      continue;
    }
    return RankerFault(where + ".weights[" + std::to_string(row) +
                       "] is not a list of finite numbers, as many as in each other row");
  }
  if (!ReadNumbers(*biases, read.biases_)) {
    return RankerFault(where + ".biases is not a list of a finite number for each of the " +
                       std::to_string(weights->Size()) + " rows of weights");
  }
  return read;
}

core::Result<std::vector<DenseLayer>> ParseLayers(const rapidjson::Value& parent, const char* name,
                                                  std::size_t inputs, const std::string& where) {
  const auto found = parent.FindMember(name);
  if (found == parent.MemberEnd() || !found->value.IsArray()) {
    return RankerFault(where + "." + name + " is not a list of layers");
  }
  std::vector<DenseLayer> layers;
  for (const rapidjson::Value& one : found->value.GetArray()) {
    const std::string here = where + "." + name + "[" + std::to_string(layers.size()) + "]";
    auto layer = DenseLayer::Parse(one, here);
    if (!layer.ok()) return layer.status();
    if (layer->inputs() != inputs) {
      return RankerFault(here + " takes " + std::to_string(layer->inputs()) +
                         " numbers where there are " + std::to_string(inputs));
    }
    inputs = layer->outputs();
    layers.push_back(*std::move(layer));
  }
  if (layers.empty() || inputs != 1) {
    return RankerFault(where + "." + name + " does not end in one number");
  }
  return layers;
}

Eigen::RowVectorXf ApplyAll(const std::vector<DenseLayer>& layers, Eigen::MatrixXf columns) {
  for (std::size_t i = 0; i < layers.size(); ++i) {
    columns = layers[i].Apply(columns);
    if (i + 1 < layers.size()) columns = columns.cwiseMax(0.0F);
  }
  return columns.row(0);
}

}  // namespace crosswalk::mapping
