// SPDX-License-Identifier: Apache-2.0
// Learning outcomes and queries for measuring speed, written for this purpose: English and French,
// short and long, of many fields. They say nothing about quality. All functions are thread-safe.
#pragma once

#include <string>
#include <vector>

namespace crosswalk::bench {

const std::vector<std::string>& SampleOutcomes();
const std::vector<std::string>& SampleQueries();

}  // namespace crosswalk::bench
