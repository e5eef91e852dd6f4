// SPDX-License-Identifier: Apache-2.0
#include "indexer/schema/concept_codec.h"

#include "indexer/schema/json_fields.h"
#include "indexer/schema/json_output.h"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>

namespace crosswalk::index_schema {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

core::Status Corrupt(std::string_view what) {
  return core::DataLoss("INDEX_CORRUPT", "a stored concept is damaged: " + std::string(what));
}

void PutLabels(Writer& out, const core::LabelSet& labels) {
  out.StartObject();
  PutMember(out, "language", labels.language);
  PutMember(out, "preferred", labels.preferred);
  PutMember(out, "alternative", labels.alternative);
  PutMember(out, "hidden", labels.hidden);
  PutMember(out, "description", labels.description);
  PutMember(out, "definition", labels.definition);
  PutMember(out, "scope_note", labels.scope_note);
  out.EndObject();
}

core::LabelSet ReadLabels(const JsonCursor& cursor) {
  core::LabelSet labels;
  labels.language = cursor.String("language");
  labels.preferred = cursor.String("preferred");
  labels.alternative = cursor.OptionalStrings("alternative");
  labels.hidden = cursor.OptionalStrings("hidden");
  labels.description = cursor.OptionalString("description");
  labels.definition = cursor.OptionalString("definition");
  labels.scope_note = cursor.OptionalString("scope_note");
  return labels;
}

// A number of one of the stored enumerations, whose values run from `first` to `last`.
template <typename Enum>
Enum ReadEnum(const JsonCursor& cursor, Enum first, Enum last) {
  const std::uint64_t value = cursor.AsUint64();
  if (value < static_cast<std::uint64_t>(first) || value > static_cast<std::uint64_t>(last)) {
    cursor.Complain("unknown number");
    return first;
  }
  return static_cast<Enum>(value);
}

}  // namespace

std::string EncodeConcept(const core::Concept& node) {
  rapidjson::StringBuffer buffer;
  Writer out(buffer);
  out.StartObject();
  PutMember(out, "framework", node.framework);
  PutMember(out, "id", node.id);
  PutMember(out, "uri", node.uri);
  PutMember(out, "code", node.code);
  out.Key("type");
  out.Uint(static_cast<unsigned>(node.type));
  if (node.skill_type != core::SkillType::kUnspecified) {
    out.Key("skill_type");
    out.Uint(static_cast<unsigned>(node.skill_type));
  }
  if (node.reuse_level != core::ReuseLevel::kUnspecified) {
    out.Key("reuse_level");
    out.Uint(static_cast<unsigned>(node.reuse_level));
  }
  PutMember(out, "status", node.status);
  out.Key("labels");
  out.StartArray();
  for (const core::LabelSet& labels : node.labels) PutLabels(out, labels);
  out.EndArray();
  PutMember(out, "collections", node.collections);
  out.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

core::Result<core::Concept> DecodeConcept(std::string_view data) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseIterativeFlag>(data.data(), data.size());
  if (document.HasParseError()) {
    return Corrupt("not JSON at byte " + std::to_string(document.GetErrorOffset()));
  }
  std::string error;
  const JsonCursor root(&document, "", &error);
  core::Concept node;
  node.framework = root.String("framework");
  node.id = root.String("id");
  node.uri = root.String("uri");
  node.code = root.OptionalString("code");
  node.type =
      ReadEnum(root.Member("type"), core::ConceptType::kSkill, core::ConceptType::kQualification);
  if (root.Has("skill_type")) {
    node.skill_type = ReadEnum(root.Member("skill_type"), core::SkillType::kUnspecified,
                               core::SkillType::kKnowledge);
  }
  if (root.Has("reuse_level")) {
    node.reuse_level = ReadEnum(root.Member("reuse_level"), core::ReuseLevel::kUnspecified,
                                core::ReuseLevel::kOccupationSpecific);
  }
  node.status = root.OptionalString("status");
  const JsonCursor labels = root.Member("labels");
  for (const JsonCursor& element : labels.AsArray()) node.labels.push_back(ReadLabels(element));
  if (node.labels.empty()) labels.Complain("empty");
  node.collections = root.OptionalStrings("collections");
  if (!error.empty()) return Corrupt(error);
  return node;
}

}  // namespace crosswalk::index_schema
