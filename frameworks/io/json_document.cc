// SPDX-License-Identifier: Apache-2.0
#include "frameworks/io/json_document.h"

#include "frameworks/core/text.h"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace crosswalk::io {
namespace {

// A bound on memory: the national CASE frameworks have some 100,000 items of 30 values.
constexpr std::size_t kMaxValues = 10'000'000;

std::vector<std::size_t> LineStarts(std::string_view bytes) {
  std::vector<std::size_t> starts = {0};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\n') starts.push_back(i + 1);
  }
  return starts;
}

std::size_t LineOf(const std::vector<std::size_t>& starts, std::size_t offset) {
  return static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), offset) -
                                  starts.begin());
}

core::Status SyntaxError(const std::string& file, const std::vector<std::size_t>& starts,
                         std::size_t offset, std::string_view why) {
  const std::size_t line = LineOf(starts, offset);
  const std::size_t column = offset - starts[line - 1] + 1;
  core::Status status =
      core::InvalidArgument("SOURCE_SYNTAX", file + ":" + std::to_string(line) + ":" +
                                                 std::to_string(column) + ": " + std::string(why));
  return status.WithMetadata("file", file)
      .WithMetadata("line", std::to_string(line))
      .WithMetadata("column", std::to_string(column));
}

// Appends a key to a JSON pointer.
void AppendEscaped(std::string_view key, std::string& pointer) {
  for (const char c : key) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
}

}  // namespace

// Receives RapidJSON's events.
class JsonBuilder {
 public:
  using Ch = char;

  JsonBuilder(JsonDocument& document, const rapidjson::MemoryStream& stream)
      : document_(document), stream_(stream) {}

  bool Null() { return Add(JsonType::kNull, 4); }
  bool Bool(bool value) {
    if (!Add(JsonType::kBool, value ? 4 : 5)) return false;
    document_.nodes_.back().is_true = value;
    return true;
  }
  bool Int(int value) { return AddNumber(value); }
  bool Uint(unsigned value) { return AddNumber(value); }
  bool Int64(std::int64_t value) { return AddNumber(static_cast<double>(value)); }
  bool Uint64(std::uint64_t value) { return AddNumber(static_cast<double>(value)); }
  bool Double(double value) { return AddNumber(value); }
  bool RawNumber(const Ch* /*text*/, rapidjson::SizeType /*length*/, bool /*copy*/) {
    return false;  // Only with kParseNumbersAsStringsFlag, which we do not set.
  }
  bool String(const Ch* text, rapidjson::SizeType length, bool /*copy*/) {
    if (!Add(JsonType::kString, 1)) return false;
    document_.nodes_.back().text.assign(text, length);
    return true;
  }
  bool StartObject() { return Open(JsonType::kObject); }
  bool StartArray() { return Open(JsonType::kArray); }
  bool Key(const Ch* text, rapidjson::SizeType length, bool /*copy*/) {
    key_.assign(text, length);
    return true;
  }
  bool EndObject(rapidjson::SizeType /*count*/) { return Close(); }
  bool EndArray(rapidjson::SizeType /*count*/) { return Close(); }

 private:
  struct Level {
    std::uint32_t node;
    std::uint32_t last_child;
    std::uint32_t child_count;
  };

  bool AddNumber(double value) {
    if (!Add(JsonType::kNumber, 1)) return false;
    document_.nodes_.back().number = value;
    return true;
  }

  bool Open(JsonType type) {
    const auto index = static_cast<std::uint32_t>(document_.nodes_.size());
    if (!Add(type, 0)) return false;
    open_.push_back({index, JsonDocument::kNone, 0});
    return true;
  }

  bool Close() {
    open_.pop_back();
    return true;
  }

  // RapidJSON tells of a scalar when it has read it, of an object or array when it stands before
  // its bracket; `length` steps back at least into the value's line, and to its start where the
  // length is known.
  bool Add(JsonType type, std::size_t length) {
    if (document_.nodes_.size() == kMaxValues) return false;
    const auto index = static_cast<std::uint32_t>(document_.nodes_.size());
    JsonDocument::Node& node = document_.nodes_.emplace_back();
    node.type = type;
    node.offset = stream_.Tell() - std::min(stream_.Tell(), length);
    node.key = std::exchange(key_, {});
    if (open_.empty()) return true;
    Level& level = open_.back();
    node.parent = level.node;
    node.position = level.child_count++;
    if (level.last_child == JsonDocument::kNone) {
      document_.nodes_[level.node].first_child = index;
    } else {
      document_.nodes_[level.last_child].next_sibling = index;
    }
    level.last_child = index;
    return true;
  }

  JsonDocument& document_;
  const rapidjson::MemoryStream& stream_;
  std::string key_;
  std::vector<Level> open_;
};

std::string_view JsonTypeName(JsonType type) {
  switch (type) {
    case JsonType::kNull:
      return "null";
    case JsonType::kBool:
      return "a boolean";
    case JsonType::kNumber:
      return "a number";
    case JsonType::kString:
      return "a string";
    case JsonType::kArray:
      return "an array";
    case JsonType::kObject:
      return "an object";
  }
  return "nothing";
}

core::Result<JsonDocument> JsonDocument::Parse(std::string file, std::string_view bytes) {
  constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
  if (bytes.starts_with(utf8_mark)) bytes.remove_prefix(utf8_mark.size());

  JsonDocument document;
  document.file_ = std::move(file);
  document.line_starts_ = LineStarts(bytes);
  // RapidJSON checks the encoding inside strings only as far as it decodes them.
  if (const std::optional<std::size_t> bad = core::FindInvalidUtf8(bytes)) {
    return SyntaxError(document.file_, document.line_starts_, *bad, "not UTF-8");
  }
  rapidjson::MemoryStream stream(bytes.data(), bytes.size());
  JsonBuilder builder(document, stream);
  rapidjson::Reader reader;
  // Not kParseFullPrecisionFlag: it has undefined behaviour on "0e1", and nobody here needs the
  // last bit of a fraction.
  const rapidjson::ParseResult result =
      reader.Parse<rapidjson::kParseIterativeFlag>(stream, builder);
  if (result.IsError()) {
    return SyntaxError(document.file_, document.line_starts_,
                       std::min(result.Offset(), bytes.size()),
                       result.Code() == rapidjson::kParseErrorTermination
                           ? "more values than the 10 million a file may have"
                           : rapidjson::GetParseError_En(result.Code()));
  }
  return document;
}

JsonType JsonValue::type() const { return document_->nodes_[index_].type; }
std::string_view JsonValue::text() const { return document_->nodes_[index_].text; }
bool JsonValue::is_true() const { return document_->nodes_[index_].is_true; }
std::string_view JsonValue::key() const { return document_->nodes_[index_].key; }

std::optional<double> JsonValue::number() const {
  const JsonDocument::Node& node = document_->nodes_[index_];
  if (node.type != JsonType::kNumber) return std::nullopt;
  return node.number;
}

std::optional<int> JsonValue::whole_number() const {
  const JsonDocument::Node& node = document_->nodes_[index_];
  if (node.type != JsonType::kNumber || std::trunc(node.number) != node.number ||
      node.number < std::numeric_limits<int>::min() ||
      node.number > std::numeric_limits<int>::max()) {
    return std::nullopt;
  }
  return static_cast<int>(node.number);
}

std::size_t JsonValue::line() const {
  return LineOf(document_->line_starts_, document_->nodes_[index_].offset);
}

std::string JsonValue::pointer() const {
  std::vector<std::uint32_t> path;
  for (std::uint32_t at = index_; document_->nodes_[at].parent != JsonDocument::kNone;
       at = document_->nodes_[at].parent) {
    path.push_back(at);
  }
  std::string pointer;
  for (auto at = path.rbegin(); at != path.rend(); ++at) {
    const JsonDocument::Node& node = document_->nodes_[*at];
    pointer += '/';
    if (document_->nodes_[node.parent].type == JsonType::kObject) {
      AppendEscaped(node.key, pointer);
    } else {
      pointer += std::to_string(node.position);
    }
  }
  return pointer;
}

std::vector<JsonValue> JsonValue::children() const {
  std::vector<JsonValue> found;
  for (std::uint32_t at = document_->nodes_[index_].first_child; at != JsonDocument::kNone;
       at = document_->nodes_[at].next_sibling) {
    found.push_back(JsonValue(document_, at));
  }
  return found;
}

std::optional<JsonValue> JsonValue::Find(std::string_view key) const {
  if (type() != JsonType::kObject) return std::nullopt;
  for (std::uint32_t at = document_->nodes_[index_].first_child; at != JsonDocument::kNone;
       at = document_->nodes_[at].next_sibling) {
    if (document_->nodes_[at].key == key) return JsonValue(document_, at);
  }
  return std::nullopt;
}

}  // namespace crosswalk::io
