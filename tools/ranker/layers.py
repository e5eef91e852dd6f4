# SPDX-License-Identifier: Apache-2.0
"""Layers that finding and the network beside the trees have in common: their form, how they are trained,
and how the server reads them."""

import torch
from torch import nn

WIDTH = 64
DROPOUT = 0.3  # Of the vectors' values: 384 of them fit anything.
TEXTS_AT_ONCE = 64
RATE, DECAY, WARM_UP = 1e-3, 0.01, 0.1
SEED = 7
DIGITS = 5


class Product(nn.Module):
    """outcome · concept / WIDTH + prior: layers over an outcome's vector and over a concept's two, and
    some over these. Vectors are to be multiplied by `unit`, so that their values have about unit
    variance."""

    def __init__(self, dimension: int):
        super().__init__()
        self.unit = dimension**0.5
        self.outcome = nn.Linear(dimension, WIDTH)
        self.concept = nn.Linear(2 * dimension, WIDTH)
        self.prior = nn.Sequential(
            nn.Linear(2 * dimension, WIDTH), nn.ReLU(), nn.Dropout(DROPOUT), nn.Linear(WIDTH, 1))
        # It begins with nothing.
        for layer in (self.concept, self.prior[-1]):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    @torch.no_grad()
    def plain(self, scale=1.0):
        """Divided by `scale`, as server/mapping/concept_product.h reads it: over vectors as they are."""
        hidden, last, by = self.prior[0], self.prior[-1], WIDTH * scale
        return {
            "outcome": plain(self.outcome.weight * self.unit, self.outcome.bias),
            "concept": plain(self.concept.weight * self.unit / by, self.concept.bias / by),
            "prior": [plain(hidden.weight * self.unit, hidden.bias),
                      plain(last.weight / scale, last.bias / scale)],
        }


def plain(weights, biases):
    """A layer as server/mapping/dense_layer.h reads it."""
    return {"weights": [[float(f"{w:.{DIGITS}g}") for w in row] for row in weights.tolist()],
            "biases": [float(f"{b:.{DIGITS}g}") for b in biases.tolist()]}


class Descent:
    """Goes down a loss, TEXTS_AT_ONCE of so many texts a step; the rate rises, then falls."""

    def __init__(self, network: nn.Module, texts: int, epochs: int):
        steps = epochs * -(-texts // TEXTS_AT_ONCE)
        self.optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(self.optimizer, RATE, total_steps=steps,
                                                            pct_start=WARM_UP)

    def step(self, loss):
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        self.schedule.step()
