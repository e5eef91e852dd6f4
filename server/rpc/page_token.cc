// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/page_token.h"

#include "crosswalk/internal/v1/page_token.pb.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/message.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

namespace crosswalk::rpc {
namespace {

// RFC 4648, section 5.
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
// No token of ours is longer: three fields, the generation's id among them.
constexpr std::size_t kLongestToken = 512;

std::string ToBase64Url(std::string_view bytes) {
  std::string text;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = bits << 8U | static_cast<unsigned char>(c);
    for (count += 8; count >= 6; count -= 6) text += kAlphabet[bits >> (count - 6) & 63U];
    bits &= (1U << static_cast<unsigned>(count)) - 1U;
  }
  if (count > 0) text += kAlphabet[bits << (6 - count) & 63U];
  return text;
}

std::optional<std::string> FromBase64Url(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const std::size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = bits << 6U | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes += static_cast<char>(bits >> static_cast<unsigned>(count) & 255U);
      bits &= (1U << static_cast<unsigned>(count)) - 1U;
    }
  }
  // What is left over must be padding, else two tokens would read the same.
  if (count >= 6 || bits != 0) return std::nullopt;
  return bytes;
}

// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/): guards against mistakes, not
// against malice, since a forged token reads nothing that a new request could not.
std::uint64_t Hash(std::string_view bytes, std::uint64_t hash) {
  for (const char c : bytes) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  }
  return hash;
}

}  // namespace

std::uint64_t RequestFingerprint(std::string_view method,
                                 const google::protobuf::Message& request) {
  const std::unique_ptr<google::protobuf::Message> bare(request.New());
  bare->CopyFrom(request);
  for (const char* name : {"page_size", "page_token"}) {
    if (const auto* field = bare->GetDescriptor()->FindFieldByName(name)) {
      bare->GetReflection()->ClearField(bare.get(), field);
    }
  }
  bare->DiscardUnknownFields();
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    bare->SerializeToCodedStream(&coded);
  }
  constexpr std::uint64_t basis = 0xcbf29ce484222325ULL;
  return Hash(bytes, Hash(std::string_view("\0", 1), Hash(method, basis)));
}

std::string FormatPageToken(std::size_t offset, std::uint64_t fingerprint,
                            std::string_view generation) {
  internal::v1::PageToken token;
  token.set_offset(static_cast<std::int32_t>(offset));
  token.set_request_fingerprint(fingerprint);
  token.set_generation(std::string(generation));
  return ToBase64Url(token.SerializeAsString());
}

core::Result<std::size_t> ParsePageToken(std::string_view text, std::uint64_t fingerprint,
                                         std::string_view generation) {
  if (text.empty()) return std::size_t{0};
  internal::v1::PageToken token;
  const std::optional<std::string> bytes =
      text.size() <= kLongestToken ? FromBase64Url(text) : std::nullopt;
  if (!bytes || !token.ParseFromString(*bytes) || token.offset() < 1) {
    return core::InvalidArgument("PAGE_TOKEN_INVALID",
                                 "page_token is not one that this service gave")
        .WithFieldViolation("page_token", "takes the next_page_token of an earlier answer");
  }
  if (token.request_fingerprint() != fingerprint) {
    return core::InvalidArgument("PAGE_TOKEN_MISMATCH",
                                 "page_token belongs to a request that asked for something else")
        .WithFieldViolation("page_token", "all fields but page_size must be as on the first page");
  }
  if (token.generation() != generation) {
    return core::Status(core::StatusCode::kAborted, "PAGE_TOKEN_EXPIRED",
                        "the index has changed since the first page; begin again without a token")
        .WithMetadata("token_generation", token.generation())
        .WithMetadata("generation", std::string(generation));
  }
  return static_cast<std::size_t>(token.offset());
}

std::size_t PageSize(std::int64_t asked, std::size_t standard, std::size_t most,
                     RequestCheck& check, std::string_view field) {
  if (asked < 0) {
    check.Add("VALUE_OUT_OF_RANGE", field, "takes 0 to " + std::to_string(most));
    return standard;
  }
  if (asked == 0) return standard;
  return std::min(static_cast<std::size_t>(asked), most);
}

}  // namespace crosswalk::rpc
