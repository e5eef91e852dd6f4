// SPDX-License-Identifier: Apache-2.0
// The files that are served beside the API.
#pragma once

#include "server/http/embedded_file.h"

#include <span>

namespace crosswalk::http {

// Refers to what lives as long as the process.
struct Site {
  // The page: each file at its path, "index.html" at "/" and for every address that a browser asks
  // for as a page.
  std::span<const EmbeddedFile> page;
  // The API's description: "openapi.json" at "/v1/openapi.json", "reference.html" at "/v1/docs",
  // others below "/v1/docs/".
  std::span<const EmbeddedFile> api;
};

// What was built into the program from server/page (target crosswalk_page_files) and tools/openapi
// (target crosswalk_openapi).
Site BuiltInSite();

}  // namespace crosswalk::http
