# SPDX-License-Identifier: Apache-2.0
"""The teacher: all-mpnet-base-v2, twelve layers over English word pieces, and behind it a matrix
that brings its 768 numbers to the student's 384."""

import os

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer as Pieces
from torch import nn
from transformers import MPNetConfig, MPNetModel

from layer import HIDDEN
from texts import padded, pooled, sentence_vectors

PADDING = 1


class Tokenizer:
    """Uncased word pieces; ids include <s> and </s>."""

    def __init__(self, base: str, max_tokens: int):
        """`base` is the folder of all-mpnet-base-v2."""
        self.pieces = Pieces.from_file(os.path.join(base, "tokenizer.json"))
        self.pieces.no_padding()
        self.pieces.enable_truncation(max_tokens)

    def ids(self, texts: list[str]) -> list[list[int]]:
        return [e.ids for e in self.pieces.encode_batch(texts)]


class Teacher(nn.Module):
    def __init__(self, base: str):
        super().__init__()
        config = MPNetConfig.from_pretrained(base)
        self.body = MPNetModel(config, add_pooling_layer=False)
        self.head = nn.Linear(config.hidden_size, HIDDEN, bias=False)

    def forward(self, ids, mask):
        """[rows, width] ids and mask to [rows, width, 384] token vectors."""
        # Sixteen bits are enough for the layers where there is hardware for them.
        with torch.autocast(ids.device.type, torch.bfloat16, enabled=ids.is_cuda):
            tokens = self.body(ids, mask).last_hidden_state
        return self.head(tokens.float())


def prepare(texts: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """What the teacher takes: padded ids, and where they are text."""
    return padded(texts, PADDING)


def encode(teacher: Teacher, inputs: tuple[torch.Tensor, torch.Tensor]):
    """Unit sentence vectors [rows, 384], the mean over all tokens; unit token vectors [rows, width,
    384], and where those lie inside the text: neither padding nor <s> nor </s>. `inputs` are those
    of `prepare`."""
    ids, mask = (numbers.to(teacher.head.weight.device) for numbers in inputs)
    return pooled(teacher(ids, mask), mask)


def vectors(teacher: Teacher, texts: list[list[int]]) -> torch.Tensor:
    """Unit vectors [texts, 384] on the teacher's device."""
    return sentence_vectors(lambda some: encode(teacher, prepare(some)), texts)


@torch.no_grad()
def load_base(base: str, sample: list[list[int]], device: str) -> Teacher:
    """The untuned weights. The head keeps as much of the vectors of `sample` as 384 numbers can:
    their principal directions."""
    teacher = Teacher(base)
    stored = load_file(os.path.join(base, "model.safetensors"))
    known = teacher.body.state_dict()
    teacher.body.load_state_dict({k: v.float() for k, v in stored.items() if k in known})
    teacher.to(device).eval()

    def of_body(texts):
        ids, mask = (numbers.to(device) for numbers in prepare(texts))
        return pooled(teacher.body(ids, mask).last_hidden_state, mask)

    means = sentence_vectors(of_body, sample)
    _, directions = torch.linalg.eigh(means.T @ means)
    teacher.head.weight.copy_(directions[:, -HIDDEN:].T)
    return teacher


def load(base: str, path: str, device: str) -> Teacher:
    """A checkpoint of `save`."""
    teacher = Teacher(base)
    teacher.load_state_dict(load_file(path))
    return teacher.to(device).eval()


def save(teacher: Teacher, path: str) -> None:
    save_file({k: v.contiguous() for k, v in teacher.state_dict().items()}, path + ".part")
    os.replace(path + ".part", path)
