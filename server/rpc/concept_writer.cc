// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/concept_writer.h"

#include "frameworks/core/resource_name.h"
#include "server/rpc/languages.h"

#include <algorithm>
#include <array>

namespace crosswalk::rpc {
namespace {

constexpr int kMostWishes = 10;

v1::ConceptStatus StatusToApi(std::string_view status) {
  // ESCO and CASE say "released"; ESCO's older bundles say "obsolete" and "deprecated" for what the
  // API calls obsolete.
  if (status == "released") return v1::CONCEPT_STATUS_RELEASED;
  if (status == "obsolete" || status == "deprecated") return v1::CONCEPT_STATUS_OBSOLETE;
  return v1::CONCEPT_STATUS_UNSPECIFIED;
}

void WriteText(const core::LabelSet& labels, v1::ConceptText& out) {
  out.set_language_code(labels.language);
  out.set_preferred_label(labels.preferred);
  *out.mutable_alternative_labels() = {labels.alternative.begin(), labels.alternative.end()};
  *out.mutable_hidden_labels() = {labels.hidden.begin(), labels.hidden.end()};
  out.set_description(labels.description);
  out.set_definition(labels.definition);
  out.set_scope_note(labels.scope_note);
}

void WriteVolume(const core::Range& range, int typical, v1::VolumeRange& out) {
  out.set_min(range.min);
  out.set_max(range.max);
  out.set_typical(typical);
}

bool Has(const std::vector<std::string>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

std::vector<std::string> Keys(const std::map<std::string, std::string>& texts) {
  std::vector<std::string> keys;
  for (const auto& [key, text] : texts) keys.push_back(key);
  return keys;
}

// The text that core::PickText picks.
TaggedText PickTagged(const core::LocalizedText& texts, const std::string& language) {
  const std::string tag = PickLanguage({{language}, false}, Keys(texts));
  return {core::PickText(texts, tag), tag};
}

}  // namespace

LanguageWishes ReadWishes(const google::protobuf::RepeatedPtrField<std::string>& codes,
                          std::string_view accept_language, const std::string& standard,
                          RequestCheck& check, std::string_view field) {
  if (codes.size() > kMostWishes) {
    check.LimitCount(field, static_cast<std::size_t>(codes.size()), kMostWishes);
    return {{standard}, false};
  }
  for (int i = 0; i < codes.size(); ++i) {
    if (!NormalizeLanguageTag(codes[i])) {
      check.Add("LANGUAGE_INVALID", FieldPath(field, static_cast<std::size_t>(i)),
                "takes a BCP-47 code such as en or fr-CA");
    }
  }
  LanguageWishes wishes;
  wishes.lookup = ExpandLanguages({codes.begin(), codes.end()});
  if (codes.empty()) wishes.lookup = ExpandLanguages(ParseAcceptLanguage(accept_language));
  wishes.asked = !wishes.lookup.empty();
  if (!wishes.asked) wishes.lookup = ExpandLanguages({standard});
  return wishes;
}

std::string PickLanguage(const LanguageWishes& wishes, const std::vector<std::string>& available) {
  for (const std::string& language : wishes.lookup) {
    if (Has(available, language)) return language;
  }
  if (available.empty()) return {};
  return Has(available, "en") ? "en" : available.front();
}

TaggedText CategoryTitle(std::string_view id, const std::string& language,
                         const LoadedGeneration& generation) {
  for (const index_schema::FrameworkSummary& summary : generation.manifest().frameworks) {
    for (const core::DescriptorCategory& category : summary.framework.categories) {
      if (category.id == id) return PickTagged(category.title, language);
    }
  }
  return {std::string(id), {}};
}

void AddWarning(std::string_view reason, std::string_view message,
                const std::vector<std::pair<std::string, std::string>>& metadata,
                Warnings& warnings) {
  v1::Warning& warning = *warnings.Add();
  warning.set_reason(std::string(reason));
  warning.set_message(std::string(message));
  for (const auto& [key, value] : metadata) (*warning.mutable_metadata())[key] = value;
}

void ConceptWriter::Write(const core::Concept& item, v1::ConceptView view, v1::Concept& out) {
  const core::LabelSet& labels = item.BestLabels(wishes_.lookup);
  NoteLanguage(labels.language);
  out.set_name(core::FormatConceptName(item));
  out.set_uri(item.uri);
  out.set_notation(item.code);
  out.set_type(ToApi(item.type));
  out.set_skill_type(ToApi(item.skill_type));
  out.set_reuse_level(ToApi(item.reuse_level));
  out.set_preferred_label(labels.preferred);
  out.set_language_code(labels.language);
  out.set_status(StatusToApi(item.status));
  if (const auto* summary = generation_.FindFramework(item.framework)) {
    out.set_release(summary->framework.release);
  }
  if (view != v1::CONCEPT_VIEW_FULL) return;

  *out.mutable_alternative_labels() = {labels.alternative.begin(), labels.alternative.end()};
  out.set_description(labels.description);
  for (const std::string& language : wishes_.lookup) {
    if (const core::LabelSet* texts = item.FindLabels(language))
      WriteText(*texts, *out.add_texts());
  }
  if (out.texts().empty()) WriteText(labels, *out.add_texts());
  *out.mutable_collections() = {item.collections.begin(), item.collections.end()};
  if (const auto node = generation_.snapshot().FindByName(item.framework, item.id); node.ok()) {
    for (const search::ConceptOrdinal above : generation_.snapshot().Neighbours(
             *node, core::RelationType::kBroader, search::Direction::kOutgoing)) {
      const auto broader = generation_.snapshot().Load(above);
      if (broader.ok()) out.add_broader(core::FormatConceptName(*broader));
    }
    std::sort(out.mutable_broader()->begin(), out.mutable_broader()->end());
  }
  if (item.type == core::ConceptType::kQualification) {
    if (const core::Qualification* source = generation_.FindQualification(item.uri)) {
      WriteQualification(*source, labels.language, *out.mutable_qualification());
    }
  }
}

void ConceptWriter::WriteQualification(const core::Qualification& source,
                                       const std::string& language, v1::Qualification& out) const {
  out.set_number(source.number);
  out.set_ladder_order(source.ladder_order);
  out.set_purpose(core::PickText(source.purpose, language));
  out.set_typical_duration(core::PickText(source.typical_duration, language));
  if (source.typical_hours) {
    WriteVolume(*source.typical_hours, source.volume_hours.value_or(0),
                *out.mutable_typical_hours());
  }
  if (source.credits) {
    WriteVolume(*source.credits, source.volume_credits.value_or(0), *out.mutable_typical_credits());
  }
  out.set_admission(core::PickText(source.admission, language));
  auto providers = source.providers.find(language);
  if (providers == source.providers.end()) providers = source.providers.begin();
  if (providers != source.providers.end()) {
    *out.mutable_provider_types() = {providers->second.begin(), providers->second.end()};
  }
  out.set_credential_awarded(core::PickText(source.credential_awarded, language));
  const auto write = [&](const core::Descriptor& descriptor, v1::LevelDescriptor& level) {
    level.set_category_id(descriptor.category);
    const auto [title, title_language] = CategoryTitle(descriptor.category, language, generation_);
    level.set_category_title(title);
    level.set_category_title_language_code(title_language);
    level.set_text(core::PickText(descriptor.text, language));
  };
  for (const core::Descriptor& descriptor : source.descriptors) {
    write(descriptor, *out.add_descriptors());
  }
  for (const core::Descriptor& descriptor : source.not_yet) write(descriptor, *out.add_not_yet());
  const auto& ladder = generation_.snapshot().qualifications();
  for (std::size_t i = 0; i < ladder.size(); ++i) {
    const std::string name = core::FormatConceptName(generation_.qualification_concepts()[i]);
    const auto& presupposes = source.presupposes;
    if (std::find(presupposes.begin(), presupposes.end(), ladder[i].number) != presupposes.end()) {
      out.add_presupposes(name);
    }
    if (source.compared_to == ladder[i].number) out.set_compared_to(name);
  }
  out.set_essential_employability_skills(source.essential_employability_skills);
  out.mutable_indicative_eqf()->set_min(source.indicative_eqf.min);
  out.mutable_indicative_eqf()->set_max(source.indicative_eqf.max);
  out.set_distinguishing(core::PickText(source.distinguishing, language));
  out.set_kind(source.kind);
}

void ConceptWriter::Write(const index_schema::FrameworkSummary& summary, v1::Framework& out) {
  const core::Framework& framework = summary.framework;
  const std::string language = PickLanguage(wishes_, Keys(framework.title));
  if (!language.empty()) NoteLanguage(language);
  out.set_name(core::FormatFrameworkName(framework.id));
  out.set_title(core::PickText(framework.title, language));
  out.set_language_code(language);
  out.set_uri(framework.uri);
  out.set_release(framework.release);
  const auto [publisher, publisher_language] = PickTagged(framework.publisher, language);
  out.set_publisher(publisher);
  out.set_publisher_language_code(publisher_language);
  out.set_licence(framework.license);
  const auto [attribution, attribution_language] = PickTagged(framework.attribution, language);
  out.set_attribution(attribution);
  out.set_attribution_language_code(attribution_language);
  *out.mutable_language_codes() = {framework.languages.begin(), framework.languages.end()};
  constexpr std::array kTypes = {
      core::ConceptType::kSkill, core::ConceptType::kSkillGroup, core::ConceptType::kOccupation,
      core::ConceptType::kOccupationGroup, core::ConceptType::kQualification};
  for (const core::ConceptType type : kTypes) {
    const auto count = summary.concepts_by_type.find(std::string(core::ConceptTypeName(type)));
    if (count == summary.concepts_by_type.end() || count->second == 0) continue;
    v1::ConceptCount& entry = *out.add_concept_counts();
    entry.set_type(ToApi(type));
    entry.set_count(static_cast<std::int32_t>(count->second));
  }
  for (const core::DescriptorCategory& category : framework.categories) {
    v1::DescriptorCategory& entry = *out.add_categories();
    entry.set_id(category.id);
    entry.set_code(category.code);
    const auto [title, title_language] = PickTagged(category.title, language);
    entry.set_title(title);
    entry.set_language_code(title_language);
    const auto [definition, definition_language] = PickTagged(category.definition, language);
    entry.set_definition(definition);
    entry.set_definition_language_code(definition_language);
  }
  for (const core::Collection& collection : summary.collections) {
    v1::Collection& entry = *out.add_collections();
    entry.set_id(collection.id);
    entry.set_uri(collection.uri);
    const auto [title, title_language] = PickTagged(collection.title, language);
    entry.set_title(title);
    entry.set_language_code(title_language);
  }
}

void ConceptWriter::NoteLanguage(std::string_view language) {
  if (!wishes_.asked || Has(wishes_.lookup, language)) return;
  if (fallback_count_++ == 0) fallback_language_ = language;
}

void ConceptWriter::AddWarnings(Warnings& warnings) const {
  if (fallback_count_ == 0) return;
  std::string wished;
  for (const std::string& language : wishes_.lookup) {
    wished.append(wished.empty() ? "" : ",").append(language);
  }
  AddWarning("LANGUAGE_FALLBACK",
             "labels not in a wished language (" + wished + "): " +
                 std::to_string(fallback_count_) + "; the first is in " + fallback_language_,
             {{"wished", wished},
              {"language_code", fallback_language_},
              {"count", std::to_string(fallback_count_)}},
             warnings);
}

void WriteSpan(const text::Span& span, std::string_view text, v1::TextSpan& out) {
  const std::size_t end = std::min(span.end, text.size());
  const std::size_t begin = std::min(span.begin, end);
  out.set_start_byte(static_cast<std::int32_t>(begin));
  out.set_end_byte(static_cast<std::int32_t>(end));
  out.set_text(std::string(text.substr(begin, end - begin)));
}

void WriteMatchedLabel(const search::LabelMatch& match, v1::MatchedLabel& out) {
  out.set_text(match.text);
  out.set_language_code(match.language);
  switch (match.kind) {
    case search::LabelKind::kPreferred:
      out.set_kind(v1::LABEL_KIND_PREFERRED);
      break;
    case search::LabelKind::kAlternative:
      out.set_kind(v1::LABEL_KIND_ALTERNATIVE);
      break;
    case search::LabelKind::kHidden:
      out.set_kind(v1::LABEL_KIND_HIDDEN);
      break;
    case search::LabelKind::kDescription:
      out.set_kind(v1::LABEL_KIND_DESCRIPTION);
      break;
  }
  for (const text::Span& span : match.highlights) WriteSpan(span, match.text, *out.add_spans());
}

// The API numbers its enums as core does.
v1::ConceptType ToApi(core::ConceptType type) { return static_cast<v1::ConceptType>(type); }
v1::SkillType ToApi(core::SkillType type) { return static_cast<v1::SkillType>(type); }
v1::ReuseLevel ToApi(core::ReuseLevel level) { return static_cast<v1::ReuseLevel>(level); }

static_assert(v1::CONCEPT_TYPE_SKILL == static_cast<int>(core::ConceptType::kSkill));
static_assert(v1::CONCEPT_TYPE_SKILL_GROUP == static_cast<int>(core::ConceptType::kSkillGroup));
static_assert(v1::CONCEPT_TYPE_OCCUPATION == static_cast<int>(core::ConceptType::kOccupation));
static_assert(v1::CONCEPT_TYPE_OCCUPATION_GROUP ==
              static_cast<int>(core::ConceptType::kOccupationGroup));
static_assert(v1::CONCEPT_TYPE_QUALIFICATION ==
              static_cast<int>(core::ConceptType::kQualification));
static_assert(v1::SKILL_TYPE_SKILL_COMPETENCE ==
              static_cast<int>(core::SkillType::kSkillCompetence));
static_assert(v1::SKILL_TYPE_KNOWLEDGE == static_cast<int>(core::SkillType::kKnowledge));
static_assert(v1::REUSE_LEVEL_TRANSVERSAL == static_cast<int>(core::ReuseLevel::kTransversal));
static_assert(v1::REUSE_LEVEL_CROSS_SECTOR == static_cast<int>(core::ReuseLevel::kCrossSector));
static_assert(v1::REUSE_LEVEL_SECTOR_SPECIFIC ==
              static_cast<int>(core::ReuseLevel::kSectorSpecific));
static_assert(v1::REUSE_LEVEL_OCCUPATION_SPECIFIC ==
              static_cast<int>(core::ReuseLevel::kOccupationSpecific));

}  // namespace crosswalk::rpc
