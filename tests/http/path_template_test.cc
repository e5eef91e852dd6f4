// SPDX-License-Identifier: Apache-2.0
#include "server/http/path_template.h"

#include "server/http/percent.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::http {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

PathVariables Match(const std::string& pattern, const std::string& path, bool full = true) {
  const auto parsed = PathTemplate::Parse(pattern);
  EXPECT_TRUE(parsed) << pattern;
  const auto variables = parsed->Match(path, full);
  EXPECT_TRUE(variables) << pattern << " for " << path;
  return variables.value_or(PathVariables{{"no", "match"}});
}

bool Matches(const std::string& pattern, const std::string& path) {
  const auto parsed = PathTemplate::Parse(pattern);
  EXPECT_TRUE(parsed) << pattern;
  return parsed->Match(path, true).has_value();
}

TEST(PathTemplate, MatchesLiteralsWhole) {
  EXPECT_TRUE(Matches("/v1/status", "/v1/status"));
  EXPECT_TRUE(Matches("/v1/status", "/v1/stat%75s"));
  for (const char* path : {"/v1/status/", "/v1/status/x", "/v1", "/v1/statu", "/v1//status", "/"}) {
    EXPECT_FALSE(Matches("/v1/status", path)) << path;
  }
}

TEST(PathTemplate, GivesVariablesTheirSegments) {
  EXPECT_THAT(Match("/v1/{name=frameworks/*}", "/v1/frameworks/esco"),
              ElementsAre(Pair("name", "frameworks/esco")));
  EXPECT_THAT(Match("/v1/{name=frameworks/*/concepts/*}", "/v1/frameworks/esco/concepts/1"),
              ElementsAre(Pair("name", "frameworks/esco/concepts/1")));
  EXPECT_THAT(Match("/v1/{parent=a/*}/b/{id}", "/v1/a/1/b/2"),
              ElementsAre(Pair("parent", "a/1"), Pair("id", "2")));
  EXPECT_FALSE(Matches("/v1/{name=frameworks/*}", "/v1/frameworks/"));
  EXPECT_FALSE(Matches("/v1/{name=frameworks/*}", "/v1/frameworks/a/b"));
}

TEST(PathTemplate, TakesTheRestWithTwoStars) {
  EXPECT_THAT(Match("/v1/{path=files/**}", "/v1/files/a/b/c"),
              ElementsAre(Pair("path", "files/a/b/c")));
  EXPECT_TRUE(Matches("/v1/**", "/v1/x"));
}

TEST(PathTemplate, DecodesSegments) {
  EXPECT_THAT(Match("/v1/{id}", "/v1/a%2Fb%20c"), ElementsAre(Pair("id", "a/b c")));
  EXPECT_THAT(Match("/v1/{name=x/*}", "/v1/x/a%2Fb", true), ElementsAre(Pair("name", "x/a/b")));
  EXPECT_THAT(Match("/v1/{name=x/*}", "/v1/x/a%2Fb%20", false),
              ElementsAre(Pair("name", "x/a%2Fb ")));
  EXPECT_FALSE(Matches("/v1/{id}", "/v1/a%2"));
  EXPECT_FALSE(Matches("/v1/{id}", "/v1/a%zz"));
}

TEST(PathTemplate, MatchesVerbsAtTheEnd) {
  EXPECT_THAT(Match("/v1/{name=credentials/*}:publish", "/v1/credentials/a:publish"),
              ElementsAre(Pair("name", "credentials/a")));
  EXPECT_FALSE(Matches("/v1/{name=credentials/*}:publish", "/v1/credentials/a:withdraw"));
  EXPECT_FALSE(Matches("/v1/{name=credentials/*}:publish", "/v1/credentials/:publish"));
  EXPECT_TRUE(Matches("/v1/credentials:search", "/v1/credentials:search"));
  EXPECT_THAT(Match("/v1/{name=credentials/*}", "/v1/credentials/urn:1"),
              ElementsAre(Pair("name", "credentials/urn:1")));
}

TEST(PathTemplate, RefusesWhatIsNone) {
  for (const char* text : {"", "v1", "/v1//x", "/v1/{", "/v1/{}", "/v1/{a=}", "/v1/**/x", "/v1/a*",
                           "/v1/x:", "/v1/{a=b/{c}}", "/v1/{a}b"}) {
    EXPECT_FALSE(PathTemplate::Parse(text)) << text;
  }
}

TEST(PathTemplate, SaysWhichPathsItShares) {
  EXPECT_EQ(PathTemplate::Parse("/v1/{name=a/*}:go")->shape(),
            PathTemplate::Parse("/v1/a/{id}:go")->shape());
  EXPECT_NE(PathTemplate::Parse("/v1/{name=a/*}")->shape(),
            PathTemplate::Parse("/v1/{name=a/**}")->shape());
}

TEST(Percent, ReadsQueries) {
  EXPECT_THAT(*ParseQuery("a=1&b=x%20y+z&&c&d=%3D=&a=2"),
              ElementsAre(Pair("a", "1"), Pair("b", "x y z"), Pair("c", ""), Pair("d", "=="),
                          Pair("a", "2")));
  EXPECT_TRUE(ParseQuery("")->empty());
  EXPECT_FALSE(ParseQuery("a=%"));
  EXPECT_FALSE(ParseQuery("%4=1"));
}

}  // namespace
}  // namespace crosswalk::http
