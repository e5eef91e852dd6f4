// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/encoder_settings.h"

#include "frameworks/core/sha256.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <cmath>
#include <cstdint>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::text {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kFormat = 1;
constexpr char kSettingsFile[] = "encoder.json";

// Reads fields of one JSON document; the first that is wrong is remembered.
class FieldReader {
 public:
  FieldReader(const rapidjson::Document& document, std::string file)
      : document_(document), file_(std::move(file)) {}

  [[nodiscard]] const core::Status& status() const { return status_; }

  std::string Text(std::string_view path) {
    const rapidjson::Value* value = Find(path);
    if (value != nullptr && value->IsString() && value->GetStringLength() > 0) {
      return {value->GetString(), value->GetStringLength()};
    }
    Fail(path, "must be a string that is not empty");
    return {};
  }

  std::optional<std::string> OptionalText(std::string_view path) {
    if (!Has(path)) return std::nullopt;
    return Text(path);
  }

  [[nodiscard]] bool Has(std::string_view path) const { return Find(path) != nullptr; }

  std::size_t Count(std::string_view path, std::size_t least, std::size_t most) {
    const rapidjson::Value* value = Find(path);
    if (value != nullptr && value->IsUint64() && value->GetUint64() >= least &&
        value->GetUint64() <= most) {
      return static_cast<std::size_t>(value->GetUint64());
    }
    Fail(path,
         "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return least;
  }

  bool Flag(std::string_view path) {
    const rapidjson::Value* value = Find(path);
    if (value != nullptr && value->IsBool()) return value->GetBool();
    Fail(path, "must be true or false");
    return false;
  }

  float Positive(std::string_view path) {
    const rapidjson::Value* value = Find(path);
    if (value != nullptr && value->IsNumber() && value->GetDouble() > 0 &&
        std::isfinite(value->GetDouble())) {
      return static_cast<float>(value->GetDouble());
    }
    Fail(path, "must be a number above 0");
    return 1.0F;
  }

  std::vector<std::string> Texts(std::string_view path) {
    std::vector<std::string> texts;
    const rapidjson::Value* value = Find(path);
    bool good = value != nullptr && value->IsArray();
    for (rapidjson::SizeType i = 0; good && i < value->Size(); ++i) {
      good = (*value)[i].IsString();
      if (good) texts.emplace_back((*value)[i].GetString(), (*value)[i].GetStringLength());
    }
    if (!good) Fail(path, "must be a list of strings");
    return texts;
  }

  void Fail(std::string_view path, const std::string& why) {
    if (!status_.ok()) return;
    status_ = core::FailedPrecondition("ENCODER_INVALID",
                                       file_ + ": field \"" + std::string(path) + "\" " + why);
    status_.WithMetadata("file", file_).WithMetadata("field", std::string(path));
  }

 private:
  // The value at a dotted path, or nullptr.
  [[nodiscard]] const rapidjson::Value* Find(std::string_view path) const {
    const rapidjson::Value* value = &document_;
    while (!path.empty()) {
      const std::size_t dot = path.find('.');
      const std::string_view name = path.substr(0, dot);
      path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
      if (!value->IsObject()) return nullptr;
      const auto member = value->FindMember(rapidjson::Value(
          rapidjson::StringRef(name.data(), static_cast<rapidjson::SizeType>(name.size()))));
      if (member == value->MemberEnd()) return nullptr;
      value = &member->value;
    }
    return value;
  }

  const rapidjson::Document& document_;
  std::string file_;
  core::Status status_;
};

core::Result<std::string> ReadFile(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    return core::FailedPrecondition("ENCODER_INVALID", "cannot open " + file.string());
  }
  std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (stream.bad()) {
    return core::FailedPrecondition("ENCODER_INVALID", "cannot read " + file.string());
  }
  return bytes;
}

// Streams `file` into `hash`, so that weights are never held in memory twice.
core::Status HashFile(const fs::path& file, core::Sha256Stream& hash) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    return core::FailedPrecondition("ENCODER_INVALID", "cannot open " + file.string());
  }
  const std::string name = file.filename().string();
  hash.Update(name);
  hash.Update(std::string_view("\0", 1));
  std::vector<char> buffer(std::size_t{1} << 20U);
  while (stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) ||
         stream.gcount() > 0) {
    hash.Update({buffer.data(), static_cast<std::size_t>(stream.gcount())});
  }
  if (stream.bad()) {
    return core::FailedPrecondition("ENCODER_INVALID", "cannot read " + file.string());
  }
  return {};
}

core::Status HashFiles(std::initializer_list<fs::path> files, std::string& fingerprint) {
  core::Sha256Stream hash;
  for (const fs::path& file : files) {
    if (core::Status status = HashFile(file, hash); !status.ok()) return status;
  }
  fingerprint = hash.FinishHex();
  return {};
}

// A file of the encoder is named without a folder: nothing outside the directory is read.
fs::path Beside(const fs::path& directory, const std::string& name, std::string_view path,
                FieldReader& fields) {
  if (fs::path(name).filename() != fs::path(name)) {
    fields.Fail(path, "must name a file in the encoder's own directory");
  }
  return directory / name;
}

std::size_t ReadMaxTokens(FieldReader& fields) {
  return fields.Count("tokenizer.max_tokens", 3, 512);
}

WordPieceOptions ReadWordPieceOptions(const fs::path& directory, FieldReader& fields) {
  WordPieceOptions options;
  options.vocabulary =
      Beside(directory, fields.Text("tokenizer.vocabulary"), "tokenizer.vocabulary", fields);
  options.lowercase = fields.Flag("tokenizer.lowercase");
  options.strip_accents = fields.Flag("tokenizer.strip_accents");
  options.unknown = fields.Text("tokenizer.unknown");
  options.start = fields.Text("tokenizer.start");
  options.end = fields.Text("tokenizer.end");
  options.max_tokens = ReadMaxTokens(fields);
  options.max_word_chars = fields.Count("tokenizer.max_word_chars", 1, 10000);
  return options;
}

SentencePieceOptions ReadSentencePieceOptions(const fs::path& directory, FieldReader& fields) {
  SentencePieceOptions options;
  options.model = Beside(directory, fields.Text("tokenizer.model"), "tokenizer.model", fields);
  options.start = fields.Text("tokenizer.start");
  options.end = fields.Text("tokenizer.end");
  options.max_tokens = ReadMaxTokens(fields);
  return options;
}

}  // namespace

core::Result<EncoderSettings> ReadEncoderSettings(const fs::path& directory) {
  const fs::path file = directory / kSettingsFile;
  core::Result<std::string> text = ReadFile(file);
  if (!text.ok()) return text.status();
  rapidjson::Document document;
  document.Parse(text->data(), text->size());
  if (document.HasParseError()) {
    return core::FailedPrecondition(
        "ENCODER_INVALID", file.string() + ": byte " + std::to_string(document.GetErrorOffset()) +
                               ": " + rapidjson::GetParseError_En(document.GetParseError()));
  }

  FieldReader fields(document, file.string());
  EncoderSettings settings;
  fields.Count("format", kFormat, kFormat);
  settings.kind = fields.Text("kind");
  EncoderInfo& info = settings.info;
  info.name = fields.Text("name");
  info.version = fields.Text("version");
  info.dimension = fields.Count("dimension", 1, 4096);
  info.token_temperature = fields.Positive("token_scores.temperature");
  info.label_template = fields.Text("templates.label");
  info.described_template = fields.Text("templates.described");
  info.languages = fields.Texts("languages");
  settings.special_tokens_score = fields.Flag("token_scores.special_tokens");
  settings.ids_input = fields.Text("inputs.ids");
  settings.mask_input = fields.OptionalText("inputs.mask");
  settings.output = fields.Text("output");
  if (const std::string pooling = fields.Text("pooling"); pooling != "mean") {
    fields.Fail("pooling", "must be \"mean\"");
  }
  settings.model = Beside(directory, fields.Text("model"), "model", fields);
  if (fields.Has("funnel")) {
    settings.funnel = {fields.Text("funnel.input"), fields.Texts("funnel.dropped_pieces")};
  }
  if (fields.Has("static")) {
    settings.static_vectors = {
        Beside(directory, fields.Text("static.vectors"), "static.vectors", fields), ""};
  }
  fs::path vocabulary;
  const std::string tokenizer = fields.Text("tokenizer.kind");
  if (tokenizer == "wordpiece") {
    const WordPieceOptions options = ReadWordPieceOptions(directory, fields);
    vocabulary = options.vocabulary;
    settings.tokenizer = options;
  } else if (tokenizer == "sentencepiece") {
    const SentencePieceOptions options = ReadSentencePieceOptions(directory, fields);
    vocabulary = options.model;
    settings.tokenizer = options;
  } else {
    fields.Fail("tokenizer.kind", "must be \"wordpiece\" or \"sentencepiece\"");
  }
  if (!fields.status().ok()) return fields.status();

  fs::path weights = settings.model;
  weights.replace_extension(".bin");
  core::Status status =
      HashFiles({file, settings.model, weights, vocabulary}, settings.info.fingerprint);
  if (status.ok() && settings.static_vectors) {
    status = HashFiles({file, settings.static_vectors->file, vocabulary},
                       settings.static_vectors->fingerprint);
  }
  if (!status.ok()) return status;
  return settings;
}

}  // namespace crosswalk::text
