# SPDX-License-Identifier: Apache-2.0
"""Starts a student from the teacher: its layers with fewer inner neurons, other word vectors."""

import torch

from student import Student, Tokenizer, padded
from teacher import Teacher


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
def from_teacher(
    teacher: Teacher, words: torch.Tensor, tokenizer: Tokenizer, sample: list[str]
) -> Student:
    """`words` are the word vectors to start from; `sample`, texts that show which neurons work."""
    student = Student(len(words))
    student.words.weight.copy_(words)
    student.places.weight.copy_(teacher.places.weight[: len(student.places.weight)])
    student.places.weight.add_(teacher.segment)
    student.norm.load_state_dict(teacher.norm.state_dict())
    ids, mask = padded(tokenizer.ids(sample))
    x, mask = student.embed(ids), mask[:, None, None, :]
    for wide, narrow in zip(teacher.layers, student.layers):
        narrow_layer(wide, narrow, x, mask)
        x = wide(x, mask)
    return student
