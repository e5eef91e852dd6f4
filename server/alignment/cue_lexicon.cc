// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/cue_lexicon.h"

#include "server/alignment/level_data.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace crosswalk::alignment {
namespace {

constexpr std::size_t kNoMatch = static_cast<std::size_t>(-1);
constexpr std::size_t kLongestGap = 3;

core::Status Invalid(const std::string& what) {
  return core::Internal("LEVEL_DATA_INVALID", "level cues: " + what);
}

// Words after which another main verb may follow.
bool Joins(std::string_view word, std::string_view language) {
  static constexpr std::array<std::string_view, 4> kEnglish = {"and", "or", "to", "then"};
  static constexpr std::array<std::string_view, 5> kFrench = {"et", "ou", "a", "de", "puis"};
  const auto is_word = [word](std::string_view joiner) { return joiner == word; };
  return language == "fr" ? std::any_of(kFrench.begin(), kFrench.end(), is_word)
                          : std::any_of(kEnglish.begin(), kEnglish.end(), is_word);
}

// Whether `word` is `verb` or one of its regular forms.
bool IsFormOf(std::string_view word, const std::string& verb, std::string_view language) {
  if (word == verb) return true;
  if (language == "fr") {
    return verb.ends_with('r') && word == std::string_view(verb).substr(0, verb.size() - 1);
  }
  const std::string stem = verb.ends_with('e') ? verb.substr(0, verb.size() - 1) : verb;
  return word == verb + "s" || word == verb + "d" || word == verb + "ed" || word == verb + "ing" ||
         word == stem + "es" || word == stem + "ing";
}

bool Fits(std::string_view word, const std::vector<std::string>& alternatives) {
  return std::any_of(
      alternatives.begin(), alternatives.end(), [word](const std::string& alternative) {
        return alternative.ends_with('*')
                   ? word.starts_with(
                         std::string_view(alternative).substr(0, alternative.size() - 1))
                   : word == alternative;
      });
}

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// Strings by language; empty where the member is missing.
std::map<std::string, std::vector<std::string>> StringsByLanguage(const rapidjson::Value& cue,
                                                                  const char* member) {
  std::map<std::string, std::vector<std::string>> strings;
  const auto found = cue.FindMember(member);
  if (found == cue.MemberEnd() || !found->value.IsObject()) return strings;
  for (const auto& language : found->value.GetObject()) {
    if (!language.value.IsArray()) continue;
    for (const auto& text : language.value.GetArray()) {
      if (text.IsString()) strings[language.name.GetString()].emplace_back(text.GetString());
    }
  }
  return strings;
}

}  // namespace

CueLexicon::Pattern CueLexicon::ParsePattern(std::string_view text) {
  Pattern pattern;
  for (const std::string& element : Split(text, ' ')) {
    pattern.push_back(element == "_" ? Element{} : Split(element, '|'));
  }
  return pattern;
}

core::Result<CueLexicon> CueLexicon::Load() { return Parse(kCuesJson); }

core::Result<CueLexicon> CueLexicon::Parse(std::string_view json) {
  rapidjson::Document document;
  document.Parse(json.data(), json.size());
  if (document.HasParseError() || !document.IsObject() || !document.HasMember("cues") ||
      !document["cues"].IsArray()) {
    return Invalid("not a JSON object with a list 'cues'");
  }
  CueLexicon lexicon;
  for (const auto& entry : document["cues"].GetArray()) {
    if (!entry.IsObject() || !entry.HasMember("id") || !entry["id"].IsString()) {
      return Invalid("entry " + std::to_string(lexicon.cues_.size()) + " has no 'id'");
    }
    Cue cue;
    cue.id = entry["id"].GetString();
    const auto category = entry.FindMember("category");
    const auto levels = entry.FindMember("levels");
    const auto label = entry.FindMember("label");
    if (category == entry.MemberEnd() || !category->value.IsString() ||
        levels == entry.MemberEnd() || !levels->value.IsArray() || levels->value.Size() != 2 ||
        !levels->value[0].IsInt() || !levels->value[1].IsInt() || label == entry.MemberEnd() ||
        !label->value.IsObject()) {
      return Invalid("'" + cue.id + "' needs 'category', 'levels' and 'label'");
    }
    cue.category = category->value.GetString();
    cue.lowest = levels->value[0].GetInt();
    cue.highest = levels->value[1].GetInt();
    for (const auto& text : label->value.GetObject()) {
      if (text.value.IsString()) cue.label[text.name.GetString()] = text.value.GetString();
    }
    std::map<std::string, Wording, std::less<>> wordings;
    for (auto& [language, verbs] : StringsByLanguage(entry, "verbs")) {
      wordings[language].verbs = std::move(verbs);
    }
    for (const auto& [language, patterns] : StringsByLanguage(entry, "patterns")) {
      for (const std::string& pattern : patterns) {
        wordings[language].patterns.push_back(ParsePattern(pattern));
      }
    }
    lexicon.cues_.push_back(std::move(cue));
    lexicon.wordings_.push_back(std::move(wordings));
  }
  return lexicon;
}

std::size_t CueLexicon::MatchEnd(const std::vector<OutcomeWord>& words, std::size_t from,
                                 const Pattern& pattern, std::size_t element) {
  if (element == pattern.size()) return from;
  if (pattern[element].empty()) {
    for (std::size_t gap = 0; gap <= kLongestGap && from + gap <= words.size(); ++gap) {
      const std::size_t end = MatchEnd(words, from + gap, pattern, element + 1);
      if (end != kNoMatch) return end;
    }
    return kNoMatch;
  }
  if (from >= words.size() || !Fits(words[from].folded, pattern[element])) return kNoMatch;
  return MatchEnd(words, from + 1, pattern, element + 1);
}

std::vector<CueHit> CueLexicon::Find(const std::vector<OutcomeWord>& words,
                                     std::string_view language) const {
  std::vector<CueHit> hits;
  for (std::size_t cue = 0; cue < cues_.size(); ++cue) {
    const auto wording = wordings_[cue].find(language);
    if (wording == wordings_[cue].end()) continue;
    const auto find = [&]() -> std::optional<text::Span> {
      for (std::size_t i = 0; i < words.size(); ++i) {
        const bool verb_place =
            words[i].starts_clause || (i > 0 && Joins(words[i - 1].folded, language));
        if (verb_place && std::any_of(wording->second.verbs.begin(), wording->second.verbs.end(),
                                      [&](const std::string& verb) {
                                        return IsFormOf(words[i].folded, verb, language);
                                      })) {
          return words[i].span;
        }
        for (const Pattern& pattern : wording->second.patterns) {
          const std::size_t end = MatchEnd(words, i, pattern, 0);
          if (end != kNoMatch && end > i) {
            return text::Span{words[i].span.begin, words[end - 1].span.end};
          }
        }
      }
      return std::nullopt;
    };
    if (const std::optional<text::Span> span = find()) hits.push_back({cue, *span});
  }
  return hits;
}

}  // namespace crosswalk::alignment
