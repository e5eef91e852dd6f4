// SPDX-License-Identifier: Apache-2.0
#include "frameworks/io/json_document.h"
#include "tools/client/outcome_input.h"

#include <initializer_list>
#include <optional>
#include <utility>

namespace crosswalk::client {
namespace {

using io::JsonDocument;
using io::JsonType;
using io::JsonValue;

// The first of `names` that the object has and that is not null.
std::optional<JsonValue> FindAny(const JsonValue& object,
                                 std::initializer_list<std::string_view> names) {
  for (std::string_view name : names) {
    const std::optional<JsonValue> member = object.Find(name);
    if (member && member->type() != JsonType::kNull) return member;
  }
  return std::nullopt;
}

core::Status WrongType(const JsonValue& value, const std::string& source, std::size_t line,
                       std::string_view wanted) {
  return InputError(source, line,
                    "\"" + std::string(value.key()) + "\" must be " + std::string(wanted) +
                        ", not " + std::string(io::JsonTypeName(value.type())));
}

// Reads outcomes of one document, whose first line is line `first_line` of the input.
class OutcomeReader {
 public:
  OutcomeReader(const std::string& source, std::size_t first_line, OutcomeInput& input)
      : source_(source), first_line_(first_line), input_(input) {}

  core::Status ReadDocument(const JsonValue& root) {
    std::optional<JsonValue> outcomes = root;
    if (root.type() == JsonType::kObject) {
      if (core::Status status = ReadString(root, {"title", "name"}, input_.title); !status.ok()) {
        return status;
      }
      if (core::Status status = ReadAmount(root, "hours", input_.hours); !status.ok()) {
        return status;
      }
      if (core::Status status = ReadAmount(root, "credits", input_.credits); !status.ok()) {
        return status;
      }
      outcomes = FindAny(root, {"outcomes"});
      if (!outcomes) return Error(root, "the object has no \"outcomes\"");
    }
    if (outcomes->type() != JsonType::kArray) {
      return Error(*outcomes,
                   "expected an array of outcomes, or an object with the array \"outcomes\"");
    }
    for (const JsonValue& value : outcomes->children()) {
      if (core::Status status = ReadOutcome(value); !status.ok()) return status;
    }
    return {};
  }

  core::Status ReadOutcome(const JsonValue& value) {
    InputOutcome outcome;
    outcome.source = source_;
    outcome.line = LineOfValue(value);
    if (value.type() == JsonType::kString) {
      outcome.text = std::string(value.text());
    } else if (value.type() == JsonType::kObject) {
      if (core::Status status =
              ReadString(value, {"text", "outcome", "fullStatement", "statement"}, outcome.text);
          !status.ok()) {
        return status;
      }
      if (core::Status status =
              ReadString(value, {"language", "language_code", "languageCode"}, outcome.language);
          !status.ok()) {
        return status;
      }
      if (core::Status status = ReadId(value, outcome.id); !status.ok()) return status;
      if (outcome.text.empty()) return Error(value, "the outcome has no \"text\"");
    } else {
      return Error(value, "an outcome must be a string or an object with \"text\", not " +
                              std::string(io::JsonTypeName(value.type())));
    }
    input_.outcomes.push_back(std::move(outcome));
    return {};
  }

 private:
  [[nodiscard]] std::size_t LineOfValue(const JsonValue& value) const {
    return first_line_ + value.line() - 1;
  }

  [[nodiscard]] core::Status Error(const JsonValue& value, const std::string& message) const {
    return InputError(source_, LineOfValue(value), message);
  }

  core::Status ReadString(const JsonValue& object, std::initializer_list<std::string_view> names,
                          std::string& into) const {
    const std::optional<JsonValue> member = FindAny(object, names);
    if (!member) return {};
    if (member->type() != JsonType::kString) {
      return WrongType(*member, source_, LineOfValue(*member), "a string");
    }
    into = std::string(member->text());
    return {};
  }

  core::Status ReadId(const JsonValue& object, std::string& into) const {
    const std::optional<JsonValue> member = FindAny(object, {"id", "identifier"});
    if (member && member->whole_number()) {
      into = std::to_string(*member->whole_number());
      return {};
    }
    if (member && member->type() != JsonType::kString) {
      return WrongType(*member, source_, LineOfValue(*member), "a string or a whole number");
    }
    if (member) into = std::string(member->text());
    return {};
  }

  core::Status ReadAmount(const JsonValue& object, std::string_view name,
                          std::optional<double>& into) const {
    const std::optional<JsonValue> member = FindAny(object, {name});
    if (!member) return {};
    into = member->number();
    if (!into) return WrongType(*member, source_, LineOfValue(*member), "a number");
    return {};
  }

  const std::string& source_;
  std::size_t first_line_;
  OutcomeInput& input_;
};

// The parser's message locates the error itself, but in lines of what it was given.
core::Status SyntaxError(const core::Status& status, const std::string& source,
                         std::size_t first_line) {
  std::string message = status.message();
  std::size_t line = 1;
  for (const auto& [key, value] : status.metadata()) {
    if (key == "line") line = static_cast<std::size_t>(std::stoul(value));
  }
  // "file:line: ..." or "file:line:column: ...": what follows the location stays.
  if (const std::size_t end = message.find(": ");
      message.starts_with(source) && end != std::string::npos) {
    message.erase(0, end + 2);
  }
  return InputError(source, first_line + line - 1, message);
}

}  // namespace

core::Result<OutcomeInput> ParseJson(std::string_view bytes, const std::string& source) {
  const core::Result<JsonDocument> document = JsonDocument::Parse(source, bytes);
  if (!document.ok()) return SyntaxError(document.status(), source, 1);
  OutcomeInput input;
  core::Status status = OutcomeReader(source, 1, input).ReadDocument(document->root());
  if (!status.ok()) return status;
  return input;
}

core::Result<OutcomeInput> ParseJsonLines(std::string_view bytes, const std::string& source) {
  OutcomeInput input;
  std::size_t number = 0;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view line = bytes.substr(0, end);
    ++number;
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      const core::Result<JsonDocument> document = JsonDocument::Parse(source, line);
      if (!document.ok()) return SyntaxError(document.status(), source, number);
      core::Status status = OutcomeReader(source, number, input).ReadOutcome(document->root());
      if (!status.ok()) return status;
    }
    if (end == std::string_view::npos) break;
    bytes.remove_prefix(end + 1);
  }
  return input;
}

}  // namespace crosswalk::client
