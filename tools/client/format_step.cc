// SPDX-License-Identifier: Apache-2.0
#include "tools/client/format_step.h"

#include "tools/client/vocabulary.h"

#include <cmath>

namespace crosswalk::client {
namespace {

constexpr std::size_t kSkillsShown = 4;

std::string Percent(double share) { return Fixed(share * 100, 0) + "%"; }

void Join(std::string& text, const std::string& part, const char* separator = "; ") {
  if (part.empty()) return;
  if (!text.empty()) text += separator;
  text += part;
}

std::string KindsOf(const v1::PathwayStep& step) {
  std::string kinds;
  for (const int kind : step.kinds()) {
    if (kind == v1::STEP_KIND_DECLARED_STACK) Join(kinds, "declared stack", ", ");
    if (kind == v1::STEP_KIND_DECLARED_PREREQUISITE) Join(kinds, "declared prerequisite", ", ");
    if (kind == v1::STEP_KIND_DISCOVERED) Join(kinds, "nobody declared it", ", ");
  }
  if (!step.declared_text().empty()) kinds += " (“" + SafeText(step.declared_text()) + "”)";
  return kinds;
}

std::string SharedOf(const v1::PathwayStep& step) {
  if (step.shared_skill_count() == 0) return {};
  std::string shared;
  for (int i = 0; i < step.shared_skills_size() && i < static_cast<int>(kSkillsShown); ++i) {
    const v1::SkillLink& link = step.shared_skills(i);
    std::string skill = SafeText(link.wanted().label());
    if (link.kinship() != v1::SKILL_KINSHIP_SAME)
      skill += " (by " + SafeText(link.held().label()) + ")";
    Join(shared, skill, ", ");
  }
  const int more = step.shared_skill_count() - static_cast<int>(kSkillsShown);
  if (more > 0) shared += " and " + std::to_string(more) + " more";
  return "in common: " + shared;
}

std::string LevelsOf(const v1::PathwayStep& step) {
  if (step.level_from() == 0 || step.level_to() == 0) return {};
  if (step.level_from() == step.level_to()) return "level " + std::to_string(step.level_to());
  return "level " + std::to_string(step.level_from()) + " to " + std::to_string(step.level_to());
}

std::string HoursOf(const v1::PathwayStep& step) {
  if (!step.has_hours()) return {};
  const std::string hours = Grouped(std::lround(step.hours())) + " hours";
  if (step.hours_credited() < 0.5) return hours;
  return hours + ", " + Grouped(std::lround(step.hours_credited())) + " of them there";
}

}  // namespace

std::string Listed(const google::protobuf::RepeatedPtrField<v1::SkillReference>& skills,
                   std::size_t most, std::size_t total) {
  std::string list;
  std::size_t shown = 0;
  for (const v1::SkillReference& skill : skills) {
    if (shown == most) break;
    Join(list, SafeText(skill.label()), ", ");
    ++shown;
  }
  if (total > shown) list += " and " + Grouped(static_cast<long long>(total - shown)) + " more";
  return list;
}

StyledText CredentialLine(const v1::CredentialSummary& credential) {
  StyledText line(SafeText(credential.title()), Emphasis::kStrong);
  std::string facts;
  Join(facts, WordFor(CredentialTypes(), credential.type()), ", ");
  if (credential.level() > 0) Join(facts, "level " + std::to_string(credential.level()), ", ");
  if (credential.has_hours()) Join(facts, Grouped(std::lround(credential.hours())) + " h", ", ");
  Join(facts, SafeText(credential.issuer_name()), ", ");
  line.Append(" · " + facts);
  line.Append(" · " + SafeText(credential.name()), Emphasis::kFaint);
  return line;
}

StyledText StepHeading(const v1::PathwayStep& step) {
  StyledText line = CredentialLine(step.credential());
  const Emphasis emphasis = step.score() >= 0.8   ? Emphasis::kGood
                            : step.score() >= 0.5 ? Emphasis::kFair
                                                  : Emphasis::kPoor;
  return line.Append(" · " + Fixed(step.score(), 2), emphasis);
}

StyledText StepReason(const v1::PathwayStep& step) {
  std::string reason = KindsOf(step);
  Join(reason, LevelsOf(step));
  Join(reason, HoursOf(step));
  Join(reason, OpenPrerequisites(step.prerequisites()));
  Join(reason, SharedOf(step));
  return StyledText(reason, Emphasis::kFaint);
}

std::string OpenPrerequisites(
    const google::protobuf::RepeatedPtrField<v1::PrerequisiteCheck>& prerequisites) {
  std::string missing, in_words;
  for (const v1::PrerequisiteCheck& check : prerequisites) {
    const v1::CredentialRequirement& requirement = check.requirement();
    std::string what = SafeText(check.title());
    if (what.empty()) what = SafeText(requirement.credential());
    if (what.empty()) what = SafeText(requirement.qualification());
    if (check.state() == v1::PREREQUISITE_STATE_MISSING) Join(missing, what, ", ");
    if (check.state() == v1::PREREQUISITE_STATE_IN_WORDS) {
      Join(in_words, "“" + SafeText(requirement.text()) + "”", ", ");
    }
  }
  std::string text;
  if (!missing.empty()) text = "needs first: " + missing;
  if (!in_words.empty()) Join(text, "asks for " + in_words);
  return text;
}

StyledText ObstacleLine(const v1::NearFit& near) {
  std::string text;
  for (const int obstacle : near.step().obstacles()) {
    switch (obstacle) {
      case v1::STEP_OBSTACLE_TOO_LITTLE_IN_COMMON:
        Join(text, "too little in common (" + Percent(near.step().factors().overlap()) + ")");
        break;
      case v1::STEP_OBSTACLE_LEVEL_FALLS:
        Join(text, "the level falls from " + std::to_string(near.step().level_from()) + " to " +
                       std::to_string(near.step().level_to()));
        break;
      case v1::STEP_OBSTACLE_PREREQUISITE_MISSING:
        Join(text, OpenPrerequisites(near.step().prerequisites()));
        break;
      case v1::STEP_OBSTACLE_NOTHING_NEW:
        Join(text, "it teaches nothing new");
        break;
      default:
        break;
    }
  }
  if (near.missing_skill_count() > 0) {
    Join(text, "it goes on to " + Listed(near.missing_skills(), kSkillsShown,
                                         static_cast<std::size_t>(near.missing_skill_count())));
  }
  return StyledText(text, Emphasis::kFaint);
}

StyledText DestinationLine(const v1::PathwayDestination& destination) {
  const std::string label = SafeText(destination.label());
  StyledText line;
  switch (destination.kind()) {
    case v1::DESTINATION_KIND_DECLARED_QUALIFICATION:
      line.Append("stacks into ").Append(label, Emphasis::kStrong);
      break;
    case v1::DESTINATION_KIND_AWARDED_QUALIFICATION:
      line.Append("comparable to ").Append(label, Emphasis::kStrong);
      break;
    case v1::DESTINATION_KIND_TOWARD_QUALIFICATION:
      line.Append(Percent(destination.coverage()) + " of the hours of ")
          .Append(label, Emphasis::kStrong);
      break;
    default:
      line.Append(label, Emphasis::kStrong)
          .Append(": " + Percent(destination.coverage()) + " of its essential skills");
      if (destination.missing_skill_count() > 0) {
        line.Append("; missing " +
                    Listed(destination.missing_skills(), kSkillsShown,
                           static_cast<std::size_t>(destination.missing_skill_count())));
      }
  }
  if (destination.number() > 0)
    line.Append(" (level " + std::to_string(destination.number()) + ")");
  if (!destination.declared_text().empty()) {
    line.Append(" “" + SafeText(destination.declared_text()) + "”");
  }
  return line;
}

}  // namespace crosswalk::client
