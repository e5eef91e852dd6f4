# SPDX-License-Identifier: Apache-2.0
"""Reads an exported encoder folder back into a checkpoint, so that a shipped encoder can be trained
further. Matrices stay as coarse as their eight bits."""

import argparse
import json
import os

import numpy as np
import openvino as ov
import torch

import student
from layer import HIDDEN

WORDS = "self.student."
# What follows the eight-bit matrices of a layer, in the order of the graph: biases and norms, which
# the export leaves without names.
IN_LAYER = (
    "qkv.bias",
    "attended.bias",
    "attended_norm.weight",
    "attended_norm.bias",
    "inner.bias",
    "outer.bias",
    "outer_norm.weight",
    "outer_norm.bias",
)


def constants(folder: str):
    """(name, values) of every constant, in the order of the graph."""
    with open(os.path.join(folder, "encoder.json"), encoding="utf-8") as text:
        model = json.load(text)["model"]
    for node in ov.Core().read_model(os.path.join(folder, model)).get_ordered_ops():
        if node.get_type_name() == "Constant" and node.get_output_size() == 1:
            yield node.get_friendly_name(), node.get_data()


def checkpoint(folder: str) -> dict[str, torch.Tensor]:
    matrices, scales, nameless = {}, {}, []
    for name, values in constants(folder):
        if name.endswith("/scale"):
            scales[name.removeprefix(WORDS).removesuffix("/scale")] = values
        elif name.startswith(WORDS):
            matrices[name.removeprefix(WORDS)] = values
        elif values.size >= HIDDEN:
            nameless.append(values.reshape(-1))
    state = {
        name: values.astype(np.float32) * scales[name].astype(np.float32)
        for name, values in matrices.items()
    }
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    names = ["norm.weight", "norm.bias"]
    names += [f"layers.{layer}.{name}" for layer in range(layers) for name in IN_LAYER]
    if len(names) != len(nameless):
        raise SystemExit(f"{folder}: {len(nameless)} biases and norms instead of {len(names)}")
    state |= {name: values.astype(np.float32) for name, values in zip(names, nameless)}
    return {name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in state.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", required=True, help="folder with encoder.json")
    parser.add_argument("--out", required=True, help="checkpoint to write")
    options = parser.parse_args()

    state = checkpoint(options.encoder)
    inner = len(state["layers.0.inner.bias"])
    layers = sum(name.endswith("qkv.bias") for name in state)
    network = student.Student(len(state["words.weight"]), layers, inner)
    network.load_state_dict(state)
    student.save(network, options.out)


if __name__ == "__main__":
    main()
