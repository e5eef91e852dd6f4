// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/sha256.h"
#include "indexer/schema/generation.h"
#include "indexer/schema/json_fields.h"
#include "indexer/schema/json_output.h"

#include <rapidjson/document.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <fstream>
#include <iterator>
#include <limits>
#include <optional>

namespace crosswalk::index_schema {
namespace {

using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

// How every manifest begins, whatever its format version; 64 hexadecimal digits and a quotation
// mark follow.
constexpr std::string_view kOpening = "{\n  \"checksum\": \"";
constexpr std::size_t kChecksumDigits = 64;

core::Status Corrupt(std::string_view name, std::string_view what) {
  return core::DataLoss("INDEX_CORRUPT", std::string(name) + " is damaged: " + std::string(what));
}

core::Status CheckChecksum(std::string_view document, std::string_view name) {
  if (!document.starts_with(kOpening) || document.size() < kOpening.size() + kChecksumDigits) {
    return Corrupt(name, "it does not begin with its checksum");
  }
  std::string without(document);
  without.erase(kOpening.size(), kChecksumDigits);
  if (core::Sha256Hex(without) != document.substr(kOpening.size(), kChecksumDigits)) {
    return Corrupt(name, "checksum: it is not that of the document");
  }
  return {};
}

void PutCategories(Writer& out, const std::vector<core::DescriptorCategory>& categories) {
  if (categories.empty()) return;
  out.Key("categories");
  out.StartArray();
  for (const core::DescriptorCategory& category : categories) {
    out.StartObject();
    PutMember(out, "id", category.id);
    PutMember(out, "code", category.code);
    PutMember(out, "title", category.title);
    PutMember(out, "definition", category.definition);
    out.EndObject();
  }
  out.EndArray();
}

// Member `name` has the text in English, as in the first manifests; `<name>_texts` has it by
// language.
void PutTexts(Writer& out, const std::string& name, const core::LocalizedText& texts) {
  PutMember(out, name.c_str(), core::PickText(texts, "en"));
  PutMember(out, (name + "_texts").c_str(), texts);
}

core::LocalizedText ReadTexts(const JsonCursor& object, const std::string& name) {
  core::LocalizedText texts = object.OptionalStringMap((name + "_texts").c_str());
  const std::string english = object.OptionalString(name.c_str());
  if (texts.empty() && !english.empty()) texts = {{"en", english}};
  return texts;
}

void PutFramework(Writer& out, const FrameworkSummary& summary) {
  const core::Framework& framework = summary.framework;
  out.StartObject();
  PutMember(out, "id", framework.id);
  PutMember(out, "release", framework.release);
  PutMember(out, "uri", framework.uri);
  PutTexts(out, "publisher", framework.publisher);
  PutMember(out, "license", framework.license);
  PutTexts(out, "attribution", framework.attribution);
  PutMember(out, "title", framework.title);
  PutMember(out, "languages", framework.languages);
  PutMember(out, "concepts", summary.concepts_by_type);
  if (!summary.labels_by_language.empty()) {
    out.Key("labels");
    out.StartObject();
    for (const auto& [language, counts] : summary.labels_by_language) {
      PutMember(out, language.c_str(), counts);
    }
    out.EndObject();
  }
  PutMember(out, "relations", summary.relations_by_type);
  out.Key("collections");
  out.StartArray();
  for (const core::Collection& collection : summary.collections) {
    out.StartObject();
    PutMember(out, "id", collection.id);
    PutMember(out, "uri", collection.uri);
    PutMember(out, "title", collection.title);
    out.EndObject();
  }
  out.EndArray();
  PutCategories(out, framework.categories);
  out.Key("sources");
  out.StartArray();
  for (const core::SourceFile& source : summary.sources) {
    out.StartObject();
    PutMember(out, "name", source.name);
    PutMember(out, "sha256", source.sha256);
    out.Key("bytes");
    out.Uint64(source.bytes);
    out.EndObject();
  }
  out.EndArray();
  out.EndObject();
}

void PutEncoder(Writer& out, const EncoderSummary& encoder) {
  out.StartObject();
  PutMember(out, "name", encoder.name);
  PutMember(out, "version", encoder.version);
  PutMember(out, "fingerprint", encoder.fingerprint);
  out.Key("dimension");
  out.Uint64(encoder.dimension);
  PutMember(out, "languages", encoder.languages);
  PutMember(out, "vectors", encoder.vectors);
  out.EndObject();
}

void PutFiles(Writer& out, const std::vector<GenerationFile>& files) {
  out.StartArray();
  for (const GenerationFile& file : files) {
    out.StartObject();
    PutMember(out, "name", file.name);
    out.Key("bytes");
    out.Uint64(file.bytes);
    PutMember(out, "sha256", file.sha256);
    out.EndObject();
  }
  out.EndArray();
}

std::vector<core::DescriptorCategory> ReadCategories(const JsonCursor& framework) {
  std::vector<core::DescriptorCategory> categories;
  if (!framework.Has("categories")) return categories;
  for (const JsonCursor& element : framework.Member("categories").AsArray()) {
    categories.push_back({element.String("id"), element.OptionalString("code"),
                          element.OptionalStringMap("title"),
                          element.OptionalStringMap("definition")});
  }
  return categories;
}

FrameworkSummary ReadFramework(const JsonCursor& object) {
  FrameworkSummary summary;
  core::Framework& framework = summary.framework;
  framework.id = object.String("id");
  framework.release = object.OptionalString("release");
  framework.uri = object.OptionalString("uri");
  framework.publisher = ReadTexts(object, "publisher");
  framework.license = object.OptionalString("license");
  framework.attribution = ReadTexts(object, "attribution");
  framework.title = object.OptionalStringMap("title");
  framework.languages = object.OptionalStrings("languages");
  summary.concepts_by_type = object.OptionalCountMap("concepts");
  if (object.Has("labels")) {
    const JsonCursor labels = object.Member("labels");
    for (const auto& member : labels.AsObject()) {
      summary.labels_by_language[member.first] = labels.OptionalCountMap(member.first.c_str());
    }
  }
  summary.relations_by_type = object.OptionalCountMap("relations");
  for (const JsonCursor& element : object.Member("collections").AsArray()) {
    summary.collections.push_back(
        {element.String("id"), element.OptionalString("uri"), element.OptionalStringMap("title")});
  }
  framework.categories = ReadCategories(object);
  for (const JsonCursor& element : object.Member("sources").AsArray()) {
    summary.sources.push_back({element.String("name"), element.OptionalString("sha256"),
                               element.Member("bytes").AsUint64()});
  }
  return summary;
}

EncoderSummary ReadEncoder(const JsonCursor& object) {
  EncoderSummary encoder;
  encoder.name = object.OptionalString("name");
  encoder.version = object.OptionalString("version");
  encoder.fingerprint = object.OptionalString("fingerprint");
  encoder.dimension = object.Member("dimension").AsUint64();
  encoder.languages = object.OptionalStrings("languages");
  encoder.vectors = object.OptionalCountMap("vectors");
  return encoder;
}

core::Status FormatUnknown(std::string_view name, const std::string& what) {
  return core::FailedPrecondition(
      "INDEX_FORMAT_UNKNOWN",
      std::string(name) + ": " + what +
          "; use a newer crosswalk, or build the index again with the crosswalk-index of this one");
}

// Refuses what a program of this version cannot read, before it looks at anything else.
core::Status CheckReadable(const JsonCursor& root, std::string_view name, const std::string& error,
                           Manifest& manifest) {
  manifest.format_version = root.Member("format_version").AsInt();
  manifest.required_features = root.OptionalStrings("required_features");
  if (!error.empty()) return Corrupt(name, error);
  if (manifest.format_version != kFormatVersion) {
    return FormatUnknown(name, "index format " + std::to_string(manifest.format_version) +
                                   " is not the format " + std::to_string(kFormatVersion) +
                                   " that this program reads");
  }
  if (!manifest.required_features.empty()) {
    return FormatUnknown(name, "the index needs the feature '" +
                                   manifest.required_features.front() +
                                   "', which this program does not know");
  }
  return {};
}

}  // namespace

std::string FormatManifest(const Manifest& manifest) {
  rapidjson::StringBuffer buffer;
  Writer out(buffer);
  out.SetIndent(' ', 2);
  out.StartObject();
  out.Key("checksum");
  out.String("");
  out.Key("format_version");
  out.Int(manifest.format_version);
  PutMember(out, "required_features", manifest.required_features);
  PutMember(out, "generation", manifest.generation);
  PutMember(out, "created_at", manifest.created_at);
  PutMember(out, "builder_version", manifest.builder_version);
  out.Key("concept_count");
  out.Uint(manifest.concept_count);
  out.Key("frameworks");
  out.StartArray();
  for (const FrameworkSummary& summary : manifest.frameworks) PutFramework(out, summary);
  out.EndArray();
  out.Key("encoder");
  PutEncoder(out, manifest.encoder);
  out.Key("files");
  PutFiles(out, manifest.files);
  out.EndObject();
  std::string document(buffer.GetString(), buffer.GetSize());
  document += '\n';
  const std::string checksum = core::Sha256Hex(document);
  document.insert(kOpening.size(), checksum);
  return document;
}

core::Result<Manifest> ParseManifest(std::string_view document, std::string_view name) {
  if (core::Status status = CheckChecksum(document, name); !status.ok()) return status;
  rapidjson::Document json;
  json.Parse<rapidjson::kParseIterativeFlag>(document.data(), document.size());
  if (json.HasParseError()) {
    return Corrupt(name, "not JSON at byte " + std::to_string(json.GetErrorOffset()));
  }
  std::string error;
  const JsonCursor root(&json, "", &error);
  Manifest manifest;
  if (core::Status status = CheckReadable(root, name, error, manifest); !status.ok()) return status;
  manifest.generation = root.String("generation");
  manifest.created_at = root.String("created_at");
  manifest.builder_version = root.String("builder_version");
  const std::uint64_t concept_count = root.Member("concept_count").AsUint64();
  if (concept_count > std::numeric_limits<std::uint32_t>::max()) {
    root.Member("concept_count").Complain("too large");
  }
  manifest.concept_count = static_cast<std::uint32_t>(concept_count);
  for (const JsonCursor& element : root.Member("frameworks").AsArray()) {
    manifest.frameworks.push_back(ReadFramework(element));
  }
  manifest.encoder = ReadEncoder(root.Member("encoder"));
  for (const JsonCursor& element : root.Member("files").AsArray()) {
    manifest.files.push_back(
        {element.String("name"), element.Member("bytes").AsUint64(), element.String("sha256")});
  }
  if (!error.empty()) return Corrupt(name, error);
  return manifest;
}

core::Result<Manifest> ReadManifest(const std::filesystem::path& generation) {
  const std::filesystem::path file = generation / kManifestFile;
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    return core::FailedPrecondition(
        "INDEX_NOT_FOUND", "no index at " + generation.string() + ": it has no " + kManifestFile);
  }
  const std::string document((std::istreambuf_iterator<char>(in)),
                             std::istreambuf_iterator<char>());
  return ParseManifest(document, file.string());
}

}  // namespace crosswalk::index_schema
