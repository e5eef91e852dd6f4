// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/dense_layer.h"

#include <cmath>

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
    return core::FailedPrecondition("ENCODER_INVALID",
                                    where + " needs the lists weights and biases");
  }
  DenseLayer read;
  const rapidjson::Value& first = (*weights)[0];
  read.weights_.resize(weights->Size(), first.IsArray() ? first.Size() : 0);
  read.biases_.resize(weights->Size());
  for (rapidjson::SizeType row = 0; row < weights->Size(); ++row) {
    if (first.IsArray() && !first.Empty() && ReadNumbers((*weights)[row], read.weights_.row(row))) {
      continue;
    }
    return core::FailedPrecondition(
        "ENCODER_INVALID", where + ".weights[" + std::to_string(row) +
                               "] is not a list of finite numbers, as many as in each other row");
  }
  if (!ReadNumbers(*biases, read.biases_)) {
    return core::FailedPrecondition(
        "ENCODER_INVALID", where + ".biases is not a list of a finite number for each of the " +
                               std::to_string(weights->Size()) + " rows of weights");
  }
  return read;
}

}  // namespace crosswalk::mapping
