# SPDX-License-Identifier: Apache-2.0
"""Writes layers of networks in the form that server/mapping/dense_layer.h reads."""

import torch

DIGITS = 5


def plain(weights, biases):
    return {"weights": [[float(f"{w:.{DIGITS}g}") for w in row] for row in weights.tolist()],
            "biases": [float(f"{b:.{DIGITS}g}") for b in biases.tolist()]}


@torch.no_grad()
def product(outcome, concept, prior, unit, width, scale=1.0):
    """outcome · concept / width + prior, of vectors times `unit`, all of it divided by `scale`, as
    server/mapping/concept_product.h reads it: over vectors as they are."""
    hidden, last = prior[0], prior[-1]
    by = width * scale
    return {
        "outcome": plain(outcome.weight * unit, outcome.bias),
        "concept": plain(concept.weight * unit / by, concept.bias / by),
        "prior": [plain(hidden.weight * unit, hidden.bias), plain(last.weight / scale, last.bias / scale)],
    }
