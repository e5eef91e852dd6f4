// SPDX-License-Identifier: Apache-2.0
// Streams over HTTP: lines in and out, files, and what goes wrong in the middle.
#include "server/http/compression.h"
#include "tests/http/test_http.h"

#include "crosswalk/v1/credential_service.grpc.pb.h"

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <thread>

namespace crosswalk::test {
namespace {

using ::testing::HasSubstr;

constexpr char kStream[] = "/v1/outcomes:streamMap";
constexpr char kImport[] = "/v1/credentials:import";

std::string Line(const std::string& text) { return R"({"outcomes":[{"text":")" + text + "\"}]}\n"; }

std::string Chunk(const std::string& bytes) {
  char size[32];
  std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
  return size + bytes + "\r\n";
}

std::string StreamHead(const std::string& target, const std::string& type,
                       const std::string& more = "") {
  return "POST " + target + " HTTP/1.1\r\nHost: test\r\nContent-Type: " + type + "\r\n" + more +
         "Transfer-Encoding: chunked\r\n\r\n";
}

class Streams : public ::testing::Test {
 protected:
  HttpConfig config_;
  TestHttp server_{config_.config};
};

TEST_F(Streams, AnswerLinesWhileTheyAreWritten) {
  Client client(server_.port());
  client.Send(StreamHead(kStream, "application/x-ndjson") + Chunk(Line("Reconcile accounts.")));
  const Reply head = client.ReadHead();
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.Field("content-type"), "application/x-ndjson");
  const auto first = client.ReadChunk();
  ASSERT_TRUE(first);
  EXPECT_THAT(*first, HasSubstr("mappings"));
  // Only now comes the second half of a line.
  const std::string second = Line("Prepare financial statements.");
  client.Send(Chunk(second.substr(0, 20)));
  client.Send(Chunk(second.substr(20)));
  ASSERT_TRUE(client.ReadChunk());
  client.Send("0\r\n\r\n");
  EXPECT_FALSE(client.ReadChunk());
  // The connection goes on.
  EXPECT_EQ(client.Get("/v1/status").status, 200);
}

TEST_F(Streams, AnswerAsOverGrpc) {
  const std::vector<std::string> texts = {"Reconcile bank statements.", "", "Bake bread."};
  grpc::ClientContext context;
  const auto stream = server_.grpc().mappings().StreamMapOutcomes(&context);
  std::string body;
  std::vector<v1::StreamMapOutcomesResponse> expected;
  for (const std::string& text : texts) {
    v1::StreamMapOutcomesRequest request;
    request.add_outcomes()->set_text(text);
    ASSERT_TRUE(stream->Write(request));
    ASSERT_TRUE(stream->Read(&expected.emplace_back()));
    body += Line(text);
  }
  stream->WritesDone();
  ASSERT_TRUE(stream->Finish().ok());
  Client client(server_.port());
  const std::vector<std::string> lines = client.Post(kStream, body, kLines).Lines();
  ASSERT_EQ(lines.size(), expected.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    v1::StreamMapOutcomesResponse got;
    ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(lines[i], &got).ok());
    EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(got, expected[i])) << lines[i];
  }
}

TEST_F(Streams, TakeOneMessageAsJson) {
  Client client(server_.port());
  const Reply reply =
      client.Post(kStream, "{\n\"outcomes\": [{\"text\": \"Bake bread.\"}]\n}", kJson);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.Lines().size(), 1U);
}

TEST_F(Streams, SayWhatIsWrongBeforeTheFirstLineAsAnyRequest) {
  Client client(server_.port());
  EXPECT_THAT(client.Post(kStream, "{\"outcome\": 1}\n", kLines),
              Refused(400, "REQUEST_MALFORMED"));
  EXPECT_THAT(client.Post(kStream, "{}\n", {{"Content-Type", "text/csv"}}),
              Refused(415, "MEDIA_TYPE_UNSUPPORTED"));
  EXPECT_THAT(client.Post(std::string(kStream) + "?a=1", "{}\n", kLines),
              Refused(400, "QUERY_PARAMETER_UNKNOWN"));
}

TEST_F(Streams, SayWhatIsWrongLaterInTheLastLine) {
  Client client(server_.port());
  const Reply reply = client.Post(kStream, Line("a") + "{\"x\": 1}\n" + Line("b"), kLines);
  EXPECT_EQ(reply.status, 200);
  const std::vector<std::string> lines = reply.Lines();
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(FailureOf(lines[1]).reason, "REQUEST_MALFORMED");
  EXPECT_THAT(FailureOf(lines[1]).message, HasSubstr("line 2"));
  // What the call itself refuses, too.
  Client other(server_.port());
  const auto refused =
      other.Post(kStream, Line("a") + "{\"options\": {\"maxSkills\": 1}}\n", kLines).Lines();
  ASSERT_FALSE(refused.empty());
  EXPECT_EQ(FailureOf(refused.back()).reason, "OPTIONS_NOT_FIRST");
}

TEST_F(Streams, GoThroughAtAnyLength) {
  constexpr int kOutcomes = 2000;
  Client client(server_.port());
  client.Send(StreamHead(kStream, "application/x-ndjson"));
  std::thread writer([&client] {
    for (int i = 0; i < kOutcomes; i += 20) {
      std::string lines;
      for (int j = 0; j < 20; ++j) lines += Line("Outcome " + std::to_string(i + j));
      client.Send(Chunk(lines));
    }
    client.Send("0\r\n\r\n");
  });
  const Reply reply = client.Read();
  writer.join();
  EXPECT_TRUE(reply.complete);
  EXPECT_EQ(reply.Lines().size(), static_cast<std::size_t>(kOutcomes));
}

TEST_F(Streams, AreCompressedLineByLine) {
  Client client(server_.port());
  client.Send(StreamHead(kStream, "application/x-ndjson", "Accept-Encoding: gzip\r\n") +
              Chunk(Line("Bake bread.")));
  EXPECT_EQ(client.ReadHead().Field("content-encoding"), "gzip");
  auto packed = client.ReadChunk();
  ASSERT_TRUE(packed);  // Before the end of the request.
  client.Send("0\r\n\r\n");
  while (const auto more = client.ReadChunk()) *packed += *more;
  bool too_large = false;
  const auto plain = http::Gunzip(*packed, 1 << 20, too_large);
  ASSERT_TRUE(plain);
  EXPECT_THAT(*plain, HasSubstr("mappings"));
}

TEST_F(Streams, GoToHttp10WithoutChunks) {
  Client client(server_.port());
  const std::string body = Line("Bake bread.");
  client.Send("POST /v1/outcomes:streamMap HTTP/1.0\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\n\r\n" + body);
  const Reply reply = client.Read();
  EXPECT_EQ(reply.status, 200);
  EXPECT_FALSE(reply.Has("transfer-encoding"));
  EXPECT_EQ(reply.Field("connection"), "close");
  EXPECT_EQ(reply.Lines().size(), 1U);
}

constexpr char kTable[] =
    "id,title,outcome,language\nacc-1,Accounts,Reconcile bank statements.,en\n"
    "acc-2,Bread,Bake bread.,en\n";
const std::string kPlain = std::string(kImport) + "?options.suggestions=SUGGESTION_MODE_NONE";

// The outcome counts of an import's summary, from its last line.
v1::ImportSummary SummaryOf(const Reply& reply) {
  v1::ImportCredentialsResponse last;
  const auto lines = reply.Lines();
  EXPECT_FALSE(lines.empty()) << reply.body;
  if (!lines.empty()) {
    EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(lines.back(), &last).ok())
        << lines.back();
  }
  return last.summary();
}

TEST_F(Streams, ImportAFileAsTheBody) {
  Client client(server_.port());
  const Reply reply = client.Post(kPlain, kTable, {{"Content-Type", "text/csv"}});
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(SummaryOf(reply).created(), 2) << reply.body;
  EXPECT_EQ(SummaryOf(reply).format(), v1::IMPORT_FORMAT_CSV);
  const auto resumed = client.Post(kPlain + "&options.resumeAfterRecord=1", kTable);
  EXPECT_EQ(SummaryOf(resumed).resumed(), 1) << resumed.body;
}

TEST_F(Streams, ImportAFileOfAForm) {
  Client client(server_.port());
  const std::string form =
      "--b\r\nContent-Disposition: form-data; name=\"file\"; "
      "filename=\"c.csv\"\r\nContent-Type: text/csv\r\n\r\n" +
      std::string(kTable) + "\r\n--b--\r\n";
  const Reply reply =
      client.Post(kPlain, form, {{"Content-Type", "multipart/form-data; boundary=b"}});
  EXPECT_EQ(SummaryOf(reply).created(), 2) << reply.body;
  EXPECT_THAT(client.Post(kPlain, "x", {{"Content-Type", "multipart/form-data"}}),
              Refused(400, "UPLOAD_INVALID"));
  EXPECT_THAT(client.Post(kPlain, "--b--", {{"Content-Type", "multipart/form-data; boundary=b"}}),
              Refused(400, "UPLOAD_INVALID"));
}

TEST_F(Streams, ImportAsOverGrpc) {
  for (const std::string& content : {std::string(), std::string("no,such,columns\n1,2,3\n")}) {
    auto stub = v1::CredentialService::NewStub(server_.grpc().channel());
    grpc::ClientContext context;
    const auto stream = stub->ImportCredentials(&context);
    v1::ImportCredentialsRequest request;
    request.mutable_options()->set_suggestions(v1::SUGGESTION_MODE_NONE);
    request.set_content(content);
    request.set_last(true);
    stream->Write(request);
    stream->WritesDone();
    v1::ImportCredentialsResponse response;
    while (stream->Read(&response)) continue;
    const Failure expected = ReadFailure(stream->Finish());
    Client client(server_.port());
    const Reply reply = client.Post(kPlain, content, {{"Content-Type", "text/csv"}});
    EXPECT_EQ(FailureOf(reply.body).reason, expected.reason);
    EXPECT_EQ(FailureOf(reply.body).message, expected.message);
  }
}

TEST_F(Streams, KeepNothingOfAFileThatIsCutOff) {
  {
    Client client(server_.port());
    client.Send("POST " + kPlain + " HTTP/1.1\r\nHost: t\r\nContent-Length: 1000\r\n\r\n" + kTable);
    client.HalfClose();
    EXPECT_THAT(client.Read(), Refused(400, "HTTP_MALFORMED"));
  }
  {
    Client client(server_.port());
    client.Send(StreamHead(kPlain, "text/csv") + Chunk(kTable));
    client.Reset();
  }
  EXPECT_TRUE(server_.AwaitConnections(0));
  Client client(server_.port());
  EXPECT_EQ(client.Get("/v1/credentials").body, "{}\n");
}

TEST(StreamLimits, EndAStreamWhoseClientStopsWriting) {
  HttpConfig config;
  config.config.http_read_timeout = std::chrono::milliseconds(2000);
  TestHttp server(config.config);
  Client silent(server.port());
  silent.Send(StreamHead(kStream, "application/x-ndjson"));
  Client begun(server.port());
  begun.Send(StreamHead(kStream, "application/x-ndjson") + Chunk(Line("Bake bread.")));
  EXPECT_THAT(silent.Read(), Refused(408, "HTTP_TIMEOUT"));
  EXPECT_TRUE(silent.AwaitClosed());
  const Reply reply = begun.Read();
  EXPECT_EQ(reply.status, 200);
  ASSERT_EQ(reply.Lines().size(), 2U);
  EXPECT_EQ(FailureOf(reply.Lines()[1]).reason, "HTTP_TIMEOUT");
  EXPECT_TRUE(begun.AwaitClosed());
}

TEST(StreamLimits, EndAStreamWhoseClientStopsReading) {
  HttpConfig config;
  config.config.http_write_timeout = std::chrono::milliseconds(300);
  TestHttp server(config.config);
  Client client(server.port());
  client.Send(StreamHead(kStream, "application/x-ndjson"));
  std::string lines;
  for (int i = 0; i < 200; ++i) lines += Line("Reconcile bank statements " + std::to_string(i));
  // Writes until the server has had enough: neither side's buffers are endless.
  bool sent = true;
  for (int i = 0; sent && i < 5000; ++i) sent = client.Send(Chunk(lines));
  EXPECT_FALSE(sent);
  EXPECT_TRUE(server.AwaitConnections(0));
}

TEST(StreamLimits, CancelTheCallOfAClientThatIsGone) {
  HttpConfig config;
  Gate gate;
  TestHttp server(config.config, gate);
  {
    Client client(server.port());
    client.Send(StreamHead(kStream, "application/x-ndjson") + Chunk(Line("Bake bread.")));
    ASSERT_TRUE(gate.AwaitArrivals(1));
    client.Reset();
  }
  EXPECT_TRUE(gate.AwaitCancelled(1));
  EXPECT_TRUE(server.AwaitConnections(0));
}

TEST(StreamLimits, BoundLinesAndTheirNumber) {
  HttpConfig config;
  config.config.http_max_body_bytes = 1024;
  config.config.max_streams = 1;
  Gate gate;
  TestHttp server(config.config, gate);
  Client large(server.port());
  const Reply reply = large.Post(kStream, Line(std::string(2000, 'a')), kLines);
  EXPECT_THAT(reply, Refused(413, "REQUEST_TOO_LARGE"));
  Client first(server.port());
  first.Send(StreamHead(kStream, "application/x-ndjson") + Chunk(Line("Bake bread.")));
  ASSERT_TRUE(gate.AwaitArrivals(1));
  Client second(server.port());
  const Reply refused = second.Post(kStream, Line("a"), kLines);
  EXPECT_THAT(refused, Refused(429, "STREAM_LIMIT"));
  EXPECT_NE(refused.Field("retry-after"), "");
  gate.Open();
}

}  // namespace
}  // namespace crosswalk::test
