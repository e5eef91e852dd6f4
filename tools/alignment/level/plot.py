# SPDX-License-Identifier: Apache-2.0
"""The pictures of docs/level-alignment.md. Needs matplotlib; fitting does not."""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402  (the backend must be chosen first)

from .ladder import LEVELS  # noqa: E402


def confusion(table, folder):
    figure, axes = plt.subplots(figsize=(5.6, 5.2))
    axes.imshow(table, cmap="Blues", vmax=max(1, table.max()), extent=(0.5, 13.5, 13.5, 0.5))
    for row, level in enumerate(LEVELS):
        for column, said in enumerate(LEVELS):
            if table[row, column]:
                dark = table[row, column] > table.max() / 2
                axes.text(said, level, table[row, column], ha="center", va="center",
                          color="white" if dark else "black")
    axes.plot([0.5, 13.5], [0.5, 13.5], color="grey", linewidth=0.8)
    axes.set(xticks=LEVELS, yticks=LEVELS, xlabel="most likely qualification said",
             ylabel="qualification of the program")
    figure.tight_layout()
    figure.savefig(folder / "level-confusion.png", dpi=110, metadata={"Software": None})


def calibration(bins, folder):
    figure, axes = plt.subplots(figsize=(4.6, 4.4))
    axes.plot([0, 0.7], [0, 0.7], color="grey", linewidth=0.8)
    axes.plot([b[3] for b in bins], [b[4] for b in bins], marker="o")
    for _, _, count, said, true in bins:
        axes.annotate(f"n = {count}", (said, true), textcoords="offset points", xytext=(6, -10),
                      fontsize=8)
    axes.set(xlabel="probability said", ylabel="share that came true", ylim=(0, 1.02))
    figure.tight_layout()
    figure.savefig(folder / "level-calibration.png", dpi=110, metadata={"Software": None})
