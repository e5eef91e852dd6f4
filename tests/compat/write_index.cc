// SPDX-License-Identifier: Apache-2.0
// Writes the generation that tests/compat keeps of a format version: run once when kFormatVersion
// is raised, and commit what it wrote. "crosswalk-write-compat-index FOLDER".
#include "indexer/build/index_builder.h"
#include "tests/indexer/memory_source.h"

#include <cstdio>
#include <filesystem>
#include <string>

namespace crosswalk {
namespace {

core::FrameworkData Skills() {
  core::FrameworkData data = test::MapsFramework();
  data.framework.title = {{"en", "Maps"}, {"fr", "Cartes"}};
  data.collections = {{"green", "urn:maps:green", {{"en", "Green"}}}};
  core::Concept& fold = data.concepts[0];
  fold.code = "F.1";
  fold.skill_type = core::SkillType::kSkillCompetence;
  fold.reuse_level = core::ReuseLevel::kCrossSector;
  fold.collections = {"green"};
  fold.labels[0].alternative = {"pleat charts"};
  fold.labels[0].hidden = {"mapfolding"};
  fold.labels.push_back({"fr", "plier des cartes", {}, {}, "Plie une carte.", "", ""});
  return data;
}

core::FrameworkData Ladder() {
  core::FrameworkData data;
  data.framework.id = "ladder";
  data.framework.release = "1";
  data.framework.categories = {{"knowledge", "K", {{"en", "Knowledge"}}, {}}};
  for (int number = 1; number <= 2; ++number) {
    core::Concept node;
    node.framework = "ladder";
    node.id = "rung-" + std::to_string(number);
    node.uri = "urn:ladder:" + std::to_string(number);
    node.type = core::ConceptType::kQualification;
    node.labels = {{"en", "Rung " + std::to_string(number), {}, {}, "", "", ""}};
    core::Qualification rung;
    rung.concept_uri = node.uri;
    rung.number = number;
    rung.ladder_order = number;
    rung.indicative_eqf = {number, number};
    rung.descriptors = {{"knowledge", {{"en", "Knows " + std::to_string(number) + " things."}}}};
    data.concepts.push_back(std::move(node));
    data.qualifications.push_back(std::move(rung));
  }
  return data;
}

int Run(const std::filesystem::path& target) {
  const std::filesystem::path home = target.string() + ".home";
  test::MemorySource skills(Skills());
  test::MemorySource ladder(Ladder());
  const test::CountingEncoder encoder;
  index_builder::BuildOptions options;
  options.sources = {&skills, &ladder};
  options.home = home;
  options.encoder = &encoder;
  core::Diagnostics diagnostics;
  const auto report = index_builder::BuildGeneration(options, diagnostics);
  if (!report.ok()) {
    std::fprintf(stderr, "%s\n", report.status().ToString().c_str());
    return 1;
  }
  std::filesystem::rename(report->generation, target);
  std::filesystem::remove_all(home);
  return 0;
}

}  // namespace
}  // namespace crosswalk

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: crosswalk-write-compat-index FOLDER\n");
    return 2;
  }
  return crosswalk::Run(argv[1]);
}
