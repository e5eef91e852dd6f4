// SPDX-License-Identifier: Apache-2.0
#include "tools/client/format_alignment.h"

#include "tools/client/vocabulary.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace crosswalk::client {
namespace {

constexpr std::string_view kMargin = "  ";
constexpr std::string_view kInner = "      ";

std::string Percent(double share) {
  // Neither certainty nor impossibility is ever claimed.
  if (share > 0.99) return ">99%";
  if (share > 0 && share < 0.005) return "<1%";
  return Fixed(share * 100, 0) + "%";
}

std::string NameOf(const v1::LevelProbability& level) {
  return std::to_string(level.number()) + " " + SafeText(level.label());
}

// A bar of `width` cells at most, in eighths of a cell.
std::string Bar(double share, double longest, std::size_t width) {
  static constexpr std::array<const char*, 8> kEighths = {"",       "\u258F", "\u258E", "\u258D",
                                                          "\u258C", "\u258B", "\u258A", "\u2589"};
  const double cells = longest > 0 ? share / longest * static_cast<double>(width) : 0;
  auto eighths =
      static_cast<std::size_t>(std::lround(std::clamp(cells, 0.0, static_cast<double>(width)) * 8));
  std::string bar;
  for (; eighths >= 8; eighths -= 8) bar += "\u2588";
  return bar + kEighths[eighths];
}

std::string FormatAnswer(const v1::LevelAlignment& alignment, const Look& look) {
  StyledText answer;
  if (alignment.has_abstention()) {
    answer.Append("No level is answered. ", Emphasis::kStrong)
        .Append(SafeText(alignment.abstention().message()));
    return RenderParagraph(answer, look, "", "");
  }
  answer.Append("Comparable to ")
      .Append(NameOf(alignment.most_likely()), Emphasis::kStrong)
      .Append(" (" + Percent(alignment.most_likely().probability()) + ")");
  const v1::LevelInterval& range = alignment.range();
  if (range.low().number() != range.high().number()) {
    answer.Append(", credibly between ")
        .Append(NameOf(range.low()))
        .Append(" and ")
        .Append(NameOf(range.high()))
        .Append(" (" + Percent(range.probability()) + ")");
  }
  answer.Append(".");
  return RenderParagraph(answer, look, "", "");
}

std::string FormatLadder(const v1::LevelAlignment& alignment, const Look& look) {
  double longest = 0;
  for (const v1::LevelProbability& level : alignment.probabilities()) {
    longest = std::max(longest, level.probability());
  }
  const std::size_t width = std::clamp<std::size_t>(look.width / 3, 8, 32);
  std::vector<std::vector<StyledText>> rows;
  bool in_range = false;
  for (int i = alignment.probabilities_size() - 1; i >= 0; --i) {
    const v1::LevelProbability& level = alignment.probabilities(i);
    const bool answered = !alignment.has_abstention();
    const bool is_answer =
        answered && level.qualification() == alignment.most_likely().qualification();
    if (answered && level.qualification() == alignment.range().high().qualification()) {
      in_range = true;
    }
    Emphasis emphasis = in_range ? Emphasis::kFair : Emphasis::kFaint;
    if (is_answer) emphasis = Emphasis::kGood;
    std::string mark = in_range ? "\u2502" : " ";
    if (is_answer) mark = "\u25BA";
    rows.push_back(
        {StyledText(mark, emphasis), StyledText(std::to_string(level.number())),
         StyledText(SafeText(level.label()), is_answer ? Emphasis::kStrong : Emphasis::kNone),
         StyledText(Percent(level.probability())),
         StyledText(Bar(level.probability(), longest, width), emphasis)});
    if (answered && level.qualification() == alignment.range().low().qualification()) {
      in_range = false;
    }
  }
  const std::vector<Column> columns = {
      {}, {.right = true}, {.flexible = true, .max_lines = 1}, {.right = true}, {}};
  return RenderTable(columns, rows, look, kMargin.size());
}

std::string FormatEvidence(const v1::LevelEvidence& evidence, const Look& look) {
  StyledText text;
  text.Append("outcome " + std::to_string(evidence.outcome_index() + 1), Emphasis::kFaint);
  if (evidence.has_span() && !evidence.span().text().empty()) {
    text.Append(" \u201C")
        .Append(SafeText(evidence.span().text()), Emphasis::kEvidence)
        .Append("\u201D");
  }
  std::string cue = SafeText(evidence.cue());
  if (evidence.has_typical_of()) {
    const int low = evidence.typical_of().low().number();
    const int high = evidence.typical_of().high().number();
    if (!cue.empty()) cue += ", ";
    cue += "typical of " + std::to_string(low);
    if (high != low) cue += " to " + std::to_string(high);
  }
  if (!cue.empty()) text.Append(" \u2192 " + cue);
  return RenderParagraph(text, look, kInner, "        ", 2);
}

std::string FormatCategory(const v1::CategoryEvidence& category, std::size_t max_evidence,
                           const Look& look) {
  StyledText heading(SafeText(category.title()), Emphasis::kStrong);
  if (category.state() != v1::EVIDENCE_STATE_FOUND) {
    heading.Append(": ").Append("no evidence", Emphasis::kFaint);
    return RenderParagraph(heading, look, kMargin, "    ");
  }
  if (category.has_most_likely()) heading.Append(": " + NameOf(category.most_likely()));
  std::string text = RenderParagraph(heading, look, kMargin, "    ");
  int shown = 0;
  for (const v1::LevelEvidence& evidence : category.evidence()) {
    if (static_cast<std::size_t>(shown) == max_evidence) break;
    text += FormatEvidence(evidence, look);
    ++shown;
  }
  if (shown < category.evidence_size()) {
    text += RenderParagraph(
        StyledText("and " + std::to_string(category.evidence_size() - shown) + " more",
                   Emphasis::kFaint),
        look, kInner, kInner);
  }
  if (!category.matched_descriptor().empty()) {
    StyledText descriptor;
    descriptor.Append("descriptor: ", Emphasis::kFaint)
        .Append(SafeText(category.matched_descriptor()));
    text += RenderParagraph(descriptor, look, kInner, "        ", 2);
  }
  return text;
}

}  // namespace

std::string FormatAlignment(const v1::LevelAlignment& alignment, const std::string& title,
                            std::size_t max_evidence, const Look& look) {
  std::string text;
  if (!title.empty()) {
    text += RenderParagraph(StyledText(SafeText(title), Emphasis::kStrong), look, "", "");
  }
  text += FormatAnswer(alignment, look) + "\n" + FormatLadder(alignment, look) + "\n";
  text += RenderParagraph(StyledText("What the outcomes show"), look, "", "");
  for (const v1::CategoryEvidence& category : alignment.categories()) {
    text += FormatCategory(category, max_evidence, look);
  }
  text += "\n";
  if (alignment.has_volume()) {
    text += RenderParagraph(
        StyledText("Volume: " + Percent(alignment.volume().share()) +
                   " of a typical program at that level. Level and volume are different things."),
        look, "", "");
  }
  if (alignment.has_indicative_eqf()) {
    const v1::LevelRange& eqf = alignment.indicative_eqf();
    std::string levels = std::to_string(eqf.min());
    if (eqf.max() != eqf.min()) levels += " to " + std::to_string(eqf.max());
    text += RenderParagraph(
        StyledText("European Qualifications Framework: level " + levels + ", indicative only."),
        look, "", "");
  }
  if (!alignment.caveat().empty()) {
    text +=
        RenderParagraph(StyledText(SafeText(alignment.caveat()), Emphasis::kFaint), look, "", "");
  }
  return text;
}

}  // namespace crosswalk::client
