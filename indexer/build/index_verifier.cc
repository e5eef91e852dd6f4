// SPDX-License-Identifier: Apache-2.0
#include "indexer/build/index_verifier.h"

#include "frameworks/core/concept.h"
#include "frameworks/text/encoder.h"
#include "frameworks/text/static_encoder.h"
#include "indexer/build/xapian_fence.h"
#include "indexer/schema/concept_codec.h"
#include "indexer/schema/label_file.h"
#include "indexer/schema/piece_file.h"
#include "indexer/schema/relation_file.h"
#include "indexer/schema/terms.h"
#include "indexer/schema/vector_file.h"

#include <xapian.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

namespace crosswalk::index_builder {
namespace {

namespace fs = std::filesystem;
using index_schema::Manifest;

core::Status Corrupt(const fs::path& file, std::string_view what) {
  return core::DataLoss("INDEX_CORRUPT", file.string() + " " + std::string(what));
}

core::Status Differs(const fs::path& file, std::string_view what, std::uint64_t found,
                     std::uint64_t expected) {
  return Corrupt(file, "has " + std::to_string(found) + " " + std::string(what) +
                           " where the manifest has " + std::to_string(expected));
}

core::Status CheckConcepts(const fs::path& generation, const Manifest& manifest) {
  const fs::path file = generation / index_schema::kConceptsFile;
  return WithXapian("reading " + file.string(), [&]() -> core::Status {
    const Xapian::Database database(file.string());
    if (database.get_doccount() != manifest.concept_count ||
        database.get_lastdocid() != manifest.concept_count) {
      return Differs(file, "concepts", database.get_doccount(), manifest.concept_count);
    }
    std::map<std::pair<std::string, std::string>, std::uint64_t> counts;
    for (Xapian::docid id = 1; id <= manifest.concept_count; ++id) {
      const auto node = index_schema::DecodeConcept(database.get_document(id).get_data());
      if (!node.ok()) return node.status();
      if (!database.term_exists(index_schema::BooleanTerm(index_schema::kUriTerm, node->uri))) {
        return Corrupt(file, "cannot find " + node->uri);
      }
      ++counts[{node->framework, std::string(core::ConceptTypeName(node->type))}];
    }
    for (const index_schema::FrameworkSummary& summary : manifest.frameworks) {
      for (const auto& [type, expected] : summary.concepts_by_type) {
        const std::uint64_t found = counts[{summary.framework.id, type}];
        if (found != expected) return Differs(file, "concepts of type " + type, found, expected);
      }
    }
    return {};
  });
}

core::Status CheckRelations(const fs::path& generation, const Manifest& manifest) {
  const fs::path file = generation / index_schema::kRelationsFile;
  const auto relations = index_schema::RelationFile::Open(file);
  if (!relations.ok()) return relations.status();
  if ((*relations)->concept_count() != manifest.concept_count) {
    return Differs(file, "concepts", (*relations)->concept_count(), manifest.concept_count);
  }
  std::map<std::string, std::uint64_t> expected;
  for (const index_schema::FrameworkSummary& summary : manifest.frameworks) {
    for (const auto& [type, count] : summary.relations_by_type) expected[type] += count;
  }
  for (const core::RelationType type :
       {core::RelationType::kBroader, core::RelationType::kEssentialSkill,
        core::RelationType::kOptionalSkill}) {
    const std::string name(index_schema::RelationTypeName(type));
    if ((*relations)->Count(type) != expected[name]) {
      return Differs(file, "relations of type " + name, (*relations)->Count(type), expected[name]);
    }
  }
  return {};
}

core::Status CheckLabels(const fs::path& generation, const Manifest& manifest) {
  const fs::path file = generation / index_schema::kLabelsFile;
  const auto labels = index_schema::LabelFile::Open(file);
  if (!labels.ok()) return labels.status();
  if ((*labels)->concept_count() != manifest.concept_count) {
    return Differs(file, "concepts", (*labels)->concept_count(), manifest.concept_count);
  }
  return {};
}

core::Status CheckQualifications(const fs::path& generation) {
  const fs::path file = generation / index_schema::kQualificationsFile;
  std::ifstream in(file, std::ios::binary);
  const std::string json((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  const auto ladder = index_schema::DecodeQualifications(json);
  if (!ladder.ok()) return ladder.status();
  const fs::path concepts = generation / index_schema::kConceptsFile;
  return WithXapian("reading " + concepts.string(), [&]() -> core::Status {
    const Xapian::Database database(concepts.string());
    for (const core::Qualification& rung : *ladder) {
      if (!database.term_exists(
              index_schema::BooleanTerm(index_schema::kUriTerm, rung.concept_uri))) {
        return Corrupt(file, "names " + rung.concept_uri + ", which is no concept");
      }
    }
    return {};
  });
}

core::Status CheckVectors(const fs::path& generation, const Manifest& manifest) {
  const fs::path file = generation / index_schema::kVectorsFile;
  const auto vectors = index_schema::VectorFile::Open(file);
  if (!vectors.ok()) return vectors.status();
  if ((*vectors)->encoder_fingerprint() != manifest.encoder.fingerprint ||
      (*vectors)->dimension() != manifest.encoder.dimension) {
    return Corrupt(file, "was made by another encoder than the manifest names");
  }
  for (std::size_t i = 0; i < index_schema::kVectorKinds; ++i) {
    const auto kind = static_cast<index_schema::VectorKind>(i);
    const index_schema::VectorBlock block = (*vectors)->Block(kind);
    const std::string name(index_schema::VectorKindName(kind));
    const auto expected = manifest.encoder.vectors.find(name);
    const std::uint64_t rows = expected == manifest.encoder.vectors.end() ? 0 : expected->second;
    if (block.nodes.size() != rows) {
      return Differs(file, "vectors of kind " + name, block.nodes.size(), rows);
    }
    // Rows ascend, so that the last is the greatest.
    if (!block.nodes.empty() && block.nodes.back() >= manifest.concept_count) {
      return Corrupt(file, "has a vector of a concept that does not exist");
    }
  }
  return {};
}

core::Status CheckPieces(const fs::path& generation, const Manifest& manifest) {
  const fs::path file = generation / index_schema::kPiecesFile;
  std::error_code error;
  if (!fs::exists(file, error)) return {};  // Without a static encoder, or of an earlier builder.
  const auto pieces = index_schema::PieceFile::Open(file);
  if (!pieces.ok()) return pieces.status();
  if ((*pieces)->concept_count() != manifest.concept_count) {
    return Differs(file, "concepts", (*pieces)->concept_count(), manifest.concept_count);
  }
  const auto encoder = text::OpenStaticEncoder(generation / index_schema::kEncoderDirectory);
  if (!encoder.ok()) return encoder.status();
  if (*encoder == nullptr || (*pieces)->encoder_fingerprint() != (*encoder)->info().fingerprint ||
      (*pieces)->vocabulary() != (*encoder)->vectors().rows()) {
    return Corrupt(file, "was made by another static encoder than the generation has");
  }
  return {};
}

core::Status CheckEncoder(const fs::path& generation, const Manifest& manifest) {
  const fs::path directory = generation / index_schema::kEncoderDirectory;
  std::error_code error;
  if (!fs::exists(directory, error)) return {};
  const auto encoder = text::OpenEncoder(directory, 1);
  if (!encoder.ok()) return encoder.status();
  if ((*encoder)->info().fingerprint != manifest.encoder.fingerprint) {
    return Corrupt(directory, "is another encoder than the manifest names");
  }
  return {};
}

}  // namespace

core::Result<Manifest> VerifyGeneration(const fs::path& path) {
  const core::Result<fs::path> generation = index_schema::ResolveGeneration(path);
  if (!generation.ok()) return generation.status();
  core::Result<Manifest> manifest = index_schema::ReadManifest(*generation);
  if (!manifest.ok()) return manifest;
  core::Status status = index_schema::VerifyFiles(*generation, *manifest);
  if (status.ok()) status = CheckConcepts(*generation, *manifest);
  if (status.ok()) status = CheckRelations(*generation, *manifest);
  if (status.ok()) status = CheckLabels(*generation, *manifest);
  if (status.ok()) status = CheckQualifications(*generation);
  if (status.ok() && !manifest->encoder.fingerprint.empty()) {
    status = CheckVectors(*generation, *manifest);
    if (status.ok()) status = CheckEncoder(*generation, *manifest);
    if (status.ok()) status = CheckPieces(*generation, *manifest);
  }
  if (!status.ok()) return status;
  return manifest;
}

}  // namespace crosswalk::index_builder
