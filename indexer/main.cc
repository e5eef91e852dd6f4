// SPDX-License-Identifier: Apache-2.0
// crosswalk-index: builds, verifies and inspects generations. Exit codes: 0 done, 1 the data is
// wrong or damaged, 2 the command line is wrong, 3 a file cannot be read or written.
#include "frameworks/case/case_source.h"
#include "frameworks/esco/esco_source.h"
#include "frameworks/oqf/oqf_source.h"
#include "frameworks/text/encoder.h"
#include "indexer/build/index_builder.h"
#include "indexer/build/index_verifier.h"
#include "indexer/findings.h"
#include "indexer/inspection.h"
#include "indexer/progress_display.h"

#include <CLI/CLI.hpp>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace crosswalk::indexer {
namespace {

namespace fs = std::filesystem;

enum ExitCode { kDone = 0, kBadData = 1, kBadUsage = 2, kBadFiles = 3 };

struct BuildFlags {
  std::vector<std::string> esco;
  std::string esco_release;
  std::string oqf;
  std::vector<std::string> case_packages;
  std::string encoder;
  std::string output;
  bool no_vectors = false;
  std::size_t max_bad_records = 0;
  std::size_t threads = 0;
  std::size_t keep = 2;
};

int Fail(const core::Status& status) {
  std::cerr << "crosswalk-index: " << status.message() << " [" << status.reason() << "]\n";
  for (const core::FieldViolation& violation : status.field_violations()) {
    std::cerr << "  " << violation.field << ": " << violation.description << '\n';
  }
  const bool files = status.code() == core::StatusCode::kNotFound ||
                     status.code() == core::StatusCode::kUnavailable ||
                     status.reason() == "SOURCE_UNREADABLE" || status.reason() == "INDEX_NOT_FOUND";
  return files ? kBadFiles : kBadData;
}

using Sources = std::vector<std::unique_ptr<core::FrameworkSource>>;

core::Result<Sources> OpenSources(const BuildFlags& flags) {
  Sources sources;
  const auto add = [&sources](core::Result<std::unique_ptr<core::FrameworkSource>> source) {
    if (!source.ok()) return source.status();
    sources.push_back(std::move(source).value());
    return core::Status();
  };
  core::Status status;
  if (!flags.esco.empty()) {
    status = add(esco::OpenEscoSource({flags.esco.begin(), flags.esco.end()},
                                      {.release = flags.esco_release}));
  }
  if (status.ok() && !flags.oqf.empty()) status = add(oqf::OpenOqfSource(flags.oqf));
  for (const std::string& package : flags.case_packages) {
    if (!status.ok()) break;
    // ID=FILE names the framework; FILE alone takes its title.
    const std::size_t split = package.find('=');
    status =
        split == std::string::npos
            ? add(case_format::OpenCaseSource(package))
            : add(case_format::OpenCaseSource(package.substr(split + 1), package.substr(0, split)));
  }
  if (!status.ok()) return status;
  return sources;
}

int Build(const BuildFlags& flags) {
  core::Result<Sources> sources = OpenSources(flags);
  if (!sources.ok()) return Fail(sources.status());
  const std::size_t threads = flags.threads != 0
                                  ? flags.threads
                                  : std::max<std::size_t>(1, std::thread::hardware_concurrency());
  std::unique_ptr<text::OutcomeEncoder> encoder;
  if (!flags.no_vectors && !flags.encoder.empty()) {
    core::Result<std::unique_ptr<text::OutcomeEncoder>> opened =
        text::OpenEncoder(flags.encoder, threads);
    if (!opened.ok()) return Fail(opened.status());
    encoder = std::move(opened).value();
  }

  ProgressDisplay display(std::cerr, ::isatty(STDERR_FILENO) == 1);
  index_builder::BuildOptions options;
  for (const auto& source : *sources) options.sources.push_back(source.get());
  options.home = flags.output;
  options.encoder = encoder.get();
  options.encoder_directory = flags.encoder;
  options.threads = threads;
  options.max_bad_records = flags.max_bad_records;
  options.keep = flags.keep;
  options.builder_version = CROSSWALK_VERSION;
  options.progress = [&display](const index_builder::BuildProgress& progress) {
    display.Show(progress);
  };
  core::Diagnostics diagnostics;
  const core::Result<index_builder::BuildReport> report =
      index_builder::BuildGeneration(options, diagnostics);
  display.Finish();
  PrintFindings(diagnostics, std::cerr);
  if (!report.ok()) return Fail(report.status());

  double seconds = 0.0;
  for (const auto& [stage, spent] : report->seconds_by_stage) seconds += spent;
  std::cout << "published generation " << report->manifest.generation << " with "
            << report->manifest.concept_count << " concepts in " << std::fixed
            << std::setprecision(1) << seconds << " s";
  if (encoder != nullptr) {
    std::cout << "; " << report->texts_encoded << " texts encoded, " << report->texts_reused
              << " taken over";
  }
  std::cout << '\n' << report->generation.string() << '\n';
  return kDone;
}

int Verify(const std::string& path) {
  const core::Result<index_schema::Manifest> manifest = index_builder::VerifyGeneration(path);
  if (!manifest.ok()) return Fail(manifest.status());
  std::cout << "generation " << manifest->generation << " is whole: " << manifest->files.size()
            << " files, " << manifest->concept_count << " concepts\n";
  return kDone;
}

int Inspect(const std::string& path, bool json) {
  const core::Result<fs::path> generation = index_schema::ResolveGeneration(path);
  if (!generation.ok()) return Fail(generation.status());
  const core::Result<index_schema::Manifest> manifest = index_schema::ReadManifest(*generation);
  if (!manifest.ok()) return Fail(manifest.status());
  if (json) {
    std::cout << index_schema::FormatManifest(*manifest) << '\n';
  } else {
    PrintInspection(*generation, *manifest, std::cout);
  }
  return kDone;
}

int Run(int argc, char** argv) {
  CLI::App app("Builds, verifies and inspects Crosswalk's framework index.", "crosswalk-index");
  app.set_version_flag("--version", "crosswalk-index " CROSSWALK_VERSION);
  app.require_subcommand(1);

  BuildFlags flags;
  CLI::App* build = app.add_subcommand("build", "Reads frameworks and publishes a new generation");
  build->add_option("--esco", flags.esco, "ESCO bundle, zip or folder; repeat for more languages");
  build->add_option("--esco-release", flags.esco_release,
                    "Release of the ESCO bundles where their names do not say");
  build->add_option("--oqf", flags.oqf, "OQF data: oqf.json or its folder");
  build->add_option("--case", flags.case_packages,
                    "CASE package, FILE or ID=FILE; may be repeated");
  build->add_option("--encoder", flags.encoder, "Folder of the encoder; without it no vectors");
  build->add_flag("--no-vectors", flags.no_vectors, "Leave the concept vectors out");
  build->add_option("--output", flags.output, "Index home, created where missing")->required();
  build
      ->add_option("--max-bad-records", flags.max_bad_records,
                   "Wrong records that are left out before the build is refused")
      ->capture_default_str();
  build->add_option("--threads", flags.threads, "Workers; 0: one a processor")
      ->capture_default_str();
  build->add_option("--keep", flags.keep, "Generations that stay in the home")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  build->footer("Exit codes: 0 done, 1 bad data, 2 bad usage, 3 files cannot be read or written.");

  std::string path;
  bool json = false;
  CLI::App* verify = app.add_subcommand("verify", "Checks every byte of a generation");
  verify->add_option("path", path, "Index home or generation")->required();
  CLI::App* inspect = app.add_subcommand("inspect", "Shows what is in a generation");
  inspect->add_option("path", path, "Index home or generation")->required();
  inspect->add_flag("--json", json, "The manifest as JSON");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kBadUsage;
  }
  if (build->parsed()) {
    if (flags.esco.empty() && flags.oqf.empty() && flags.case_packages.empty()) {
      std::cerr << "crosswalk-index: nothing to index: give --esco, --oqf or --case\n";
      return kBadUsage;
    }
    return Build(flags);
  }
  return verify->parsed() ? Verify(path) : Inspect(path, json);
}

}  // namespace
}  // namespace crosswalk::indexer

int main(int argc, char** argv) {
  try {
    return crosswalk::indexer::Run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "crosswalk-index: " << error.what() << '\n';
    return 1;
  }
}
