# SPDX-License-Identifier: Apache-2.0
"""Stage one: what a single outcome demands, on the scale of qualification numbers.

Two ridge regressions over one set of features: the level, and whether the outcome is of a trade.
Features are the cues and, as a unit vector of rarities, the distinct beginnings of words and the
pairs of neighbouring ones. English and French share one table: many beginnings are the same
("analy", "criti", "theor"). Cues are monotone. server/alignment/level_model.cc evaluates it.
"""

import collections

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import Ridge

from outcome_words import Lexicon, split

from .sources import ROOT

TRADES = (3, 4)
LETTERS = 6         # Of a word: a stem that needs no language.
MIN_DOCUMENTS = 5   # Rarer beginnings and pairs are not known.
PENALTY = 2.0
CUE = 0.3           # Size of a cue beside the unit vector of words.
INDICATOR = 3.0     # Large, so that the penalty leaves the shifts between sources alone.
LANGUAGES = ("en", "fr")
LEXICONS = {language: Lexicon(ROOT / "server/alignment/data/cues.json", language)
            for language in LANGUAGES}


def grams(words):
    starts = [word[:LETTERS] for word, _ in words]
    return set(starts) | {f"{a} {b}" for a, b in zip(starts, starts[1:])}


class Features:
    """The known grams of some texts, and any texts as rows."""

    def __init__(self, samples):
        counts = collections.Counter(gram for s in samples for gram in grams(split(s.text)))
        self.known = sorted(gram for gram, count in counts.items() if count >= MIN_DOCUMENTS)
        self.column = {gram: i for i, gram in enumerate(self.known)}
        self.rarity = np.array([round(1 + np.log((1 + len(samples)) / (1 + counts[gram])), 3)
                                for gram in self.known])
        self.cues = len(LEXICONS["en"].cues)

    def rows(self, samples):
        texts = [split(sample.text) for sample in samples]
        words = self._matrix([[self.column[g] for g in sorted(grams(text)) if g in self.column]
                              for text in texts], len(self.known)) @ diags(self.rarity)
        norms = np.sqrt(np.asarray(words.multiply(words).sum(axis=1)).ravel())
        words = diags(1 / np.where(norms > 0, norms, 1)) @ words
        cues = CUE * self._matrix([LEXICONS[s.language].find(text)
                                   for s, text in zip(samples, texts)], self.cues)
        shifts = INDICATOR * np.array([[s.of_program, s.language == "fr"] for s in samples], float)
        return hstack([cues, words, csr_matrix(shifts)]).tocsr()

    @staticmethod
    def _matrix(columns, width):
        starts = np.concatenate([[0], np.cumsum([len(c) for c in columns])])
        flat = np.array([i for c in columns for i in c], int)
        return csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(columns), width))


# A cue of the ladder's upper part never lowers a demand, one of its lower part never raises it: side
# of each, 0 where its levels lie about the middle.
MIDDLE = 7.0
SIDES = np.array([np.sign(np.mean(cue["levels"]) - MIDDLE) for cue in LEXICONS["en"].cues])


def fit(rows, samples):
    """(demand, trade)"""
    levels = np.array([s.level for s in samples], float)
    weights = np.array([s.weight for s in samples])

    def ridge(rows, target):
        return Ridge(alpha=PENALTY, solver="sparse_cg", tol=1e-5).fit(rows, target,
                                                                      sample_weight=weights)

    used = np.ones(rows.shape[1])
    while True:
        demand = ridge(rows @ diags(used), levels)
        wrong = np.flatnonzero(SIDES * demand.coef_[:len(SIDES)] < 0)
        if len(wrong) == 0:
            return demand, ridge(rows, np.isin(levels, TRADES).astype(float))
        used[wrong] = 0.0
