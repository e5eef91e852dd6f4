// SPDX-License-Identifier: Apache-2.0
// Reads data/cognitive_model.json, whose form is train.py's (tools/alignment/cognition).
#include "server/alignment/cognitive_data.h"
#include "server/alignment/cognitive_model.h"

#include <rapidjson/document.h>

#include <algorithm>

namespace crosswalk::alignment {
namespace {

constexpr std::array<std::string_view, kKnowledgeKinds> kKindNames = {
    "factual", "conceptual", "procedural", "metacognitive"};
std::string_view Text(const rapidjson::Value& value) {
  return {value.GetString(), value.GetStringLength()};
}

}  // namespace

// Throws nothing: the first wrong member is remembered and reported once at the end.
class CognitiveModel::Loader {
 public:
  explicit Loader(CognitiveModel& model) : model_(model) {}

  // What is missing or of the wrong form; empty if nothing is.
  const std::string& Load(const rapidjson::Value& document) {
    model_.name_ = std::string(TextOf(document, "name")) + " ";
    model_.name_ += TextOf(document, "version");
    for (const auto& verb : Object(document, "verbs").GetObject()) {
      const std::string_view process = verb.value.IsString() ? Text(verb.value) : "?";
      if (!process.empty() &&
          std::find(kProcessNames.begin(), kProcessNames.end(), process) == kProcessNames.end()) {
        wrong_ = "verbs";
      }
      model_.verbs_.emplace(Text(verb.name), process);
    }
    LoadFrench(Object(document, "french"));
    LoadProcesses(Object(document, "processes"));
    LoadKnowledge(Object(document, "knowledge"));
    return wrong_;
  }

 private:
  const rapidjson::Value& Member(const rapidjson::Value& parent, const char* name,
                                 rapidjson::Type type) {
    static const rapidjson::Value kObject(rapidjson::kObjectType);
    static const rapidjson::Value kArray(rapidjson::kArrayType);
    const auto found = parent.FindMember(name);
    if (found != parent.MemberEnd() && found->value.GetType() == type) return found->value;
    wrong_ = name;
    return type == rapidjson::kArrayType ? kArray : kObject;
  }
  const rapidjson::Value& Object(const rapidjson::Value& parent, const char* name) {
    return Member(parent, name, rapidjson::kObjectType);
  }
  std::string_view TextOf(const rapidjson::Value& parent, const char* name) {
    const rapidjson::Value& value = Member(parent, name, rapidjson::kStringType);
    return value.IsString() ? Text(value) : std::string_view();
  }
  double Number(const rapidjson::Value& parent, const char* name) {
    const rapidjson::Value& value = Member(parent, name, rapidjson::kNumberType);
    return value.IsNumber() ? value.GetDouble() : 0.0;
  }

  template <typename Values>
  void Fill(const rapidjson::Value& list, const char* name, Values& values) {
    if (!list.IsArray() || list.Size() != values.size()) {
      wrong_ = name;
      return;
    }
    for (rapidjson::SizeType i = 0; i < list.Size(); ++i) {
      if (!list[i].IsNumber()) {
        wrong_ = name;
        return;
      }
      values[i] = static_cast<typename Values::value_type>(list[i].GetDouble());
    }
  }

  void LoadFrench(const rapidjson::Value& french) {
    for (const bool finite : {false, true}) {
      const char* name = finite ? "finite" : "phrases";
      for (const auto& phrase : Object(french, name).GetObject()) {
        if (phrase.value.IsString()) {
          model_.glossary_.AddPhrase(Text(phrase.name), Text(phrase.value), finite);
        } else {
          wrong_ = name;
        }
      }
    }
    for (const auto& subject : Member(french, "subjects", rapidjson::kArrayType).GetArray()) {
      if (subject.IsString()) model_.glossary_.AddSubject(Text(subject));
    }
  }

  void LoadProcesses(const rapidjson::Value& processes) {
    model_.scale_ = Number(processes, "scale");
    if (model_.scale_ <= 0.0) wrong_ = "scale";
    model_.nearest_ = static_cast<std::int32_t>(Number(processes, "nearest"));
    Fill(Member(processes, "bias", rapidjson::kArrayType), "bias", model_.bias_);
    const auto& curves = Member(processes, "curves", rapidjson::kArrayType);
    if (curves.Size() != kCognitiveProcesses) {
      wrong_ = "curves";
      return;
    }
    for (rapidjson::SizeType i = 0; i < curves.Size(); ++i) {
      std::array<double, 2> curve = {};
      Fill(curves[i], "curves", curve);
      model_.curves_[i] = {curve[0], curve[1]};
    }
    for (const auto& feature : Object(processes, "features").GetObject()) {
      ProcessWeights weights = {};
      Fill(feature.value, "features", weights);
      model_.features_.emplace(Text(feature.name), model_.weights_.size());
      model_.weights_.push_back(weights);
    }
  }

  void LoadKnowledge(const rapidjson::Value& knowledge) {
    const auto& cues = Object(knowledge, "cues");
    LoadCues(Object(cues, "en"), model_.english_cues_);
    LoadCues(Object(cues, "fr"), model_.french_cues_);
    LoadWeights(knowledge, "bias", "weights", model_.by_words_);
    LoadWeights(knowledge, "bias_with_vector", "weights_with_vector", model_.by_words_and_vector_);
    const auto& vector = Member(knowledge, "vector", rapidjson::kArrayType);
    if (vector.Size() != kKnowledgeKinds || !vector[0].IsArray()) {
      wrong_ = "vector";
      return;
    }
    for (rapidjson::SizeType kind = 0; kind < kKnowledgeKinds; ++kind) {
      model_.vector_weights_[kind].resize(vector[0].Size());
      Fill(vector[kind], "vector", model_.vector_weights_[kind]);
    }
  }

  void LoadCues(const rapidjson::Value& language, KnowledgeCues& cues) {
    for (std::size_t kind = 0; kind < kKnowledgeKinds; ++kind) {
      const std::string name(kKindNames[kind]);
      for (const auto& phrase : Member(language, name.c_str(), rapidjson::kArrayType).GetArray()) {
        if (phrase.IsString()) cues.Add(kind, Text(phrase));
      }
    }
  }

  void LoadWeights(const rapidjson::Value& knowledge, const char* bias, const char* inputs,
                   KnowledgeWeights& weights) {
    Fill(Member(knowledge, bias, rapidjson::kArrayType), bias, weights.bias);
    const auto& rows = Member(knowledge, inputs, rapidjson::kArrayType);
    if (rows.Size() != kKnowledgeKinds) {
      wrong_ = inputs;
      return;
    }
    for (rapidjson::SizeType kind = 0; kind < rows.Size(); ++kind) {
      Fill(rows[kind], inputs, weights.inputs[kind]);
    }
  }

  CognitiveModel& model_;
  std::string wrong_;
};

core::Result<CognitiveModel> CognitiveModel::Load() { return Parse(kCognitiveModelJson); }

core::Result<CognitiveModel> CognitiveModel::Parse(std::string_view json) {
  rapidjson::Document document;
  document.Parse(json.data(), json.size());
  if (document.HasParseError() || !document.IsObject()) {
    return core::Internal("LEVEL_DATA_INVALID", "cognitive model: not a JSON object");
  }
  CognitiveModel model;
  const std::string wrong = Loader(model).Load(document);
  if (!wrong.empty()) {
    return core::Internal("LEVEL_DATA_INVALID",
                          "cognitive model: '" + wrong + "' is missing or of the wrong form");
  }
  return model;
}

}  // namespace crosswalk::alignment
