// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_index.h"

#include "frameworks/case/case_source.h"
#include "frameworks/core/diagnostics.h"
#include "frameworks/esco/esco_source.h"
#include "frameworks/oqf/oqf_source.h"
#include "frameworks/text/encoder.h"
#include "indexer/build/index_builder.h"
#include "tests/support/temp_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <vector>

namespace crosswalk::test {
namespace {

namespace fs = std::filesystem;

// Threads of a build: tests run side by side.
constexpr std::size_t kThreads = 2;

fs::path RepositoryFolder() { return CROSSWALK_SOURCE_DIR; }
fs::path OqfFolder() { return RepositoryFolder() / "frameworks/oqf/data"; }

template <typename T>
T Need(core::Result<T> result) {
  if (!result.ok()) throw std::runtime_error("test index: " + result.status().ToString());
  return std::move(result).value();
}

// Holds a lock file for as long as it lives.
class FileLock {
 public:
  explicit FileLock(const fs::path& file)
      : descriptor_(::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644)) {
    if (descriptor_ < 0 || ::flock(descriptor_, LOCK_EX) != 0) {
      throw std::runtime_error("test index: cannot lock " + file.string());
    }
  }
  ~FileLock() { ::close(descriptor_); }
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int descriptor_;
};

void Describe(const fs::path& file, std::ostream& out) {
  out << file.string() << ' ' << fs::file_size(file) << ' '
      << fs::last_write_time(file).time_since_epoch().count() << '\n';
}

// What a shared index was made by and from.
std::string Origin(const fs::path& program, Vectors vectors) {
  std::ostringstream out;
  Describe(program, out);
  std::vector<fs::path> folders = {TestDataFolder(), OqfFolder()};
  if (vectors == Vectors::kAll) folders.push_back(TestEncoderFolder());
  for (const fs::path& folder : folders) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file()) Describe(entry.path(), out);
    }
  }
  return out.str();
}

fs::path FindOrBuild(Vectors vectors) {
  const fs::path program = fs::read_symlink("/proc/self/exe");
  const fs::path folder =
      program.string() + (vectors == Vectors::kAll ? ".index" : ".index-without-vectors");
  const FileLock lock(folder.string() + ".lock");
  const fs::path home = folder / "home";
  const fs::path origin_file = folder / "origin";
  const std::string origin = Origin(program, vectors);
  if (ReadBytes(origin_file) == origin) return home;
  fs::remove_all(folder);
  fs::create_directories(folder);
  BuildTestIndex(home, Edition::kFirst, vectors);
  std::ofstream(origin_file, std::ios::binary) << origin;
  return home;
}

std::string NumberedUri(const char* kind, int number) {
  std::string digits = std::to_string(number);
  return std::string("http://data.europa.eu/esco/") + kind + "/00000000-0000-4000-8000-" +
         std::string(12 - digits.size(), '0') + digits;
}

}  // namespace

fs::path TestDataFolder() { return RepositoryFolder() / "tests/support/data"; }

fs::path TestEncoderFolder() {
  const char* named = std::getenv("CROSSWALK_ENCODER");
  if (named != nullptr) return named;
  return RepositoryFolder() / "frameworks/text/models/minilm-l6-enfr";
}

fs::path TestIndexHome(Vectors vectors) {
  if (vectors == Vectors::kNone) {
    static const fs::path without = FindOrBuild(Vectors::kNone);
    return without;
  }
  static const fs::path with = FindOrBuild(Vectors::kAll);
  return with;
}

void CopyTestIndexHome(const fs::path& home, Vectors vectors) {
  fs::copy(TestIndexHome(vectors), home,
           fs::copy_options::recursive | fs::copy_options::copy_symlinks);
}

fs::path BuildTestIndex(const fs::path& home, Edition edition, Vectors vectors) {
  std::vector<std::unique_ptr<core::FrameworkSource>> sources;
  sources.push_back(Need(esco::OpenEscoSource(
      {TestDataFolder() / "esco-v1.2.0-en", TestDataFolder() / "esco-v1.2.0-fr"})));
  sources.push_back(Need(oqf::OpenOqfSource(OqfFolder())));
  if (edition == Edition::kSecond) {
    sources.push_back(Need(case_format::OpenCaseSource(TestDataFolder() / "bakery.case.json")));
  }
  std::unique_ptr<text::OutcomeEncoder> encoder;
  index_builder::BuildOptions options;
  if (vectors == Vectors::kAll) {
    encoder = Need(text::OpenEncoder(TestEncoderFolder(), kThreads));
    options.encoder = encoder.get();
    options.encoder_directory = TestEncoderFolder();
  }
  for (const auto& source : sources) options.sources.push_back(source.get());
  options.home = home;
  options.threads = kThreads;
  core::Diagnostics diagnostics;
  return Need(index_builder::BuildGeneration(options, diagnostics)).generation;
}

std::string TestSkillUri(int number) { return NumberedUri("skill", number); }
std::string TestOccupationUri(int number) { return NumberedUri("occupation", number); }

}  // namespace crosswalk::test
