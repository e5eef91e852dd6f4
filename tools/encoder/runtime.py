# SPDX-License-Identifier: Apache-2.0
"""Runs an exported encoder folder the way Crosswalk does: one text an inference."""

import json
import os

import numpy as np
import openvino as ov

import student


class Runtime:
    def __init__(self, folder: str, threads: int):
        with open(os.path.join(folder, "encoder.json"), encoding="utf-8") as text:
            self.settings = json.load(text)
        pieces = self.settings["tokenizer"]
        self.pieces_file = os.path.join(folder, pieces["model"])
        self.tokenizer = student.Tokenizer(self.pieces_file, pieces["max_tokens"])
        options = {
            "PERFORMANCE_HINT": "THROUGHPUT",
            "INFERENCE_NUM_THREADS": threads,
            "NUM_STREAMS": threads,
            "INFERENCE_PRECISION_HINT": "f32",
        }
        model = os.path.join(folder, self.settings["model"])
        self.compiled = ov.Core().compile_model(model, "CPU", options)
        self.queue = ov.AsyncInferQueue(self.compiled, threads)

    def tokens(self, ids: list[int]) -> np.ndarray:
        """Token vectors [kept, dimension] of one text."""
        return self.compiled(self.inputs(ids))[0][0]

    def inputs(self, ids: list[int]) -> dict[str, np.ndarray]:
        kept = self.tokenizer.kept(ids)
        return {
            self.settings["inputs"]["ids"]: np.array([ids], np.int64),
            self.settings["funnel"]["input"]: np.array(kept, np.int64),
        }

    def encode(self, texts: list[str], keep_tokens: bool = False):
        """Unit sentence vectors and, where asked for, unit token vectors without specials."""
        vectors = np.empty((len(texts), self.settings["dimension"]), np.float32)
        tokens = [None] * len(texts)

        def take(request, at):
            out = request.get_output_tensor(0).data[0]
            vectors[at] = out.mean(0)
            if keep_tokens:
                inside = out[1:-1]
                tokens[at] = inside / np.linalg.norm(inside, axis=1, keepdims=True)

        self.queue.set_callback(take)
        for at, ids in enumerate(self.tokenizer.ids(texts)):
            self.queue.start_async(self.inputs(ids), at)
        self.queue.wait_all()
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return (vectors, tokens) if keep_tokens else vectors
