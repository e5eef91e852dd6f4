// SPDX-License-Identifier: Apache-2.0
// Requests of HTTP as messages.
#include "server/http/transcoder.h"

#include "server/http/etag_fields.h"
#include "server/http/json_codec.h"

#include "crosswalk/v1/credential_service.pb.h"
#include "crosswalk/v1/framework_service.pb.h"
#include "crosswalk/v1/mapping_service.pb.h"
#include "crosswalk/v1/skill_service.pb.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

namespace crosswalk::http {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// The route of `method` with the path and body given.
Route RouteOf(const std::string& method, const std::string& verb, const std::string& path,
              const std::string& body) {
  HttpRules rules;
  rules.rules.push_back({"crosswalk.v1." + method, verb, path, body});
  const auto table = RouteTable::Create(rules, *google::protobuf::DescriptorPool::generated_pool());
  EXPECT_TRUE(table.ok()) << table.status().ToString();
  return table->routes().front();
}

template <typename Message>
Message Need(const core::Result<std::unique_ptr<google::protobuf::Message>>& result) {
  Message message;
  EXPECT_TRUE(result.ok()) << result.status().ToString();
  if (result.ok()) message.CopyFrom(**result);
  return message;
}

// The fields that a failed request is blamed on.
std::vector<std::string> Blamed(const core::Status& status) {
  std::vector<std::string> fields;
  for (const auto& violation : status.field_violations()) fields.push_back(violation.field);
  return fields;
}

TEST(RequestMessage, TakesPathAndQuery) {
  const Route route =
      RouteOf("FrameworkService.ListConcepts", "GET", "/v1/{parent=frameworks/*}/concepts", "");
  const auto request = Need<v1::ListConceptsRequest>(RequestMessage(
      route, {{"parent", "frameworks/esco"}}, {{"pageSize", "7"}, {"page_token", "x"}}, ""));
  EXPECT_EQ(request.parent(), "frameworks/esco");
  EXPECT_EQ(request.page_size(), 7);
  EXPECT_EQ(request.page_token(), "x");
}

TEST(RequestMessage, TakesListsEnumsAndNestedFieldsFromTheQuery) {
  const auto list = Need<v1::ListCredentialsRequest>(
      RequestMessage(RouteOf("CredentialService.ListCredentials", "GET", "/v1/l", ""), {},
                     {{"states", "CREDENTIAL_STATE_DRAFT"}, {"states", "2"}}, ""));
  EXPECT_THAT(list.states(), ElementsAre(v1::CREDENTIAL_STATE_DRAFT, 2));
}

TEST(RequestMessage, TakesMapsAndFieldMasksFromTheQuery) {
  const Route upload = RouteOf("CredentialService.ImportCredentials", "POST", "/v1/i", "content");
  const auto first =
      Need<v1::ImportCredentialsRequest>(RequestMessage(upload, {},
                                                        {{"options.columns[Course name]", "title"},
                                                         {"options.columns[Hours]", "hours"},
                                                         {"options.publish", "true"},
                                                         {"options.defaultIssuer.name[fr]", "A"}},
                                                        ""));
  EXPECT_EQ(first.options().columns().at("Course name"), "title");
  EXPECT_EQ(first.options().columns().at("Hours"), "hours");
  EXPECT_TRUE(first.options().publish());
  EXPECT_EQ(first.options().default_issuer().name().at("fr"), "A");

  const Route update = RouteOf("CredentialService.UpdateCredential", "PATCH",
                               "/v1/{credential.name=credentials/*}", "credential");
  const auto request = Need<v1::UpdateCredentialRequest>(
      RequestMessage(update, {{"credential.name", "credentials/a"}},
                     {{"updateMask", "title,level.declared"}}, R"({"title": {"en": "t"}})"));
  EXPECT_THAT(request.update_mask().paths(), ElementsAre("title", "level.declared"));
  EXPECT_EQ(request.credential().name(), "credentials/a");
}

TEST(RequestMessage, LetsThePathSpeakAfterTheBody) {
  const Route publish =
      RouteOf("CredentialService.PublishCredential", "POST", "/v1/{name=credentials/*}:go", "*");
  const auto request = Need<v1::PublishCredentialRequest>(RequestMessage(
      publish, {{"name", "credentials/a"}}, {}, R"({"name": "credentials/b", "etag": "e"})"));
  EXPECT_EQ(request.name(), "credentials/a");
  EXPECT_EQ(request.etag(), "e");
}

TEST(RequestMessage, BlamesEveryBadParameter) {
  const Route route = RouteOf("CredentialService.ListCredentials", "GET", "/v1/l", "");
  const auto result = RequestMessage(
      route, {}, {{"nothing", "1"}, {"pageSize", "many"}, {"pageToken", "a"}, {"page_token", "b"}},
      "");
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.status().reason(), "QUERY_PARAMETER_UNKNOWN");
  EXPECT_THAT(Blamed(result.status()), ElementsAre("nothing", "pageSize", "page_token"));
  const auto state = RequestMessage(route, {}, {{"states", "CREDENTIAL_STATE_SOLD"}}, "");
  EXPECT_EQ(state.status().reason(), "VALUE_UNKNOWN");
  const auto text = RequestMessage(route, {}, {{"issuer", "\xff"}}, "");
  EXPECT_EQ(text.status().reason(), "QUERY_PARAMETER_INVALID");
}

TEST(RequestMessage, TakesNothingFromTheQueryThatTheBodyOrPathHas) {
  const Route map = RouteOf("MappingService.MapOutcomes", "POST", "/v1/m", "*");
  EXPECT_EQ(RequestMessage(map, {}, {{"options.maxSkills", "1"}}, "{}").status().reason(),
            "QUERY_PARAMETER_UNKNOWN");
  const Route get =
      RouteOf("CredentialService.GetCredential", "GET", "/v1/{name=credentials/*}", "");
  EXPECT_EQ(RequestMessage(get, {{"name", "credentials/a"}}, {{"name", "credentials/b"}}, "")
                .status()
                .reason(),
            "QUERY_PARAMETER_UNKNOWN");
  const Route create = RouteOf("CredentialService.CreateCredential", "POST", "/v1/c", "credential");
  EXPECT_EQ(RequestMessage(create, {}, {{"credential.title", "t"}}, "{}").status().reason(),
            "QUERY_PARAMETER_UNKNOWN");
}

struct BadJson {
  const char* json;
  const char* reason;
  const char* field;  // Empty: none is blamed.
};

class BadBodies : public ::testing::TestWithParam<BadJson> {};

TEST_P(BadBodies, AreBlamedWherePossible) {
  const Route map = RouteOf("MappingService.MapOutcomes", "POST", "/v1/m", "*");
  const auto result = RequestMessage(map, {}, {}, GetParam().json);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.status().code(), core::StatusCode::kInvalidArgument);
  EXPECT_EQ(result.status().reason(), GetParam().reason) << result.status().ToString();
  const std::string field = GetParam().field;
  EXPECT_EQ(Blamed(result.status()),
            field.empty() ? std::vector<std::string>() : std::vector<std::string>{field});
  EXPECT_THAT(result.status().message(), ::testing::Not(HasSubstr("\n")));
}

INSTANTIATE_TEST_SUITE_P(
    All, BadBodies,
    ::testing::Values(
        BadJson{"{", "REQUEST_MALFORMED", ""}, BadJson{"[]", "REQUEST_MALFORMED", ""},
        BadJson{"{\"outcomes\": [{\"text\": \"\xff\"}]}", "REQUEST_MALFORMED", ""},
        BadJson{R"({"outcomes": [{"text": 1, "x": 2}]})", "REQUEST_MALFORMED", "outcomes[0]"},
        BadJson{R"({"options": {"maxSkills": "many"}})", "REQUEST_MALFORMED", "options.max_skills"},
        BadJson{R"({"options": {"encoder": "ENCODER_BEST"}})", "VALUE_UNKNOWN",
                "options.encoder"}));

TEST(RequestMessage, NamesTheBodysFieldFromTheRequest) {
  const Route create = RouteOf("CredentialService.CreateCredential", "POST", "/v1/c", "credential");
  const auto result = RequestMessage(create, {}, {}, R"({"outcomes": [{"txt": "a"}]})");
  EXPECT_THAT(Blamed(result.status()), ElementsAre("credential.outcomes[0]"));
}

TEST(EtagFields, TakeIfMatchForWhatHasAnEtag) {
  const Route update = RouteOf("CredentialService.UpdateCredential", "PATCH",
                               "/v1/{credential.name=credentials/*}", "credential");
  v1::UpdateCredentialRequest request;
  ASSERT_TRUE(SetEtag("\"abc-gzip\"", update, request).ok());
  EXPECT_EQ(request.credential().etag(), "abc");
  EXPECT_TRUE(SetEtag("\"abc\"", update, request).ok());
  EXPECT_EQ(SetEtag("\"other\"", update, request).reason(), "IF_MATCH_INVALID");
  EXPECT_EQ(SetEtag("W/\"abc\"", update, request).reason(), "IF_MATCH_INVALID");
  EXPECT_EQ(SetEtag("\"abc\", \"def\"", update, request).reason(), "IF_MATCH_INVALID");
  v1::DeleteCredentialRequest remove;
  const Route path =
      RouteOf("CredentialService.DeleteCredential", "DELETE", "/v1/{name=credentials/*}", "");
  ASSERT_TRUE(SetEtag("*", path, remove).ok());
  EXPECT_EQ(remove.etag(), "");
  v1::SearchSkillsRequest search;
  EXPECT_EQ(SetEtag("*", RouteOf("SkillService.SearchSkills", "GET", "/v1/s", ""), search).reason(),
            "IF_MATCH_INVALID");
}

TEST(JsonCodec, RoundTrips) {
  v1::MapOutcomesRequest request;
  request.add_outcomes()->set_text("Décrire « l’État »\n\u2028");
  request.mutable_options()->set_max_skills(3);
  const auto json = WriteJson(request);
  ASSERT_TRUE(json.ok());
  v1::MapOutcomesRequest read;
  ASSERT_TRUE(ReadJson(*json, "", read).ok());
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(request, read));
}

}  // namespace
}  // namespace crosswalk::http
