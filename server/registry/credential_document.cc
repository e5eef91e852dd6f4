// SPDX-License-Identifier: Apache-2.0
#include "server/registry/credential_document.h"

#include "server/registry/credential_check.h"
#include "server/registry/credential_fields.h"
#include "server/registry/path_step.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace crosswalk::registry {
namespace {

using rapidjson::Value;

constexpr std::size_t kMaxFields = 40;      // Of any type; the largest has 34.
constexpr std::size_t kMaxViolations = 10;  // As many as an answer of the API carries.

std::string_view TextOf(const Value& value) { return {value.GetString(), value.GetStringLength()}; }

// The names of a type's fields, in order.
template <typename T>
const std::vector<std::string_view>& FieldNames() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> result;
    const T value;
    VisitFields(value, [&](std::string_view name, const auto&) { result.push_back(name); });
    return result;
  }();
  return names;
}

// Reads members into fields and collects what is wrong with them, each with its path.
class Reader {
 public:
  // Reads the members of `object` into the fields of `into`.
  template <typename T>
  void ReadObject(const Value& object, T& into) {
    if (!object.IsObject()) return Fail("must be an object");
    const std::vector<std::string_view>& names = FieldNames<T>();
    std::array<const Value*, kMaxFields> values{};  // By the field's position.
    const Value* id = nullptr;
    for (const auto& member : object.GetObject()) {
      const std::string_view name = TextOf(member.name);
      const Value** slot = SlotOf<T>(names, name, values, id);
      const PathStep step(path_, name);
      if (slot == nullptr) {
        unknown_.push_back(path_);
      } else if (*slot != nullptr) {
        Fail("is there twice");
      } else {
        *slot = &member.value;
      }
    }
    std::size_t position = 0;
    VisitFields(into, [&](std::string_view name, auto& field) {
      const Value* value = values[position++];
      if (value == nullptr || value->IsNull()) return;
      const PathStep step(path_, name);
      Read(*value, field);
    });
    if constexpr (std::same_as<T, Credential>) ReadId(id, into);
  }

  [[nodiscard]] const std::vector<core::FieldViolation>& violations() const { return violations_; }
  std::vector<std::string> TakeUnknown() { return std::move(unknown_); }

 private:
  void Fail(std::string description) {
    if (violations_.size() < kMaxViolations) violations_.push_back({path_, std::move(description)});
  }

  // Where the value of the member `name` is to be noted; null for a name that no field has.
  template <typename T>
  static const Value** SlotOf(const std::vector<std::string_view>& names, std::string_view name,
                              std::array<const Value*, kMaxFields>& values, const Value*& id) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return &values[static_cast<std::size_t>(found - names.begin())];
    if (std::same_as<T, Credential> && name == "id") return &id;
    return nullptr;
  }

  void ReadId(const Value* value, Credential& credential) {
    if (value == nullptr || value->IsNull()) return;
    const PathStep step(path_, "id");
    std::string id;
    Read(*value, id);
    if (id.empty()) return;
    const std::string name = FormatCredentialName(id);
    if (credential.name.empty()) {
      credential.name = name;
    } else if (credential.name != name) {
      Fail("does not agree with the name '" + credential.name + "'");
    }
  }

  void Read(const Value& value, std::string& field) {
    if (!value.IsString()) return Fail("must be a string");
    field = TextOf(value);
  }
  void Read(const Value& value, int& field) {
    if (value.IsInt()) {
      field = value.GetInt();
    } else {
      Fail("must be a whole number");
    }
  }
  void Read(const Value& value, double& field) {
    if (!value.IsNumber()) return Fail("must be a number");
    field = value.GetDouble();
  }
  void Read(const Value& value, Timestamp& field) {
    const auto time = value.IsString() ? ParseTimestamp(TextOf(value)) : std::nullopt;
    if (!time) return Fail("must be a time such as \"2026-11-26T15:00:00Z\"");
    field = *time;
  }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void Read(const Value& value, Enum& field) {
    const auto known = value.IsString() ? ValueOf<Enum>(TextOf(value)) : std::nullopt;
    if (known) {
      field = *known;
      return;
    }
    std::string words;
    for (const Word<Enum>& entry : Words<Enum>()) {
      words.append(words.empty() ? "" : ", ").append(entry.word);
    }
    Fail("must be one of " + words);
  }
  template <typename T>
  void Read(const Value& value, std::optional<T>& field) {
    field.emplace();
    Read(value, *field);
  }
  template <typename T>
  void Read(const Value& value, std::vector<T>& field) {
    if (!value.IsArray()) return Fail("must be a list");
    field.reserve(value.Size());
    for (rapidjson::SizeType i = 0; i < value.Size(); ++i) {
      const PathStep step(path_, std::size_t{i});
      Read(value[i], field.emplace_back());
    }
  }
  void Read(const Value& value, std::map<std::string, std::string>& field) {
    if (!value.IsObject()) return Fail("must be an object whose members are strings");
    for (const auto& member : value.GetObject()) {
      const PathStep step(path_, TextOf(member.name));
      std::string text;
      Read(member.value, text);
      if (!field.emplace(TextOf(member.name), std::move(text)).second) Fail("is there twice");
    }
  }
  template <typename T>
  requires std::is_class_v<T>
  void Read(const Value& value, T& field) { ReadObject(value, field); }

  std::string path_;
  std::vector<core::FieldViolation> violations_;
  std::vector<std::string> unknown_;
};

core::Status SyntaxError(std::string_view json, const rapidjson::ParseResult& result) {
  const std::string_view before = json.substr(0, std::min(result.Offset(), json.size()));
  const std::size_t line =
      1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t start = before.rfind('\n');
  const std::size_t column = before.size() - (start == std::string_view::npos ? 0 : start + 1) + 1;
  return core::InvalidArgument(
             "DOCUMENT_SYNTAX",
             "not a JSON document: " + std::string(rapidjson::GetParseError_En(result.Code())) +
                 " Line " + std::to_string(line) + ", column " + std::to_string(column) + ".")
      .WithMetadata("line", std::to_string(line))
      .WithMetadata("column", std::to_string(column));
}

using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;

class Writer {
 public:
  explicit Writer(JsonWriter* out) : out_(out) {}

  template <typename T>
  void WriteObject(const T& value) {
    out_->StartObject();
    VisitFields(value, [this](std::string_view name, const auto& field) {
      if (!IsSet(field)) return;
      Key(name);
      Write(field);
    });
    out_->EndObject();
  }

 private:
  static bool IsSet(const std::string& field) { return !field.empty(); }
  static bool IsSet(int field) { return field != 0; }
  static bool IsSet(Timestamp field) { return field != Timestamp(); }
  static bool IsSet(std::optional<double> field) {
    return field.has_value() && std::isfinite(*field);  // JSON has no other numbers.
  }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  static bool IsSet(Enum field) { return !WordOf(field).empty(); }
  template <typename T>
  static bool IsSet(const std::optional<T>& field) {
    return field.has_value();
  }
  template <typename T>
  static bool IsSet(const std::vector<T>& field) {
    return !field.empty();
  }
  static bool IsSet(const std::map<std::string, std::string>& field) { return !field.empty(); }
  template <typename T>
  requires std::is_class_v<T>
  static bool IsSet(const T& field) { return field != T(); }

  void Key(std::string_view name) {
    out_->Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
  }
  void Text(std::string_view text) {
    out_->String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }

  void Write(const std::string& field) { Text(field); }
  void Write(int field) { out_->Int(field); }
  void Write(double field) {
    // 18 rather than 18.0 where that is the same number.
    if (field == std::floor(field) && std::abs(field) < 1e15) {
      out_->Int64(static_cast<std::int64_t>(field));
    } else {
      out_->Double(field);
    }
  }
  void Write(Timestamp field) { Text(FormatTimestamp(field)); }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void Write(Enum field) { Text(WordOf(field)); }
  template <typename T>
  void Write(const std::optional<T>& field) {
    Write(*field);
  }
  template <typename T>
  void Write(const std::vector<T>& field) {
    out_->StartArray();
    for (const T& element : field) Write(element);
    out_->EndArray();
  }
  void Write(const std::map<std::string, std::string>& field) {
    out_->StartObject();
    for (const auto& [name, text] : field) {
      Key(name);
      Text(text);
    }
    out_->EndObject();
  }
  template <typename T>
  requires std::is_class_v<T>
  void Write(const T& field) { WriteObject(field); }

  JsonWriter* out_;
};

}  // namespace

core::Result<CredentialReading> ReadCredentialDocument(std::string_view json) {
  if (json.size() > kMaxDocumentBytes) {
    return core::InvalidArgument("DOCUMENT_TOO_LARGE", "a credential's document may have up to " +
                                                           std::to_string(kMaxDocumentBytes) +
                                                           " bytes, this one has " +
                                                           std::to_string(json.size()))
        .WithMetadata("bytes", std::to_string(json.size()));
  }
  rapidjson::Document document;
  // Iterative: a deep document must not overflow the stack.
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseFullPrecisionFlag |
                              rapidjson::kParseValidateEncodingFlag;
  const rapidjson::ParseResult result = document.Parse<kFlags>(json.data(), json.size());
  if (result.IsError()) return SyntaxError(json, result);
  Reader reader;
  CredentialReading reading;
  reader.ReadObject(document, reading.credential);
  if (!reader.violations().empty()) {
    return core::InvalidArgument("DOCUMENT_INVALID", "the document is not that of a credential")
        .WithFieldViolations(reader.violations());
  }
  reading.unknown_fields = reader.TakeUnknown();
  return reading;
}

std::string WriteCredentialDocument(const Credential& credential) {
  rapidjson::StringBuffer buffer;
  JsonWriter out(buffer);
  Writer(&out).WriteObject(credential);
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace crosswalk::registry
