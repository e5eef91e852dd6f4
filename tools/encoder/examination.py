# SPDX-License-Identifier: Apache-2.0
"""Sets that nothing is learnt from, ranked while a network is trained: the sum of four scores,
sentence and token scores against labels and described labels."""

import numpy as np
import torch

import data
import lessons
from losses import Concepts
from scores import token_scores

DEPTH, SHOWN = 200, (1, 5, 10)
LIMIT = 400  # Texts of a set.
ROWS = 100  # Texts at once.


class Examination:
    def __init__(self, folder: str, concepts: list[data.Concept]):
        place = data.places(concepts)
        sets = data.validation_sets(folder)
        sets["french labels"] = lessons.held_out_french_labels(folder, concepts)
        self.sets = {}
        for name, examples in sets.items():
            golds = [set(data.known(place, e.concepts)) for e in examples[:LIMIT]]
            self.sets[name] = [(e.text, g) for e, g in zip(examples, golds) if g]

    @torch.no_grad()
    def marks(self, encode, concepts: Concepts) -> dict[str, list[float]]:
        """RP@1, RP@5, RP@10 and recall@200 in percent, by set. `encode` makes of texts unit
        vectors, unit token vectors, and where those are inside the texts."""
        report = {}
        for name, rows in self.sets.items():
            figures = []
            for first in range(0, len(rows), ROWS):
                part = rows[first : first + ROWS]
                best = self.ranked(encode([text for text, _ in part]), concepts)
                figures += [self.figures(one, gold) for one, (_, gold) in zip(best, part)]
            report[name] = [round(100 * float(x), 1) for x in np.mean(figures, axis=0)]
        return report

    def ranked(self, encoded, concepts: Concepts) -> list[list[int]]:
        vectors, tokens, inside = encoded
        scores = vectors @ concepts.label.T + vectors @ concepts.described.T
        scores, top = scores.topk(DEPTH)
        for matrix in concepts.both():
            for row in range(len(top)):
                one = slice(row, row + 1)
                scores[row] += token_scores(tokens[one], inside[one], matrix[top[row]])[0]
        return top.gather(1, scores.argsort(1, descending=True)).tolist()

    @staticmethod
    def figures(ranked: list[int], gold: set[int]) -> list[float]:
        hits = [c in gold for c in ranked]
        shown = [sum(hits[:k]) / min(k, len(gold)) for k in SHOWN]
        return [*shown, sum(hits) / len(gold)]
