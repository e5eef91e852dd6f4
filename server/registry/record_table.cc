// SPDX-License-Identifier: Apache-2.0
#include "server/registry/record_table.h"

namespace crosswalk::registry {
namespace {

std::int64_t Microseconds(Timestamp time) { return time.time_since_epoch().count(); }

}  // namespace

core::Result<std::optional<Record>> FindRecord(SqliteDatabase& database, std::string_view id) {
  SqliteQuery query = database.Query(
      "SELECT issuer, state, version, published_version, published_issuer, etag, document, "
      "delete_time FROM credentials WHERE id = ?");
  const auto row = query.Bind(id).Step();
  if (!row.ok()) return row.status();
  if (!*row) return std::optional<Record>();
  Record record;
  record.id = id;
  record.issuer = query.Text(0);
  record.state = static_cast<CredentialState>(query.Number(1));
  record.version = static_cast<int>(query.Number(2));
  record.on_offer = !query.IsNull(3);
  record.on_offer_issuer = query.Text(4);
  record.etag = query.Text(5);
  record.document = query.Text(6);
  record.deleted = !query.IsNull(7);
  return std::optional<Record>(std::move(record));
}

core::Status PutRecord(SqliteDatabase& database, const Record& record) {
  SqliteQuery query = database.Query(
      "INSERT INTO credentials (id, issuer, state, version, etag, document, published_version, "
      "published_issuer) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE SET "
      "issuer = ?2, state = ?3, version = ?4, etag = ?5, document = ?6, published_version = ?7, "
      "published_issuer = ?8");
  query.Bind(record.id)
      .Bind(record.issuer)
      .Bind(static_cast<std::int64_t>(record.state))
      .Bind(record.version)
      .Bind(record.etag)
      .Bind(record.document);
  if (record.on_offer) {
    query.Bind(record.version).Bind(record.on_offer_issuer);
  } else {
    query.BindNull().BindNull();
  }
  return query.Run();
}

core::Status MarkDeleted(SqliteDatabase& database, std::string_view id, Timestamp time) {
  return database.Query("UPDATE credentials SET delete_time = ? WHERE id = ?")
      .Bind(Microseconds(time))
      .Bind(id)
      .Run();
}

core::Status RemoveRecord(SqliteDatabase& database, std::string_view id) {
  return database.Query("DELETE FROM credentials WHERE id = ?").Bind(id).Run();
}

core::Status AddVersion(SqliteDatabase& database, const Record& record) {
  return database.Query("INSERT INTO versions (credential, version, document) VALUES (?, ?, ?)")
      .Bind(record.id)
      .Bind(record.version)
      .Bind(record.document)
      .Run();
}

core::Result<std::int64_t> AppendChange(SqliteDatabase& database, const Change& change,
                                        std::string_view id) {
  const core::Status status =
      database
          .Query(
              "INSERT INTO changes (time, actor, request_id, kind, credential, before_document, "
              "after_document) VALUES (?, ?, ?, ?, ?, ?, ?)")
          .Bind(Microseconds(change.time))
          .Bind(change.actor)
          .Bind(change.request_id)
          .Bind(static_cast<std::int64_t>(change.kind))
          .Bind(id)
          .Bind(change.before_document)
          .Bind(change.after_document)
          .Run();
  if (!status.ok()) return status;
  return database.last_row();
}

core::Result<std::optional<AnsweredRequest>> FindRequest(SqliteDatabase& database,
                                                         const ChangeContext& context) {
  SqliteQuery query = database.Query(
      "SELECT fingerprint, document FROM requests WHERE actor = ? AND request_id = ?");
  const auto row = query.Bind(context.actor).Bind(context.request_id).Step();
  if (!row.ok()) return row.status();
  if (!*row) return std::optional<AnsweredRequest>();
  return std::optional<AnsweredRequest>({query.Text(0), query.Text(1)});
}

core::Status RememberRequest(SqliteDatabase& database, const ChangeContext& context,
                             const AnsweredRequest& answer, Timestamp time) {
  return database
      .Query(
          "INSERT INTO requests (actor, request_id, fingerprint, document, time) "
          "VALUES (?, ?, ?, ?, ?)")
      .Bind(context.actor)
      .Bind(context.request_id)
      .Bind(answer.fingerprint)
      .Bind(answer.document)
      .Bind(Microseconds(time))
      .Run();
}

core::Status ForgetRequests(SqliteDatabase& database, Timestamp before) {
  // Two a request remembered: the table shrinks to what is wanted, and no change waits for long.
  return database
      .Query(
          "DELETE FROM requests WHERE (actor, request_id) IN "
          "(SELECT actor, request_id FROM requests WHERE time < ? ORDER BY time LIMIT 2)")
      .Bind(Microseconds(before))
      .Run();
}

}  // namespace crosswalk::registry
