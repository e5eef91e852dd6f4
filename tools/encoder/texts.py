# SPDX-License-Identifier: Apache-2.0
"""Texts of unequal length as tensors, and vectors of them."""

import torch
import torch.nn.functional as F

ROWS = 512  # Texts of similar length that are encoded at once, without gradients.


def padded(rows: list[list[int]], padding: int = 0) -> tuple[torch.Tensor, torch.Tensor]:
    """[rows, widest] numbers, `padding` behind each row's end, and where they are not padding."""
    lengths = torch.tensor([len(row) for row in rows])
    inside = torch.arange(int(lengths.max()))[None, :] < lengths[:, None]
    numbers = torch.full(inside.shape, padding)
    numbers[inside] = torch.tensor([number for row in rows for number in row])
    return numbers, inside


def by_length(rows: list[list[int]], size: int) -> list[list[int]]:
    """Places of rows of similar length, `size` together, the longest first: little is padding."""
    order = sorted(range(len(rows)), key=lambda i: -len(rows[i]))
    return [order[i : i + size] for i in range(0, len(order), size)]


def pooled(tokens: torch.Tensor, mask: torch.Tensor):
    """Of token vectors [rows, width, numbers], where `mask` is true inside the padding: unit sentence
    vectors, the means over all tokens; unit token vectors, and where those lie inside the text,
    without <s> and </s>."""
    lengths = mask.sum(1, keepdim=True)
    vectors = (tokens * mask[:, :, None]).sum(1) / lengths
    column = torch.arange(mask.shape[1], device=mask.device)
    inside = (column > 0) & (column < lengths - 1)
    return F.normalize(vectors, dim=1), F.normalize(tokens, dim=2), inside


@torch.no_grad()
def sentence_vectors(encode, texts: list[list[int]]) -> torch.Tensor:
    """Unit vectors of all texts, in their order; `encode` makes what `pooled` does of some."""
    groups = by_length(texts, ROWS)
    found = torch.cat([encode([texts[i] for i in places])[0] for places in groups])
    result = torch.empty_like(found)
    result[[i for places in groups for i in places]] = found
    return result
