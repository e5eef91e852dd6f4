#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fits the level model that server/alignment/level_model.cc evaluates, and says how good it is.

An outcome's demand is a linear function of its cues and word beginnings (ridge regression on the
qualification number); a credential's level is read off the mean demand of its outcomes through a
linear calibration with a variance that shrinks with their number. Whether outcomes describe a trade
(qualifications 3 and 4 differ from their neighbours in kind) is a second linear function.

Everything about programs is cross-validated in five folds grouped by institution. The file written
at the end is fitted on all of it.
"""

import argparse
import collections
import json
import pathlib

import numpy as np
from scipy.sparse import csr_matrix, vstack
from scipy.stats import norm, spearmanr
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import cohen_kappa_score

from outcome_words import Lexicon, split

ROOT = pathlib.Path(__file__).parents[2]
LEVELS = np.arange(1, 14)
TRADES = (3, 4)
WORD_LETTERS = 6       # Word beginnings: a stem that needs no language.
MIN_DOCUMENTS = 8      # Rarer beginnings carry no weight.
RIDGE = 3.0
DESCRIPTOR_WEIGHT = 5  # A descriptor's sentence counts as much as five written outcomes,
PROGRAM_WEIGHT = 3     # an outcome of a real program as three.
FOLDS = 5


def read_tsv(path):
    rows = (line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8"))
    return [(row[2], int(row[1])) for row in rows]


def read_descriptors(language):
    oqf = json.loads((ROOT / "frameworks/oqf/data/oqf.json").read_text(encoding="utf-8"))
    return [(sentence, qualification["number"])
            for qualification in oqf["qualifications"]
            for descriptor in qualification["descriptors"].values()
            for sentence in descriptor[language].split(". ")]


class Language:
    """Texts of one language as feature rows."""

    def __init__(self, language, data):
        self.language = language
        self.lexicon = Lexicon(ROOT / "server/alignment/data/cues.json", language)
        if language == "en":
            # The last two files repeat their levels' cue words; the last one also serves the ranker.
            files = sorted((data / "outcomes").glob("outcomes_*.tsv"))[:20]
            self.validation = read_tsv(data / "outcomes/validation.tsv")
        else:
            files = [data / "outcomes/fr_train.tsv"]
            self.validation = read_tsv(data / "outcomes/fr_validation.tsv")
        self.written = [row for file in files for row in read_tsv(file)]
        self.descriptors = read_descriptors(language)
        programs = [json.loads(line) for line in open(data / "oqf/programs_dev.jsonl", encoding="utf-8")]
        self.programs = [p for p in programs if p["language"] == language]
        self.program_of = np.array([k for k, p in enumerate(self.programs) for _ in p["outcomes"]])
        counts = collections.Counter(
            beginning for text, _ in self.written + self.descriptors
            for beginning in {word[:WORD_LETTERS] for word, _ in split(text)})
        self.words = sorted(w for w, count in counts.items() if count >= MIN_DOCUMENTS)
        self.column = {word: len(self.lexicon.cues) + i for i, word in enumerate(self.words)}

    def rows(self, texts):
        """Cues count 1; the distinct known and unknown beginnings share a unit vector."""
        row, column, value = [], [], []
        for i, text in enumerate(texts):
            words = split(text)
            for cue in self.lexicon.find(words):
                row.append(i), column.append(cue), value.append(1.0)
            beginnings = {word[:WORD_LETTERS] for word, _ in words}
            for beginning in sorted(beginnings & self.column.keys()):
                row.append(i), column.append(self.column[beginning])
                value.append(1.0 / np.sqrt(len(beginnings)))
        shape = (len(texts), len(self.lexicon.cues) + len(self.words))
        return csr_matrix((value, (row, column)), shape=shape)

    def prepare(self):
        self.base = vstack([self.rows([t for t, _ in self.written]),
                            self.rows([t for t, _ in self.descriptors])])
        self.base_levels = np.array([l for _, l in self.written + self.descriptors], float)
        self.base_weights = np.r_[np.ones(len(self.written)),
                                  np.full(len(self.descriptors), DESCRIPTOR_WEIGHT)]
        self.program_rows = self.rows([o for p in self.programs for o in p["outcomes"]])
        self.program_levels = np.array([p["oqf_level"] for p in self.programs], float)

    def fit(self, use):
        """Demand and trade models on written outcomes, descriptors and the programs in `use`."""
        chosen = np.isin(self.program_of, use)
        rows = vstack([self.base, self.program_rows[chosen]])
        levels = np.r_[self.base_levels, self.program_levels[self.program_of[chosen]]]
        weights = np.r_[self.base_weights, np.full(chosen.sum(), PROGRAM_WEIGHT)]
        demand = Ridge(alpha=RIDGE).fit(rows, levels, sample_weight=weights)
        trade = Ridge(alpha=RIDGE).fit(rows, np.isin(levels, TRADES), sample_weight=weights)
        return demand, trade

    def program_means(self, values):
        return np.array([values[self.program_of == k].mean() for k in range(len(self.programs))])


def calibrate(means, within, counts, levels):
    """Level = intercept + slope * mean demand, with a variance of its own and one of each outcome."""
    slope, intercept = np.polyfit(means, levels, 1)
    outcome_variance = slope**2 * within
    residual = (intercept + slope * means - levels) ** 2
    program_variance = max(0.25, float(np.mean(residual - outcome_variance / counts)))
    return {"intercept": float(intercept), "slope": float(slope),
            "program_variance": program_variance, "outcome_variance": float(outcome_variance)}


def distribution(calibration, mean, count, trade_probability):
    level = calibration["intercept"] + calibration["slope"] * mean
    spread = np.sqrt(calibration["program_variance"] + calibration["outcome_variance"] / count)
    density = norm.pdf(LEVELS, level, spread) + 1e-12
    trade = np.isin(LEVELS, TRADES)
    density[trade] *= trade_probability / len(TRADES)
    density[~trade] *= (1 - trade_probability) / (len(LEVELS) - len(TRADES))
    return density / density.sum()


def credible_range(probabilities, mass=0.8):
    low = high = int(np.argmax(probabilities))
    while probabilities[low:high + 1].sum() < mass:
        below = probabilities[low - 1] if low > 0 else -1
        above = probabilities[high + 1] if high + 1 < len(probabilities) else -1
        low, high = (low - 1, high) if below > above else (low, high + 1)
    return low + 1, high + 1


def evaluate(name, levels, distributions):
    best = np.array([np.argmax(d) + 1 for d in distributions])
    expected = np.array([d @ LEVELS for d in distributions])
    ranges = [credible_range(d) for d in distributions]
    figures = {
        "n": len(levels),
        "exact": float(np.mean(best == levels)),
        "within_1": float(np.mean(np.abs(best - levels) <= 1)),
        "mean_error": float(np.mean(np.abs(expected - levels))),
        "spearman": float(spearmanr(expected, levels)[0]),
        "quadratic_kappa": float(cohen_kappa_score(levels.astype(int), best, weights="quadratic")),
        "coverage_80": float(np.mean([l <= y <= h for (l, h), y in zip(ranges, levels)])),
        "range_width": float(np.mean([h - l + 1 for l, h in ranges])),
        "log_loss": float(-np.mean([np.log(d[int(y) - 1]) for d, y in zip(distributions, levels)])),
    }
    print(name, json.dumps({k: round(v, 3) for k, v in figures.items()}))


def trade_calibration(means, is_trade):
    model = LogisticRegression(C=10.0).fit(means.reshape(-1, 1), is_trade)
    return {"intercept": float(model.intercept_[0]), "slope": float(model.coef_[0][0])}


def probability(calibration, value):
    raw = 1 / (1 + np.exp(-(calibration["intercept"] + calibration["slope"] * value)))
    return float(np.clip(raw, 0.02, 0.98))


def cross_validate(english):
    institutions = sorted({p["institution"] for p in english.programs})
    fold = np.array([institutions.index(p["institution"]) % FOLDS for p in english.programs])
    demand, trade = np.zeros(len(english.program_of)), np.zeros(len(english.program_of))
    for k in range(FOLDS):
        models = english.fit(np.flatnonzero(fold != k))
        held_out = fold[english.program_of] == k
        demand[held_out] = models[0].predict(english.program_rows[held_out])
        trade[held_out] = models[1].predict(english.program_rows[held_out])
    means, trade_means = english.program_means(demand), english.program_means(trade)
    within = np.mean([demand[english.program_of == k].var(ddof=1)
                      for k in range(len(means)) if (english.program_of == k).sum() > 1])
    counts = np.bincount(english.program_of)
    levels = english.program_levels
    distributions = [None] * len(levels)
    for k in range(FOLDS):
        rest = fold != k
        level = calibrate(means[rest], within, counts[rest], levels[rest])
        kind = trade_calibration(trade_means[rest], np.isin(levels[rest], TRADES))
        for i in np.flatnonzero(~rest):
            distributions[i] = distribution(level, means[i], counts[i],
                                            probability(kind, trade_means[i]))
    evaluate("programs, English, 5 folds by institution", levels, distributions)
    return (calibrate(means, within, counts, levels),
            trade_calibration(trade_means, np.isin(levels, TRADES)))


def weights_of(model, language):
    cues = {cue["id"]: round(float(model.coef_[i]), 3)
            for i, cue in enumerate(language.lexicon.cues)}
    words = {word: round(float(model.coef_[language.column[word]]), 2) for word in language.words}
    return {"bias": round(float(model.intercept_), 3),
            "cues": {c: w for c, w in cues.items() if w != 0},
            "words": {w: v for w, v in words.items() if abs(v) >= 0.05}}


def report_cues(language):
    print(f"\ncues, {language.language}: levels given, then written outcomes with the cue")
    found = [language.lexicon.find(split(text)) for text, _ in language.written]
    for index, cue in enumerate(language.lexicon.cues):
        levels = [level for (_, level), cues in zip(language.written, found) if index in cues]
        spread = (f"mean {np.mean(levels):.1f}, middle 80 % {np.percentile(levels, 10):.0f} to "
                  f"{np.percentile(levels, 90):.0f}" if levels else "none")
        print(f"  {cue['id']:26s} {str(cue['levels']):9s} n = {len(levels):4d}  {spread}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, required=True, help="folder with outcomes/ and oqf/")
    parser.add_argument("--output", type=pathlib.Path,
                        default=ROOT / "server/alignment/data/level_model.json")
    parser.add_argument("--cues", action="store_true", help="also print what each cue occurs with")
    arguments = parser.parse_args()

    languages = {}
    for code in ("en", "fr"):
        languages[code] = Language(code, arguments.data)
        languages[code].prepare()
        if arguments.cues:
            report_cues(languages[code])
    level, kind = cross_validate(languages["en"])

    model = {"format": "crosswalk-level-model/1", "name": "outcome-level", "version": "1",
             "word_letters": WORD_LETTERS, "trades": list(TRADES),
             "level_calibration": {k: round(v, 4) for k, v in level.items()},
             "trade_calibration": {k: round(v, 4) for k, v in kind.items()}, "languages": {}}
    for code, language in languages.items():
        demand, trade = language.fit(np.arange(len(language.programs)))
        model["languages"][code] = {"demand": weights_of(demand, language),
                                    "trade": weights_of(trade, language)}
        # Written outcomes are synthetic, and programs have none below 3: a check, not a claim.
        plain = language.fit(np.array([], int))
        rows = language.rows([t for t, _ in language.validation])
        levels = np.array([l for _, l in language.validation], float)
        single = [distribution(level, d, 1, probability(kind, t))
                  for d, t in zip(plain[0].predict(rows), plain[1].predict(rows))]
        evaluate(f"single written outcomes, {code}", levels, single)
        if code == "fr":
            d = language.program_means(plain[0].predict(language.program_rows))
            t = language.program_means(plain[1].predict(language.program_rows))
            counts = np.bincount(language.program_of)
            evaluate("programs, French (not fitted on)", language.program_levels,
                     [distribution(level, a, n, probability(kind, b))
                      for a, b, n in zip(d, t, counts)])
    arguments.output.write_text(json.dumps(model, indent=None, ensure_ascii=False,
                                           separators=(",", ":")) + "\n", encoding="utf-8")
    print("wrote", arguments.output, arguments.output.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
