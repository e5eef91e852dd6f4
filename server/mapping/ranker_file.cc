// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/ranker_file.h"

#include "server/mapping/ranker_fault.h"
#include "server/mapping/words_ranker_data.h"

#include <rapidjson/error/en.h>

#include <fstream>
#include <iterator>
#include <utility>

namespace crosswalk::mapping {
namespace {

constexpr int kFormat = 2;

const rapidjson::Value* FindObject(const rapidjson::Value& parent, std::string_view name) {
  const rapidjson::Value key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
  const auto found = parent.FindMember(key);
  return found != parent.MemberEnd() && found->value.IsObject() ? &found->value : nullptr;
}

}  // namespace

core::Result<RankerFile> RankerFile::Parse(std::string_view json, const std::string& name) {
  RankerFile file;
  file.name_ = name;
  file.document_.Parse(json.data(), json.size());
  if (file.document_.HasParseError()) {
    return RankerFault(name + ": byte " + std::to_string(file.document_.GetErrorOffset()) + ": " +
                       rapidjson::GetParseError_En(file.document_.GetParseError()));
  }
  if (file.document_.IsObject()) {
    const auto format = file.document_.FindMember("format");
    if (format != file.document_.MemberEnd() && format->value.IsInt() &&
        format->value.GetInt() == kFormat) {
      return file;
    }
  }
  return RankerFault(name + ": format must be " + std::to_string(kFormat));
}

core::Result<RankerFile> RankerFile::Read(const std::filesystem::path& file) {
  std::ifstream input(file, std::ios::binary);
  if (!input) return RankerFault(file.string() + ": cannot be read");
  const std::string json{std::istreambuf_iterator<char>(input), {}};
  return Parse(json, file.string());
}

core::Result<RankerFile> RankerFile::Words() {
  return Parse(kWordsRankerJson, "the compiled-in ranker");
}

core::Result<Ranker> RankerFile::ReadModel(std::string_view model,
                                           std::string_view otherwise) const {
  const rapidjson::Value* models = FindObject(document_, "models");
  if (!otherwise.empty() && models != nullptr && FindObject(*models, model) == nullptr) {
    model = otherwise;
  }
  const std::string path = "models." + std::string(model);
  const rapidjson::Value* fitted = models == nullptr ? nullptr : FindObject(*models, model);
  if (fitted == nullptr) return RankerFault(name_ + ": " + path + " is not an object");
  return Ranker::Parse(*fitted, name_ + ": " + path);
}

core::Result<std::optional<ConceptProduct>> RankerFile::ReadFinding() const {
  const auto finding = document_.FindMember("finding");
  if (finding == document_.MemberEnd()) return std::optional<ConceptProduct>();
  if (!finding->value.IsObject()) return RankerFault(name_ + ": finding is not an object");
  auto product = ConceptProduct::Parse(finding->value, name_ + ": finding");
  if (!product.ok()) return product.status();
  return std::optional<ConceptProduct>(*std::move(product));
}

}  // namespace crosswalk::mapping
