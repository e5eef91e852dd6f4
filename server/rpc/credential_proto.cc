// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/credential_proto.h"

#include "server/registry/credential_fields.h"
#include "server/registry/path_step.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/timestamp.pb.h>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace crosswalk::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using registry::Timestamp;

// Years 1 to 9999, as google/protobuf/timestamp.proto has it.
constexpr std::int64_t kFirstSecond = -62'135'596'800;
constexpr std::int64_t kLastSecond = 253'402'300'799;

using Texts = std::map<std::string, std::string>;

template <typename T>
concept Struct = std::is_class_v<T> && !std::same_as<T, std::string> && !std::same_as<T, Texts>;

// One message's field of the API.
struct Place {
  const Message& message;
  const FieldDescriptor& field;

  [[nodiscard]] const Reflection& reflection() const { return *message.GetReflection(); }
  [[nodiscard]] bool has() const { return reflection().HasField(message, &field); }
  [[nodiscard]] int size() const { return reflection().FieldSize(message, &field); }
};

class Reader {
 public:
  Reader(std::string_view path, RequestCheck& check) : path_(path), check_(check) {}

  template <Struct T>
  void ReadMessage(const Message& message, T& into) {
    int index = 0;
    registry::VisitFields(into, [&](std::string_view name, auto& field) {
      const Place place{message, *message.GetDescriptor()->field(index++)};
      const registry::PathStep step(path_, name);
      Read(place, field);
    });
  }

 private:
  void Read(const Place& from, std::string& into) {
    into = from.reflection().GetString(from.message, &from.field);
  }
  void Read(const Place& from, int& into) {
    into = from.reflection().GetInt32(from.message, &from.field);
  }
  void Read(const Place& from, double& into) {
    into = from.reflection().GetDouble(from.message, &from.field);
  }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void Read(const Place& from, Enum& into) {
    const int number = from.reflection().GetEnumValue(from.message, &from.field);
    if (from.field.enum_type()->FindValueByNumber(number) == nullptr) {
      check_.Add("VALUE_UNKNOWN", path_, "takes one of the named values");
    } else {
      into = static_cast<Enum>(number);
    }
  }
  void Read(const Place& from, Timestamp& into) {
    if (!from.has()) return;
    google::protobuf::Timestamp time;
    time.CopyFrom(from.reflection().GetMessage(from.message, &from.field));
    if (time.seconds() < kFirstSecond || time.seconds() > kLastSecond || time.nanos() < 0 ||
        time.nanos() > 999'999'999) {
      check_.Add("VALUE_OUT_OF_RANGE", path_, "takes a time of the years 1 to 9999");
      return;
    }
    into = Timestamp(std::chrono::seconds(time.seconds()) +
                     std::chrono::microseconds(time.nanos() / 1000));
  }
  void Read(const Place& from, Texts& into) {
    for (int i = 0; i < from.size(); ++i) {
      const Message& entry = from.reflection().GetRepeatedMessage(from.message, &from.field, i);
      const Reflection& reflection = *entry.GetReflection();
      into[reflection.GetString(entry, entry.GetDescriptor()->map_key())] =
          reflection.GetString(entry, entry.GetDescriptor()->map_value());
    }
  }
  template <typename T>
  void Read(const Place& from, std::optional<T>& into) {
    if (!from.has()) return;
    Read(from, into.emplace());
  }
  void Read(const Place& from, std::vector<std::string>& into) {
    for (int i = 0; i < from.size(); ++i) {
      into.push_back(from.reflection().GetRepeatedString(from.message, &from.field, i));
    }
  }
  template <Struct T>
  void Read(const Place& from, std::vector<T>& into) {
    for (int i = 0; i < from.size(); ++i) {
      const registry::PathStep step(path_, static_cast<std::size_t>(i));
      ReadMessage(from.reflection().GetRepeatedMessage(from.message, &from.field, i),
                  into.emplace_back());
    }
  }
  template <Struct T>
  void Read(const Place& from, T& into) {
    if (from.has()) ReadMessage(from.reflection().GetMessage(from.message, &from.field), into);
  }

  std::string path_;
  RequestCheck& check_;
};

template <Struct T>
void WriteMessage(const T& from, Message& message);

// The field of a message that is written.
class Target {
 public:
  Target(Message& message, const FieldDescriptor& field) : message_(message), field_(field) {}

  void Write(const std::string& from) {
    if (!from.empty()) reflection().SetString(&message_, &field_, from);
  }
  void Write(int from) { reflection().SetInt32(&message_, &field_, from); }
  void Write(double from) { reflection().SetDouble(&message_, &field_, from); }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void Write(Enum from) { reflection().SetEnumValue(&message_, &field_, static_cast<int>(from)); }
  void Write(Timestamp from) {
    if (from == Timestamp()) return;
    const auto second = std::chrono::floor<std::chrono::seconds>(from);
    google::protobuf::Timestamp time;
    time.set_seconds(second.time_since_epoch().count());
    time.set_nanos(static_cast<std::int32_t>((from - second).count() * 1000));
    reflection().MutableMessage(&message_, &field_)->CopyFrom(time);
  }
  void Write(const Texts& from) {
    for (const auto& [key, value] : from) {
      Message& entry = *reflection().AddMessage(&message_, &field_);
      entry.GetReflection()->SetString(&entry, entry.GetDescriptor()->map_key(), key);
      entry.GetReflection()->SetString(&entry, entry.GetDescriptor()->map_value(), value);
    }
  }
  template <typename T>
  void Write(const std::optional<T>& from) {
    if (!from) return;
    // Present even where it has no field set.
    if constexpr (Struct<T>) {
      WriteMessage(*from, *reflection().MutableMessage(&message_, &field_));
    } else {
      Write(*from);
    }
  }
  void Write(const std::vector<std::string>& from) {
    for (const std::string& text : from) reflection().AddString(&message_, &field_, text);
  }
  template <Struct T>
  void Write(const std::vector<T>& from) {
    for (const T& element : from) {
      WriteMessage(element, *reflection().AddMessage(&message_, &field_));
    }
  }
  template <Struct T>
  void Write(const T& from) {
    if (from != T()) WriteMessage(from, *reflection().MutableMessage(&message_, &field_));
  }

 private:
  [[nodiscard]] const Reflection& reflection() const { return *message_.GetReflection(); }

  Message& message_;
  const FieldDescriptor& field_;
};

template <Struct T>
void WriteMessage(const T& from, Message& message) {
  int index = 0;
  registry::VisitFields(from, [&](std::string_view /*name*/, const auto& field) {
    Target(message, *message.GetDescriptor()->field(index++)).Write(field);
  });
}

}  // namespace

registry::Credential ReadCredential(const v1::Credential& credential, std::string_view path,
                                    RequestCheck& check) {
  registry::Credential read;
  Reader(path, check).ReadMessage(credential, read);
  return read;
}

void WriteCredential(const registry::Credential& credential, v1::Credential& out) {
  WriteMessage(credential, out);
}

}  // namespace crosswalk::rpc
