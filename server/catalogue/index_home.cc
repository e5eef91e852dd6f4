// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/index_home.h"

#include <fstream>
#include <system_error>

namespace crosswalk::catalogue {
namespace {

namespace fs = std::filesystem;

constexpr char kCurrent[] = "current";
constexpr char kFolder[] = "index-";

core::Status CannotWrite(const fs::path& path, const std::string& why) {
  return core::Unavailable("CATALOGUE_IO", "cannot write " + path.string() + ": " + why);
}

bool IsIndexFolder(const fs::path& path) { return path.filename().string().starts_with(kFolder); }

}  // namespace

core::Status IndexHome::Make() {
  std::error_code error;
  fs::create_directories(directory_, error);
  if (error) return CannotWrite(directory_, error.message());
  return {};
}

std::optional<std::string> IndexHome::Present() const {
  std::ifstream file(directory_ / kCurrent);
  std::string name;
  if (!std::getline(file, name) || !IsIndexFolder(name)) return std::nullopt;
  return (directory_ / fs::path(name).filename()).string();
}

std::string IndexHome::NextPath() const {
  for (int number = 1;; ++number) {
    const fs::path path = directory_ / (kFolder + std::to_string(number));
    std::error_code error;
    if (Present() == path.string()) continue;
    fs::remove_all(path, error);  // Of a build that was not finished.
    if (!fs::exists(path, error)) return path.string();
  }
}

core::Status IndexHome::SetPresent(const std::string& path) {
  const fs::path written = directory_ / (std::string(kCurrent) + ".new");
  std::ofstream file(written, std::ios::trunc);
  file << fs::path(path).filename().string() << "\n";
  file.close();
  if (!file) return CannotWrite(written, "the disk may be full");
  std::error_code error;
  fs::rename(written, directory_ / kCurrent, error);
  if (error) return CannotWrite(directory_ / kCurrent, error.message());
  return {};
}

void IndexHome::RemoveOthers() {
  const std::optional<std::string> present = Present();
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory_, error)) {
    if (IsIndexFolder(entry.path()) && entry.path().string() != present) {
      fs::remove_all(entry.path(), error);
    }
  }
}

}  // namespace crosswalk::catalogue
