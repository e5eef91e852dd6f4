#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares systems on outcomes that nobody has annotated: their first suggestions are pooled, two
judges grade the pool without knowing whose suggestion is whose, and each system is scored by that.

    tools/eval/pool.py sheet --texts TEXTS --bundle ESCO_EN.zip --out SHEET RUN...
    tools/eval/pool.py score --judge A.tsv --judge B.tsv NAME=RUN...

TEXTS has lines of `key TAB outcome`, a RUN lines of `key TAB skill URI`, best first. A judge's file
has lines of `key TAB skill URI TAB grade`: 2, the outcome shows the skill; 1, it shows a part of it,
a broader or a neighbouring one that an institution would still tag; 0, neither.
"""

import argparse
import collections
import math
import random
import zipfile

from bundle import rows

DEPTH = 5
GRADES = (0, 1, 2)


def read_run(path):
    """Skills by key, best first."""
    run = collections.defaultdict(list)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            key, uri = line.rstrip("\n").split("\t")[:2]
            if len(run[key]) < DEPTH and uri not in run[key]:
                run[key].append(uri)
    return run


def read_skills(bundle):
    """Label and description by URI."""
    with zipfile.ZipFile(bundle) as files:
        return {row["conceptUri"]: (row["preferredLabel"], " ".join(row["description"].split()))
                for row in rows(files, "skills_en.csv")}


def sheet(options):
    skills = read_skills(options.bundle)
    runs = [read_run(path) for path in options.runs]
    order = random.Random(11)
    with open(options.texts, encoding="utf-8") as lines, \
            open(options.out, "w", encoding="utf-8") as out:
        for line in lines:
            key, text = line.rstrip("\n").split("\t")
            pooled = sorted({uri for run in runs for uri in run[key]})
            order.shuffle(pooled)
            out.write(f"# {key}\t{text}\n")
            for uri in pooled:
                out.write("\t".join((key, uri, *skills[uri])) + "\n")


def read_judge(path):
    grades = {}
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) != 3 or cells[2] not in map(str, GRADES):
                raise SystemExit(f"{path}:{number}: not `key TAB URI TAB grade 0, 1 or 2`")
            grades[cells[0], cells[1]] = int(cells[2])
    return grades


def kappa(first, second, weight):
    """Cohen's kappa (1960), weighted (1968): 1 less observed over expected disagreement."""
    pairs = sorted(set(first) & set(second))
    total = len(pairs)
    counts = [collections.Counter(judge[pair] for pair in pairs) for judge in (first, second)]
    observed = sum(weight(first[pair], second[pair]) for pair in pairs) / total
    expected = sum(weight(a, b) * counts[0][a] * counts[1][b] for a in GRADES for b in GRADES)
    return 1 - observed / (expected / total**2)


def gain(grades):
    return sum(grade / math.log2(place + 2) for place, grade in enumerate(grades))


def score(options):
    first, second = (read_judge(path) for path in options.judge)
    both = {pair: (first[pair] + second[pair]) / 2 for pair in set(first) & set(second)}
    print(f"{len(both)} suggestions judged; kappa of right (2) or not "
          f"{kappa(first, second, lambda a, b: (a == 2) != (b == 2)):.2f}, "
          f"of fit (1, 2) or not {kappa(first, second, lambda a, b: (a > 0) != (b > 0)):.2f}, "
          f"quadratic {kappa(first, second, lambda a, b: (a - b) ** 2):.2f}")
    ideal = collections.defaultdict(list)
    for (key, _), grade in both.items():
        ideal[key].append(grade)
    print(f"{'system':24} {'right@1':>8} {'right@5':>8} {'fit@1':>8} {'fit@5':>8} {'nDCG@5':>8}")
    for name, path in (run.split("=", 1) for run in options.runs):
        run = read_run(path)
        figures = []
        for key, best in ideal.items():
            grades = [both.get((key, uri), 0.0) for uri in run[key]]
            grades += [0.0] * (DEPTH - len(grades))
            most = gain(sorted(best, reverse=True)[:DEPTH])
            figures.append((
                grades[0] >= 1.5, sum(g >= 1.5 for g in grades) / DEPTH, grades[0] >= 1,
                sum(g >= 1 for g in grades) / DEPTH, gain(grades) / most if most else 0))
        means = (100 * sum(column) / len(figures) for column in zip(*figures))
        print(f"{name:24} " + " ".join(f"{mean:8.1f}" for mean in means))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("sheet", help="write what is to be judged")
    one.add_argument("--texts", required=True)
    one.add_argument("--bundle", required=True, help="English ESCO bundle")
    one.add_argument("--out", required=True)
    one.add_argument("runs", nargs="+", metavar="RUN")
    one.set_defaults(do=sheet)
    two = commands.add_parser("score", help="score runs by two judges")
    two.add_argument("--judge", action="append", required=True, help="twice")
    two.add_argument("runs", nargs="+", metavar="NAME=RUN")
    two.set_defaults(do=score)
    options = parser.parse_args()
    options.do(options)


if __name__ == "__main__":
    main()
