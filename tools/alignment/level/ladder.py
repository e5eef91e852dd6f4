# SPDX-License-Identifier: Apache-2.0
"""Stage two: from the demands of a credential's outcomes to a distribution over the 13
qualifications. server/alignment/level_model.cc does the same.

The mean demand, through a straight line, is the middle of a normal distribution that is wider for
few outcomes: levels are ordered, and neighbours are confused. Trades differ from their neighbours in
kind: the mean leaning towards a trade decides how much of the probability is theirs.
"""

import dataclasses

import numpy as np
from scipy.stats import norm
from sklearn.linear_model import LogisticRegression

from .demand import TRADES

LEVELS = np.arange(1, 14)
IS_TRADE = np.isin(LEVELS, TRADES)
TRADE_PENALTY = 1000.0  # Inverse; leanings spread over tenths.
LEAST_TRADE = 0.02      # A trade is never ruled out, nor taken for certain, by words alone.


@dataclasses.dataclass
class Ladder:
    intercept: float
    slope: float
    program_variance: float  # Of a credential's level with many outcomes around the line,
    outcome_variance: float  # and what a single outcome adds; n outcomes add an n-th of it.
    trade_intercept: float
    trade_slope: float


def fit(programs):
    """programs: [(demands, leanings, level)], one row of outcomes each, none seen by stage one."""
    means = np.array([demands.mean() for demands, _, _ in programs])
    leanings = np.array([trades.mean() for _, trades, _ in programs])
    counts = np.array([len(demands) for demands, _, _ in programs])
    levels = np.array([level for _, _, level in programs])
    slope, intercept = np.polyfit(means, levels, 1)
    within = np.mean([demands.var(ddof=1) for demands, _, _ in programs if len(demands) > 1])
    outcome_variance = slope**2 * within
    residual = (intercept + slope * means - levels)**2
    program_variance = max(0.25, np.mean(residual - outcome_variance / counts))
    trade = LogisticRegression(C=TRADE_PENALTY).fit(leanings[:, None], np.isin(levels, TRADES))
    return Ladder(*(round(float(value), 4) for value in (
        intercept, slope, program_variance, outcome_variance,
        trade.intercept_[0], trade.coef_[0][0])))


def distribution(ladder, demands, leanings):
    level = ladder.intercept + ladder.slope * np.mean(demands)
    spread = np.sqrt(ladder.program_variance + ladder.outcome_variance / len(demands))
    logit = ladder.trade_intercept + ladder.trade_slope * np.mean(leanings)
    trade = np.clip(1 / (1 + np.exp(-logit)), LEAST_TRADE, 1 - LEAST_TRADE)
    density = norm.pdf(LEVELS, level, spread) + 1e-12
    density[IS_TRADE] *= trade / IS_TRADE.sum()
    density[~IS_TRADE] *= (1 - trade) / (~IS_TRADE).sum()
    return density / density.sum()
