// SPDX-License-Identifier: Apache-2.0
// Ten thousand random and mutated requests: none may crash the server or be answered with a fault
// of the server's own.
#include "tests/rpc/test_server.h"

#include "crosswalk/v1/credential_service.pb.h"
#include "crosswalk/v1/error.pb.h"
#include "crosswalk/v1/pathway_service.pb.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/message.h>
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <random>
#include <thread>

namespace crosswalk::test {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;
using google::protobuf::Reflection;

constexpr int kThreads = 4;
constexpr int kRequestsPerThread = 2500;

std::vector<const MethodDescriptor*> AllMethods() {
  std::vector<const MethodDescriptor*> methods;
  for (const auto* file :
       {v1::ListFrameworksRequest::descriptor()->file(),
        v1::SearchSkillsRequest::descriptor()->file(), v1::MapOutcomesRequest::descriptor()->file(),
        v1::CreateCredentialRequest::descriptor()->file(),
        v1::FindPathwaysRequest::descriptor()->file(),
        v1::GetStatusRequest::descriptor()->file()}) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        // It answers with several messages, and SendBytes takes one.
        if (file->service(s)->method(m)->name() == "ImportCredentials") continue;
        methods.push_back(file->service(s)->method(m));
      }
    }
  }
  return methods;
}

// Makes requests. The same seed makes the same ones.
class RequestMaker {
 public:
  explicit RequestMaker(unsigned seed) : random_(seed) {}

  std::size_t Below(std::size_t bound) { return random_() % bound; }

  // A message of the type with fields that are right, nearly right and wrong.
  std::string RandomMessage(const Descriptor* type) {
    const Message* prototype =
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type);
    const std::unique_ptr<Message> message(prototype->New());
    Fill(*message, 0);
    return message->SerializePartialAsString();
  }

  // `bytes` with a few of them changed, left out, repeated or added.
  std::string Mutate(std::string bytes) {
    for (std::size_t i = 0, count = 1 + Below(6); i < count; ++i) {
      const std::size_t at = Below(bytes.size() + 1);
      switch (Below(5)) {
        case 0:
          if (at < bytes.size()) bytes[at] = static_cast<char>(Below(256));
          break;
        case 1:
          bytes.insert(at, 1 + Below(4), static_cast<char>(Below(256)));
          break;
        case 2:
          bytes.erase(at, 1 + Below(8));
          break;
        case 3:
          bytes.insert(at, bytes.substr(at, Below(40)));
          break;
        default:
          if (Below(8) == 0) bytes.resize(at);
          break;
      }
    }
    return bytes;
  }

  std::string RandomBytes() {
    std::string bytes(Below(200), '\0');
    for (char& c : bytes) c = static_cast<char>(Below(256));
    return bytes;
  }

  // A token for later requests.
  void KeepToken(const std::string& token) {
    if (!token.empty()) token_ = token;
  }

 private:
  std::string Text() {
    const std::array<std::string, 27> texts = {"",
                                               "credentials/maple.one",
                                               "credentials/maple." + std::to_string(Below(20)),
                                               "2027-01-11",
                                               " \t\n",
                                               "test software",
                                               "Check the invoices of vendors and pay them.",
                                               "frameworks/esco",
                                               "frameworks/oqf",
                                               "frameworks/-",
                                               "frameworks/nothing",
                                               SkillName(1 + static_cast<int>(Below(42))),
                                               OccupationName(101 + static_cast<int>(Below(8))),
                                               "frameworks/oqf/concepts/diploma-2",
                                               TestSkillUri(3),
                                               "2512.1",
                                               "en",
                                               "fr-CA",
                                               "x-_",
                                               "digital",
                                               "\"quoted phrase",
                                               std::string(Below(6000), 'a'),
                                               "Prévenir les infections",
                                               "\xf0\x9f\x98\x80\xe2\x80\x8b\xd7\x90",
                                               token_,
                                               std::string("nul\0byte", 8),
                                               "AND OR NOT ( ) * ~ ^ : C++"};
    std::string text = texts[Below(texts.size())];
    if (Below(10) == 0) text = RandomBytes();  // Mostly not UTF-8.
    if (Below(10) == 0) text += " " + texts[Below(texts.size())];
    return text;
  }

  double Number() {
    constexpr std::array kNumbers = {0.0,
                                     0.5,
                                     1.0,
                                     -1.0,
                                     40.0,
                                     1e308,
                                     1e-308,
                                     std::numeric_limits<double>::infinity(),
                                     std::numeric_limits<double>::quiet_NaN()};
    return kNumbers[Below(kNumbers.size())];
  }

  std::int32_t Whole() {
    constexpr std::array<std::int32_t, 8> kNumbers = {0,
                                                      1,
                                                      2,
                                                      10,
                                                      -1,
                                                      1001,
                                                      std::numeric_limits<std::int32_t>::max(),
                                                      std::numeric_limits<std::int32_t>::min()};
    return kNumbers[Below(kNumbers.size())];
  }

  void FillField(Message& message, const FieldDescriptor* field, int depth) {
    const Reflection& reflection = *message.GetReflection();
    const bool list = field->is_repeated();
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        list ? reflection.AddString(&message, field, Text())
             : reflection.SetString(&message, field, Text());
        break;
      case FieldDescriptor::CPPTYPE_INT32:
        list ? reflection.AddInt32(&message, field, Whole())
             : reflection.SetInt32(&message, field, Whole());
        break;
      case FieldDescriptor::CPPTYPE_INT64:
        list ? reflection.AddInt64(&message, field, Whole())
             : reflection.SetInt64(&message, field, Whole());
        break;
      case FieldDescriptor::CPPTYPE_BOOL:
        list ? reflection.AddBool(&message, field, Below(2) == 0)
             : reflection.SetBool(&message, field, Below(2) == 0);
        break;
      case FieldDescriptor::CPPTYPE_DOUBLE:
        list ? reflection.AddDouble(&message, field, Number())
             : reflection.SetDouble(&message, field, Number());
        break;
      case FieldDescriptor::CPPTYPE_ENUM: {
        const int value = Below(4) == 0 ? Whole() : static_cast<int>(Below(6));
        list ? reflection.AddEnumValue(&message, field, value)
             : reflection.SetEnumValue(&message, field, value);
        break;
      }
      case FieldDescriptor::CPPTYPE_MESSAGE:
        Fill(list ? *reflection.AddMessage(&message, field)
                  : *reflection.MutableMessage(&message, field),
             depth + 1);
        break;
      default:
        FAIL() << "requests have a new kind of field: " << field->full_name();
    }
  }

  void Fill(Message& message, int depth) {
    const Descriptor* type = message.GetDescriptor();
    for (int i = 0; i < type->field_count(); ++i) {
      // Mostly little is asked, so that some requests are good.
      if (Below(3) != 0 && depth + i > 0) continue;
      const FieldDescriptor* field = type->field(i);
      const std::size_t count = field->is_repeated() ? 1 + Below(Below(50) == 0 ? 25 : 2) : 1;
      for (std::size_t n = 0; n < count; ++n) FillField(message, field, depth);
    }
  }

  std::mt19937 random_;
  std::string token_;
};

// The next_page_token of an answer; empty where it has none.
std::string TokenOf(const MethodDescriptor* method, const std::string& bytes) {
  const Message* prototype =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(method->output_type());
  const std::unique_ptr<Message> response(prototype->New());
  EXPECT_TRUE(response->ParseFromString(bytes)) << method->full_name();
  const FieldDescriptor* field = method->output_type()->FindFieldByName("next_page_token");
  return field == nullptr ? "" : response->GetReflection()->GetString(*response, field);
}

struct Tally {
  int good = 0;
  int refused = 0;
};

void SendMany(const TestServer& server, unsigned seed, Tally& tally) {
  const auto channel = server.NewChannel();
  // A connection that a busy machine refuses at first is not an answer.
  ASSERT_TRUE(
      channel->WaitForConnected(std::chrono::system_clock::now() + std::chrono::seconds(10)));
  const auto methods = AllMethods();
  RequestMaker maker(seed);
  for (int i = 0; i < kRequestsPerThread; ++i) {
    const MethodDescriptor* method = methods[maker.Below(methods.size())];
    std::string bytes = maker.RandomMessage(method->input_type());
    const std::size_t kind = maker.Below(10);
    if (kind < 4) bytes = maker.Mutate(std::move(bytes));
    if (kind == 4) bytes = maker.RandomBytes();
    std::string response;
    const grpc::Status status = SendBytes(
        channel, "/" + method->service()->full_name() + "/" + method->name(), bytes, response);
    if (status.ok()) {
      ++tally.good;
      maker.KeepToken(TokenOf(method, response));
      continue;
    }
    ++tally.refused;
    const Failure failure = ReadFailure(status);
    const bool fault_of_caller = status.error_code() == grpc::StatusCode::INVALID_ARGUMENT ||
                                 status.error_code() == grpc::StatusCode::NOT_FOUND ||
                                 status.error_code() == grpc::StatusCode::ALREADY_EXISTS ||
                                 status.error_code() == grpc::StatusCode::FAILED_PRECONDITION ||
                                 status.error_code() == grpc::StatusCode::ABORTED ||
                                 failure.reason == "CATALOGUE_BUILDING";
    ASSERT_TRUE(fault_of_caller && !failure.reason.empty())
        << "request " << i << " of seed " << seed << ", " << method->full_name() << ": "
        << status.error_code() << " " << failure.reason << " " << status.error_message();
  }
}

TEST(RandomRequests, NeverShowAFaultOfTheServer) {
  rpc::SilenceLibraries();
  const TempFolder folder;
  rpc::ServerConfig config = TestConfig(TestIndexHome());
  config.registry = (folder.path() / "registry.db").string();
  TestServer server(config);
  std::array<Tally, kThreads> tallies;
  std::vector<std::thread> threads;
  for (unsigned t = 0; t < kThreads; ++t) {
    threads.emplace_back([&server, &tallies, t] { SendMany(server, 20261126 + t, tallies[t]); });
  }
  for (std::thread& thread : threads) thread.join();
  Tally sum;
  for (const Tally& tally : tallies) {
    sum.good += tally.good;
    sum.refused += tally.refused;
  }
  EXPECT_EQ(sum.good + sum.refused, kThreads * kRequestsPerThread);
  // Neither kind is rare, else the requests test little.
  EXPECT_GT(sum.good, 1000);
  EXPECT_GT(sum.refused, 1000);
  for (const std::string& line : server.LogLines()) {
    ASSERT_EQ(line.find("\"level\":\"error\""), std::string::npos) << line;
  }
  EXPECT_EQ(server.Status().state(), v1::SERVING_STATE_SERVING);
}

}  // namespace
}  // namespace crosswalk::test
