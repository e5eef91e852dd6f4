# SPDX-License-Identifier: Apache-2.0
"""Writes the texts that rankers are fitted on: those that the encoder's training left out."""

import argparse
import json
import os
import shutil
import sys

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "encoder"))
import data as encoder_data  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with mapping/, outcomes/ and esco/")
    parser.add_argument("--out", required=True, help="folder for the files")
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    sentences = os.path.join(options.data, "mapping", "skillskape_train.jsonl")
    with open(sentences, encoding="utf-8") as lines:
        rows = [line for line in lines if line.strip()][-encoder_data.HELD_OUT_SENTENCES:]
    with open(os.path.join(options.out, "sentences.jsonl"), "w", encoding="utf-8") as out:
        out.writelines(rows)
    for source, target in ((encoder_data.HELD_OUT_OUTCOMES, "outcomes.tsv"),
                           ("fr_train.tsv", "french.tsv")):
        shutil.copyfile(
            os.path.join(options.data, "outcomes", source), os.path.join(options.out, target)
        )
    with open(os.path.join(options.out, "french_labels.jsonl"), "w", encoding="utf-8") as out:
        for concept in encoder_data.read_concepts(options.data, "fr"):
            if concept.label and encoder_data.french_is_held_out(concept.uri):
                row = {"text": concept.label, "skills": [concept.uri]}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
