# SPDX-License-Identifier: Apache-2.0
"""Token attention: how near a text's words are to a concept."""

TOKEN_TEMPERATURE = 20.0


def token_scores(tokens, inside, concepts, temperature: float = TOKEN_TEMPERATURE):
    """[texts, concepts] of unit token vectors [texts, tokens, 384] and unit concept vectors.

    score(c) = sum over tokens t of softmax_t(20 cos(t, c)) cos(t, c); only tokens `inside` the text
    take part: neither padding nor the special tokens at both ends.
    """
    similarity = tokens @ concepts.T
    weight = (temperature * similarity).masked_fill(~inside[:, :, None], -1e4).softmax(1)
    return (weight * similarity).sum(1)
