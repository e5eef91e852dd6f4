// SPDX-License-Identifier: Apache-2.0
// How far an outcome and the texts of a concept say the same things, piece by piece: each piece of
// one looks for the piece of the other that is nearest to it (late interaction: Khattab and Zaharia
// 2020, ColBERT, https://arxiv.org/abs/2004.12832, there with a transformer's token vectors).
// Private to server/mapping.
#pragma once

#include "frameworks/text/static_vectors.h"
#include "indexer/schema/piece_file.h"
#include "server/mapping/vector_scan.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace crosswalk::mapping {

// Means of the cosines with the nearest piece, pieces weighted by what they count in a sentence; 0
// where the outcome or the concept has no pieces.
struct Coverage {
  // How far the outcome is said by the label, by the label with description, and by these with the
  // alternative labels.
  float outcome_in_label = 0.0F;
  float outcome_in_described = 0.0F;
  float outcome_in_all = 0.0F;
  // How far the outcome says the label, and the label with description.
  float label_in_outcome = 0.0F;
  float described_in_outcome = 0.0F;
};

// Measures concepts against one outcome. A piece that several concepts have is compared once. What
// it is made of must outlive it. Not thread-safe.
class PieceCoverage {
 public:
  // `pieces` are those of `vectors`. `tokens` and `weights` are the outcome's, as the static
  // encoder of `vectors` gives them. REQUIRES: as many weights as tokens.
  PieceCoverage(const index_schema::PieceFile& pieces, const text::StaticVectors& vectors,
                const QueryVectors& tokens, std::span<const float> weights);

  // Asks for what Measure will read soon (fetch.h).
  void FetchFor(index_schema::ConceptOrdinal node) const;
  [[nodiscard]] Coverage Measure(index_schema::ConceptOrdinal node);

 private:
  // A piece beside the outcome.
  struct ComparedPiece {
    float weight = 0.0F;   // What it counts in a sentence.
    float highest = 0.0F;  // Of its cosines with the tokens.
  };

  // Its place in compared_.
  std::uint32_t Compare(std::uint32_t piece);

  const index_schema::PieceFile& pieces_;
  const text::StaticVectors& vectors_;
  const QueryVectors& tokens_;
  std::span<const float> weights_;
  float weight_of_outcome_ = 0.0F;
  std::vector<std::uint32_t> place_of_piece_;  // By id, from 1; 0 for one not compared yet.
  std::vector<ComparedPiece> compared_;
  std::size_t width_;  // Of the rows below: the tokens, and zeros up to a whole kAbreast.
  std::vector<float> similarities_;  // Of each in compared_: its cosine with each token.
  // Room: places in compared_ of a text's pieces, and by token the highest similarity so far.
  std::vector<std::uint32_t> places_;
  std::vector<float> nearest_;
};

}  // namespace crosswalk::mapping
