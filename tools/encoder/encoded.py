# SPDX-License-Identifier: Apache-2.0
"""Encodes many texts with the teacher, in small groups of similar length: little is padding."""

from concurrent.futures import Executor

import torch
import torch.nn.functional as F

import scores
from teacher import Teacher

GROUP_ROWS = 16  # Texts of similar length that are padded together.


class Encoded:
    """Token vectors of many texts, in groups of similar length.

    Each group is one worker's job, forwards and backwards: workers that meet twice a step lose
    far less time on a busy machine than threads that meet in every matrix product. So the graph
    is cut at the token vectors; `backward` carries their gradients into the teacher.
    """

    def __init__(self, teacher: Teacher, texts: list[list[int]], workers: Executor):
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        self.order = torch.tensor(order)
        self.workers = workers
        jobs = [
            [texts[i] for i in order[first : first + GROUP_ROWS]]
            for first in range(0, len(order), GROUP_ROWS)
        ]
        self.ends = [workers.submit(self.encode, teacher, job) for job in jobs]
        self.groups = []  # (token vectors [rows, width, 384], lengths [rows])

    @staticmethod
    def encode(teacher, members):
        lengths = torch.tensor([len(t) for t in members])
        width = int(lengths.max())
        ids = torch.tensor([t + [0] * (width - len(t)) for t in members])
        return teacher(ids, torch.arange(width) < lengths[:, None]), lengths

    def wait(self):
        self.ends = [end.result() for end in self.ends]
        self.groups = [(t.detach().requires_grad_(t.requires_grad), n) for t, n in self.ends]
        return self

    def backward(self):
        """Starts the workers on the teacher's gradients; to be waited for."""
        return [
            self.workers.submit(end.backward, leaf.grad)
            for (end, _), (leaf, _) in zip(self.ends, self.groups)
        ]

    def in_order(self, parts):
        """Rows of the groups, put back in the order of the texts."""
        return torch.cat(parts)[torch.argsort(self.order)]

    def vectors(self):
        """Unit vectors: the mean over all tokens of a text, [CLS] and [SEP] included."""
        parts = []
        for tokens, lengths in self.groups:
            mask = torch.arange(tokens.shape[1]) < lengths[:, None]
            parts.append((tokens * mask[:, :, None]).sum(1) / lengths[:, None])
        return F.normalize(self.in_order(parts), dim=1)

    def token_scores(self, concepts):
        """Token attention, [texts, concepts]; [CLS] and [SEP] take no part."""
        parts = []
        for tokens, lengths in self.groups:
            column = torch.arange(tokens.shape[1])
            inside = (column > 0) & (column < (lengths - 1)[:, None])
            parts.append(scores.token_scores(F.normalize(tokens, dim=2), inside, concepts))
        return self.in_order(parts)
