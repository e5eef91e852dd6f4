// SPDX-License-Identifier: Apache-2.0
// A generation: one immutable, self-describing build of the frameworks. Layout and formats:
// SCHEMA.md.
#pragma once

#include "frameworks/core/framework.h"
#include "frameworks/core/status.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::index_schema {

// Raised when a reader of the previous version would misread a generation.
inline constexpr int kFormatVersion = 1;

// Names inside an index home: <home>/generations/<id>/..., and <home>/current, a symbolic link to
// the published generation that is replaced by one rename(2).
inline constexpr char kGenerationsDirectory[] = "generations";
inline constexpr char kCurrentLink[] = "current";

// Names inside a generation.
inline constexpr char kManifestFile[] = "manifest.json";
inline constexpr char kConceptsFile[] = "concepts.xapian";  // Single-file Xapian glass database.
inline constexpr char kRelationsFile[] = "relations.bin";
inline constexpr char kLabelsFile[] = "labels.bin";
inline constexpr char kVectorsFile[] = "vectors.bin";  // Absent when built without an encoder.
inline constexpr char kPiecesFile[] = "pieces.bin";    // Absent without a static encoder.
inline constexpr char kQualificationsFile[] = "qualifications.json";
inline constexpr char kEncoderDirectory[] = "encoder";  // Copy of the encoder's files.

// A framework inside a generation, with what a person wants to know of it.
struct FrameworkSummary {
  core::Framework framework;
  std::map<std::string, std::uint64_t> concepts_by_type;  // By core::ConceptTypeName.
  // Preferred labels by language, then by core::ConceptTypeName.
  std::map<std::string, std::map<std::string, std::uint64_t>> labels_by_language;
  // By RelationTypeName; a relation counts for the framework of its source.
  std::map<std::string, std::uint64_t> relations_by_type;
  std::vector<core::Collection> collections;
  std::vector<core::SourceFile> sources;
};

// text::EncoderInfo of the encoder that the vectors were made with, and how many there are. All
// empty when built without an encoder.
struct EncoderSummary {
  std::string name;
  std::string version;
  std::string fingerprint;
  std::uint64_t dimension = 0;
  std::vector<std::string> languages;
  std::map<std::string, std::uint64_t> vectors;  // Rows by VectorKindName.
};

struct GenerationFile {
  std::string name;  // Relative path inside the generation, "/" as separator.
  std::uint64_t bytes = 0;
  std::string sha256;
};

// What manifest.json holds. The manifest's own integrity is its field "checksum", the first member
// of the document in every format version: the SHA-256 of the document with that field empty.
struct Manifest {
  int format_version = kFormatVersion;
  // Features a reader must know to read this generation; an unknown one is refused by name. Format
  // 1 defines none.
  std::vector<std::string> required_features;
  std::string generation;  // Id: UTC build time and content hash, "20261125t201500z-3f9c2a1b".
  std::string created_at;  // RFC 3339, UTC.
  std::string builder_version;
  std::vector<FrameworkSummary> frameworks;
  std::uint32_t concept_count = 0;
  EncoderSummary encoder;
  std::vector<GenerationFile> files;  // Every file but the manifest, sorted by name.
};

// FAILED_PRECONDITION / INDEX_NOT_FOUND where `generation` has no manifest, INDEX_FORMAT_UNKNOWN
// (with what to do) for a newer format or an unknown feature; DATA_LOSS / INDEX_CORRUPT, naming the
// field, where it is damaged.
core::Result<Manifest> ReadManifest(const std::filesystem::path& generation);
// ReadManifest for bytes at hand. `name` says in messages where they are from.
core::Result<Manifest> ParseManifest(std::string_view document, std::string_view name);
// The document with its checksum filled in. The same manifest gives the same bytes.
std::string FormatManifest(const Manifest& manifest);

// Every regular file below `generation` but the manifest, with size and checksum, sorted by name.
// DATA_LOSS / INDEX_CORRUPT where something is not a plain file or folder, UNAVAILABLE / INDEX_IO
// where it cannot be read.
core::Result<std::vector<GenerationFile>> ListFiles(const std::filesystem::path& generation);

// Checks size and SHA-256 of every file and that there are no others. DATA_LOSS / INDEX_CORRUPT
// naming the first file that differs.
core::Status VerifyFiles(const std::filesystem::path& generation, const Manifest& manifest);

// `path` itself when it holds a manifest, else the generation that its `current` link names at this
// moment: the answer stays the same generation when the link moves on. FAILED_PRECONDITION /
// INDEX_NOT_FOUND where there is neither.
core::Result<std::filesystem::path> ResolveGeneration(const std::filesystem::path& path);

// Lower-case hex SHA-256 of a file's bytes. UNAVAILABLE / INDEX_IO where it cannot be read.
core::Result<std::string> Sha256OfFile(const std::filesystem::path& file);

}  // namespace crosswalk::index_schema
