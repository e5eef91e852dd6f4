# SPDX-License-Identifier: Apache-2.0
"""Makes the student to begin with: all-MiniLM-L6-v2's layers with fewer inner neurons, behind the
word vectors of its own vocabulary."""

import argparse
import random

import torch
from safetensors.torch import load_file

import data
import lessons
import minilm
import student
from student import Student, Tokenizer
from texts import padded

SAMPLE = 256  # Texts that show which neurons matter.
MAX_TOKENS = 64


def narrow_layer(wide, narrow, x, mask) -> None:
    """Fills `narrow` with what matters most in `wide` for token vectors `x`.

    A neuron matters by the root mean square of its activation times the norm of its outgoing
    weights. What the others give on average goes into the bias.
    """
    activations = wide.activations(wide.attend(x, mask))[mask[:, 0, 0]]
    matters = activations.pow(2).mean(0).sqrt() * wide.outer.weight.norm(dim=0)
    kept = matters.topk(narrow.inner.out_features).indices.sort().values
    dropped = torch.ones_like(matters, dtype=torch.bool)
    dropped[kept] = False
    missing = wide.outer.weight @ (activations.mean(0) * dropped)
    state = wide.state_dict()
    state["inner.weight"] = state["inner.weight"][kept]
    state["inner.bias"] = state["inner.bias"][kept]
    state["outer.weight"] = state["outer.weight"][:, kept]
    state["outer.bias"] = state["outer.bias"] + missing
    narrow.load_state_dict(state)


@torch.no_grad()
def start(words: torch.Tensor, tokenizer: Tokenizer, sample: list[str]) -> Student:
    """`words` are the word vectors to start from; `sample`, texts that show which neurons work."""
    base = minilm.load()
    network = Student(len(words))
    network.words.weight.copy_(words)
    network.places.weight.copy_(base.places.weight[: len(network.places.weight)])
    network.places.weight.add_(base.segment)
    network.norm.load_state_dict(base.norm.state_dict())
    ids, mask = padded(tokenizer.ids(sample))
    x, mask = network.embed(ids), mask[:, None, None, :]
    for wide, narrow in zip(base.layers, network.layers):
        narrow_layer(wide, narrow, x, mask)
        x = wide(x, mask)
    return network


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with esco/, mapping/, outcomes/, …")
    parser.add_argument("--pieces", required=True, help="SentencePiece model of vocabulary.py")
    parser.add_argument("--words", required=True, help="word vectors of vocabulary.py")
    parser.add_argument("--out", required=True, help="checkpoint to write")
    parser.add_argument("--seed", type=int, default=20)
    options = parser.parse_args()

    kinds = lessons.kinds(options.data, data.read_concepts(options.data))
    texts = [x.text for kind in ("english", "french") for x in kinds[kind]]
    sample = random.Random(options.seed).sample(texts, SAMPLE)
    tokenizer = Tokenizer(options.pieces, MAX_TOKENS)
    words = load_file(options.words)["words"]
    student.save(start(words, tokenizer, sample), options.out)


if __name__ == "__main__":
    main()
