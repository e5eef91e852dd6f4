// SPDX-License-Identifier: Apache-2.0
#include "server/http/query_binding.h"

#include "server/http/field_path.h"

#include <algorithm>
#include <set>

namespace crosswalk::http {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Collects violations; the first one's reason is the status's.
class Findings {
 public:
  void Add(std::string_view reason, const std::string& parameter, const std::string& what) {
    if (reason_.empty()) {
      reason_ = reason;
      message_ = parameter + " " + what;
    }
    violations_.push_back({parameter, what});
  }

  [[nodiscard]] core::Status status() const {
    if (reason_.empty()) return {};
    core::Status status = core::InvalidArgument(reason_, message_);
    status.WithFieldViolations(violations_);
    return status;
  }

 private:
  std::string reason_;
  std::string message_;
  std::vector<core::FieldViolation> violations_;
};

void Set(const FieldPath& field, const std::string& name, const std::string& text, Message& message,
         Findings& findings) {
  if (const auto wrong = SetField(field, text, message)) {
    findings.Add(wrong->unknown_enum ? "VALUE_UNKNOWN" : "QUERY_PARAMETER_INVALID", name,
                 wrong->description);
  }
}

// Whether the path or the body has the field, or the message that it is in.
bool IsElsewhere(const FieldPath& field, const std::string& name, const Route& route) {
  if (route.whole_body || field.fields.front() == route.body_field) return true;
  const std::vector<std::string> taken = route.path.fields();
  return std::find(taken.begin(), taken.end(), name) != taken.end();
}

}  // namespace

core::Status BindPath(const PathVariables& variables, Message& message) {
  Findings findings;
  for (const auto& [name, value] : variables) {
    Set(*FindField(*message.GetDescriptor(), name), name, value, message, findings);
  }
  return findings.status();
}

core::Status BindQuery(const QueryParameters& query, const Route& route, Message& message) {
  Findings findings;
  std::set<std::string> seen;  // Single fields, and the choices of which one is set.
  for (const auto& [parameter, text] : query) {
    const auto field = FindField(*message.GetDescriptor(), parameter);
    if (!field) {
      findings.Add("QUERY_PARAMETER_UNKNOWN", parameter, "is no field of the request");
      continue;
    }
    const std::string name = FieldName(*field);
    if (IsElsewhere(*field, name, route)) {
      findings.Add("QUERY_PARAMETER_UNKNOWN", parameter, "comes with the path or the body");
      continue;
    }
    const FieldDescriptor& last = *field->fields.back();
    if ((!last.is_repeated() || last.is_map()) && !seen.insert(name).second) {
      findings.Add("QUERY_PARAMETER_INVALID", parameter, "is given more than once");
      continue;
    }
    if (const auto* choice = last.real_containing_oneof();
        choice != nullptr && !seen.insert(choice->full_name()).second) {
      findings.Add("QUERY_PARAMETER_INVALID", parameter, "goes not with another one of its kind");
      continue;
    }
    Set(*field, parameter, text, message, findings);
  }
  return findings.status();
}

}  // namespace crosswalk::http
