// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/record_codec.h"

#include "server/catalogue/bytes.h"
#include "server/registry/credential_fields.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <type_traits>
#include <vector>

namespace crosswalk::catalogue {
namespace {

using registry::Timestamp;

class RecordWriter {
 public:
  void Put(const std::string& text) { bytes_.Text(text); }
  void Put(int number) { bytes_.Signed(number); }
  void Put(double number) { bytes_.Real(number); }
  void Put(Timestamp time) { bytes_.Signed(time.time_since_epoch().count()); }
  template <typename T>
  requires std::is_enum_v<T>
  void Put(T value) { bytes_.Number(static_cast<std::uint64_t>(value)); }
  template <typename T>
  void Put(const std::optional<T>& value) {
    bytes_.Number(value.has_value() ? 1 : 0);
    if (value) Put(*value);
  }
  template <typename T>
  void Put(const std::vector<T>& list) {
    bytes_.Number(list.size());
    for (const T& item : list) Put(item);
  }
  void Put(const std::map<std::string, std::string>& map) {
    bytes_.Number(map.size());
    for (const auto& [key, value] : map) {
      bytes_.Text(key);
      bytes_.Text(value);
    }
  }
  template <typename T>
  requires std::is_class_v<T>
  void Put(const T& object) {
    registry::VisitFields(object, [this](std::string_view, const auto& value) { Put(value); });
  }
  std::string Take() { return bytes_.Take(); }

 private:
  ByteWriter bytes_;
};

class RecordReader {
 public:
  explicit RecordReader(std::string_view bytes) : bytes_(bytes) {}

  void Get(std::string& text) { text = bytes_.Text(); }
  void Get(int& number) { number = static_cast<int>(bytes_.Signed()); }
  void Get(double& number) { number = bytes_.Real(); }
  void Get(Timestamp& time) { time = Timestamp(std::chrono::microseconds(bytes_.Signed())); }
  template <typename T>
  requires std::is_enum_v<T>
  void Get(T& value) { value = static_cast<T>(bytes_.Number()); }
  template <typename T>
  void Get(std::optional<T>& value) {
    if (bytes_.Number() != 0) Get(value.emplace());
  }
  template <typename T>
  void Get(std::vector<T>& list) {
    list.resize(std::min<std::size_t>(bytes_.Number(), bytes_.left()));
    for (T& item : list) Get(item);
  }
  void Get(std::map<std::string, std::string>& map) {
    for (std::uint64_t count = bytes_.Number(); count > 0 && bytes_.ok(); --count) {
      std::string key(bytes_.Text());
      map.emplace_hint(map.end(), std::move(key), bytes_.Text());
    }
  }
  template <typename T>
  requires std::is_class_v<T>
  void Get(T& object) {
    registry::VisitFields(object, [this](std::string_view, auto& value) { Get(value); });
  }
  [[nodiscard]] bool ok() const { return bytes_.ok() && bytes_.left() == 0; }

 private:
  ByteReader bytes_;
};

// Visits a value of each type once, for the names in it.
class LayoutWriter {
 public:
  template <typename T>
  void Add(const T& value) {
    if constexpr (std::is_class_v<T> && !std::is_same_v<T, std::string> &&
                  !std::is_same_v<T, Timestamp> &&
                  !std::is_same_v<T, std::map<std::string, std::string>>) {
      registry::VisitFields(value, [this](std::string_view name, const auto& field) {
        names_.append(name).append(" ");
        Add(field);
      });
    }
  }
  template <typename T>
  void Add(const std::optional<T>&) {
    Add(T());
  }
  template <typename T>
  void Add(const std::vector<T>&) {
    Add(T());
  }
  [[nodiscard]] const std::string& names() const { return names_; }

 private:
  std::string names_;
};

void Strip(std::optional<registry::LevelAssertion>& level) {
  if (!level) return;
  level->model.clear();
  level->actor.clear();
  level->time = {};
}

}  // namespace

registry::Credential RecordOf(registry::Credential credential) {
  credential.extensions.clear();
  credential.image_url.clear();
  credential.assessment.reset();
  credential.endorsements.clear();
  credential.expiry.reset();
  for (registry::Outcome& outcome : credential.outcomes) {
    for (registry::OutcomeAlignment& alignment : outcome.alignments) {
      alignment.generation.clear();
      alignment.model.clear();
      alignment.framework_release.clear();
      alignment.actor.clear();
      alignment.time = {};
    }
  }
  Strip(credential.level.suggested);
  Strip(credential.level.declared);
  Strip(credential.level.confirmed);
  return credential;
}

std::string WriteRecord(const registry::Credential& record) {
  RecordWriter writer;
  writer.Put(record);
  return writer.Take();
}

core::Result<registry::Credential> ReadRecord(std::string_view bytes) {
  RecordReader reader(bytes);
  registry::Credential record;
  reader.Get(record);
  if (!reader.ok()) {
    return core::DataLoss("CATALOGUE_CORRUPT", "a record of the live index is damaged");
  }
  return record;
}

std::string RecordLayout() {
  LayoutWriter layout;
  layout.Add(registry::Credential());
  return layout.names();
}

}  // namespace crosswalk::catalogue
