// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/credential_search_writer.h"

#include "server/registry/timestamp.h"
#include "server/rpc/credential_proto.h"

#include <algorithm>
#include <array>

namespace crosswalk::rpc {
namespace {

constexpr std::array<std::string_view, 3> kFields = {"title", "description", "outcomes"};

void WriteTimestamp(registry::Timestamp time, google::protobuf::Timestamp& out) {
  const std::int64_t micros = time.time_since_epoch().count();
  out.set_seconds(micros / 1'000'000);
  out.set_nanos(static_cast<std::int32_t>(micros % 1'000'000 * 1000));
}

v1::TaughtRelation ToApi(catalogue::SkillRelation relation) {
  switch (relation) {
    case catalogue::SkillRelation::kSame:
      return v1::TAUGHT_RELATION_SAME;
    case catalogue::SkillRelation::kNarrower:
      return v1::TAUGHT_RELATION_NARROWER;
    case catalogue::SkillRelation::kRelated:
      return v1::TAUGHT_RELATION_RELATED;
  }
  return v1::TAUGHT_RELATION_UNSPECIFIED;
}

v1::SearchAdviceKind ToApi(catalogue::Advice::Kind kind) {
  switch (kind) {
    case catalogue::Advice::Kind::kDropText:
      return v1::SEARCH_ADVICE_KIND_DROP_QUERY;
    case catalogue::Advice::Kind::kDropSkill:
      return v1::SEARCH_ADVICE_KIND_DROP_SKILL;
    case catalogue::Advice::Kind::kDropFilter:
      return v1::SEARCH_ADVICE_KIND_DROP_FILTER;
    case catalogue::Advice::Kind::kBroaderSkill:
      return v1::SEARCH_ADVICE_KIND_BROADER_SKILL;
  }
  return v1::SEARCH_ADVICE_KIND_UNSPECIFIED;
}

void WriteHit(const catalogue::Hit& hit, v1::CredentialSearchResult& out) {
  v1::Credential& credential = *out.mutable_credential();
  WriteCredential(hit.credential, credential);
  out.set_relevance(hit.relevance);
  for (const catalogue::SkillHit& skill : hit.skills) {
    v1::TaughtSkill& taught = *out.add_taught_skills();
    taught.set_skill_index(static_cast<std::int32_t>(skill.asked));
    taught.set_outcome_index(static_cast<std::int32_t>(skill.outcome));
    *taught.mutable_alignment() = credential.outcomes(static_cast<int>(skill.outcome))
                                      .alignments(static_cast<int>(skill.alignment));
    taught.set_relation(ToApi(skill.relation));
    taught.set_confirmed(taught.alignment().source() == v1::ALIGNMENT_SOURCE_CONFIRMED);
  }
  for (const catalogue::MatchedText& text : hit.texts) {
    v1::HighlightedText& highlighted = *out.add_highlights();
    highlighted.set_field(std::string(kFields[static_cast<std::size_t>(text.field)]));
    highlighted.set_outcome_index(static_cast<std::int32_t>(text.outcome));
    highlighted.set_language_code(text.language);
    highlighted.set_text(text.text);
    for (const text::Span& span : text.highlights) {
      WriteSpan(span, text.text, *highlighted.add_spans());
    }
  }
}

void WriteFacet(const std::vector<catalogue::FacetValue>& values,
                google::protobuf::RepeatedPtrField<v1::FacetCount>& out) {
  for (const catalogue::FacetValue& value : values) {
    v1::FacetCount& count = *out.Add();
    count.set_value(value.value);
    count.set_count(static_cast<std::int32_t>(value.count));
    count.mutable_title()->insert(value.title.begin(), value.title.end());
  }
}

}  // namespace

void WriteSearchAnswer(const catalogue::SearchAnswer& answer, const SubjectReader& subjects,
                       v1::SearchCredentialsResponse& response) {
  for (const catalogue::Hit& hit : answer.hits) WriteHit(hit, *response.add_results());
  response.set_next_page_token(answer.next_page_token);
  response.set_total_size(static_cast<std::int32_t>(answer.total));
  response.set_corrected_query(answer.corrected_text);
  response.set_any_word(answer.any_word);
  for (int i = 0; i < response.skills_size(); ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (at < answer.widened_by.size()) {
      response.mutable_skills(i)->set_widened_by(static_cast<std::int32_t>(answer.widened_by[at]));
    }
  }
  if (answer.facets) {
    v1::CredentialFacets& facets = *response.mutable_facets();
    WriteFacet(answer.facets->issuers, *facets.mutable_issuers());
    WriteFacet(answer.facets->types, *facets.mutable_types());
    WriteFacet(answer.facets->delivery_modes, *facets.mutable_delivery_modes());
    WriteFacet(answer.facets->languages, *facets.mutable_languages());
    WriteFacet(answer.facets->regions, *facets.mutable_regions());
    WriteFacet(answer.facets->levels, *facets.mutable_levels());
    WriteFacet(answer.facets->hours, *facets.mutable_hours());
    WriteFacet(answer.facets->costs, *facets.mutable_costs());
  }
  for (const catalogue::Advice& entry : answer.advice) {
    v1::SearchAdvice& advice = *response.add_advice();
    advice.set_kind(ToApi(entry.kind));
    advice.set_subject(entry.subject);
    advice.set_replacement(entry.replacement);
    const std::string& named = entry.replacement.empty() ? entry.subject : entry.replacement;
    if (entry.kind != catalogue::Advice::Kind::kDropFilter) {
      const auto [label, language] = subjects.Label(named);
      advice.set_label(label);
      advice.set_language_code(language);
    }
    advice.set_count(static_cast<std::int32_t>(entry.count));
  }
}

void WriteFreshness(const catalogue::Freshness& freshness, std::int64_t answered_sequence,
                    v1::IndexFreshness& out) {
  out.set_indexed_sequence(answered_sequence);
  out.set_latest_sequence(std::max(freshness.latest_sequence, answered_sequence));
  out.set_credential_count(static_cast<std::int64_t>(freshness.credentials));
  out.set_building(freshness.building);
  WriteTimestamp(registry::Now(), *out.mutable_answer_time());
}

}  // namespace crosswalk::rpc
