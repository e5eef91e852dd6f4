// SPDX-License-Identifier: Apache-2.0
#include "tools/client/format_alignment.h"

#include "tools/client/align_phrases.h"
#include "tools/client/vocabulary.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace crosswalk::client {
namespace {

constexpr std::string_view kMargin = "  ";
constexpr std::string_view kInner = "    ";
constexpr std::string_view kDeeper = "      ";

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

// One alignment, written in parts.
class Page {
 public:
  Page(const v1::AlignLevelResponse& response, const AlignmentView& view, const Look& look)
      : alignment_(response.alignment()),
        phrases_(PhrasesIn(response.language_code())),
        view_(view),
        look_(look) {}

  std::string Write(const std::string& title) {
    if (!title.empty()) Paragraph(StyledText(SafeText(title), Emphasis::kStrong), "", "");
    WriteAnswer();
    text_ += "\n" + Ladder() + "\n";
    WriteCategories();
    WriteCounterEvidence();
    WriteShifts();
    WriteDeclared();
    WriteOccupations();
    if (view_.full) WriteOutcomes();
    WriteFlaws();
    WriteFooter();
    return std::move(text_);
  }

 private:
  void Paragraph(const StyledText& text, std::string_view first, std::string_view rest,
                 std::size_t lines = 0) {
    text_ += RenderParagraph(text, look_, first, rest, lines);
  }
  void Heading(std::string heading) {
    Paragraph(StyledText(std::move(heading), Emphasis::kStrong), "", "");
  }
  // Lines of a text that is cut short where the whole is not asked for.
  [[nodiscard]] std::size_t Lines(std::size_t lines) const { return view_.full ? 0 : lines; }

  [[nodiscard]] std::string Percent(double share) const {
    // Neither certainty nor impossibility is ever claimed.
    std::string text = Fixed(share * 100, 0);
    if (share > 0.99 && share <= 1) text = ">99";
    if (share > 0 && share < 0.005) text = "<1";
    return text.append(phrases_.percent).append("%");
  }

  [[nodiscard]] static std::string NameOf(const v1::LevelProbability& level) {
    return std::to_string(level.number()) + " " + SafeText(level.label());
  }

  [[nodiscard]] StyledText Answer(std::string_view phrase, const v1::LevelProbability& most_likely,
                                  const v1::LevelInterval& range) const {
    StyledText answer;
    const std::string name = NameOf(most_likely);
    const std::string said = Fill(phrase, {name, Percent(most_likely.probability())});
    const std::size_t at = said.find(name);
    answer.Append(said.substr(0, at))
        .Append(name, Emphasis::kStrong)
        .Append(said.substr(at + name.size()));
    if (range.low().number() != range.high().number()) {
      answer.Append(Fill(phrases_.between, {NameOf(range.low()), NameOf(range.high()),
                                            Percent(range.probability())}));
    }
    return answer.Append(".");
  }

  void WriteAnswer() {
    if (alignment_.has_abstention()) {
      StyledText answer(std::string(phrases_.no_level), Emphasis::kStrong);
      answer.Append(" ").Append(SafeText(alignment_.abstention().message()));
      Paragraph(answer, "", "");
      return;
    }
    Paragraph(Answer(phrases_.comparable, alignment_.most_likely(), alignment_.range()), "", "");
  }

  [[nodiscard]] std::string Ladder() const {
    double longest = 0;
    for (const v1::LevelProbability& level : alignment_.probabilities()) {
      longest = std::max(longest, level.probability());
    }
    const std::size_t width = std::clamp<std::size_t>(look_.width / 3, 8, 32);
    std::vector<std::vector<StyledText>> rows;
    const bool answered = !alignment_.has_abstention();
    bool in_range = false;
    for (int i = alignment_.probabilities_size() - 1; i >= 0; --i) {
      const v1::LevelProbability& level = alignment_.probabilities(i);
      const bool is_answer =
          answered && level.qualification() == alignment_.most_likely().qualification();
      if (answered && level.qualification() == alignment_.range().high().qualification()) {
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
      if (answered && level.qualification() == alignment_.range().low().qualification()) {
        in_range = false;
      }
    }
    const std::vector<Column> columns = {
        {}, {.right = true}, {.flexible = true, .max_lines = 1}, {.right = true}, {}};
    return RenderTable(columns, rows, look_, kMargin.size());
  }

  // "outcome 3 “basic tools” → basic knowledge (1 to 3)"
  [[nodiscard]] StyledText Evidence(const v1::LevelEvidence& evidence) const {
    StyledText text(Fill(phrases_.outcome, {std::to_string(evidence.outcome_index() + 1)}),
                    Emphasis::kFaint);
    if (evidence.has_span() && !evidence.span().text().empty()) {
      text.Append(" ")
          .Append(std::string(phrases_.open_quote))
          .Append(SafeText(evidence.span().text()), Emphasis::kEvidence)
          .Append(std::string(phrases_.close_quote));
    }
    std::string cue = SafeText(evidence.cue());
    if (evidence.has_typical_of()) {
      const int low = evidence.typical_of().low().number();
      const int high = evidence.typical_of().high().number();
      cue += Fill(low == high ? phrases_.typical_of : phrases_.typical_of_range,
                  {std::to_string(low), std::to_string(high)});
    }
    if (!cue.empty()) text.Append(" \u2192 " + cue);
    return text;
  }

  using EvidenceList = std::vector<const v1::LevelEvidence*>;

  // At most so many pieces of evidence as are to be shown, and how many are left.
  void WriteEvidence(const EvidenceList& list, std::string_view first, std::string_view rest) {
    std::size_t shown = 0;
    for (const v1::LevelEvidence* evidence : list) {
      if (!view_.full && shown == view_.max_evidence) break;
      StyledText text = Evidence(*evidence);
      ++shown;
      const bool last = !view_.full && shown == view_.max_evidence;
      if (last && shown < list.size()) {
        text.Append(Fill(phrases_.more, {std::to_string(list.size() - shown)}), Emphasis::kFaint);
      }
      Paragraph(text, first, rest, Lines(2));
    }
  }

  void WriteCategories() {
    Heading(std::string(phrases_.shows));
    std::string without;
    for (const v1::CategoryEvidence& category : alignment_.categories()) {
      if (category.state() == v1::EVIDENCE_STATE_FOUND) {
        WriteCategory(category);
      } else {
        without.append(without.empty() ? "" : "; ").append(SafeText(category.title()));
      }
    }
    if (!without.empty()) {
      Paragraph(StyledText(Fill(phrases_.no_evidence, {without}), Emphasis::kFaint), kMargin,
                kInner);
    }
  }

  void WriteCategory(const v1::CategoryEvidence& category) {
    StyledText heading(SafeText(category.title()), Emphasis::kStrong);
    if (category.has_most_likely()) {
      // The ladder above has the names: where the line is full the number does.
      std::string level = NameOf(category.most_likely());
      heading.Append(std::string(phrases_.colon));
      if (!view_.full &&
          DisplayWidth(heading) + DisplayWidth(level) + kMargin.size() > look_.width) {
        level = std::to_string(category.most_likely().number());
      }
      heading.Append(level, Emphasis::kGood);
    }
    Paragraph(heading, kMargin, kInner);
    // What is typical of the level that is said comes first.
    EvidenceList list;
    for (const v1::LevelEvidence& evidence : category.evidence()) list.push_back(&evidence);
    std::stable_partition(list.begin(), list.end(), [&category](const auto* evidence) {
      const v1::LevelInterval& typical = evidence->typical_of();
      return typical.low().number() <= category.most_likely().number() &&
             category.most_likely().number() <= typical.high().number();
    });
    WriteEvidence(list, kInner, kDeeper);
    // The sentence that the evidence corresponds to says more than the whole.
    std::string descriptor = category.matched_descriptor();
    if (!view_.full && !list.empty() && !list.front()->matched_descriptor().empty()) {
      descriptor = list.front()->matched_descriptor();
    }
    if (descriptor.empty()) return;
    StyledText text(std::string(phrases_.asks), Emphasis::kFaint);
    text.Append(SafeText(descriptor), Emphasis::kFaint);
    Paragraph(text, kInner, kDeeper, Lines(1));
  }

  void WriteCounterEvidence() {
    if (alignment_.counter_evidence().empty()) return;
    Heading(std::string(phrases_.counter_evidence));
    EvidenceList list;
    for (const v1::LevelEvidence& entry : alignment_.counter_evidence()) list.push_back(&entry);
    WriteEvidence(list, kMargin, kInner);
  }

  void WriteShifts() {
    if (alignment_.shifts().empty()) return;
    Heading(std::string(phrases_.shifts));
    for (const v1::ShiftDirection direction : {v1::SHIFT_DIRECTION_UP, v1::SHIFT_DIRECTION_DOWN}) {
      for (const v1::LevelShift& shift : alignment_.shifts()) {
        if (shift.direction() != direction) continue;
        const bool up = direction == v1::SHIFT_DIRECTION_UP;
        StyledText text(up ? "\u2191 " : "\u2193 ");
        text.Append(Fill(up ? phrases_.up : phrases_.down, {NameOf(shift.qualification())}))
            .Append(SafeText(shift.message()));
        Paragraph(text, kMargin, kInner, Lines(2));
        if (!view_.full) break;
      }
    }
  }

  void WriteDeclared() {
    if (!alignment_.has_declared()) return;
    const v1::DeclaredAlignment& declared = alignment_.declared();
    Heading(std::string(phrases_.declared));
    for (const v1::DeclaredEvidence& evidence : declared.evidence()) {
      Paragraph(StyledText(SafeText(evidence.message())), kMargin, kInner, Lines(2));
    }
    if (declared.has_most_likely()) {
      Paragraph(Answer(phrases_.together, declared.most_likely(), declared.range()), kMargin,
                kInner);
    }
  }

  void WriteOccupations() {
    if (!alignment_.has_occupations()) return;
    const v1::OccupationSignal& signal = alignment_.occupations();
    Heading(Fill(phrases_.occupations,
                 {Fixed(signal.mean_skill_level(), 1), std::to_string(signal.skill_count())}));
    std::string list;
    for (const v1::RelatedOccupation& occupation : signal.occupations()) {
      list.append(list.empty() ? "" : ", ").append(SafeText(occupation.label()));
      if (occupation.skill_level() > 0) {
        list.append(" (").append(std::to_string(occupation.skill_level())).append(")");
      }
    }
    Paragraph(StyledText(list), kMargin, kInner);
  }

  void WriteOutcomes() {
    std::vector<std::vector<StyledText>> rows;
    for (int i = 0; i < alignment_.outcome_levels_size(); ++i) {
      const v1::OutcomeLevel& outcome = alignment_.outcome_levels(i);
      std::string level;
      if (outcome.has_most_likely()) {
        level = NameOf(outcome.most_likely()) + " (" +
                std::to_string(outcome.range().low().number()) + std::string(phrases_.to) +
                std::to_string(outcome.range().high().number()) + ")";
      }
      std::string processes;
      for (const v1::ProcessDemand& process : outcome.processes()) {
        const int index = process.process() - 1;
        if (!process.shown() || index < 0 || index >= 6) continue;
        processes.append(processes.empty() ? "" : ", ")
            .append(phrases_.processes[static_cast<std::size_t>(index)]);
      }
      rows.push_back({StyledText(std::to_string(i + 1)), StyledText(level), StyledText(processes),
                      StyledText(KnowledgeOf(outcome))});
    }
    Heading(std::string(phrases_.each_outcome));
    std::vector<Column> columns;
    for (const std::string_view header : phrases_.columns) {
      columns.push_back({.header = std::string(header), .flexible = !header.empty()});
    }
    text_ += RenderTable(columns, rows, look_, kMargin.size());
  }

  // The most probable dimension.
  [[nodiscard]] std::string KnowledgeOf(const v1::OutcomeLevel& outcome) const {
    const auto best = std::max_element(
        outcome.knowledge().begin(), outcome.knowledge().end(),
        [](const auto& a, const auto& b) { return a.probability() < b.probability(); });
    if (best == outcome.knowledge().end() || best->dimension() < 1 || best->dimension() > 4) {
      return {};
    }
    return std::string(phrases_.knowledge[static_cast<std::size_t>(best->dimension() - 1)]);
  }

  // The worst flaw of each outcome; problems before remarks where not all are shown.
  void WriteFlaws() {
    std::vector<std::pair<int, const v1::OutcomeFlaw*>> flaws;
    int flawed = 0;
    for (int i = 0; i < alignment_.outcome_levels_size(); ++i) {
      const auto& own = alignment_.outcome_levels(i).flaws();
      if (!own.empty()) ++flawed;
      for (const v1::OutcomeFlaw& flaw : own) flaws.emplace_back(i, &flaw);
    }
    if (flaws.empty()) return;
    std::stable_sort(flaws.begin(), flaws.end(), [](const auto& a, const auto& b) {
      return a.second->severity() < b.second->severity();
    });
    const std::size_t shown =
        view_.full ? flaws.size() : std::min(flaws.size(), 2 * view_.max_evidence);
    Heading(Fill(phrases_.flaws,
                 {std::to_string(flawed), std::to_string(alignment_.outcome_levels_size())}));
    for (std::size_t i = 0; i < shown; ++i) {
      StyledText text(Fill(phrases_.outcome, {std::to_string(flaws[i].first + 1)}),
                      Emphasis::kFaint);
      text.Append(std::string(phrases_.colon)).Append(SafeText(flaws[i].second->advice()));
      if (i + 1 == shown && shown < flaws.size()) {
        text.Append(" (" + Fill(phrases_.more_flaws, {std::to_string(flaws.size() - shown)}) + ")",
                    Emphasis::kFaint);
      }
      Paragraph(text, kMargin, kInner, Lines(3));
    }
  }

  void WriteFooter() {
    text_ += "\n";
    std::string beside;
    if (alignment_.has_volume()) {
      std::string of;
      for (const v1::LevelProbability& level : alignment_.probabilities()) {
        if (level.qualification() == alignment_.volume().qualification()) of = NameOf(level);
      }
      beside = Fill(phrases_.volume, {Percent(alignment_.volume().share()), of}) + " ";
    }
    if (alignment_.has_indicative_eqf()) {
      const v1::LevelRange& eqf = alignment_.indicative_eqf();
      std::string levels = std::to_string(eqf.min());
      if (eqf.max() != eqf.min()) {
        levels.append(phrases_.to).append(std::to_string(eqf.max()));
      }
      beside += Fill(phrases_.eqf, {levels});
    }
    if (!beside.empty()) Paragraph(StyledText(beside), "", "");
    if (view_.full && alignment_.has_versions()) {
      const v1::AlignmentVersions& versions = alignment_.versions();
      std::string list;
      for (const std::string& version :
           {"OQF " + versions.framework_release(), versions.level_model(), versions.cue_lexicon(),
            versions.cognitive_model()}) {
        if (!version.empty()) list += (list.empty() ? "" : ", ") + SafeText(version);
      }
      Paragraph(StyledText(std::string(phrases_.computed_with) + list + "."), "", "");
    }
    if (!alignment_.caveat().empty()) {
      Paragraph(StyledText(SafeText(alignment_.caveat()), Emphasis::kFaint), "", "");
    }
  }

  const v1::LevelAlignment& alignment_;
  const AlignPhrases& phrases_;
  AlignmentView view_;
  Look look_;
  std::string text_;
};

}  // namespace

std::string FormatAlignment(const v1::AlignLevelResponse& response, const std::string& title,
                            const AlignmentView& view, const Look& look) {
  return Page(response, view, look).Write(title);
}

}  // namespace crosswalk::client
