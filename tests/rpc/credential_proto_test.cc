// SPDX-License-Identifier: Apache-2.0
// Every field of a credential survives the way to the API's message and back.
#include "server/rpc/credential_proto.h"

#include "server/registry/credential_fields.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <chrono>
#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace crosswalk::rpc {
namespace {

using registry::Credential;

// Sets every field there is, each to a value of its own, so that a new one cannot be forgotten.
class Filler {
 public:
  template <typename T>
  void Fill(T& value) {
    registry::VisitFields(value, [this](std::string_view name, auto& field) { Set(name, field); });
  }

 private:
  void Set(std::string_view name, std::string& field) {
    field = std::string(name) + " " + std::to_string(++count_) + " é🐝";
  }
  void Set(std::string_view, int& field) { field = ++count_; }
  void Set(std::string_view, double& field) { field = 0.1 * ++count_; }
  void Set(std::string_view, registry::Timestamp& field) {
    field = registry::Timestamp(std::chrono::microseconds(1'000'003 * ++count_));
  }
  void Set(std::string_view name, std::map<std::string, std::string>& field) {
    Set(name, field["en"]);
    Set(name, field["fr"]);
  }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void Set(std::string_view, Enum& field) {
    const auto words = registry::Words<Enum>();
    field = words[static_cast<std::size_t>(++count_) % words.size()].value;
  }
  template <typename T>
  void Set(std::string_view name, std::optional<T>& field) {
    Set(name, field.emplace());
  }
  template <typename T>
  void Set(std::string_view name, std::vector<T>& field) {
    for (int i = 0; i < 2; ++i) Set(name, field.emplace_back());
  }
  template <typename T>
  requires std::is_class_v<T>
  void Set(std::string_view, T& field) { Fill(field); }

  int count_ = 0;
};

// Whether every field of `message`, and of the messages in it, is set.
void ExpectFull(const google::protobuf::Message& message) {
  const auto& type = *message.GetDescriptor();
  const auto& reflection = *message.GetReflection();
  for (int i = 0; i < type.field_count(); ++i) {
    const auto& field = *type.field(i);
    if (field.is_repeated()) {
      EXPECT_GT(reflection.FieldSize(message, &field), 0) << field.full_name();
      if (field.message_type() == nullptr || field.is_map()) continue;
      for (int k = 0; k < reflection.FieldSize(message, &field); ++k) {
        ExpectFull(reflection.GetRepeatedMessage(message, &field, k));
      }
    } else {
      EXPECT_TRUE(reflection.HasField(message, &field)) << field.full_name();
      if (field.message_type() != nullptr &&
          field.message_type()->full_name() != "google.protobuf.Timestamp") {
        ExpectFull(reflection.GetMessage(message, &field));
      }
    }
  }
}

TEST(CredentialConversion, KeepsEveryField) {
  Credential credential;
  Filler().Fill(credential);
  v1::Credential message;
  WriteCredential(credential, message);
  ExpectFull(message);
  RequestCheck check;
  const Credential back = ReadCredential(message, "credential", check);
  EXPECT_TRUE(check.ok()) << check.ToStatus().ToString();
  EXPECT_EQ(back, credential);
}

TEST(CredentialConversion, KeepsWhatIsNotSetUnset) {
  v1::Credential message;
  WriteCredential(Credential(), message);
  EXPECT_EQ(message.ByteSizeLong(), 0U) << message.ShortDebugString();
  RequestCheck check;
  EXPECT_EQ(ReadCredential(message, "", check), Credential());
}

TEST(CredentialConversion, TellsAbsentFromZero) {
  v1::Credential message;
  message.set_hours(0);
  message.mutable_expiry();
  RequestCheck check;
  const Credential read = ReadCredential(message, "", check);
  EXPECT_EQ(read.hours, 0.0);
  EXPECT_EQ(read.credits, std::nullopt);
  ASSERT_TRUE(read.expiry.has_value());
  EXPECT_EQ(read.expiry->months, std::nullopt);
  v1::Credential back;
  WriteCredential(read, back);
  EXPECT_TRUE(back.has_hours());
  EXPECT_TRUE(back.has_expiry());
}

TEST(CredentialConversion, CutsTimesToMicrosecondsAlsoBefore1970) {
  v1::Credential message;
  message.mutable_create_time()->set_seconds(-2);
  message.mutable_create_time()->set_nanos(750'000'999);
  RequestCheck check;
  const Credential read = ReadCredential(message, "", check);
  EXPECT_EQ(read.create_time.time_since_epoch(), std::chrono::microseconds(-1'250'000));
  v1::Credential back;
  WriteCredential(read, back);
  EXPECT_EQ(back.create_time().seconds(), -2);
  EXPECT_EQ(back.create_time().nanos(), 750'000'000);
}

TEST(CredentialConversion, LocatesValuesOfNoMeaning) {
  v1::Credential message;
  message.set_type(static_cast<v1::CredentialType>(99));
  message.add_outcomes();
  auto& alignment = *message.add_outcomes()->add_alignments();
  alignment.set_relation(static_cast<v1::MatchRelation>(-4));
  alignment.mutable_time()->set_nanos(-1);
  message.mutable_level()->mutable_declared()->mutable_time()->set_seconds(999'999'999'999);
  RequestCheck check;
  ReadCredential(message, "credential", check);
  const auto violations = check.ToStatus().field_violations();
  std::vector<std::string> fields;
  for (const auto& violation : violations) fields.push_back(violation.field);
  EXPECT_EQ(fields,
            (std::vector<std::string>{
                "credential.type", "credential.outcomes[1].alignments[0].relation",
                "credential.outcomes[1].alignments[0].time", "credential.level.declared.time"}));
}

}  // namespace
}  // namespace crosswalk::rpc
