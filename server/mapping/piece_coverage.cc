// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/piece_coverage.h"

#include "server/mapping/fetch.h"

#include <algorithm>
#include <numeric>

namespace crosswalk::mapping {

using index_schema::PieceText;

namespace {

// How much of the outcome and of a text has been said.
struct Said {
  float of_outcome = 0.0F;
  float of_text = 0.0F;
};

}  // namespace

PieceCoverage::PieceCoverage(const index_schema::PieceFile& pieces,
                             const text::StaticVectors& vectors, const QueryVectors& tokens,
                             std::span<const float> weights)
    : pieces_(pieces),
      vectors_(vectors),
      tokens_(tokens),
      weights_(weights),
      weight_of_outcome_(std::accumulate(weights.begin(), weights.end(), 0.0F)),
      place_of_piece_(vectors.rows(), 0),
      width_((tokens.size() + kAbreast - 1) / kAbreast * kAbreast) {}

Coverage PieceCoverage::Measure(index_schema::ConceptOrdinal node) {
  Coverage coverage;
  if (tokens_.empty()) return coverage;
  constexpr float kBelowCosines = -2.0F;
  nearest_.assign(width_, kBelowCosines);
  float weight_of_text = 0.0F;
  float said_of_text = 0.0F;
  // Each text adds its pieces to those before.
  const auto add = [&](PieceText text) {
    places_.clear();
    const std::span<const std::uint32_t> pieces = pieces_.Pieces(node, text);
    for (const std::uint32_t piece : pieces) {
      if (place_of_piece_[piece] == 0) Fetch(vectors_.row(piece));
    }
    for (const std::uint32_t piece : pieces) {
      const std::uint32_t place = places_.emplace_back(Compare(piece));
      weight_of_text += compared_[place].weight;
      said_of_text += compared_[place].weight * compared_[place].highest;
    }
    if (weight_of_text == 0.0F) return Said{};
    RaiseToRows(similarities_, places_, nearest_);
    const float said = std::inner_product(weights_.begin(), weights_.end(), nearest_.begin(), 0.0F);
    return Said{said / weight_of_outcome_, said_of_text / weight_of_text};
  };
  const Said label = add(PieceText::kLabel);
  coverage.outcome_in_label = label.of_outcome;
  coverage.label_in_outcome = label.of_text;
  const Said described = add(PieceText::kDescribed);
  coverage.outcome_in_described = described.of_outcome;
  coverage.described_in_outcome = described.of_text;
  coverage.outcome_in_all = add(PieceText::kAlternatives).of_outcome;
  return coverage;
}

void PieceCoverage::FetchFor(index_schema::ConceptOrdinal node) const {
  for (const PieceText text :
       {PieceText::kLabel, PieceText::kDescribed, PieceText::kAlternatives}) {
    Fetch(pieces_.Pieces(node, text));
  }
}

std::uint32_t PieceCoverage::Compare(std::uint32_t piece) {
  std::uint32_t& place = place_of_piece_[piece];
  if (place == 0) {
    similarities_.resize(similarities_.size() + width_);
    const std::span<float> similarities =
        std::span(similarities_).last(width_).first(tokens_.size());
    CompareQueries(tokens_, vectors_.row(piece), vectors_.inverse_length(piece), similarities);
    compared_.push_back(
        {vectors_.length(piece), *std::max_element(similarities.begin(), similarities.end())});
    place = static_cast<std::uint32_t>(compared_.size());
  }
  return place - 1;
}

}  // namespace crosswalk::mapping
