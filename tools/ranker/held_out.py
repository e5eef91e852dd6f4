# SPDX-License-Identifier: Apache-2.0
"""Writes the texts that rankers are fitted on: those that the encoder's training left out."""

import argparse
import os
import shutil

# As tools/encoder/data.py holds them out.
HELD_OUT_OUTCOMES = "outcomes_21.tsv"
HELD_OUT_SENTENCES = 500


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with mapping/ and outcomes/")
    parser.add_argument("--out", required=True, help="folder for the files")
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    sentences = os.path.join(options.data, "mapping", "skillskape_train.jsonl")
    with open(sentences, encoding="utf-8") as lines:
        rows = [line for line in lines if line.strip()][-HELD_OUT_SENTENCES:]
    with open(os.path.join(options.out, "sentences.jsonl"), "w", encoding="utf-8") as out:
        out.writelines(rows)
    for source, target in ((HELD_OUT_OUTCOMES, "outcomes.tsv"), ("fr_train.tsv", "french.tsv")):
        shutil.copyfile(
            os.path.join(options.data, "outcomes", source), os.path.join(options.out, target)
        )


if __name__ == "__main__":
    main()
