# SPDX-License-Identifier: Apache-2.0
"""The student: six narrow layers over English and French pieces, with a funnel.

Function words and punctuation are dropped after the first layer: by then the words beside them know
of them, and a text is much shorter for the other layers: by a third, in French by a half.
"""

import os

import sentencepiece
import torch
from safetensors.torch import load_file, save_file
from torch import nn

from layer import HIDDEN, NORM_EPS, Layer
from piece_model import WORD_START
from texts import padded, pooled, sentence_vectors

LAYERS, INNER, POSITIONS = 6, 768, 128
FUNNEL = 1  # Layers that see all tokens.
UNKNOWN, START, END = range(3)  # Ids of the first pieces of the vocabulary.
WORDS_RATE = 2.0  # Word vectors learn so much faster than the layers.
SMOOTHING = 0.3  # Of the chances of other cuts into pieces (Kudo 2018).
# "without" and "sans" carry meaning and stay.
FUNCTION_WORDS = frozenset(
    "a an the of to and in on for with by or as at from that is are be their its it this these "
    "those into which who whose such so than then when while where s "
    "le la les l un une des de du d au aux et en à pour dans par sur qui que est ou avec ses son "
    "sa leur leurs ce cette ces afin se "
    ", . ; : ( ) ' - – — ’ ‘ “ ” & \" / ! ?".split()
)


class Tokenizer:
    """SentencePiece; ids include <s> and </s>."""

    def __init__(self, path: str, max_tokens: int):
        self.pieces = sentencepiece.SentencePieceProcessor(model_file=path)
        self.inside = max_tokens - 2
        self.size = self.pieces.get_piece_size()
        self.dropped = {i for i in range(self.size) if self.is_function(self.piece(i))}

    @staticmethod
    def is_function(piece: str) -> bool:
        return piece == WORD_START or piece.lstrip(WORD_START) in FUNCTION_WORDS

    def piece(self, token: int) -> str:
        return self.pieces.id_to_piece(token)

    def ids(self, texts: list[str]) -> list[list[int]]:
        return [[START, *ids[: self.inside], END] for ids in self.pieces.encode(texts)]

    def other_ids(self, text: str) -> list[int]:
        """The text cut into pieces by chance, as if it were written in rarer words."""
        ids = self.pieces.encode(text, enable_sampling=True, nbest_size=-1, alpha=SMOOTHING)
        return [START, *ids[: self.inside], END]

    def kept(self, ids: list[int]) -> list[int]:
        """Positions that pass the funnel: all of them where nothing else would be left."""
        kept = [i for i, token in enumerate(ids) if token not in self.dropped]
        return kept if len(kept) > 2 else list(range(len(ids)))


class Student(nn.Module):
    def __init__(self, vocabulary: int, layers: int = LAYERS, inner: int = INNER):
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.places = nn.Embedding(POSITIONS, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, NORM_EPS)
        self.layers = nn.ModuleList(Layer(inner) for _ in range(layers))

    def embed(self, ids):
        places = torch.arange(ids.shape[1], device=ids.device)
        return self.norm(self.words(ids) + self.places(places))

    def forward(self, ids, mask, kept, kept_mask):
        """Token vectors [rows, kept, 384] of padded ids and padded positions to keep.

        `mask` and `kept_mask`, of the shapes of `ids` and `kept`, are true where there is text.
        """
        x = self.embed(ids)
        mask = mask[:, None, None, :]
        for layer in self.layers[:FUNNEL]:
            x = layer(x, mask)
        x = torch.gather(x, 1, kept[:, :, None].expand(-1, -1, HIDDEN))
        mask = kept_mask[:, None, None, :]
        for layer in self.layers[FUNNEL:]:
            x = layer(x, mask)
        return x


class OneText(nn.Module):
    """The student as it is served: one text without padding, and so without masks."""

    def __init__(self, student: Student):
        super().__init__()
        self.student = student

    def forward(self, input_ids, kept):
        """[1, length] ids and [kept] positions to [1, kept, 384] token vectors."""
        x = self.student.embed(input_ids)
        for layer in self.student.layers[:FUNNEL]:
            x = layer(x)
        x = torch.index_select(x, 1, kept)
        for layer in self.student.layers[FUNNEL:]:
            x = layer(x)
        return x


def prepare(tokenizer: Tokenizer, texts: list[list[int]]) -> tuple[torch.Tensor, ...]:
    """What the student takes: padded ids, where they are text, padded positions to keep, where
    they are text."""
    return *padded(texts), *padded([tokenizer.kept(ids) for ids in texts])


def encode(student: Student, inputs: tuple[torch.Tensor, ...]):
    """Unit sentence vectors [rows, 384], unit token vectors [rows, kept, 384], and where those lie
    inside the text: neither padding nor <s> nor </s>. `inputs` are those of `prepare`."""
    device = student.places.weight.device
    ids, mask, kept, inside = (numbers.to(device, non_blocking=True) for numbers in inputs)
    # Sixteen bits are enough for the layers where there is hardware for them.
    with torch.autocast(device.type, torch.bfloat16, enabled=ids.is_cuda):
        tokens = student(ids, mask, kept, inside)
    return pooled(tokens.float(), inside)


def vectors(student: Student, tokenizer: Tokenizer, texts: list[list[int]]) -> torch.Tensor:
    """Unit sentence vectors [texts, 384] on the student's device."""
    return sentence_vectors(lambda some: encode(student, prepare(tokenizer, some)), texts)


def optimizer(student: Student, rate: float) -> torch.optim.AdamW:
    """For a highest learning rate of the layers."""
    layers = [p for name, p in student.named_parameters() if name != "words.weight"]
    groups = [
        {"params": layers, "lr": rate, "weight_decay": 0.01},
        {"params": [student.words.weight], "lr": WORDS_RATE * rate, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, fused=True)


def load(path: str) -> Student:
    """A checkpoint of `save`."""
    state = load_file(path)
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    student = Student(len(state["words.weight"]), layers, len(state["layers.0.inner.bias"]))
    student.load_state_dict(state)
    return student


def save(student: Student, path: str) -> None:
    save_file({k: v.contiguous() for k, v in student.state_dict().items()}, path + ".part")
    os.replace(path + ".part", path)
