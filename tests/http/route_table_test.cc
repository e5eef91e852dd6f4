// SPDX-License-Identifier: Apache-2.0
// The rules that are built into the server, and rules that are wrong.
#include "server/http/route_table.h"

#include "crosswalk/v1/admin_service.pb.h"
#include "crosswalk/v1/credential_service.pb.h"
#include "crosswalk/v1/framework_service.pb.h"
#include "crosswalk/v1/mapping_service.pb.h"
#include "crosswalk/v1/pathway_service.pb.h"
#include "crosswalk/v1/skill_service.pb.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

namespace crosswalk::http {
namespace {

using google::protobuf::DescriptorPool;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

core::Result<RouteTable> Create(const std::string& json) {
  const auto rules = ParseHttpRules(json);
  if (!rules.ok()) return rules.status();
  return RouteTable::Create(*rules, *DescriptorPool::generated_pool());
}

RouteTable BuiltIn() {
  std::ifstream file(CROSSWALK_SOURCE_DIR "/proto/crosswalk/v1/http_rules.json");
  std::stringstream json;
  json << file.rdbuf();
  auto table = Create(json.str());
  EXPECT_TRUE(table.ok()) << table.status().ToString();
  return *std::move(table);
}

std::string MethodAt(const RouteTable& table, const std::string& verb, const std::string& path) {
  const Found found = table.Find(verb, path);
  return found.route == nullptr ? "" : found.route->method->name();
}

TEST(RouteTable, ReachesEveryMethod) {
  const RouteTable table = BuiltIn();
  std::set<std::string> reached;
  for (const Route& route : table.routes()) reached.insert(route.method->full_name());
  const google::protobuf::FileDescriptor* files[] = {
      v1::GetStatusRequest::descriptor()->file(),    v1::GetCredentialRequest::descriptor()->file(),
      v1::GetFrameworkRequest::descriptor()->file(), v1::MapOutcomesRequest::descriptor()->file(),
      v1::FindPathwaysRequest::descriptor()->file(), v1::SearchSkillsRequest::descriptor()->file()};
  std::size_t methods = 0;
  for (const auto* file : files) {
    for (int i = 0; i < file->service_count(); ++i) {
      for (int j = 0; j < file->service(i)->method_count(); ++j, ++methods) {
        EXPECT_TRUE(reached.contains(file->service(i)->method(j)->full_name()))
            << file->service(i)->method(j)->full_name();
      }
    }
  }
  EXPECT_EQ(reached.size(), methods);
}

TEST(RouteTable, TellsPathsApart) {
  const RouteTable table = BuiltIn();
  EXPECT_EQ(MethodAt(table, "GET", "/v1/frameworks"), "ListFrameworks");
  EXPECT_EQ(MethodAt(table, "GET", "/v1/frameworks/esco"), "GetFramework");
  EXPECT_EQ(MethodAt(table, "GET", "/v1/frameworks/esco/concepts"), "ListConcepts");
  EXPECT_EQ(MethodAt(table, "GET", "/v1/frameworks/esco/concepts/1"), "GetConcept");
  EXPECT_EQ(MethodAt(table, "GET", "/v1/frameworks/esco/concepts/1/concepts"), "ListConcepts");
  EXPECT_EQ(MethodAt(table, "GET", "/v1/concepts:lookup"), "GetConcept");
  EXPECT_EQ(MethodAt(table, "POST", "/v1/credentials"), "CreateCredential");
  EXPECT_EQ(MethodAt(table, "POST", "/v1/credentials/a:publish"), "PublishCredential");
  EXPECT_EQ(MethodAt(table, "PATCH", "/v1/credentials/a"), "UpdateCredential");
  EXPECT_EQ(MethodAt(table, "GET", "/v1/credentials:search"), "SearchCredentials");
  EXPECT_EQ(MethodAt(table, "HEAD", "/v1/status"), "GetStatus");
  EXPECT_THAT(table.Find("PATCH", "/v1/credentials/a").variables,
              ElementsAre(Pair("credential.name", "credentials/a")));
}

TEST(RouteTable, SaysWhatAPathAllows) {
  const RouteTable table = BuiltIn();
  EXPECT_THAT(table.Find("PUT", "/v1/credentials").allowed, ElementsAre("POST", "GET"));
  EXPECT_THAT(table.Find("DELETE", "/v1/skills:search").allowed, ElementsAre("GET", "POST"));
  // An action's verbs are its own, though its path would also be a resource's.
  EXPECT_THAT(table.Find("GET", "/v1/credentials/a:publish").allowed, ElementsAre("POST"));
  const Found nothing = table.Find("GET", "/v1/nothing");
  EXPECT_EQ(nothing.route, nullptr);
  EXPECT_TRUE(nothing.allowed.empty());
}

TEST(RouteTable, KnowsUploadsFromStreams) {
  const RouteTable table = BuiltIn();
  EXPECT_TRUE(table.Find("POST", "/v1/credentials:import").route->is_upload());
  EXPECT_TRUE(table.Find("POST", "/v1/outcomes:streamMap").route->is_stream());
  EXPECT_FALSE(table.Find("POST", "/v1/outcomes:streamMap").route->is_upload());
  EXPECT_FALSE(table.Find("POST", "/v1/outcomes:map").route->is_stream());
}

std::string Rules(const std::string& rules) { return R"({"http": {"rules": [)" + rules + "]}}"; }

struct Wrong {
  const char* rule;
  const char* said;
};

class WrongRules : public ::testing::TestWithParam<Wrong> {};

TEST_P(WrongRules, EndTheStartWithAClearError) {
  const auto table = Create(Rules(GetParam().rule));
  ASSERT_FALSE(table.ok());
  EXPECT_EQ(table.status().reason(), "HTTP_RULES_INVALID");
  EXPECT_THAT(table.status().message(), HasSubstr(GetParam().said));
}

INSTANTIATE_TEST_SUITE_P(
    All, WrongRules,
    ::testing::Values(
        Wrong{R"({"selector": "crosswalk.v1.SkillService.Nothing", "get": "/v1/x"})",
              "no such method"},
        Wrong{
            R"({"selector": "crosswalk.v1.FrameworkService.GetFramework", "get": "/v1/{nme=a/*}"})",
            "no single value nme"},
        Wrong{R"({"selector": "crosswalk.v1.CredentialService.CreateCredential",
                  "post": "/v1/x", "body": "credentil"})",
              "no field credentil"},
        Wrong{R"({"selector": "crosswalk.v1.CredentialService.CreateCredential",
                  "post": "/v1/x", "body": "request_id"})",
              "no message"},
        Wrong{R"({"selector": "crosswalk.v1.AdminService.GetStatus", "get": "v1"})",
              "no path template"},
        Wrong{R"({"selector": "crosswalk.v1.AdminService.GetStatus"})", "no verb"},
        Wrong{R"({"selector": "crosswalk.v1.AdminService.GetStatus", "get": "/a", "post": "/b"})",
              "two verbs"},
        Wrong{R"({"selector": "crosswalk.v1.AdminService.GetStatus", "get": "/a",
                  "response_body": "x"})",
              "response_body is not understood"},
        Wrong{R"({"selector": "crosswalk.v1.AdminService.GetStatus", "get": "/a"},
                 {"selector": "crosswalk.v1.FrameworkService.ListFrameworks", "get": "/a"})",
              "has the path of crosswalk.v1.AdminService.GetStatus"},
        Wrong{R"({"selector": "crosswalk.v1.MappingService.StreamMapOutcomes", "get": "/a"})",
              "needs the body"},
        Wrong{R"({"get": "/a"})", "without a selector"}));

TEST(HttpRules, RefusesWhatIsNoRules) {
  EXPECT_THAT(Create("{").status().message(), HasSubstr("at byte"));
  EXPECT_THAT(Create("[]").status().message(), HasSubstr("no member http"));
  EXPECT_THAT(Create(R"({"http": {}})").status().message(), HasSubstr("no list of rules"));
}

}  // namespace
}  // namespace crosswalk::http
