// SPDX-License-Identifier: Apache-2.0
// How far the words of an outcome, each by itself, point to a concept: the second of the two scores
// that the encoder is trained with (docs/mapping.md). Private to server/mapping.
#pragma once

#include "frameworks/text/span.h"
#include "indexer/schema/words.h"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace crosswalk::mapping {

// Softmax over tokens of temperature * similarity, and the mean similarity under those weights.
struct TokenAttention {
  float score = 0.0F;
  std::vector<float> weights;  // By token; they sum to 1.
};

// `similarities` are a concept's inner products with the outcome's tokens. An empty list scores 0.
TokenAttention Attend(std::span<const float> similarities, float temperature);
// The score alone.
float AttentionScore(std::span<const float> similarities, float temperature);

// The stretches of a text with these `words` that hold the attention: telling words, each with at
// least a quarter of the weight of the heaviest one, joined where at most two function words lie
// between them; at most three, heaviest first. Function words of `language` count for nothing: they
// carry attention for their neighbours, and tell a reader nothing. `tokens` are where the weighted
// tokens lie in `text`.
std::vector<text::Span> AttendedSpans(std::span<const index_schema::Word> words,
                                      std::string_view language, std::span<const text::Span> tokens,
                                      std::span<const float> weights);

}  // namespace crosswalk::mapping
