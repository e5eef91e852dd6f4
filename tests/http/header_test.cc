// SPDX-License-Identifier: Apache-2.0
// Header fields, entity tags, compression, origins, errors.
#include "server/http/compression.h"
#include "server/http/cors.h"
#include "server/http/error_body.h"
#include "server/http/etag.h"
#include "server/http/header_values.h"
#include "server/http/memory_budget.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace crosswalk::http {
namespace {

using ::testing::HasSubstr;

TEST(HeaderValues, WeighsGzip) {
  for (const char* yes : {"gzip", "GZIP;q=0.1", "br, gzip", "*", "deflate, gzip;q=1.0, *;q=0.5",
                          "gzip;q=0.5, identity;q=0.5", "x-gzip", "gzip ; q=0.8"}) {
    EXPECT_TRUE(PrefersGzip(yes)) << yes;
  }
  for (const char* no : {"", "identity", "br", "gzip;q=0", "*;q=0", "gzip;q=0, *",
                         "gzip;q=0.4, identity;q=0.5", "gzip;q=x", "gzipped"}) {
    EXPECT_FALSE(PrefersGzip(no)) << no;
  }
}

TEST(HeaderValues, KnowsBrowsersFromPrograms) {
  EXPECT_TRUE(AsksForHtml("text/html,application/xhtml+xml,*/*;q=0.8"));
  EXPECT_FALSE(AsksForHtml("*/*"));
  EXPECT_FALSE(AsksForHtml("application/json, text/html;q=0"));
  EXPECT_FALSE(AsksForHtml(""));
}

TEST(HeaderValues, ReadsParameters) {
  EXPECT_EQ(Parameter("form-data; name=\"a\"; filename=\"b \\\"c\\\"; d.csv\"", "FILENAME"),
            "b \"c\"; d.csv");
  EXPECT_EQ(Parameter("multipart/form-data; boundary=xyz", "boundary"), "xyz");
  EXPECT_EQ(Parameter("multipart/form-data", "boundary"), std::nullopt);
  EXPECT_EQ(MediaType("Text/CSV; charset=utf-8"), "text/csv");
}

TEST(HeaderValues, ReadsSeconds) {
  EXPECT_EQ(Seconds("2.5"), 2.5);
  EXPECT_EQ(Seconds(" 10 "), 10);
  for (const char* text : {"", "0", "-1", "1e3", "inf", "nan", "1s", "1.2.3"}) {
    EXPECT_EQ(Seconds(text), std::nullopt) << text;
  }
}

TEST(Etag, ComparesWeaklyAndWithoutTheMark) {
  EXPECT_TRUE(MatchesAny("\"a\"", "a"));
  EXPECT_TRUE(MatchesAny("\"x\", W/\"a-gzip\"", "a"));
  EXPECT_TRUE(MatchesAny("*", "a"));
  EXPECT_FALSE(MatchesAny("\"b\"", "a"));
  EXPECT_FALSE(MatchesAny("a", "a"));
  EXPECT_FALSE(MatchesAny("\"a", "a"));
  EXPECT_EQ(QuotedTag("a", true), "\"a-gzip\"");
  EXPECT_NE(TagOf("a"), TagOf("b"));
}

std::string Noise(std::size_t size) {
  std::mt19937 random(7);
  std::string bytes(size, '\0');
  for (char& c : bytes) c = static_cast<char>(random());
  return bytes;
}

TEST(Compression, RoundTrips) {
  for (const std::string& text : {std::string(), std::string(100'000, 'a'), Noise(100'000)}) {
    bool too_large = true;
    EXPECT_EQ(Gunzip(Gzip(text, 6), text.size(), too_large), text);
    EXPECT_FALSE(too_large);
  }
}

TEST(Compression, BoundsWhatItUnpacks) {
  bool too_large = false;
  EXPECT_EQ(Gunzip(Gzip(std::string(50'000'000, 'a'), 9), 1'000'000, too_large), std::nullopt);
  EXPECT_TRUE(too_large);
}

TEST(Compression, RefusesDamagedAndCutOff) {
  const std::string whole = Gzip(Noise(10'000), 6);
  bool too_large = false;
  EXPECT_EQ(Gunzip(whole.substr(0, whole.size() - 1), 100'000, too_large), std::nullopt);
  std::string damaged = whole;
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 1);
  EXPECT_EQ(Gunzip(damaged, 100'000, too_large), std::nullopt);
  EXPECT_EQ(Gunzip("plain", 100'000, too_large), std::nullopt);
  EXPECT_FALSE(too_large);
}

TEST(Compression, StreamsCanBeReadPieceByPiece) {
  GzipStream stream;
  std::string sent = stream.Add("first\n");
  bool too_large = false;
  EXPECT_GT(sent.size(), 10U);
  sent += stream.Add("second\n");
  sent += stream.Finish();
  EXPECT_EQ(Gunzip(sent, 100, too_large), "first\nsecond\n");
}

TEST(Cors, LetsItsOriginsRead) {
  const auto none = Cors::Create("");
  EXPECT_FALSE(none->Allows("https://a.example"));
  const auto some = Cors::Create("https://a.example, http://b.example:8080");
  ASSERT_TRUE(some.ok());
  EXPECT_TRUE(some->Allows("https://A.example"));
  EXPECT_TRUE(some->Allows("http://b.example:8080"));
  EXPECT_FALSE(some->Allows("http://b.example"));
  EXPECT_FALSE(some->Allows("https://a.example.evil.example"));
  EXPECT_FALSE(some->Allows("null"));
  EXPECT_TRUE(Cors::Create("*")->Allows("https://anything.example"));
  EXPECT_EQ(Cors::Create("a.example").status().reason(), "CONFIG_INVALID");
  EXPECT_EQ(Cors::Create("https://a.example/path").status().reason(), "CONFIG_INVALID");
}

TEST(Cors, LetsOnlyItsOwnPagesAndThoseChangeThings) {
  const auto cors = Cors::Create("https://a.example");
  EXPECT_TRUE(cors->MayChange("", "server:8080"));
  EXPECT_TRUE(cors->MayChange("http://server:8080", "server:8080"));
  EXPECT_TRUE(cors->MayChange("https://a.example", "server:8080"));
  EXPECT_FALSE(cors->MayChange("http://server:8081", "server:8080"));
  EXPECT_FALSE(cors->MayChange("null", "server:8080"));
}

TEST(MemoryBudget, GivesBackWhatIsHeld) {
  MemoryBudget budget(100);
  {
    MemoryBudget::Share one(budget);
    MemoryBudget::Share two(budget);
    EXPECT_TRUE(one.Grow(60));
    EXPECT_FALSE(two.Grow(41));
    EXPECT_TRUE(two.Grow(40));
    EXPECT_EQ(budget.used(), 100U);
  }
  EXPECT_EQ(budget.used(), 0U);
}

TEST(ErrorBody, IsAGoogleStatus) {
  core::Status status = core::InvalidArgument("TEXT_EMPTY", "a \"text\" is empty");
  status.WithFieldViolation("outcomes[0].text", "is empty").WithMetadata("k", "v");
  const Problem problem = FromShell(status, "id-1");
  EXPECT_EQ(problem.http_status, 400U);
  const std::string body = ErrorBody(problem);
  EXPECT_THAT(body, HasSubstr(R"({"error":{"code":400,"message":"a \"text\" is empty")"));
  EXPECT_THAT(body, HasSubstr(R"("status":"INVALID_ARGUMENT")"));
  EXPECT_THAT(body,
              HasSubstr(R"({"@type":"type.googleapis.com/google.rpc.ErrorInfo",)"
                        R"("reason":"TEXT_EMPTY","domain":"crosswalk","metadata":{"k":"v"}})"));
  EXPECT_THAT(body, HasSubstr(R"("fieldViolations":[{"field":"outcomes[0].text")"));
  EXPECT_THAT(body, HasSubstr(R"("requestId":"id-1")"));
}

TEST(ErrorBody, SaysStaleTagsAsHttpDoes) {
  const Problem stale = FromShell({core::StatusCode::kAborted, "ETAG_MISMATCH", "changed"}, "id");
  EXPECT_EQ(FromCall(stale.status, "id", true).http_status, 412U);
  EXPECT_EQ(FromCall(stale.status, "id", false).http_status, 409U);
}

TEST(ErrorBody, NeedsNoDetails) {
  const Problem problem = FromCall({grpc::StatusCode::UNIMPLEMENTED, "no"}, "id", false);
  EXPECT_EQ(ErrorBody(problem),
            R"({"error":{"code":501,"message":"no","status":"UNIMPLEMENTED"}})");
}

}  // namespace
}  // namespace crosswalk::http
