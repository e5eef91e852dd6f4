# SPDX-License-Identifier: Apache-2.0
"""Trains what moves the vectors that candidates are found by (docs/mapping.md, finding).

An outcome's cosines with label and description are added up; to that come an inner product of a layer
over its vector and one over the concept's, and a prior of the concept. Trained by the likelihood of the
right concepts among all, half of the times with the transformer's vector of the text and half with the
static encoder's. Writes ranker files without trees: finding.json, trained on all texts, and finding_K.json
for each fold K, on the others. Candidates of texts to fit to are to be found by what has not seen them.
"""

import argparse
import json
import os

import numpy as np
import torch
from torch import nn

from features import FOLDS
from layers import DROPOUT, SEED, TEXTS_AT_ONCE, WIDTH, Descent, Product
from shares import read_shares, training_weights
from vectors import Encoder, encoder_data, name_of, read_examples

SCALE = 20.0  # Of the cosines, to begin with: softmax over all concepts as sharp as it is likely.


class Finding(nn.Module):
    """scale · cosines + outcome · concept + prior, of outcomes with all concepts."""

    def __init__(self, concepts: torch.Tensor):
        super().__init__()
        dimension = concepts.shape[1] // 2
        self.product = Product(dimension)
        self.sums = concepts[:, :dimension] + concepts[:, dimension:]
        self.concepts = concepts * self.product.unit
        self.scale = nn.Parameter(torch.tensor(SCALE))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, outcomes):
        # The same values of all concepts: they are compared with each other.
        concepts = self.concepts * self.dropout(torch.ones(1, self.concepts.shape[1]))
        outcome = self.product.outcome(self.dropout(outcomes * self.product.unit))
        product = outcome @ self.product.concept(concepts).T / WIDTH
        return self.scale * (outcomes @ self.sums.T) + product + self.product.prior(concepts)[:, 0]

    def plain(self):
        """As server/mapping/ranker_file.h reads it: to be added to cosines."""
        return self.product.plain(self.scale.detach())


class Texts:
    """Of all sets: vectors by both encoders, right concepts, set, and place in it."""

    def __init__(self, paths, encoder: Encoder, place: dict[str, int], shares: dict[str, float]):
        self.right, self.names, numbers, kept = [], [], [], []
        for path in paths:
            for number, example in enumerate(read_examples(path)):
                right = sorted({place[uri] for uri in example.concepts if uri in place})
                if not right:
                    continue
                self.right.append(right)
                self.names.append(name_of(path))
                numbers.append(number)
                kept.append(example.text)
        self.folds = np.array(numbers) % FOLDS
        self.vectors = torch.from_numpy(encoder.encode(kept))
        self.static = torch.from_numpy(encoder.encode(kept, static=True))
        self.weights = training_weights(self.names, shares)


def train(texts: Texts, chosen, concepts, epochs: int) -> Finding:
    torch.manual_seed(SEED)
    generator = np.random.default_rng(SEED)
    finding = Finding(concepts)
    descent = Descent(finding, len(chosen), epochs)
    for epoch in range(epochs):
        shuffled, total = generator.permutation(chosen), 0.0
        for begin in range(0, len(shuffled), TEXTS_AT_ONCE):
            some = shuffled[begin : begin + TEXTS_AT_ONCE]
            by_static = torch.from_numpy(generator.random(len(some)) < 0.5)[:, None]
            outcomes = torch.where(by_static, texts.static[some], texts.vectors[some])
            rows = [row for row, i in enumerate(some) for _ in texts.right[i]]
            columns = [concept for i in some for concept in texts.right[i]]
            weights = [texts.weights[i] / len(texts.right[i]) for i in some for _ in texts.right[i]]
            likelihood = torch.log_softmax(finding(outcomes), -1)[rows, columns]
            loss = -(likelihood * torch.tensor(weights)).sum() / len(some)
            descent.step(loss)
            total += loss.item() * len(some)
        print(f"epoch {epoch + 1}: loss {total / len(shuffled):.4f}", flush=True)
    return finding.eval()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with esco/")
    parser.add_argument("--encoder", required=True, help="folder with encoder.json")
    parser.add_argument("--share", nargs="*", default=[], metavar="SET=WEIGHT", help="as fit.py")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", required=True, help="folder for the files")
    parser.add_argument("sets", nargs="+", help="files of texts")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)

    encoder = Encoder(options.encoder, options.threads)
    concepts = encoder_data.read_concepts(options.data)
    texts = Texts(options.sets, encoder, encoder_data.places(concepts), read_shares(options.share))
    vectors = torch.from_numpy(encoder.concepts(concepts))
    with open(os.path.join(os.path.dirname(__file__), "unfitted.json"), encoding="utf-8") as text:
        unfitted = json.load(text)
    for fold in [*range(FOLDS), None]:
        name = "finding.json" if fold is None else f"finding_{fold}.json"
        seen = np.ones(len(texts.folds), bool) if fold is None else texts.folds != fold
        finding = train(texts, np.flatnonzero(seen), vectors, options.epochs)
        with open(os.path.join(options.out, name), "w", encoding="utf-8") as out:
            json.dump({**unfitted, "finding": finding.plain()}, out, separators=(",", ":"))


if __name__ == "__main__":
    main()
