// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/page_cursor.h"

#include "server/catalogue/bytes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <optional>

namespace crosswalk::catalogue {
namespace {

constexpr std::uint64_t kFormat = 1;
constexpr std::string_view kDigits = "0123456789abcdef";

std::string ToHex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

std::optional<std::string> FromHex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const std::size_t high = kDigits.find(text[i]);
    const std::size_t low = kDigits.find(text[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    bytes += static_cast<char>(high << 4U | low);
  }
  return bytes;
}

core::Status Invalid() {
  return core::InvalidArgument("PAGE_TOKEN_INVALID", "page_token is not one that this service gave")
      .WithFieldViolation("page_token", "takes the next_page_token of an earlier answer");
}

}  // namespace

std::string WriteCursor(const PageCursor& cursor, std::uint64_t fingerprint) {
  ByteWriter bytes;
  bytes.Number(kFormat);
  bytes.Number(fingerprint);
  bytes.Real(cursor.last.number);
  bytes.Text(cursor.last.title);
  bytes.Text(cursor.last.name);
  bytes.Text(cursor.text);
  bytes.Number(cursor.any_word ? 1 : 0);
  bytes.Number(cursor.weights.size());
  for (const float weight : cursor.weights) bytes.Number(std::bit_cast<std::uint32_t>(weight));
  return ToHex(bytes.Take());
}

core::Result<PageCursor> ReadCursor(std::string_view token, std::uint64_t fingerprint) {
  const auto bytes = FromHex(token);
  if (!bytes) return Invalid();
  ByteReader reader(*bytes);
  if (reader.Number() != kFormat) return Invalid();
  const std::uint64_t given = reader.Number();
  PageCursor cursor;
  cursor.last.number = reader.Real();
  cursor.last.title = reader.Text();
  cursor.last.name = reader.Text();
  cursor.text = reader.Text();
  cursor.any_word = reader.Number() != 0;
  cursor.weights.resize(std::min<std::size_t>(reader.Number(), reader.left()));
  for (float& weight : cursor.weights) {
    weight = std::bit_cast<float>(static_cast<std::uint32_t>(reader.Number()));
    if (!std::isfinite(weight)) return Invalid();
  }
  if (!reader.ok() || reader.left() != 0 || std::isnan(cursor.last.number)) return Invalid();
  if (given != fingerprint) {
    return core::InvalidArgument("PAGE_TOKEN_MISMATCH",
                                 "page_token belongs to a request that asked for something else")
        .WithFieldViolation("page_token", "all fields but page_size must be as on the first page");
  }
  return cursor;
}

}  // namespace crosswalk::catalogue
