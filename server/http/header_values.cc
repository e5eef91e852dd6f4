// SPDX-License-Identifier: Apache-2.0
#include "server/http/header_values.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace crosswalk::http {
namespace {

char Lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

std::optional<double> Decimal(std::string_view text) {
  // No sign, exponent or name of infinity.
  if (text.empty() || text.find_first_not_of("0123456789.") != std::string_view::npos) {
    return std::nullopt;
  }
  double value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

// Up to the next `separator` outside quotes; takes it away from `text`.
std::string_view Next(std::string_view& text, char separator) {
  bool quoted = false;
  std::size_t end = 0;
  for (; end < text.size() && (quoted || text[end] != separator); ++end) {
    if (text[end] == '"') quoted = !quoted;
    if (quoted && text[end] == '\\') ++end;
  }
  end = std::min(end, text.size());
  const std::string_view item = text.substr(0, end);
  text.remove_prefix(std::min(text.size(), end + 1));
  return Trim(item);
}

// The weight that a list such as "gzip;q=0.5, *" gives `name`; nothing where it does not name it.
std::optional<double> Weight(std::string_view list, std::string_view name) {
  while (!list.empty()) {
    std::string_view item = Next(list, ',');
    const std::string whole(item);
    if (!EqualIgnoringCase(Next(item, ';'), name)) continue;
    const auto weight = Parameter(whole, "q");
    return weight ? Decimal(*weight).value_or(0) : 1;
  }
  return std::nullopt;
}

}  // namespace

std::string_view Trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool EqualIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return Lower(x) == Lower(y); });
}

std::string MediaType(std::string_view content_type) {
  std::string type(Next(content_type, ';'));
  std::transform(type.begin(), type.end(), type.begin(), Lower);
  return type;
}

std::optional<std::string> Parameter(std::string_view value, std::string_view name) {
  Next(value, ';');
  while (!value.empty()) {
    const std::string_view item = Next(value, ';');
    const std::size_t equals = std::min(item.find('='), item.size());
    if (!EqualIgnoringCase(Trim(item.substr(0, equals)), name)) continue;
    const std::string_view text = Trim(item.substr(std::min(item.size(), equals + 1)));
    if (!text.starts_with('"')) return std::string(text);
    std::string unquoted;
    for (std::size_t i = 1; i < text.size() && text[i] != '"'; ++i) {
      if (text[i] == '\\' && i + 1 < text.size()) ++i;
      unquoted += text[i];
    }
    return unquoted;
  }
  return std::nullopt;
}

bool PrefersGzip(std::string_view accept_encoding) {
  const auto any = Weight(accept_encoding, "*");
  auto gzip = Weight(accept_encoding, "gzip");
  if (!gzip) gzip = Weight(accept_encoding, "x-gzip");
  const double plain = Weight(accept_encoding, "identity").value_or(any.value_or(0));
  const double weight = gzip.value_or(any.value_or(0));
  return weight > 0 && weight >= plain;
}

bool AsksForHtml(std::string_view accept) { return Weight(accept, "text/html").value_or(0) > 0; }

std::optional<double> Seconds(std::string_view text) {
  const auto seconds = Decimal(Trim(text));
  return seconds && *seconds > 0 ? seconds : std::nullopt;
}

}  // namespace crosswalk::http
