# SPDX-License-Identifier: Apache-2.0
"""Compares exported encoders: time on one thread, size, and nearness to the first one given."""

import argparse
import os
import random
import statistics
import time

import numpy as np

import data
import runtime

TEXTS = 200


def milliseconds(encoder: runtime.Runtime, texts: list[str], seconds: float) -> float:
    """Processor time of one outcome: the median of the texts' fastest runs."""
    ids = encoder.tokenizer.ids(texts)
    best = [float("inf")] * len(ids)
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for i, row in enumerate(ids):
            start = time.process_time()
            encoder.tokens(row)
            best[i] = min(best[i], time.process_time() - start)
    return 1000 * statistics.median(best)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with esco/, mapping/ and outcomes/")
    parser.add_argument("--seconds", type=float, default=5.0, help="for each timing")
    parser.add_argument("encoders", nargs="+", help="encoder folders, the reference first")
    options = parser.parse_args()
    draw = random.Random(4)
    sets = data.validation_sets(options.data)
    english = [e.text for e in draw.sample(sets["outcomes"], TEXTS)]
    french = [e.text for e in draw.sample(sets["french"], TEXTS)]
    described = [c.described for c in draw.sample(data.read_concepts(options.data), TEXTS)]
    reference = None
    print("| encoder | MB | ms, English | ms, French | cosine: mean | least | tokens |")
    print("| --- |" + " ---: |" * 6)
    for folder in options.encoders:
        encoder = runtime.Runtime(folder, 1)
        vectors, tokens = encoder.encode(english + french + described, keep_tokens=True)
        words = np.concatenate(tokens)
        if reference is None:
            reference = vectors, words
        cosine = (vectors * reference[0]).sum(1)
        times = [milliseconds(encoder, texts, options.seconds) for texts in (english, french)]
        size = os.path.getsize(os.path.join(folder, "encoder.bin")) / 1e6
        print(
            f"| {os.path.basename(os.path.normpath(folder))} | {size:.1f} "
            f"| {times[0]:.2f} | {times[1]:.2f} | {cosine.mean():.4f} | {cosine.min():.4f} "
            f"| {(words * reference[1]).sum(1).mean():.4f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
