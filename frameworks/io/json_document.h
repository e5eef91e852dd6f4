// SPDX-License-Identifier: Apache-2.0
// JSON that knows where each value stands in its file, so that a finding about a value can name the
// line and the JSON pointer (RFC 6901).
#pragma once

#include "frameworks/core/status.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::io {

enum class JsonType : std::uint8_t { kNull, kBool, kNumber, kString, kArray, kObject };

// "an object", "a string", ... for messages.
std::string_view JsonTypeName(JsonType type);

class JsonDocument;

// A value of a document. Cheap to copy; valid as long as the document is.
class JsonValue {
 public:
  [[nodiscard]] JsonType type() const;
  // The text of a string; empty for any other type.
  [[nodiscard]] std::string_view text() const;
  // A number that is a whole one within int's range, or nothing.
  [[nodiscard]] std::optional<int> whole_number() const;
  // A number, or nothing.
  [[nodiscard]] std::optional<double> number() const;
  // Whether this is `true`.
  [[nodiscard]] bool is_true() const;
  // The name under which an object holds this value; empty elsewhere.
  [[nodiscard]] std::string_view key() const;
  // 1-based line on which the value starts.
  [[nodiscard]] std::size_t line() const;
  // "/CFItems/3/fullStatement"; empty for the root.
  [[nodiscard]] std::string pointer() const;
  // Members of an object or elements of an array, in order; empty for any other type.
  [[nodiscard]] std::vector<JsonValue> children() const;
  // The first member of this name of an object, or nothing.
  [[nodiscard]] std::optional<JsonValue> Find(std::string_view key) const;

 private:
  friend class JsonDocument;
  JsonValue(const JsonDocument* document, std::uint32_t index)
      : document_(document), index_(index) {}

  const JsonDocument* document_;
  std::uint32_t index_;
};

// A parsed file. Immutable, thread-compatible. Values nest to any depth without deep recursion.
class JsonDocument {
 public:
  // `file` stands for the file in messages. A UTF-8 byte order mark is skipped. Errors:
  // INVALID_ARGUMENT (SOURCE_SYNTAX: not JSON, or not UTF-8, with line and column in the message
  // and in the metadata "file", "line", "column").
  static core::Result<JsonDocument> Parse(std::string file, std::string_view bytes);

  JsonDocument(JsonDocument&&) noexcept = default;
  JsonDocument& operator=(JsonDocument&&) noexcept = default;
  JsonDocument(const JsonDocument&) = delete;
  JsonDocument& operator=(const JsonDocument&) = delete;

  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] JsonValue root() const { return {this, 0}; }

 private:
  friend class JsonValue;
  friend class JsonBuilder;

  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  // Values as a flat list in the order of the text; indices instead of owning pointers, since
  // destroying a deep tree of those would overflow the stack.
  struct Node {
    JsonType type = JsonType::kNull;
    bool is_true = false;
    std::uint32_t parent = kNone;
    std::uint32_t next_sibling = kNone;
    std::uint32_t first_child = kNone;
    std::uint32_t position = 0;  // Among its siblings.
    std::size_t offset = 0;      // In the file.
    std::string key;
    std::string text;
    double number = 0;
  };

  JsonDocument() = default;

  std::string file_;
  std::vector<Node> nodes_;
  std::vector<std::size_t> line_starts_;  // Offsets; the first is 0.
};

}  // namespace crosswalk::io
