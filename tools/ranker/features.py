# SPDX-License-Identifier: Apache-2.0
"""Reads the candidates that crosswalk-eval --dump-features wrote."""

import numpy as np

FOLDS = 5  # As `fit` counts them.
# What the network says of a candidate: not a measure that anything is fitted to.
AFFINITY = "affinity"
# Features that need a word of a label or description in the text's own language.
OF_WORDS = ("label-words", "description-words", "preferred-share", "best-label-share",
            "best-label-weight", "whole-label")


class Text:
    def __init__(self, name, number, concepts, features, right, gold):
        self.name = name  # Of its set.
        self.number = number  # Its place in the set.
        self.concepts = concepts  # URIs of the candidates.
        self.features = features
        self.right = right
        self.gold = gold  # Right skills, found among the candidates or not.

    @property
    def fold(self):
        return self.number % FOLDS


def read(path, wordless=(), left_out=()):
    """Texts with their candidates, and the features' names, without those left out. Texts of the sets
    `wordless` are there twice, the second time as if they shared no word with any label."""
    texts, current, concepts, rows = [], None, [], []
    with open(path, encoding="utf-8") as lines:
        names = next(lines).rstrip("\n").split("\t")[5:]
        unknown = set(left_out) - set(names)
        if unknown:
            raise SystemExit(f"{path} has no feature {', '.join(sorted(unknown))}")
        columns = [i for i, name in enumerate(names) if name not in (AFFINITY, *left_out)]
        names = [names[i] for i in columns]
        of_words = [i for i, name in enumerate(names) if name in OF_WORDS]

        def finish():
            if not rows:
                return
            # Not in the order of the ranker that was there: what is fitted would depend on it.
            order = sorted(range(len(concepts)), key=concepts.__getitem__)
            table = np.array(rows, np.float32)[order]
            uris = [concepts[i] for i in order]
            name, number = current
            right, gold = table[:, 0] > 0, int(table[0, 1])
            features = table[:, 2:][:, columns]
            texts.append(Text(name, int(number), uris, features, right, gold))
            if name in wordless:
                bare = features.copy()
                bare[:, of_words] = 0.0
                texts.append(Text(name, int(number), uris, bare, right, gold))

        for line in lines:
            name, number, concept, right, gold, *values = line.rstrip("\n").split("\t")
            if (name, number) != current:
                finish()
                current, concepts, rows = (name, number), [], []
            concepts.append(concept)
            rows.append([float(right), float(gold), *map(float, values)])
        finish()
    return texts, names
