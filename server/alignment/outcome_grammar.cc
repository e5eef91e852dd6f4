// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/outcome_grammar.h"

#include "frameworks/core/text.h"

#include <algorithm>
#include <array>

namespace crosswalk::alignment {
namespace {

// Shorter words in -ly and -ment are not adverbs: "fly", « ciment ».
constexpr std::size_t kShortestAdverb = 6;

std::unordered_set<std::string> SetOf(const std::vector<std::string>& words) {
  return {words.begin(), words.end()};
}

// Whether a sentence begins at word `at`: the marks before it end one, and no abbreviation does.
bool StartsSentence(std::string_view text, const std::vector<OutcomeWord>& words, std::size_t at) {
  if (at == 0) return true;
  const std::size_t begin = words[at - 1].span.end;
  const std::string_view between = text.substr(begin, words[at].span.begin - begin);
  if (between.find_first_of(";!?\n") != std::string_view::npos) return true;
  const std::size_t stop = between.find('.');
  static constexpr std::array<std::string_view, 7> kAbbreviations = {"etc", "vs", "ex", "dr",
                                                                     "st",  "no", "eg"};
  const std::string& before = words[at - 1].folded;
  return stop != std::string_view::npos && stop + 1 < between.size() && before.size() > 1 &&
         std::find(kAbbreviations.begin(), kAbbreviations.end(), before) == kAbbreviations.end();
}

}  // namespace

OutcomeGrammar::OutcomeGrammar(const GrammarWords& words, std::string_view language)
    : pure_purpose_(SetOf(words.pure_purpose)),
      purpose_(SetOf(words.purpose)),
      joiners_(SetOf(words.joiners)),
      reflexives_(SetOf(words.reflexives)),
      determiners_(SetOf(words.determiners)),
      adverb_ending_(words.adverb_ending) {
  for (const std::string& text : words.lead_ins) {
    if (auto pattern = CuePattern::Parse(text, language)) lead_ins_.push_back(*std::move(pattern));
  }
  for (const auto& [process, verbs] : words.verbs) {
    for (const std::string& verb : verbs) {
      for (const auto& [form, kind] : FormsOf(verb, language)) {
        // A base form is surer than the form of another verb: "sets" of "set", not of "se".
        KnownForm& known = forms_[form];
        if (known.form == VerbForm::kNone || kind == VerbForm::kBase) known = {process, kind};
      }
    }
  }
  for (const std::string& verb : words.noun_verbs) {
    for (const auto& [form, kind] : FormsOf(verb, language)) noun_verbs_.insert(form);
  }
}

bool OutcomeGrammar::IsAdverb(const std::string& word) const {
  return word.size() >= kShortestAdverb && word.ends_with(adverb_ending_) && !forms_.contains(word);
}

const OutcomeGrammar::KnownForm* OutcomeGrammar::Find(const std::vector<OutcomeWord>& words,
                                                      std::size_t at) const {
  if (at < words.size() && reflexives_.contains(words[at].folded)) ++at;
  if (at >= words.size()) return nullptr;
  const auto found = forms_.find(words[at].folded);
  return found == forms_.end() ? nullptr : &found->second;
}

std::size_t OutcomeGrammar::SkipLeadIn(const std::vector<OutcomeWord>& words,
                                       std::size_t at) const {
  for (;;) {
    std::size_t next = at;
    if (at < words.size() && core::IsDigits(words[at].folded)) next = at + 1;
    for (const CuePattern& pattern : lead_ins_) {
      if (const auto end = pattern.EndAt(words, at)) next = std::max(next, *end);
    }
    if (next == at && at + 1 < words.size() && IsAdverb(words[at].folded)) next = at + 1;
    if (next == at) return at;
    at = next;
  }
}

// "planning, design and costing": a word that may be a noun is a verb only where an object with a
// determiner follows, or where it stands right beside a verb.
bool OutcomeGrammar::IsNoun(const std::vector<OutcomeWord>& words, std::size_t at,
                            const MainVerb& before) const {
  if (!noun_verbs_.contains(words[at].folded)) return false;
  const std::size_t gap = at - before.word;
  if (gap == 1 || (gap == 2 && joiners_.contains(words[at - 1].folded))) return false;
  return at + 1 >= words.size() || !determiners_.contains(words[at + 1].folded);
}

OutcomeStructure OutcomeGrammar::Read(std::string_view text,
                                      const std::vector<OutcomeWord>& words) const {
  OutcomeStructure structure;
  const std::size_t first = SkipLeadIn(words, 0);
  if (first >= words.size()) return structure;
  const KnownForm* known = Find(words, first);
  structure.verbs.push_back({first, known == nullptr ? 0 : known->process, false});
  // Verbs side by side have the same form.
  VerbForm form = known == nullptr ? VerbForm::kBase : known->form;
  bool blocked = false;
  for (std::size_t i = first + 1; i < words.size(); ++i) {
    if (StartsSentence(text, words, i)) {
      blocked = false;
      const std::size_t verb = SkipLeadIn(words, i);
      known = Find(words, verb);
      if (known != nullptr && known->form != VerbForm::kIng &&
          !IsNoun(words, verb, structure.verbs.back())) {
        structure.verbs.push_back({verb, known->process, true});
        form = known->form;
      }
      i = std::max(i, std::min(verb, words.size() - 1));
      continue;
    }
    const std::string& word = words[i].folded;
    // "to critically reflect": an adverb may stand between.
    const std::size_t after = i + (i + 2 < words.size() && IsAdverb(words[i + 1].folded) ? 2 : 1);
    blocked = blocked || pure_purpose_.contains(word) ||
              (purpose_.contains(word) &&
               (Find(words, after) != nullptr || Find(words, i + 1) != nullptr ||
                (after > i + 1 && joiners_.contains(words[after].folded))));
    if (blocked || !(words[i].starts_clause || joiners_.contains(words[i - 1].folded))) continue;
    const std::size_t verb = i + (i + 1 < words.size() && IsAdverb(word) ? 1 : 0);
    known = Find(words, verb);
    if (known != nullptr && known->form == form && !IsNoun(words, verb, structure.verbs.back())) {
      structure.verbs.push_back({verb, known->process, false});
      i = verb;
    }
  }
  return structure;
}

}  // namespace crosswalk::alignment
