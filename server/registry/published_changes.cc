// SPDX-License-Identifier: Apache-2.0
#include "server/registry/published_changes.h"

#include "server/registry/credential_document.h"

#include <string_view>
#include <utility>

namespace crosswalk::registry {

core::Result<std::map<std::string, std::optional<Credential>>> PublishedChanges(
    std::span<const Change> log) {
  std::map<std::string_view, const Change*> last;
  for (const Change& change : log) {
    if (change.kind == ChangeKind::kCreated || change.kind == ChangeKind::kUpdated) continue;
    last[change.credential] = &change;
  }
  std::map<std::string, std::optional<Credential>> changes;
  for (const auto& [name, change] : last) {
    std::optional<Credential>& published = changes[std::string(name)];
    if (change->kind != ChangeKind::kPublished) continue;
    auto document = ReadCredentialDocument(change->after_document);
    if (!document.ok()) return document.status();
    published = std::move(document->credential);
  }
  return changes;
}

core::Status VisitPublished(CredentialStore& store,
                            const std::function<core::Status(std::span<const Credential>)>& visit) {
  ListFilter filter;
  filter.published = true;
  std::string token;
  do {
    const auto page = store.List(filter, kMaxPageSize, token);
    if (!page.ok()) return page.status();
    core::Status visited = visit(page->credentials);
    if (!visited.ok()) return visited;
    token = page->next_page_token;
  } while (!token.empty());
  return {};
}

}  // namespace crosswalk::registry
