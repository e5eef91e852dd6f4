// SPDX-License-Identifier: Apache-2.0
// The registry's credential and the API's are the same: fields, their order, and vocabularies.
#include "server/registry/credential_fields.h"

#include "crosswalk/v1/credential.pb.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <string>
#include <type_traits>

namespace crosswalk::registry {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

// Compares a field of the registry's with one of the API's, by its type.
class Comparison {
 public:
  template <typename T>
  void Messages(const T& value, const Descriptor& message) {
    int index = 0;
    VisitFields(value, [&](std::string_view name, const auto& field) {
      ASSERT_LT(index, message.field_count()) << message.name() << " lacks " << name;
      const FieldDescriptor& other = *message.field(index);
      EXPECT_EQ(other.name(), name) << message.name();
      EXPECT_EQ(other.number(), ++index) << other.full_name();
      Fields(field, other);
    });
    EXPECT_EQ(index, message.field_count()) << message.name();
  }

 private:
  void Fields(const std::string&, const FieldDescriptor& other) {
    EXPECT_EQ(other.type(), FieldDescriptor::TYPE_STRING) << other.full_name();
  }
  void Fields(int, const FieldDescriptor& other) {
    EXPECT_EQ(other.type(), FieldDescriptor::TYPE_INT32) << other.full_name();
  }
  void Fields(double, const FieldDescriptor& other) {
    EXPECT_EQ(other.type(), FieldDescriptor::TYPE_DOUBLE) << other.full_name();
  }
  void Fields(Timestamp, const FieldDescriptor& other) {
    ASSERT_NE(other.message_type(), nullptr) << other.full_name();
    EXPECT_EQ(other.message_type()->full_name(), "google.protobuf.Timestamp");
  }
  void Fields(const std::map<std::string, std::string>&, const FieldDescriptor& other) {
    EXPECT_TRUE(other.is_map()) << other.full_name();
  }
  template <typename T>
  void Fields(const std::optional<T>&, const FieldDescriptor& other) {
    EXPECT_TRUE(other.has_presence()) << other.full_name();
    Fields(T(), other);
  }
  template <typename T>
  void Fields(const std::vector<T>&, const FieldDescriptor& other) {
    EXPECT_TRUE(other.is_repeated()) << other.full_name();
    Fields(T(), other);
  }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void Fields(Enum, const FieldDescriptor& other) {
    ASSERT_NE(other.enum_type(), nullptr) << other.full_name();
    const EnumDescriptor& words = *other.enum_type();
    // The prefix is that of the value 0, "CREDENTIAL_STATE_UNSPECIFIED".
    std::string prefix = words.value(0)->name();
    prefix.resize(prefix.size() - std::string_view("UNSPECIFIED").size());
    ASSERT_EQ(static_cast<std::size_t>(words.value_count()), Words<Enum>().size() + 1);
    for (const Word<Enum>& word : Words<Enum>()) {
      const auto* value = words.FindValueByName(prefix + std::string(word.word));
      ASSERT_NE(value, nullptr) << word.word;
      EXPECT_EQ(value->number(), static_cast<int>(word.value)) << word.word;
    }
  }
  template <typename T>
  requires std::is_class_v<T>
  void Fields(const T& value, const FieldDescriptor& other) {
    ASSERT_NE(other.message_type(), nullptr) << other.full_name();
    Messages(value, *other.message_type());
  }
};

TEST(CredentialProto, IsTheRegistrysCredential) {
  Comparison().Messages(Credential(), *v1::Credential::descriptor());
}

}  // namespace
}  // namespace crosswalk::registry
