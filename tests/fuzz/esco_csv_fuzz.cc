// SPDX-License-Identifier: Apache-2.0
// ESCO's CSV files. The first byte of the input chooses the file that the rest stands for.
#include "frameworks/esco/bundle.h"
#include "frameworks/esco/esco_source.h"
#include "tests/fuzz/framework_check.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace {

using crosswalk::core::Diagnostics;
using crosswalk::esco::Bundle;

constexpr std::array<const char*, 12> kFiles = {"skills_en.csv",
                                                "skills_fr.csv",
                                                "skillGroups_en.csv",
                                                "occupations_en.csv",
                                                "ISCOGroups_en.csv",
                                                "broaderRelationsSkillPillar_en.csv",
                                                "broaderRelationsOccPillar_en.csv",
                                                "occupationSkillRelations_en.csv",
                                                "skillSkillRelations_en.csv",
                                                "skillsHierarchy_en.csv",
                                                "digitalSkillsCollection_en.csv",
                                                "conceptSchemes_en.csv"};

constexpr const char* kSkills =
    "conceptUri,preferredLabel,altLabels,description\n"
    "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001,fold maps,,\n";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::map<std::string, std::string> files = {{"skills_en.csv", kSkills}};
  files[kFiles[data[0] % kFiles.size()]] = bytes;
  std::vector<std::unique_ptr<Bundle>> bundles;
  bundles.push_back(Bundle::FromFiles("esco-v1.2.0", std::move(files)));

  Diagnostics diagnostics;
  const auto read = crosswalk::esco::MakeEscoSource(std::move(bundles), {})->Read(diagnostics);
  if (read.ok()) crosswalk::fuzz::CheckFramework(*read);
  const auto lines = std::count(bytes.begin(), bytes.end(), '\n');
  crosswalk::fuzz::CheckFindings(diagnostics, static_cast<std::size_t>(lines) + 2);
  return 0;
}
