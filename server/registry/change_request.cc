// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/sha256.h"
#include "frameworks/core/text.h"
#include "server/registry/credential_changes.h"
#include "server/registry/credential_check.h"
#include "server/registry/credential_document.h"

#include <algorithm>
#include <random>
#include <utility>

namespace crosswalk::registry {
namespace {

constexpr std::size_t kMaxActorBytes = 256;
constexpr std::size_t kMaxRequestIdBytes = 128;

core::Status CheckContext(const ChangeContext& context) {
  if (context.actor.empty() || context.actor.size() > kMaxActorBytes ||
      core::FindInvalidUtf8(context.actor)) {
    return core::InvalidArgument("ACTOR_INVALID",
                                 "a change needs an actor: UTF-8, 1 to 256 bytes, not empty");
  }
  const bool visible = std::all_of(context.request_id.begin(), context.request_id.end(),
                                   [](char c) { return c > ' ' && c <= '~'; });
  if (context.request_id.size() > kMaxRequestIdBytes || !visible) {
    return core::InvalidArgument(
        "REQUEST_ID_INVALID",
        "a request id may have up to 128 visible ASCII characters: take a UUID");
  }
  return {};
}

// The fields that callers cannot set say nothing about what was asked.
Credential WithoutStoreFields(Credential credential) {
  CopyStoreFields(Credential(), credential);
  return credential;
}

}  // namespace

core::Result<ChangeRequest> MakeChangeRequest(ChangeKind kind, std::string_view name,
                                              std::string_view etag, const Credential& credential,
                                              const ChangeContext& context) {
  core::Status status = CheckContext(context);
  if (!status.ok()) return status;
  ChangeRequest request{kind, "", std::string(etag), WithoutStoreFields(credential), context, ""};
  if (kind != ChangeKind::kCreated || !name.empty()) {
    auto id = ParseCredentialName(name);
    if (!id.ok()) return id.status();
    request.id = std::move(id).value();
  }
  const auto violations = CheckCredential(request.credential);
  if (!violations.empty()) {
    return core::InvalidArgument("CREDENTIAL_INVALID",
                                 "the credential has values that it may not have")
        .WithFieldViolations(violations);
  }
  if (!context.request_id.empty()) {
    const std::string asked =
        context.asked.empty() ? request.etag + "\n" + WriteCredentialDocument(request.credential)
                              : context.asked;
    request.fingerprint =
        core::Sha256Hex(std::to_string(static_cast<int>(kind)) + "\n" + request.id + "\n" + asked);
  }
  return request;
}

core::Result<Credential> ReadStored(std::string_view document) {
  auto reading = ReadCredentialDocument(document);
  if (!reading.ok() || !reading->unknown_fields.empty()) {
    return core::DataLoss("REGISTRY_CORRUPT",
                          "a stored credential cannot be read; restore a backup: " +
                              (reading.ok() ? "unknown field " + reading->unknown_fields.front()
                                            : reading.status().ToString()));
  }
  return std::move(reading->credential);
}

std::string MakeCredentialId() {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::random_device source;  // The system's generator.
  std::uniform_int_distribution<std::size_t> digit(0, 15);
  std::string id = "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx";  // RFC 9562, 5.4.
  for (char& c : id) {
    if (c == 'x') c = kDigits[digit(source)];
    if (c == 'y') c = kDigits[8 + digit(source) % 4];
  }
  return id;
}

}  // namespace crosswalk::registry
