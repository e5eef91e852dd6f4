// SPDX-License-Identifier: Apache-2.0
// The items of a CASE package and how they stand to each other and to the outside.
#pragma once

#include "frameworks/io/json_document.h"
#include "server/imports/json_findings.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace crosswalk::imports {

// One end of an association: of this package, or outside of it.
struct CaseNode {
  enum class Kind : std::uint8_t { kOutside, kDocument, kItem };
  Kind kind = Kind::kOutside;
  std::size_t item = 0;  // For kItem.
  std::string identifier;
  std::string uri;
  std::string title;
};

struct CaseAssociation {
  std::string type;
  CaseNode origin;
  CaseNode destination;
  std::string path;
};

// Items as a tree. Built once; immutable afterwards.
class CaseTree {
 public:
  // `items` are CFItems with their paths. All must outlive the tree.
  CaseTree(std::string document_identifier,
           const std::vector<std::pair<io::JsonValue, std::string>>& items);

  // Reads a CFAssociation. isChildOf within the package makes the tree and is not returned; nothing
  // is returned either for one that is wrong, which is a problem.
  std::optional<CaseAssociation> Read(const io::JsonValue& value, const std::string& path,
                                      JsonFindings& findings);

  // Whether an item is to be learned: by its type, or because no other is its child.
  [[nodiscard]] bool IsLearned(std::size_t item) const;
  // Items in the order of the tree: children after their parent, by sequence number, then by their
  // place in the file. Every item is there once, whatever the associations say.
  [[nodiscard]] std::vector<std::size_t> InOrder() const;

 private:
  struct Child {
    double sequence;
    std::size_t item;
  };
  CaseNode ReadNode(JsonMembers& association, std::string_view key, JsonFindings& findings) const;
  static void Sort(std::vector<Child>& children);

  std::string document_;
  std::vector<std::string> types_;  // CFItemType, folded.
  std::unordered_map<std::string, std::size_t> item_by_identifier_;
  std::vector<std::vector<Child>> children_;  // By item; those of the document are last.
  std::vector<bool> has_parent_;
};

}  // namespace crosswalk::imports
