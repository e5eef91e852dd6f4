// SPDX-License-Identifier: Apache-2.0
#include "server/search/concept_uri.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace crosswalk::search {
namespace {

// Where ESCO's URIs live, https://esco.ec.europa.eu/en/use-esco/download.
constexpr std::string_view kHost = "data.europa.eu/";
constexpr std::string_view kBase = "http://data.europa.eu/esco/";
constexpr std::size_t kUuidBytes = 36;

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string Lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return Lower(c); });
  return out;
}

bool IsUuid(std::string_view text) {
  if (text.size() != kUuidBytes) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : HexValue(text[i]) < 0) return false;
  }
  return true;
}

std::string_view Trim(std::string_view text) {
  constexpr std::string_view around = " \t\r\n<>\"'";
  const std::size_t begin = text.find_first_not_of(around);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(around) - begin + 1);
}

std::string PercentDecode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() && HexValue(text[i + 1]) >= 0 &&
                        HexValue(text[i + 2]) >= 0;
    if (escape) {
      out += static_cast<char>(HexValue(text[i + 1]) * 16 + HexValue(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

// The value of the parameter "uri" in an address.
std::optional<std::string> UriParameter(std::string_view address) {
  for (const std::string_view name : {"?uri=", "&uri="}) {
    const std::size_t at = address.find(name);
    if (at == std::string_view::npos) continue;
    std::string_view value = address.substr(at + name.size());
    value = value.substr(0, value.find_first_of("&#"));
    return PercentDecode(value);
  }
  return std::nullopt;
}

// The path below "esco/" in any spelling of an ESCO URI: "skill/UUID".
std::optional<std::string> EscoPath(std::string_view spelling) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (Lower(spelling.substr(0, scheme.size())) == scheme) {
      spelling.remove_prefix(scheme.size());
      if (Lower(spelling.substr(0, kHost.size())) != kHost) return std::nullopt;
      break;
    }
  }
  if (Lower(spelling.substr(0, kHost.size())) == kHost) spelling.remove_prefix(kHost.size());
  if (spelling.starts_with("/")) spelling.remove_prefix(1);
  if (spelling.starts_with("esco/")) spelling.remove_prefix(5);
  while (spelling.ends_with("/")) spelling.remove_suffix(1);
  constexpr std::array<std::string_view, 4> kinds = {"skill/", "occupation/", "isco/", "isced-f/"};
  for (const std::string_view kind : kinds) {
    if (!spelling.starts_with(kind)) continue;
    const std::string_view id = spelling.substr(kind.size());
    return std::string(kind).append(IsUuid(id) ? Lower(id) : std::string(id));
  }
  return std::nullopt;
}

void AddOnce(std::vector<std::string>& uris, std::string uri) {
  if (!uri.empty() && std::find(uris.begin(), uris.end(), uri) == uris.end()) {
    uris.push_back(std::move(uri));
  }
}

}  // namespace

std::vector<std::string> UrisForSpelling(std::string_view spelling) {
  std::vector<std::string> uris;
  std::string text(Trim(spelling));
  AddOnce(uris, text);
  if (const auto parameter = UriParameter(text)) {
    text = std::string(Trim(*parameter));
    AddOnce(uris, text);
  }
  std::string_view bare = text;
  constexpr std::string_view urn = "urn:uuid:";
  if (Lower(bare.substr(0, urn.size())) == urn) bare.remove_prefix(urn.size());
  if (IsUuid(bare)) {
    AddOnce(uris, std::string(kBase).append("skill/").append(Lower(bare)));
    AddOnce(uris, std::string(kBase).append("occupation/").append(Lower(bare)));
  }
  if (const auto path = EscoPath(text)) AddOnce(uris, std::string(kBase).append(*path));
  return uris;
}

bool LooksLikeUri(std::string_view text) {
  text = Trim(text);
  if (text.empty() || text.find_first_of(" \t\r\n") != std::string_view::npos) return false;
  if (IsUuid(text) || text.find("://") != std::string_view::npos || text.starts_with("urn:")) {
    return true;
  }
  return EscoPath(text).has_value();
}

}  // namespace crosswalk::search
