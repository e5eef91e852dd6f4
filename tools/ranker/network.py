# SPDX-License-Identifier: Apache-2.0
"""Trains the network that scores candidates beside the trees (docs/mapping.md, affinity).

It sees what trees cannot, the vectors themselves, and what they see in another way. It is trained on the
same texts, by the likelihood of the right candidates among all of a text. Writes the network for
ranker.json and, for each candidate, what a network says of it that has not seen its text.
"""

import argparse
import json

import numpy as np
import torch
from torch import nn

from features import FOLDS, read
from layers import DROPOUT, SEED, TEXTS_AT_ONCE, WIDTH, Descent, Product, plain
from shares import read_shares, training_weights
from vectors import Encoder, encoder_data, name_of, read_examples


class Network(nn.Module):
    """affinity = features + outcome · concept + prior."""

    def __init__(self, features: int, dimension: int):
        super().__init__()
        self.features = nn.Sequential(
            nn.Linear(features, WIDTH), nn.ReLU(), nn.Linear(WIDTH, WIDTH // 2), nn.ReLU(),
            nn.Linear(WIDTH // 2, 1))
        self.product = Product(dimension)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, features, outcome, concepts):
        """Scores [texts, candidates] of features [texts, candidates, *], outcomes' vectors [texts, *]
        and concepts' two vectors, one after the other [texts, candidates, *]."""
        outcome = self.product.outcome(self.dropout(outcome * self.product.unit))
        # The same values of all of a text's candidates: they are compared with each other.
        concepts = concepts * self.dropout(
            torch.full((len(concepts), 1, concepts.shape[2]), self.product.unit))
        product = (self.product.concept(concepts) @ outcome[:, :, None])[:, :, 0] / WIDTH
        return (self.features(features) + self.product.prior(concepts))[:, :, 0] + product

    @torch.no_grad()
    def plain(self, names, scale):
        """As server/mapping/affinity_network.h reads it: over features and vectors as they are."""
        first, second, third = (self.features[i] for i in (0, 2, 4))
        by_deviation = first.weight / torch.from_numpy(scale.deviation)
        return {
            "features": names,
            "layers": [plain(by_deviation, first.bias - by_deviation @ torch.from_numpy(scale.mean)),
                       plain(second.weight, second.bias), plain(third.weight, third.bias)],
            **self.product.plain(),
        }


class Scale:
    """Makes the features of about unit variance: no part learns faster for its unit."""

    def __init__(self, texts):
        rows = np.vstack([t.features for t in texts])
        self.mean = rows.mean(0)
        self.deviation = rows.std(0)
        self.deviation[self.deviation == 0] = 1  # Of a feature that is always the same.


class Candidates:
    """Texts with what the network sees of them."""

    def __init__(self, texts, vectors, concepts, place, scale: Scale):
        self.texts = texts
        self.scale = scale
        self.vectors = torch.from_numpy(vectors)
        self.concepts = torch.from_numpy(concepts)
        self.places = [np.array([place[uri] for uri in t.concepts]) for t in texts]

    def batch(self, chosen):
        """Inputs, which candidates are right, and which are there at all, of the texts `chosen`."""
        most = max(len(self.places[i]) for i in chosen)
        shape = len(chosen), most
        features = np.zeros((*shape, len(self.scale.mean)), np.float32)
        places, right, there = np.zeros(shape, np.int64), np.zeros(shape, np.float32), np.zeros(shape, bool)
        for row, i in enumerate(chosen):
            text, count = self.texts[i], len(self.places[i])
            features[row, :count] = (text.features - self.scale.mean) / self.scale.deviation
            places[row, :count] = self.places[i]
            right[row, :count] = text.right
            there[row, :count] = True
        inputs = (torch.from_numpy(features), self.vectors[torch.as_tensor(chosen)],
                  self.concepts[torch.from_numpy(places)])
        return inputs, torch.from_numpy(right), torch.from_numpy(there)


def train(candidates: Candidates, chosen, weights, epochs: int) -> Network:
    torch.manual_seed(SEED)
    generator = np.random.default_rng(SEED)
    network = Network(len(candidates.scale.mean), candidates.vectors.shape[1])
    descent = Descent(network, len(chosen), epochs)
    for epoch in range(epochs):
        shuffled, total = generator.permutation(chosen), 0.0
        for begin in range(0, len(shuffled), TEXTS_AT_ONCE):
            some = shuffled[begin : begin + TEXTS_AT_ONCE]
            inputs, right, there = candidates.batch(some)
            answers = network(*inputs).masked_fill(~there, -torch.inf)
            likelihood = torch.log_softmax(answers, -1).masked_fill(~there, 0.0)
            loss = -(likelihood * right).sum(-1) / right.sum(-1)
            loss = (loss * torch.from_numpy(weights[some])).mean()
            descent.step(loss)
            total += loss.item() * len(some)
        print(f"epoch {epoch + 1}: loss {total / len(shuffled):.4f}", flush=True)
    return network.eval()


@torch.no_grad()
def scores(network: Network, candidates: Candidates, chosen):
    """For each of the texts `chosen`, the scores of its candidates, less their mean: the likelihood
    tells them apart and nothing more."""
    found = []
    for begin in range(0, len(chosen), TEXTS_AT_ONCE):
        some = chosen[begin : begin + TEXTS_AT_ONCE]
        inputs, _, _ = candidates.batch(some)
        for i, row in zip(some, network(*inputs).numpy()):
            row = row[: len(candidates.places[i])]
            found.append(row - row.mean())
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--features", required=True, help="what crosswalk-eval --dump-features wrote")
    parser.add_argument("--data", required=True, help="folder with esco/")
    parser.add_argument("--encoder", required=True, help="folder with encoder.json")
    parser.add_argument("--static", action="store_true", help="texts as its static encoder reads them")
    parser.add_argument("--wordless", nargs="*", default=[], metavar="SET", help="as fit.py")
    parser.add_argument("--share", nargs="*", default=[], metavar="SET=WEIGHT", help="as fit.py")
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", required=True, metavar="NETWORK",
                        help="NETWORK.json becomes the network, NETWORK.npy what it says over folds")
    parser.add_argument("sets", nargs="+", help="the files of texts that the features are of")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)

    texts, names = read(options.features, options.wordless)
    encoder = Encoder(options.encoder, options.threads)
    concepts = encoder_data.read_concepts(options.data)
    vectors = {
        name_of(path): encoder.encode([e.text for e in read_examples(path)], options.static)
        for path in options.sets
    }
    candidates = Candidates(
        texts, np.stack([vectors[t.name][t.number] for t in texts]), encoder.concepts(concepts),
        encoder_data.places(concepts), Scale(texts))
    weights = training_weights([t.name for t in texts], read_shares(options.share))

    usable = np.array([i for i, t in enumerate(texts) if t.right.any()])
    folds = np.array([t.fold for t in texts])
    held = [None] * len(texts)
    for fold in range(FOLDS):
        network = train(candidates, usable[folds[usable] != fold], weights, options.epochs)
        chosen = np.flatnonzero(folds == fold)
        for i, values in zip(chosen, scores(network, candidates, chosen)):
            held[i] = values
    np.save(options.out + ".npy", np.concatenate(held))
    network = train(candidates, usable, weights, options.epochs)
    with open(options.out + ".json", "w", encoding="utf-8") as out:
        json.dump(network.plain(names, candidates.scale), out, separators=(",", ":"))


if __name__ == "__main__":
    main()
