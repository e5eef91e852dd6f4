// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/registry/credential.h"

#include <string>

namespace crosswalk::test {

// A credential that may be published; `id` empty for a name that the store makes.
registry::Credential PlainCredential(const std::string& id);

// A credential in which every field, to the last, is set.
registry::Credential FullCredential();

}  // namespace crosswalk::test
