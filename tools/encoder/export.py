# SPDX-License-Identifier: Apache-2.0
"""Writes a student as an encoder folder for Crosswalk: OpenVINO IR, pieces, settings.

The model takes one text an inference, since texts of unequal length would need padding.
"""

import argparse
import json
import os
import shutil

import nncf
import openvino as ov
import torch

import data
import student
from layer import HIDDEN
from scores import TOKEN_TEMPERATURE

PIECES = "pieces.model"
STATIC = "static.bin"


def settings(tokenizer: student.Tokenizer, name: str, version: str, precision: str) -> dict:
    """Everything about the encoder that its reader must know."""
    return {
        "format": 1,
        "kind": "transformer",
        "name": name,
        "version": version,
        "dimension": HIDDEN,
        "model": "encoder.xml",
        "inputs": {"ids": "input_ids"},
        "output": "token_vectors",
        "pooling": "mean",
        "tokenizer": {
            "kind": "sentencepiece",
            "model": PIECES,
            "start": tokenizer.piece(student.START),
            "end": tokenizer.piece(student.END),
            "max_tokens": student.POSITIONS,
        },
        "funnel": {
            "input": "kept",
            "dropped_pieces": [tokenizer.piece(i) for i in sorted(tokenizer.dropped)],
        },
        "token_scores": {"temperature": TOKEN_TEMPERATURE, "special_tokens": False},
        "templates": {"label": "{label}", "described": data.DESCRIBED},
        "languages": ["en", "fr"],
        "precision": precision,
    }


def to_openvino(network: student.Student) -> ov.Model:
    example = {"input_ids": torch.ones(1, 9, dtype=torch.long), "kept": torch.tensor([0, 3, 5, 8])}
    converted = ov.convert_model(
        student.OneText(network),
        example_input=example,
        input=[("input_ids", [1, -1], ov.Type.i64), ("kept", [-1], ov.Type.i64)],
    )
    converted.output(0).get_tensor().set_names({"token_vectors"})
    return converted


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", required=True, help="safetensors of train_student.py")
    parser.add_argument("--pieces", required=True, help="SentencePiece model of vocabulary.py")
    parser.add_argument("--out", required=True, help="folder to write")
    parser.add_argument("--precision", choices=["fp32", "int8-weights"], default="int8-weights")
    parser.add_argument("--static", help="vectors of static_train.py to put beside it")
    parser.add_argument("--name", default="minilm-l6-enfr")
    parser.add_argument("--version", default="3")
    options = parser.parse_args()

    tokenizer = student.Tokenizer(options.pieces, student.POSITIONS)
    network = student.load(options.checkpoint).eval()
    if network.words.num_embeddings != tokenizer.size:
        raise SystemExit(
            f"{options.checkpoint} has {network.words.num_embeddings} pieces, "
            f"{options.pieces} has {tokenizer.size}"
        )
    converted = to_openvino(network)
    if options.precision == "int8-weights":
        converted = nncf.compress_weights(converted, mode=nncf.CompressWeightsMode.INT8_SYM)

    os.makedirs(options.out, exist_ok=True)
    shutil.copyfile(options.pieces, os.path.join(options.out, PIECES))
    ov.save_model(converted, os.path.join(options.out, "encoder.xml"), compress_to_fp16=False)
    with open(os.path.join(options.out, "encoder.json"), "w", encoding="utf-8") as out:
        described = settings(tokenizer, options.name, options.version, options.precision)
        if options.static:
            shutil.copyfile(options.static, os.path.join(options.out, STATIC))
            described["static"] = {"vectors": STATIC}
        json.dump(described, out, indent=2, ensure_ascii=False)
        out.write("\n")
    size = os.path.getsize(os.path.join(options.out, "encoder.bin"))
    print(f"{options.out}: {options.precision}, encoder.bin {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
