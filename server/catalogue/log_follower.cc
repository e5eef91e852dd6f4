// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/log_follower.h"

#include "server/registry/published_changes.h"
#include "server/registry/timestamp.h"

#include <algorithm>
#include <string>
#include <utility>

namespace crosswalk::catalogue {
namespace {

using registry::Change;

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
  const auto changes = registry::PublishedChanges(*log);
  if (!changes.ok()) return changes.status();
  for (const auto& [name, published] : *changes) {
    core::Status written = published ? writer.Put(*published) : writer.Remove(name);
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
  std::int64_t built = 0;
  const core::Status visited =
      registry::VisitPublished(store, [&](std::span<const registry::Credential> page) {
        if (!progress(built, std::max(built, counts->published))) {
          return core::Status(core::StatusCode::kAborted, "CATALOGUE_STOPPED",
                              "building was stopped");
        }
        for (const registry::Credential& credential : page) {
          core::Status written = writer.Put(credential);
          if (!written.ok()) return written;
        }
        built += static_cast<std::int64_t>(page.size());
        return core::Status();
      });
  if (!visited.ok()) return visited;
  progress(built, built);
  return writer.Commit(*std::move(place));
}

}  // namespace crosswalk::catalogue
