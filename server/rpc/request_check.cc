// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/request_check.h"

#include "frameworks/core/text.h"

namespace crosswalk::rpc {

void RequestCheck::Add(std::string_view reason, std::string_view field,
                       std::string_view description) {
  if (reason_.empty()) reason_ = reason;
  ++count_;
  if (violations_.size() < kMostViolations) {
    violations_.push_back({std::string(field), std::string(description)});
  }
}

void RequestCheck::RequireText(std::string_view field, std::string_view text, std::size_t most) {
  LimitText(field, text, most);
  if (text.size() <= most && core::CleanText(text).empty()) {
    Add("TEXT_EMPTY", field, "is required and must not be blank");
  }
}

void RequestCheck::LimitText(std::string_view field, std::string_view text, std::size_t most) {
  if (text.size() > most) {
    Add("TEXT_TOO_LONG", field,
        "takes at most " + std::to_string(most) + " bytes, not " + std::to_string(text.size()));
  }
}

void RequestCheck::LimitCount(std::string_view field, std::size_t count, std::size_t most) {
  if (count > most) {
    Add("TOO_MANY_ITEMS", field,
        "takes at most " + std::to_string(most) + " items, not " + std::to_string(count));
  }
}

void RequestCheck::AddStatus(std::string_view field, const core::Status& status) {
  if (!status.ok()) Add(status.reason(), field, status.message());
}

core::Status RequestCheck::ToStatus() const {
  if (ok()) return {};
  std::string message = violations_.front().field + ": " + violations_.front().description;
  if (count_ > 1) message += "; " + std::to_string(count_ - 1) + " more";
  core::Status status = core::InvalidArgument(reason_, std::move(message));
  status.WithFieldViolations(violations_);
  return status;
}

std::string FieldPath(std::string_view list, std::size_t index, std::string_view field) {
  std::string path(list);
  path.append("[").append(std::to_string(index)).append("]");
  if (!field.empty()) path.append(".").append(field);
  return path;
}

}  // namespace crosswalk::rpc
