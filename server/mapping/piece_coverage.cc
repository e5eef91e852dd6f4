// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/piece_coverage.h"

#include "server/mapping/fetch.h"
#include "server/mapping/highest_values.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>

namespace crosswalk::mapping {
namespace {

using index_schema::ConceptOrdinal;
using index_schema::PieceText;

// Each adds its pieces to those before.
constexpr std::array kTexts = {PieceText::kLabel, PieceText::kDescribed, PieceText::kAlternatives};
// Rows that are asked for ahead of the one that is compared.
constexpr std::size_t kFetchedAhead = 8;

// The different pieces of some concepts beside an outcome's tokens.
class ComparedPieces {
 public:
  ComparedPieces(const index_schema::PieceFile& pieces, const text::StaticVectors& vectors,
                 const QueryVectors& tokens, std::span<const ConceptOrdinal> nodes)
      : pieces_(pieces),
        width_((tokens.size() + kAbreast - 1) / kAbreast * kAbreast),
        place_of_piece_(vectors.rows(), 0) {
    Compare(vectors, tokens, Collect(nodes));
  }

  // Measures the next of the concepts. REQUIRES: there is one. `weights` are those of the tokens,
  // which add up to `whole`.
  [[nodiscard]] Coverage MeasureNext(std::span<const float> weights, float whole) {
    constexpr float kBelowCosines = -2.0F;
    nearest_.assign(width_, kBelowCosines);
    std::array<float, kTexts.size()> of_outcome{};
    std::array<float, kTexts.size()> of_text{};
    float weight_of_text = 0.0F;
    float said_of_text = 0.0F;
    for (std::size_t text = 0; text < kTexts.size(); ++text) {
      const std::span<const std::uint32_t> places = NextPlaces();
      for (const std::uint32_t place : places) {
        weight_of_text += compared_[place].weight;
        said_of_text += compared_[place].said;
      }
      if (weight_of_text == 0.0F) continue;
      RaiseToRows(similarities_, places, nearest_);
      const float said = std::inner_product(weights.begin(), weights.end(), nearest_.begin(), 0.0F);
      of_outcome[text] = said / whole;
      of_text[text] = said_of_text / weight_of_text;
    }
    return {of_outcome[0], of_outcome[1], of_outcome[2], of_text[0], of_text[1]};
  }

 private:
  // A piece beside the outcome.
  struct ComparedPiece {
    float weight = 0.0F;  // What it counts in a sentence.
    float said = 0.0F;    // That, times the highest of its cosines with the tokens.
  };

  // Sets the places of all pieces of `nodes`, and gives the different ones.
  [[nodiscard]] std::vector<std::uint32_t> Collect(std::span<const ConceptOrdinal> nodes) {
    std::size_t count = 0;
    for (const ConceptOrdinal node : nodes) {
      for (const PieceText text : kTexts) {
        const std::span<const std::uint32_t> pieces = pieces_.Pieces(node, text);
        Fetch(pieces);
        count += pieces.size();
        ends_.push_back(count);
      }
    }
    places_.reserve(count);
    std::vector<std::uint32_t> different;
    for (const ConceptOrdinal node : nodes) {
      for (const PieceText text : kTexts) {
        for (const std::uint32_t piece : pieces_.Pieces(node, text)) {
          std::uint32_t& place = place_of_piece_[piece];
          if (place == 0) {
            different.push_back(piece);
            place = static_cast<std::uint32_t>(different.size());
          }
          places_.push_back(place - 1);
        }
      }
    }
    return different;
  }

  // Places of the pieces of the next text of the next concept.
  [[nodiscard]] std::span<const std::uint32_t> NextPlaces() {
    const std::size_t begin = next_ == 0 ? 0 : ends_[next_ - 1];
    const std::size_t end = ends_[next_++];
    return std::span(places_).subspan(begin, end - begin);
  }

  void Compare(const text::StaticVectors& vectors, const QueryVectors& tokens,
               std::span<const std::uint32_t> pieces) {
    similarities_.resize(pieces.size() * width_);
    compared_.reserve(pieces.size());
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      if (i + kFetchedAhead < pieces.size()) Fetch(vectors.row(pieces[i + kFetchedAhead]));
      const std::span<float> similarities =
          std::span(similarities_).subspan(i * width_, tokens.size());
      CompareQueries(tokens, vectors.row(pieces[i]), vectors.inverse_length(pieces[i]),
                     similarities);
      const float weight = vectors.length(pieces[i]);
      compared_.push_back(
          {weight, weight * *std::max_element(similarities.begin(), similarities.end())});
    }
  }

  const index_schema::PieceFile& pieces_;
  const std::size_t width_;  // Of the rows of similarities: the tokens, up to a whole kAbreast.
  std::vector<std::uint32_t> place_of_piece_;  // By id, from 1; 0 for what no concept has.
  std::vector<std::uint32_t> places_;          // Of all texts' pieces, text by text.
  std::vector<std::size_t> ends_;              // In places_, of each text.
  std::size_t next_ = 0;                       // Text to measure, in ends_.
  std::vector<ComparedPiece> compared_;        // By place.
  std::vector<float> similarities_;            // By place: the cosine with each token.
  std::vector<float> nearest_;                 // Room: by token, the highest similarity so far.
};

}  // namespace

std::vector<Coverage> MeasureCoverage(const index_schema::PieceFile& pieces,
                                      const text::StaticVectors& vectors,
                                      const QueryVectors& tokens, std::span<const float> weights,
                                      std::span<const ConceptOrdinal> nodes) {
  std::vector<Coverage> coverages(nodes.size());
  if (tokens.empty()) return coverages;
  const float whole = std::accumulate(weights.begin(), weights.end(), 0.0F);
  ComparedPieces compared(pieces, vectors, tokens, nodes);
  for (Coverage& coverage : coverages) coverage = compared.MeasureNext(weights, whole);
  return coverages;
}

}  // namespace crosswalk::mapping
