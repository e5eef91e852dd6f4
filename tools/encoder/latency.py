# SPDX-License-Identifier: Apache-2.0
"""Compares exported encoders: time on one thread, size, and nearness to the first one given."""

import argparse
import os
import random
import time

import numpy as np

import data
import runtime

LENGTH = 25  # Tokens of a usual outcome.
TEXTS = 200


def milliseconds(encoder: runtime.Runtime, rows: int, seconds: float) -> float:
    """Processor time of the fastest call of many; on one thread, wall time of an idle machine."""
    ids = np.random.default_rng(3).integers(1000, 30000, (rows, LENGTH))
    best, end = float("inf"), time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.process_time()
        encoder.tokens(ids)
        best = min(best, time.process_time() - start)
    return 1000 * best


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with esco/, mapping/ and outcomes/")
    parser.add_argument("--seconds", type=float, default=5.0, help="for each timing")
    parser.add_argument("encoders", nargs="+", help="encoder folders, the reference first")
    options = parser.parse_args()
    draw = random.Random(4)
    texts = [e.text for e in draw.sample(data.validation_sets(options.data)["outcomes"], TEXTS)]
    texts += [c.described for c in draw.sample(data.read_concepts(options.data), TEXTS)]
    reference = None
    print("| encoder | MB | ms, alone | ms, in batch of 32 | cosine: mean | least | tokens |")
    print("| --- |" + " ---: |" * 6)
    for folder in options.encoders:
        encoder = runtime.Runtime(folder, 1)
        vectors, tokens = encoder.encode(texts, keep_tokens=True)
        words = np.concatenate(tokens)
        if reference is None:
            reference = vectors, words
        cosine = (vectors * reference[0]).sum(1)
        one = milliseconds(encoder, 1, options.seconds)
        many = milliseconds(encoder, 32, options.seconds) / 32
        size = os.path.getsize(os.path.join(folder, "encoder.bin")) / 1e6
        print(
            f"| {os.path.basename(os.path.normpath(folder))} | {size:.1f} | {one:.2f} | {many:.2f} "
            f"| {cosine.mean():.4f} | {cosine.min():.4f} "
            f"| {(words * reference[1]).sum(1).mean():.4f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
