// SPDX-License-Identifier: Apache-2.0
// The same request has the same answer over gRPC and over HTTP: every method, by every path that
// leads to it, with requests that succeed and requests that fail.
#include "server/http/http_rules.h"
#include "server/http/route_table.h"
#include "tests/http/test_http.h"

#include "crosswalk/v1/credential_service.grpc.pb.h"
#include "crosswalk/v1/pathway_service.grpc.pb.h"

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>
#include <google/protobuf/util/time_util.h>
#include <gtest/gtest.h>

#include <set>

namespace crosswalk::test {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using http::Route;

// A method with a request in JSON.
struct Case {
  std::string method;  // "SkillService.SearchSkills"
  std::string request;
};

// In this order, since some change what later ones read. Names of the fixture's concepts are put in
// for $SKILL and $OCCUPATION.
const std::vector<Case>& Cases() {
  static const std::vector<Case> cases = {
      {"AdminService.GetStatus", "{}"},
      {"AdminService.ReloadIndex", "{}"},
      {"AdminService.RebuildCatalogue", "{}"},
      {"FrameworkService.ListFrameworks", "{}"},
      {"FrameworkService.ListFrameworks", R"({"languageCodes": ["fr", "en"]})"},
      {"FrameworkService.GetFramework", R"({"name": "frameworks/esco"})"},
      {"FrameworkService.GetFramework", R"({"name": "frameworks/none"})"},
      {"FrameworkService.GetFramework", R"({"name": "frameworks/ESCO!"})"},
      {"FrameworkService.GetConcept", R"({"name": "$SKILL", "view": "CONCEPT_VIEW_FULL"})"},
      {"FrameworkService.GetConcept", R"({"name": "frameworks/esco/concepts/none"})"},
      {"FrameworkService.BatchGetConcepts",
       R"({"names": ["$SKILL", "$OCCUPATION", "frameworks/esco/concepts/none", "x"]})"},
      {"FrameworkService.BatchGetConcepts", "{}"},
      {"FrameworkService.ListConcepts", R"({"parent": "frameworks/esco", "pageSize": 3})"},
      {"FrameworkService.ListConcepts", R"({"parent": "frameworks/esco", "pageSize": -3})"},
      {"FrameworkService.ListConcepts", R"({"parent": "frameworks/esco", "pageToken": "no"})"},
      {"FrameworkService.ListConcepts", R"({"parent": "$SKILL"})"},
      {"SkillService.SearchSkills", R"({"query": "bookkeeping", "pageSize": 4})"},
      {"SkillService.SearchSkills",
       R"({"query": "états financiers & bilan", "languageCodes": ["fr"]})"},
      {"SkillService.SearchSkills", "{}"},
      {"SkillService.SearchSkills", R"({"query": "a", "languageCodes": ["not a language"]})"},
      {"SkillService.SuggestSkills", R"({"prefix": "acc"})"},
      {"SkillService.SuggestSkills", "{}"},
      {"SkillService.ListRelatedSkills", R"({"name": "$SKILL"})"},
      {"SkillService.ListRelatedSkills", R"({"name": "frameworks/esco"})"},
      {"MappingService.MapOutcomes",
       R"({"outcomes": [{"text": "Reconcile bank statements."}, {"text": " "}],
           "options": {"maxSkills": 3}})"},
      {"MappingService.MapOutcomes", "{}"},
      {"MappingService.MapOutcomes",
       R"({"outcomes": [{"text": "a"}], "options": {"maxSkills": 5000}})"},
      {"MappingService.AlignLevel",
       R"({"outcomes": [{"text": "Design an audit."}], "title": "Auditing"})"},
      {"MappingService.AlignLevel", R"({"outcomes": [{"text": ""}]})"},
      {"CredentialService.CreateCredential",
       R"({"credential": {"name": "credentials/first", "title": {"en": "Accounts", "fr": "Comptes"},
           "description": {"en": "How to keep accounts."},
           "issuer": {"name": {"en": "A College"}, "id": "https://a.example"},
           "type": "CREDENTIAL_TYPE_MICRO_CREDENTIAL",
           "outcomes": [{"id": "o1", "text": "Reconcile bank statements."}]}, "requestId": "r1"})"},
      {"CredentialService.CreateCredential", R"({"credential": {"name": "credentials/first"}})"},
      {"CredentialService.CreateCredential", "{}"},
      {"CredentialService.GetCredential", R"({"name": "credentials/first"})"},
      {"CredentialService.GetCredential", R"({"name": "credentials/first", "version": 3})"},
      {"CredentialService.GetCredential", R"({"name": "credentials/none"})"},
      {"CredentialService.UpdateCredential",
       R"({"credential": {"name": "credentials/first", "title": {"en": "More accounts"}},
           "updateMask": "title", "suggestions": "SUGGESTION_MODE_NONE"})"},
      {"CredentialService.UpdateCredential",
       R"({"credential": {"name": "credentials/first", "etag": "stale", "title": {"en": "x"}}})"},
      {"CredentialService.UpdateCredential",
       R"({"credential": {"name": "credentials/first"}, "updateMask": "nothing"})"},
      {"CredentialService.ListCredentials", R"({"states": ["CREDENTIAL_STATE_DRAFT"]})"},
      {"CredentialService.ListCredentials", R"({"pageToken": "no"})"},
      {"CredentialService.BatchGetCredentials",
       R"({"names": ["credentials/first", "credentials/none"]})"},
      {"CredentialService.PublishCredential", R"({"name": "credentials/first", "etag": "stale"})"},
      {"CredentialService.PublishCredential", R"({"name": "credentials/first"})"},
      {"CredentialService.SearchCredentials",
       R"({"query": "accounts", "filter": {"issuers": ["https://b.example"]}})"},
      {"CredentialService.SearchCredentials", R"({"skills": ["nothing of the kind"]})"},
      {"PathwayService.FindPathways",
       R"({"credentials": ["credentials/first"], "maxSteps": 2, "declaredOnly": true})"},
      {"PathwayService.FindPathways", "{}"},
      {"PathwayService.AnalyzeGap",
       R"({"credentials": ["credentials/first"], "occupation": "$OCCUPATION"})"},
      {"PathwayService.AnalyzeGap", "{}"},
      {"PathwayService.ReportDeadEnds", "{}"},
      {"PathwayService.ReportDeadEnds", R"({"issuerId": "https://a.example", "pageSize": 5})"},
      {"CredentialService.WithdrawCredential", R"({"name": "credentials/first"})"},
      {"CredentialService.WithdrawCredential", R"({"name": "credentials/first"})"},
      {"CredentialService.DeleteCredential", R"({"name": "credentials/none"})"},
      {"CredentialService.DeleteCredential", R"({"name": "credentials/first"})"},
  };
  return cases;
}

std::string Filled(std::string text) {
  for (const auto& [mark, name] : {std::pair<std::string, std::string>{"$SKILL", SkillName(1)},
                                   {"$OCCUPATION", OccupationName(101)}}) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark)) {
      text.replace(at, mark.size(), name);
    }
  }
  return text;
}

std::unique_ptr<Message> NewMessage(const google::protobuf::Descriptor& type) {
  return std::unique_ptr<Message>(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New());
}

std::string JsonOf(const Message& message) {
  std::string json;
  EXPECT_TRUE(google::protobuf::util::MessageToJsonString(message, &json).ok());
  return json;
}

std::string Encoded(const std::string& text, bool slashes) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' ||
                       c == '_' || c == '~' || (slashes && c == '/');
    char hex[4];
    std::snprintf(hex, sizeof hex, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
    encoded += plain ? std::string(1, c) : hex;
  }
  return encoded;
}

// A JSON value as a query has it: without quotes.
std::string Unquoted(const rapidjson::Value& value) {
  if (value.IsString()) return value.GetString();
  if (value.IsBool()) return value.GetBool() ? "true" : "false";
  if (value.IsInt64()) return std::to_string(value.GetInt64());
  return std::to_string(value.GetDouble());
}

// Writes the JSON of a message as query parameters; `map` says which objects are maps.
void AddParameters(const rapidjson::Value& object, const google::protobuf::Descriptor& type,
                   const std::string& prefix, std::string& query) {
  const auto add = [&](const std::string& name, const std::string& value) {
    query += (query.empty() ? "?" : "&") + Encoded(name, false) + "=" + Encoded(value, false);
  };
  for (const auto& member : object.GetObject()) {
    const std::string name = prefix + member.name.GetString();
    const FieldDescriptor* field = nullptr;
    for (int i = 0; i < type.field_count(); ++i) {
      if (type.field(i)->json_name() == member.name.GetString()) field = type.field(i);
    }
    ASSERT_NE(field, nullptr) << name;
    if (field->is_map()) {
      for (const auto& entry : member.value.GetObject()) {
        add(name + "[" + entry.name.GetString() + "]", Unquoted(entry.value));
      }
    } else if (member.value.IsArray()) {
      for (const auto& item : member.value.GetArray()) add(name, Unquoted(item));
    } else if (member.value.IsObject()) {
      AddParameters(member.value, *field->message_type(), name + ".", query);
    } else {
      add(name, Unquoted(member.value));
    }
  }
}

struct Sent {
  std::string verb;
  std::string target;
  std::string body;
};

// Takes a dotted field out of a message.
std::string TakeField(Message& message, const std::string& path) {
  Message* holder = &message;
  std::string name = path;
  for (std::size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.')) {
    holder = holder->GetReflection()->MutableMessage(
        holder, holder->GetDescriptor()->FindFieldByName(name.substr(0, dot)));
    name = name.substr(dot + 1);
  }
  const FieldDescriptor* field = holder->GetDescriptor()->FindFieldByName(name);
  std::string value = holder->GetReflection()->GetString(*holder, field);
  holder->GetReflection()->ClearField(holder, field);
  return value;
}

// The request as HTTP has it by `rule`; nothing where the path cannot say it.
std::optional<Sent> ToHttp(const http::HttpRule& rule, const Message& request) {
  const std::unique_ptr<Message> rest(request.New());
  rest->CopyFrom(request);
  Sent sent{rule.verb, rule.path, ""};
  const auto path = http::PathTemplate::Parse(rule.path);
  for (const std::string& field : path->fields()) {
    const std::string value = TakeField(*rest, field);
    const std::size_t begin = sent.target.find("{" + field);
    sent.target.replace(begin, sent.target.find('}', begin) + 1 - begin, Encoded(value, true));
  }
  if (!path->Match(sent.target, true)) return std::nullopt;
  if (rule.body == "*") {
    sent.body = JsonOf(*rest);
    return sent;
  }
  if (!rule.body.empty()) {
    const FieldDescriptor* field = rest->GetDescriptor()->FindFieldByName(rule.body);
    if (rest->GetReflection()->HasField(*rest, field)) {
      sent.body = JsonOf(rest->GetReflection()->GetMessage(*rest, field));
    }
    rest->GetReflection()->ClearField(rest.get(), field);
  }
  rapidjson::Document json;
  json.Parse(JsonOf(*rest));
  std::string query;
  AddParameters(json, *rest->GetDescriptor(), "", query);
  sent.target += query;
  return sent;
}

// What differs between two servers that did the same: times, tokens, what was measured.
class Volatile final : public google::protobuf::util::MessageDifferencer::IgnoreCriteria {
 public:
  bool IsIgnored(const Message& message1, const Message& message2, const FieldDescriptor* field,
                 const std::vector<google::protobuf::util::MessageDifferencer::SpecificField>&
                 /*parents*/) override {
    static const std::set<std::string> names = {
        "etag",    "next_page_token", "catalogue", "freshness", "registry",
        "process", "requests",        "streams",   "memory",    "index_position"};
    static_cast<void>(message1);
    static_cast<void>(message2);
    if (names.contains(field->name())) return true;
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) return false;
    const std::string& type = field->message_type()->full_name();
    return type == "google.protobuf.Timestamp" || type == "google.protobuf.Duration";
  }
};

void ExpectSame(const Message& over_grpc, const Message& over_http) {
  google::protobuf::util::MessageDifferencer differencer;
  std::string difference;
  differencer.ReportDifferencesToString(&difference);
  differencer.AddIgnoreCriteria(new Volatile);  // It owns it.
  EXPECT_TRUE(differencer.Compare(over_grpc, over_http)) << difference;
}

void ExpectSameFailure(const grpc::Status& status, const Reply& reply) {
  const Failure over_grpc = ReadFailure(status);
  const HttpFailure over_http = FailureOf(reply.body);
  EXPECT_EQ(over_http.code, reply.status);
  EXPECT_EQ(over_http.status, core::StatusCodeName(static_cast<core::StatusCode>(over_grpc.code)));
  EXPECT_EQ(over_http.reason, over_grpc.reason);
  EXPECT_EQ(over_http.message, over_grpc.message);
  std::vector<std::string> fields;
  for (const auto& [field, description] : over_grpc.violations) fields.push_back(field);
  EXPECT_EQ(over_http.fields, fields);
}

http::HttpRules BuiltInRules() {
  const auto rules =
      http::ParseHttpRules(ReadBytes(CROSSWALK_SOURCE_DIR "/proto/crosswalk/v1/http_rules.json"));
  EXPECT_TRUE(rules.ok());
  return *rules;
}

TEST(Parity, EveryMethodAnswersTheSameByEveryPath) {
  const HttpConfig one;
  const HttpConfig two;
  TestHttp over_grpc(one.config);
  TestHttp over_http(two.config);
  const http::HttpRules rules = BuiltInRules();
  std::set<std::string> used;
  for (const Case& test_case : Cases()) {
    SCOPED_TRACE(test_case.method + " " + test_case.request);
    const auto* method = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
        "crosswalk.v1." + test_case.method);
    ASSERT_NE(method, nullptr);
    const auto request = NewMessage(*method->input_type());
    ASSERT_TRUE(
        google::protobuf::util::JsonStringToMessage(Filled(test_case.request), request.get()).ok());
    std::string answered;
    const grpc::Status status = SendBytes(
        over_grpc.grpc().channel(), "/" + method->service()->full_name() + "/" + method->name(),
        request->SerializeAsString(), answered);
    const auto expected = NewMessage(*method->output_type());
    ASSERT_TRUE(expected->ParseFromString(answered));
    for (const http::HttpRule& rule : rules.rules) {
      if (rule.selector != method->full_name()) continue;
      const auto sent = ToHttp(rule, *request);
      if (!sent) continue;
      SCOPED_TRACE(sent->verb + " " + sent->target + " " + sent->body);
      used.insert(rule.verb + rule.path);
      Client client(over_http.port());
      client.Send(sent->verb, sent->target, sent->body.empty() ? Fields{} : kJson, sent->body);
      const Reply reply = client.Read();
      if (!status.ok()) {
        ExpectSameFailure(status, reply);
        continue;
      }
      EXPECT_EQ(reply.status, 200) << reply.body;
      const auto got = NewMessage(*method->output_type());
      ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(reply.body, got.get()).ok());
      ExpectSame(*expected, *got);
    }
  }
  for (const http::HttpRule& rule : rules.rules) {
    const auto* method =
        google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(rule.selector);
    const bool stream = method->client_streaming();  // In stream_test.cc.
    EXPECT_EQ(used.contains(rule.verb + rule.path), !stream) << rule.selector << " " << rule.path;
  }
}

}  // namespace
}  // namespace crosswalk::test
