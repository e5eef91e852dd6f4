// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/token_attention.h"

#include <algorithm>
#include <cmath>

#include "indexer/schema/words.h"

namespace crosswalk::mapping {
namespace {

constexpr std::size_t kMostSpans = 3;
constexpr float kLeastShare = 1.0F / 3.0F;

struct Stretch {
  text::Span span;
  float weight = 0.0F;
};

// Words of `text` with the weight of the tokens that overlap them; tokens are in ascending order.
std::vector<Stretch> WeighWords(std::string_view text, std::span<const text::Span> tokens,
                                std::span<const float> weights) {
  std::vector<Stretch> words;
  std::size_t token = 0;
  for (const index_schema::Word& word : index_schema::SplitWords(text)) {
    Stretch stretch{word.span, 0.0F};
    while (token < tokens.size() && tokens[token].end <= word.span.begin) ++token;
    for (std::size_t i = token; i < tokens.size() && tokens[i].begin < word.span.end; ++i) {
      stretch.weight += weights[i];
    }
    words.push_back(stretch);
  }
  return words;
}

}  // namespace

TokenAttention Attend(std::span<const float> similarities, float temperature) {
  TokenAttention attention;
  if (similarities.empty()) return attention;
  const float largest = *std::max_element(similarities.begin(), similarities.end());
  float sum = 0.0F;
  attention.weights.reserve(similarities.size());
  for (const float similarity : similarities) {
    sum += attention.weights.emplace_back(std::exp(temperature * (similarity - largest)));
  }
  for (std::size_t i = 0; i < similarities.size(); ++i) {
    attention.weights[i] /= sum;
    attention.score += attention.weights[i] * similarities[i];
  }
  return attention;
}

std::vector<text::Span> AttendedSpans(std::string_view text, std::span<const text::Span> tokens,
                                      std::span<const float> weights) {
  const std::vector<Stretch> words = WeighWords(text, tokens, weights);
  float heaviest = 0.0F;
  for (const Stretch& word : words) heaviest = std::max(heaviest, word.weight);
  if (heaviest <= 0.0F) return {};
  std::vector<Stretch> stretches;
  bool joins = false;  // The word before was taken.
  for (const Stretch& word : words) {
    const bool taken = word.weight >= kLeastShare * heaviest;
    if (taken && joins) {
      stretches.back().span.end = word.span.end;
      stretches.back().weight += word.weight;
    } else if (taken) {
      stretches.push_back(word);
    }
    joins = taken;
  }
  std::stable_sort(stretches.begin(), stretches.end(),
                   [](const Stretch& a, const Stretch& b) { return a.weight > b.weight; });
  if (stretches.size() > kMostSpans) stretches.resize(kMostSpans);
  std::vector<text::Span> spans;
  for (const Stretch& stretch : stretches) spans.push_back(stretch.span);
  return spans;
}

}  // namespace crosswalk::mapping
