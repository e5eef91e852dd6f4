// SPDX-License-Identifier: Apache-2.0
// How far an outcome and the texts of a concept say the same things, piece by piece: each piece of
// one looks for the piece of the other that is nearest to it (late interaction: Khattab and Zaharia
// 2020, ColBERT, https://arxiv.org/abs/2004.12832, there with a transformer's token vectors).
// Private to server/mapping.
#pragma once

#include "frameworks/text/static_vectors.h"
#include "indexer/schema/piece_file.h"
#include "server/mapping/vector_scan.h"

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

// The coverage of each of `nodes`. `pieces` are those of `vectors`; `tokens` and `weights` are the
// outcome's, as the static encoder of `vectors` gives them. A piece that several concepts have is
// compared once. Thread-safe. REQUIRES: as many weights as tokens.
std::vector<Coverage> MeasureCoverage(const index_schema::PieceFile& pieces,
                                      const text::StaticVectors& vectors,
                                      const QueryVectors& tokens, std::span<const float> weights,
                                      std::span<const index_schema::ConceptOrdinal> nodes);

}  // namespace crosswalk::mapping
