// SPDX-License-Identifier: Apache-2.0
#include "tools/client/format_pathways.h"
#include "tools/client/format_step.h"
#include "tools/client/vocabulary.h"

#include <cmath>
#include <vector>

namespace crosswalk::client {
namespace {

constexpr std::size_t kSkillsShown = 12;

std::string CoverageLine(const v1::GapCoverage& coverage) {
  const int total = coverage.exact_count() + coverage.narrower_count() + coverage.broader_count() +
                    coverage.missing_count();
  std::string line = Fixed(coverage.ratio() * 100, 0) + "% of " + Counted(total, "skill") + ": " +
                     std::to_string(coverage.exact_count()) + " held";
  if (coverage.narrower_count() > 0) {
    line += ", " + std::to_string(coverage.narrower_count()) + " by a narrower skill";
  }
  if (coverage.broader_count() > 0) {
    line += ", " + std::to_string(coverage.broader_count()) + " in part";
  }
  return line + ", " + std::to_string(coverage.missing_count()) + " missing";
}

StyledText SkillLine(const v1::GapSkill& skill) {
  StyledText line;
  switch (skill.coverage()) {
    case v1::GAP_SKILL_COVERAGE_MISSING:
      line.Append("missing ", Emphasis::kPoor);
      break;
    case v1::GAP_SKILL_COVERAGE_BROADER:
      line.Append("in part ", Emphasis::kFair);
      break;
    default:
      line.Append("held ", Emphasis::kGood);
  }
  line.Append(SafeText(skill.skill().label()));
  if (skill.has_covered_by() && skill.coverage() != v1::GAP_SKILL_COVERAGE_EXACT) {
    line.Append(", by " + SafeText(skill.covered_by().held().label()), Emphasis::kFaint);
  }
  if (skill.has_covered_by() && skill.covered_by().source() == v1::ALIGNMENT_SOURCE_SUGGESTED) {
    line.Append(", suggested with " + Fixed(skill.covered_by().strength(), 2), Emphasis::kFaint);
  }
  return line;
}

std::string SkillsOf(const v1::AnalyzeGapResponse& response, bool essential,
                     const v1::GapCoverage& coverage, bool full, const Look& look) {
  std::vector<const v1::GapSkill*> skills;
  for (const v1::GapSkill& skill : response.skills()) {
    if (skill.essential() == essential) skills.push_back(&skill);
  }
  if (skills.empty()) return {};
  StyledText heading(essential ? "Essential" : "Optional", Emphasis::kStrong);
  heading.Append(": " + CoverageLine(coverage));
  std::string out = "\n" + RenderParagraph(heading, look, "", "");
  std::size_t shown = 0;
  for (const v1::GapSkill* skill : skills) {
    if (!full && shown == kSkillsShown) break;
    out += RenderParagraph(SkillLine(*skill), look, "  ", "    ");
    ++shown;
  }
  if (shown < skills.size()) {
    const auto left = static_cast<long long>(skills.size() - shown);
    out += RenderParagraph(
        StyledText("and " + Grouped(left) + " more; --full lists all", Emphasis::kFaint), look,
        "  ", "  ");
  }
  return out;
}

std::string LevelLine(const v1::LevelGap& level) {
  std::string line;
  if (level.wanted() > 0) {
    line = "Level " + (level.held() > 0 ? std::to_string(level.held()) : "not known") + " of " +
           std::to_string(level.wanted());
  }
  if (level.has_hours_wanted()) {
    line += (line.empty() ? "" : ", ") + Grouped(std::lround(level.hours_held())) + " of " +
            Grouped(std::lround(level.hours_wanted())) + " hours";
  }
  return line;
}

}  // namespace

std::string FormatGap(const v1::AnalyzeGapResponse& response, bool full, const Look& look) {
  std::string out = RenderParagraph(
      StyledText(SafeText(response.target_title()), Emphasis::kStrong), look, "Toward ", "  ");
  if (const std::string line = LevelLine(response.level()); !line.empty()) {
    out += RenderParagraph(StyledText(line), look, "", "");
  }
  if (const std::string open = OpenPrerequisites(response.prerequisites()); !open.empty()) {
    out += RenderParagraph(StyledText(open), look, "It ", "  ");
  }
  out += SkillsOf(response, true, response.essential(), full, look);
  out += SkillsOf(response, false, response.optional(), full, look);
  if (!response.closing_credentials().empty()) {
    out += "\n" + RenderParagraph(StyledText("What would close most of it", Emphasis::kStrong),
                                  look, "", "");
    int number = 0;
    for (const v1::ClosingCredential& closing : response.closing_credentials()) {
      StyledText line = CredentialLine(closing.credential());
      line.Append(", to " + Fixed(closing.essential_ratio() * 100, 0) + "%", Emphasis::kGood);
      out += RenderParagraph(line, look, std::to_string(++number) + "  ", "   ");
      std::string closes = "closes " + Listed(closing.closes(), full ? 1000 : kSkillsShown,
                                              static_cast<std::size_t>(closing.closes_size()));
      const std::string open = OpenPrerequisites(closing.prerequisites());
      if (!open.empty()) closes += "; " + open;
      out += RenderParagraph(StyledText(closes, Emphasis::kFaint), look, "   ", "   ");
    }
  }
  if (!response.unclosed_skills().empty()) {
    StyledText line("Nothing of these closes ", Emphasis::kFaint);
    line.Append(Listed(response.unclosed_skills(), full ? 1000 : kSkillsShown,
                       static_cast<std::size_t>(response.unclosed_skills_size())));
    out += "\n" + RenderParagraph(line, look, "", "  ");
  }
  if (!response.extra_skills().empty()) {
    StyledText line("Held beside it: ", Emphasis::kFaint);
    line.Append(Listed(response.extra_skills(), full ? 1000 : kSkillsShown,
                       static_cast<std::size_t>(response.extra_skills_size())));
    out += "\n" + RenderParagraph(line, look, "", "  ");
  }
  return out;
}

}  // namespace crosswalk::client
