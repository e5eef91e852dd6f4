// SPDX-License-Identifier: Apache-2.0
#include "server/http/path_template.h"

#include "server/http/percent.h"

#include <algorithm>

namespace crosswalk::http {
namespace {

// The segments of a path that begins with a slash; "/a//b" has an empty one.
std::vector<std::string_view> Split(std::string_view path) {
  std::vector<std::string_view> segments;
  path.remove_prefix(1);
  while (true) {
    const std::size_t slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

bool PathTemplate::AddSegment(std::string_view text) {
  const bool after_rest = !segments_.empty() && segments_.back().kind == Kind::kRest;
  if (text.empty() || after_rest || text.find_first_of("{}:") != std::string_view::npos) {
    return false;
  }
  if (text == "*") {
    segments_.push_back({Kind::kOne, {}});
  } else if (text == "**") {
    segments_.push_back({Kind::kRest, {}});
  } else if (text.find('*') != std::string_view::npos) {
    return false;
  } else {
    segments_.push_back({Kind::kLiteral, std::string(text)});
  }
  return true;
}

std::optional<PathTemplate> PathTemplate::Parse(std::string_view text) {
  PathTemplate result;
  if (!text.starts_with('/')) return std::nullopt;
  const std::size_t colon = text.rfind(':');
  if (colon != std::string_view::npos) {
    result.verb_ = text.substr(colon + 1);
    if (result.verb_.empty() || result.verb_.find_first_of("/{}*") != std::string::npos) {
      return std::nullopt;
    }
    text = text.substr(0, colon);
  }
  text.remove_prefix(1);
  while (true) {
    if (text.starts_with('{')) {
      const std::size_t close = text.find('}');
      if (close == std::string_view::npos) return std::nullopt;
      const std::string_view inner = text.substr(1, close - 1);
      const std::size_t equals = std::min(inner.find('='), inner.size());
      Variable variable{std::string(inner.substr(0, equals)), result.segments_.size(), 0};
      if (variable.field.empty()) return std::nullopt;
      const std::string pattern =
          "/" + (equals == inner.size() ? "*" : std::string(inner.substr(equals + 1)));
      for (const std::string_view segment : Split(pattern)) {
        if (!result.AddSegment(segment)) return std::nullopt;
      }
      variable.end = result.segments_.size();
      result.variables_.push_back(std::move(variable));
      text.remove_prefix(close + 1);
    } else {
      const std::string_view segment = text.substr(0, text.find('/'));
      if (!result.AddSegment(segment)) return std::nullopt;
      text.remove_prefix(segment.size());
    }
    if (text.empty()) return result;
    if (!text.starts_with('/')) return std::nullopt;
    text.remove_prefix(1);
  }
}

std::optional<PathVariables> PathTemplate::Match(std::string_view path, bool fully_decode) const {
  if (!verb_.empty()) {
    if (!path.ends_with(verb_)) return std::nullopt;
    path.remove_suffix(verb_.size());
    if (!path.ends_with(':')) return std::nullopt;
    path.remove_suffix(1);
  }
  if (!path.starts_with('/')) return std::nullopt;
  const std::vector<std::string_view> parts = Split(path);
  const bool rest = segments_.back().kind == Kind::kRest;
  if (rest ? parts.size() + 1 < segments_.size() : parts.size() != segments_.size()) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < segments_.size() && segments_[i].kind != Kind::kRest; ++i) {
    if (parts[i].empty()) return std::nullopt;
    if (segments_[i].kind == Kind::kLiteral && PercentDecode(parts[i]) != segments_[i].literal) {
      return std::nullopt;
    }
  }
  PathVariables values;
  for (const Variable& variable : variables_) {
    const bool open = segments_[variable.end - 1].kind == Kind::kRest;
    const std::size_t end = open ? parts.size() : variable.end;
    const bool several = open || end - variable.begin > 1;
    std::string value;
    for (std::size_t i = variable.begin; i < end; ++i) {
      const auto decoded = several && !fully_decode ? PercentDecodeKeepingSlashes(parts[i])
                                                    : PercentDecode(parts[i]);
      if (!decoded) return std::nullopt;
      if (i > variable.begin) value += '/';
      value += *decoded;
    }
    values.emplace_back(variable.field, std::move(value));
  }
  return values;
}

std::vector<std::string> PathTemplate::fields() const {
  std::vector<std::string> fields;
  fields.reserve(variables_.size());
  for (const Variable& variable : variables_) fields.push_back(variable.field);
  return fields;
}

std::string PathTemplate::shape() const {
  std::string shape;
  for (const Segment& segment : segments_) {
    shape += '/';
    shape += segment.kind == Kind::kLiteral ? segment.literal
             : segment.kind == Kind::kOne   ? "*"
                                            : "**";
  }
  return verb_.empty() ? shape : shape + ":" + verb_;
}

}  // namespace crosswalk::http
