// SPDX-License-Identifier: Apache-2.0
#include "server/imports/case_items.h"

#include "frameworks/core/text.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace crosswalk::imports {
namespace {

using io::JsonType;
using io::JsonValue;

// Stems that mark a CFItemType as something to be learned, as frameworks/case has them; "goal" and
// the French words are of course outlines.
constexpr std::array<std::string_view, 9> kLearnedStems = {"competenc", "skill",     "outcome",
                                                           "objective", "indicator", "standard",
                                                           "goal",      "resultat",  "objectif"};

// Places without a sequence number come after those with one.
constexpr double kNoSequence = std::numeric_limits<double>::infinity();

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

std::string TextOf(const JsonValue& object, std::string_view key) {
  const std::optional<JsonValue> value = object.Find(key);
  return value ? std::string(value->text()) : std::string();
}

}  // namespace

CaseTree::CaseTree(std::string document_identifier,
                   const std::vector<std::pair<JsonValue, std::string>>& items)
    : document_(Lower(std::move(document_identifier))),
      types_(items.size()),
      children_(items.size() + 1),
      has_parent_(items.size(), false) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    types_[i] = core::FoldText(TextOf(items[i].first, "CFItemType"));
    item_by_identifier_.emplace(Lower(TextOf(items[i].first, "identifier")), i);
  }
}

CaseNode CaseTree::ReadNode(JsonMembers& association, std::string_view key,
                            JsonFindings& findings) const {
  CaseNode node;
  const std::optional<JsonValue> value = association.Take(key);
  if (!value || value->type() != JsonType::kObject) {
    findings.Fail(association.PathOf(key), "FIELD_REQUIRED", "the association has no such end");
    return node;
  }
  JsonMembers members(*value, association.PathOf(key), findings);
  node.identifier = members.TakeText("identifier");
  node.uri = members.TakeText("uri");
  node.title = members.TakeText("title");
  const std::string identifier = Lower(node.identifier);
  if (const auto item = item_by_identifier_.find(identifier);
      !identifier.empty() && item != item_by_identifier_.end()) {
    node.kind = CaseNode::Kind::kItem;
    node.item = item->second;
    members.Skip("targetType");
  } else if (!identifier.empty() && identifier == document_) {
    node.kind = CaseNode::Kind::kDocument;
    members.Skip("targetType");
  }
  members.ReportRest();
  return node;
}

std::optional<CaseAssociation> CaseTree::Read(const JsonValue& value, const std::string& path,
                                              JsonFindings& findings) {
  JsonMembers members(value, path, findings);
  if (value.type() != JsonType::kObject) return std::nullopt;
  CaseAssociation association;
  association.path = path;
  association.type = members.TakeText("associationType");
  association.origin = ReadNode(members, "originNodeURI", findings);
  association.destination = ReadNode(members, "destinationNodeURI", findings);
  members.Skip("CFDocumentURI");
  if (association.type.empty()) {
    findings.Fail(value, members.PathOf("associationType"), "FIELD_REQUIRED",
                  "the association has no type");
    return std::nullopt;
  }
  const bool is_inside = association.origin.kind == CaseNode::Kind::kItem &&
                         association.destination.kind != CaseNode::Kind::kOutside;
  if (association.type == "isChildOf" && is_inside) {
    double sequence = kNoSequence;
    if (const std::optional<JsonValue> number = members.Take("sequenceNumber")) {
      sequence = number->number().value_or(kNoSequence);
    }
    const std::size_t parent = association.destination.kind == CaseNode::Kind::kDocument
                                   ? children_.size() - 1
                                   : association.destination.item;
    children_[parent].push_back({sequence, association.origin.item});
    has_parent_[association.origin.item] = true;
    members.ReportRest();
    return std::nullopt;
  }
  members.ReportRest();
  return association;
}

bool CaseTree::IsLearned(std::size_t item) const {
  if (children_[item].empty()) return true;
  return std::any_of(kLearnedStems.begin(), kLearnedStems.end(), [&](std::string_view stem) {
    return types_[item].find(stem) != std::string::npos;
  });
}

void CaseTree::Sort(std::vector<Child>& children) {
  std::sort(children.begin(), children.end(), [](const Child& a, const Child& b) {
    return std::pair(a.sequence, a.item) < std::pair(b.sequence, b.item);
  });
}

std::vector<std::size_t> CaseTree::InOrder() const {
  std::vector<std::size_t> order;
  std::vector<bool> seen(types_.size(), false);
  // Depth first without recursion: a chain of items may be as long as the file.
  const auto walk = [&](std::vector<Child> start) {
    Sort(start);
    std::vector<std::size_t> open;
    const auto push = [&](const std::vector<Child>& children) {
      for (std::size_t i = children.size(); i-- > 0;) open.push_back(children[i].item);
    };
    push(start);
    while (!open.empty()) {
      const std::size_t item = open.back();
      open.pop_back();
      if (seen[item]) continue;  // Of two parents, or in a ring.
      seen[item] = true;
      order.push_back(item);
      std::vector<Child> below = children_[item];
      Sort(below);
      push(below);
    }
  };
  walk(children_.back());
  for (std::size_t i = 0; i < types_.size(); ++i) {
    if (!has_parent_[i]) walk({{kNoSequence, i}});
  }
  for (std::size_t i = 0; i < types_.size(); ++i) walk({{kNoSequence, i}});  // Rings.
  return order;
}

}  // namespace crosswalk::imports
