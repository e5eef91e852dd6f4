# SPDX-License-Identifier: Apache-2.0
"""Builds SentencePiece models out of pieces and scores."""

import io

import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as protocol

NORMALISER = "nmt_nfkc_cf"  # NFKC, case folded; what is left of accents stays.
WORD_START = "▁"  # How a piece says that a blank comes before it.
SPECIAL = ("<unk>", "<s>", "</s>")  # Ids 0, 1 and 2.


def normaliser() -> protocol.NormalizerSpec:
    """The rules, compiled by training a model that is then thrown away."""
    lines = [f"a line of a few plain words, number {i}" for i in range(200)]
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_writer=written,
        vocab_size=60,
        hard_vocab_limit=False,
        normalization_rule_name=NORMALISER,
        minloglevel=2,
    )
    model = protocol.ModelProto()
    model.ParseFromString(written.getvalue())
    return model.normalizer_spec


def build(pieces: list[tuple[str, float]]) -> bytes:
    """A unigram model of the special pieces and the given ones with their scores."""
    kinds = protocol.ModelProto.SentencePiece
    model = protocol.ModelProto()
    for name, kind in zip(SPECIAL, (kinds.UNKNOWN, kinds.CONTROL, kinds.CONTROL)):
        model.pieces.add(piece=name, score=0.0, type=kind)
    for piece, score in pieces:
        model.pieces.add(piece=piece, score=score, type=kinds.NORMAL)
    model.trainer_spec.model_type = protocol.TrainerSpec.UNIGRAM
    model.trainer_spec.vocab_size = len(model.pieces)
    model.normalizer_spec.CopyFrom(normaliser())
    return model.SerializeToString()


def open_model(model: bytes) -> sentencepiece.SentencePieceProcessor:
    return sentencepiece.SentencePieceProcessor(model_proto=model)
