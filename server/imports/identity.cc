// SPDX-License-Identifier: Apache-2.0
#include "server/imports/identity.h"

#include "frameworks/core/sha256.h"
#include "frameworks/core/text.h"
#include "server/registry/credential_check.h"

#include <algorithm>

namespace crosswalk::imports {
namespace {

constexpr std::size_t kReadableBytes = 60;
constexpr std::size_t kHashDigits = 8;  // Enough that a million texts rarely share one by chance.

std::string Hash(std::string_view text) { return core::Sha256Hex(text).substr(0, kHashDigits); }

struct Slug {
  std::string text;
  bool lost = false;  // Whether more than case, accents and blanks is gone.
};

Slug SlugOf(std::string_view text) {
  Slug slug;
  for (const char c : core::FoldText(text)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      slug.text += c;
      continue;
    }
    const char mark = c == '.' ? '.' : '-';
    if (c != ' ' && c != '-' && c != '.') slug.lost = true;
    if (slug.text.empty() || slug.text.back() == '-' || slug.text.back() == '.') {
      slug.lost = slug.lost || c != ' ';
    } else {
      slug.text += mark;
    }
  }
  if (slug.text.size() > kReadableBytes) {
    slug.text.resize(kReadableBytes);
    slug.lost = true;
  }
  while (!slug.text.empty() && (slug.text.back() == '-' || slug.text.back() == '.')) {
    slug.text.pop_back();
  }
  return slug;
}

std::string Joined(std::string text, const std::string& hash) {
  if (!text.empty()) text += '-';
  return text + hash;
}

}  // namespace

std::string IdFrom(std::string_view text) {
  const Slug slug = SlugOf(text);
  if (!slug.lost || core::CleanText(text).empty()) return slug.text;
  return Joined(slug.text, Hash(core::CleanText(text)));
}

std::string IdFrom(std::string_view title, std::string_view identifier) {
  return Joined(SlugOf(title).text, Hash(identifier));
}

std::string IssuerIdFrom(std::string_view uri) {
  for (const std::string_view start : {"https://", "http://", "www."}) {
    if (uri.starts_with(start)) uri.remove_prefix(start.size());
  }
  while (uri.ends_with('/')) uri.remove_suffix(1);
  std::string text(uri);
  std::replace(text.begin(), text.end(), '/', '-');  // Not a loss: a host has no hyphen at its end.
  return IdFrom(text);
}

void Complete(const ImportOptions& options, std::string_view id, registry::Credential& credential) {
  registry::Issuer& issuer = credential.issuer;
  const registry::Issuer& standard = options.default_issuer;
  if (issuer.id.empty()) issuer.id = standard.id;
  if (issuer.id.empty() && !issuer.name.empty()) issuer.id = IdFrom(issuer.name.begin()->second);
  if (!issuer.id.empty() && issuer.id == standard.id) {
    issuer.name.insert(standard.name.begin(), standard.name.end());
    if (issuer.url.empty()) issuer.url = standard.url;
    if (issuer.region.empty()) issuer.region = standard.region;
    if (issuer.type.empty()) issuer.type = standard.type;
  }
  if (credential.type == registry::CredentialType::kUnspecified) {
    credential.type = options.default_type;
  }
  if (!credential.name.empty() || issuer.id.empty() || id.empty()) return;
  std::string whole = issuer.id + "." + std::string(id);
  if (whole.size() > registry::kMaxIdBytes) {
    whole = whole.substr(0, registry::kMaxIdBytes - kHashDigits - 1) + "-" + Hash(whole);
  }
  credential.name = registry::FormatCredentialName(whole);
}

}  // namespace crosswalk::imports
