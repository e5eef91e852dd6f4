// SPDX-License-Identifier: Apache-2.0
// Stand-ins for what a build reads from and encodes with.
#pragma once

#include "frameworks/core/framework.h"
#include "frameworks/text/encoder.h"

#include <atomic>
#include <cmath>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::test {

// Hands out the data it was given.
class MemorySource final : public core::FrameworkSource {
 public:
  explicit MemorySource(core::FrameworkData data) : data_(std::move(data)) {}

  core::Result<core::FrameworkData> Read(core::Diagnostics& diagnostics) override {
    for (const core::Diagnostic& finding : findings) diagnostics.Add(finding);
    if (!failure.ok()) return failure;
    return data_;
  }

  core::Status failure;                    // Answered instead of the data unless OK.
  std::vector<core::Diagnostic> findings;  // Reported on reading.

 private:
  core::FrameworkData data_;
};

// Vectors made of a text's bytes; counts what it encodes.
class CountingEncoder final : public text::OutcomeEncoder {
 public:
  explicit CountingEncoder(std::string fingerprint = "first") {
    info_.name = "counting";
    info_.version = "1";
    info_.fingerprint = std::move(fingerprint);
    info_.dimension = 8;
    info_.label_template = "{label}";
    info_.described_template = "{label}: {description}";
    info_.languages = {"en"};
  }

  [[nodiscard]] const text::EncoderInfo& info() const override { return info_; }
  [[nodiscard]] core::Result<std::vector<text::EncodedText>> Encode(
      std::span<const std::string_view> texts, text::EncodeDetail) const override {
    std::vector<text::EncodedText> encoded;
    for (const std::string_view text : texts) {
      if (refuse && refuse(text)) return core::Internal("ENCODER_FAILED", "refused");
      text::EncodedText& result = encoded.emplace_back();
      result.sentence.assign(info_.dimension, 0.01F);
      for (std::size_t i = 0; i < text.size(); ++i) {
        result.sentence[(i * 31 + static_cast<unsigned char>(text[i])) % info_.dimension] += 0.1F;
      }
      float squares = 0.0F;
      for (const float value : result.sentence) squares += value * value;
      for (float& value : result.sentence) value /= std::sqrt(squares);
    }
    count += texts.size();
    return encoded;
  }

  mutable std::atomic<std::size_t> count = 0;
  std::function<bool(std::string_view)> refuse;  // Texts on which it fails; may be empty.

 private:
  text::EncoderInfo info_;
};

// A framework "maps": skills fold, unfold and ink below group paper, and the occupation folder.
inline core::FrameworkData MapsFramework() {
  core::FrameworkData data;
  data.framework.id = "maps";
  data.framework.release = "1";
  const auto add = [&data](const std::string& id, core::ConceptType type,
                           const std::string& description) {
    core::Concept node;
    node.framework = "maps";
    node.id = id;
    node.uri = "urn:maps:" + id;
    node.type = type;
    node.labels = {{"en", id + " maps", {}, {}, description, "", ""}};
    data.concepts.push_back(std::move(node));
  };
  add("fold", core::ConceptType::kSkill, "Folds a map.");
  add("unfold", core::ConceptType::kSkill, "Opens a map.");
  add("ink", core::ConceptType::kSkill, "");
  add("paper", core::ConceptType::kSkillGroup, "All about paper.");
  add("folder", core::ConceptType::kOccupation, "Folds maps all day.");
  data.relations = {{"urn:maps:fold", "urn:maps:paper", core::RelationType::kBroader},
                    {"urn:maps:unfold", "urn:maps:paper", core::RelationType::kBroader},
                    {"urn:maps:folder", "urn:maps:fold", core::RelationType::kEssentialSkill}};
  return data;
}

}  // namespace crosswalk::test
