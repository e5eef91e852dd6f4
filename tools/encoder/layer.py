# SPDX-License-Identifier: Apache-2.0
"""A BERT layer, as the teacher and the student are built from."""

import torch.nn.functional as F
from torch import nn

HIDDEN, HEADS = 384, 12
NORM_EPS = 1e-12


class Layer(nn.Module):
    def __init__(self, inner: int):
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.attended = nn.Linear(HIDDEN, HIDDEN)
        self.attended_norm = nn.LayerNorm(HIDDEN, NORM_EPS)
        self.inner = nn.Linear(HIDDEN, inner)
        self.outer = nn.Linear(inner, HIDDEN)
        self.outer_norm = nn.LayerNorm(HIDDEN, NORM_EPS)

    def attend(self, x, mask):
        """The first half: what enters the inner matrix."""
        rows, width, _ = x.shape
        qkv = self.qkv(x).view(rows, width, 3, HEADS, HIDDEN // HEADS)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(rows, width, HIDDEN)
        return self.attended_norm(x + self.attended(mixed))

    def activations(self, attended):
        return F.gelu(self.inner(attended))

    def forward(self, x, mask=None):
        """[rows, width, 384] to the same; `mask` [rows, 1, 1, width] is true on text."""
        x = self.attend(x, mask)
        return self.outer_norm(x + self.outer(self.activations(x)))
