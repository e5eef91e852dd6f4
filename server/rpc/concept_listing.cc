// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/concept_listing.h"

#include "frameworks/core/resource_name.h"
#include "server/rpc/filter_reader.h"
#include "server/rpc/request_check.h"

#include <algorithm>
#include <optional>

namespace crosswalk::rpc {
namespace {

using Nodes = std::vector<search::ConceptOrdinal>;

template <typename T>
bool Allows(const std::vector<T>& values, const T& value) {
  return values.empty() || std::find(values.begin(), values.end(), value) != values.end();
}

bool Passes(const core::Concept& item, const search::ConceptFilter& filter) {
  const bool collected =
      filter.collections.empty() ||
      std::any_of(item.collections.begin(), item.collections.end(),
                  [&](const std::string& id) { return Allows(filter.collections, id); });
  return collected && Allows(filter.types, item.type) &&
         Allows(filter.skill_types, item.skill_type) &&
         Allows(filter.reuse_levels, item.reuse_level);
}

// One page of what passes; `items` are in their order already.
ConceptPage Cut(std::vector<core::Concept> items, const search::ConceptFilter& filter,
                std::size_t offset, std::size_t size) {
  std::erase_if(items, [&](const core::Concept& item) { return !Passes(item, filter); });
  ConceptPage page;
  page.total = items.size();
  const std::size_t begin = std::min(offset, items.size());
  const std::size_t end = std::min(begin + size, items.size());
  page.more = end < items.size();
  for (std::size_t i = begin; i < end; ++i) page.items.push_back(std::move(items[i]));
  return page;
}

core::Result<ConceptPage> ListMembers(const std::string& framework, search::ConceptFilter filter,
                                      const LoadedGeneration& generation, std::size_t offset,
                                      std::size_t size) {
  filter.frameworks = {framework};
  const auto answer = generation.engine().List(filter, offset, size);
  if (!answer.ok()) return answer.status();
  ConceptPage page;
  page.total = std::max<std::uint64_t>(answer->total_estimate, offset + answer->hits.size());
  page.more = answer->hits.size() == size && page.total > offset + size;
  for (const search::SearchHit& hit : answer->hits) page.items.push_back(hit.item);
  return page;
}

core::Result<ConceptPage> ListTop(const std::string& framework, const search::ConceptFilter& filter,
                                  const LoadedGeneration& generation, std::size_t offset,
                                  std::size_t size) {
  const auto& all = generation.manifest().frameworks;
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& summary) {
    return summary.framework.id == framework;
  });
  const auto nodes =
      generation.TopConcepts(static_cast<std::uint16_t>(std::distance(all.begin(), found)));
  if (!nodes.ok()) return nodes.status();
  // Facts first: loading a concept costs more than looking at one.
  Nodes kept;
  for (const search::ConceptOrdinal node : *nodes) {
    const search::ConceptFacts& facts = generation.snapshot().facts(node);
    if (Allows(filter.types, facts.type) && Allows(filter.skill_types, facts.skill_type) &&
        Allows(filter.reuse_levels, facts.reuse_level)) {
      kept.push_back(node);
    }
  }
  std::vector<core::Concept> items;
  const bool whole = !filter.collections.empty();
  const std::size_t begin = whole ? 0 : std::min(offset, kept.size());
  const std::size_t end = whole ? kept.size() : std::min(begin + size, kept.size());
  for (std::size_t i = begin; i < end; ++i) {
    auto item = generation.snapshot().Load(kept[i]);
    if (!item.ok()) return item.status();
    items.push_back(*std::move(item));
  }
  if (whole) return Cut(std::move(items), filter, offset, size);
  return ConceptPage{std::move(items), kept.size(), end < kept.size()};
}

struct Step {
  core::RelationType type;
  search::Direction direction;
  bool from_occupation;  // Whether only relations of occupations are meant.
};

std::optional<Step> StepOf(v1::ConceptRelation relation) {
  using core::RelationType;
  using search::Direction;
  switch (relation) {
    case v1::CONCEPT_RELATION_UNSPECIFIED:
    case v1::CONCEPT_RELATION_NARROWER:
      return Step{RelationType::kBroader, Direction::kIncoming, false};
    case v1::CONCEPT_RELATION_BROADER:
      return Step{RelationType::kBroader, Direction::kOutgoing, false};
    case v1::CONCEPT_RELATION_ESSENTIAL_SKILL:
      return Step{RelationType::kEssentialSkill, Direction::kOutgoing, false};
    case v1::CONCEPT_RELATION_OPTIONAL_SKILL:
      return Step{RelationType::kOptionalSkill, Direction::kOutgoing, false};
    case v1::CONCEPT_RELATION_ESSENTIAL_FOR:
      return Step{RelationType::kEssentialSkill, Direction::kIncoming, true};
    case v1::CONCEPT_RELATION_OPTIONAL_FOR:
      return Step{RelationType::kOptionalSkill, Direction::kIncoming, true};
    default:
      return std::nullopt;
  }
}

core::Result<ConceptPage> ListAround(const v1::ListConceptsRequest& request,
                                     const search::ConceptFilter& filter,
                                     const LoadedGeneration& generation, std::size_t offset,
                                     std::size_t size) {
  const auto node = ReadConceptName(request.parent(), "parent", generation);
  if (!node.ok()) return node.status();
  const Step step = StepOf(request.relation()).value();
  Nodes nodes;
  for (const search::ConceptOrdinal other :
       generation.snapshot().Neighbours(*node, step.type, step.direction)) {
    // A skill may be essential for another skill, too; ListRelatedSkills answers those.
    const bool occupation =
        generation.snapshot().facts(other).type == core::ConceptType::kOccupation;
    if (!step.from_occupation || occupation) nodes.push_back(other);
  }
  auto items = generation.SortForBrowsing(nodes);
  if (!items.ok()) return items.status();
  return Cut(*std::move(items), filter, offset, size);
}

}  // namespace

core::Result<ConceptPage> ListConceptPage(const v1::ListConceptsRequest& request,
                                          const LoadedGeneration& generation, std::size_t offset,
                                          std::size_t size) {
  RequestCheck check;
  check.LimitText("parent", request.parent(), kLongestName);
  if (!request.filter().frameworks().empty()) {
    check.Add("FIELD_NOT_ALLOWED", "filter.frameworks", "must be empty: parent says it");
  }
  const auto filter = ReadFilter(request.filter(), generation, check);
  if (!filter.ok()) return filter.status();
  if (!check.ok()) return check.ToStatus();

  const auto framework = core::ParseFrameworkName(request.parent());
  const bool members = framework.ok() && (request.relation() == v1::CONCEPT_RELATION_UNSPECIFIED ||
                                          request.relation() == v1::CONCEPT_RELATION_MEMBER);
  const bool top = framework.ok() && request.relation() == v1::CONCEPT_RELATION_TOP;
  if (!members && (!filter->within.empty() || !filter->occupations.empty())) {
    check.Add("FIELD_NOT_ALLOWED", "filter",
              "groups and occupations go with the members of a framework only");
  }
  if (framework.ok() ? !members && !top : !StepOf(request.relation())) {
    check.Add("VALUE_UNKNOWN", "relation",
              framework.ok() ? "takes MEMBER or TOP with a framework as parent"
                             : "takes neither MEMBER nor TOP with a concept as parent");
  }
  if (!check.ok()) return check.ToStatus();
  if (!framework.ok()) return ListAround(request, *filter, generation, offset, size);
  const auto summary = RequireFramework(*framework, generation);
  if (!summary.ok()) return summary.status();
  return members ? ListMembers(*framework, *filter, generation, offset, size)
                 : ListTop(*framework, *filter, generation, offset, size);
}

}  // namespace crosswalk::rpc
