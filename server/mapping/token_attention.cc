// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/token_attention.h"

#include "server/search/stop_words.h"

#include <algorithm>
#include <cmath>

namespace crosswalk::mapping {
namespace {

constexpr std::size_t kMostSpans = 3;
constexpr std::size_t kMostBetween = 2;
constexpr float kLeastShare = 0.25F;

struct Stretch {
  text::Span span;
  float weight = 0.0F;
  bool function_word = false;
};

// The words with the weight of the tokens that overlap them; tokens are in ascending order.
std::vector<Stretch> WeighWords(std::span<const index_schema::Word> words,
                                std::string_view language, std::span<const text::Span> tokens,
                                std::span<const float> weights) {
  std::vector<Stretch> weighed;
  std::size_t token = 0;
  for (const index_schema::Word& word : words) {
    Stretch stretch{word.span, 0.0F, search::IsStopWord(word.folded, language)};
    while (token < tokens.size() && tokens[token].end <= word.span.begin) ++token;
    for (std::size_t i = token; i < tokens.size() && tokens[i].begin < word.span.end; ++i) {
      if (!stretch.function_word) stretch.weight += weights[i];
    }
    weighed.push_back(stretch);
  }
  return weighed;
}

}  // namespace

float AttentionScore(std::span<const float> similarities, float temperature) {
  if (similarities.empty()) return 0.0F;
  const float largest = *std::max_element(similarities.begin(), similarities.end());
  float sum = 0.0F;
  float weighed = 0.0F;
  for (const float similarity : similarities) {
    const float weight = std::exp(temperature * (similarity - largest));
    sum += weight;
    weighed += weight * similarity;
  }
  return weighed / sum;
}

TokenAttention Attend(std::span<const float> similarities, float temperature) {
  TokenAttention attention{AttentionScore(similarities, temperature), {}};
  if (similarities.empty()) return attention;
  const float largest = *std::max_element(similarities.begin(), similarities.end());
  float sum = 0.0F;
  attention.weights.reserve(similarities.size());
  for (const float similarity : similarities) {
    sum += attention.weights.emplace_back(std::exp(temperature * (similarity - largest)));
  }
  for (float& weight : attention.weights) weight /= sum;
  return attention;
}

std::vector<text::Span> AttendedSpans(std::span<const index_schema::Word> words,
                                      std::string_view language, std::span<const text::Span> tokens,
                                      std::span<const float> weights) {
  const std::vector<Stretch> weighed = WeighWords(words, language, tokens, weights);
  float heaviest = 0.0F;
  for (const Stretch& word : weighed) heaviest = std::max(heaviest, word.weight);
  if (heaviest <= 0.0F) return {};
  std::vector<Stretch> stretches;
  bool joins = false;  // Nothing but a few function words since the last stretch.
  std::size_t between = 0;
  for (const Stretch& word : weighed) {
    if (word.function_word) {
      joins = joins && ++between <= kMostBetween;
      continue;
    }
    const bool taken = word.weight >= kLeastShare * heaviest;
    if (taken && joins) {
      stretches.back().span.end = word.span.end;
      stretches.back().weight += word.weight;
    } else if (taken) {
      stretches.push_back(word);
    }
    joins = taken;
    between = 0;
  }
  std::stable_sort(stretches.begin(), stretches.end(),
                   [](const Stretch& a, const Stretch& b) { return a.weight > b.weight; });
  if (stretches.size() > kMostSpans) stretches.resize(kMostSpans);
  std::vector<text::Span> spans;
  for (const Stretch& stretch : stretches) spans.push_back(stretch.span);
  return spans;
}

}  // namespace crosswalk::mapping
