// SPDX-License-Identifier: Apache-2.0
#include "server/http/site.h"

namespace crosswalk::http {

// Defined by the targets.
std::span<const EmbeddedFile> PageFiles();
std::span<const EmbeddedFile> OpenApiFiles();

Site BuiltInSite() { return {PageFiles(), OpenApiFiles()}; }

}  // namespace crosswalk::http
