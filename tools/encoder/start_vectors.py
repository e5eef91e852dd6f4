# SPDX-License-Identifier: Apache-2.0
"""Word vectors in the space of all-MiniLM-L6-v2 for a vocabulary that is not its own."""

from collections import Counter

import torch

from minilm import MiniLm, Tokenizer
from piece_model import WORD_START

RIDGE = 1.0
MAX_TOKENS = 128


def same_piece(piece: str, tokenizer: Tokenizer) -> str | None:
    """MiniLM's piece with the same text, if there is one."""
    special = {"<unk>": "[UNK]", "<s>": "[CLS]", "</s>": "[SEP]"}
    if piece in special:
        return special[piece]
    if piece.startswith(WORD_START):
        candidates = (piece.removeprefix(WORD_START),)
    else:
        candidates = ("##" + piece, piece)
    return next((c for c in candidates if c in tokenizer.known), None)


def map_rest(base: torch.Tensor, vectors: torch.Tensor, same: torch.Tensor) -> torch.Tensor:
    """Where MiniLM has a piece `same` says so; ridge regression from the base vectors of those
    pieces to MiniLM's maps all pieces."""
    inputs = torch.cat([base, torch.ones(len(base), 1)], dim=1)
    known = inputs[same]
    gram = known.T @ known + RIDGE * torch.eye(inputs.shape[1])
    return inputs @ torch.linalg.solve(gram, known.T @ vectors[same])


def make(
    pieces: list[str], base: torch.Tensor, network: MiniLm, english: Counter, french: Counter
) -> torch.Tensor:
    """[pieces, 384]: MiniLM's own vector of a piece; else, of an English word, the mean of its
    word pieces; else what `map_rest` makes of its base vector."""
    tokenizer = Tokenizer(MAX_TOKENS)
    own = network.words.weight.detach()
    vectors = torch.zeros(len(pieces), own.shape[1])
    same = torch.zeros(len(pieces), dtype=torch.bool)
    mean = torch.zeros(len(pieces), dtype=torch.bool)
    for i, piece in enumerate(pieces):
        word = piece.removeprefix(WORD_START)
        if (known := same_piece(piece, tokenizer)) is not None:
            vectors[i] = own[tokenizer.known[known]]
            same[i] = True
        elif piece != word and word.isascii() and english[word] >= max(1, french[word]):
            vectors[i] = own[tokenizer.ids([word])[0][1:-1]].mean(0)
            mean[i] = True
    rest = ~(same | mean)
    vectors[rest] = map_rest(base, vectors, same)[rest]
    return vectors
