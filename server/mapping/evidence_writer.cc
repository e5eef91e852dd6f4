// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/evidence_writer.h"

#include "indexer/schema/words.h"
#include "server/mapping/token_attention.h"
#include "server/search/label_text.h"

#include <algorithm>
#include <utility>

namespace crosswalk::mapping {
namespace {

using index_schema::LabelRow;
using index_schema::VectorKind;

// Of the temperature at which words are scored: softer, so that a reader sees the words around the
// decisive one too. Of 0.08 to 0.5 the one that agrees best with people's marks
// (docs/mapping-quality.md).
constexpr float kEvidenceSharpness = 0.25F;

// Where the words of the outcome that the label has stand, in order.
std::vector<text::Span> SharedWords(const OutcomeWords& words, const LabelRow& label) {
  std::vector<text::Span> spans;
  for (const search::TellingWord& telling : words.telling()) {
    const bool shared =
        std::any_of(label.words.begin(), label.words.end(), [&telling](index_schema::WordId word) {
          return std::binary_search(telling.words.begin(), telling.words.end(), word);
        });
    if (shared) spans.push_back(telling.span);
  }
  return spans;
}

}  // namespace

EvidenceWriter::EvidenceWriter(const LabelWords& label_words, const ConceptVectors* vectors,
                               float temperature)
    : label_words_(label_words), vectors_(vectors), temperature_(temperature) {}

Evidence EvidenceWriter::Write(const ReadOutcome& outcome, const Candidate& candidate,
                               const core::Concept& item,
                               const std::vector<std::string>& label_languages) const {
  Evidence evidence;
  evidence.spans = Spans(outcome, candidate);
  evidence.matched = Matched(outcome, candidate, item, label_languages);
  return evidence;
}

std::vector<Signal> EvidenceWriter::Signals(const Candidate& candidate, const Ranker& ranker) {
  std::vector<Signal> signals;
  if (!candidate.measured) return signals;
  const std::vector<double> contributions = ranker.Contributions(candidate);
  for (std::size_t i = 0; i < kFeatureNames.size(); ++i) {
    signals.push_back({std::string(kFeatureNames[i]), static_cast<double>(candidate.features[i]),
                       contributions[i]});
  }
  return signals;
}

std::vector<text::Span> EvidenceWriter::Spans(const ReadOutcome& outcome,
                                              const Candidate& candidate) const {
  if (vectors_ != nullptr && !outcome.word_tokens.empty()) {
    // The text of the concept that the outcome's words are nearer to says which words they are.
    TokenAttention nearer;
    std::vector<float> similarities(outcome.word_tokens.size());
    for (const VectorKind kind : kComparedTexts) {
      if (!vectors_->Compare(outcome.word_tokens, kind, candidate.node, similarities)) continue;
      TokenAttention attention = Attend(similarities, kEvidenceSharpness * temperature_);
      if (attention.score > nearer.score) nearer = std::move(attention);
    }
    if (!nearer.weights.empty()) {
      return AttendedSpans(outcome.words.all(), outcome.language, outcome.word_token_spans,
                           nearer.weights);
    }
  }
  if (!candidate.shown_label) return {};
  return SharedWords(outcome.words, label_words_.labels().Label(candidate.shown_label->label));
}

search::LabelMatch EvidenceWriter::Matched(const ReadOutcome& outcome, const Candidate& candidate,
                                           const core::Concept& item,
                                           const std::vector<std::string>& languages) const {
  if (!candidate.shown_label) {
    return search::PreferredLabel(item, languages);
  }
  search::LabelMatch match = search::TextOf(
      item, label_words_.labels().Label(candidate.shown_label->label), outcome.language);
  for (const index_schema::Word& word : index_schema::SplitWords(match.text)) {
    const auto id = label_words_.labels().FindWord(word.folded);
    if (id && outcome.words.Has(*id)) match.highlights.push_back(word.span);
  }
  return match;
}

}  // namespace crosswalk::mapping
