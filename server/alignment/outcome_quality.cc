// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/outcome_quality.h"

#include "frameworks/core/text.h"
#include "server/alignment/level_data.h"
#include "server/alignment/outcome_rules.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace crosswalk::alignment {
namespace {

// An outcome with so many main verbs is a list of them.
constexpr std::size_t kManyVerbs = 5;
// Processes up to this one speak of knowing, those above of doing: "describe" and "build" are two
// outcomes where they have different objects.
constexpr int kUnderstand = 2;
// So many clauses with objects of their own are several outcomes whatever they speak of.
constexpr std::size_t kManyClauses = 4;
// Words that two clauses have in common when they begin with so many same letters.
constexpr std::size_t kStemLetters = 5;
// A longer outcome has content that the word lists do not see.
constexpr std::size_t kMostWordsWithoutContent = 8;
constexpr std::size_t kFewestWordsOfSentence = 3;
constexpr std::size_t kLongestQuote = 60;  // Bytes.

void Replace(std::string& text, std::string_view placeholder, std::string_view value) {
  const std::size_t at = text.find(placeholder);
  if (at != std::string::npos) text.replace(at, placeholder.size(), value);
}

// Main verbs with the object that they share.
struct Clause {
  std::size_t first_verb = 0;  // Indexes into the structure's verbs, inclusive.
  std::size_t last_verb = 0;
  std::size_t begin = 0;  // Words [begin, end).
  std::size_t end = 0;
};

// Finds the flaws of one outcome.
class Review {
 public:
  Review(const OutcomeRules& rules, const LanguageRules& language, std::string_view text,
         const std::vector<OutcomeWord>& words, std::string_view advice_language)
      : rules_(rules),
        language_(language),
        text_(text),
        words_(words),
        advice_language_(advice_language),
        structure_(language.grammar.Read(text, words)) {}

  std::vector<OutcomeFlaw> Run() {
    for (const WordingRule& rule : language_.rules) CheckWording(rule);
    // Words that are at fault already need no second advice.
    if (flaws_.empty()) CheckContent();
    CheckStructure();
    std::stable_sort(flaws_.begin(), flaws_.end(),
                     [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
    return std::move(flaws_);
  }

 private:
  [[nodiscard]] const std::string& Word(std::size_t at) const { return words_[at].folded; }
  [[nodiscard]] text::Span SpanOf(std::size_t begin, std::size_t end) const {
    return {words_[begin].span.begin, words_[end - 1].span.end};
  }

  // The text of a span, cut after a word where it is long.
  [[nodiscard]] std::string Quote(const text::Span& span) const {
    std::string quote = core::CleanText(text_.substr(span.begin, span.end - span.begin));
    if (quote.size() <= kLongestQuote) return quote;
    const std::size_t cut = quote.rfind(' ', kLongestQuote);
    return quote.substr(0, cut == std::string::npos ? kLongestQuote : cut) + "…";
  }

  void AddFlaw(FlawKind kind, FlawSeverity severity, const text::Span& span, std::string advice,
               std::vector<std::string> alternatives = {}) {
    const bool overlaps = std::any_of(flaws_.begin(), flaws_.end(), [&span](const auto& flaw) {
      return flaw.span.begin < span.end && span.begin < flaw.span.end;
    });
    if (overlaps) return;
    // A verb that the outcome has already is no advice.
    alternatives.erase(std::remove_if(alternatives.begin(), alternatives.end(),
                                      [this](const std::string& verb) {
                                        const auto folded = SplitOutcome(verb);
                                        return std::any_of(words_.begin(), words_.end(),
                                                           [&folded](const OutcomeWord& word) {
                                                             return word.folded ==
                                                                    folded.front().folded;
                                                           });
                                      }),
                       alternatives.end());
    Replace(advice, "{words}", Quote(span));
    Replace(advice, "{alternatives}",
            JoinItems(alternatives, advice_language_ == "fr" ? " ou " : " or "));
    flaws_.push_back({kind, severity, span, std::move(advice), std::move(alternatives)});
  }

  // The verbs of the first entry that fits what stands from word `from` on.
  [[nodiscard]] std::vector<std::string> Choose(const std::vector<VerbAlternatives>& entries,
                                                std::size_t from) const {
    for (const VerbAlternatives& entry : entries) {
      const bool fits =
          entry.when.empty() ||
          std::any_of(entry.when.begin(), entry.when.end(), [&](const CuePattern& pattern) {
            for (std::size_t at = from; at < words_.size(); ++at) {
              if (pattern.EndAt(words_, at)) return true;
            }
            return false;
          });
      if (fits) return entry.verbs;
    }
    return {};
  }

  // Adds a flaw where the rule's words stand from `at` on.
  bool CheckAt(const WordingRule& rule, std::size_t at) {
    std::size_t longest = at;
    for (const CuePattern& pattern : rule.patterns) {
      longest = std::max(longest, pattern.EndAt(words_, at).value_or(at));
    }
    if (longest == at || IsPartOfAny(rule.unless, words_, at, longest)) return false;
    while (longest > at + 1 && language_.trailing.contains(Word(longest - 1))) --longest;
    AddFlaw(rule.kind, rule.severity, SpanOf(at, longest),
            core::PickText(rule.advice, advice_language_), Choose(rule.alternatives, at));
    return true;
  }

  void CheckWording(const WordingRule& rule) {
    switch (rule.place) {
      case RulePlace::kStart:
        if (!words_.empty()) CheckAt(rule, 0);
        return;
      case RulePlace::kMainVerb:
        for (const std::size_t at : MainPlaces()) {
          if (CheckAt(rule, at)) return;
        }
        return;
      case RulePlace::kAnywhere:
        for (std::size_t at = 0; at < words_.size(); ++at) {
          if (CheckAt(rule, at)) return;
        }
        return;
    }
  }

  // Where the main verbs stand.
  [[nodiscard]] std::vector<std::size_t> MainPlaces() const {
    std::vector<std::size_t> places;
    for (const MainVerb& verb : structure_.verbs) places.push_back(verb.word);
    return places;
  }

  // "Apply skills": a verb that every other word leaves without an object.
  void CheckContent() {
    if (structure_.verbs.empty() || structure_.verbs.front().process == 0) return;
    const std::size_t main = structure_.verbs.front().word;
    if (words_.size() - main > kMostWordsWithoutContent) return;
    for (std::size_t i = main + 1; i < words_.size(); ++i) {
      const bool verb = std::any_of(structure_.verbs.begin(), structure_.verbs.end(),
                                    [i](const MainVerb& other) { return other.word == i; });
      if (!verb && !language_.stop.contains(Word(i)) && !language_.filler.contains(Word(i)) &&
          !language_.grammar.IsAdverb(Word(i))) {
        return;
      }
    }
    AddFlaw(FlawKind::kNoContent, rules_.no_content.severity, SpanOf(main, words_.size()),
            core::PickText(rules_.no_content.advice, advice_language_),
            Choose(language_.content_alternatives, main));
  }

  // The main verbs by the object they share: "plan and conduct a study" is one clause.
  [[nodiscard]] std::vector<Clause> Clauses() const {
    std::vector<Clause> clauses;
    const auto& verbs = structure_.verbs;
    for (std::size_t i = 0; i < verbs.size(); ++i) {
      const bool shares =
          i > 0 && !verbs[i].starts_sentence && verbs[i].word - verbs[i - 1].word <= 2;
      if (shares) {
        clauses.back().last_verb = i;
      } else {
        clauses.push_back({i, i, verbs[i].word, words_.size()});
      }
    }
    for (std::size_t i = 0; i + 1 < clauses.size(); ++i) {
      std::size_t end = clauses[i + 1].begin;
      while (end > clauses[i].begin + 1 && (language_.grammar.IsJoiner(Word(end - 1)) ||
                                            language_.grammar.IsAdverb(Word(end - 1)))) {
        --end;
      }
      clauses[i].end = end;
    }
    return clauses;
  }

  // The object of a clause, by the beginnings of its words.
  [[nodiscard]] std::vector<std::string> Object(const Clause& clause) const {
    std::vector<std::string> stems;
    for (std::size_t i = structure_.verbs[clause.last_verb].word + 1; i < clause.end; ++i) {
      if (!language_.stop.contains(Word(i))) stems.push_back(Word(i).substr(0, kStemLetters));
    }
    return stems;
  }

  // Whether a clause goes on with what the clauses before it speak of.
  [[nodiscard]] bool Continues(const std::vector<Clause>& clauses, std::size_t index) const {
    const Clause& clause = clauses[index];
    for (std::size_t i = clauses[index - 1].end; i < clause.end; ++i) {
      if (language_.links.contains(Word(i))) return true;
    }
    const std::vector<std::string> object = Object(clause);
    for (std::size_t before = 0; before < index; ++before) {
      for (const std::string& stem : Object(clauses[before])) {
        if (std::find(object.begin(), object.end(), stem) != object.end()) return true;
      }
    }
    return false;
  }

  // The highest process that a clause asks for; 0 where it only prepares another.
  [[nodiscard]] int ProcessOf(const Clause& clause) const {
    int highest = 0;
    for (std::size_t i = clause.first_verb; i <= clause.last_verb; ++i) {
      const MainVerb& verb = structure_.verbs[i];
      if (!language_.first_steps.contains(Word(verb.word))) {
        highest = std::max(highest, verb.process);
      }
    }
    return highest;
  }

  // Whether one of the clauses asks for knowing and the other for doing.
  [[nodiscard]] bool AreFarApart(const Clause& one, const Clause& other) const {
    const auto [low, high] = std::minmax({ProcessOf(one), ProcessOf(other)});
    return low > 0 && low <= kUnderstand && high > kUnderstand;
  }

  void CheckStructure() {
    const std::vector<Clause> clauses = Clauses();
    std::vector<std::size_t> own;  // Clauses with an object of their own that nothing links.
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      const Clause& clause = clauses[i];
      if (structure_.verbs[clause.first_verb].starts_sentence &&
          clause.end - clause.begin >= kFewestWordsOfSentence) {
        AddFlaw(FlawKind::kSeveralOutcomes, rules_.sentences.severity,
                SpanOf(clause.begin, clause.end),
                core::PickText(rules_.sentences.advice, advice_language_));
        return;
      }
      if (!Object(clause).empty() && (i == 0 || !Continues(clauses, i))) own.push_back(i);
    }
    for (std::size_t i = 1; i < own.size() && own.front() == 0; ++i) {
      const Clause& clause = clauses[own[i]];
      if (own.size() < kManyClauses && !AreFarApart(clauses[0], clause)) continue;
      std::string advice = core::PickText(rules_.clauses.advice, advice_language_);
      Replace(advice, "{first}", Quote(SpanOf(clauses[0].begin, clauses[0].end)));
      AddFlaw(FlawKind::kSeveralOutcomes, rules_.clauses.severity, SpanOf(clause.begin, clause.end),
              std::move(advice));
      return;
    }
    CheckVerbCount();
  }

  void CheckVerbCount() {
    std::vector<std::string> verbs;
    for (const std::size_t at : MainPlaces()) {
      const std::string verb = Quote(words_[at].span);
      if (std::find(verbs.begin(), verbs.end(), verb) == verbs.end()) verbs.push_back(verb);
    }
    if (verbs.size() < kManyVerbs) return;
    std::string advice = core::PickText(rules_.many_verbs.advice, advice_language_);
    Replace(advice, "{count}", std::to_string(verbs.size()));
    Replace(advice, "{verbs}", JoinItems(verbs, ", "));
    AddFlaw(FlawKind::kSeveralOutcomes, rules_.many_verbs.severity,
            SpanOf(structure_.verbs.front().word, structure_.verbs.back().word + 1),
            std::move(advice));
  }

  const OutcomeRules& rules_;
  const LanguageRules& language_;
  std::string_view text_;
  const std::vector<OutcomeWord>& words_;
  std::string_view advice_language_;
  OutcomeStructure structure_;
  std::vector<OutcomeFlaw> flaws_;
};

}  // namespace

OutcomeReviewer::OutcomeReviewer(std::shared_ptr<const OutcomeRules> rules)
    : rules_(std::move(rules)) {}

core::Result<OutcomeReviewer> OutcomeReviewer::Load() { return Parse(kOutcomeQualityJson); }

core::Result<OutcomeReviewer> OutcomeReviewer::Parse(std::string_view json) {
  core::Result<OutcomeRules> rules = ParseOutcomeRules(json);
  if (!rules.ok()) return rules.status();
  return OutcomeReviewer(std::make_shared<const OutcomeRules>(*std::move(rules)));
}

std::vector<OutcomeFlaw> OutcomeReviewer::Review(std::string_view text,
                                                 const std::vector<OutcomeWord>& words,
                                                 std::string_view language,
                                                 std::string_view advice_language) const {
  const auto found = rules_->languages.find(language);
  if (found == rules_->languages.end() || words.empty()) return {};
  return alignment::Review(*rules_, found->second, text, words, advice_language).Run();
}

}  // namespace crosswalk::alignment
