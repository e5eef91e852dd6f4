#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fits the level model that server/alignment/level_model.cc evaluates, and says how good it is.

Stage one (level/demand.py) is fitted on outcomes written for a level, on invented programs and on
the framework's descriptors. Real programs only calibrate stage two (level/ladder.py) and measure:
each program's figures come from a calibration on other institutions' programs.
"""

import argparse
import dataclasses
import json
import pathlib

import numpy as np

from level import demand, figures, ladder, sources
from level.demand import Features, LEXICONS
from level.ladder import LEVELS
from outcome_words import split

NAME, VERSION = "outcome-level", "2"
FOLDS = 5
DIVISIONS = 12  # Into folds, differing in which institutions lie together.
GOLDEN = sources.ROOT / "tests/alignment/data/level_answers.tsv"


class StageOne:
    def __init__(self, samples):
        self.features = Features(samples)
        self.models = demand.fit(self.features.rows(samples), samples)

    def __call__(self, samples):
        """(demands, leanings towards a trade)"""
        rows = self.features.rows(samples)
        return tuple(model.predict(rows) for model in self.models)


def folds_of(programs, seed):
    """A fold for each program, institutions undivided, of like size."""
    institutions = sorted({program.institution for program in programs})
    members = {name: [i for i, p in enumerate(programs) if p.institution == name]
               for name in institutions}
    order = np.random.default_rng(seed).permutation(len(institutions))
    fold, size = np.zeros(len(programs), int), np.zeros(FOLDS)
    for index in sorted(order, key=lambda i: -len(members[institutions[i]])):
        smallest = int(np.argmin(size))
        fold[members[institutions[index]]] = smallest
        size[smallest] += len(members[institutions[index]])
    return fold


def cross_validate(name, stage_one, programs):
    """Prints figures; returns each program's distributions, averaged over the divisions."""
    read = [(*stage_one(p.samples()), p.level) for p in programs]
    levels = np.array([p.level for p in programs])
    runs = []
    for seed in range(DIVISIONS):
        fold, run = folds_of(programs, seed), [None] * len(programs)
        for k in range(FOLDS):
            line = ladder.fit([read[i] for i in np.flatnonzero(fold != k)])
            for i in np.flatnonzero(fold == k):
                run[i] = ladder.distribution(line, *read[i][:2])
        runs.append(run)
    figures.show(name, [figures.measure(levels, run) for run in runs])
    return np.mean(runs, axis=0)


def report_programs(distributions, programs):
    levels = np.array([p.level for p in programs])
    print("\nconfusion, rows are levels 1 to 13, columns what was said")
    print(figures.confusion(levels, distributions))
    print("\nprobability said, n, mean, came true")
    for low, high, n, said, true in figures.calibration_bins(levels, distributions):
        print(f"  {low:.2f} to {high:.2f}  {n:5d}  {said:.3f}  {true:.3f}")
    means = distributions @ LEVELS
    pairs = sources.neighbour_pairs(programs)
    right = [means[i] < means[j] for i, j in pairs]
    print(f"\npairs of one institution and field in the right order: {sum(right)} of {len(right)}")
    print("\nmore than one level off: level, said, program")
    for level, d, program in zip(levels, distributions, programs):
        said = int(np.argmax(d)) + 1
        if abs(said - level) > 1:
            print(f"  {level:2d} {said:2d}  {program.institution[:24]}: {program.title[:50]}")


def report_ablation(samples, programs):
    print("\nwithout a source or a signal")
    for source in ("invented", "written", "descriptor"):
        rest = [s for s in samples if s.source != source]
        cross_validate(f"  without {source} outcomes", StageOne(rest), programs)
    cross_validate("  without French", StageOne([s for s in samples if s.language == "en"]), programs)
    original = demand.CUE, demand.grams
    demand.CUE = 0.0
    cross_validate("  without cues", StageOne(samples), programs)
    demand.CUE = original[0]
    demand.grams = lambda words: {word[:demand.LETTERS] for word, _ in words}
    cross_validate("  without pairs of words", StageOne(samples), programs)
    demand.grams = lambda words: set()
    cross_validate("  cues alone", StageOne(samples), programs)
    demand.grams = original[1]


def report_others(stage_one, line, programs, data):
    """French programs, calibrated on the English ones, and single written outcomes.

    The latter are synthetic, and their level words recur: a check, not a claim.
    """
    french = [p for p in programs if p.language == "fr"]
    figures.show("programs, French", [figures.measure(
        np.array([p.level for p in french]),
        [ladder.distribution(line, *stage_one(p.samples())) for p in french])])
    for language, file in (("en", "validation.tsv"), ("fr", "fr_validation.tsv")):
        samples = [dataclasses.replace(s, of_program=True)
                   for s in sources.read_outcomes(data / "outcomes" / file, language)]
        said = [ladder.distribution(line, [d], [t]) for d, t in zip(*stage_one(samples))]
        figures.show(f"single written outcomes, {language}",
                     [figures.measure(np.array([s.level for s in samples]), said)])
    path = sources.ROOT / "tests/alignment/data/descriptors_in_other_words.tsv"
    sets = {}
    for row in path.read_text(encoding="utf-8").splitlines():
        level, language, text = row.split("\t")
        sets.setdefault((int(level), language), []).append(
            sources.Sample(text, int(level), language, 0.0, True, "own words"))
    off = {key: int(np.argmax(ladder.distribution(line, *stage_one(samples)))) + 1 - key[0]
           for key, samples in sets.items()}
    print("descriptors in other words, off by:",
          {f"{key[1]} {key[0]}": by for key, by in off.items() if by}, "of", len(off))


def report_cues(samples):
    for language, lexicon in LEXICONS.items():
        written = [s for s in samples if s.language == language and s.source == "written"]
        found = [lexicon.find(split(s.text)) for s in written]
        print(f"\ncues, {language}: levels given, then written outcomes with the cue")
        for index, cue in enumerate(lexicon.cues):
            levels = [s.level for s, cues in zip(written, found) if index in cues]
            spread = (f"mean {np.mean(levels):.1f}, middle 80 % {np.percentile(levels, 10):.0f} to "
                      f"{np.percentile(levels, 90):.0f}" if levels else "none")
            print(f"  {cue['id']:26s} {str(cue['levels']):9s} n = {len(levels):4d}  {spread}")


def write_model(path, stage_one, line):
    features, models = stage_one.features, stage_one.models
    cues = LEXICONS["en"].cues
    words = [m.coef_[len(cues):-2] for m in models]
    # What is read is always of a program.
    bias = [m.intercept_ + demand.INDICATOR * m.coef_[-2] for m in models]
    french = [demand.INDICATOR * m.coef_[-1] for m in models]
    model = {
        "name": NAME, "version": VERSION, "letters": demand.LETTERS,
        "ladder": dataclasses.asdict(line),
        "bias": {"en": [round(float(b), 4) for b in bias],
                 "fr": [round(float(b + f), 4) for b, f in zip(bias, french)]},
        "cues": {cue["id"]: [round(float(demand.CUE * m.coef_[i]), 4) for m in models]
                 for i, cue in enumerate(cues)}}
    rows = ",\n".join(
        f'{json.dumps(gram)}:[{features.rarity[i]:g},{words[0][i]:.2f},{words[1][i]:.2f}]'
        for i, gram in enumerate(features.known))
    head = json.dumps(model, indent=1)[:-2]
    path.write_text(f'{head},\n "words": {{\n{rows}\n }}\n}}\n', encoding="utf-8")
    print(f"\n{path.name}: {path.stat().st_size / 1024:.0f} KiB, {len(features.known)} word beginnings "
          "and pairs")


def write_golden(path, stage_one, line):
    """Own outcomes with the distribution that each has by itself; a test compares the server's."""
    texts = [("en", "Wash and stack trays under close supervision."),
             ("en", "Plan and coordinate the repair of building systems and report costs to clients."),
             ("en", "Critically evaluate current scholarship and design a study."),
             ("en", "Zzyzx."),
             ("fr", "Trier les pièces selon les consignes affichées."),
             ("fr", "Mener une recherche originale et en publier les résultats dans une revue savante.")]
    rows = []
    for language, text in texts:
        said = ladder.distribution(
            line, *stage_one([sources.Sample(text, 0, language, 0.0, True, "own")]))
        rows.append("\t".join([language, text] + [f"{p:.4f}" for p in said]))
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, required=True, help="folder with outcomes/ and oqf/")
    parser.add_argument("--output", type=pathlib.Path,
                        default=sources.ROOT / "server/alignment/data/level_model.json")
    parser.add_argument("--plot", type=pathlib.Path, help="folder for the pictures of the docs")
    parser.add_argument("--cues", action="store_true", help="only print what each cue occurs with")
    parser.add_argument("--ablation", action="store_true", help="also fit without each source")
    arguments = parser.parse_args()

    samples = sources.read_samples(arguments.data)
    if arguments.cues:
        report_cues(samples)
        return
    programs = sources.read_programs(arguments.data)
    english = [p for p in programs if p.language == "en"]
    stage_one = StageOne(samples)
    distributions = cross_validate("programs, English, five folds by institution", stage_one, english)
    report_programs(distributions, english)
    line = ladder.fit([(*stage_one(p.samples()), p.level) for p in english])
    report_others(stage_one, line, programs, arguments.data)
    if arguments.ablation:
        report_ablation(samples, english)
    if arguments.plot:
        from level import plot
        levels = np.array([p.level for p in english])
        plot.confusion(figures.confusion(levels, distributions), arguments.plot)
        plot.calibration(figures.calibration_bins(levels, distributions), arguments.plot)
    write_model(arguments.output, stage_one, line)
    write_golden(GOLDEN, stage_one, line)


if __name__ == "__main__":
    main()
