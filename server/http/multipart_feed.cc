// SPDX-License-Identifier: Apache-2.0
#include "server/http/multipart_feed.h"

#include "server/http/header_values.h"

#include <algorithm>

namespace crosswalk::http {
namespace {

// Of the header fields of one part.
constexpr std::size_t kLongestPartHead = 8192;
constexpr std::string_view kLineEnd = "\r\n";

core::Status Invalid(const std::string& what) {
  return core::InvalidArgument("UPLOAD_INVALID", "the form " + what);
}

}  // namespace

core::Status MultipartFeed::ReadPartHead(std::string_view head) {
  while (!head.empty()) {
    const std::size_t end = std::min(head.find(kLineEnd), head.size());
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(head.size(), end + kLineEnd.size()));
    const std::size_t colon = std::min(line.find(':'), line.size());
    if (!EqualIgnoringCase(line.substr(0, colon), "content-disposition")) continue;
    const std::string_view value = line.substr(std::min(line.size(), colon + 1));
    const auto file_name = Parameter(value, "filename");
    if (!file_name) {
      return Invalid("has a part '" + Parameter(value, "name").value_or("") +
                     "' that is no file: options go into the query");
    }
    if (found_) return Invalid("has several files: send one at a time");
    found_ = true;
    file_.SetFileName(*file_name);
    return {};
  }
  return Invalid("has a part without Content-Disposition");
}

core::Result<bool> MultipartFeed::Step(std::vector<std::string>& messages) {
  switch (state_) {
    case State::kPreamble:
    case State::kPart: {
      const std::size_t at = rest_.find(delimiter_);
      // What may be the beginning of a delimiter stays.
      const std::size_t sure = at != std::string::npos
                                   ? at
                                   : rest_.size() - std::min(rest_.size(), delimiter_.size() - 1);
      if (state_ == State::kPart) {
        const std::string_view content = std::string_view(rest_).substr(0, sure);
        if (core::Status status = file_.Add(content, messages); !status.ok()) return status;
      }
      rest_.erase(0, at == std::string::npos ? sure : at + delimiter_.size());
      if (at == std::string::npos) return false;
      state_ = State::kAfterDelimiter;
      return true;
    }
    case State::kAfterDelimiter: {
      if (rest_.size() < 2) return false;
      if (rest_.starts_with("--")) {
        state_ = State::kEpilogue;
        return true;
      }
      const std::size_t end = rest_.find(kLineEnd);
      if (end == std::string::npos && rest_.size() < kLongestPartHead) return false;
      if (end == std::string::npos || rest_.find_first_not_of(" \t") != end) {
        return Invalid("has a delimiter with something after it");
      }
      // The line end stays: a part without header fields has its end at once.
      rest_.erase(0, end);
      state_ = State::kPartHead;
      return true;
    }
    case State::kPartHead: {
      const std::size_t end = rest_.find("\r\n\r\n");
      if (end == std::string::npos) {
        if (rest_.size() > kLongestPartHead) return Invalid("has too long a part header");
        return false;
      }
      const std::string head = rest_.substr(0, end);
      rest_.erase(0, end + 2 * kLineEnd.size());
      if (core::Status status = ReadPartHead(head); !status.ok()) return status;
      state_ = State::kPart;
      return true;
    }
    case State::kEpilogue:
      rest_.clear();
      return false;
  }
  return false;
}

core::Status MultipartFeed::Add(std::string_view piece, std::vector<std::string>& messages) {
  rest_.append(piece);
  while (true) {
    const auto step = Step(messages);
    if (!step.ok()) return step.status();
    if (!*step) return {};
  }
}

core::Status MultipartFeed::End(std::vector<std::string>& messages) {
  if (state_ != State::kEpilogue) return Invalid("is cut off: its last delimiter is missing");
  if (!found_) return Invalid("has no file");
  return file_.End(messages);
}

}  // namespace crosswalk::http
