// SPDX-License-Identifier: Apache-2.0
#include "server/registry/credential_queries.h"

#include "server/registry/credential_changes.h"
#include "server/registry/credential_check.h"
#include "server/registry/list_token.h"

#include <chrono>
#include <string>
#include <utility>

namespace crosswalk::registry {
namespace {

using core::Result;
using core::Status;

Status OutOfRange(const std::string& field, int most) {
  return core::InvalidArgument("VALUE_OUT_OF_RANGE",
                               field + " must be between 1 and " + std::to_string(most))
      .WithFieldViolation(field, "must be between 1 and " + std::to_string(most));
}

std::string Quoted(std::string_view name) { return std::string("'").append(name).append("'"); }

// The credential of the query's only column, or why there is none.
Result<Credential> One(SqliteQuery& query, const char* reason, const std::string& message,
                       std::string_view name) {
  const auto row = query.Step();
  if (!row.ok()) return row.status();
  if (!*row) return core::NotFound(reason, message).WithMetadata("name", std::string(name));
  return ReadStored(query.Text(0));
}

Result<Credential> GetCurrent(SqliteDatabase& database, std::string_view name,
                              const std::string& id) {
  SqliteQuery query =
      database.Query("SELECT document FROM credentials WHERE id = ? AND delete_time IS NULL");
  query.Bind(id);
  return One(query, "CREDENTIAL_NOT_FOUND", "there is no credential " + Quoted(name), name);
}

Result<Credential> GetPublished(SqliteDatabase& database, std::string_view name,
                                const std::string& id) {
  SqliteQuery query = database.Query(
      "SELECT v.document FROM credentials c JOIN versions v "
      "ON v.credential = c.id AND v.version = c.published_version "
      "WHERE c.id = ? AND c.delete_time IS NULL");
  query.Bind(id);
  auto found = One(query, "CREDENTIAL_NOT_PUBLISHED", Quoted(name) + " is not published", name);
  if (found.ok() || found.status().reason() != "CREDENTIAL_NOT_PUBLISHED") return found;
  auto current = GetCurrent(database, name, id);  // For the better of the two reasons.
  if (!current.ok()) return current;
  return found;
}

Result<Credential> GetVersion(SqliteDatabase& database, std::string_view name,
                              const std::string& id, int version) {
  SqliteQuery query =
      database.Query("SELECT document FROM versions WHERE credential = ? AND version = ?");
  query.Bind(id).Bind(version);
  return One(query, "VERSION_NOT_FOUND",
             Quoted(name) + " has no published version " + std::to_string(version), name);
}

// One bit a state, so that the statement need not be written for each set of states.
std::int64_t StateMask(const std::vector<CredentialState>& states) {
  if (states.empty()) return -1;
  std::int64_t mask = 0;
  for (const CredentialState state : states) mask |= std::int64_t{1} << static_cast<int>(state);
  return mask;
}

// The query of a listing: columns id and document, up to `limit` rows after the id. Each has the
// index that makes a page cost the same however large the catalogue is.
SqliteQuery ListQuery(SqliteDatabase& database, const ListFilter& filter, const std::string& after,
                      int limit, const std::string& issuer) {
  const std::int64_t mask = StateMask(filter.states);
  if (filter.published) {
    SqliteQuery query = database.Query(
        filter.issuer.empty()
            ? "SELECT c.id, v.document FROM credentials c INDEXED BY credentials_on_offer "
              "JOIN versions v ON v.credential = c.id AND v.version = c.published_version "
              "WHERE c.published_version IS NOT NULL AND c.id > ? AND ((1 << c.state) & ?) "
              "ORDER BY c.id LIMIT ?"
            : "SELECT c.id, v.document FROM credentials c INDEXED BY "
              "credentials_on_offer_by_issuer "
              "JOIN versions v ON v.credential = c.id AND v.version = c.published_version "
              "WHERE c.published_version IS NOT NULL AND c.id > ? AND ((1 << c.state) & ?) "
              "AND c.published_issuer = ?4 ORDER BY c.id LIMIT ?3");
    query.Bind(after).Bind(mask).Bind(limit);
    if (!filter.issuer.empty()) query.Bind(issuer);
    return query;
  }
  if (!filter.issuer.empty()) {
    SqliteQuery query = database.Query(
        "SELECT id, document FROM credentials INDEXED BY credentials_by_issuer "
        "WHERE issuer = ? AND id > ? AND ((1 << state) & ?) AND delete_time IS NULL "
        "ORDER BY id LIMIT ?");
    query.Bind(issuer).Bind(after).Bind(mask).Bind(limit);
    return query;
  }
  if (filter.states.size() == 1) {
    SqliteQuery query = database.Query(
        "SELECT id, document FROM credentials INDEXED BY credentials_by_state "
        "WHERE state = ? AND id > ? AND delete_time IS NULL ORDER BY id LIMIT ?");
    query.Bind(static_cast<std::int64_t>(filter.states.front())).Bind(after).Bind(limit);
    return query;
  }
  SqliteQuery query = database.Query(
      "SELECT id, document FROM credentials "
      "WHERE id > ? AND ((1 << state) & ?) AND delete_time IS NULL ORDER BY id LIMIT ?");
  query.Bind(after).Bind(mask).Bind(limit);
  return query;
}

}  // namespace

Result<Credential> GetCredential(SqliteDatabase& database, std::string_view name,
                                 CredentialView view) {
  const auto id = ParseCredentialName(name);
  if (!id.ok()) return id.status();
  switch (view.kind) {
    case CredentialView::Kind::kPublished:
      return GetPublished(database, name, *id);
    case CredentialView::Kind::kVersion:
      return GetVersion(database, name, *id, view.version);
    case CredentialView::Kind::kCurrent:
      break;
  }
  return GetCurrent(database, name, *id);
}

Result<CredentialPage> ListCredentials(SqliteDatabase& database, const ListFilter& filter,
                                       int page_size, std::string_view page_token) {
  if (page_size < 1 || page_size > kMaxPageSize) return OutOfRange("page_size", kMaxPageSize);
  const auto after = ReadListToken(filter, page_token);
  if (!after.ok()) return after.status();
  // One more than asked tells whether there is a next page.
  SqliteQuery query = ListQuery(database, filter, *after, page_size + 1, filter.issuer);
  CredentialPage page;
  std::string last;
  for (;;) {
    const auto row = query.Step();
    if (!row.ok()) return row.status();
    if (!*row) return page;
    if (page.credentials.size() == static_cast<std::size_t>(page_size)) {
      page.next_page_token = MakeListToken(filter, last);
      return page;
    }
    last = query.Text(0);
    auto credential = ReadStored(query.Text(1));
    if (!credential.ok()) return credential.status();
    page.credentials.push_back(std::move(credential).value());
  }
}

Result<std::vector<Change>> ReadChanges(SqliteDatabase& database, std::int64_t after_sequence,
                                        int limit) {
  if (limit < 1 || limit > kMaxLogEntries) return OutOfRange("limit", kMaxLogEntries);
  SqliteQuery query = database.Query(
      "SELECT sequence, time, actor, request_id, kind, credential, before_document, after_document "
      "FROM changes WHERE sequence > ? ORDER BY sequence LIMIT ?");
  query.Bind(after_sequence).Bind(limit);
  std::vector<Change> changes;
  for (;;) {
    const auto row = query.Step();
    if (!row.ok()) return row.status();
    if (!*row) return changes;
    Change& change = changes.emplace_back();
    change.sequence = query.Number(0);
    change.time = Timestamp(std::chrono::microseconds(query.Number(1)));
    change.actor = query.Text(2);
    change.request_id = query.Text(3);
    change.kind = static_cast<ChangeKind>(query.Number(4));
    change.credential = FormatCredentialName(query.Text(5));
    change.before_document = query.Text(6);
    change.after_document = query.Text(7);
  }
}

Result<std::int64_t> NewestSequence(SqliteDatabase& database) {
  SqliteQuery query = database.Query("SELECT max(sequence) FROM changes");
  const auto row = query.Step();
  if (!row.ok()) return row.status();
  return query.Number(0);  // 0 for NULL.
}

Result<CredentialStore::Counts> CountCredentials(SqliteDatabase& database) {
  SqliteQuery query = database.Query(
      "SELECT (SELECT count(*) FROM credentials WHERE delete_time IS NULL), "
      "(SELECT count(*) FROM credentials WHERE published_version IS NOT NULL)");
  const auto row = query.Step();
  if (!row.ok()) return row.status();
  return CredentialStore::Counts{query.Number(0), query.Number(1)};
}

}  // namespace crosswalk::registry
