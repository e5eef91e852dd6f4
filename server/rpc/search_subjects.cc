// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/search_subjects.h"

#include "frameworks/core/resource_name.h"
#include "server/rpc/request_check.h"
#include "server/search/concept_uri.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

namespace crosswalk::rpc {
namespace {

using core::ConceptType;
using search::ConceptOrdinal;

constexpr std::string_view kFrameworks = "frameworks/";
constexpr int kHighestLevel = 13;

core::Status LevelUnknown(const std::string& text, std::string_view field) {
  return core::InvalidArgument("QUALIFICATION_UNKNOWN",
                               "'" + text + "' is no level: take 1 to 13 or a qualification")
      .WithMetadata("level", text)
      .WithFieldViolation(std::string(field), "takes 1 to 13, or the name of a qualification");
}

// The concept that `text` identifies by resource name or URI.
std::optional<ConceptOrdinal> Identified(const std::string& text,
                                         const LoadedGeneration& generation) {
  if (text.starts_with(kFrameworks)) {
    const auto name = core::ParseConceptName(text);
    if (!name.ok()) return std::nullopt;
    const auto node = generation.snapshot().FindByName(name->framework, name->id);
    return node.ok() ? std::optional(*node) : std::nullopt;
  }
  if (!search::LooksLikeUri(text)) return std::nullopt;
  const auto node = generation.snapshot().FindByUri(text);
  return node.ok() ? std::optional(*node) : std::nullopt;
}

// The best concept of `types` for words or a code.
core::Result<std::optional<core::Concept>> BestConcept(const std::string& text,
                                                       const std::vector<ConceptType>& types,
                                                       const LanguageWishes& wishes,
                                                       const LoadedGeneration& generation) {
  search::SearchQuery query;
  query.text = text;
  query.filter.types = types;
  query.limit = 1;
  // In the wished languages first, then in all: people name skills in another language, too.
  for (const bool wished : {true, false}) {
    if (wished) query.languages = wishes.lookup;
    if (!wished) query.languages.clear();
    auto found = generation.engine().Search(query);
    if (!found.ok()) return found.status();
    if (!found->hits.empty()) return std::optional(std::move(found->hits.front().item));
  }
  return std::optional<core::Concept>();
}

}  // namespace

void SubjectReader::WriteConcept(const core::Concept& item, v1::ResolvedSkill& out) const {
  v1::Concept written;
  concepts_.Write(item, v1::CONCEPT_VIEW_BASIC, written);
  out.set_concept_name(written.name());
  out.set_label(written.preferred_label());
  out.set_language_code(written.language_code());
}

TaggedText SubjectReader::Label(const std::string& concept_name) const {
  const auto node = Identified(concept_name, generation_);
  if (!node) return {};
  const auto item = generation_.snapshot().Load(*node);
  if (!item.ok()) return {};
  v1::Concept written;
  concepts_.Write(*item, v1::CONCEPT_VIEW_BASIC, written);
  return {written.preferred_label(), written.language_code()};
}

core::Status SubjectReader::Resolve(const std::string& asked, std::string_view field,
                                    const std::vector<ConceptType>& types,
                                    v1::ResolvedSkill& out) const {
  out.set_asked(asked);
  if (const auto node = Identified(asked, generation_)) {
    const auto item = generation_.snapshot().Load(*node);
    if (!item.ok()) return item.status();
    WriteConcept(*item, out);
    return {};
  }
  // Credentials may be aligned with frameworks that this index does not have.
  if (asked.starts_with(kFrameworks) || search::LooksLikeUri(asked)) {
    out.set_concept_name(asked);
    return {};
  }
  const auto best = BestConcept(asked, types, wishes_, generation_);
  if (!best.ok()) return best.status();
  if (!best->has_value()) {
    return core::NotFound("CONCEPT_NOT_FOUND", "the index has no concept for '" + asked + "'")
        .WithMetadata("words", asked)
        .WithFieldViolation(std::string(field), "takes a name, URI, code or words of a concept");
  }
  WriteConcept(**best, out);
  out.set_by_words((*best)->code != asked);
  return {};
}

core::Status SubjectReader::Read(const v1::SearchCredentialsRequest& request,
                                 v1::SearchCredentialsResponse& response) const {
  std::set<std::string> known;
  const auto add = [&](v1::ResolvedSkill resolved) {
    if (!known.insert(resolved.concept_name()).second) return;
    *response.add_skills() = std::move(resolved);
  };
  for (int i = 0; i < request.skills_size(); ++i) {
    v1::ResolvedSkill resolved;
    core::Status status =
        Resolve(request.skills(i), FieldPath("skills", static_cast<std::size_t>(i)),
                {ConceptType::kSkill, ConceptType::kSkillGroup}, resolved);
    if (!status.ok()) return status;
    add(std::move(resolved));
  }
  if (request.occupation().empty()) return {};
  v1::ResolvedSkill& occupation = *response.mutable_occupation();
  core::Status status =
      Resolve(request.occupation(), "occupation", {ConceptType::kOccupation}, occupation);
  if (!status.ok()) return status;
  const auto node = Identified(occupation.concept_name(), generation_);
  std::vector<std::string> names;
  if (node) {
    for (const ConceptOrdinal skill : generation_.snapshot().Neighbours(
             *node, core::RelationType::kEssentialSkill, search::Direction::kOutgoing)) {
      names.push_back(skills_.Name(skill));
    }
  }
  if (names.empty()) {
    return core::NotFound("CONCEPT_NOT_FOUND",
                          "'" + occupation.concept_name() + "' has no essential skills here")
        .WithMetadata("name", occupation.concept_name())
        .WithFieldViolation("occupation", "takes an occupation with essential skills");
  }
  std::sort(names.begin(), names.end());
  if (names.size() > kMostOccupationSkills) names.resize(kMostOccupationSkills);
  for (const std::string& name : names) {
    v1::ResolvedSkill resolved;
    resolved.set_asked(name);
    resolved.set_concept_name(name);
    const auto [label, language] = Label(name);
    resolved.set_label(label);
    resolved.set_language_code(language);
    add(std::move(resolved));
  }
  return {};
}

core::Result<int> SubjectReader::ReadLevel(const std::string& text, std::string_view field) const {
  if (text.empty()) return 0;
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size()) {
    if (number >= 1 && number <= kHighestLevel) return number;
    RequestCheck check;
    check.Add("VALUE_OUT_OF_RANGE", field, "takes 1 to 13, or the name of a qualification");
    return check.ToStatus();
  }
  const auto& qualifications = generation_.snapshot().qualifications();
  const auto& concepts = generation_.qualification_concepts();
  for (std::size_t i = 0; i < concepts.size(); ++i) {
    if (text == concepts[i].id || text == concepts[i].uri ||
        text == core::FormatConceptName(concepts[i])) {
      return qualifications[i].number;
    }
  }
  if (qualifications.empty()) return LevelUnknown(text, field);
  const auto best = BestConcept(text, {ConceptType::kQualification}, wishes_, generation_);
  if (!best.ok()) return best.status();
  if (!best->has_value()) return LevelUnknown(text, field);
  const core::Qualification* found = generation_.FindQualification((*best)->uri);
  return found == nullptr ? core::Result<int>(LevelUnknown(text, field)) : found->number;
}

}  // namespace crosswalk::rpc
