#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws what crosswalk-eval printed: reliability diagrams, and RP@5 of several runs side by side.

    crosswalk-eval --index INDEX sets... > run.txt
    tools/eval/plots.py reliability run.txt --out docs/images/reliability.png
    tools/eval/plots.py compare "words=a.txt" "encoder=b.txt" --out docs/images/ablation.png

Wants matplotlib 3.10.
"""

import argparse
import json

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt  # noqa: E402

NAMES = {
    "tech_validation": "TECH validation",
    "house_validation": "HOUSE validation",
    "skillskape_dev": "SkillSkape dev",
    "validation": "outcomes",
    "fr_validation": "French outcomes",
}


def reports(path):
    """The lines of JSON in a run, by set."""
    with open(path, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.startswith("{")]
    return {row["set"]: row for row in rows}


def reliability(options):
    runs = reports(options.run)
    figure, panels = plt.subplots(1, len(runs), figsize=(3.1 * len(runs), 3.3), sharey=True,
                                  squeeze=False)
    for panel, (name, run) in zip(panels[0], runs.items()):
        bins = [b for b in run["reliability"] if b["count"]]
        most = max(b["count"] for b in bins)
        panel.plot([0, 100], [0, 100], color="0.6", linewidth=1)
        panel.scatter([b["confidence"] for b in bins], [b["right"] for b in bins],
                      s=[20 + 180 * b["count"] / most for b in bins], color="#0b6e4f", alpha=0.8)
        panel.set_title(f"{NAMES.get(name, name)}\nerror {run['calibration_error']:.1f} points",
                        fontsize=10)
        panel.set_xlabel("confidence, %")
        panel.set_xlim(0, 100)
        panel.set_ylim(0, 100)
    panels[0][0].set_ylabel("right, %")
    figure.tight_layout()
    figure.savefig(options.out, dpi=130)


def compare(options):
    named = [run.split("=", 1) for run in options.runs]
    runs = {name: reports(path) for name, path in named}
    sets = list(dict.fromkeys(name for run in runs.values() for name in run))
    width = 0.8 / len(runs)
    figure, panel = plt.subplots(figsize=(1.9 * len(sets) + 1, 3.6))
    shades = plt.get_cmap("viridis")
    for i, (name, run) in enumerate(runs.items()):
        places = [j + (i - (len(runs) - 1) / 2) * width for j, s in enumerate(sets) if s in run]
        values = [run[s]["rp@5"] for s in sets if s in run]
        bars = panel.bar(places, values, width * 0.92, label=name,
                         color=shades(i / max(1, len(runs) - 1) * 0.85))
        panel.bar_label(bars, fmt="%.0f", fontsize=7)
    panel.set_xticks(range(len(sets)), [NAMES.get(s, s) for s in sets], fontsize=9)
    panel.set_ylabel("RP@5, %")
    panel.set_ylim(0, 100)
    panel.legend(fontsize=8, ncols=min(4, len(runs)), loc="lower left", bbox_to_anchor=(0, 1),
                 frameon=False)
    figure.tight_layout()
    figure.savefig(options.out, dpi=130)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("reliability", help="confidence against the share of right skills")
    one.add_argument("run", help="output of crosswalk-eval")
    one.set_defaults(draw=reliability)
    several = commands.add_parser("compare", help="RP@5 of several runs")
    several.add_argument("runs", nargs="+", metavar="NAME=RUN")
    several.set_defaults(draw=compare)
    for command in (one, several):
        command.add_argument("--out", required=True, help="picture to write, .png or .svg")
    options = parser.parse_args()
    options.draw(options)


if __name__ == "__main__":
    main()
