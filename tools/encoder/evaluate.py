# SPDX-License-Identifier: Apache-2.0
"""Ranks every ESCO skill for the validation sets with an exported encoder folder.

Concepts are encoded by their English texts; French texts must find them too. RP@k is the share of
gold skills in the top k of min(k, number of gold skills), averaged over texts.
"""

import argparse
import json
import time

import numpy as np
import torch

import data
import lessons
import runtime
from scores import token_scores

DEPTH = 200
SCORES = (
    "sentence, label",
    "sentence, described",
    "sentence, higher",
    "token, label",
    "token, described",
    "token, higher",
    "mean of four",
)


def all_scores(vector, tokens, label, described, temperature):
    """The scores of one text for all concepts, in the order of SCORES."""
    sentence = label @ vector, described @ vector
    inside = torch.ones(1, len(tokens), dtype=torch.bool)
    token = [token_scores(tokens[None], inside, c, temperature)[0] for c in (label, described)]
    return (
        *sentence,
        torch.maximum(*sentence),
        *token,
        torch.maximum(*token),
        (sentence[0] + sentence[1] + token[0] + token[1]) / 4,
    )


def measures(ranked: list[int], gold: set[int]) -> dict[str, float]:
    hits = [c in gold for c in ranked]
    result = {f"RP@{k}": sum(hits[:k]) / min(k, len(gold)) for k in (1, 5, 10)}
    result |= {f"R@{k}": sum(hits[:k]) / len(gold) for k in (50, 200)}
    result["MRR"] = 1 / (hits.index(True) + 1) if True in hits else 0.0
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with esco/, mapping/ and outcomes/")
    parser.add_argument("--encoder", required=True, help="folder with encoder.json")
    parser.add_argument("--json", help="file for the figures")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    started = time.time()
    encoder = runtime.Runtime(options.encoder, options.threads)
    temperature = encoder.settings["token_scores"]["temperature"]
    concepts = data.read_concepts(options.data)
    place = data.places(concepts)
    label = torch.from_numpy(encoder.encode([c.label for c in concepts]))
    described = torch.from_numpy(encoder.encode([c.described for c in concepts]))
    print(f"{len(concepts)} concepts encoded in {time.time() - started:.0f} s", flush=True)

    report = {}
    sets = data.validation_sets(options.data)
    sets["french labels"] = lessons.held_out_french_labels(options.data, concepts)
    for name, examples in sets.items():
        golds = [set(data.known(place, e.concepts)) for e in examples]
        vectors, tokens = encoder.encode([e.text for e in examples], keep_tokens=True)
        rows = {score: [] for score in SCORES}
        for vector, words, gold in zip(torch.from_numpy(vectors), tokens, golds):
            if not gold:
                continue
            scores = all_scores(vector, torch.from_numpy(words), label, described, temperature)
            for score, values in zip(SCORES, scores):
                rows[score].append(measures(values.topk(DEPTH).indices.tolist(), gold))
        report[name] = {
            score: {m: 100 * float(np.mean([r[m] for r in row])) for m in row[0]}
            for score, row in rows.items()
        }
        print(f"\n{name}, {len(rows[SCORES[0]])} texts\n")
        print("| score | " + " | ".join(report[name][SCORES[0]]) + " |")
        print("| --- |" + " ---: |" * len(report[name][SCORES[0]]))
        for score, values in report[name].items():
            figures = " | ".join(f"{v:.1f}" for v in values.values())
            print(f"| {score} | {figures} |", flush=True)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as out:
            json.dump(report, out, indent=1)


if __name__ == "__main__":
    main()
