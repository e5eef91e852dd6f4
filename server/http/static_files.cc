// SPDX-License-Identifier: Apache-2.0
#include "server/http/static_files.h"

#include "server/http/compression.h"
#include "server/http/etag.h"
#include "server/http/header_values.h"

namespace crosswalk::http {
namespace {

// Digits of a SHA-256 that an address must have to name a version.
constexpr std::size_t kLeastDigits = 16;
constexpr std::size_t kTagDigits = 32;

bool NamesVersion(std::string_view query, std::string_view sha256) {
  if (!query.starts_with("v=")) return false;
  query.remove_prefix(2);
  return query.size() >= kLeastDigits && sha256.starts_with(query);
}

}  // namespace

StaticFiles::StaticFiles(const Site& site) {
  for (const EmbeddedFile& file : site.page) {
    Add(file.path == "index.html" ? "/" : "/" + std::string(file.path), file);
  }
  for (const EmbeddedFile& file : site.api) {
    Add(file.path == "openapi.json"     ? "/v1/openapi.json"
        : file.path == "reference.html" ? "/v1/docs"
                                        : "/v1/docs/" + std::string(file.path),
        file);
  }
}

void StaticFiles::Add(std::string path, const EmbeddedFile& file) {
  File entry{file, {}};
  if (file.bytes.size() >= kLeastToCompress) {
    entry.gzip = Gzip(file.bytes, 9);
    if (entry.gzip.size() >= file.bytes.size()) entry.gzip.clear();
  }
  files_.insert_or_assign(std::move(path), std::move(entry));
}

Answer StaticFiles::Get(std::string_view path, const FileRequest& request) const {
  const File& file = files_.find(path)->second;
  const std::string_view tag = file.plain.sha256.substr(0, kTagDigits);
  const bool gzip = !file.gzip.empty() && PrefersGzip(request.accept_encoding);
  Answer answer;
  answer.Add("ETag", QuotedTag(tag, gzip));
  answer.Add("Cache-Control", NamesVersion(request.query, file.plain.sha256)
                                  ? "public, max-age=31536000, immutable"
                                  : "no-cache");
  if (!file.gzip.empty()) answer.Add("Vary", "Accept-Encoding");
  AddPageSecurity(answer);
  if (MatchesAny(request.if_none_match, tag)) {
    answer.status = 304;
    return answer;
  }
  answer.Add("Content-Type", std::string(file.plain.content_type));
  if (gzip) answer.Add("Content-Encoding", "gzip");
  answer.lasting_body = gzip ? std::string_view(file.gzip) : file.plain.bytes;
  return answer;
}

void AddPageSecurity(Answer& answer) {
  answer.Add("Content-Security-Policy",
             "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
             "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
  answer.Add("Referrer-Policy", "no-referrer");
  answer.Add("Cross-Origin-Opener-Policy", "same-origin");
  answer.Add("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
}

}  // namespace crosswalk::http
