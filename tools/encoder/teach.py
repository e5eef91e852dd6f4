# SPDX-License-Identifier: Apache-2.0
"""Writes the teacher's vectors of all concepts and of all texts that the student is taught by.

They do not change while the student learns, so that the teacher reads each text once.
"""

import argparse
import hashlib
import os
import time
from concurrent.futures import ThreadPoolExecutor

import torch
from safetensors import safe_open
from safetensors.torch import save_file

import data
import lessons
import teacher
from encoded import Encoded

MAX_TOKENS = 96
BATCH = 4096  # Texts between two messages.


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
    parser.add_argument("--teacher", required=True, help="checkpoint of train_teacher.py")
    parser.add_argument("--out", required=True, help="file to write")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()

    torch.set_num_threads(1)
    network = teacher.load(options.teacher).eval().requires_grad_(False)
    tokenizer = teacher.Tokenizer(MAX_TOKENS)
    concepts = data.read_concepts(options.data)
    texts = lessons.taught_texts(lessons.kinds(options.data, concepts))
    started = time.time()
    with ThreadPoolExecutor(options.threads) as workers:

        def vectors(part):
            return Encoded(network, tokenizer.ids(part), workers).wait().vectors()

        label = vectors([c.label for c in concepts])
        described = vectors([c.described for c in concepts])
        parts = []
        for first in range(0, len(texts), BATCH):
            parts.append(vectors(texts[first : first + BATCH]).half())
            done = min(first + BATCH, len(texts))
            print(f"{done} of {len(texts)} texts, {time.time() - started:.0f} s", flush=True)
    taught = {"label": label, "described": described, "texts": torch.cat(parts)}
    save_file(taught, options.out + ".part", {"texts": fingerprint(texts)})
    os.replace(options.out + ".part", options.out)


if __name__ == "__main__":
    main()
