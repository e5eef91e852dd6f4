// SPDX-License-Identifier: Apache-2.0
// ranker.json, which docs/mapping.md describes. Private to server/mapping.
#pragma once

#include "frameworks/core/status.h"
#include "server/mapping/concept_product.h"
#include "server/mapping/ranker.h"

#include <rapidjson/document.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::mapping {

// A file that has been read. Immutable, thread-safe. All its errors are FAILED_PRECONDITION /
// ENCODER_INVALID, with the file's name in the message.
class RankerFile {
 public:
  // Of the text of a file of that name.
  static core::Result<RankerFile> Parse(std::string_view json, const std::string& name);
  static core::Result<RankerFile> Read(const std::filesystem::path& file);
  // The one for indexes without vectors, compiled in.
  static core::Result<RankerFile> Words();

  // The ranker under models.<model>, or under models.<otherwise> where there is none.
  [[nodiscard]] core::Result<Ranker> ReadModel(std::string_view model,
                                               std::string_view otherwise = {}) const;
  // What finding candidates has learnt; none where the file says nothing of it.
  [[nodiscard]] core::Result<std::optional<ConceptProduct>> ReadFinding() const;

 private:
  std::string name_;
  rapidjson::Document document_;
};

// Which of a file's models ranks where there are vectors: what the transformer found, and what the
// static encoder did; and where there are none.
inline constexpr std::string_view kEncoderModel = "encoder";
inline constexpr std::string_view kStaticModel = "static";
inline constexpr std::string_view kWordsModel = "words";

}  // namespace crosswalk::mapping
