// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <new>

namespace crosswalk::core {

struct Sha256Stream::Context {
  Context() : evp(EVP_MD_CTX_new()) {
    // OpenSSL's own failures here are exhausted memory and nothing else.
    if (evp == nullptr || EVP_DigestInit_ex(evp, EVP_sha256(), nullptr) != 1)
      throw std::bad_alloc();
  }
  ~Context() { EVP_MD_CTX_free(evp); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  EVP_MD_CTX* evp;
};

Sha256Stream::Sha256Stream() : context_(std::make_unique<Context>()) {}
Sha256Stream::~Sha256Stream() = default;
Sha256Stream::Sha256Stream(Sha256Stream&&) noexcept = default;
Sha256Stream& Sha256Stream::operator=(Sha256Stream&&) noexcept = default;

void Sha256Stream::Update(std::string_view bytes) {
  EVP_DigestUpdate(context_->evp, bytes.data(), bytes.size());
}

std::string Sha256Stream::Finish() {
  std::array<unsigned char, 32> digest{};
  EVP_DigestFinal_ex(context_->evp, digest.data(), nullptr);
  EVP_DigestInit_ex(context_->evp, EVP_sha256(), nullptr);
  return {digest.begin(), digest.end()};
}

std::string Sha256Stream::FinishHex() {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const char c : Finish()) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return hex;
}

std::string Sha256Hex(std::string_view bytes) {
  Sha256Stream stream;
  stream.Update(bytes);
  return stream.FinishHex();
}

}  // namespace crosswalk::core
