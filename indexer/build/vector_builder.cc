// SPDX-License-Identifier: Apache-2.0
#include "indexer/build/vector_builder.h"

#include "indexer/build/concept_texts.h"
#include "indexer/schema/vector_file.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <future>
#include <memory>
#include <mutex>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>

namespace crosswalk::index_builder {
namespace {

using index_schema::QuantizedVector;
using index_schema::TextHash;
using index_schema::VectorKind;

// Texts that go through the encoder together. A few dozen use the processor's caches best (the
// encoder's own measurements); smaller ones would only add calls.
constexpr std::size_t kBatch = 32;

struct TextRow {
  VectorKind kind = VectorKind::kLabel;
  ConceptOrdinal node = 0;
  std::string text;
};

void AddConceptTexts(const ConceptGraph& graph, const text::EncoderInfo& encoder,
                     std::vector<TextRow>& rows) {
  const std::vector<std::string> languages = EncodedLanguages(encoder);
  for (std::size_t i = 0; i < graph.size(); ++i) {
    const auto ordinal = static_cast<ConceptOrdinal>(i);
    auto texts = TextsOf(graph.node(ordinal), encoder, languages);
    if (!texts) continue;
    rows.push_back({VectorKind::kLabel, ordinal, std::move(texts->label)});
    if (texts->described) {
      rows.push_back({VectorKind::kDescribed, ordinal, *std::move(texts->described)});
    }
  }
}

void AddDescriptorTexts(const ConceptGraph& graph,
                        const std::vector<core::FrameworkData>& frameworks,
                        const text::EncoderInfo& encoder, std::vector<TextRow>& rows) {
  const std::vector<std::string> languages = EncodedLanguages(encoder);
  for (const core::FrameworkData& data : frameworks) {
    for (const core::Qualification& rung : data.qualifications) {
      const std::size_t ordinal = graph.Find(rung.concept_uri);
      if (ordinal == graph.size()) continue;
      for (const core::Descriptor& descriptor : rung.descriptors) {
        for (const std::string& language : languages) {
          const auto text = descriptor.text.find(language);
          if (text == descriptor.text.end()) continue;
          rows.push_back(
              {VectorKind::kDescriptor, static_cast<ConceptOrdinal>(ordinal), text->second});
          break;
        }
      }
    }
  }
}

// Vectors by the hash of the text they encode.
using VectorCache = std::map<TextHash, QuantizedVector>;

VectorCache LoadEarlier(const VectorInput& input) {
  VectorCache cache;
  const text::EncoderInfo& encoder = input.encoder->info();
  for (const std::filesystem::path& file : input.earlier) {
    const auto vectors = index_schema::VectorFile::Open(file);
    // A damaged or foreign file saves no work; that is no reason not to build.
    if (!vectors.ok() || (*vectors)->encoder_fingerprint() != encoder.fingerprint ||
        (*vectors)->dimension() != encoder.dimension) {
      continue;
    }
    for (std::size_t kind = 0; kind < index_schema::kVectorKinds; ++kind) {
      const index_schema::VectorBlock block =
          (*vectors)->Block(VectorKind{static_cast<std::uint8_t>(kind)});
      for (std::size_t i = 0; i < block.nodes.size(); ++i) {
        const auto values = block.values.subspan(i * encoder.dimension, encoder.dimension);
        cache.try_emplace(block.text_hashes[i],
                          QuantizedVector{{values.begin(), values.end()}, block.scales[i]});
      }
    }
  }
  return cache;
}

// Encodes the texts that `cache` lacks, on several threads, and adds them to it.
class Encoding {
 public:
  Encoding(const text::OutcomeEncoder& encoder, const VectorProgress& progress)
      : encoder_(encoder), progress_(progress) {}

  core::Status Run(const std::vector<std::pair<TextHash, std::string_view>>& texts,
                   std::size_t threads, VectorCache& cache) {
    texts_ = texts;
    // Long texts first: the batches left at the end are short, so that no thread works long alone.
    std::sort(texts_.begin(), texts_.end(), [](const auto& a, const auto& b) {
      return a.second.size() != b.second.size() ? a.second.size() > b.second.size() : a < b;
    });
    vectors_.resize(texts_.size());
    work_ = std::accumulate(texts_.begin(), texts_.end(), 0.0,
                            [](double sum, const auto& text) { return sum + Cost(text.second); });
    std::vector<std::future<core::Status>> workers;
    for (std::size_t i = 0; i < threads; ++i) {
      workers.push_back(std::async(std::launch::async, [this] { return Work(); }));
    }
    core::Status first_error;
    for (std::future<core::Status>& worker : workers) {
      core::Status status = worker.get();
      if (first_error.ok() && !status.ok()) first_error = std::move(status);
    }
    if (!first_error.ok()) return first_error;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      cache.try_emplace(texts_[i].first, std::move(vectors_[i]));
    }
    return {};
  }

 private:
  // Time grows with the length, and no text is free.
  static double Cost(std::string_view text) { return 16.0 + static_cast<double>(text.size()); }

  core::Status Work() {
    while (!failed_.load()) {
      const std::size_t begin = next_.fetch_add(kBatch);
      if (begin >= texts_.size()) return {};
      const std::size_t end = std::min(begin + kBatch, texts_.size());
      if (core::Status status = EncodeBatch(begin, end); !status.ok()) {
        failed_.store(true);
        return status;
      }
    }
    return {};
  }

  core::Status EncodeBatch(std::size_t begin, std::size_t end) {
    std::vector<std::string_view> batch;
    double cost = 0.0;
    for (std::size_t i = begin; i < end; ++i) {
      batch.push_back(texts_[i].second);
      cost += Cost(texts_[i].second);
    }
    auto encoded = encoder_.Encode(batch, text::EncodeDetail::kSentence);
    if (!encoded.ok()) return encoded.status();
    for (std::size_t i = begin; i < end; ++i) {
      const std::vector<float>& sentence = (*encoded)[i - begin].sentence;
      const bool finite = std::all_of(sentence.begin(), sentence.end(),
                                      [](float value) { return std::isfinite(value); });
      if (sentence.size() != encoder_.info().dimension || !finite) {
        return core::Internal("ENCODER_FAILED", "the encoder's vector for '" +
                                                    std::string(texts_[i].second) +
                                                    "' is not finite or of another dimension");
      }
      vectors_[i] = index_schema::Quantize(sentence);
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    done_ += end - begin;
    work_done_ += cost;
    progress_(done_, texts_.size(), work_done_ / work_);
    return {};
  }

  const text::OutcomeEncoder& encoder_;
  const VectorProgress& progress_;
  std::vector<std::pair<TextHash, std::string_view>> texts_;
  std::vector<QuantizedVector> vectors_;  // Each written by the thread that has its batch.
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> failed_ = false;
  double work_ = 0.0;
  std::mutex mutex_;  // Guards the two below and calls of progress_.
  std::uint64_t done_ = 0;
  double work_done_ = 0.0;
};

}  // namespace

core::Result<VectorCounts> BuildVectors(const VectorInput& input, const std::filesystem::path& file,
                                        const VectorProgress& progress) {
  const text::EncoderInfo& encoder = input.encoder->info();
  std::vector<TextRow> rows;
  AddConceptTexts(*input.graph, encoder, rows);
  AddDescriptorTexts(*input.graph, *input.frameworks, encoder, rows);

  VectorCache cache = LoadEarlier(input);
  std::vector<TextHash> hashes;
  std::map<TextHash, std::string_view> missing;
  VectorCounts counts;
  for (const TextRow& row : rows) {
    hashes.push_back(index_schema::HashText(row.text));
    if (cache.contains(hashes.back())) {
      ++counts.reused;
    } else {
      missing.emplace(hashes.back(), row.text);
    }
  }
  counts.encoded = missing.size();
  if (core::Status status = Encoding(*input.encoder, progress)
                                .Run({missing.begin(), missing.end()}, input.threads, cache);
      !status.ok()) {
    return status;
  }

  std::array<std::vector<index_schema::StoredRow>, index_schema::kVectorKinds> blocks;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    blocks[static_cast<std::size_t>(rows[i].kind)].push_back(
        {rows[i].node, hashes[i], cache.at(hashes[i])});
    ++counts.rows[std::string(index_schema::VectorKindName(rows[i].kind))];
  }
  if (core::Status status =
          index_schema::WriteVectorFile(file, encoder.dimension, encoder.fingerprint, blocks);
      !status.ok()) {
    return status;
  }
  return counts;
}

}  // namespace crosswalk::index_builder
