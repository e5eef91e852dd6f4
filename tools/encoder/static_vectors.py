# SPDX-License-Identifier: Apache-2.0
"""The static encoder: a vector for each piece; a text's vector is the sum of its pieces', made as
long as 1. Special, unknown and function-word pieces have vectors of zeros and count for nothing."""

import struct

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import student
from texts import padded

RIDGE, ITERATIONS = 0.5, 30  # Of the regression that training starts from.
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

    def encode(self, texts: list[list[int]]):
        """Of texts of pieces that count: unit vectors [texts, 384], zeros where there are none;
        unit vectors of the pieces [texts, longest, 384], and where there are pieces."""
        ids, inside = (numbers.to(self.table.device) for numbers in padded(texts))
        pieces = F.embedding(ids, self.table)
        sums = (pieces * inside[:, :, None]).sum(1)
        return F.normalize(sums, dim=1), F.normalize(pieces, dim=2), inside


def quantise(vectors: torch.Tensor) -> tuple[np.ndarray, np.ndarray]:
    """int8 rows and float32 scales."""
    values = vectors.detach().cpu().numpy()
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
def regress(texts: list[list[int]], vectors: torch.Tensor, pieces: int) -> torch.Tensor:
    """[pieces, 384]: ridge regression of the texts' unit vectors on their pieces, by conjugate
    gradients. A text of n pieces has the sum of theirs over the root of n."""
    ends = torch.tensor([0, *map(len, texts)]).cumsum(0)
    ids = torch.tensor([piece for text in texts for piece in text])
    shares = torch.cat([torch.full((len(text),), len(text) ** -0.5) for text in texts])
    counts = torch.sparse_csr_tensor(ends, ids, shares, (len(texts), pieces)).to(vectors.device)
    turned = counts.to_sparse_coo().t().to_sparse_csr()
    found = torch.zeros(pieces, vectors.shape[1], device=vectors.device)
    residual = turned @ vectors
    direction, square = residual, residual.pow(2).sum(0)
    for _ in range(ITERATIONS):
        image = turned @ (counts @ direction) + RIDGE * direction
        step = square / (direction * image).sum(0).clamp(min=1e-12)
        found = found + step * direction
        residual = residual - step * image
        before, square = square, residual.pow(2).sum(0)
        direction = residual + square / before.clamp(min=1e-12) * direction
    return found
