// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/cue_lexicon.h"

#include "server/alignment/level_data.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace crosswalk::alignment {
namespace {

core::Status Invalid(const std::string& what) {
  return core::Internal("LEVEL_DATA_INVALID", "level cues: " + what);
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

std::string TextOf(const rapidjson::Value& object, const char* member) {
  const auto found = object.FindMember(member);
  return found != object.MemberEnd() && found->value.IsString() ? found->value.GetString() : "";
}

// What an entry says about its cue, but for what it looks like.
core::Result<Cue> ReadCue(const rapidjson::Value& entry) {
  Cue cue;
  cue.id = TextOf(entry, "id");
  cue.category = TextOf(entry, "category");
  cue.aspect = TextOf(entry, "aspect");
  cue.source = TextOf(entry, "source");
  const auto levels = entry.FindMember("levels");
  const auto label = entry.FindMember("label");
  if (cue.category.empty() || cue.aspect.empty() || cue.source.empty() ||
      levels == entry.MemberEnd() || !levels->value.IsArray() || levels->value.Size() != 2 ||
      !levels->value[0].IsInt() || !levels->value[1].IsInt() || label == entry.MemberEnd() ||
      !label->value.IsObject()) {
    return Invalid("'" + cue.id + "' needs 'category', 'aspect', 'source', 'levels' and 'label'");
  }
  cue.lowest = levels->value[0].GetInt();
  cue.highest = levels->value[1].GetInt();
  for (const auto& text : label->value.GetObject()) {
    if (text.value.IsString()) cue.label[text.name.GetString()] = text.value.GetString();
  }
  const auto trade = entry.FindMember("trade");
  cue.trade = trade != entry.MemberEnd() && trade->value.IsTrue();
  return cue;
}

}  // namespace

core::Result<CueLexicon> CueLexicon::Load() { return Parse(kCuesJson); }

core::Result<CueLexicon> CueLexicon::Parse(std::string_view json) {
  rapidjson::Document document;
  document.Parse(json.data(), json.size());
  if (document.HasParseError() || !document.IsObject() || !document.HasMember("cues") ||
      !document["cues"].IsArray()) {
    return Invalid("not a JSON object with a list 'cues'");
  }
  CueLexicon lexicon;
  lexicon.name_ = TextOf(document, "name") + " " + TextOf(document, "version");
  for (const auto& entry : document["cues"].GetArray()) {
    if (!entry.IsObject() || TextOf(entry, "id").empty()) {
      return Invalid("entry " + std::to_string(lexicon.cues_.size()) + " has no 'id'");
    }
    core::Result<Cue> cue = ReadCue(entry);
    if (!cue.ok()) return cue.status();
    const std::size_t index = lexicon.cues_.size();
    std::optional<std::string> fault;
    const auto parse = [&](const std::string& text, const std::string& language) {
      std::optional<CuePattern> pattern = CuePattern::Parse(text, language);
      if (!pattern) fault = text;
      return pattern;
    };
    // Verbs first, as tools/alignment/outcome_words.py has them.
    for (const auto& [language, verbs] : StringsByLanguage(entry, "verbs")) {
      for (const std::string& verb : verbs) {
        if (auto pattern = parse("^" + verb, language)) {
          lexicon.languages_[language].Add(index, *std::move(pattern));
        }
      }
    }
    for (const auto& [language, patterns] : StringsByLanguage(entry, "patterns")) {
      for (const std::string& text : patterns) {
        if (auto pattern = parse(text, language)) {
          lexicon.languages_[language].Add(index, *std::move(pattern));
        }
      }
    }
    for (const auto& [language, patterns] : StringsByLanguage(entry, "unless")) {
      auto& unless = lexicon.languages_[language].unless;
      unless.resize(std::max(unless.size(), index + 1));
      for (const std::string& text : patterns) {
        if (auto pattern = parse(text, language)) unless[index].push_back(*std::move(pattern));
      }
    }
    if (fault) return Invalid("'" + cue->id + "' has a pattern without words: '" + *fault + "'");
    lexicon.cues_.push_back(*std::move(cue));
  }
  return lexicon;
}

void CueLexicon::LanguageEntries::Add(std::size_t cue, CuePattern pattern) {
  for (const std::string& word : pattern.first().words) by_word[word].push_back(entries.size());
  for (const std::string& beginning : pattern.first().beginnings) {
    by_beginning[beginning].push_back(entries.size());
  }
  entries.push_back({cue, std::move(pattern)});
}

std::vector<std::size_t> CueLexicon::LanguageEntries::StartingWith(const std::string& word) const {
  std::vector<std::size_t> starting;
  if (const auto found = by_word.find(word); found != by_word.end()) starting = found->second;
  for (std::size_t length = 1; length <= word.size(); ++length) {
    const auto found = by_beginning.find(word.substr(0, length));
    if (found == by_beginning.end()) continue;
    starting.insert(starting.end(), found->second.begin(), found->second.end());
  }
  std::sort(starting.begin(), starting.end());
  return starting;
}

bool CueLexicon::LanguageEntries::Excludes(const std::vector<OutcomeWord>& words, std::size_t cue,
                                           std::size_t begin, std::size_t end) const {
  return cue < unless.size() && IsPartOfAny(unless[cue], words, begin, end);
}

std::vector<CueHit> CueLexicon::Find(const std::vector<OutcomeWord>& words,
                                     std::string_view language) const {
  const auto known = languages_.find(language);
  if (known == languages_.end()) return {};
  const LanguageEntries& patterns = known->second;
  const std::vector<VerbForm> places = VerbPlaces(words, language);
  std::vector<CueHit> hits;
  std::vector<bool> found(cues_.size(), false);
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (const std::size_t index : patterns.StartingWith(words[i].folded)) {
      const auto& [cue, pattern] = patterns.entries[index];
      if (found[cue] || !pattern.AllowedAt(words[i].folded, places[i])) continue;
      const auto end = pattern.EndAt(words, i);
      if (!end || IsNegated(words, i, language) || patterns.Excludes(words, cue, i, *end)) continue;
      found[cue] = true;
      hits.push_back({cue, {words[i].span.begin, words[*end - 1].span.end}, i, *end});
    }
  }
  std::sort(hits.begin(), hits.end(),
            [](const CueHit& a, const CueHit& b) { return a.cue < b.cue; });
  return hits;
}

}  // namespace crosswalk::alignment
