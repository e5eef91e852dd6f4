# SPDX-License-Identifier: Apache-2.0
"""Figures about distributions over the qualifications."""

import numpy as np
from scipy.stats import spearmanr
from sklearn.metrics import cohen_kappa_score

from .ladder import LEVELS


def credible_range(probabilities, mass=0.8):
    """As server/alignment/credible_range.cc."""
    low = high = int(np.argmax(probabilities))
    while probabilities[low:high + 1].sum() < mass:
        below = probabilities[low - 1] if low > 0 else -1
        above = probabilities[high + 1] if high + 1 < len(probabilities) else -1
        low, high = (low - 1, high) if below > above else (low, high + 1)
    return low + 1, high + 1


def measure(levels, distributions):
    distributions = np.asarray(distributions)
    best = distributions.argmax(axis=1) + 1
    mean = distributions @ LEVELS
    ranges = [credible_range(d) for d in distributions]
    return {
        "exact": np.mean(best == levels),
        "within_1": np.mean(np.abs(best - levels) <= 1),
        "quadratic_kappa": cohen_kappa_score(levels, best, weights="quadratic",
                                             labels=list(LEVELS)),
        "mean_error": np.mean(np.abs(mean - levels)),
        "spearman": spearmanr(mean, levels)[0],
        "coverage_80": np.mean([low <= y <= high for (low, high), y in zip(ranges, levels)]),
        "range_width": np.mean([high - low + 1 for low, high in ranges]),
        "log_loss": -np.mean([np.log(d[y - 1]) for d, y in zip(distributions, levels)]),
    }


def show(name, results):
    """results: one dictionary of measure() for each division into folds."""
    def text(key):
        values = [result[key] for result in results]
        spread = f" ± {np.std(values):.3f}" if len(values) > 1 else ""
        return f"{key} {np.mean(values):.3f}{spread}"
    print(f"{name}: " + ", ".join(text(key) for key in results[0]))


def confusion(levels, distributions):
    table = np.zeros((len(LEVELS), len(LEVELS)), int)
    for level, d in zip(levels, distributions):
        table[level - 1, int(np.argmax(d))] += 1
    return table


def calibration_bins(levels, distributions, edges=(0, 0.05, 0.1, 0.2, 0.3, 0.5, 1.01)):
    """[(lowest, highest, n, mean probability, share that came true)] over all 13 probabilities."""
    said = np.asarray(distributions).ravel()
    true = (np.asarray(levels)[:, None] == LEVELS[None]).ravel()
    rows = []
    for low, high in zip(edges, edges[1:]):
        chosen = (said >= low) & (said < high)
        if chosen.any():
            rows.append((low, min(high, 1.0), int(chosen.sum()), float(said[chosen].mean()),
                         float(true[chosen].mean())))
    return rows
