// SPDX-License-Identifier: Apache-2.0
#include "tools/client/calling.h"
#include "tools/client/commands.h"
#include "tools/client/format_concept.h"
#include "tools/client/json_output.h"

#include <array>

namespace crosswalk::client {
namespace {

struct ConceptNeighbours {
  v1::ConceptRelation relation;
  const char* key;
  const char* heading;
};

struct SkillNeighbours {
  v1::SkillRelation relation;
  const char* key;
  const char* heading;
};

constexpr std::array<ConceptNeighbours, 2> kHierarchy = {{
    {v1::CONCEPT_RELATION_BROADER, "broader", "Above it"},
    {v1::CONCEPT_RELATION_NARROWER, "narrower", "Below it"},
}};
constexpr std::array<ConceptNeighbours, 2> kOfOccupation = {{
    {v1::CONCEPT_RELATION_ESSENTIAL_SKILL, "essential_skills", "Essential skills"},
    {v1::CONCEPT_RELATION_OPTIONAL_SKILL, "optional_skills", "Optional skills"},
}};
constexpr std::array<ConceptNeighbours, 2> kOfSkill = {{
    {v1::CONCEPT_RELATION_ESSENTIAL_FOR, "essential_for_occupations", "Essential for occupations"},
    {v1::CONCEPT_RELATION_OPTIONAL_FOR, "optional_for_occupations", "Optional for occupations"},
}};
constexpr std::array<SkillNeighbours, 4> kSkillsOfSkill = {{
    {v1::SKILL_RELATION_ESSENTIAL, "essential_skills", "Essential skills for it"},
    {v1::SKILL_RELATION_OPTIONAL, "optional_skills", "Optional skills for it"},
    {v1::SKILL_RELATION_ESSENTIAL_FOR, "essential_for_skills", "Essential for skills"},
    {v1::SKILL_RELATION_OPTIONAL_FOR, "optional_for_skills", "Optional for skills"},
}};

class NeighbourReader {
 public:
  NeighbourReader(const ShowFlags& flags, const std::string& name, ServerConnection& server)
      : flags_(flags), name_(name), server_(server) {}

  core::Status Read(const ConceptNeighbours& wanted) {
    v1::ListConceptsRequest request;
    request.set_parent(name_);
    request.set_relation(wanted.relation);
    request.set_page_size(flags_.neighbours);
    SetLanguages(flags_.call, request);
    const core::Result<v1::ListConceptsResponse> page = server_.ListConcepts(request);
    if (!page.ok()) return page.status();
    Add(wanted.key, wanted.heading, {page->concepts().begin(), page->concepts().end()},
        page->total_size());
    return {};
  }

  core::Status Read(const SkillNeighbours& wanted) {
    v1::ListRelatedSkillsRequest request;
    request.set_name(name_);
    request.add_relations(wanted.relation);
    request.set_page_size(flags_.neighbours);
    SetLanguages(flags_.call, request);
    const core::Result<v1::ListRelatedSkillsResponse> page = server_.ListRelatedSkills(request);
    if (!page.ok()) return page.status();
    std::vector<v1::Concept> skills;
    for (const v1::RelatedSkill& related : page->related_skills())
      skills.push_back(related.skill());
    Add(wanted.key, wanted.heading, std::move(skills), page->total_size());
    return {};
  }

  template <typename Wanted, std::size_t N>
  core::Status ReadAll(const std::array<Wanted, N>& all) {
    for (const Wanted& wanted : all) {
      if (core::Status status = Read(wanted); !status.ok()) return status;
    }
    return {};
  }

  std::vector<RelatedConcepts> Take() { return std::move(found_); }

 private:
  void Add(const char* key, const char* heading, std::vector<v1::Concept> concepts, int total) {
    if (total <= 0) return;
    found_.push_back({key, heading, std::move(concepts), static_cast<std::size_t>(total)});
  }

  const ShowFlags& flags_;
  const std::string& name_;
  ServerConnection& server_;
  std::vector<RelatedConcepts> found_;
};

core::Result<std::vector<RelatedConcepts>> ReadNeighbours(const ShowFlags& flags,
                                                          const v1::Concept& item,
                                                          ServerConnection& server) {
  if (flags.neighbours == 0 || item.type() == v1::CONCEPT_TYPE_QUALIFICATION) {
    return std::vector<RelatedConcepts>();
  }
  NeighbourReader reader(flags, item.name(), server);
  core::Status status = reader.ReadAll(kHierarchy);
  if (status.ok() && item.type() == v1::CONCEPT_TYPE_OCCUPATION) {
    status = reader.ReadAll(kOfOccupation);
  }
  if (status.ok() && item.type() == v1::CONCEPT_TYPE_SKILL) {
    status = reader.ReadAll(kSkillsOfSkill);
    if (status.ok()) status = reader.ReadAll(kOfSkill);
  }
  if (!status.ok()) return status;
  return reader.Take();
}

// The response of GetConcept with one more member, "neighbours".
std::string JsonOf(const v1::GetConceptResponse& response,
                   const std::vector<RelatedConcepts>& neighbours) {
  JsonObject members;
  for (const RelatedConcepts& related : neighbours) {
    std::string concepts;
    for (const v1::Concept& neighbour : related.concepts) {
      concepts.append(concepts.empty() ? "" : ",").append(ToJson(neighbour, JsonLayout::kLine));
    }
    JsonObject member;
    member.Add("concepts", "[" + concepts + "]").Add("total_size", std::to_string(related.total));
    members.Add(related.key, member.text());
  }
  JsonObject object;
  object.Add("item", ToJson(response.item(), JsonLayout::kLine))
      .AddString("generation", response.generation())
      .Add("neighbours", members.text());
  return object.text();
}

}  // namespace

ExitCode RunShow(const ShowFlags& flags, const Screen& screen) {
  ServerConnection server(ConnectionOf(flags.call));
  v1::GetConceptRequest request;
  if (flags.identifier.starts_with("frameworks/")) {
    request.set_name(flags.identifier);
  } else {
    request.set_identifier(flags.identifier);
  }
  SetLanguages(flags.call, request);
  const core::Result<v1::GetConceptResponse> response = server.GetConcept(request);
  if (!response.ok()) return ReportError(response.status(), screen);
  const core::Result<std::vector<RelatedConcepts>> neighbours =
      ReadNeighbours(flags, response->item(), server);
  if (!neighbours.ok()) return ReportError(neighbours.status(), screen);
  if (flags.call.json) {
    screen.out << JsonOf(*response, *neighbours) << '\n';
  } else {
    screen.out << FormatConcept(response->item(), *neighbours, screen.look);
  }
  ReportWarnings(response->warnings(), screen);
  return kDone;
}

}  // namespace crosswalk::client
