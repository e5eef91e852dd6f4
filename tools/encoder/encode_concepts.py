# SPDX-License-Identifier: Apache-2.0
"""Writes a student's own vectors of all concepts, as an index would hold them; with --texts also of
all texts that a student is taught by, so that this one can be the next one's teacher."""

import argparse
from concurrent.futures import ThreadPoolExecutor

import torch
from safetensors.torch import save_file

import data
import lessons
import student
import teach
from layer import HIDDEN

ROWS = 32


def vectors(network, tokenizer, texts, workers):
    """[texts, 384] unit vectors; texts of similar length are encoded together."""
    ids = tokenizer.ids(texts)
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    rows = [order[i : i + ROWS] for i in range(0, len(order), ROWS)]

    def encode(members):
        with torch.no_grad():
            return student.encode(network, tokenizer, [ids[i] for i in members])[0]

    result = torch.zeros(len(ids), HIDDEN)
    for members, found in zip(rows, workers.map(encode, rows)):
        result[members] = found
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with esco/")
    parser.add_argument("--student", required=True, help="checkpoint of train_student.py")
    parser.add_argument("--pieces", required=True, help="SentencePiece model of vocabulary.py")
    parser.add_argument("--texts", action="store_true", help="also vectors of texts, as teach.py has")
    parser.add_argument("--out", required=True, help="file to write")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()

    torch.set_num_threads(1)
    network = student.load(options.student).eval()
    tokenizer = student.Tokenizer(options.pieces, student.POSITIONS)
    concepts = data.read_concepts(options.data)
    with ThreadPoolExecutor(options.threads) as workers:
        own = {
            "label": vectors(network, tokenizer, [c.label for c in concepts], workers),
            "described": vectors(network, tokenizer, [c.described for c in concepts], workers),
        }
        metadata = {}
        if options.texts:
            texts = lessons.taught_texts(lessons.kinds(options.data, concepts))
            own["texts"] = vectors(network, tokenizer, texts, workers).half()
            metadata["texts"] = teach.fingerprint(texts)
    save_file(own, options.out, metadata)


if __name__ == "__main__":
    main()
