// SPDX-License-Identifier: Apache-2.0
// The parts of the shell that need no server: page tokens, languages, admission, errors, log.
#include "server/rpc/admission.h"
#include "server/rpc/languages.h"
#include "server/rpc/page_token.h"
#include "server/rpc/request_log.h"
#include "server/rpc/status_mapping.h"

#include "crosswalk/v1/error.pb.h"
#include "crosswalk/v1/skill_service.pb.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace crosswalk::rpc {
namespace {

using std::chrono::milliseconds;
using std::chrono::system_clock;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(PageToken, ComesBackAsItWas) {
  for (const std::size_t offset : {1U, 10U, 9999U}) {
    const std::string token = FormatPageToken(offset, 42, "20261126t000000z-abcdef01");
    EXPECT_THAT(token, testing::MatchesRegex("[A-Za-z0-9_-]+"));
    const auto parsed = ParsePageToken(token, 42, "20261126t000000z-abcdef01");
    ASSERT_TRUE(parsed.ok());
    EXPECT_EQ(*parsed, offset);
  }
  EXPECT_EQ(*ParsePageToken("", 42, "g"), 0U);
}

TEST(PageToken, IsRefusedWhereAnyPartIsWrong) {
  const std::string token = FormatPageToken(10, 42, "g");
  EXPECT_EQ(ParsePageToken(token, 43, "g").status().reason(), "PAGE_TOKEN_MISMATCH");
  EXPECT_EQ(ParsePageToken(token, 42, "h").status().reason(), "PAGE_TOKEN_EXPIRED");
  for (std::size_t i = 1; i < token.size(); ++i) {
    EXPECT_FALSE(ParsePageToken(token.substr(0, i), 42, "g").ok()) << i;
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_NE(ParsePageToken(changed, 42, "g").status().code(), core::StatusCode::kInternal);
  }
  for (const std::string& bad : {std::string("!"), std::string("AAAA"), std::string(600, 'A')}) {
    EXPECT_EQ(ParsePageToken(bad, 42, "g").status().reason(), "PAGE_TOKEN_INVALID") << bad;
  }
}

TEST(PageToken, BelongsToAllOfARequestButThePage) {
  v1::SearchSkillsRequest request;
  request.set_query("x");
  const std::uint64_t first = RequestFingerprint("m", request);
  request.set_page_size(7);
  request.set_page_token("t");
  EXPECT_EQ(RequestFingerprint("m", request), first);
  EXPECT_NE(RequestFingerprint("other", request), first);
  request.mutable_filter()->add_types(v1::CONCEPT_TYPE_SKILL);
  EXPECT_NE(RequestFingerprint("m", request), first);
}

TEST(Languages, NormalisesTags) {
  EXPECT_EQ(NormalizeLanguageTag("EN"), "en");
  EXPECT_EQ(NormalizeLanguageTag("fr-CA"), "fr-ca");
  EXPECT_EQ(NormalizeLanguageTag("zh-Hant-TW"), "zh-hant-tw");
  for (const char* bad : {"", "e", "-", "en-", "-en", "en--ca", "en_CA", "e1", "français", "*",
                          "toolonglanguage", "en-toolongsubtag"}) {
    EXPECT_EQ(NormalizeLanguageTag(bad), std::nullopt) << bad;
  }
}

TEST(Languages, ReadsAcceptLanguage) {
  EXPECT_THAT(ParseAcceptLanguage("fr;q=0.5, en-GB, de;q=0, *;q=0.1"), ElementsAre("en-gb", "fr"));
  EXPECT_THAT(ParseAcceptLanguage("fr,en,de"), ElementsAre("fr", "en", "de"));
  EXPECT_THAT(ParseAcceptLanguage("fr;q=2, en;q=nan, de;q="), IsEmpty());
  EXPECT_THAT(ParseAcceptLanguage(",;,;;q=1,"), IsEmpty());
  EXPECT_THAT(ParseAcceptLanguage("a b c, fr", 1), ElementsAre("fr"));
  EXPECT_THAT(ExpandLanguages({"fr-CA", "en", "fr"}), ElementsAre("fr-ca", "fr", "en"));
}

TEST(Admission, RefusesAndQueuesInOrder) {
  Admission admission(1, 1);
  const auto never = [] { return false; };
  const auto later = system_clock::now() + std::chrono::minutes(1);
  auto first = admission.Enter(later, never);
  ASSERT_TRUE(first.ok());
  std::atomic<bool> entered = false;
  std::thread second([&] {
    const auto ticket = admission.Enter(later, never);
    entered = ticket.ok();
  });
  while (admission.counts().waiting == 0) std::this_thread::yield();
  EXPECT_EQ(admission.Enter(later, never).status().reason(), "CONCURRENCY_LIMIT");
  EXPECT_EQ(admission.counts().refused, 1U);
  EXPECT_FALSE(entered);
  *first = Admission::Ticket();
  second.join();
  EXPECT_TRUE(entered);
  EXPECT_EQ(admission.counts().running, 0U);
}

TEST(Admission, EndsAtTheDeadlineAndWhenCancelled) {
  Admission admission(1, 5);
  const auto ticket = admission.Enter(system_clock::time_point::max(), {});
  EXPECT_EQ(admission.Enter(system_clock::now() + milliseconds(30), {}).status().code(),
            core::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(admission.Enter(system_clock::time_point::max(), [] { return true; }).status().code(),
            core::StatusCode::kCancelled);
  EXPECT_EQ(admission.counts().waiting, 0U);
}

TEST(Admission, NeverRunsMoreThanItMay) {
  Admission admission(3, 100);
  std::atomic<int> running = 0, most = 0, done = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 24; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 50; ++n) {
        const auto ticket = admission.Enter(system_clock::time_point::max(), {});
        const int now = ++running;
        int seen = most;
        while (now > seen && !most.compare_exchange_weak(seen, now)) {
        }
        std::this_thread::yield();
        --running;
        ++done;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(done, 24 * 50);
  EXPECT_LE(most, 3);
}

TEST(Admission, GuessesTheDelayFromTheWork) {
  Admission admission(2, 10);
  EXPECT_EQ(admission.RetryDelay(), milliseconds(10));
  for (int i = 0; i < 200; ++i) admission.Observe(std::chrono::seconds(2));
  EXPECT_NEAR(static_cast<double>(admission.RetryDelay().count()), 1000.0, 50.0);
  for (int i = 0; i < 200; ++i) admission.Observe(std::chrono::seconds(100));
  EXPECT_EQ(admission.RetryDelay(), milliseconds(5000));
}

v1::ErrorStatus Details(const grpc::Status& status) {
  v1::ErrorStatus details;
  EXPECT_TRUE(details.ParseFromString(status.error_details()));
  return details;
}

TEST(StatusMapping, HidesWhatWentWrongInside) {
  const grpc::Status status = ToGrpcStatus(
      core::Internal("INTERNAL", "/secret/path").WithMetadata("file", "/secret/path"), "id");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_THAT(status.error_message(), testing::Not(HasSubstr("secret")));
  EXPECT_THAT(status.error_details(), testing::Not(HasSubstr("secret")));
  EXPECT_TRUE(ToGrpcStatus({}, "id").ok());
}

TEST(StatusMapping, FitsIntoMetadata) {
  std::string large;
  for (int i = 0; i < 5000; ++i) large += "é";
  core::Status status = core::InvalidArgument("TEXT_TOO_LONG", large);
  for (int i = 0; i < 100; ++i) {
    status.WithFieldViolation(large, large);
  }
  status.WithMetadata("value", large);
  const grpc::Status out = ToGrpcStatus(status, "id", milliseconds(1500));
  EXPECT_LT(out.error_details().size() + out.error_message().size(), 6000U);
  const v1::ErrorStatus details = Details(out);
  EXPECT_EQ(details.code(), 3);
  ASSERT_EQ(details.details_size(), 4);
  EXPECT_EQ(details.details(0).type_url(), "type.googleapis.com/google.rpc.ErrorInfo");
  v1::ErrorInfo info;
  ASSERT_TRUE(info.ParseFromString(details.details(0).value()));  // Checks that it is UTF-8.
  EXPECT_EQ(info.domain(), "crosswalk");
  v1::RetryInfo retry;
  ASSERT_TRUE(retry.ParseFromString(details.details(2).value()));
  EXPECT_EQ(retry.retry_delay().seconds(), 1);
  EXPECT_EQ(retry.retry_delay().nanos(), 500'000'000);
}

TEST(RequestLog, WritesOneObjectALineWithoutTheCallersWords) {
  std::vector<std::string> lines;
  RequestLog log(LogLevel::kInfo, [&](std::string_view line) { lines.emplace_back(line); });
  RequestRecord record;
  record.request_id = "id";
  record.method = "crosswalk.v1.SkillService/SearchSkills";
  record.status = core::InvalidArgument("TEXT_TOO_LONG", "what the \"caller\"\n sent");
  record.latency = std::chrono::microseconds(12);
  log.Request(record);
  log.Event("reload", {{"cause", "a \"quote\"\n"}});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_THAT(lines[0], testing::MatchesRegex(R"(\{"time":"[-0-9T:.]+Z",.*\})"));
  EXPECT_THAT(lines[0], HasSubstr(R"("code":"INVALID_ARGUMENT","reason":"TEXT_TOO_LONG")"));
  EXPECT_THAT(lines[0], HasSubstr(R"("latency_us":12)"));
  EXPECT_THAT(lines[0], testing::Not(HasSubstr("caller")));
  for (const std::string& line : lines) EXPECT_EQ(line.find('\n'), std::string::npos);
}

TEST(RequestLog, KeepsToItsLevel) {
  std::size_t lines = 0;
  RequestLog errors(LogLevel::kError, [&](std::string_view) { ++lines; });
  RequestRecord record;
  errors.Request(record);
  errors.Event("reload", {});
  EXPECT_EQ(lines, 0U);
  record.status = core::Internal("INTERNAL", "x");
  errors.Request(record);
  errors.Error("reload_failed", {});
  EXPECT_EQ(lines, 2U);
  RequestLog off(LogLevel::kOff, [&](std::string_view) { ++lines; });
  off.Request(record);
  off.Error("reload_failed", {});
  EXPECT_EQ(lines, 2U);
}

}  // namespace
}  // namespace crosswalk::rpc
