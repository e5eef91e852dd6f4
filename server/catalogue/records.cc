// SPDX-License-Identifier: Apache-2.0
// Records of the live index by what they say.
#include "indexer/schema/terms.h"
#include "server/catalogue/live_index.h"
#include "server/catalogue/record_codec.h"
#include "server/catalogue/snapshot_call.h"
#include "server/catalogue/terms.h"

#include <algorithm>
#include <map>
#include <utility>

namespace crosswalk::catalogue {
namespace {

using index_schema::BooleanTerm;
using Records = core::Result<std::vector<registry::Credential>>;

Records ReadAll(Xapian::Database& database, const std::vector<DocumentId>& ids) {
  std::vector<registry::Credential> records;
  for (const DocumentId id : ids) {
    auto record = ReadRecord(database.get_document(id).get_data());
    if (!record.ok()) return record.status();
    records.push_back(*std::move(record));
  }
  return records;
}

}  // namespace

Records LiveIndex::WithTerm(const std::string& term) const {
  auto records = WithSnapshot(*this, "read the live index", [&](const Snapshot& at) {
    const Snapshot::Lease database = at.Borrow();
    const std::vector<DocumentId> ids(database->postlist_begin(term), database->postlist_end(term));
    return ReadAll(*database, ids);
  });
  if (records.ok()) {
    std::sort(records->begin(), records->end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
  }
  return records;
}

core::Result<std::optional<registry::Credential>> LiveIndex::Find(std::string_view name) const {
  auto records = WithTerm(BooleanTerm(kNamePrefix, name));
  if (!records.ok()) return records.status();
  if (records->empty()) return std::optional<registry::Credential>();
  return std::optional<registry::Credential>(std::move(records->front()));
}

Records LiveIndex::OfIssuer(std::string_view issuer_id) const {
  return WithTerm(BooleanTerm(kIssuerPrefix, issuer_id));
}

Records LiveIndex::StackingInto(std::string_view name) const {
  return WithTerm(BooleanTerm(kStackPrefix, name));
}

Records LiveIndex::Requiring(std::string_view name) const {
  return WithTerm(BooleanTerm(kRequiresPrefix, name));
}

Records LiveIndex::TeachingAnyOf(std::span<const std::string> skills, std::size_t limit) const {
  return WithSnapshot(*this, "read the live index", [&](const Snapshot& at) {
    const Snapshot::Lease database = at.Borrow();
    std::map<DocumentId, std::size_t> counts;
    for (const std::string& skill : skills) {
      const std::string term = BooleanTerm(kSkillPrefix, skill);
      for (auto posting = database->postlist_begin(term); posting != database->postlist_end(term);
           ++posting) {
        ++counts[*posting];
      }
    }
    std::vector<std::pair<DocumentId, std::size_t>> found(counts.begin(), counts.end());
    const auto middle = found.begin() + static_cast<std::ptrdiff_t>(std::min(limit, found.size()));
    std::partial_sort(found.begin(), middle, found.end(), [&](const auto& a, const auto& b) {
      if (a.second != b.second) return a.second > b.second;
      return at.columns().texts(a.first).name < at.columns().texts(b.first).name;
    });
    std::vector<DocumentId> ids;
    std::transform(found.begin(), middle, std::back_inserter(ids),
                   [](const auto& entry) { return entry.first; });
    return ReadAll(*database, ids);
  });
}

}  // namespace crosswalk::catalogue
