# SPDX-License-Identifier: Apache-2.0
"""Writes the teacher's vectors of all concepts and of all texts that the student is taught by.

They do not change while the student learns, so that the teacher reads each text once.
"""

import argparse
import hashlib
import os

import torch
from safetensors import safe_open
from safetensors.torch import save_file

import data
import lessons
import teacher

MAX_TOKENS = 96


def fingerprint(texts: list[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def load(path: str, texts: list[str]) -> dict[str, torch.Tensor]:
    """"label" and "described" [concepts, 384] and "texts" [texts, 384], unit vectors."""
    with safe_open(path, "pt") as file:
        if (file.metadata() or {}).get("texts") != fingerprint(texts):
            raise SystemExit(f"{path} was made of other texts; delete it and run teach.py again")
        return {name: file.get_tensor(name).float() for name in file.keys()}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with esco/, mapping/, outcomes/, …")
    parser.add_argument("--base", required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--teacher", required=True, help="checkpoint of train_teacher.py")
    parser.add_argument("--out", required=True, help="file to write")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    options = parser.parse_args()

    network = teacher.load(options.base, options.teacher, options.device)
    tokenizer = teacher.Tokenizer(options.base, MAX_TOKENS)
    concepts = data.read_concepts(options.data)
    texts = lessons.taught_texts(lessons.kinds(options.data, concepts))
    taught = {
        name: teacher.vectors(network, tokenizer.ids(of_kind)).half().cpu()
        for name, of_kind in (
            ("label", [c.label for c in concepts]),
            ("described", [c.described for c in concepts]),
            ("texts", texts),
        )
    }
    save_file(taught, options.out + ".part", {"texts": fingerprint(texts)})
    os.replace(options.out + ".part", options.out)
    print(f"{len(texts)} texts")


if __name__ == "__main__":
    main()
