// SPDX-License-Identifier: Apache-2.0
// The protos keep to docs/STYLE.md: everything is commented and named as the rest.
#include "tests/support/temp_folder.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include <string>

namespace crosswalk::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

// "SkillType" -> "SKILL_TYPE".
std::string UpperSnake(const std::string& name) {
  std::string result;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z' && !result.empty()) result += '_';
    result += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
  return result;
}

template <typename Element>
void ExpectComment(const Element& element) {
  google::protobuf::SourceLocation location;
  ASSERT_TRUE(element.GetSourceLocation(&location)) << element.full_name();
  EXPECT_FALSE(location.leading_comments.empty()) << element.full_name();
}

void Check(const EnumDescriptor& type) {
  ExpectComment(type);
  const std::string prefix = UpperSnake(type.name()) + "_";
  EXPECT_EQ(type.value(0)->name(), prefix + "UNSPECIFIED");
  EXPECT_EQ(type.value(0)->number(), 0) << type.full_name();
  for (int i = 0; i < type.value_count(); ++i) {
    ExpectComment(*type.value(i));
    EXPECT_EQ(type.value(i)->name().rfind(prefix, 0), 0U) << type.value(i)->full_name();
  }
}

void Check(const Descriptor& type) {
  if (type.options().map_entry()) return;
  ExpectComment(type);
  for (int i = 0; i < type.field_count(); ++i) ExpectComment(*type.field(i));
  for (int i = 0; i < type.nested_type_count(); ++i) Check(*type.nested_type(i));
  for (int i = 0; i < type.enum_type_count(); ++i) Check(*type.enum_type(i));
  if (type.FindFieldByName("page_token") != nullptr && type.name() != "PageToken") {
    EXPECT_NE(type.FindFieldByName("page_size"), nullptr) << type.full_name();
  }
}

void Check(const MethodDescriptor& method) {
  ExpectComment(method);
  EXPECT_EQ(method.input_type()->name(), method.name() + "Request");
  EXPECT_EQ(method.output_type()->name(), method.name() + "Response");
  if (method.input_type()->FindFieldByName("page_token") == nullptr) return;
  const FieldDescriptor* next = method.output_type()->FindFieldByName("next_page_token");
  ASSERT_NE(next, nullptr) << method.full_name();
  EXPECT_TRUE(method.output_type()->FindFieldByNumber(1)->is_repeated()) << method.full_name();
}

void Check(const ServiceDescriptor& service) {
  ExpectComment(service);
  EXPECT_TRUE(service.name().ends_with("Service")) << service.full_name();
  for (int i = 0; i < service.method_count(); ++i) Check(*service.method(i));
}

TEST(Protos, AreCommentedAndNamedAlike) {
  google::protobuf::FileDescriptorSet set;
  ASSERT_TRUE(set.ParseFromString(test::ReadBytes(CROSSWALK_DESCRIPTOR_SET)));
  google::protobuf::DescriptorPool pool;
  int checked = 0;
  for (const auto& proto : set.file()) {
    const FileDescriptor* file = pool.BuildFile(proto);
    ASSERT_NE(file, nullptr) << proto.name();
    if (file->package().rfind("crosswalk.", 0) != 0) continue;
    ++checked;
    for (int i = 0; i < file->message_type_count(); ++i) Check(*file->message_type(i));
    for (int i = 0; i < file->enum_type_count(); ++i) Check(*file->enum_type(i));
    for (int i = 0; i < file->service_count(); ++i) Check(*file->service(i));
  }
  EXPECT_GE(checked, 13);
}

}  // namespace
}  // namespace crosswalk::rpc
