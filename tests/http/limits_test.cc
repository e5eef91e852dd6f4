// SPDX-License-Identifier: Apache-2.0
// What clients do wrong, slowly, too often or too much: each gets a clear status, and the server
// goes on.
#include "tests/http/test_http.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <future>
#include <random>
#include <stop_token>
#include <thread>

namespace crosswalk::test {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;

constexpr char kFine[] = "GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n";

// The process's memory that is not on disk, in bytes.
std::size_t ResidentBytes() {
  std::ifstream file("/proc/self/statm");
  std::size_t whole = 0;
  std::size_t resident = 0;
  file >> whole >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

void AllowDescriptors() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

TEST(HttpMalformed, IsAnsweredAndClosed) {
  const HttpConfig config;
  TestHttp server(config.config);
  for (const std::string& request : std::vector<std::string>{
           "nonsense\r\n\r\n", "GET / HTTP/1.1\nHost: t\n\n", "GET /healthz HTTP/2.0\r\n\r\n",
           "GET /healthz HTTP/1.1\r\nHost : t\r\n\r\n", "GET /a b HTTP/1.1\r\nHost: t\r\n\r\n",
           "POST /v1/outcomes:map HTTP/1.1\r\nHost: t\r\nContent-Length: -1\r\n\r\n",
           "POST /v1/outcomes:map HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\nContent-Length: 2\r\n"
           "\r\n",
           "POST /v1/outcomes:map HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n"
           "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
           std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 a TLS greeting\r\n\r\n"),
           "GET /healthz HTTP/1.1\r\n\r\n", "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
           "GET healthz HTTP/1.1\r\nHost: t\r\n\r\n"}) {
    Client client(server.port());
    client.Send(request);
    EXPECT_THAT(client.Read(), Refused(400, "HTTP_MALFORMED")) << request;
    EXPECT_TRUE(client.AwaitClosed()) << request;
  }
  Client chunks(server.port());
  chunks.Send(
      "POST /v1/skills:search HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
  EXPECT_THAT(chunks.Read(), Refused(400, "HTTP_MALFORMED"));
  EXPECT_TRUE(chunks.AwaitClosed());
}

TEST(HttpMalformed, AtRandomNeverStopsTheServer) {
  const HttpConfig config;
  TestHttp server(config.config);
  std::mt19937 random(11);
  const auto below = [&random](std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
  };
  const std::string whole =
      "POST /v1/credentials:import?options.publish=true HTTP/1.1\r\nHost: t\r\n"
      "Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n"
      "10\r\n--b\r\nContent-Dis\r\n0\r\n\r\n";
  for (int i = 0; i < 300; ++i) {
    std::string request = whole;
    for (int j = 0; j < 4; ++j) {
      request[below(request.size())] = static_cast<char>(below(256));
    }
    request.resize(below(request.size()) + 1);
    Client client(server.port());
    client.Send(request);
    client.HalfClose();
    client.Read();
  }
  Client client(server.port());
  EXPECT_EQ(client.Get("/healthz").status, 200);
  EXPECT_TRUE(server.AwaitConnections(1));
}

TEST(HttpLimits, BoundHeaders) {
  HttpConfig config;
  config.config.http_max_header_bytes = 4096;
  TestHttp server(config.config);
  Client line(server.port());
  EXPECT_THAT(line.Get("/v1/skills:search?query=" + std::string(5000, 'a')),
              Refused(431, "HEADER_TOO_LARGE"));
  EXPECT_TRUE(line.AwaitClosed());
  Client endless(server.port());
  endless.Send("GET /healthz HTTP/1.1\r\nHost: t\r\n");
  for (int i = 0; i < 1000 && endless.Send("a: b\r\n"); ++i) continue;
  EXPECT_THAT(endless.Read(), Refused(431, "HEADER_TOO_LARGE"));
  Client many(server.port());
  Fields fields;
  for (int i = 0; i < 100; ++i) fields.emplace_back("a" + std::to_string(i), "b");
  EXPECT_THAT(many.Get("/healthz", fields), Refused(431, "HEADER_TOO_LARGE"));
  Client enough(server.port());
  fields.resize(50);
  EXPECT_EQ(enough.Get("/healthz", fields).status, 200);
}

TEST(HttpLimits, BoundBodies) {
  HttpConfig config;
  config.config.http_max_body_bytes = 4096;
  TestHttp server(config.config);
  const std::string body = R"({"query": ")" + std::string(5000, 'a') + "\"}";
  Client known(server.port());
  EXPECT_THAT(known.Post("/v1/skills:search", body, kJson), Refused(413, "REQUEST_TOO_LARGE"));
  // Told before it is sent.
  Client waiting(server.port());
  waiting.Send(
      "POST /v1/skills:search HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\n"
      "Content-Length: 9999999999\r\n\r\n");
  EXPECT_THAT(waiting.Read(), Refused(413, "REQUEST_TOO_LARGE"));
  Client chunked(server.port());
  chunked.Send("POST /v1/skills:search HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 100 && chunked.Send("400\r\n" + std::string(1024, ' ') + "\r\n"); ++i)
    continue;
  EXPECT_THAT(chunked.Read(), Refused(413, "REQUEST_TOO_LARGE"));
  EXPECT_TRUE(chunked.AwaitClosed());
}

TEST(HttpLimits, BoundMessagesAsGrpcDoes) {
  HttpConfig config;
  config.config.max_request_bytes = 4096;
  TestHttp server(config.config);
  Client client(server.port());
  const Reply reply =
      client.Post("/v1/skills:search", R"({"query": ")" + std::string(5000, 'a') + "\"}", kJson);
  EXPECT_THAT(reply, Refused(413, "REQUEST_TOO_LARGE"));
  EXPECT_EQ(client.Get("/healthz").status, 200);
}

TEST(HttpLimits, BoundTimes) {
  HttpConfig config;
  config.config.http_header_timeout = milliseconds(200);
  config.config.http_read_timeout = milliseconds(200);
  config.config.http_idle_timeout = milliseconds(400);
  TestHttp server(config.config);
  Client silent(server.port());
  EXPECT_TRUE(silent.AwaitClosed(milliseconds(2000)));
  Client slow_head(server.port());
  slow_head.Send("GET /healthz HTTP/1.1\r\nHo");
  EXPECT_THAT(slow_head.Read(), Refused(408, "HTTP_TIMEOUT"));
  EXPECT_TRUE(slow_head.AwaitClosed());
  Client slow_body(server.port());
  slow_body.Send("POST /v1/skills:search HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\n{");
  EXPECT_THAT(slow_body.Read(), Refused(408, "HTTP_TIMEOUT"));
  EXPECT_TRUE(slow_body.AwaitClosed());
  Client idle(server.port());
  EXPECT_EQ(idle.Get("/healthz").status, 200);
  std::this_thread::sleep_for(milliseconds(250));  // Longer than a head may take.
  EXPECT_EQ(idle.Get("/healthz").status, 200);
  EXPECT_TRUE(idle.AwaitClosed(milliseconds(2000)));
}

TEST(HttpLimits, BoundABodyThatDripsIn) {
  HttpConfig config;
  config.config.http_read_timeout = milliseconds(300);
  TestHttp server(config.config);
  Client client(server.port());
  client.Send("POST /v1/skills:search HTTP/1.1\r\nHost: t\r\nContent-Length: 100000\r\n\r\n");
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 10'000 && client.Send(" "); ++i)
    std::this_thread::sleep_for(milliseconds(20));
  EXPECT_THAT(client.Read(), Refused(408, "HTTP_TIMEOUT"));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
}

TEST(HttpLimits, BoundCalls) {
  HttpConfig config;
  config.config.http_request_timeout = milliseconds(200);
  Gate gate;
  TestHttp server(config.config, gate);
  Client client(server.port());
  const std::string body = R"({"outcomes": [{"text": "Bake bread."}]})";
  EXPECT_THAT(client.Post("/v1/outcomes:map", body, kJson), Refused(504, "DEADLINE_EXCEEDED"));
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THAT(client.Post("/v1/outcomes:map", body,
                          {{"Content-Type", "application/json"}, {"X-Server-Timeout", "0.05"}}),
              Refused(504, "DEADLINE_EXCEEDED"));
  EXPECT_LT(std::chrono::steady_clock::now() - start, milliseconds(190));
  // Longer than the server allows is as long as it allows.
  EXPECT_THAT(client.Post("/v1/outcomes:map", body,
                          {{"Content-Type", "application/json"}, {"X-Server-Timeout", "100"}}),
              Refused(504, "DEADLINE_EXCEEDED"));
}

TEST(HttpLimits, AreThoseOfGrpcForCallsAtOnce) {
  HttpConfig config;
  config.config.max_concurrency = 1;
  config.config.max_waiting = 0;
  Gate gate;
  TestHttp server(config.config, gate);
  Client first(server.port());
  first.Send("POST", "/v1/outcomes:map", kJson, R"({"outcomes": [{"text": "Bake bread."}]})");
  ASSERT_TRUE(gate.AwaitArrivals(1));
  Client second(server.port());
  const Reply refused = second.Get("/v1/frameworks");
  EXPECT_THAT(refused, Refused(429, "CONCURRENCY_LIMIT"));
  EXPECT_GE(std::stoi(refused.Field("retry-after")), 1);
  // Health answers always.
  EXPECT_EQ(second.Get("/readyz").status, 200);
  gate.Open();
  EXPECT_EQ(first.Read().status, 200);
}

TEST(HttpLimits, CancelCallsOfClientsThatAreGone) {
  const HttpConfig config;
  Gate gate;
  TestHttp server(config.config, gate);
  const std::string body = R"({"outcomes": [{"text": "Bake bread."}]})";
  {
    Client client(server.port());
    client.Send("POST", "/v1/outcomes:map", kJson, body);
    ASSERT_TRUE(gate.AwaitArrivals(1));
    client.Reset();
  }
  EXPECT_TRUE(gate.AwaitCancelled(1));
  {
    Client client(server.port());
    client.Send("POST", "/v1/outcomes:map", kJson, body);
    ASSERT_TRUE(gate.AwaitArrivals(2));
  }
  EXPECT_TRUE(gate.AwaitCancelled(2));
  EXPECT_TRUE(server.AwaitConnections(0));
}

TEST(HttpLimits, AnswerClientsThatOnlyEndTheirSending) {
  const HttpConfig config;
  Gate gate;
  TestHttp server(config.config, gate);
  Client client(server.port());
  client.Send("POST", "/v1/outcomes:map", kJson, R"({"outcomes": [{"text": "Bake bread."}]})");
  client.HalfClose();
  ASSERT_TRUE(gate.AwaitArrivals(1));
  gate.Open();
  EXPECT_EQ(client.Read().status, 200);
  EXPECT_TRUE(client.AwaitClosed());
}

TEST(HttpLimits, TurnAwayConnectionsBeyondTheirNumber) {
  HttpConfig config;
  config.config.http_max_connections = 3;
  TestHttp server(config.config);
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(std::make_unique<Client>(server.port()));
    EXPECT_EQ(clients.back()->Get("/healthz").status, 200);
  }
  Client more(server.port());
  const Reply refused = more.Read();
  EXPECT_THAT(refused, Refused(503, "CONNECTION_LIMIT"));
  EXPECT_EQ(refused.Field("connection"), "close");
  EXPECT_TRUE(more.AwaitClosed());
  clients.pop_back();
  EXPECT_TRUE(server.AwaitConnections(2));
  Client again(server.port());
  EXPECT_EQ(again.Get("/healthz").status, 200);
}

TEST(HttpLoad, AThousandConnectionsAreServedAndIdleOnesCostLittle) {
  AllowDescriptors();
  constexpr int kConnections = 1000;
  const HttpConfig config;
  TestHttp server(config.config);
  std::vector<std::unique_ptr<Client>> clients;
  const std::size_t before = ResidentBytes();
  for (int i = 0; i < kConnections; ++i) {
    clients.push_back(std::make_unique<Client>(server.port()));
    ASSERT_TRUE(clients.back()->Send(kFine));
  }
  for (auto& client : clients) ASSERT_EQ(client->Read().status, 200);
  EXPECT_EQ(server.http().connections(), static_cast<std::size_t>(kConnections));
  EXPECT_LT(ResidentBytes() - before, std::size_t{128} << 20);
  // All of them ask at once, for something that needs a call: each is answered, or told to wait.
  for (auto& client : clients) ASSERT_TRUE(client->Send("GET", "/v1/frameworks/esco"));
  int answered = 0;
  for (auto& client : clients) {
    const Reply reply = client->Read();
    ASSERT_TRUE(reply.status == 200 || reply.status == 429) << reply.status;
    answered += reply.status == 200 ? 1 : 0;
  }
  EXPECT_GT(answered, kConnections / 10);
  // Meanwhile and afterwards another is answered soon.
  Client client(server.port());
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(client.Get("/v1/frameworks/esco").status, 200);
  EXPECT_LT(std::chrono::steady_clock::now() - start, milliseconds(1000));
}

TEST(HttpLoad, CallsMayEndAtAnyMoment) {
  const HttpConfig config;
  TestHttp server(config.config);
  constexpr int kClients = 4;
  constexpr int kRequests = 1000;
  std::vector<std::thread> threads;
  for (int i = 0; i < kClients; ++i) {
    threads.emplace_back([&server, i] {
      std::mt19937 random(static_cast<unsigned>(i));
      std::uniform_int_distribution<int> micros(1, 3000);
      auto client = std::make_unique<Client>(server.port());
      for (int j = 0; j < kRequests; ++j) {
        const std::string limit = "0.00" + std::to_string(10'000 + micros(random)).substr(1);
        client->Send("GET", "/v1/skills:search?query=account", {{"X-Server-Timeout", limit}});
        if (j % 5 == 0) {
          // Gone while the call may be anywhere.
          std::this_thread::sleep_for(std::chrono::microseconds(micros(random)));
          client->Reset();
          client = std::make_unique<Client>(server.port());
          continue;
        }
        const Reply reply = client->Read();
        EXPECT_TRUE(reply.status == 200 || reply.status == 504) << reply.body;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_TRUE(server.AwaitConnections(0));
}

TEST(HttpLoad, SlowReadersHoldNoMoreThanTheirShare) {
  HttpConfig config;
  config.config.http_max_buffered_bytes = std::size_t{4} << 20;
  config.config.http_write_timeout = milliseconds(1500);
  config.config.http_idle_timeout = milliseconds(1500);
  TestHttp server(config.config);
  // Pipelined requests with answers that nobody reads.
  std::string requests;
  for (int i = 0; i < 2000; ++i) {
    requests += "GET /v1/frameworks/esco/concepts?pageSize=1000 HTTP/1.1\r\nHost: t\r\n\r\n";
  }
  std::atomic<std::size_t> most = 0;
  // Watches from before the first request: on a busy machine the slow ones may be given up soon.
  std::jthread watch([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      most = std::max(most.load(), server.http().buffered_bytes());
      std::this_thread::sleep_for(milliseconds(1));
    }
  });
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 8; ++i) {
    clients.push_back(std::make_unique<Client>(server.port()));
    clients.back()->Send(requests);
  }
  bool served = true;
  for (int i = 0; i < 20; ++i) {
    Client client(server.port());
    served &= client.Get("/healthz").status == 200;
    std::this_thread::sleep_for(milliseconds(20));
  }
  watch.request_stop();
  watch.join();
  EXPECT_TRUE(served);
  EXPECT_GT(most, 0U);
  EXPECT_LE(most, config.config.http_max_buffered_bytes);
  // The slow ones are given up, and what they held is free again.
  EXPECT_TRUE(server.AwaitConnections(0));
  EXPECT_EQ(server.http().buffered_bytes(), 0U);
}

TEST(HttpLoad, SlowWritersHoldNoMoreThanTheirShare) {
  HttpConfig config;
  config.config.http_max_buffered_bytes = std::size_t{1} << 20;
  TestHttp server(config.config);
  std::vector<std::unique_ptr<Client>> clients;
  const std::string part = R"({"query": ")" + std::string(200'000, 'a');
  for (int i = 0; i < 8; ++i) {
    clients.push_back(std::make_unique<Client>(server.port()));
    clients.back()->Send(
        "POST /v1/skills:search HTTP/1.1\r\nHost: t\r\nContent-Length: 1000000\r\n"
        "\r\n" +
        part);
  }
  int refused = 0;
  for (int i = 0; i < 200 && refused == 0; ++i) {
    std::this_thread::sleep_for(milliseconds(10));
    EXPECT_LE(server.http().buffered_bytes(), config.config.http_max_buffered_bytes);
    refused = server.http().connections() < clients.size() ? 1 : 0;
  }
  int told = 0;
  for (auto& client : clients) {
    client->HalfClose();
    told += client->Read().status == 503 ? 1 : 0;
  }
  EXPECT_GE(told, 1);
  EXPECT_TRUE(server.AwaitConnections(0));
  EXPECT_EQ(server.http().buffered_bytes(), 0U);
}

TEST(HttpDrain, FinishesWhatIsGoingOnAndTakesNothingNew) {
  HttpConfig config;
  config.config.drain_delay = milliseconds(300);
  Gate gate;
  auto server = std::make_unique<TestHttp>(config.config, gate);
  const int port = server->port();
  Client idle(port);
  EXPECT_EQ(idle.Get("/readyz").status, 200);
  Client busy(port);
  busy.Send("POST", "/v1/outcomes:map", kJson, R"({"outcomes": [{"text": "Bake bread."}]})");
  ASSERT_TRUE(gate.AwaitArrivals(1));
  Client writing(port);
  writing.Send(
      "POST /v1/skills:search HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n"
      "Content-Length: 13\r\n\r\n{\"que");
  auto ended = std::async(std::launch::async, [&server] { server.reset(); });
  // First it says that it is not ready, and answers all the same.
  Reply ready;
  for (int i = 0; i < 100 && ready.status != 503; ++i) ready = Client(port).Get("/readyz");
  EXPECT_THAT(ready, Refused(503, "NOT_READY"));
  EXPECT_EQ(Client(port).Get("/v1/frameworks").status, 200);
  // Then it takes no more.
  EXPECT_TRUE(idle.AwaitClosed());
  EXPECT_THROW(
      {
        for (int i = 0; i < 100; ++i) {
          Client client(port);
          std::this_thread::sleep_for(milliseconds(10));
        }
      },
      std::runtime_error);
  writing.Send("ry\":\"a\"}");
  const Reply written = writing.Read();
  EXPECT_EQ(written.status, 200);
  EXPECT_EQ(written.Field("connection"), "close");
  gate.Open();
  const Reply finished = busy.Read();
  EXPECT_EQ(finished.status, 200);
  EXPECT_TRUE(busy.AwaitClosed());
  EXPECT_EQ(ended.wait_for(std::chrono::seconds(10)), std::future_status::ready);
}

TEST(HttpDrain, BreaksOffWhatTakesTooLong) {
  HttpConfig config;
  config.config.drain_timeout = milliseconds(200);
  Gate gate;
  auto server = std::make_unique<TestHttp>(config.config, gate);
  Client busy(server->port());
  busy.Send("POST", "/v1/outcomes:map", kJson, R"({"outcomes": [{"text": "Bake bread."}]})");
  ASSERT_TRUE(gate.AwaitArrivals(1));
  Client stream(server->port());
  stream.Send(
      "POST /v1/outcomes:streamMap HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
  Client half(server->port());
  half.Send("POST /v1/skills:search HTTP/1.1\r\nHost: t\r\nContent-Length: 13\r\n\r\n{");
  EXPECT_TRUE(server->AwaitConnections(3));
  const auto start = std::chrono::steady_clock::now();
  server.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

}  // namespace
}  // namespace crosswalk::test
