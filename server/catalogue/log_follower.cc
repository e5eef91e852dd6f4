// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/log_follower.h"

#include "server/registry/credential_document.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace crosswalk::catalogue {
namespace {

using registry::Change;
using registry::ChangeKind;

LogPlace PlaceOf(const Change& change) {
  return {change.sequence, change.credential + " " + registry::FormatTimestamp(change.time) + " " +
                               std::to_string(static_cast<int>(change.kind))};
}

// The place of the newest entry.
core::Result<LogPlace> Newest(registry::CredentialStore& store) {
  const std::int64_t latest = store.LatestSequence();
  if (latest == 0) return LogPlace();
  const auto log = store.ReadLog(latest - 1, 1);
  if (!log.ok()) return log.status();
  if (log->empty()) return core::DataLoss("REGISTRY_CORRUPT", "the log lacks its newest entry");
  return PlaceOf(log->front());
}

}  // namespace

core::Result<bool> IsOfLog(registry::CredentialStore& store, const LogPlace& place) {
  if (place.sequence == 0) return true;
  if (place.sequence > store.LatestSequence()) return false;
  const auto log = store.ReadLog(place.sequence - 1, 1);
  if (!log.ok()) return log.status();
  return !log->empty() && PlaceOf(log->front()) == place;
}

core::Result<bool> FollowOnce(registry::CredentialStore& store, IndexWriter& writer, int most) {
  const auto log = store.ReadLog(writer.place().sequence, most);
  if (!log.ok()) return log.status();
  if (log->empty()) return false;
  // Of several changes of one credential the last that decides what is published counts.
  std::map<std::string_view, const Change*> last;
  for (const Change& change : *log) {
    if (change.kind == ChangeKind::kCreated || change.kind == ChangeKind::kUpdated) continue;
    last[change.credential] = &change;
  }
  for (const auto& [name, change] : last) {
    core::Status written;
    if (change->kind == ChangeKind::kPublished) {
      const auto document = registry::ReadCredentialDocument(change->after_document);
      if (!document.ok()) return document.status();
      written = writer.Put(document->credential);
    } else {
      written = writer.Remove(name);
    }
    if (!written.ok()) return written;
  }
  const core::Status committed = writer.Commit(PlaceOf(log->back()));
  if (!committed.ok()) return committed;
  return true;
}

core::Status BuildAll(registry::CredentialStore& store, IndexWriter& writer,
                      const BuildProgress& progress) {
  // What is published while the list is read is in it or in the log behind this place, or in both:
  // following again changes nothing then.
  auto place = Newest(store);
  if (!place.ok()) return place.status();
  const auto counts = store.Count();
  if (!counts.ok()) return counts.status();
  registry::ListFilter filter;
  filter.published = true;
  std::string token;
  std::int64_t built = 0;
  do {
    if (!progress(built, std::max(built, counts->published))) {
      return {core::StatusCode::kAborted, "CATALOGUE_STOPPED", "building was stopped"};
    }
    auto page = store.List(filter, registry::kMaxPageSize, token);
    if (!page.ok()) return page.status();
    for (const registry::Credential& credential : page->credentials) {
      core::Status written = writer.Put(credential);
      if (!written.ok()) return written;
    }
    built += static_cast<std::int64_t>(page->credentials.size());
    token = page->next_page_token;
  } while (!token.empty());
  progress(built, built);
  return writer.Commit(*std::move(place));
}

}  // namespace crosswalk::catalogue
