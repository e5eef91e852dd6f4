// SPDX-License-Identifier: Apache-2.0
#include "tools/client/input_files.h"

#include "frameworks/core/text.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace crosswalk::client {
namespace {

constexpr std::string_view kStandardInput = "<stdin>";

core::Status Unreadable(const std::string& name, const std::string& why) {
  return core::InvalidArgument("INPUT_INVALID", name + ": " + why);
}

core::Result<std::string> ReadAll(std::istream& in, const std::string& name) {
  std::string bytes;
  std::string block(std::size_t{1} << 16, '\0');
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
    bytes.append(block, 0, static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > kMaxInputBytes) {
      return Unreadable(name, "larger than " + std::to_string(kMaxInputBytes >> 20) + " MiB");
    }
  }
  if (in.bad()) return Unreadable(name, "cannot be read");
  return bytes;
}

core::Result<std::string> ReadFile(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return Unreadable(path, "is a folder");
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return Unreadable(path, errno != 0 ? std::strerror(errno) : "cannot be opened");
  return ReadAll(file, path);
}

void Append(OutcomeInput part, OutcomeInput& whole) {
  if (whole.title.empty()) whole.title = std::move(part.title);
  if (!whole.hours) whole.hours = part.hours;
  if (!whole.credits) whole.credits = part.credits;
  std::move(part.outcomes.begin(), part.outcomes.end(), std::back_inserter(whole.outcomes));
  std::move(part.notes.begin(), part.notes.end(), std::back_inserter(whole.notes));
}

core::Status AppendTexts(const std::vector<std::string>& texts, OutcomeInput& input) {
  std::size_t number = 0;
  for (const std::string& text : texts) {
    ++number;
    const std::string source = "--text";
    if (core::FindInvalidUtf8(text)) return InputError(source, number, "not UTF-8");
    if (core::CleanText(text).empty()) return InputError(source, number, "the outcome is empty");
    input.outcomes.push_back(
        {.id = {}, .text = text, .language = {}, .source = source, .line = number});
  }
  return {};
}

}  // namespace

core::Result<InputFile> ReadInput(const std::string& path, std::istream& in) {
  const bool is_standard_input = path.empty() || path == "-";
  InputFile input;
  input.name = is_standard_input ? std::string(kStandardInput) : path;
  auto bytes = is_standard_input ? ReadAll(in, input.name) : ReadFile(path);
  if (!bytes.ok()) return bytes.status();
  input.bytes = *std::move(bytes);
  return input;
}

core::Result<OutcomeInput> ReadInputs(const InputSelection& selection, std::istream& in) {
  OutcomeInput input;
  if (core::Status status = AppendTexts(selection.texts, input); !status.ok()) return status;
  std::vector<std::string> files = selection.files;
  if (files.empty() && selection.texts.empty()) files.emplace_back("-");
  for (const std::string& file : files) {
    const core::Result<InputFile> read = ReadInput(file, in);
    if (!read.ok()) return read.status();
    core::Result<OutcomeInput> part = ParseInput(read->bytes, read->name, selection.options);
    if (!part.ok()) return part.status();
    Append(*std::move(part), input);
  }
  for (InputOutcome& outcome : input.outcomes) {
    if (outcome.language.empty()) outcome.language = selection.language;
  }
  return input;
}

}  // namespace crosswalk::client
