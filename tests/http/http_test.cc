// SPDX-License-Identifier: Apache-2.0
// What HTTP adds to a unary call: addresses, header fields, conditions, compression, origins.
#include "server/http/compression.h"
#include "tests/http/test_http.h"

#include <gtest/gtest.h>

#include <thread>

namespace crosswalk::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class Http : public ::testing::Test {
 protected:
  HttpConfig config_;
  TestHttp server_{config_.config};
  Client client_{server_.port()};

  // Makes credentials/a and answers its tag with quotes.
  std::string Create() {
    const Reply reply =
        client_.Post("/v1/credentials?suggestions=SUGGESTION_MODE_NONE",
                     R"({"name": "credentials/a", "title": {"en": "A", "fr": "B"}})", kJson);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.Field("etag");
  }
};

TEST_F(Http, AnswersJson) {
  const Reply reply = client_.Get("/v1/skills:search?query=bookkeeping&pageSize=2");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.Field("content-type"), "application/json");
  EXPECT_EQ(reply.Field("x-content-type-options"), "nosniff");
  EXPECT_TRUE(reply.Has("date"));
  EXPECT_TRUE(reply.Json().HasMember("results"));
}

TEST_F(Http, TakesARequestInManyPieces) {
  const std::string request =
      "POST /v1/skills:search HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"que\r\ne;x=y\r\nry\":\"account\"}\r\n0\r\nX: "
      "y\r\n\r\n";
  for (const char c : request) ASSERT_TRUE(client_.Send(std::string(1, c)));
  EXPECT_EQ(client_.Read().status, 200);
}

TEST_F(Http, AnswersErrorsAsGoogleStatuses) {
  EXPECT_THAT(client_.Get("/v1/nothing"), Refused(404, "PATH_NOT_FOUND"));
  EXPECT_THAT(client_.Get("/nothing"), Refused(404, "PATH_NOT_FOUND"));
  EXPECT_THAT(client_.Get("/v1/nothing", {{"Accept", "text/html"}}),
              Refused(404, "PATH_NOT_FOUND"));
  EXPECT_THAT(client_.Get("/v1/frameworks/none"), Refused(404, "FRAMEWORK_NOT_FOUND"));
  EXPECT_THAT(client_.Get("/v1/skills:search"), Refused(400, "QUERY_EMPTY"));
  EXPECT_THAT(client_.Get("/v1/frameworks?x=1"), Refused(400, "QUERY_PARAMETER_UNKNOWN"));
  EXPECT_THAT(client_.Get("/v1/frameworks?x=%"), Refused(400, "HTTP_MALFORMED"));
  EXPECT_THAT(client_.Post("/v1/outcomes:map", "{", kJson), Refused(400, "REQUEST_MALFORMED"));
  EXPECT_THAT(client_.Post("/v1/outcomes:map", "a=b",
                           {{"Content-Type", "application/x-www-form-urlencoded"}}),
              Refused(415, "MEDIA_TYPE_UNSUPPORTED"));
  client_.Send("GET", "/v1/frameworks", kJson, "{}");
  EXPECT_THAT(client_.Read(), Refused(400, "BODY_NOT_ALLOWED"));
  client_.Send("DELETE", "/v1/frameworks");
  const Reply wrong = client_.Read();
  EXPECT_THAT(wrong, Refused(405, "METHOD_NOT_ALLOWED"));
  EXPECT_EQ(wrong.Field("allow"), "GET, HEAD, OPTIONS");
}

TEST_F(Http, SaysWhyBodiesDoNotFit) {
  const Reply reply =
      client_.Post("/v1/outcomes:map", R"({"outcomes": [{"text": "a", "x": 1}]})", kJson);
  EXPECT_THAT(reply, Refused(400, "REQUEST_MALFORMED"));
  EXPECT_THAT(FailureOf(reply.body).fields, ElementsAre("outcomes[0]"));
}

TEST_F(Http, KeepsRequestIdsAndMakesThemUp) {
  const Reply mine = client_.Get("/v1/frameworks", {{"X-Request-Id", "mine-1"}});
  EXPECT_EQ(mine.Field("x-request-id"), "mine-1");
  const Reply failed = client_.Get("/v1/frameworks/none", {{"X-Request-Id", "mine-2"}});
  EXPECT_EQ(FailureOf(failed.body).request_id, "mine-2");
  EXPECT_EQ(failed.Field("x-request-id"), "mine-2");
  const Reply made = client_.Get("/v1/none", {{"X-Request-Id", "not one"}});
  EXPECT_EQ(made.Field("x-request-id"), FailureOf(made.body).request_id);
  EXPECT_EQ(made.Field("x-request-id").size(), 16U);
  // The same in the logs: once each, with who asked.
  EXPECT_THAT(server_.HttpLog(),
              ::testing::Contains(::testing::AllOf(HasSubstr(made.Field("x-request-id")),
                                                   HasSubstr("PATH_NOT_FOUND"),
                                                   HasSubstr("\"peer\":\"ipv4:127.0.0.1"))));
  EXPECT_THAT(server_.grpc().LogLines(),
              ::testing::Contains(
                  ::testing::AllOf(HasSubstr("mine-2"), HasSubstr("\"peer\":\"ipv4:127.0.0.1"))));
}

TEST_F(Http, PassesLanguagesAndActorsOn) {
  const std::string path = "/v1/" + SkillName(1);
  const Reply french = client_.Get(path, {{"Accept-Language", "fr-CA,fr;q=0.9"}});
  EXPECT_THAT(french.body, HasSubstr(R"("languageCode":"fr")"));
  EXPECT_THAT(french.Field("vary"), HasSubstr("Accept-Language"));
  EXPECT_THAT(client_.Get(path).body, HasSubstr(R"("languageCode":"en")"));
  EXPECT_THAT(client_.Post("/v1/credentials", R"({"title": {"en": "A"}})",
                           {{"Content-Type", "application/json"},
                            {"Crosswalk-Actor", std::string(300, 'a')}}),
              Refused(400, "ACTOR_INVALID"));
  // What gRPC's metadata cannot hold.
  EXPECT_THAT(client_.Get(path, {{"Accept-Language", "fr\xc3\xa9"}}),
              Refused(400, "HTTP_MALFORMED"));
  EXPECT_TRUE(client_.AwaitClosed());
}

TEST_F(Http, AnswersConditionalReads) {
  const Reply first = client_.Get("/v1/frameworks");
  EXPECT_EQ(first.Field("cache-control"), "public, max-age=60");
  const std::string tag = first.Field("etag");
  ASSERT_GT(tag.size(), 10U);
  for (const std::string& known : {tag, "W/" + tag, "\"x\", " + tag, std::string("*")}) {
    const Reply same = client_.Get("/v1/frameworks", {{"If-None-Match", known}});
    EXPECT_EQ(same.status, 304) << known;
    EXPECT_EQ(same.Field("etag"), tag);
    EXPECT_FALSE(same.Has("content-type"));
  }
  EXPECT_EQ(client_.Get("/v1/frameworks", {{"If-None-Match", "\"x\""}}).status, 200);
  // Another language is another answer.
  EXPECT_NE(client_.Get("/v1/frameworks", {{"Accept-Language", "fr"}}).Field("etag"), tag);
}

TEST_F(Http, ChangesCredentialsOnlyWhereTheTagFits) {
  const std::string tag = Create();
  EXPECT_EQ(client_.Get("/v1/credentials/a").Field("etag"), tag);
  EXPECT_THAT(client_.Get("/v1/credentials/a").body, HasSubstr(R"("etag":)" + tag));
  const auto update = [&](const std::string& if_match) {
    client_.Send("PATCH", "/v1/credentials/a?updateMask=title&suggestions=SUGGESTION_MODE_NONE",
                 {{"Content-Type", "application/json"}, {"If-Match", if_match}},
                 R"({"title": {"en": "C"}})");
    return client_.Read();
  };
  EXPECT_THAT(update("\"stale\""), Refused(412, "ETAG_MISMATCH"));
  EXPECT_THAT(update("W/" + tag), Refused(400, "IF_MATCH_INVALID"));
  const Reply changed = update(tag);
  EXPECT_EQ(changed.status, 200) << changed.body;
  EXPECT_NE(changed.Field("etag"), tag);
  EXPECT_EQ(changed.Field("cache-control"), "no-store");
  EXPECT_EQ(client_.Get("/v1/credentials/a", {{"If-None-Match", tag}}).status, 200);
  EXPECT_EQ(client_.Get("/v1/credentials/a", {{"If-None-Match", changed.Field("etag")}}).status,
            304);
  // Without the header it is a conflict of the API's own.
  client_.Send("DELETE", "/v1/credentials/a?etag=stale");
  EXPECT_THAT(client_.Read(), Refused(409, "ETAG_MISMATCH"));
  client_.Send("DELETE", "/v1/credentials/a", {{"If-Match", "*"}});
  EXPECT_EQ(client_.Read().status, 200);
}

TEST_F(Http, SaysHowLongAnswersKeep) {
  Create();
  EXPECT_EQ(client_.Get("/v1/credentials/a").Field("cache-control"), "no-cache");
  EXPECT_EQ(client_.Get("/v1/status").Field("cache-control"), "no-store");
  EXPECT_EQ(client_.Get("/v1/frameworks/none").Field("cache-control"), "no-store");
  EXPECT_EQ(client_.Get("/v1/skills:suggest?prefix=a").Field("cache-control"),
            "public, max-age=60");
}

TEST_F(Http, CompressesWhereItIsLiked) {
  const Reply plain = client_.Get("/v1/frameworks");
  const Reply packed = client_.Get("/v1/frameworks", {{"Accept-Encoding", "gzip, deflate"}});
  EXPECT_EQ(packed.Field("content-encoding"), "gzip");
  EXPECT_LT(packed.body.size(), plain.body.size() / 2);
  bool too_large = false;
  EXPECT_EQ(http::Gunzip(packed.body, 1 << 20, too_large), plain.body);
  EXPECT_NE(packed.Field("etag"), plain.Field("etag"));
  // Whoever has one form has the answer.
  EXPECT_EQ(client_
                .Get("/v1/frameworks",
                     {{"Accept-Encoding", "gzip"}, {"If-None-Match", plain.Field("etag")}})
                .status,
            304);
  EXPECT_FALSE(
      client_.Get("/v1/frameworks", {{"Accept-Encoding", "gzip;q=0"}}).Has("content-encoding"));
  EXPECT_FALSE(
      client_.Get("/v1/credentials", {{"Accept-Encoding", "gzip"}}).Has("content-encoding"));
}

TEST_F(Http, TakesCompressedBodies) {
  const Fields gzip = {{"Content-Type", "application/json"}, {"Content-Encoding", "gzip"}};
  EXPECT_EQ(
      client_.Post("/v1/skills:search", http::Gzip(R"({"query": "account"})", 6), gzip).status,
      200);
  EXPECT_THAT(client_.Post("/v1/skills:search", "{}", gzip), Refused(400, "HTTP_MALFORMED"));
  EXPECT_THAT(client_.Post("/v1/skills:search", http::Gzip(std::string(50 << 20, ' '), 6), gzip),
              Refused(413, "REQUEST_TOO_LARGE"));
  EXPECT_THAT(client_.Post("/v1/skills:search", "{}",
                           {{"Content-Type", "application/json"}, {"Content-Encoding", "br"}}),
              Refused(415, "MEDIA_TYPE_UNSUPPORTED"));
}

TEST_F(Http, AnswersHeadAsGetWithoutTheBody) {
  for (const char* path : {"/v1/frameworks", "/healthz", "/v1/nothing", "/v1/frameworks/none"}) {
    const Reply get = client_.Get(path);
    client_.Send("HEAD", path);
    const Reply head = client_.Read(true);
    EXPECT_EQ(head.status, get.status) << path;
    EXPECT_EQ(head.Field("content-type"), get.Field("content-type"));
    EXPECT_EQ(head.Field("etag"), get.Field("etag"));
    EXPECT_EQ(head.Field("content-length"), get.Field("content-length"));
  }
}

TEST_F(Http, SaysWhatAPathTakes) {
  for (const auto& [path, allow] : std::vector<std::pair<std::string, std::string>>{
           {"/v1/credentials", "POST, GET, HEAD, OPTIONS"},
           {"/v1/credentials/a", "GET, HEAD, PATCH, DELETE, OPTIONS"},
           {"/healthz", "GET, HEAD, OPTIONS"},
           {"*", "GET, HEAD, OPTIONS"}}) {
    client_.Send("OPTIONS", path);
    const Reply reply = client_.Read();
    EXPECT_EQ(reply.status, 204) << path;
    EXPECT_EQ(reply.Field("allow"), allow) << path;
    EXPECT_FALSE(reply.Has("access-control-allow-methods"));
  }
}

TEST_F(Http, AnswersPipelinedRequestsInOrder) {
  std::string requests;
  for (int i = 0; i < 50; ++i) {
    requests += "GET /v1/frameworks HTTP/1.1\r\nHost: t\r\nX-Request-Id: n" + std::to_string(i) +
                "\r\n\r\n";
    requests +=
        "POST /v1/skills:search HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n"
        "Content-Length: 13\r\n\r\n{\"query\":\"a\"}";
  }
  client_.Send(requests);
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(client_.Read().Field("x-request-id"), "n" + std::to_string(i));
    EXPECT_TRUE(client_.Read().Json().HasMember("generation"));
  }
}

TEST_F(Http, EndsConnectionsThatAreToEnd) {
  const Reply reply = client_.Get("/healthz", {{"Connection", "close"}});
  EXPECT_EQ(reply.Field("connection"), "close");
  EXPECT_TRUE(client_.AwaitClosed());
  Client old(server_.port());
  old.Send("GET /healthz HTTP/1.0\r\n\r\n");
  EXPECT_EQ(old.Read().body, "ok\n");
  EXPECT_TRUE(old.AwaitClosed());
  Client kept(server_.port());
  kept.Send("GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(kept.Read().Field("connection"), "keep-alive");
  EXPECT_EQ(kept.Get("/healthz").status, 200);
}

TEST_F(Http, AsksForBodiesThatWaitToBeAskedFor) {
  client_.Send(
      "POST /v1/skills:search HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\n"
      "Content-Type: application/json\r\nContent-Length: 13\r\n\r\n");
  EXPECT_EQ(client_.ReadHead().status, 100);
  client_.Send(R"({"query":"a"})");
  EXPECT_EQ(client_.Read().status, 200);
  // But not for those that it will not take.
  client_.Send(
      "POST /v1/nothing HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\n"
      "Content-Length: 13\r\n\r\n");
  EXPECT_THAT(client_.Read(), Refused(404, "PATH_NOT_FOUND"));
  EXPECT_TRUE(client_.AwaitClosed());
  Client other(server_.port());
  other.Send(
      "POST /v1/skills:search HTTP/1.1\r\nHost: t\r\nExpect: 200-ok\r\n"
      "Content-Type: application/json\r\nContent-Length: 13\r\n\r\n");
  EXPECT_THAT(other.Read(), Refused(417, "EXPECTATION_UNKNOWN"));
}

TEST_F(Http, TakesAddressesAsProxiesSendThem) {
  EXPECT_EQ(client_.Get("http://test/v1/frameworks").status, 200);
  EXPECT_EQ(client_.Get("/v1/frameworks?").status, 200);
  EXPECT_EQ(client_.Get("/v1/%66rameworks").status, 200);
}

TEST(HttpOrigins, MayCallWhereTheyAreNamed) {
  HttpConfig config;
  config.config.http_origins = "https://friend.example";
  TestHttp server(config.config);
  Client client(server.port());
  const Fields friend_origin = {{"Origin", "https://friend.example"}};
  const Reply read = client.Get("/v1/frameworks", friend_origin);
  EXPECT_EQ(read.Field("access-control-allow-origin"), "https://friend.example");
  EXPECT_THAT(read.Field("access-control-expose-headers"), HasSubstr("ETag"));
  EXPECT_FALSE(client.Get("/v1/frameworks", {{"Origin", "https://other.example"}})
                   .Has("access-control-allow-origin"));
  client.Send("OPTIONS", "/v1/credentials/a",
              {{"Origin", "https://friend.example"}, {"Access-Control-Request-Method", "PATCH"}});
  const Reply preflight = client.Read();
  EXPECT_EQ(preflight.status, 204);
  EXPECT_THAT(preflight.Field("access-control-allow-methods"), HasSubstr("PATCH"));
  EXPECT_THAT(preflight.Field("access-control-allow-headers"), HasSubstr("If-Match"));
  client.Send("OPTIONS", "/v1/credentials/a",
              {{"Origin", "https://other.example"}, {"Access-Control-Request-Method", "PATCH"}});
  EXPECT_FALSE(client.Read().Has("access-control-allow-methods"));
  const std::string body = R"({"query":"a"})";
  const auto post = [&](const std::string& origin) {
    return client.Post("/v1/skills:search", body,
                       {{"Content-Type", "application/json"}, {"Origin", origin}});
  };
  EXPECT_EQ(post("https://friend.example").status, 200);
  EXPECT_EQ(post("http://test").status, 200);  // The server's own.
  EXPECT_THAT(post("https://other.example"), Refused(403, "ORIGIN_NOT_ALLOWED"));
  EXPECT_THAT(post("null"), Refused(403, "ORIGIN_NOT_ALLOWED"));
  // Errors can be read, too.
  EXPECT_EQ(client.Get("/v1/frameworks/none", friend_origin).Field("access-control-allow-origin"),
            "https://friend.example");
}

TEST(HttpHealth, SaysWhetherThereIsAnIndex) {
  HttpConfig config;
  config.config.index = "/nonexistent";
  config.config.require_index = false;
  TestHttp server(config.config);
  Client client(server.port());
  EXPECT_EQ(client.Get("/healthz").body, "ok\n");
  EXPECT_THAT(client.Get("/readyz"), Refused(503, "NOT_READY"));
  EXPECT_THAT(client.Get("/v1/frameworks"), Refused(503, "INDEX_NOT_LOADED"));
}

TEST(HttpFiles, AreServedWithTheirHashes) {
  static const std::string script(5000, 'x');
  static const http::EmbeddedFile page[] = {
      {"index.html", "text/html; charset=utf-8", "<!doctype html>",
       "1111111111111111111111111111111111111111111111111111111111111111"},
      {"assets/app.js", "text/javascript; charset=utf-8", script,
       "2222222222222222222222222222222222222222222222222222222222222222"}};
  static const http::EmbeddedFile api[] = {
      {"openapi.json", "application/json", "{}",
       "3333333333333333333333333333333333333333333333333333333333333333"},
      {"reference.html", "text/html; charset=utf-8", "<!doctype html><title>API</title>",
       "4444444444444444444444444444444444444444444444444444444444444444"}};
  HttpConfig config;
  TestHttp server(config.config, {page, api});
  Client client(server.port());
  const Fields browser = {{"Accept", "text/html,*/*;q=0.8"}};
  for (const char* path : {"/", "/map", "/credentials/a%20b", "/frameworks/x/y?z=1"}) {
    const Reply reply = client.Get(path, browser);
    EXPECT_EQ(reply.body, "<!doctype html>") << path;
    EXPECT_EQ(reply.Field("cache-control"), "no-cache");
    EXPECT_THAT(reply.Field("content-security-policy"), HasSubstr("default-src 'none'"));
    EXPECT_EQ(reply.Field("x-content-type-options"), "nosniff");
    EXPECT_EQ(reply.Field("referrer-policy"), "no-referrer");
  }
  EXPECT_EQ(client.Get("/").status, 200);
  for (const char* path : {"/map", "/assets/none.js", "/v1/none"}) {
    EXPECT_THAT(client.Get(path), Refused(404, "PATH_NOT_FOUND")) << path;
  }
  EXPECT_THAT(client.Get("/assets/none.js", browser), Refused(404, "PATH_NOT_FOUND"));
  EXPECT_THAT(client.Get("/v1/none", browser), Refused(404, "PATH_NOT_FOUND"));
  EXPECT_EQ(client.Get("/healthz", browser).body, "ok\n");

  const Reply asset = client.Get("/assets/app.js");
  EXPECT_EQ(asset.body, script);
  EXPECT_EQ(asset.Field("content-type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(client.Get("/assets/app.js?v=2222222222222222").Field("cache-control"),
            "public, max-age=31536000, immutable");
  EXPECT_EQ(client.Get("/assets/app.js?v=1111111111111111").Field("cache-control"), "no-cache");
  EXPECT_EQ(client.Get("/assets/app.js", {{"If-None-Match", asset.Field("etag")}}).status, 304);
  const Reply packed = client.Get("/assets/app.js", {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(packed.Field("content-encoding"), "gzip");
  EXPECT_LT(packed.body.size(), 500U);

  EXPECT_EQ(client.Get("/v1/openapi.json").body, "{}");
  EXPECT_THAT(client.Get("/v1/docs").body, HasSubstr("API"));
  client.Send("POST", "/v1/openapi.json", {}, "x");
  EXPECT_THAT(client.Read(), Refused(405, "METHOD_NOT_ALLOWED"));
  client.Send("POST", "/map", browser, "x");
  EXPECT_THAT(client.Read(), Refused(404, "PATH_NOT_FOUND"));
}

}  // namespace
}  // namespace crosswalk::test
