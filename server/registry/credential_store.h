// SPDX-License-Identifier: Apache-2.0
// Where credentials are kept. Every implementation keeps the promises below; docs/registry.md tells
// the life of a credential.
//
// A credential has one *current* text, and each publication makes a *version* of it that never
// changes and never goes away. Editing after a publication leaves the published version visible
// until the next publication or the withdrawal.
//
// Every change is in the log, in the same transaction, with the document before and after. Sequence
// numbers of the log grow with the order in which changes became visible and are never reused; who
// has read up to n misses nothing by going on after n.
//
// Errors of every method, beside its own: INVALID_ARGUMENT (RESOURCE_NAME_INVALID),
// RESOURCE_EXHAUSTED (REGISTRY_FULL: no disk space; REGISTRY_OVERLOADED: too many writes wait;
// OUT_OF_MEMORY), UNAVAILABLE (REGISTRY_BUSY, REGISTRY_IO, REGISTRY_CLOSED), FAILED_PRECONDITION
// (REGISTRY_READ_ONLY), DATA_LOSS (REGISTRY_CORRUPT), INTERNAL (REGISTRY_FAILED).
#pragma once

#include "frameworks/core/status.h"
#include "server/registry/credential.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::registry {

// Who asks for a change, and under which number.
struct ChangeContext {
  // Who, for the log: an account, "import", ... Not empty, at most 256 bytes of UTF-8. Errors:
  // INVALID_ARGUMENT (ACTOR_INVALID).
  std::string actor;
  // A number the caller gave the request (https://google.aip.dev/155), at most 128 visible ASCII
  // characters; empty for none. A second request of the same actor with the same number and content
  // changes nothing and answers as the first did, for at least seven days. Errors: INVALID_ARGUMENT
  // (REQUEST_ID_INVALID), ALREADY_EXISTS (REQUEST_ID_REUSED: the first asked for something else).
  // Requests that failed leave no trace.
  std::string request_id;
  // Only where there is a request id: what the caller asked for, in any bytes, where that is not
  // what the store is given. A service that fills in fields says here what it was sent, since it
  // may fill in others when the request is repeated. Empty: the change itself, with its etag.
  std::string asked = {};
};

// Which text of a credential to read.
struct CredentialView {
  enum class Kind { kCurrent, kPublished, kVersion };
  Kind kind = Kind::kCurrent;
  int version = 0;  // For kVersion.

  static CredentialView Current() { return {}; }
  static CredentialView Published() { return {Kind::kPublished, 0}; }
  static CredentialView Version(int number) { return {Kind::kVersion, number}; }
};

struct ListFilter {
  std::string issuer;                   // Issuer id; empty for all.
  std::vector<CredentialState> states;  // Of the current text; empty for all.
  // List published texts instead of current ones; credentials without one are left out.
  bool published = false;
};

struct CredentialPage {
  std::vector<Credential> credentials;  // In the order of their ids.
  std::string next_page_token;          // Empty at the end.
};

enum class ChangeKind : std::uint8_t {
  kCreated = 1,  // Numbers are in files; never renumber.
  kUpdated = 2,
  kPublished = 3,
  kWithdrawn = 4,
  kDeleted = 5,
};

// One entry of the log. Documents are those of credential_document.h.
struct Change {
  std::int64_t sequence = 0;  // From 1, growing, with gaps allowed.
  Timestamp time;
  std::string actor;
  std::string request_id;
  ChangeKind kind = ChangeKind::kCreated;
  std::string credential;       // Resource name.
  std::string before_document;  // Current text before; empty for kCreated.
  std::string after_document;   // Current text after; empty for kDeleted.
};

// One of many changes that are asked for together.
struct ChangeAsked {
  ChangeKind kind = ChangeKind::kCreated;
  Credential credential;  // For kCreated and kUpdated whole; else its name alone.
  std::string etag;       // As in the method for one change; not for kCreated.
  ChangeContext context;
};

inline constexpr int kMaxPageSize = 1000;
inline constexpr int kMaxBatchGet = 1000;
inline constexpr int kMaxLogEntries = 10'000;

// Thread-safe. A method that changes something returns once the change will survive a crash of
// process and machine, and not before; readers see it from then on at the latest.
class CredentialStore {
 public:
  virtual ~CredentialStore() = default;

  // Keeps a new draft and returns it with the fields the store sets. `credential.name` may be
  // empty: the store then makes a name. Errors: INVALID_ARGUMENT (CREDENTIAL_INVALID, with
  // violations), ALREADY_EXISTS (CREDENTIAL_EXISTS: also where a published one of that name was
  // deleted, since names that holders may refer to are not given twice).
  virtual core::Result<Credential> Create(const Credential& credential,
                                          const ChangeContext& context) = 0;
  // The same for many, which share transactions where they can: each stands or falls on its own.
  // Request ids of the i-th is contexts[i]'s. REQUIRES: as many contexts as credentials.
  virtual std::vector<core::Result<Credential>> CreateMany(
      std::span<const Credential> credentials, std::span<const ChangeContext> contexts) = 0;

  // Errors: NOT_FOUND (CREDENTIAL_NOT_FOUND; CREDENTIAL_NOT_PUBLISHED for kPublished where nothing
  // is published; VERSION_NOT_FOUND for kVersion). Versions of deleted credentials are still found.
  virtual core::Result<Credential> Get(std::string_view name, CredentialView view) = 0;
  // In the order of `names`, all from one moment; each is found or not on its own. At most
  // kMaxBatchGet. Errors of the whole: INVALID_ARGUMENT (TOO_MANY_ITEMS).
  virtual core::Result<std::vector<core::Result<Credential>>> BatchGet(
      std::span<const std::string> names, CredentialView view) = 0;

  // Replaces the current text of `credential.name` by these fields; the result is a draft. A text
  // equal to the current one changes nothing, adds no log entry and keeps state and etag. Where
  // `etag` is not empty it must be the current one. Errors: NOT_FOUND (CREDENTIAL_NOT_FOUND),
  // ABORTED (ETAG_MISMATCH: changed since it was read; the metadata "etag" has the current one),
  // INVALID_ARGUMENT (CREDENTIAL_INVALID).
  virtual core::Result<Credential> Update(const Credential& credential, std::string_view etag,
                                          const ChangeContext& context) = 0;

  // Takes a credential away. Its published versions stay readable by number, and its name taken.
  // Errors: NOT_FOUND, ABORTED (ETAG_MISMATCH), FAILED_PRECONDITION (CREDENTIAL_PUBLISHED: withdraw
  // it first).
  virtual core::Status Delete(std::string_view name, std::string_view etag,
                              const ChangeContext& context) = 0;

  // Makes the current text the next version. Errors: NOT_FOUND, ABORTED (ETAG_MISMATCH),
  // FAILED_PRECONDITION (CREDENTIAL_UNCHANGED: it is published as it is; CREDENTIAL_INCOMPLETE,
  // with violations).
  virtual core::Result<Credential> Publish(std::string_view name, std::string_view etag,
                                           const ChangeContext& context) = 0;
  // Ends the offer: nothing is published any more, the current text stays, WITHDRAWN. Publishing
  // again makes a new version. Errors: NOT_FOUND, ABORTED (ETAG_MISMATCH), FAILED_PRECONDITION
  // (CREDENTIAL_NOT_PUBLISHED).
  virtual core::Result<Credential> Withdraw(std::string_view name, std::string_view etag,
                                            const ChangeContext& context) = 0;

  // Up to `page_size` (1 to kMaxPageSize) credentials after those of the page that gave
  // `page_token` (empty: from the first). Paging is by id: under concurrent writes a credential
  // that is there all the while is listed exactly once. Errors: INVALID_ARGUMENT
  // (PAGE_TOKEN_INVALID, PAGE_TOKEN_MISMATCH: given for another filter, VALUE_OUT_OF_RANGE).
  virtual core::Result<CredentialPage> List(const ListFilter& filter, int page_size,
                                            std::string_view page_token) = 0;

  // Up to `limit` (1 to kMaxLogEntries) entries with a greater sequence, in order; fewer only where
  // there are no more. Errors: INVALID_ARGUMENT (VALUE_OUT_OF_RANGE).
  virtual core::Result<std::vector<Change>> ReadLog(std::int64_t after_sequence, int limit) = 0;
  // The sequence of the newest entry; 0 for an empty log. Cheap: ask it as often as you like.
  virtual std::int64_t LatestSequence() = 0;
  // Blocks until LatestSequence() > `after_sequence` or the store closes or `timeout` is over;
  // returns LatestSequence(). For those who follow the log.
  virtual std::int64_t WaitForChange(std::int64_t after_sequence,
                                     std::chrono::milliseconds timeout) = 0;
  // Number of credentials that are not deleted, and of those published, at one moment.
  struct Counts {
    std::int64_t credentials = 0;
    std::int64_t published = 0;
  };
  virtual core::Result<Counts> Count() = 0;

  // Each as the method for it would do it, in order, sharing transactions where the store can; each
  // stands or falls on its own. Of a deletion only the status counts.
  virtual std::vector<core::Result<Credential>> ChangeMany(std::span<const ChangeAsked> changes);

  // Refuses new changes (REGISTRY_CLOSED), does those that wait and wakes WaitForChange. Reading
  // goes on. Destruction closes first; it REQUIRES that no method runs.
  virtual void Close() = 0;
};

}  // namespace crosswalk::registry
