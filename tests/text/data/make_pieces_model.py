#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes pieces.model: a SentencePiece model small enough to read the tests by.

Run with the Python package sentencepiece (0.2.3 when the file was made). The trainer only compiles
the character map; pieces and scores are the ones below. --show TEXT ... prints what the library
makes of texts with the model that is there.
"""

import pathlib
import sys
import tempfile

import sentencepiece
from sentencepiece import sentencepiece_model_pb2

MODEL = pathlib.Path(__file__).with_name("pieces.model")

# From -> to. Upper case and composition only for the letters that the tests use.
RULES = {
    "E": "e", "F": "f", "L": "l", "W": "w",
    "É": "é", "e\u0301": "é", "E\u0301": "é", "e\u0300": "è",
    "\u2019": "'", "\ufb01": "fi", "\u2153": "1\u20443",
    "\t": " ", "\n": " ", "\u00a0": " ", "\u200b": "",
}  # fmt: skip

# The place is the id. The first three have kinds of their own.
PIECES = [
    ("<unk>", 0.0), ("<s>", 0.0), ("</s>", 0.0),
    ("\u2581", -3.0), ("\u2581weld", -5.0), ("ing", -5.0), ("s", -4.0), ("\u2581safe", -5.0),
    (",", -4.0), ("\u2581l", -6.0), ("'", -4.0), ("élève", -8.0), ("é", -6.0), ("l", -6.0),
    ("e", -6.0), ("f", -6.0), ("i", -6.0), ("1", -6.0), ("3", -6.0), ("\u2044", -6.0),
    ("\u2581the", -3.0), ("w", -6.0), ("d", -6.0), ("\ufffd", -7.0), ("unused", -1.0),
]  # fmt: skip


def write():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "rules.tsv").write_text(
            "".join(
                " ".join(f"{ord(c):X}" for c in source)
                + "\t"
                + " ".join(f"{ord(c):X}" for c in target)
                + "\n"
                for source, target in RULES.items()
            ),
            encoding="utf-8",
        )
        (folder / "text.txt").write_text("weld the welds, l'élève fit 13\n" * 20, encoding="utf-8")
        sentencepiece.SentencePieceTrainer.train(
            input=str(folder / "text.txt"),
            model_prefix=str(folder / "trained"),
            normalization_rule_tsv=str(folder / "rules.tsv"),
            vocab_size=24,
            hard_vocab_limit=False,
        )
        trained = sentencepiece_model_pb2.ModelProto()
        trained.ParseFromString((folder / "trained.model").read_bytes())
    kind = sentencepiece_model_pb2.ModelProto.SentencePiece
    model = sentencepiece_model_pb2.ModelProto()
    model.trainer_spec.model_type = sentencepiece_model_pb2.TrainerSpec.UNIGRAM
    model.normalizer_spec.name = "tests"
    model.normalizer_spec.precompiled_charsmap = trained.normalizer_spec.precompiled_charsmap
    for text, score in PIECES:
        piece = model.pieces.add(piece=text, score=score)
        if text == "<unk>":
            piece.type = kind.UNKNOWN
        elif text in ("<s>", "</s>"):
            piece.type = kind.CONTROL
        elif text == "unused":
            piece.type = kind.UNUSED
    MODEL.write_bytes(model.SerializeToString(deterministic=True))


def show(texts):
    library = sentencepiece.SentencePieceProcessor(model_file=str(MODEL))
    for text in texts:
        print(repr(text), library.encode(text), library.encode(text, out_type=str))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--show"]:
        show(sys.argv[2:])
    else:
        write()
