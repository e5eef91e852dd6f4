# SPDX-License-Identifier: Apache-2.0
"""Texts of unequal length as tensors."""

import torch


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
