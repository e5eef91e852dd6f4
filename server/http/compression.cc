// SPDX-License-Identifier: Apache-2.0
#include "server/http/compression.h"

#include <zlib.h>

#include <array>
#include <new>

namespace crosswalk::http {
namespace {

// Window bits of 15, plus 16 for a gzip header instead of zlib's own (zlib.h, deflateInit2).
constexpr int kGzipFormat = 15 + 16;
// zlib.h: the default memory level.
constexpr int kMemoryLevel = 8;
// What a stream is compressed with: its pieces are small and wait for no one.
constexpr int kStreamLevel = 5;

// zlib takes its input without const, and leaves it alone.
Bytef* Input(std::string_view bytes) {
  return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
}

void Start(z_stream& stream, int level) {
  if (deflateInit2(&stream, level, Z_DEFLATED, kGzipFormat, kMemoryLevel, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    throw std::bad_alloc();
  }
}

// Puts `bytes` through and appends what comes out.
void Deflate(z_stream& stream, std::string_view bytes, int flush, std::string& out) {
  std::array<char, 16384> buffer;
  stream.next_in = Input(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  do {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
    deflate(&stream, flush);
    out.append(buffer.data(), buffer.size() - stream.avail_out);
  } while (stream.avail_out == 0);
}

}  // namespace

std::string Gzip(std::string_view bytes, int level) {
  z_stream stream{};
  Start(stream, level);
  std::string out;
  out.reserve(bytes.size() / 4);
  Deflate(stream, bytes, Z_FINISH, out);
  deflateEnd(&stream);
  return out;
}

std::optional<std::string> Gunzip(std::string_view bytes, std::size_t most, bool& too_large) {
  too_large = false;
  z_stream stream{};
  if (inflateInit2(&stream, kGzipFormat) != Z_OK) throw std::bad_alloc();
  stream.next_in = Input(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::array<char, 16384> buffer;
  std::string out;
  int status = Z_OK;
  while (status == Z_OK && !too_large) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
    status = inflate(&stream, Z_NO_FLUSH);
    out.append(buffer.data(), buffer.size() - stream.avail_out);
    too_large = out.size() > most;
    // A file may be several members, one after the other.
    if (status == Z_STREAM_END && stream.avail_in > 0) status = inflateReset(&stream);
  }
  inflateEnd(&stream);
  if (status != Z_STREAM_END || too_large) return std::nullopt;
  return out;
}

struct GzipStream::State {
  z_stream stream{};
};

GzipStream::GzipStream() : state_(std::make_unique<State>()) {
  Start(state_->stream, kStreamLevel);
}

GzipStream::~GzipStream() { deflateEnd(&state_->stream); }

std::string GzipStream::Add(std::string_view bytes) {
  std::string out;
  Deflate(state_->stream, bytes, Z_SYNC_FLUSH, out);
  return out;
}

std::string GzipStream::Finish() {
  std::string out;
  Deflate(state_->stream, {}, Z_FINISH, out);
  return out;
}

}  // namespace crosswalk::http
