// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/pathway_writer.h"

#include "frameworks/core/resource_name.h"
#include "server/rpc/languages.h"

#include <algorithm>
#include <tuple>

namespace crosswalk::rpc {
namespace {

using pathways::Coverage;
using pathways::Kinship;
using pathways::Obstacle;

// Skills listed of a step or destination; their number is told beside.
constexpr std::size_t kMostListed = 20;

v1::SkillKinship ToApi(Kinship kinship) {
  switch (kinship) {
    case Kinship::kSame:
      return v1::SKILL_KINSHIP_SAME;
    case Kinship::kNarrower:
      return v1::SKILL_KINSHIP_NARROWER;
    case Kinship::kBroader:
      return v1::SKILL_KINSHIP_BROADER;
    case Kinship::kRelated:
      return v1::SKILL_KINSHIP_RELATED;
    case Kinship::kCompanion:
      return v1::SKILL_KINSHIP_COMPANION;
  }
  return v1::SKILL_KINSHIP_UNSPECIFIED;
}

v1::AlignmentSource ToApi(pathways::Evidence evidence) {
  switch (evidence) {
    case pathways::Evidence::kSuggested:
      return v1::ALIGNMENT_SOURCE_SUGGESTED;
    case pathways::Evidence::kDeclared:
      return v1::ALIGNMENT_SOURCE_DECLARED;
    case pathways::Evidence::kConfirmed:
      return v1::ALIGNMENT_SOURCE_CONFIRMED;
  }
  return v1::ALIGNMENT_SOURCE_UNSPECIFIED;
}

v1::StepObstacle ToApi(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::kTooLittleInCommon:
      return v1::STEP_OBSTACLE_TOO_LITTLE_IN_COMMON;
    case Obstacle::kLevelFalls:
      return v1::STEP_OBSTACLE_LEVEL_FALLS;
    case Obstacle::kPrerequisiteMissing:
      return v1::STEP_OBSTACLE_PREREQUISITE_MISSING;
    case Obstacle::kNothingNew:
      return v1::STEP_OBSTACLE_NOTHING_NEW;
  }
  return v1::STEP_OBSTACLE_UNSPECIFIED;
}

v1::DestinationKind ToApi(pathways::DestinationKind kind) {
  switch (kind) {
    case pathways::DestinationKind::kDeclaredQualification:
      return v1::DESTINATION_KIND_DECLARED_QUALIFICATION;
    case pathways::DestinationKind::kAwardedQualification:
      return v1::DESTINATION_KIND_AWARDED_QUALIFICATION;
    case pathways::DestinationKind::kTowardQualification:
      return v1::DESTINATION_KIND_TOWARD_QUALIFICATION;
    case pathways::DestinationKind::kOccupation:
      return v1::DESTINATION_KIND_OCCUPATION;
  }
  return v1::DESTINATION_KIND_UNSPECIFIED;
}

v1::PrerequisiteState ToApi(pathways::PrerequisiteState::State state) {
  switch (state) {
    case pathways::PrerequisiteState::State::kMet:
      return v1::PREREQUISITE_STATE_MET;
    case pathways::PrerequisiteState::State::kMissing:
      return v1::PREREQUISITE_STATE_MISSING;
    case pathways::PrerequisiteState::State::kInWords:
      return v1::PREREQUISITE_STATE_IN_WORDS;
  }
  return v1::PREREQUISITE_STATE_UNSPECIFIED;
}

v1::GapSkillCoverage ToApi(Coverage coverage) {
  switch (coverage) {
    case Coverage::kExact:
      return v1::GAP_SKILL_COVERAGE_EXACT;
    case Coverage::kNarrower:
      return v1::GAP_SKILL_COVERAGE_NARROWER;
    case Coverage::kBroader:
      return v1::GAP_SKILL_COVERAGE_BROADER;
    case Coverage::kMissing:
      return v1::GAP_SKILL_COVERAGE_MISSING;
  }
  return v1::GAP_SKILL_COVERAGE_UNSPECIFIED;
}

// Missing before broader, narrower and exact: what must be done comes first.
int OrderOf(v1::GapSkillCoverage coverage) { return -static_cast<int>(coverage); }

void WriteRatio(const pathways::GapRatio& ratio, v1::GapCoverage& out) {
  out.set_exact_count(static_cast<std::int32_t>(ratio.exact));
  out.set_narrower_count(static_cast<std::int32_t>(ratio.narrower));
  out.set_broader_count(static_cast<std::int32_t>(ratio.broader));
  out.set_missing_count(static_cast<std::int32_t>(ratio.missing));
  out.set_ratio(ratio.value());
}

// The text in the first language wished for that there is one in, else in English, else in any.
TaggedText Pick(const registry::TextByLanguage& texts, const LanguageWishes& wishes) {
  for (const std::string& wish : wishes.lookup) {
    for (const auto& [language, text] : texts) {
      if (NormalizeLanguageTag(language) == wish) return {text, language};
    }
  }
  if (const auto english = texts.find("en"); english != texts.end()) {
    return {english->second, english->first};
  }
  if (texts.empty()) return {};
  return {texts.begin()->second, texts.begin()->first};
}

}  // namespace

void WriteRequirement(const registry::Requirement& requirement, v1::CredentialRequirement& out) {
  out.set_credential(requirement.credential);
  out.set_qualification(requirement.qualification);
  out.set_text(requirement.text);
}

void PathwayWriter::Write(const pathways::CredentialNode& node, v1::CredentialSummary& out) const {
  out.set_name(node.name);
  const auto [title, language] = Pick(node.title, context_.wishes);
  out.set_title(title);
  out.set_language_code(language);
  out.set_issuer_id(node.issuer.id);
  const auto [issuer, issuer_language] = Pick(node.issuer.name, context_.wishes);
  out.set_issuer_name(issuer);
  out.set_issuer_name_language_code(issuer_language);
  out.set_type(static_cast<v1::CredentialType>(node.type));
  out.set_level(pathways::LevelOf(node, context_.skills).number);
  if (out.level() > 0) out.set_level_source(ToApi(node.level_evidence));
  if (node.hours) out.set_hours(*node.hours);
  out.set_skill_count(static_cast<std::int32_t>(
      std::count_if(node.skills.begin(), node.skills.end(),
                    [&](const auto& taught) { return context_.evidence.Counts(taught); })));
}

const TaggedText& PathwayWriter::LabelOf(const std::string& name) {
  const auto [entry, added] = labels_.try_emplace(name);
  if (!added) return entry->second;
  entry->second.text = name.substr(name.rfind('/') + 1);
  const auto parsed = core::ParseConceptName(name);
  if (!parsed.ok()) return entry->second;
  const auto& snapshot = context_.generation.snapshot();
  const auto node = snapshot.FindByName(parsed->framework, parsed->id);
  if (!node.ok()) return entry->second;
  const auto item = snapshot.Load(*node);
  if (!item.ok()) return entry->second;
  v1::Concept written;
  concepts_.Write(*item, v1::CONCEPT_VIEW_BASIC, written);
  entry->second = {written.preferred_label(), written.language_code()};
  return entry->second;
}

void PathwayWriter::Write(pathways::SkillId skill, v1::SkillReference& out) {
  out.set_name(context_.names.NameOf(skill));
  const TaggedText& label = LabelOf(out.name());
  out.set_label(label.text);
  out.set_language_code(label.language);
}

void PathwayWriter::Write(const pathways::SkillMatch& match, v1::SkillLink& out) {
  Write(match.wanted, *out.mutable_wanted());
  Write(match.held, *out.mutable_held());
  out.set_kinship(ToApi(match.kinship));
  out.set_distance(match.distance);
  out.set_strength(match.strength);
  out.set_source(ToApi(match.evidence));
}

void PathwayWriter::WriteSome(const std::vector<pathways::SkillId>& skills,
                              google::protobuf::RepeatedPtrField<v1::SkillReference>& out) {
  // The most telling first: what is of all trades tells least.
  std::vector<pathways::SkillId> sorted = skills;
  std::stable_sort(sorted.begin(), sorted.end(), [&](pathways::SkillId a, pathways::SkillId b) {
    return context_.skills.Specificity(a) > context_.skills.Specificity(b);
  });
  sorted.resize(std::min(sorted.size(), kMostListed));
  for (const pathways::SkillId skill : sorted) Write(skill, *out.Add());
}

void PathwayWriter::Write(const pathways::PrerequisiteState& state, v1::PrerequisiteCheck& out) {
  WriteRequirement(state.requirement, *out.mutable_requirement());
  TaggedText title;
  if (!state.requirement.credential.empty()) {
    const pathways::NodePtr node = context_.credentials.Find(state.requirement.credential);
    if (node != nullptr) title = Pick(node->title, context_.wishes);
  } else if (context_.skills.FindRung(state.requirement.qualification) != nullptr) {
    title = LabelOf(state.requirement.qualification);
  }
  out.set_title(title.text);
  out.set_language_code(title.language);
  out.set_state(ToApi(state.state));
}

void PathwayWriter::Write(const pathways::Step& step, v1::PathwayStep& out) {
  Write(*step.from, *out.mutable_from());
  Write(*step.target, *out.mutable_credential());
  if (step.declared_stack) out.add_kinds(v1::STEP_KIND_DECLARED_STACK);
  if (step.declared_prerequisite) out.add_kinds(v1::STEP_KIND_DECLARED_PREREQUISITE);
  if (!step.declared()) out.add_kinds(v1::STEP_KIND_DISCOVERED);
  out.set_declared_text(step.words);
  for (std::size_t i = 0; i < std::min(step.shared.size(), kMostListed); ++i) {
    Write(step.shared[i], *out.add_shared_skills());
  }
  out.set_shared_skill_count(static_cast<std::int32_t>(step.shared.size()));
  WriteSome(step.gained, *out.mutable_gained_skills());
  out.set_gained_skill_count(static_cast<std::int32_t>(step.gained.size()));
  out.set_level_from(step.level_from);
  out.set_level_to(step.level_to);
  if (step.hours) {
    out.set_hours(*step.hours);
    out.set_hours_credited(step.hours_credited.value_or(0));
    out.set_hours_added(step.hours_added.value_or(0));
  }
  for (const auto& state : step.prerequisites) Write(state, *out.add_prerequisites());
  out.set_score(step.score);
  out.mutable_factors()->set_overlap(step.factors.overlap);
  out.mutable_factors()->set_level(step.factors.level);
  out.mutable_factors()->set_prerequisites(step.factors.prerequisites);
  out.mutable_factors()->set_hours(step.factors.hours);
  for (const Obstacle obstacle : step.obstacles) out.add_obstacles(ToApi(obstacle));
}

void PathwayWriter::Write(const pathways::Destination& destination, v1::PathwayDestination& out) {
  out.set_kind(ToApi(destination.kind));
  if (destination.kind == pathways::DestinationKind::kOccupation) {
    out.set_name(context_.names.NameOf(destination.occupation));
    out.set_covered_skill_count(static_cast<std::int32_t>(destination.covered));
    WriteSome(destination.missing, *out.mutable_missing_skills());
    out.set_missing_skill_count(static_cast<std::int32_t>(destination.missing.size()));
  } else {
    out.set_name(destination.qualification);
    const pathways::Rung* rung = context_.skills.FindRung(destination.qualification);
    if (rung != nullptr) out.set_number(rung->number);
  }
  const TaggedText& label = LabelOf(out.name());
  out.set_label(label.text);
  out.set_language_code(label.language);
  out.set_declared_text(destination.words);
  if (destination.coverage) out.set_coverage(*destination.coverage);
  out.set_score(destination.score);
}

void PathwayWriter::Write(const pathways::Pathway& pathway, v1::Pathway& out) {
  for (const pathways::Step& step : pathway.steps) Write(step, *out.add_steps());
  for (const auto& destination : pathway.destinations) Write(destination, *out.add_destinations());
  out.set_score(pathway.score);
  out.set_hours(pathway.hours);
  out.set_level(pathway.level);
  out.set_skill_count(static_cast<std::int32_t>(pathway.skills));
}

void PathwayWriter::Write(const pathways::NearFit& near, v1::NearFit& out) {
  Write(near.step, *out.mutable_step());
  WriteSome(near.missing, *out.mutable_missing_skills());
  out.set_missing_skill_count(static_cast<std::int32_t>(near.missing.size()));
}

void PathwayWriter::Write(const pathways::DeadEnd& dead_end, v1::DeadEnd& out) {
  Write(*dead_end.credential, *out.mutable_credential());
  out.set_kind(dead_end.kind == pathways::DeadEnd::Kind::kTargetsMissing
                   ? v1::DEAD_END_KIND_TARGETS_MISSING
                   : v1::DEAD_END_KIND_NOTHING_DECLARED);
  for (const auto& link : dead_end.missing_targets) {
    WriteRequirement(link, *out.add_missing_targets());
  }
  for (const pathways::Step& step : dead_end.continuations) Write(step, *out.add_continuations());
  for (const pathways::NearFit& near : dead_end.near_fits) Write(near, *out.add_near_fits());
  for (const auto& occupation : dead_end.nearest_occupations) {
    Write(occupation, *out.add_nearest_occupations());
  }
}

void PathwayWriter::Write(const pathways::Gap& gap, v1::AnalyzeGapResponse& out) {
  for (const pathways::GapSkill& skill : gap.skills) {
    v1::GapSkill& entry = *out.add_skills();
    Write(skill.skill, *entry.mutable_skill());
    entry.set_essential(skill.essential);
    entry.set_coverage(ToApi(skill.coverage));
    if (skill.match) Write(*skill.match, *entry.mutable_covered_by());
  }
  std::sort(out.mutable_skills()->begin(), out.mutable_skills()->end(),
            [](const v1::GapSkill& a, const v1::GapSkill& b) {
              const auto key = [](const v1::GapSkill& entry) {
                return std::tuple(!entry.essential(), OrderOf(entry.coverage()),
                                  std::string_view(entry.skill().label()),
                                  std::string_view(entry.skill().name()));
              };
              return key(a) < key(b);
            });
  WriteRatio(gap.essential, *out.mutable_essential());
  WriteRatio(gap.optional, *out.mutable_optional());
  for (const pathways::TaughtSkill& extra : gap.extra) Write(extra.skill, *out.add_extra_skills());
  std::sort(out.mutable_extra_skills()->begin(), out.mutable_extra_skills()->end(),
            [](const auto& a, const auto& b) {
              return std::tie(a.label(), a.name()) < std::tie(b.label(), b.name());
            });
  for (const pathways::ClosingCredential& closing : gap.closing) {
    v1::ClosingCredential& entry = *out.add_closing_credentials();
    Write(*closing.credential, *entry.mutable_credential());
    for (const pathways::SkillId skill : closing.closes) Write(skill, *entry.add_closes());
    entry.set_essential_ratio(closing.essential_coverage);
    for (const auto& state : closing.prerequisites) Write(state, *entry.add_prerequisites());
  }
  for (const pathways::SkillId skill : gap.unclosed) Write(skill, *out.add_unclosed_skills());
  out.mutable_level()->set_held(gap.level_held);
  out.mutable_level()->set_wanted(gap.level_target);
  out.mutable_level()->set_hours_held(gap.hours_held);
  if (gap.hours_target) out.mutable_level()->set_hours_wanted(*gap.hours_target);
  for (const auto& state : gap.prerequisites) Write(state, *out.add_prerequisites());
  out.set_truncated(gap.truncated);
}

}  // namespace crosswalk::rpc
