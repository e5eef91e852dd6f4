// SPDX-License-Identifier: Apache-2.0
#include "indexer/schema/concept_codec.h"
#include "indexer/schema/json_fields.h"
#include "indexer/schema/json_output.h"

#include <rapidjson/document.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <optional>

namespace crosswalk::index_schema {
namespace {

using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

core::Status Corrupt(std::string_view what) {
  return core::DataLoss("INDEX_CORRUPT",
                        "the stored qualifications are damaged: " + std::string(what));
}

void PutRange(Writer& out, const char* key, const std::optional<core::Range>& range) {
  if (!range) return;
  out.Key(key);
  out.StartArray();
  out.Int(range->min);
  out.Int(range->max);
  out.EndArray();
}

void PutNumber(Writer& out, const char* key, const std::optional<int>& number) {
  if (!number) return;
  out.Key(key);
  out.Int(*number);
}

void PutLists(Writer& out, const char* key,
              const std::map<std::string, std::vector<std::string>>& lists) {
  if (lists.empty()) return;
  out.Key(key);
  out.StartObject();
  for (const auto& [language, texts] : lists) {
    PutKey(out, language);
    out.StartArray();
    for (const std::string& text : texts) PutString(out, text);
    out.EndArray();
  }
  out.EndObject();
}

void PutDescriptors(Writer& out, const char* key,
                    const std::vector<core::Descriptor>& descriptors) {
  if (descriptors.empty()) return;
  out.Key(key);
  out.StartArray();
  for (const core::Descriptor& descriptor : descriptors) {
    out.StartObject();
    PutMember(out, "category", descriptor.category);
    PutMember(out, "text", descriptor.text);
    out.EndObject();
  }
  out.EndArray();
}

void PutQualification(Writer& out, const core::Qualification& rung) {
  out.StartObject();
  PutMember(out, "concept_uri", rung.concept_uri);
  PutNumber(out, "number", rung.number);
  PutNumber(out, "ladder_order", rung.ladder_order);
  PutMember(out, "kind", rung.kind);
  PutMember(out, "title", rung.title);
  PutMember(out, "purpose", rung.purpose);
  PutMember(out, "typical_duration", rung.typical_duration);
  PutMember(out, "admission", rung.admission);
  PutMember(out, "credential_awarded", rung.credential_awarded);
  PutLists(out, "providers", rung.providers);
  PutLists(out, "alternative_names", rung.alternative_names);
  PutMember(out, "distinguishing", rung.distinguishing);
  PutRange(out, "typical_hours", rung.typical_hours);
  PutNumber(out, "volume_hours", rung.volume_hours);
  PutRange(out, "credits", rung.credits);
  PutNumber(out, "volume_credits", rung.volume_credits);
  PutRange(out, "indicative_eqf", rung.indicative_eqf);
  PutDescriptors(out, "descriptors", rung.descriptors);
  PutDescriptors(out, "not_yet", rung.not_yet);
  if (!rung.presupposes.empty()) {
    out.Key("presupposes");
    out.StartArray();
    for (const int number : rung.presupposes) out.Int(number);
    out.EndArray();
  }
  PutNumber(out, "compared_to", rung.compared_to);
  if (rung.essential_employability_skills) {
    out.Key("essential_employability_skills");
    out.Bool(true);
  }
  out.EndObject();
}

core::Range ReadRange(const JsonCursor& cursor) {
  const std::vector<JsonCursor> ends = cursor.AsArray();
  if (ends.size() != 2) {
    cursor.Complain("expected two numbers");
    return {};
  }
  return {ends[0].AsInt(), ends[1].AsInt()};
}

std::optional<core::Range> ReadOptionalRange(const JsonCursor& object, const char* name) {
  if (!object.Has(name)) return std::nullopt;
  return ReadRange(object.Member(name));
}

std::optional<int> ReadOptionalNumber(const JsonCursor& object, const char* name) {
  if (!object.Has(name)) return std::nullopt;
  return object.Member(name).AsInt();
}

std::map<std::string, std::vector<std::string>> ReadLists(const JsonCursor& object,
                                                          const char* name) {
  std::map<std::string, std::vector<std::string>> lists;
  if (!object.Has(name)) return lists;
  for (const auto& [language, texts] : object.Member(name).AsObject()) {
    std::vector<std::string>& list = lists[language];
    for (const JsonCursor& text : texts.AsArray()) list.push_back(text.AsString());
  }
  return lists;
}

std::vector<int> ReadNumbers(const JsonCursor& object, const char* name) {
  std::vector<int> numbers;
  if (!object.Has(name)) return numbers;
  for (const JsonCursor& number : object.Member(name).AsArray()) numbers.push_back(number.AsInt());
  return numbers;
}

std::vector<core::Descriptor> ReadDescriptors(const JsonCursor& object, const char* name) {
  std::vector<core::Descriptor> descriptors;
  if (!object.Has(name)) return descriptors;
  for (const JsonCursor& element : object.Member(name).AsArray()) {
    descriptors.push_back({element.String("category"), element.OptionalStringMap("text")});
  }
  return descriptors;
}

core::Qualification ReadQualification(const JsonCursor& object) {
  core::Qualification rung;
  rung.concept_uri = object.String("concept_uri");
  rung.number = object.Member("number").AsInt();
  rung.ladder_order = object.Member("ladder_order").AsInt();
  rung.kind = object.OptionalString("kind");
  rung.title = object.OptionalStringMap("title");
  rung.purpose = object.OptionalStringMap("purpose");
  rung.typical_duration = object.OptionalStringMap("typical_duration");
  rung.admission = object.OptionalStringMap("admission");
  rung.credential_awarded = object.OptionalStringMap("credential_awarded");
  rung.providers = ReadLists(object, "providers");
  rung.alternative_names = ReadLists(object, "alternative_names");
  rung.distinguishing = object.OptionalStringMap("distinguishing");
  rung.typical_hours = ReadOptionalRange(object, "typical_hours");
  rung.volume_hours = ReadOptionalNumber(object, "volume_hours");
  rung.credits = ReadOptionalRange(object, "credits");
  rung.volume_credits = ReadOptionalNumber(object, "volume_credits");
  rung.indicative_eqf = ReadRange(object.Member("indicative_eqf"));
  rung.descriptors = ReadDescriptors(object, "descriptors");
  rung.not_yet = ReadDescriptors(object, "not_yet");
  rung.presupposes = ReadNumbers(object, "presupposes");
  rung.compared_to = ReadOptionalNumber(object, "compared_to");
  rung.essential_employability_skills = object.OptionalBool("essential_employability_skills");
  return rung;
}

}  // namespace

std::string EncodeQualifications(const std::vector<core::Qualification>& ladder) {
  rapidjson::StringBuffer buffer;
  Writer out(buffer);
  out.SetIndent(' ', 1);
  out.StartArray();
  for (const core::Qualification& rung : ladder) PutQualification(out, rung);
  out.EndArray();
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

core::Result<std::vector<core::Qualification>> DecodeQualifications(std::string_view data) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseIterativeFlag>(data.data(), data.size());
  if (document.HasParseError()) {
    return Corrupt("not JSON at byte " + std::to_string(document.GetErrorOffset()));
  }
  std::string error;
  std::vector<core::Qualification> ladder;
  for (const JsonCursor& element : JsonCursor(&document, "", &error).AsArray()) {
    ladder.push_back(ReadQualification(element));
  }
  if (!error.empty()) return Corrupt(error);
  return ladder;
}

}  // namespace crosswalk::index_schema
