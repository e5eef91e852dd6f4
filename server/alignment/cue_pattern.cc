// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/cue_pattern.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace crosswalk::alignment {
namespace {

constexpr std::size_t kLongestGap = 3;
// Words before a stretch at which a longer one that it is part of may begin.
constexpr std::size_t kLongestBefore = 6;

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// What a word lets follow it.
VerbForm PlaceAfter(std::string_view word, std::string_view language) {
  if (language == "fr") {
    if (IsOneOf(word, {"et", "ou", "puis"})) return VerbForm::kAny;
    if (IsOneOf(word, {"a", "de", "d", "pour", "pouvoir", "peut", "peuvent", "doit"})) {
      return VerbForm::kBase;
    }
    return word == "en" ? VerbForm::kIng : VerbForm::kNone;
  }
  if (IsOneOf(word, {"and", "or", "then"})) return VerbForm::kAny;
  if (IsOneOf(word, {"to", "will", "can", "must", "should"})) return VerbForm::kBase;
  return IsOneOf(word, {"by", "while", "when"}) ? VerbForm::kIng : VerbForm::kNone;
}

bool IsVowel(char c) { return IsOneOf(std::string_view(&c, 1), {"a", "e", "i", "o", "u"}); }

// "plan", "cut": the last letter is doubled before -ing.
bool DoublesLastLetter(std::string_view verb) {
  const std::size_t size = verb.size();
  return size >= 3 && !IsVowel(verb[size - 3]) && IsVowel(verb[size - 2]) &&
         !IsVowel(verb[size - 1]) && !IsOneOf(verb.substr(size - 1), {"w", "x", "y"});
}

bool IsNegator(std::string_view word, std::string_view language) {
  return language == "fr" ? IsOneOf(word, {"non", "pas", "sans", "jamais", "ni", "peu"})
                          : IsOneOf(word, {"not", "no", "non", "never", "nor", "without"});
}

// Words that may stand between a negator and what it negates.
bool IsBridge(std::string_view word, std::string_view language) {
  return language == "fr"
             ? IsOneOf(word, {"de", "d", "du", "des", "un", "une", "trop", "tres", "travailler"})
             : IsOneOf(word, {"a", "an", "any", "the", "very", "overly", "too", "work", "working"});
}

}  // namespace

std::unordered_map<std::string, VerbForm> FormsOf(const std::string& verb,
                                                  std::string_view language) {
  std::unordered_map<std::string, VerbForm> forms;
  if (language == "fr") {
    const std::string stem = verb.substr(0, verb.size() < 2 ? 0 : verb.size() - 2);
    if (verb.ends_with("er")) {
      for (const char* ending : {"e", "ent", "era", "eront"}) {
        forms[std::string(stem).append(ending)] = VerbForm::kFinite;
      }
      forms[stem + "ant"] = VerbForm::kIng;
    } else if (verb.ends_with("ir")) {
      forms[stem + "it"] = forms[stem + "issent"] = VerbForm::kFinite;
      forms[stem + "issant"] = VerbForm::kIng;
    } else if (verb.ends_with("re")) {
      forms[stem] = forms[stem + "t"] = forms[stem + "ent"] = VerbForm::kFinite;
      forms[stem + "ant"] = VerbForm::kIng;
    }
  } else {
    const std::string stem = verb.ends_with('e') ? verb.substr(0, verb.size() - 1) : verb;
    forms[verb + "s"] = forms[stem + "es"] = VerbForm::kFinite;
    forms[stem + "ing"] = forms[verb + "ing"] = VerbForm::kIng;
    if (verb.ends_with('y')) forms[verb.substr(0, verb.size() - 1) + "ies"] = VerbForm::kFinite;
    if (DoublesLastLetter(verb)) forms[verb + verb.back() + "ing"] = VerbForm::kIng;
  }
  forms[verb] = VerbForm::kBase;
  return forms;
}

std::vector<VerbForm> VerbPlaces(const std::vector<OutcomeWord>& words, std::string_view language) {
  const bool english = language != "fr";
  std::vector<VerbForm> places(words.size(), VerbForm::kNone);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].starts_clause) {
      places[i] = VerbForm::kAny;
    } else if (i > 0) {
      const std::string& before = words[i - 1].folded;
      places[i] = PlaceAfter(before, language);
      // "critically evaluate" stands where "critically" does.
      if (places[i] == VerbForm::kNone && english && before.size() > 3 && before.ends_with("ly")) {
        places[i] = places[i - 1];
      }
    }
    // "design of": a noun.
    if (english && i + 1 < words.size() && words[i + 1].folded == "of") {
      places[i] = VerbForm::kNone;
    }
  }
  return places;
}

bool IsNegated(const std::vector<OutcomeWord>& words, std::size_t at, std::string_view language) {
  if (words[at].starts_clause || at == 0) return false;
  if (IsNegator(words[at - 1].folded, language)) return true;
  return at > 1 && !words[at - 1].starts_clause && IsNegator(words[at - 2].folded, language) &&
         IsBridge(words[at - 1].folded, language);
}

bool CuePattern::Element::Fits(std::string_view word) const {
  return std::find(words.begin(), words.end(), word) != words.end() ||
         std::any_of(beginnings.begin(), beginnings.end(),
                     [word](const std::string& beginning) { return word.starts_with(beginning); });
}

std::optional<CuePattern> CuePattern::Parse(std::string_view text, std::string_view language) {
  CuePattern pattern;
  const bool verb = text.starts_with('^');
  if (verb) text.remove_prefix(1);
  for (const std::string& part : SplitAt(text, ' ')) {
    Element element;
    if (part != "_") {
      for (std::string& word : SplitAt(part, '|')) {
        if (word.ends_with('*')) {
          word.pop_back();
          element.beginnings.push_back(std::move(word));
        } else {
          element.words.push_back(std::move(word));
        }
      }
    }
    pattern.elements_.push_back(std::move(element));
  }
  if (pattern.elements_.empty() || pattern.elements_.front().IsGap()) return std::nullopt;
  if (verb) {
    for (const std::string& base : pattern.elements_.front().words) {
      for (const auto& [form, kind] : FormsOf(base, language)) pattern.verbs_[form] = kind;
    }
    pattern.elements_.front().words.clear();
    for (const auto& [form, kind] : pattern.verbs_) {
      pattern.elements_.front().words.push_back(form);
    }
  }
  return pattern;
}

bool CuePattern::AllowedAt(std::string_view first_word, VerbForm place) const {
  if (verbs_.empty() || place == VerbForm::kAny) return true;
  const auto form = verbs_.find(std::string(first_word));
  return form != verbs_.end() && form->second == place;
}

std::optional<std::size_t> CuePattern::EndAt(const std::vector<OutcomeWord>& words, std::size_t at,
                                             std::size_t element) const {
  if (element == elements_.size()) return at;
  if (elements_[element].IsGap()) {
    for (std::size_t gap = 0; gap <= kLongestGap && at + gap <= words.size(); ++gap) {
      if (const auto end = EndAt(words, at + gap, element + 1)) return end;
    }
    return std::nullopt;
  }
  if (at >= words.size() || !elements_[element].Fits(words[at].folded)) return std::nullopt;
  return EndAt(words, at + 1, element + 1);
}

bool IsPartOfAny(const std::vector<CuePattern>& larger, const std::vector<OutcomeWord>& words,
                 std::size_t begin, std::size_t end) {
  return std::any_of(larger.begin(), larger.end(), [&](const CuePattern& pattern) {
    for (std::size_t at = begin - std::min(begin, kLongestBefore); at < end; ++at) {
      const auto stop = pattern.EndAt(words, at);
      if (stop && *stop > begin) return true;
    }
    return false;
  });
}

}  // namespace crosswalk::alignment
