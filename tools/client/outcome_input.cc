// SPDX-License-Identifier: Apache-2.0
#include "tools/client/outcome_input.h"

#include "frameworks/core/text.h"

#include <algorithm>
#include <utility>

namespace crosswalk::client {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool LooksLikeUtf16(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

InputFormat FormatByName(std::string_view source) {
  const std::size_t dot = source.rfind('.');
  if (dot == std::string_view::npos) return InputFormat::kAuto;
  std::string ending(source.substr(dot + 1));
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (ending == "csv" || ending == "tsv") return InputFormat::kCsv;
  if (ending == "json") return InputFormat::kJson;
  if (ending == "jsonl" || ending == "ndjson") return InputFormat::kJsonLines;
  if (ending == "txt" || ending == "md") return InputFormat::kText;
  return InputFormat::kAuto;
}

// One JSON object over several lines and several objects of one line each both start with a brace:
// the latter if the first line is whole and another follows.
InputFormat FormatByContent(std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return InputFormat::kText;
  if (bytes[first] == '[') return InputFormat::kJson;
  if (bytes[first] != '{') return InputFormat::kText;
  const std::size_t end = bytes.find('\n', first);
  if (end == std::string_view::npos) return InputFormat::kJson;
  const std::size_t last = bytes.find_last_not_of(" \t\r\n", end);
  const std::size_t next = bytes.find_first_not_of(" \t\r\n", end);
  const bool is_lines = last != std::string_view::npos && bytes[last] == '}' &&
                        next != std::string_view::npos && bytes[next] == '{';
  return is_lines ? InputFormat::kJsonLines : InputFormat::kJson;
}

core::Result<OutcomeInput> ParseAs(InputFormat format, std::string_view bytes,
                                   const std::string& source, const InputOptions& options) {
  switch (format) {
    case InputFormat::kCsv:
      return ParseCsv(bytes, source, options);
    case InputFormat::kJson:
      return ParseJson(bytes, source);
    case InputFormat::kJsonLines:
      return ParseJsonLines(bytes, source);
    case InputFormat::kLines:
      return ParseLines(bytes, source);
    case InputFormat::kText:
    case InputFormat::kAuto:
      break;
  }
  return ParseText(bytes, source);
}

}  // namespace

core::Status InputError(const std::string& source, std::size_t line, const std::string& message) {
  core::Status status =
      core::InvalidArgument("INPUT_INVALID", source + ":" + std::to_string(line) + ": " + message);
  status.WithMetadata("file", source).WithMetadata("line", std::to_string(line));
  return status;
}

std::size_t LineOf(std::string_view bytes, std::size_t offset) {
  const std::string_view before = bytes.substr(0, offset);
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

core::Result<OutcomeInput> ParseInput(std::string_view bytes, const std::string& source,
                                      const InputOptions& options) {
  if (LooksLikeUtf16(bytes)) {
    return InputError(source, 1, "the input is UTF-16; save it as UTF-8");
  }
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  if (const auto bad = core::FindInvalidUtf8(bytes)) {
    return InputError(
        source, LineOf(bytes, *bad),
        "byte " + std::to_string(*bad + 1) + " is not UTF-8; save the input as UTF-8");
  }
  InputFormat format = options.format;
  if (format == InputFormat::kAuto) format = FormatByName(source);
  if (format == InputFormat::kAuto) format = FormatByContent(bytes);
  core::Result<OutcomeInput> input = ParseAs(format, bytes, source, options);
  if (input.ok() && input->outcomes.empty()) {
    return InputError(source, 1, "there is no learning outcome in the input");
  }
  return input;
}

}  // namespace crosswalk::client
