// SPDX-License-Identifier: Apache-2.0
// Streamed bodies as messages, however they are cut into pieces.
#include "server/http/json_feed.h"
#include "server/http/multipart_feed.h"
#include "server/http/upload_feed.h"

#include "crosswalk/v1/mapping_service.pb.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::http {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::size_t kPlenty = 1 << 20;

// Feeds `body` in pieces of `size` bytes; the first error ends it.
core::Status Feed(BodyFeed& feed, std::string_view body, std::size_t size,
                  std::vector<std::string>& messages) {
  for (std::size_t i = 0; i < body.size(); i += size) {
    core::Status status = feed.Add(body.substr(i, size), messages);
    if (!status.ok()) return status;
  }
  return feed.End(messages);
}

std::vector<std::string> Texts(const std::vector<std::string>& messages) {
  std::vector<std::string> texts;
  for (const std::string& bytes : messages) {
    v1::StreamMapOutcomesRequest request;
    EXPECT_TRUE(request.ParseFromString(bytes));
    for (const auto& outcome : request.outcomes()) texts.push_back(outcome.text());
  }
  return texts;
}

std::string Line(const std::string& text) { return R"({"outcomes": [{"text": ")" + text + "\"}]}"; }

TEST(JsonFeed, ReadsAMessageALine) {
  const std::string body = Line("a") + "\n\r\n  \n" + Line("b") + "\r\n" + Line("c");
  for (std::size_t size = 1; size <= body.size(); ++size) {
    JsonFeed feed(*v1::StreamMapOutcomesRequest::descriptor(), JsonFeed::Form::kLines, kPlenty);
    std::vector<std::string> messages;
    ASSERT_TRUE(Feed(feed, body, size, messages).ok());
    ASSERT_THAT(Texts(messages), ElementsAre("a", "b", "c")) << size;
  }
}

TEST(JsonFeed, AnswersALineBeforeTheNextComes) {
  JsonFeed feed(*v1::StreamMapOutcomesRequest::descriptor(), JsonFeed::Form::kLines, kPlenty);
  std::vector<std::string> messages;
  ASSERT_TRUE(feed.Add(Line("a") + "\n{", messages).ok());
  EXPECT_EQ(messages.size(), 1U);
}

TEST(JsonFeed, NamesTheLineThatIsWrong) {
  JsonFeed feed(*v1::StreamMapOutcomesRequest::descriptor(), JsonFeed::Form::kLines, kPlenty);
  std::vector<std::string> messages;
  const core::Status status = Feed(
      feed, Line("a") + "\n\n" + R"({"outcomes": [{"txt": "b"}]})" + "\n" + Line("c"), 7, messages);
  EXPECT_EQ(status.reason(), "REQUEST_MALFORMED");
  EXPECT_THAT(status.message(), HasSubstr("line 3: "));
  EXPECT_EQ(status.field_violations().front().field, "outcomes[0]");
  EXPECT_EQ(messages.size(), 1U);
}

TEST(JsonFeed, BoundsALine) {
  for (const std::size_t size : {std::size_t{16}, std::size_t{4096}}) {
    JsonFeed feed(*v1::StreamMapOutcomesRequest::descriptor(), JsonFeed::Form::kLines, 100);
    std::vector<std::string> messages;
    const std::string body = Line("a") + "\n" + Line(std::string(200, 'b')) + "\n";
    EXPECT_EQ(Feed(feed, body, size, messages).reason(), "REQUEST_TOO_LARGE") << size;
    EXPECT_THAT(Texts(messages), ElementsAre("a"));
  }
}

TEST(JsonFeed, ReadsOneMessageOverManyLines) {
  JsonFeed feed(*v1::StreamMapOutcomesRequest::descriptor(), JsonFeed::Form::kWhole, kPlenty);
  std::vector<std::string> messages;
  ASSERT_TRUE(Feed(feed, "{\n  \"outcomes\": [\n{\"text\": \"a\"}]\n}\n", 3, messages).ok());
  EXPECT_THAT(Texts(messages), ElementsAre("a"));
}

// The file that the messages are, and the first one's options.
struct Upload {
  std::string content;
  v1::ImportOptions options;
  bool last = false;
};

Upload Join(const std::vector<std::string>& messages) {
  Upload upload;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    v1::ImportCredentialsRequest request;
    EXPECT_TRUE(request.ParseFromString(messages[i]));
    EXPECT_EQ(request.has_options(), i == 0);
    if (i == 0) upload.options = request.options();
    upload.content += request.content();
    EXPECT_FALSE(upload.last);
    upload.last = request.last();
  }
  return upload;
}

v1::ImportCredentialsRequest First() {
  v1::ImportCredentialsRequest first;
  first.mutable_options()->set_publish(true);
  return first;
}

TEST(UploadFeed, PassesTheFileOn) {
  for (const std::string& content : {std::string(), std::string("title\nA\n")}) {
    UploadFeed feed(First());
    std::vector<std::string> messages;
    ASSERT_TRUE(Feed(feed, content, 3, messages).ok());
    const Upload upload = Join(messages);
    EXPECT_EQ(upload.content, content);
    EXPECT_TRUE(upload.options.publish());
    EXPECT_TRUE(upload.last);
  }
}

std::string Part(const std::string& disposition, const std::string& content) {
  return "--xyz\r\nContent-Disposition: form-data; " + disposition +
         "\r\nContent-Type: text/csv\r\n\r\n" + content + "\r\n";
}

TEST(MultipartFeed, FindsTheFileHoweverItIsCut) {
  // Bytes that look like delimiters, and are none.
  const std::string content = "title\r\n--xy\r\n-\r\r\n--x\r\nB\r\n";
  const std::string body =
      "preamble\r\n" + Part("name=\"f\"; filename=\"a b.csv\"", content) + "--xyz--\r\nrest";
  for (std::size_t size = 1; size <= body.size(); ++size) {
    MultipartFeed feed("xyz", First());
    std::vector<std::string> messages;
    const core::Status status = Feed(feed, body, size, messages);
    ASSERT_TRUE(status.ok()) << size << status.ToString();
    const Upload upload = Join(messages);
    ASSERT_EQ(upload.content, content) << size;
    EXPECT_TRUE(upload.last);
    EXPECT_EQ(upload.options.file_name(), "a b.csv");
    EXPECT_TRUE(upload.options.publish());
  }
}

TEST(MultipartFeed, TakesAnEmptyFile) {
  MultipartFeed feed("xyz", First());
  std::vector<std::string> messages;
  ASSERT_TRUE(Feed(feed, Part("name=f; filename=e.csv", "") + "--xyz--", 5, messages).ok());
  EXPECT_EQ(Join(messages).content, "");
}

TEST(MultipartFeed, RefusesWhatIsNoFormWithAFile) {
  const std::string file = Part("name=f; filename=a.csv", "x");
  for (const auto& [body, said] : std::vector<std::pair<std::string, std::string>>{
           {"", "cut off"},
           {"title\nA\n", "cut off"},
           {file, "cut off"},
           {"--xyz--", "no file"},
           {file + file + "--xyz--", "several files"},
           {Part("name=publish", "true") + "--xyz--", "part 'publish'"},
           {"--xyz\r\nContent-Type: text/csv\r\n\r\nx\r\n--xyz--", "without Content-Disposition"},
           {"--xyzz\r\n", "something after it"},
           {"--xyz\r\n" + std::string(10'000, 'a'), "too long"}}) {
    MultipartFeed feed("xyz", First());
    std::vector<std::string> messages;
    const core::Status status = Feed(feed, body, 9, messages);
    EXPECT_EQ(status.reason(), "UPLOAD_INVALID") << body.substr(0, 40);
    EXPECT_THAT(status.message(), HasSubstr(said));
    for (const std::string& bytes : messages) {
      v1::ImportCredentialsRequest request;
      ASSERT_TRUE(request.ParseFromString(bytes));
      EXPECT_FALSE(request.last());
    }
  }
}

}  // namespace
}  // namespace crosswalk::http
