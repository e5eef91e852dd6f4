// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/outcome_rules.h"

#include "server/alignment/data_reader.h"
#include "server/alignment/outcome_words.h"

#include <rapidjson/document.h>

#include <utility>

namespace crosswalk::alignment {
namespace {

using rapidjson::Value;

// What data/outcome_quality.json has beside plain members.
class Reader : public DataReader {
 public:
  using DataReader::DataReader;

  // The member where there is one, else null.
  static const Value& Member(const Value& object, const char* name) {
    static const Value kNothing(rapidjson::kNullType);
    if (!object.IsObject()) return kNothing;
    const auto found = object.FindMember(name);
    return found == object.MemberEnd() ? kNothing : found->value;
  }
  // Words between blanks.
  std::vector<std::string> Words(const Value& object, const char* name) {
    return SplitAt(Text(object, name), ' ');
  }
  std::vector<std::string> List(const Value& object, const char* name) {
    std::vector<std::string> list;
    const Value& member = Member(object, name);
    if (!member.IsArray()) return list;
    for (const Value& text : member.GetArray()) {
      if (text.IsString()) list.emplace_back(text.GetString());
    }
    return list;
  }
  core::LocalizedText Texts(const Value& object, const char* name) {
    core::LocalizedText texts;
    for (const auto& text : Object(object, name).GetObject()) {
      if (text.value.IsString()) texts[text.name.GetString()] = text.value.GetString();
    }
    if (texts.find("en") == texts.end()) Miss(name);
    return texts;
  }
  std::vector<CuePattern> Patterns(const Value& object, const std::string& language) {
    std::vector<CuePattern> patterns;
    for (const std::string& text : List(object, language.c_str())) {
      auto pattern = CuePattern::Parse(text, language);
      if (!pattern) Miss(text);
      if (pattern) patterns.push_back(*std::move(pattern));
    }
    return patterns;
  }
  // One of `values`, by its name.
  template <typename Enum>
  Enum Choice(const Value& object, const char* name, const std::map<std::string, Enum>& values) {
    const auto found = values.find(Text(object, name));
    if (found != values.end()) return found->second;
    Miss(name);
    return values.begin()->second;
  }
};

FlawSeverity ReadSeverity(const Value& object, Reader& reader) {
  return reader.Choice<FlawSeverity>(
      object, "severity", {{"problem", FlawSeverity::kProblem}, {"remark", FlawSeverity::kRemark}});
}

LanguageRules ReadLanguage(const Value& source, const std::string& language, Reader& reader) {
  GrammarWords words;
  words.lead_ins = reader.List(source, "lead_ins");
  words.pure_purpose = reader.Words(source, "pure_purpose");
  words.purpose = reader.Words(source, "purpose");
  words.joiners = reader.Words(source, "joiners");
  words.reflexives = reader.Words(source, "reflexives");
  words.adverb_ending = reader.Text(source, "adverb_ending");
  words.noun_verbs = reader.Words(source, "noun_verbs");
  words.determiners = reader.Words(source, "determiners");
  const Value& verbs = reader.Object(source, "verbs");
  for (int process = 0; process <= 6; ++process) {
    words.verbs[process] = reader.Words(verbs, std::to_string(process).c_str());
  }
  LanguageRules rules{OutcomeGrammar(words, language)};
  for (const auto& [name, set] :
       {std::pair("links", &rules.links), std::pair("filler", &rules.filler),
        std::pair("stop", &rules.stop), std::pair("first_steps", &rules.first_steps),
        std::pair("trailing", &rules.trailing)}) {
    for (std::string& word : reader.Words(source, name)) set->insert(std::move(word));
  }
  return rules;
}

std::vector<VerbAlternatives> ReadAlternatives(const Value& source, const char* name,
                                               const std::string& language, Reader& reader) {
  std::vector<VerbAlternatives> alternatives;
  for (const Value& entry : reader.Array(source, name).GetArray()) {
    alternatives.push_back({reader.Patterns(reader.Member(entry, "if"), language),
                            reader.List(reader.Object(entry, "verbs"), language.c_str())});
  }
  return alternatives;
}

WordingRule ReadRule(const Value& source, const std::string& language, Reader& reader) {
  WordingRule rule;
  rule.kind = reader.Choice<FlawKind>(source, "kind",
                                      {{"not-assessable", FlawKind::kNotAssessable},
                                       {"not-about-learner", FlawKind::kNotAboutLearner},
                                       {"no-content", FlawKind::kNoContent},
                                       {"vague", FlawKind::kVague}});
  rule.severity = ReadSeverity(source, reader);
  rule.place = reader.Choice<RulePlace>(source, "at",
                                        {{"start", RulePlace::kStart},
                                         {"main", RulePlace::kMainVerb},
                                         {"anywhere", RulePlace::kAnywhere}});
  rule.patterns = reader.Patterns(reader.Object(source, "patterns"), language);
  rule.unless = reader.Patterns(reader.Member(source, "unless"), language);
  rule.advice = reader.Texts(source, "advice");
  rule.alternatives = ReadAlternatives(source, "alternatives", language, reader);
  return rule;
}

}  // namespace

core::Result<OutcomeRules> ParseOutcomeRules(std::string_view json) {
  Reader reader("outcome rules");
  rapidjson::Document document;
  core::Status status = reader.Parse(json, document);
  if (!status.ok()) return status;
  OutcomeRules rules;
  const Value& structure = reader.Object(document, "structure");
  for (const auto& [name, rule] :
       {std::pair("sentences", &rules.sentences), std::pair("clauses", &rules.clauses),
        std::pair("many_verbs", &rules.many_verbs), std::pair("no_content", &rules.no_content)}) {
    const Value& source = reader.Object(structure, name);
    *rule = {ReadSeverity(source, reader), reader.Texts(source, "advice")};
  }
  for (const auto& source : reader.Object(document, "languages").GetObject()) {
    const std::string language = source.name.GetString();
    LanguageRules read = ReadLanguage(source.value, language, reader);
    read.content_alternatives =
        ReadAlternatives(document, "content_alternatives", language, reader);
    for (const Value& wording : reader.Array(document, "rules").GetArray()) {
      read.rules.push_back(ReadRule(wording, language, reader));
    }
    rules.languages.emplace(language, std::move(read));
  }
  status = reader.Fault();
  if (!status.ok()) return status;
  return rules;
}

}  // namespace crosswalk::alignment
