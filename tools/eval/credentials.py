#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures what context does to the mapping of outcomes that belong together, and that don't.

Outcomes with known skills are grouped into pseudo-credentials: by an occupation that asks for
their skills, by its three-digit ISCO group, and at random. Each group is mapped by a running
server as one credential, and each outcome alone. The groups by occupation are made from the
relations that context looks at, so their gain is an upper bound; the groups at random show the
harm that outcomes do that have nothing to do with each other.

    tools/eval/credentials.py --client build/release/tools/crosswalk --server localhost:50051 \
        --bundle ESCO_EN.zip --siblings outcomes_*.tsv -- validation.tsv

Only the outcomes of the last files count; those of --siblings fill the groups up.
"""

import argparse
import collections
import json
import math
import random
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from bundle import rows
from client import Client
from outcome_sets import read_set

LEAST, MOST = 4, 8  # Outcomes of a group.
DEPTH = 20  # Suggestions that context can move.
SIGNALS = ("context-nearness", "context-occupations")


@dataclass
class Outcome:
    text: str
    skills: frozenset
    counts: bool  # Whether it is measured, or only fills a group up.


@dataclass
class Suggestion:
    uri: str
    confidence: float
    alone: float = 0.0
    signals: list = field(default_factory=list)


@dataclass
class Group:
    members: list  # Indices of outcomes.
    measured: list  # Those of them that are measured here; every outcome once in all groups.
    title: str = ""


class Occupations:
    """Which occupations of an ESCO bundle ask for a skill."""

    def __init__(self, bundle):
        with zipfile.ZipFile(bundle) as files:
            relations = rows(files, "occupationSkillRelations_en.csv")
            self.asking = collections.defaultdict(set)
            for row in relations:
                self.asking[row["skillUri"]].add(row["occupationUri"])
            self.label, self.isco = {}, {}
            for row in rows(files, "occupations_en.csv"):
                self.label[row["conceptUri"]] = row["preferredLabel"]
                self.isco[row["conceptUri"]] = row["iscoGroup"][:3]

    def for_outcome(self, outcome):
        return set().union(*(self.asking.get(uri, set()) for uri in outcome.skills))


def group_by(keys, outcomes, seed):
    """Groups of outcomes that have a key in common; `keys` has those of each outcome."""
    chance = random.Random(seed)
    sharing = collections.defaultdict(list)
    for index, own in enumerate(keys):
        for key in sorted(own):
            sharing[key].append(index)
    waiting = [i for i, outcome in enumerate(outcomes) if outcome.counts]
    chance.shuffle(waiting)
    left = set(waiting)
    groups = []
    for first in waiting:
        usable = [key for key in sorted(keys[first]) if len(sharing[key]) >= LEAST]
        if first not in left or not usable:
            continue
        key = chance.choice(usable)
        others = [i for i in sharing[key] if i != first]
        chance.shuffle(others)
        others.sort(key=lambda i: i not in left)  # Those that still wait come first.
        members = [first, *others[: chance.randint(LEAST, MOST) - 1]]
        chance.shuffle(members)
        groups.append((Group(members, [i for i in members if i in left]), key))
        left.difference_update(members)
    return groups


def group_at_random(outcomes, seed):
    chance = random.Random(seed)
    waiting = [i for i, outcome in enumerate(outcomes) if outcome.counts]
    chance.shuffle(waiting)
    groups = []
    while len(waiting) >= LEAST:
        size = chance.randint(LEAST, MOST)
        groups.append(Group(waiting[:size], waiting[:size]))
        waiting = waiting[size:]
    return groups


def suggestions_of(mapping):
    suggestions = []
    for match in mapping.get("matches", []):
        values = {one["name"]: one["value"] for one in match["evidence"].get("signals", [])}
        suggestions.append(
            Suggestion(
                match["skill"]["uri"],
                match["confidence"],
                match.get("confidence_without_context", match["confidence"]),
                [values.get(name, 0.0) for name in SIGNALS],
            )
        )
    return suggestions


def precision(suggestions, skills, depth):
    """R-Precision at `depth`, as crosswalk-eval has it."""
    right = sum(one.uri in skills for one in suggestions[:depth])
    return right / min(depth, len(skills))


def report(name, answers, outcomes):
    """A row of figures; `answers` are suggestions by index of their outcome."""
    figures = []
    for depth in (1, 5):
        values = [precision(got, outcomes[i].skills, depth) for i, got in answers.items()]
        figures.append(f"{100 * sum(values) / len(values):6.2f}")
    print(f"{name:34} {len(answers):8} {'  '.join(figures)}", flush=True)


def log_odds(probability):
    p = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(p / (1 - p))


def fit(answers, outcomes):
    """Weights of the signals, by logistic regression on top of the confidence alone."""
    examples = []
    for i, got in answers.items():
        for one in got:
            right = one.uri in outcomes[i].skills
            examples.append((log_odds(one.alone), [1.0, *one.signals], right))
    size = 1 + len(SIGNALS)
    weights = [0.0] * size
    for _ in range(20):  # Newton's steps; a few suffice.
        slope = [0.0] * size
        curve = [[1e-6 * (i == j) for j in range(size)] for i in range(size)]
        for offset, x, right in examples:
            p = 1 / (1 + math.exp(-offset - sum(w * v for w, v in zip(weights, x))))
            for i in range(size):
                slope[i] += (right - p) * x[i]
                for j in range(size):
                    curve[i][j] += p * (1 - p) * x[i] * x[j]
        weights = [w + step for w, step in zip(weights, solve(curve, slope))]
    return weights[1:]


def solve(matrix, values):
    """Gauss's elimination."""
    lines = [[*line, value] for line, value in zip(matrix, values)]
    size = len(lines)
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(lines[k][i]))
        lines[i], lines[pivot] = lines[pivot], lines[i]
        for k in range(size):
            if k != i:
                share = lines[k][i] / lines[i][i]
                lines[k] = [a - share * b for a, b in zip(lines[k], lines[i])]
    return [line[size] / line[i] for i, line in enumerate(lines)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--client", required=True, type=Path, help="the program crosswalk")
    parser.add_argument("--server", default="localhost:50051", help="HOST:PORT")
    parser.add_argument("--bundle", required=True, type=Path, help="ESCO's English bundle, a zip")
    parser.add_argument("--siblings", nargs="*", default=[], type=Path, help="to fill groups up")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, help="measure so many outcomes at most")
    parser.add_argument("--titles", action="store_true", help="title groups by their occupation")
    parser.add_argument("--fit", action="store_true", help="fit the signals' weights")
    parser.add_argument("--dump", type=Path, help="write signals and right ones here, as JSON")
    parser.add_argument("outcomes", nargs="+", type=Path)
    options = parser.parse_args()

    def read(files, counts):
        return [
            Outcome(text, frozenset(skills), counts)
            for file in files
            for text, skills in read_set(file)
        ]

    outcomes = read(options.outcomes, True)
    if options.limit and options.limit < len(outcomes):
        random.Random(options.seed).shuffle(outcomes)
        outcomes = outcomes[: options.limit]
    outcomes += read(options.siblings, False)
    occupations = Occupations(options.bundle)
    own = [occupations.for_outcome(one) for one in outcomes]
    by_occupation = []
    for group, occupation in group_by(own, outcomes, options.seed):
        group.title = occupations.label.get(occupation, "") if options.titles else ""
        by_occupation.append(group)
    isco = [{occupations.isco[one] for one in some if one in occupations.isco} for some in own]
    groupings = {
        "one occupation": by_occupation,
        "one ISCO group": [group for group, _ in group_by(isco, outcomes, options.seed)],
        "at random": group_at_random(outcomes, options.seed),
    }

    client = Client(options.client, options.server, DEPTH)

    def suggestions(texts, title=None):
        return [suggestions_of(mapping) for mapping in client.map(texts, title)]

    measured = sorted({i for groups in groupings.values() for g in groups for i in g.measured})
    alone = dict(zip(measured, suggestions([outcomes[i].text for i in measured])))
    print(f"{'':34} {'outcomes':>8}   RP@1    RP@5")
    dump = {}
    for name, groups in groupings.items():
        together = {}
        for group in groups:
            mapped = suggestions([outcomes[i].text for i in group.members], group.title)
            answers = dict(zip(group.members, mapped))
            together.update((i, answers[i]) for i in group.measured)
        report(f"{name}, each alone", {i: alone[i] for i in together}, outcomes)
        report(f"{name}, as credentials", together, outcomes)
        if options.fit:
            weights = zip(SIGNALS, fit(together, outcomes))
            print("  weights: " + ", ".join(f"{signal} {weight:.2f}" for signal, weight in weights))
        dump[name] = [
            [
                [one.alone, *one.signals, one.uri in outcomes[i].skills, len(outcomes[i].skills)]
                for one in got
            ]
            for i, got in together.items()
        ]
    if options.dump:
        options.dump.write_text(json.dumps(dump), encoding="utf-8")


if __name__ == "__main__":
    main()
