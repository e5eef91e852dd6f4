// SPDX-License-Identifier: Apache-2.0
#include "server/registry/credential_changes.h"

#include "frameworks/core/sha256.h"
#include "server/registry/credential_check.h"
#include "server/registry/credential_document.h"

#include <algorithm>
#include <utility>

namespace crosswalk::registry {
namespace {

using core::Result;
using core::Status;
using core::StatusCode;

Status Missing(const ChangeRequest& request) {
  return core::NotFound("CREDENTIAL_NOT_FOUND",
                        "there is no credential '" + FormatCredentialName(request.id) + "'")
      .WithMetadata("name", FormatCredentialName(request.id));
}

Status Precondition(const char* reason, const ChangeRequest& request, const char* message) {
  const std::string name = FormatCredentialName(request.id);
  return core::FailedPrecondition(reason, "'" + name + "' " + message).WithMetadata("name", name);
}

// Gives the credential its etag and writes it into the row: of all its text and times, so that no
// two states of a credential share one.
void Fill(Record& record, Credential& credential) {
  credential.etag.clear();
  credential.etag = core::Sha256Hex(WriteCredentialDocument(credential)).substr(0, 16);
  record.issuer = credential.issuer.id;
  record.state = credential.state;
  record.version = credential.version;
  record.etag = credential.etag;
  record.document = WriteCredentialDocument(credential);
}

// One change being carried out.
class Transition {
 public:
  Transition(SqliteDatabase& database, const ChangeRequest& request, Timestamp now)
      : database_(database), request_(request), now_(now) {}

  Result<ChangeOutcome> Create() {
    const std::string id = request_.id.empty() ? MakeCredentialId() : request_.id;
    const auto found = FindRecord(database_, id);
    if (!found.ok()) return found.status();
    if (*found) {
      return Status(StatusCode::kAlreadyExists, "CREDENTIAL_EXISTS",
                    (*found)->deleted
                        ? "a published credential '" + FormatCredentialName(id) +
                              "' was deleted; choose another id, holders may refer to this one"
                        : "there is a credential '" + FormatCredentialName(id) + "' already")
          .WithMetadata("name", FormatCredentialName(id));
    }
    record_.id = id;
    after_ = request_.credential;
    after_.name = FormatCredentialName(id);
    after_.state = CredentialState::kDraft;
    after_.create_time = after_.update_time = now_;
    return Save();
  }

  Result<ChangeOutcome> Update() {
    Status status = Load();
    if (!status.ok()) return status;
    after_ = request_.credential;
    CopyStoreFields(before_, after_);
    if (after_ == before_) return ChangeOutcome{std::move(after_), 0};
    after_.state = CredentialState::kDraft;
    return Save();
  }

  Result<ChangeOutcome> Publish() {
    Status status = Load();
    if (!status.ok()) return status;
    if (before_.state == CredentialState::kPublished) {
      return Precondition("CREDENTIAL_UNCHANGED", request_, "is published as it is");
    }
    const auto violations = CheckPublishable(before_);
    if (!violations.empty()) {
      return core::FailedPrecondition("CREDENTIAL_INCOMPLETE",
                                      "the credential is not complete enough to be published")
          .WithFieldViolations(violations);
    }
    after_.state = CredentialState::kPublished;
    after_.version = before_.version + 1;
    after_.publish_time = Time();
    record_.on_offer = true;
    record_.on_offer_issuer = after_.issuer.id;
    auto outcome = Save();
    if (!outcome.ok()) return outcome;
    status = AddVersion(database_, record_);
    if (!status.ok()) return status;
    return outcome;
  }

  Result<ChangeOutcome> Withdraw() {
    Status status = Load();
    if (!status.ok()) return status;
    if (!record_.on_offer) {
      return Precondition("CREDENTIAL_NOT_PUBLISHED", request_, "is not published");
    }
    after_.state = CredentialState::kWithdrawn;
    record_.on_offer = false;
    return Save();
  }

  Result<ChangeOutcome> Delete() {
    Status status = Load();
    if (!status.ok()) return status;
    if (record_.on_offer) {
      return Precondition("CREDENTIAL_PUBLISHED", request_, "is published; withdraw it first");
    }
    status = record_.version == 0 ? RemoveRecord(database_, record_.id)
                                  : MarkDeleted(database_, record_.id, Time());
    if (!status.ok()) return status;
    return Log(before_, "");
  }

 private:
  // Reads the credential as it is; the change starts from it.
  Status Load() {
    auto found = FindRecord(database_, request_.id);
    if (!found.ok()) return found.status();
    if (!*found || (*found)->deleted) return Missing(request_);
    record_ = **std::move(found);
    if (!request_.etag.empty() && request_.etag != record_.etag) {
      return Status(StatusCode::kAborted, "ETAG_MISMATCH",
                    "'" + FormatCredentialName(request_.id) +
                        "' was changed since it was read; read it again")
          .WithMetadata("etag", record_.etag);
    }
    auto stored = ReadStored(record_.document);
    if (!stored.ok()) return stored.status();
    before_document_ = record_.document;
    before_ = std::move(stored).value();
    after_ = before_;
    return {};
  }

  // Later than the credential's last change, whatever the clock did.
  [[nodiscard]] Timestamp Time() const {
    return std::max(now_, before_.update_time + std::chrono::microseconds(1));
  }

  Result<ChangeOutcome> Save() {
    after_.update_time = Time();
    Fill(record_, after_);
    if (record_.document.size() > kMaxDocumentBytes) {
      return core::InvalidArgument("DOCUMENT_TOO_LARGE",
                                   "the credential is too large: its document would have " +
                                       std::to_string(record_.document.size()) + " bytes");
    }
    Status status = PutRecord(database_, record_);
    if (!status.ok()) return status;
    return Log(after_, record_.document);
  }

  Result<ChangeOutcome> Log(const Credential& result, std::string after_document) {
    Change change;
    change.time = Time();
    change.actor = request_.context.actor;
    change.request_id = request_.context.request_id;
    change.kind = request_.kind;
    change.before_document = std::move(before_document_);
    change.after_document = std::move(after_document);
    const auto sequence = AppendChange(database_, change, record_.id);
    if (!sequence.ok()) return sequence.status();
    return ChangeOutcome{result, *sequence};
  }

  SqliteDatabase& database_;
  const ChangeRequest& request_;
  const Timestamp now_;
  Record record_;
  std::string before_document_;
  Credential before_;
  Credential after_;
};

Result<ChangeOutcome> CarryOutAnew(SqliteDatabase& database, const ChangeRequest& request,
                                   Timestamp now) {
  Transition transition(database, request, now);
  switch (request.kind) {
    case ChangeKind::kCreated:
      return transition.Create();
    case ChangeKind::kUpdated:
      return transition.Update();
    case ChangeKind::kPublished:
      return transition.Publish();
    case ChangeKind::kWithdrawn:
      return transition.Withdraw();
    case ChangeKind::kDeleted:
      return transition.Delete();
  }
  return core::Internal("REGISTRY_FAILED", "a change of no known kind was asked for");
}

// What an earlier request of this number was answered, if there was one.
Result<std::optional<ChangeOutcome>> Repeat(SqliteDatabase& database,
                                            const ChangeRequest& request) {
  auto answered = FindRequest(database, request.context);
  if (!answered.ok()) return answered.status();
  if (!*answered) return std::optional<ChangeOutcome>();
  if ((*answered)->fingerprint != request.fingerprint) {
    return Status(StatusCode::kAlreadyExists, "REQUEST_ID_REUSED",
                  "request id '" + request.context.request_id +
                      "' was used for another request; take a new one")
        .WithMetadata("request_id", request.context.request_id);
  }
  if ((*answered)->document.empty()) return std::optional(ChangeOutcome());
  auto credential = ReadStored((*answered)->document);
  if (!credential.ok()) return credential.status();
  return std::optional(ChangeOutcome{std::move(credential).value(), 0});
}

}  // namespace

void CopyStoreFields(const Credential& from, Credential& into) {
  into.name = from.name;
  into.etag = from.etag;
  into.version = from.version;
  into.state = from.state;
  into.create_time = from.create_time;
  into.update_time = from.update_time;
  into.publish_time = from.publish_time;
}

Result<ChangeOutcome> CarryOut(SqliteDatabase& database, const ChangeRequest& request,
                               Timestamp now) {
  if (request.context.request_id.empty()) return CarryOutAnew(database, request, now);
  auto repeated = Repeat(database, request);
  if (!repeated.ok()) return repeated.status();
  if (*repeated) return **std::move(repeated);
  auto outcome = CarryOutAnew(database, request, now);
  if (!outcome.ok()) return outcome;
  AnsweredRequest answer{request.fingerprint, ""};
  if (request.kind != ChangeKind::kDeleted) {
    answer.document = WriteCredentialDocument(outcome->credential);
  }
  Status status = RememberRequest(database, request.context, answer, now);
  if (status.ok()) status = ForgetRequests(database, now - kRequestIdLifetime);
  if (!status.ok()) return status;
  return outcome;
}

}  // namespace crosswalk::registry
