# SPDX-License-Identifier: Apache-2.0
"""The static encoder: a vector for each piece; a text's vector is the sum of its pieces', made as
long as 1. Special, unknown and function-word pieces have vectors of zeros and count for nothing."""

import struct

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import student
from layer import HIDDEN

MAGIC, VERSION = b"CWSTATIC", 1  # frameworks/text/static_vectors.h has the form of the file.


class Pieces:
    """Which pieces of texts count."""

    def __init__(self, tokenizer: student.Tokenizer):
        self.tokenizer = tokenizer
        nothing = tokenizer.dropped | {student.UNKNOWN, student.START, student.END}
        self.counts = torch.tensor([i not in nothing for i in range(tokenizer.size)])
        self.nothing = nothing

    def of(self, ids: list[int]) -> list[int]:
        return [i for i in ids if i not in self.nothing]


class StaticVectors(nn.Module):
    def __init__(self, vectors: torch.Tensor):
        super().__init__()
        self.table = nn.Parameter(vectors)

    def sentences(self, texts: list[list[int]]):
        """Unit vectors [texts, 384] of the pieces that count; zeros where there are none."""
        ids = torch.tensor([i for text in texts for i in text], dtype=torch.long)
        ends = torch.tensor([0, *(len(text) for text in texts)]).cumsum(0)[:-1]
        sums = F.embedding_bag(ids, self.table, ends, mode="sum", sparse=True)
        return F.normalize(sums, dim=1)

    def similarities(self, texts: list[list[int]], concepts):
        """Cosines [texts, longest, concepts] of each piece with each concept, and where there are
        pieces. Each piece is compared once, however often it occurs."""
        width = max(1, max(map(len, texts)))
        rows = torch.tensor([text + [0] * (width - len(text)) for text in texts])
        inside = torch.arange(width) < torch.tensor([len(text) for text in texts])[:, None]
        pieces, places = rows.unique(return_inverse=True)
        vectors = F.normalize(F.embedding(pieces, self.table, sparse=True), dim=1)
        return (vectors @ concepts.T)[places], inside


def quantise(vectors: torch.Tensor) -> tuple[np.ndarray, np.ndarray]:
    """int8 rows and float32 scales."""
    values = vectors.detach().numpy()
    scales = (np.abs(values).max(1) / 127).astype(np.float32)
    rows = np.rint(values / np.maximum(scales, 1e-12)[:, None]).astype(np.int8)
    return rows, scales


def write(path: str, vectors: torch.Tensor) -> None:
    rows, scales = quantise(vectors)
    with open(path, "wb") as out:
        out.write(MAGIC + struct.pack("<3I", VERSION, *rows.shape))
        out.write(scales.astype("<f4").tobytes() + rows.tobytes())


def read(path: str) -> torch.Tensor:
    """The vectors of a file, as they are served."""
    with open(path, "rb") as file:
        stored = file.read()
    if not stored.startswith(MAGIC + struct.pack("<I", VERSION)):
        raise SystemExit(f"{path} is not a file of static vectors")
    count, dimension = struct.unpack_from("<2I", stored, 12)
    scales = np.frombuffer(stored, "<f4", count, 20)
    rows = np.frombuffer(stored, np.int8, count * dimension, 20 + 4 * count)
    return torch.from_numpy(rows.reshape(count, dimension) * scales[:, None])


@torch.no_grad()
def start(network: student.Student, pieces: Pieces, common: float = 1e-3) -> torch.Tensor:
    """The student's vector of each piece alone, the shorter the more probable the piece is
    (common / (common + probability), Arora et al. 2017)."""
    tokenizer = pieces.tokenizer
    vectors = torch.zeros(tokenizer.size, HIDDEN)
    wanted = pieces.counts.nonzero().flatten()
    for part in wanted.split(512):
        ids = torch.stack(
            [torch.full_like(part, student.START), part, torch.full_like(part, student.END)], dim=1
        )
        mask = torch.ones_like(ids, dtype=torch.bool)
        kept = torch.arange(3).expand_as(ids)
        vectors[part] = F.normalize(network(ids, mask, kept, mask)[:, 1], dim=1)
    scores = torch.tensor([tokenizer.pieces.get_score(i) for i in range(tokenizer.size)])
    return vectors * (common / (common + scores.exp()))[:, None]
