# SPDX-License-Identifier: Apache-2.0
"""Fits a ranker to features that crosswalk-eval wrote.

Two sums of small trees. The first orders a text's candidates (LambdaMART: Burges 2010, MSR-TR-2010-82),
with the network of network.py where there is one. The second says how likely each of the first is right,
from the same features and from the order; it is fitted to orders from folds that the text was not in.
Every set counts for its --share, however many texts it has.
"""

import argparse
import json

import lightgbm
import numpy as np

import trees
from features import FOLDS, read
from shares import read_shares, share_of_text

ORDER = {
    "objective": "lambdarank",
    "lambdarank_truncation_level": 20,
    "num_leaves": 31,
    "max_depth": 7,
    "learning_rate": 0.05,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
}
CONFIDENCE = {
    "objective": "binary",
    "num_leaves": 8,
    "learning_rate": 0.05,
    "min_data_in_leaf": 150,
    "feature_fraction": 0.7,
    "lambda_l2": 5.0,
}
REPEATABLE = {"seed": 7, "deterministic": True, "force_row_wise": True, "num_threads": 2,
              "verbose": -1}
ORDER_FEATURES = ["order-score", "order-gap", "order-place"]
DEPTH = 20  # As deep as the server asks for confidence.
SHOWN = 5
MOST_COMMITTED = 5
# What the network counts for beside the trees. Half and twice as much are as good
# (docs/mapping-quality.md).
AFFINITY_WEIGHT = 1.0


def fit_order(texts, rounds, bins, shares):
    usable = [t for t in texts if t.right.any()]
    share = share_of_text([t.name for t in usable], shares)
    data = lightgbm.Dataset(
        np.vstack([t.features for t in usable]),
        np.concatenate([t.right for t in usable]).astype(float),
        weight=np.concatenate([np.full(len(t.right), share[t.name]) for t in usable]),
        group=[len(t.right) for t in usable],
    )
    options = {**ORDER, **REPEATABLE, "max_bin": bins}
    return lightgbm.train(options, data, num_boost_round=rounds)


def confidence_rows(text, scores):
    """The first candidates in order: their features and what the order says of them."""
    order = np.argsort(-scores, kind="stable")[:DEPTH]
    first = scores[order]
    place = np.arange(len(order))
    rows = np.column_stack([text.features[order], first, first - first[0], place])
    return rows, text.right[order]


def fit_confidence(rows, right, weight, rounds):
    constraints = [0] * (rows.shape[1] - len(ORDER_FEATURES)) + [1, 1, -1]
    options = {**CONFIDENCE, **REPEATABLE, "monotone_constraints": constraints}
    return lightgbm.train(options, lightgbm.Dataset(rows, right, weight=weight),
                          num_boost_round=rounds)


def read_affinities(network, texts):
    """What the network says of each text's candidates; nothing where there is none."""
    if not network:
        return [0.0] * len(texts)
    ends = np.cumsum([len(t.right) for t in texts])
    scores = np.load(network + ".npy")
    if len(scores) != ends[-1]:
        raise SystemExit(f"{network}.npy has {len(scores)} scores for {ends[-1]} candidates")
    return [AFFINITY_WEIGHT * row for row in np.split(scores, ends[:-1])]


def calibration_error(confidence, right):
    """Expected calibration error over ten equal bins."""
    bins = np.minimum((confidence * 10).astype(int), 9)
    return sum(
        abs(confidence[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean()
        for b in range(10)
        if (bins == b).any()
    )


def committed(confidence, at):
    """How many of the first are in the set; confidence falls from place to place."""
    return int((np.minimum.accumulate(confidence)[:MOST_COMMITTED] >= at).sum())


def set_figures(texts, confidences, rights, at):
    """Precision, recall and F1 of the sets, texts without a right candidate included."""
    hits = said = gold = 0.0
    for text, confidence, right in zip(texts, confidences, rights):
        count = committed(confidence, at)
        weight = text.weight
        hits += weight * right[:count].sum()
        said += weight * count
        gold += weight * text.gold
    precision, recall = hits / max(said, 1e-9), hits / gold
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--features", required=True, help="what crosswalk-eval --dump-features wrote")
    parser.add_argument("--model", required=True, help="name of the model in the ranker file")
    parser.add_argument("--out", help="ranker file; what else is in it is kept; only measured if unset")
    parser.add_argument("--share", nargs="*", default=[], metavar="SET=WEIGHT",
                        help="what a set counts for, 1 where not said")
    parser.add_argument("--confidence-share", nargs="*", default=[], metavar="SET=WEIGHT",
                        help="the same for the confidence: on which sets it is to be right")
    parser.add_argument("--wordless", nargs="*", default=[], metavar="SET",
                        help="fit to the texts of these a second time as if they shared no word with a "
                        "label, like texts in a language whose labels are not indexed")
    parser.add_argument("--leave-out", nargs="*", default=[], metavar="FEATURE",
                        help="fit without these, to see what they are worth")
    parser.add_argument("--network", help="what network.py wrote: NETWORK.json and, over folds, NETWORK.npy")
    parser.add_argument("--order-rounds", type=int, default=500)
    parser.add_argument("--order-bins", type=int, default=255,
                        help="thresholds of a feature, at most: the server looks values up among them")
    parser.add_argument("--confidence-rounds", type=int, default=80)
    options = parser.parse_args()
    shares = read_shares(options.share)

    texts, names = read(options.features, options.wordless, options.leave_out)
    share = share_of_text([t.name for t in texts], read_shares(options.confidence_share))
    for text in texts:
        text.weight = share[text.name]
    affinities = read_affinities(options.network, texts)

    inputs, answers = [None] * len(texts), [None] * len(texts)
    held = {}
    for fold in range(FOLDS):
        order = fit_order([t for t in texts if t.fold != fold], options.order_rounds,
                          options.order_bins, shares)
        for i, text in enumerate(texts):
            if text.fold != fold:
                continue
            scores = order.predict(text.features) + affinities[i]
            inputs[i], answers[i] = confidence_rows(text, scores)
            if text.gold:
                found = [answers[i][:k].sum() / min(k, text.gold) for k in (1, SHOWN, 2 * SHOWN)]
                held.setdefault(text.name, []).append(found)
    for name, values in sorted(held.items()):
        one, five, ten = 100 * np.mean(values, axis=0)
        print(f"{name}: RP@1, RP@5 and RP@10 over folds {one:.1f} {five:.1f} {ten:.1f} of "
              f"{len(values)} texts", flush=True)

    confidences = [None] * len(texts)
    for fold in [*range(FOLDS), None]:
        inside = [i for i, t in enumerate(texts) if t.fold != fold]
        model = fit_confidence(
            np.vstack([inputs[i] for i in inside]),
            np.concatenate([answers[i] for i in inside]).astype(float),
            np.concatenate([np.full(len(answers[i]), texts[i].weight) for i in inside]),
            options.confidence_rounds,
        )
        for i, text in enumerate(texts):
            if text.fold == fold:
                confidences[i] = model.predict(inputs[i])
    for name in sorted(held):
        rows = [i for i, t in enumerate(texts) if t.name == name]
        error = calibration_error(np.concatenate([confidences[i][:SHOWN] for i in rows]),
                                  np.concatenate([answers[i][:SHOWN] for i in rows]))
        print(f"{name}: calibration error over folds {100 * error:.1f} %")

    at = max(np.arange(0.1, 0.9, 0.01), key=lambda a: set_figures(texts, confidences, answers, a)[2])
    at = round(float(at), 2)
    precision, recall, f1 = set_figures(texts, confidences, answers, at)
    print(f"committed at {at}: precision {100 * precision:.1f} recall {100 * recall:.1f} "
          f"F1 {100 * f1:.1f}")

    if not options.out:
        return
    order = fit_order(texts, options.order_rounds, options.order_bins, shares)
    try:
        with open(options.out, encoding="utf-8") as text:
            ranker = json.load(text)
    except FileNotFoundError:
        ranker = {"format": 2, "models": {}}
    ranker["models"][options.model] = {
        "order": trees.plain(order, names),
        "confidence": trees.plain(model, names + ORDER_FEATURES),
        "confidence_offset": 0.0,
        "commit": {"at": at, "most": MOST_COMMITTED},
    }
    if options.network:
        with open(options.network + ".json", encoding="utf-8") as text:
            network = json.load(text)
        ranker["models"][options.model]["affinity"] = {"weight": AFFINITY_WEIGHT, **network}
    with open(options.out, "w", encoding="utf-8") as out:
        trees.write(ranker, out)


if __name__ == "__main__":
    main()
