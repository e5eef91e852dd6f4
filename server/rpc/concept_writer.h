// SPDX-License-Identifier: Apache-2.0
// Concepts and frameworks as the API shows them, in the languages that the caller wishes for.
#pragma once

#include "frameworks/core/concept.h"
#include "frameworks/core/framework.h"
#include "frameworks/text/span.h"
#include "server/rpc/loaded_generation.h"
#include "server/rpc/request_check.h"
#include "server/search/search_engine.h"

#include "crosswalk/v1/concept.pb.h"
#include "crosswalk/v1/framework.pb.h"

#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::rpc {

// The languages of an answer, best first.
struct LanguageWishes {
  std::vector<std::string> lookup;  // Tags as labels have them; never empty.
  bool asked = false;               // Whether the caller said, or the server's default holds.
};

// The wishes in the request's `codes`, else in `accept_language`, else `standard`. Codes that are
// no BCP-47 tags, and more than ten, are noted in `check`.
LanguageWishes ReadWishes(const google::protobuf::RepeatedPtrField<std::string>& codes,
                          std::string_view accept_language, const std::string& standard,
                          RequestCheck& check, std::string_view field = "language_codes");

// The first of the wishes that `available` has; else English if it has that, else its first; empty
// where `available` is.
std::string PickLanguage(const LanguageWishes& wishes, const std::vector<std::string>& available);

// A text with the BCP-47 tag of its language; the tag is empty where the text is of no language.
struct TaggedText {
  std::string text;
  std::string language;
};

// Title of a category of standards, as core::PickText picks it; its id, of no language, where no
// framework has it.
TaggedText CategoryTitle(std::string_view id, const std::string& language,
                         const LoadedGeneration& generation);

using Warnings = google::protobuf::RepeatedPtrField<v1::Warning>;

void AddWarning(std::string_view reason, std::string_view message,
                const std::vector<std::pair<std::string, std::string>>& metadata,
                Warnings& warnings);

// Writes concepts of one answer and keeps account of languages that nobody wished for. References
// to its parts are kept. Not thread-safe.
class ConceptWriter {
 public:
  ConceptWriter(const LoadedGeneration& generation, const LanguageWishes& wishes)
      : generation_(generation), wishes_(wishes) {}

  void Write(const core::Concept& item, v1::ConceptView view, v1::Concept& out);
  void Write(const index_schema::FrameworkSummary& summary, v1::Framework& out);

  // Adds LANGUAGE_FALLBACK where something was written in a language that was not asked for.
  void AddWarnings(Warnings& warnings) const;

  // Ends a response: names the generation and adds the warnings.
  template <typename Response>
  void Finish(Response& response) const {
    response.set_generation(generation_.id());
    AddWarnings(*response.mutable_warnings());
  }

 private:
  void NoteLanguage(std::string_view language);
  void WriteQualification(const core::Qualification& source, const std::string& language,
                          v1::Qualification& out) const;

  const LoadedGeneration& generation_;
  const LanguageWishes& wishes_;
  std::string fallback_language_;  // The first that was not asked for; empty while there is none.
  int fallback_count_ = 0;
};

// Bytes [span.begin, span.end) of `text`, cut to its length.
void WriteSpan(const text::Span& span, std::string_view text, v1::TextSpan& out);
void WriteMatchedLabel(const search::LabelMatch& match, v1::MatchedLabel& out);

v1::ConceptType ToApi(core::ConceptType type);
v1::SkillType ToApi(core::SkillType type);
v1::ReuseLevel ToApi(core::ReuseLevel level);

}  // namespace crosswalk::rpc
