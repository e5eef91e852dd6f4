# SPDX-License-Identifier: Apache-2.0
"""Runs an exported encoder folder the way Crosswalk does: equal lengths together, no padding."""

import json
import os

import numpy as np
import openvino as ov

import model

BATCH = 32


class Runtime:
    def __init__(self, folder: str, threads: int):
        with open(os.path.join(folder, "encoder.json"), encoding="utf-8") as text:
            self.settings = json.load(text)
        pieces = self.settings["tokenizer"]
        vocab = os.path.join(folder, pieces["vocabulary"])
        self.tokenizer = model.Tokenizer(vocab, pieces["max_tokens"])
        self.compiled = ov.Core().compile_model(
            os.path.join(folder, self.settings["model"]),
            "CPU",
            {
                "INFERENCE_NUM_THREADS": threads,
                "NUM_STREAMS": 1,
                "INFERENCE_PRECISION_HINT": "f32",
            },
        )
        self.request = self.compiled.create_infer_request()

    def tokens(self, ids: np.ndarray) -> np.ndarray:
        """[rows, length] ids of texts of equal length to [rows, length, dimension]."""
        self.request.infer({"input_ids": ids, "attention_mask": np.ones_like(ids)})
        return self.request.get_output_tensor(0).data.copy()

    def encode(self, texts: list[str], keep_tokens: bool = False):
        """Unit sentence vectors and, where asked for, unit token vectors without specials."""
        ids = self.tokenizer.ids(texts)
        by_length = {}
        for i, row in enumerate(ids):
            by_length.setdefault(len(row), []).append(i)
        vectors = np.empty((len(texts), self.settings["dimension"]), np.float32)
        tokens = [None] * len(texts)
        for members in by_length.values():
            for first in range(0, len(members), BATCH):
                part = members[first : first + BATCH]
                out = self.tokens(np.array([ids[i] for i in part], np.int64))
                vectors[part] = out.mean(1)
                if keep_tokens:
                    unit = out / np.linalg.norm(out, axis=2, keepdims=True)
                    for i, row in zip(part, unit):
                        tokens[i] = row[1:-1].copy()
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return (vectors, tokens) if keep_tokens else vectors
