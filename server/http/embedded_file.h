// SPDX-License-Identifier: Apache-2.0
// A file that was made part of the program by crosswalk_embed_files (cmake/CrosswalkEmbed.cmake).
#pragma once

#include <string_view>

namespace crosswalk::http {

// Refers to what lives as long as the process.
struct EmbeddedFile {
  std::string_view path;          // From the folder that was embedded: "assets/app.js".
  std::string_view content_type;  // "text/javascript; charset=utf-8"
  std::string_view bytes;
  std::string_view sha256;  // 64 hexadecimal digits.
};

}  // namespace crosswalk::http
