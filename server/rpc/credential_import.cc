// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/credential_import.h"

#include "server/registry/credential_document.h"
#include "server/rpc/chunk_runner.h"
#include "server/rpc/credential_completion.h"
#include "server/rpc/credential_suggestions.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>

namespace crosswalk::rpc {
namespace {

using registry::ChangeAsked;
using registry::ChangeKind;
using registry::Credential;
using registry::Outcome;

// How often a record is tried whose credential changes or appears meanwhile.
constexpr int kMostRounds = 3;

// What concerns the store, not a record.
bool ConcernsAll(const core::Status& status) {
  return status.code() == core::StatusCode::kUnavailable ||
         status.code() == core::StatusCode::kResourceExhausted ||
         status.code() == core::StatusCode::kDataLoss ||
         status.code() == core::StatusCode::kInternal ||
         status.code() == core::StatusCode::kCancelled || status.reason() == "REGISTRY_READ_ONLY";
}

void AddViolation(std::string_view reason, std::string_view field, std::string_view message,
                  v1::ImportResult& result) {
  v1::ImportViolation& violation = *result.add_violations();
  violation.set_line(result.line());
  violation.set_field(std::string(field));
  violation.set_reason(std::string(reason));
  violation.set_message(std::string(message));
}

void WriteProblem(const imports::ImportProblem& problem, v1::ImportResult& result) {
  v1::ImportViolation& violation = *result.add_violations();
  violation.set_line(problem.line);
  violation.set_column(problem.column);
  violation.set_field(problem.field);
  violation.set_reason(problem.reason);
  violation.set_message(problem.message);
}

// What is known of the texts of `before` and that `credential` does not speak of.
void TakeOver(const Credential& before, Credential& credential) {
  bool unchanged = before.outcomes.size() == credential.outcomes.size();
  for (Outcome& outcome : credential.outcomes) {
    const auto found =
        std::find_if(before.outcomes.begin(), before.outcomes.end(), [&](const Outcome& earlier) {
          return earlier.text == outcome.text && earlier.language_code == outcome.language_code;
        });
    if (found == before.outcomes.end()) {
      unchanged = false;
    } else if (outcome.alignments.empty()) {
      outcome.alignments = found->alignments;
    }
  }
  if (!credential.level.confirmed) credential.level.confirmed = before.level.confirmed;
  if (unchanged && !credential.level.suggested) {
    credential.level.suggested = before.level.suggested;
  }
}

}  // namespace

struct CredentialImport::Pending {
  Credential credential;
  v1::ImportResult* result = nullptr;
  std::string asked;  // For telling a repeated record.
  std::optional<Credential> before;
  core::Status last_status;  // Why it was not written in the round before.
  bool is_incomplete = false;
  bool written = false;
  bool is_published = false;  // As it is, before this import publishes it.
};

CredentialImport::CredentialImport(Call& call, WorkerPool& workers,
                                   registry::CredentialStore& store,
                                   const v1::ImportOptions& options)
    : call_(call),
      workers_(workers),
      store_(store),
      options_(options),
      updates_(options.on_conflict() == v1::IMPORT_CONFLICT_UPDATE) {}

core::Status CredentialImport::Keep(std::vector<imports::ImportRecord> records,
                                    v1::ImportCredentialsResponse& response) {
  std::vector<Pending> pending;
  pending.reserve(records.size());
  for (imports::ImportRecord& record : records) {
    summary_.set_records(summary_.records() + 1);
    if (record.number <= options_.resume_after_record()) {
      summary_.set_resumed(summary_.resumed() + 1);
      continue;
    }
    v1::ImportResult& result = *response.add_results();
    result.set_record(record.number);
    result.set_line(record.line);
    for (std::string& field : record.unheld_fields) result.add_unheld_fields(std::move(field));
    for (const imports::ImportProblem& problem : record.problems) WriteProblem(problem, result);
    if (!record.problems.empty()) {
      result.set_outcome(v1::IMPORT_OUTCOME_FAILED);
      summary_.set_failed(summary_.failed() + 1);
      continue;
    }
    Pending& kept = pending.emplace_back();
    if (!options_.request_id().empty()) {
      kept.asked = registry::WriteCredentialDocument(record.credential);
    }
    kept.credential = std::move(record.credential);
    kept.result = &result;
    kept.is_incomplete = record.is_incomplete;
  }
  std::vector<Pending*> open;
  open.reserve(pending.size());
  for (Pending& one : pending) open.push_back(&one);
  core::Status status;
  for (int round = 0; round < kMostRounds && !open.empty() && status.ok(); ++round) {
    if (updates_) status = FindExisting(open);
    if (status.ok()) status = AddSuggestions(open);
    if (status.ok()) status = Write(open);
  }
  for (Pending* one : open) {
    if (!status.ok() || one->written) continue;
    Fail(one->last_status, *one->result);
  }
  if (status.ok() && options_.publish()) status = Publish(pending);
  if (warning_ && !warned_) {
    *response.add_warnings() = *warning_;
    warned_ = true;
  }
  return status;
}

core::Status CredentialImport::FindExisting(std::vector<Pending*>& pending) {
  std::vector<std::string> names;
  std::vector<Pending*> named;
  for (Pending* one : pending) {
    if (one->credential.name.empty()) continue;
    names.push_back(one->credential.name);
    named.push_back(one);
  }
  const auto found = store_.BatchGet(names, registry::CredentialView::Current());
  if (!found.ok()) return found.status();
  for (std::size_t i = 0; i < named.size(); ++i) {
    const core::Result<Credential>& before = (*found)[i];
    named[i]->before.reset();
    if (!before.ok()) {
      if (ConcernsAll(before.status())) return before.status();
      continue;
    }
    named[i]->before = *before;
    TakeOver(*before, named[i]->credential);
  }
  return {};
}

core::Status CredentialImport::AddSuggestions(std::vector<Pending*>& pending) {
  SuggestionOptions options;
  options.mode = options_.suggestions();
  options.level_without_mapping = false;
  std::vector<Pending*> wanting;
  Warnings ignored;  // A concept of another release is no news in a file of ten thousand.
  for (Pending* one : pending) {
    CompleteCredential(call_.FindGeneration(), one->credential, ignored);
    if (WantsSuggestions(one->credential, options)) wanting.push_back(one);
  }
  if (wanting.empty()) return {};
  ChunkRunner runner(call_, workers_);
  options.cancelled = [&runner] { return runner.stopped(); };
  std::mutex mutex;
  Warnings warnings;
  const core::Status status = runner.Run(wanting.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      Warnings own;
      core::Status one = Suggest(call_.FindGeneration(), options, wanting[i]->credential, own);
      if (!one.ok()) return one;
      const std::lock_guard lock(mutex);
      warnings.MergeFrom(own);
    }
    return core::Status();
  });
  if (!warnings.empty()) warning_ = warnings[0];
  return status;
}

core::Status CredentialImport::Write(std::vector<Pending*>& pending) {
  std::vector<ChangeAsked> changes;
  changes.reserve(pending.size());
  for (const Pending* one : pending) {
    ChangeAsked& change = changes.emplace_back();
    change.kind = one->before ? ChangeKind::kUpdated : ChangeKind::kCreated;
    change.credential = one->credential;
    change.etag = one->before ? one->before->etag : "";
    change.context.actor = call_.actor();
    // An update finds by itself that it was done.
    if (!options_.request_id().empty() && !updates_) {
      change.context.request_id =
          options_.request_id() + "/" + std::to_string(one->result->record());
      change.context.asked = one->asked;
    }
  }
  const std::vector<core::Result<Credential>> results = store_.ChangeMany(changes);
  std::vector<Pending*> again;
  for (std::size_t i = 0; i < pending.size(); ++i) {
    Pending& one = *pending[i];
    const core::Status& status = results[i].status();
    const bool exists = status.reason() == "CREDENTIAL_EXISTS";
    if (results[i].ok()) {
      const Credential& kept = *results[i];
      one.written = true;
      one.is_published = kept.state == registry::CredentialState::kPublished;
      one.result->set_credential(kept.name);
      const bool unchanged = one.before && one.before->etag == kept.etag;
      one.result->set_outcome(unchanged    ? v1::IMPORT_OUTCOME_UNCHANGED
                              : one.before ? v1::IMPORT_OUTCOME_UPDATED
                                           : v1::IMPORT_OUTCOME_CREATED);
      if (unchanged) summary_.set_unchanged(summary_.unchanged() + 1);
      if (!unchanged && one.before) summary_.set_updated(summary_.updated() + 1);
      if (!one.before) summary_.set_created(summary_.created() + 1);
    } else if (exists && options_.on_conflict() == v1::IMPORT_CONFLICT_SKIP) {
      one.result->set_credential(one.credential.name);
      one.result->set_outcome(v1::IMPORT_OUTCOME_SKIPPED);
      summary_.set_skipped(summary_.skipped() + 1);
    } else if (updates_ && (exists || status.reason() == "ETAG_MISMATCH")) {
      one.last_status = status;
      again.push_back(&one);
    } else if (ConcernsAll(status)) {
      return status;
    } else {
      Fail(status, *one.result);
    }
  }
  pending = std::move(again);
  return {};
}

core::Status CredentialImport::Publish(std::vector<Pending>& pending) {
  std::vector<ChangeAsked> changes;
  std::vector<Pending*> published;
  for (Pending& one : pending) {
    if (!one.written) continue;
    if (one.is_published) {
      one.result->set_published(true);
      continue;
    }
    if (one.is_incomplete) {
      AddViolation("IMPORT_ROWS_LEFT_OUT", "",
                   "rows of it are wrong and left out, so it stays a draft", *one.result);
      continue;
    }
    ChangeAsked& change = changes.emplace_back();
    change.kind = ChangeKind::kPublished;
    change.credential.name = one.result->credential();
    change.context.actor = call_.actor();
    published.push_back(&one);
  }
  const std::vector<core::Result<Credential>> results = store_.ChangeMany(changes);
  for (std::size_t i = 0; i < published.size(); ++i) {
    const core::Status& status = results[i].status();
    v1::ImportResult& result = *published[i]->result;
    if (status.ok() || status.reason() == "CREDENTIAL_UNCHANGED") {
      result.set_published(true);
      if (status.ok()) summary_.set_published(summary_.published() + 1);
    } else if (ConcernsAll(status)) {
      return status;
    } else if (status.field_violations().empty()) {
      AddViolation(status.reason(), "", status.message(), result);
    } else {
      // It stays a draft, and the violations say what it lacks.
      for (const core::FieldViolation& violation : status.field_violations()) {
        AddViolation(status.reason(), violation.field, violation.description, result);
      }
    }
  }
  return {};
}

void CredentialImport::Fail(const core::Status& status, v1::ImportResult& result) {
  result.set_outcome(v1::IMPORT_OUTCOME_FAILED);
  summary_.set_failed(summary_.failed() + 1);
  if (status.field_violations().empty()) {
    AddViolation(status.reason(), "", status.message(), result);
  }
  for (const core::FieldViolation& violation : status.field_violations()) {
    AddViolation(status.reason(), violation.field, violation.description, result);
  }
}

}  // namespace crosswalk::rpc
