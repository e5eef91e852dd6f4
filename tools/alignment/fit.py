#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fits the level model that server/alignment/level_model.cc evaluates, and says how good it is.

An outcome's demand is a linear function of its cues and word beginnings (ridge regression on the
qualification number, both languages together, cues shared between them); a credential's level is read off the mean demand of its outcomes through a
linear calibration with a variance that shrinks with their number. Whether outcomes describe a trade
(qualifications 3 and 4 differ from their neighbours in kind) is a second linear function.

Figures about programs are of programs that the model has not seen: five folds grouped by institution
in English, each left out in turn in French. The file written at the end is fitted on all of them.
"""

import argparse
import collections
import json
import pathlib

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from scipy.stats import norm, spearmanr
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import cohen_kappa_score

from outcome_words import Lexicon, split

ROOT = pathlib.Path(__file__).parents[2]
LEVELS = np.arange(1, 14)
TRADES = (3, 4)
WORD_LETTERS = 6       # Word beginnings: a stem that needs no language.
MIN_DOCUMENTS = 8      # Rarer beginnings carry no weight.
RIDGE = 1.0
DESCRIPTOR_WEIGHT = 5  # A descriptor's sentence counts as much as five written outcomes,
PROGRAM_WEIGHT = 3     # an outcome of a real program as three.
FOLDS = 5
TRADE_C = 1000.0       # Inverse penalty; trade scores spread over tenths.


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
    """Texts of one language and the word beginnings that carry weight in it."""

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
        self.program_levels = np.array([p["oqf_level"] for p in self.programs], float)
        counts = collections.Counter(
            beginning for text, _ in self.written + self.descriptors
            for beginning in {word[:WORD_LETTERS] for word, _ in split(text)})
        self.words = sorted(w for w, count in counts.items() if count >= MIN_DOCUMENTS)
        self.column = {word: i for i, word in enumerate(self.words)}

    def features(self, texts):
        """(cues, words): cues count 1; the distinct word beginnings share a unit vector."""
        cues = SparseRows(len(texts), len(self.lexicon.cues))
        words = SparseRows(len(texts), len(self.words))
        for i, text in enumerate(texts):
            tokens = split(text)
            for cue in self.lexicon.find(tokens):
                cues.add(i, cue, 1.0)
            beginnings = {word[:WORD_LETTERS] for word, _ in tokens}
            for beginning in sorted(beginnings & self.column.keys()):
                words.add(i, self.column[beginning], 1.0 / np.sqrt(len(beginnings)))
        return cues.matrix(), words.matrix()

    def program_means(self, values):
        return np.array([values[self.program_of == k].mean() for k in range(len(self.programs))])


class SparseRows:
    """Collects the entries of a sparse matrix."""

    def __init__(self, rows, columns):
        self.shape, self.entries = (rows, columns), ([], [], [])

    def add(self, row, column, value):
        for part, item in zip(self.entries, (row, column, value)):
            part.append(item)

    def matrix(self):
        rows, columns, values = self.entries
        return csr_matrix((values, (rows, columns)), shape=self.shape)


class JointModel:
    """One ridge regression over both languages: cues are shared, words are each language's own.

    Two indicators carry what differs between languages and between written outcomes and those of
    real programs; the latter is part of the bias at run time, because what is aligned is real.
    """

    INDICATOR = 3.0  # Large, so that the penalty leaves the two shifts alone.

    def __init__(self, languages):
        self.languages = languages
        self.base, self.programs = {}, {}
        levels, weights = [], []
        for language in languages:
            samples = language.written + language.descriptors
            self.base[language.language] = self.rows(language, [t for t, _ in samples], real=False)
            self.programs[language.language] = self.rows(
                language, [o for p in language.programs for o in p["outcomes"]], real=True)
            levels += [level for _, level in samples]
            weights += [1.0] * len(language.written) + [DESCRIPTOR_WEIGHT] * len(language.descriptors)
        self.levels, self.weights = np.array(levels, float), np.array(weights)

    def rows(self, language, texts, real):
        cues, words = language.features(texts)
        blocks = [cues]
        blocks += [words if other is language else csr_matrix((len(texts), len(other.words)))
                   for other in self.languages]
        shift = [[self.INDICATOR * (language is not self.languages[0]), self.INDICATOR * real]]
        blocks.append(csr_matrix(np.repeat(shift, len(texts), axis=0)))
        return hstack(blocks).tocsr()

    def fit(self, use):
        """(demand, trade) on the written outcomes, the descriptors and the programs in
        use[language]."""
        rows, levels, weights = list(self.base.values()), [self.levels], [self.weights]
        for language in self.languages:
            chosen = np.isin(language.program_of, use[language.language])
            rows.append(self.programs[language.language][chosen])
            levels.append(language.program_levels[language.program_of[chosen]])
            weights.append(np.full(chosen.sum(), PROGRAM_WEIGHT))
        rows, levels, weights = vstack(rows), np.concatenate(levels), np.concatenate(weights)
        return (Ridge(alpha=RIDGE).fit(rows, levels, sample_weight=weights),
                Ridge(alpha=RIDGE).fit(rows, np.isin(levels, TRADES), sample_weight=weights))

    def shared_weights(self, model):
        return {cue["id"]: round(float(model.coef_[i]), 3)
                for i, cue in enumerate(self.languages[0].lexicon.cues) if model.coef_[i] != 0}

    def language_weights(self, model, language):
        first = len(language.lexicon.cues)
        for other in self.languages[:self.languages.index(language)]:
            first += len(other.words)
        words = {word: round(float(model.coef_[first + i]), 2)
                 for i, word in enumerate(language.words)}
        bias = (model.intercept_ + self.INDICATOR * model.coef_[-1] +
                self.INDICATOR * model.coef_[-2] * (language is not self.languages[0]))
        return {"bias": round(float(bias), 3),
                "words": {w: v for w, v in words.items() if abs(v) >= 0.05}}


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
    model = LogisticRegression(C=TRADE_C).fit(means.reshape(-1, 1), is_trade)
    return {"intercept": float(model.intercept_[0]), "slope": float(model.coef_[0][0])}


def probability(calibration, value):
    raw = 1 / (1 + np.exp(-(calibration["intercept"] + calibration["slope"] * value)))
    return float(np.clip(raw, 0.02, 0.98))


def cross_validate(joint):
    """Calibrations, with the figures that programs the model has not seen give."""
    english, french = joint.languages
    everything = {"en": np.arange(len(english.programs)), "fr": np.arange(len(french.programs))}
    institutions = sorted({p["institution"] for p in english.programs})
    fold = np.array([institutions.index(p["institution"]) % FOLDS for p in english.programs])
    demand, trade = np.zeros(len(english.program_of)), np.zeros(len(english.program_of))
    for k in range(FOLDS):
        models = joint.fit(everything | {"en": np.flatnonzero(fold != k)})
        held_out = fold[english.program_of] == k
        demand[held_out] = models[0].predict(joint.programs["en"][held_out])
        trade[held_out] = models[1].predict(joint.programs["en"][held_out])
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
    level = calibrate(means, within, counts, levels)
    kind = trade_calibration(trade_means, np.isin(levels, TRADES))

    distributions = []
    for k in range(len(french.programs)):
        models = joint.fit(everything | {"fr": np.delete(everything["fr"], k)})
        rows = joint.programs["fr"][french.program_of == k]
        distributions.append(distribution(level, models[0].predict(rows).mean(), rows.shape[0],
                                          probability(kind, models[1].predict(rows).mean())))
    evaluate("programs, French, each left out in turn", french.program_levels, distributions)
    return level, kind


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

    languages = [Language(code, arguments.data) for code in ("en", "fr")]
    if arguments.cues:
        for language in languages:
            report_cues(language)
    joint = JointModel(languages)
    level, kind = cross_validate(joint)

    programs = {l.language: np.arange(len(l.programs)) for l in languages}
    demand, trade = joint.fit(programs)
    for language in languages:
        # Written outcomes are synthetic, and their level words recur: a check, not a claim.
        rows = joint.rows(language, [t for t, _ in language.validation], real=True)
        evaluate(f"single written outcomes, {language.language}",
                 np.array([l for _, l in language.validation], float),
                 [distribution(level, d, 1, probability(kind, t))
                  for d, t in zip(demand.predict(rows), trade.predict(rows))])
    model = {
        "format": "crosswalk-level-model/1", "name": "outcome-level", "version": "1",
        "word_letters": WORD_LETTERS, "trades": list(TRADES),
        "level_calibration": {k: round(v, 4) for k, v in level.items()},
        "trade_calibration": {k: round(v, 4) for k, v in kind.items()},
        "demand_cues": joint.shared_weights(demand), "trade_cues": joint.shared_weights(trade),
        "languages": {l.language: {"demand": joint.language_weights(demand, l),
                                   "trade": joint.language_weights(trade, l)}
                      for l in languages}}
    arguments.output.write_text(json.dumps(model, indent=None, ensure_ascii=False,
                                           separators=(",", ":")) + "\n", encoding="utf-8")
    print("wrote", arguments.output, arguments.output.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
