# SPDX-License-Identifier: Apache-2.0
"""Writes a checkpoint as an encoder folder for Crosswalk: OpenVINO IR, word pieces, settings."""

import argparse
import json
import os
import random
import shutil

import numpy as np
import openvino as ov
import torch

import data
import model

CALIBRATION_TEXTS = 300
MAX_TOKENS = 128


def settings(name: str, version: str, precision: str) -> dict:
    """Everything about the encoder that its reader must know."""
    return {
        "format": 1,
        "kind": "transformer",
        "name": name,
        "version": version,
        "dimension": model.HIDDEN,
        "model": "encoder.xml",
        "inputs": {"ids": "input_ids", "mask": "attention_mask"},
        "output": "token_vectors",
        "pooling": "mean",
        "tokenizer": {
            "kind": "wordpiece",
            "vocabulary": "vocab.txt",
            "lowercase": True,
            "strip_accents": True,
            "unknown": "[UNK]",
            "start": "[CLS]",
            "end": "[SEP]",
            "max_tokens": MAX_TOKENS,
            "max_word_chars": 100,
        },
        "token_scores": {"temperature": model.TOKEN_TEMPERATURE, "special_tokens": False},
        "templates": {"label": "{label}", "described": data.DESCRIBED},
        "languages": ["en"],
        "precision": precision,
    }


def to_openvino(encoder: model.Encoder) -> ov.Model:
    example = torch.ones(2, 9, dtype=torch.long)
    converted = ov.convert_model(
        encoder,
        example_input={"input_ids": example, "attention_mask": example},
        input=[("input_ids", [-1, -1], ov.Type.i64), ("attention_mask", [-1, -1], ov.Type.i64)],
    )
    converted.output(0).get_tensor().set_names({"token_vectors"})
    return converted


def calibration_inputs(tokenizer: model.Tokenizer, folder: str) -> list[dict]:
    """Training texts and concept texts, half and half."""
    draw = random.Random(1)
    texts = [e.text for e in draw.sample(data.training_examples(folder), CALIBRATION_TEXTS // 2)]
    concepts = draw.sample(data.read_concepts(folder), CALIBRATION_TEXTS // 2)
    texts += [draw.choice((c.label, c.described)) for c in concepts]
    return [
        {"input_ids": np.array([ids]), "attention_mask": np.ones((1, len(ids)), np.int64)}
        for ids in tokenizer.ids(texts)
    ]


def quantise(converted: ov.Model, precision: str, inputs: list[dict]) -> ov.Model:
    import nncf

    if precision == "int8-weights":
        return nncf.compress_weights(converted, mode=nncf.CompressWeightsMode.INT8_SYM)
    # Processors without VNNI add pairs of u8 x s8 products in 16 bits, which can saturate;
    # the overflow fix keeps weights within seven bits, so that they cannot.
    return nncf.quantize(
        converted,
        nncf.Dataset(inputs),
        subset_size=len(inputs),
        model_type=nncf.ModelType.TRANSFORMER,
        preset=nncf.QuantizationPreset.MIXED,
        fast_bias_correction=True,
        advanced_parameters=nncf.AdvancedQuantizationParameters(
            overflow_fix=nncf.OverflowFix.ENABLE
        ),
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with esco/, mapping/ and outcomes/")
    parser.add_argument("--checkpoint", default="base", help="'base' is the untuned model")
    parser.add_argument("--out", required=True)
    parser.add_argument("--precision", choices=["fp32", "int8", "int8-weights"], default="int8")
    parser.add_argument("--name", default="minilm-l6-esco")
    parser.add_argument("--version", default="1")
    options = parser.parse_args()

    os.makedirs(options.out, exist_ok=True)
    vocab = os.path.join(options.out, "vocab.txt")
    shutil.copyfile(os.path.join(model.base_model_directory(), "vocab.txt"), vocab)
    converted = to_openvino(model.load(options.checkpoint).eval())
    if options.precision != "fp32":
        inputs = calibration_inputs(model.Tokenizer(vocab, MAX_TOKENS), options.data)
        converted = quantise(converted, options.precision, inputs)
    path = os.path.join(options.out, "encoder.xml")
    ov.save_model(converted, path, compress_to_fp16=False)
    with open(os.path.join(options.out, "encoder.json"), "w", encoding="utf-8") as out:
        json.dump(settings(options.name, options.version, options.precision), out, indent=2)
        out.write("\n")
    size = os.path.getsize(os.path.join(options.out, "encoder.bin"))
    print(f"{options.out}: {options.precision}, encoder.bin {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
