// SPDX-License-Identifier: Apache-2.0
// Where the tests find a real encoder.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace crosswalk::text {

// $CROSSWALK_ENCODER, else the encoder that the repository ships; nothing where neither is there.
inline std::optional<std::filesystem::path> EncoderDirectory() {
  const char* chosen = std::getenv("CROSSWALK_ENCODER");
  const std::filesystem::path directory =
      chosen != nullptr
          ? std::filesystem::path(chosen)
          : std::filesystem::path(CROSSWALK_SOURCE_DIR) / "frameworks/text/models/minilm-l6-enfr";
  if (!std::filesystem::exists(directory / "encoder.json")) return std::nullopt;
  return directory;
}

}  // namespace crosswalk::text
