# SPDX-License-Identifier: Apache-2.0
"""Fits a linear ranker and its calibration to features that crosswalk-eval wrote.

The weights maximise the mean log-probability of the right skills under a softmax over each text's
candidates; every set counts for its --share, however many texts it has. Each feature has a weight and one
that comes on top in proportion to the text's length. Confidence is then fitted by logistic
regression on scores from folds that the text was not in.
"""

import argparse
import json

import numpy as np
from scipy.optimize import minimize

FOLDS = 5
SHOWN = 5  # Suggestions of a text over which confidence is fitted.
LENGTH = "outcome-length"


class Text:
    def __init__(self, name, features, right):
        self.name = name
        self.features = features  # Those of short texts, then the same times the length.
        self.right = right


def read(path, sets):
    """Texts with their candidates, and the features' names without the length."""
    texts, current = [], None
    with open(path, encoding="utf-8") as lines:
        names = next(lines).rstrip("\n").split("\t")[4:]
        length = names.index(LENGTH)
        rows = []

        def finish():
            if current is not None and rows:
                table = np.array(rows, np.float64)
                features = np.delete(table[:, 1:], length, 1)
                both = np.hstack([features, features * table[0, 1 + length]])
                texts.append(Text(current[0], both, table[:, 0] > 0))

        for line in lines:
            name, number, right, _, *values = line.rstrip("\n").split("\t")
            if sets and name not in sets:
                continue
            if (name, number) != current:
                finish()
                current, rows = (name, number), []
            rows.append([float(right), *map(float, values)])
        finish()
    return texts, [name for name in names if name != LENGTH]


def share_of_text(texts, shares):
    """What one text of each set counts for."""
    return {
        name: shares.get(name, 1.0) / sum(t.name == name for t in texts)
        for name in {t.name for t in texts}
    }


def fit_weights(texts, penalty, scale, shares):
    """Weights for features divided by `scale`."""
    share = share_of_text(texts, shares)
    usable = [(t.features / scale, t.right, share[t.name]) for t in texts if t.right.any()]

    def loss(weights):
        total, gradient = 0.0, np.zeros_like(weights)
        for features, right, weight in usable:
            scores = features @ weights
            scores -= scores.max()
            probability = np.exp(scores)
            probability /= probability.sum()
            total -= weight * np.log(probability[right] + 1e-30).mean()
            gradient -= weight * (features[right].mean(0) - probability @ features)
        return total + penalty * weights @ weights, gradient + 2 * penalty * weights

    start = np.zeros(usable[0][0].shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B").x / scale


def fit_calibration(rows):
    """slope, margin, offset from rows of (score, score - best, right, weight)."""
    table = np.array(rows)
    inputs = np.column_stack([table[:, 0], table[:, 1], np.ones(len(table))])
    right, weight = table[:, 2], table[:, 3] / table[:, 3].sum()

    def loss(parameters):
        log_odds = inputs @ parameters
        value = weight @ (np.logaddexp(0, log_odds) - right * log_odds)
        gradient = inputs.T @ (weight * (1 / (1 + np.exp(-log_odds)) - right))
        return value, gradient

    bounds = [(0, None), (0, None), (None, None)]
    return minimize(loss, [0.5, 0.5, 0.0], jac=True, method="L-BFGS-B", bounds=bounds).x


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--features", required=True, help="what crosswalk-eval --dump-features wrote")
    parser.add_argument("--sets", nargs="*", help="only these sets")
    parser.add_argument("--model", required=True, help="name of the model in the ranker file")
    parser.add_argument("--out", required=True, help="ranker file; other models in it are kept")
    parser.add_argument("--share", nargs="*", default=[], metavar="SET=WEIGHT",
                        help="what a set counts for, 1 where not said")
    parser.add_argument("--penalty", type=float, default=0.01, help="on squared weights")
    options = parser.parse_args()
    shares = {name: float(weight) for name, weight in (s.split("=") for s in options.share)}

    texts, names = read(options.features, options.sets)
    scale = np.vstack([t.features for t in texts]).std(0)
    scale[scale < 1e-9] = 1.0  # A feature that is always the same weighs nothing.

    rows, folds = [], np.arange(len(texts)) % FOLDS
    share = share_of_text(texts, {})  # Confidence is to be right on every set alike.
    held = {name: [] for name in share}
    for fold in range(FOLDS):
        weights = fit_weights([t for t, f in zip(texts, folds) if f != fold], options.penalty, scale,
                              shares)
        for text in (t for t, f in zip(texts, folds) if f == fold):
            scores = text.features @ weights
            order = np.argsort(-scores, kind="stable")[:SHOWN]
            best = scores[order[0]]
            rows += [(scores[i], scores[i] - best, text.right[i], share[text.name]) for i in order]
            if text.right.any():
                held[text.name].append(text.right[order].sum() / min(SHOWN, text.right.sum()))
    for name, values in held.items():
        print(f"{name}: RP@5 over folds {100 * np.mean(values):.1f} of {len(values)} texts")

    weights = fit_weights(texts, options.penalty, scale, shares)
    slope, margin, offset = fit_calibration(rows)
    short, long = (
        {name: round(float(weight), 4) for name, weight in zip(names, half)}
        for half in np.split(weights, 2)
    )
    try:
        with open(options.out, encoding="utf-8") as text:
            ranker = json.load(text)
    except FileNotFoundError:
        ranker = {"format": 1, "models": {}}
    ranker["models"][options.model] = {
        "weights": short,
        "long_weights": long,
        "calibration": {
            "slope": round(float(slope), 4),
            "margin": round(float(margin), 4),
            "offset": round(float(offset), 4),
        },
    }
    with open(options.out, "w", encoding="utf-8") as out:
        json.dump(ranker, out, indent=2)
        out.write("\n")


if __name__ == "__main__":
    main()
