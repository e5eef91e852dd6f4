// SPDX-License-Identifier: Apache-2.0
#include "indexer/build/concept_writer.h"

#include <xapian.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>

#include "frameworks/core/sha256.h"
#include "indexer/build/concept_document.h"
#include "indexer/build/xapian_fence.h"
#include "indexer/schema/durable_file.h"
#include "indexer/schema/generation.h"

namespace crosswalk::index_builder {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kUuidBytes = 16;
// Xapian's default; the file's blocks are read by memory page.
constexpr int kBlockBytes = 8192;

// "3f9c2a1b-..." to its 16 bytes.
std::string UuidBytes(std::string_view text) {
  std::string bytes;
  std::string digits;
  for (const char c : text) {
    if (c == '-') continue;
    digits += c;
    if (digits.size() < 2) continue;
    bytes += static_cast<char>(static_cast<unsigned char>(std::stoi(digits, nullptr, 16)));
    digits.clear();
  }
  return bytes;
}

// Xapian gives every database a random identity. Here it becomes a hash of the content, so that the
// same concepts give the same bytes. The identity stands, as it is, near the beginning of the file;
// where a future Xapian puts it elsewhere, it is left alone and only that sameness is lost.
core::Status FixIdentity(const fs::path& file) {
  const std::string uuid = UuidBytes(Xapian::Database(file.string()).get_uuid());
  std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
  std::string bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  const std::size_t at = std::string_view(bytes).substr(0, kBlockBytes).find(uuid);
  if (uuid.size() != kUuidBytes || at == std::string::npos) return {};
  bytes.replace(at, kUuidBytes, kUuidBytes, '\0');
  core::Sha256Stream hash;
  hash.Update(bytes);
  stream.clear();
  stream.seekp(static_cast<std::streamoff>(at));
  stream.write(hash.Finish().data(), kUuidBytes);
  stream.close();
  return stream ? core::Status() : index_schema::IoError("write", file, errno);
}

void WriteDocuments(const ConceptGraph& graph, const fs::path& scratch,
                    const std::function<void(std::uint64_t)>& advance) {
  Xapian::WritableDatabase database(
      scratch.string(), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC |
                            Xapian::DB_DANGEROUS);
  database.set_metadata(index_schema::kFormatVersionKey,
                        std::to_string(index_schema::kFormatVersion));
  DocumentMaker maker(graph);
  for (std::size_t i = 0; i < graph.size(); ++i) {
    database.add_document(maker.Make(static_cast<ConceptOrdinal>(i)));
    advance(i + 1);
  }
  database.commit();
  database.close();
}

}  // namespace

core::Status WriteConcepts(const ConceptGraph& graph, const fs::path& scratch, const fs::path& file,
                           const std::function<void(std::uint64_t)>& advance) {
  core::Status status = WithXapian("writing " + file.string(), [&]() -> core::Status {
    WriteDocuments(graph, scratch, advance);
    Xapian::Database(scratch.string())
        .compact(file.string(), Xapian::DBCOMPACT_SINGLE_FILE | Xapian::DBCOMPACT_NO_RENUMBER,
                 kBlockBytes);
    return FixIdentity(file);
  });
  std::error_code ignored;  // What stays behind is removed with the next build's leftovers.
  fs::remove_all(scratch, ignored);
  if (!status.ok()) return status;
  return index_schema::SyncPath(file);
}

}  // namespace crosswalk::index_builder
