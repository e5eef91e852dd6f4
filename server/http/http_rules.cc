// SPDX-License-Identifier: Apache-2.0
#include "server/http/http_rules.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace crosswalk::http {
namespace {

core::Status Invalid(const std::string& what) {
  return core::Internal("HTTP_RULES_INVALID", "http_rules.json: " + what);
}

constexpr std::array<std::string_view, 5> kVerbs = {"get", "put", "post", "delete", "patch"};

std::string Upper(std::string_view verb) {
  std::string upper;
  for (const char c : verb) {
    upper += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return upper;
}

// Adds the binding that `json` is, without its additional ones.
core::Status AddBinding(const rapidjson::Value& json, const std::string& selector,
                        std::vector<HttpRule>& rules) {
  HttpRule rule;
  rule.selector = selector;
  for (const auto& member : json.GetObject()) {
    const std::string_view name(member.name.GetString(), member.name.GetStringLength());
    if (name == "selector" || name == "additional_bindings") continue;
    if (!member.value.IsString()) return BadRule(selector, std::string(name) + " is no text");
    const std::string value(member.value.GetString(), member.value.GetStringLength());
    if (name == "body") {
      rule.body = value;
    } else if (std::find(kVerbs.begin(), kVerbs.end(), name) != kVerbs.end()) {
      if (!rule.verb.empty()) return BadRule(selector, "has two verbs");
      rule.verb = Upper(name);
      rule.path = value;
    } else {
      return BadRule(selector, std::string(name) + " is not understood");
    }
  }
  if (rule.verb.empty()) return BadRule(selector, "has no verb");
  rules.push_back(std::move(rule));
  return {};
}

core::Status AddRule(const rapidjson::Value& json, std::vector<HttpRule>& rules) {
  if (!json.IsObject() || !json.HasMember("selector") || !json["selector"].IsString()) {
    return Invalid("a rule without a selector");
  }
  const std::string selector = json["selector"].GetString();
  if (core::Status status = AddBinding(json, selector, rules); !status.ok()) return status;
  const auto more = json.FindMember("additional_bindings");
  if (more == json.MemberEnd()) return {};
  if (!more->value.IsArray()) return BadRule(selector, "additional_bindings is no list");
  for (const auto& binding : more->value.GetArray()) {
    if (!binding.IsObject() || binding.HasMember("additional_bindings")) {
      return BadRule(selector, "an additional binding is no object or has bindings of its own");
    }
    if (core::Status status = AddBinding(binding, selector, rules); !status.ok()) return status;
  }
  return {};
}

}  // namespace

core::Status BadRule(std::string_view selector, std::string_view what) {
  return Invalid("the rule for " + std::string(selector) + ": " + std::string(what))
      .WithMetadata("selector", std::string(selector));
}

core::Result<HttpRules> ParseHttpRules(std::string_view json) {
  rapidjson::Document document;
  document.Parse(json.data(), json.size());
  if (document.HasParseError()) {
    return Invalid(std::string(rapidjson::GetParseError_En(document.GetParseError())) +
                   " at byte " + std::to_string(document.GetErrorOffset()));
  }
  if (!document.IsObject() || !document.HasMember("http") || !document["http"].IsObject()) {
    return Invalid("has no member http");
  }
  const rapidjson::Value& http = document["http"];
  if (!http.HasMember("rules") || !http["rules"].IsArray()) return Invalid("has no list of rules");
  HttpRules rules;
  if (const auto full = http.FindMember("fully_decode_reserved_expansion");
      full != http.MemberEnd()) {
    if (!full->value.IsBool())
      return Invalid("fully_decode_reserved_expansion is not true or false");
    rules.fully_decode = full->value.GetBool();
  }
  for (const auto& rule : http["rules"].GetArray()) {
    if (core::Status status = AddRule(rule, rules.rules); !status.ok()) return status;
  }
  return rules;
}

}  // namespace crosswalk::http
