// SPDX-License-Identifier: Apache-2.0
// Reads data/cognitive_model.json, whose form is train.py's (tools/alignment/cognition).
#include "server/alignment/cognitive_model.h"
#include "server/alignment/data_reader.h"
#include "server/alignment/level_data.h"

#include <rapidjson/document.h>

#include <algorithm>

namespace crosswalk::alignment {
namespace {

constexpr std::array<std::string_view, kKnowledgeKinds> kKindNames = {
    "factual", "conceptual", "procedural", "metacognitive"};

}  // namespace

class CognitiveModel::Loader {
 public:
  Loader(CognitiveModel& model, DataReader& reader) : model_(model), reader_(reader) {}

  // Fills the model; `reader` knows what is missing or of the wrong form.
  void Load(const rapidjson::Value& document) {
    model_.name_ = reader_.Text(document, "name") + " " + reader_.Text(document, "version");
    for (const auto& verb : reader_.Object(document, "verbs").GetObject()) {
      const std::string_view process = verb.value.IsString() ? TextOf(verb.value) : "?";
      if (!process.empty() &&
          std::find(kProcessNames.begin(), kProcessNames.end(), process) == kProcessNames.end()) {
        reader_.Miss("verbs");
      }
      model_.verbs_.emplace(TextOf(verb.name), process);
    }
    LoadFrench(reader_.Object(document, "french"));
    LoadProcesses(reader_.Object(document, "processes"));
    LoadKnowledge(reader_.Object(document, "knowledge"));
  }

 private:
  void LoadFrench(const rapidjson::Value& french) {
    for (const bool finite : {false, true}) {
      const char* name = finite ? "finite" : "phrases";
      for (const auto& phrase : reader_.Object(french, name).GetObject()) {
        if (phrase.value.IsString()) {
          model_.glossary_.AddPhrase(TextOf(phrase.name), TextOf(phrase.value), finite);
        } else {
          reader_.Miss(name);
        }
      }
    }
    for (const auto& subject : reader_.Array(french, "subjects").GetArray()) {
      if (subject.IsString()) model_.glossary_.AddSubject(TextOf(subject));
    }
  }

  void LoadProcesses(const rapidjson::Value& processes) {
    model_.scale_ = reader_.Number(processes, "scale");
    if (model_.scale_ <= 0.0) reader_.Miss("scale");
    model_.nearest_ = static_cast<std::int32_t>(reader_.Number(processes, "nearest"));
    reader_.Fill(reader_.Array(processes, "bias"), "bias", model_.bias_);
    const auto& curves = reader_.Array(processes, "curves");
    if (curves.Size() != kCognitiveProcesses) {
      reader_.Miss("curves");
      return;
    }
    for (rapidjson::SizeType i = 0; i < curves.Size(); ++i) {
      std::array<double, 2> curve = {};
      reader_.Fill(curves[i], "curves", curve);
      model_.curves_[i] = {curve[0], curve[1]};
    }
    for (const auto& feature : reader_.Object(processes, "features").GetObject()) {
      ProcessWeights weights = {};
      reader_.Fill(feature.value, "features", weights);
      model_.features_.emplace(TextOf(feature.name), model_.weights_.size());
      model_.weights_.push_back(weights);
    }
  }

  void LoadKnowledge(const rapidjson::Value& knowledge) {
    const auto& cues = reader_.Object(knowledge, "cues");
    LoadCues(reader_.Object(cues, "en"), model_.english_cues_);
    LoadCues(reader_.Object(cues, "fr"), model_.french_cues_);
    LoadWeights(knowledge, "bias", "weights", model_.by_words_);
    LoadWeights(knowledge, "bias_with_vector", "weights_with_vector", model_.by_words_and_vector_);
    const auto& vector = reader_.Array(knowledge, "vector");
    if (vector.Size() != kKnowledgeKinds || !vector[0].IsArray()) {
      reader_.Miss("vector");
      return;
    }
    for (rapidjson::SizeType kind = 0; kind < kKnowledgeKinds; ++kind) {
      model_.vector_weights_[kind].resize(vector[0].Size());
      reader_.Fill(vector[kind], "vector", model_.vector_weights_[kind]);
    }
  }

  void LoadCues(const rapidjson::Value& language, KnowledgeCues& cues) {
    for (std::size_t kind = 0; kind < kKnowledgeKinds; ++kind) {
      const std::string name(kKindNames[kind]);
      for (const auto& phrase : reader_.Array(language, name.c_str()).GetArray()) {
        if (phrase.IsString()) cues.Add(kind, TextOf(phrase));
      }
    }
  }

  void LoadWeights(const rapidjson::Value& knowledge, const char* bias, const char* inputs,
                   KnowledgeWeights& weights) {
    reader_.Fill(reader_.Array(knowledge, bias), bias, weights.bias);
    const auto& rows = reader_.Array(knowledge, inputs);
    if (rows.Size() != kKnowledgeKinds) {
      reader_.Miss(inputs);
      return;
    }
    for (rapidjson::SizeType kind = 0; kind < rows.Size(); ++kind) {
      reader_.Fill(rows[kind], inputs, weights.inputs[kind]);
    }
  }

  CognitiveModel& model_;
  DataReader& reader_;
};

core::Result<CognitiveModel> CognitiveModel::Load() { return Parse(kCognitiveModelJson); }

core::Result<CognitiveModel> CognitiveModel::Parse(std::string_view json) {
  DataReader reader("cognitive model");
  rapidjson::Document document;
  core::Status status = reader.Parse(json, document);
  if (!status.ok()) return status;
  CognitiveModel model;
  Loader(model, reader).Load(document);
  status = reader.Fault();
  if (!status.ok()) return status;
  return model;
}

}  // namespace crosswalk::alignment
