// SPDX-License-Identifier: Apache-2.0
#include "tools/client/format_mapping.h"

#include "tools/client/vocabulary.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace crosswalk::client {
namespace {

// Signals that moved the ranking less are not shown: with three digits they would read as 0.
constexpr double kLeastContribution = 0.0005;

std::vector<Stretch> StretchesOf(const google::protobuf::RepeatedPtrField<v1::TextSpan>& spans) {
  std::vector<Stretch> stretches;
  for (const v1::TextSpan& span : spans) {
    stretches.push_back({static_cast<std::size_t>(std::max(span.start_byte(), 0)),
                         static_cast<std::size_t>(std::max(span.end_byte(), 0))});
  }
  return stretches;
}

// The stretches in the order of the text, joined by an ellipsis where words are left out.
StyledText EvidenceWords(const v1::SkillMatch& match) {
  std::vector<const v1::TextSpan*> spans;
  for (const v1::TextSpan& span : match.evidence().spans()) spans.push_back(&span);
  std::sort(spans.begin(), spans.end(), [](const v1::TextSpan* a, const v1::TextSpan* b) {
    return a->start_byte() < b->start_byte();
  });
  StyledText words;
  for (const v1::TextSpan* span : spans) {
    if (!words.empty()) words.Append(" \u2026 ");
    words.Append(SafeText(span->text()));
  }
  return words;
}

// Which text of the concept fitted, unless it is the label that stands beside it.
StyledText MatchedBy(const v1::SkillMatch& match) {
  const v1::MatchedLabel& label = match.evidence().matched_label();
  if (label.text().empty() || (label.kind() == v1::LABEL_KIND_PREFERRED &&
                               label.text() == match.skill().preferred_label())) {
    return {};
  }
  StyledText text;
  std::string kind(LabelKindWord(label.kind()));
  if (!label.language_code().empty() && label.language_code() != match.skill().language_code()) {
    kind += " (" + SafeText(label.language_code()) + ")";
  }
  text.Append(kind + ": ", Emphasis::kFaint);
  return text.Append(Highlight(label.text(), StretchesOf(label.spans()), Emphasis::kNone));
}

std::string NoMatchSentence(v1::NoMatchReason reason) {
  switch (reason) {
    case v1::NO_MATCH_REASON_BELOW_THRESHOLD:
      return "No skill reaches the asked confidence.";
    case v1::NO_MATCH_REASON_NO_CONTENT:
      return "There is no word to go by in this text.";
    case v1::NO_MATCH_REASON_NO_CANDIDATES:
      return "Nothing in the asked frameworks resembles this text.";
    case v1::NO_MATCH_REASON_NOTHING_FITS:
      return "No skill fits well.";
    default:
      return "No skill was found.";
  }
}

std::string FormatSignals(const v1::SkillMatch& match, const Look& look) {
  std::vector<std::vector<StyledText>> rows;
  for (const v1::Signal& signal : match.evidence().signals()) {
    if (std::abs(signal.contribution()) < kLeastContribution) continue;
    rows.push_back({StyledText(SafeText(signal.name())), StyledText(Fixed(signal.value(), 3)),
                    StyledText(std::string(signal.contribution() < 0 ? "" : "+") +
                               Fixed(signal.contribution(), 3))});
  }
  if (rows.empty()) return {};
  const std::vector<Column> columns = {{.header = "signal"},
                                       {.header = "value", .right = true},
                                       {.header = "contribution", .right = true}};
  return RenderParagraph(StyledText(std::to_string(match.rank()) + ". " +
                                    SafeText(match.skill().preferred_label())),
                         look, "       ", "       ") +
         RenderTable(columns, rows, look, 10);
}

std::string FormatMatches(const std::vector<const v1::SkillMatch*>& matches, const Look& look) {
  std::vector<std::vector<StyledText>> rows;
  for (const v1::SkillMatch* shown : matches) {
    const v1::SkillMatch& match = *shown;
    StyledText confidence = StyledProbability(match.confidence());
    confidence.Append(" ").Append(std::string(ConfidenceWord(match.confidence())));
    const std::string alone = Fixed(match.confidence_without_context(), 2);
    if (match.has_confidence_without_context() && alone != Fixed(match.confidence(), 2)) {
      confidence.Append(" (alone " + alone + ")", Emphasis::kFaint);
    }
    std::string rank = match.committed() ? std::string(kCommittedMark) + " " : "";
    rank += std::to_string(match.rank());
    rows.push_back({StyledText(std::move(rank)), confidence,
                    StyledText(SafeText(match.skill().preferred_label()), Emphasis::kStrong),
                    EvidenceWords(match), MatchedBy(match)});
  }
  const std::vector<Column> columns = {
      {.header = "#", .right = true},
      {.header = "confidence"},
      {.header = "skill", .flexible = true},
      {.header = "in the outcome", .flexible = true, .max_lines = 3},
      {.header = "matched by", .flexible = true, .max_lines = 3},
  };
  return RenderTable(columns, rows, look, 4);
}

}  // namespace

StyledText StyledProbability(double probability) {
  Emphasis emphasis = Emphasis::kPoor;
  if (probability >= 0.4) emphasis = Emphasis::kFair;
  if (probability >= 0.6) emphasis = Emphasis::kGood;
  return {Fixed(probability, 2), emphasis};
}

std::string FormatMapping(std::size_t number, const InputOutcome& outcome,
                          const v1::OutcomeMapping& mapping, const MappingDetail& detail,
                          const Look& look) {
  std::vector<Stretch> stretches;
  if (mapping.matches_size() > 0) {
    stretches = StretchesOf(mapping.matches(0).evidence().spans());
  }
  StyledText heading = Highlight(outcome.text, std::move(stretches), Emphasis::kEvidence);
  if (!outcome.id.empty()) {
    heading.Append("  ").Append("[" + SafeText(outcome.id) + "]", Emphasis::kFaint);
  }
  std::string first = std::to_string(number) + ". ";
  first.insert(0, first.size() < 4 ? 4 - first.size() : 0, ' ');
  std::string text = RenderParagraph(heading, look, first, std::string(first.size(), ' '));
  if (mapping.has_error()) {
    return text + RenderParagraph(StyledText("Not mapped: " + SafeText(mapping.error().message()) +
                                                 " (" + SafeText(mapping.error().reason()) + ")",
                                             Emphasis::kPoor),
                                  look, "    ", "    ");
  }
  if (mapping.matches_size() == 0) {
    return text +
           RenderParagraph(StyledText(NoMatchSentence(mapping.no_match_reason()), Emphasis::kFair),
                           look, "    ", "    ");
  }
  if (mapping.no_match_reason() == v1::NO_MATCH_REASON_NOTHING_FITS) {
    text += RenderParagraph(
        StyledText(NoMatchSentence(mapping.no_match_reason()) + " The nearest:", Emphasis::kFair),
        look, "    ", "    ");
  }
  std::vector<const v1::SkillMatch*> shown;
  for (const v1::SkillMatch& match : mapping.matches()) {
    if (shown.empty() || match.confidence() >= detail.least_confidence) shown.push_back(&match);
  }
  text += FormatMatches(shown, look);
  if (detail.signals) {
    for (const v1::SkillMatch* match : shown) text += FormatSignals(*match, look);
  }
  return text;
}

}  // namespace crosswalk::client
