# SPDX-License-Identifier: Apache-2.0
"""Vectors of texts and concepts, as the server has them; `encoder_data` is the module that reads both."""

import os
import sys

import numpy as np
import torch

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "encoder"))
import data as encoder_data  # noqa: E402
import runtime  # noqa: E402
import static_vectors  # noqa: E402
import student  # noqa: E402


def read_examples(path):
    read = encoder_data.read_sentences if path.endswith(".jsonl") else encoder_data.read_outcomes
    return read(path)


def name_of(path):
    """Of the set in the file, as crosswalk-eval calls it."""
    return os.path.splitext(os.path.basename(path))[0]


class Encoder:
    """The transformer in the folder, and the static encoder beside it."""

    def __init__(self, folder: str, threads: int):
        self.folder = folder
        self.runtime = runtime.Runtime(folder, threads)

    def encode(self, texts, static=False):
        return self._static(texts) if static else self.runtime.encode(texts)

    def concepts(self, concepts):
        """The vectors of label and of label with description, one after the other."""
        return np.hstack([self.runtime.encode([c.label for c in concepts]),
                          self.runtime.encode([c.described for c in concepts])])

    @torch.no_grad()
    def _static(self, texts):
        pieces = static_vectors.Pieces(self.runtime.tokenizer)
        file = os.path.join(self.folder, self.runtime.settings["static"]["vectors"])
        table = static_vectors.StaticVectors(static_vectors.read(file))
        tokens = student.Tokenizer(self.runtime.pieces_file, student.POSITIONS).ids(texts)
        # Of what it knows no piece of it knows nothing: zeros.
        return table.encode([pieces.of(ids) or [student.UNKNOWN] for ids in tokens])[0].numpy()
