#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Counts what a running server answers where it misses a skill.

    tools/eval/errors.py --client build/release/tools/crosswalk --server localhost:50051 \
        --bundle ESCO_EN.zip SETS…

SETS are those of crosswalk-eval: tables of `URI TAB level TAB outcome [TAB further URIs]`, or lines
of `{"text": …, "skills": [URI, …]}`. A gold skill is missed where it is not among the first five. What
stands there in its stead is the first that applies: its broader or a narrower concept; a sibling, with
the same broader concept; a skill that one of the same occupations asks for; none of these.

Also, of gold skills and their broader or narrower concepts that are both among the first twenty: how
often the right one stands higher.
"""

import argparse
import collections
import zipfile
from pathlib import Path

from bundle import rows
from client import Client
from outcome_sets import read_set

SHOWN, DEPTH = 5, 20
AT_ONCE = 500  # Texts that the server is asked for together.
KINDS = ("broader or narrower", "a sibling", "of the same occupation", "none of these")


class Kinship:
    """How the skills of an ESCO bundle are related."""

    def __init__(self, bundle):
        self.broader = collections.defaultdict(set)
        self.asked_by = collections.defaultdict(set)
        with zipfile.ZipFile(bundle) as files:
            for row in rows(files, "broaderRelationsSkillPillar_en.csv"):
                self.broader[row["conceptUri"]].add(row["broaderUri"])
            for row in rows(files, "occupationSkillRelations_en.csv"):
                self.asked_by[row["skillUri"]].add(row["occupationUri"])

    def kind(self, missed, answered):
        """Of KINDS: what the nearest of the skills `answered` is to the skill `missed`."""
        ties = (
            lambda one: one in self.broader[missed] or missed in self.broader[one],
            lambda one: self.broader[missed] & self.broader[one],
            lambda one: self.asked_by[missed] & self.asked_by[one],
        )
        found = (kind for kind, tie in zip(KINDS, ties) if any(tie(one) for one in answered))
        return next(found, KINDS[-1])


class Count:
    def __init__(self):
        self.gold = self.missed = self.later = 0
        self.kinds = collections.Counter()
        self.pairs = {"the specific one": [0, 0], "the broader one": [0, 0]}  # Higher, all.

    def add(self, skills, answered, kinship):
        place = {uri: i for i, uri in enumerate(answered)}
        for skill in skills:
            self.gold += 1
            if place.get(skill, DEPTH) >= SHOWN:
                self.missed += 1
                self.later += skill in place
                self.kinds[kinship.kind(skill, answered[:SHOWN])] += 1
            for other in answered if skill in place else ():
                if other in skills:
                    continue
                higher = place[skill] < place[other]
                if other in kinship.broader[skill]:
                    self.compare("the specific one", higher)
                elif skill in kinship.broader[other]:
                    self.compare("the broader one", higher)

    def compare(self, right, higher):
        self.pairs[right][0] += higher
        self.pairs[right][1] += 1

    def show(self, name):
        print(f"{name}: {self.missed} of {self.gold} missed, {share(self.missed, self.gold)}; "
              f"sixth to twentieth {share(self.later, self.missed)}")
        for kind in KINDS:
            print(f"  among the first five {kind:24} {share(self.kinds[kind], self.missed)}")
        for right, (higher, count) in self.pairs.items():
            print(f"  where {right} is right it is higher in {share(higher, count)} of {count}")


def share(part, whole):
    return f"{100 * part / max(1, whole):.0f} %"


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--client", required=True, help="the program crosswalk")
    parser.add_argument("--server", default="localhost:50051")
    parser.add_argument("--bundle", required=True, help="the English bundle of ESCO")
    parser.add_argument("sets", nargs="+", type=Path)
    options = parser.parse_args()
    kinship = Kinship(options.bundle)
    client = Client(options.client, options.server, DEPTH)
    for path in options.sets:
        pairs, count = [one for one in read_set(path) if one[1]], Count()
        for first in range(0, len(pairs), AT_ONCE):
            some = pairs[first : first + AT_ONCE]
            for (_, skills), mapping in zip(some, client.map([text for text, _ in some])):
                answered = [match["skill"]["uri"] for match in mapping.get("matches", [])]
                count.add(skills, answered, kinship)
        count.show(path.stem)


if __name__ == "__main__":
    main()
