#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws how long searches of credentials take by the size of the catalogue.

Takes what catalogue_bench and fts5_bench (tests/catalogue) wrote, a file a size, and draws the
median and the 99th percentile of three kinds of search by the processor's time, the live index
beside SQLite. Needs matplotlib.
"""

import argparse
import csv

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402  (the backend must be chosen first)

SEARCHES = {
    "skill, narrower, facets": "a skill with narrower ones",
    "words, facets": "words of a skill's label",
    "any of 10 skills, facets": "any of ten skills",
}
LOOKS = {"live index": "tab:blue", "SQLite, FTS5": "tab:orange"}


def read(paths):
    """{search: [(credentials, p50, p99)]} by ascending size."""
    curves = {}
    for path in paths:
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", skipinitialspace=True):
                search = next(iter(row.values())).strip()
                curves.setdefault(search, []).append(
                    (int(row["credentials"]), float(row["processor p50"]),
                     float(row["processor p99"])))
    return {search: sorted(points) for search, points in curves.items()}


def draw(curves_by_engine, output):
    figure, panels = plt.subplots(1, len(SEARCHES), figsize=(10.5, 3.8), sharey=True)
    for axes, (search, title) in zip(panels, SEARCHES.items()):
        for engine, curves in curves_by_engine.items():
            sizes, medians, tails = zip(*curves[search])
            axes.plot(sizes, medians, color=LOOKS[engine], marker="o", label=f"{engine}, p50")
            axes.plot(sizes, tails, color=LOOKS[engine], marker="^", linestyle="--",
                      label=f"{engine}, p99")
        axes.set(xscale="log", yscale="log", title=title, xlabel="published credentials")
        axes.grid(True, which="major", color="0.88")
    panels[0].set_ylabel("processor milliseconds a search")
    panels[0].legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(output, dpi=110, metadata={"Software": None})


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--live", nargs="+", required=True, help="files of catalogue_bench")
    parser.add_argument("--sqlite", nargs="+", required=True, help="files of fts5_bench")
    parser.add_argument("--output", required=True, help="PNG to write")
    arguments = parser.parse_args()
    draw({"live index": read(arguments.live), "SQLite, FTS5": read(arguments.sqlite)},
         arguments.output)


if __name__ == "__main__":
    main()
