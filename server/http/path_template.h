// SPDX-License-Identifier: Apache-2.0
// Path templates of google.api.http: "/v1/{name=credentials/*}:publish".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::http {

// What the variables of a template stand for in a path: field path and decoded value.
using PathVariables = std::vector<std::pair<std::string, std::string>>;

// Immutable; thread-safe.
class PathTemplate {
 public:
  // Nothing where `text` does not have the form: segments that are literals, `*`, at the end `**`,
  // or `{field}` and `{field=segments}`, and at the very end `:verb`.
  static std::optional<PathTemplate> Parse(std::string_view text);

  // Matches a path as it was sent, percent-encoded and without a query. A variable of one segment
  // is decoded whole; in one of several %2F stays unless `fully_decode`. Nothing where the path
  // does not match or is not encoded well. A template without a verb takes a colon as part of the
  // last segment.
  [[nodiscard]] std::optional<PathVariables> Match(std::string_view path, bool fully_decode) const;

  // The field paths of the variables, in order.
  [[nodiscard]] std::vector<std::string> fields() const;
  [[nodiscard]] bool has_verb() const { return !verb_.empty(); }
  // What two templates that match the same paths have in common: variables count by what they
  // match.
  [[nodiscard]] std::string shape() const;

 private:
  enum class Kind { kLiteral, kOne, kRest };
  struct Segment {
    Kind kind = Kind::kLiteral;
    std::string literal;
  };
  struct Variable {
    std::string field;
    std::size_t begin = 0;  // Segments it spans.
    std::size_t end = 0;
  };

  bool AddSegment(std::string_view text);

  std::vector<Segment> segments_;
  std::vector<Variable> variables_;
  std::string verb_;
};

}  // namespace crosswalk::http
