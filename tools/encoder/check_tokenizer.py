# SPDX-License-Identifier: Apache-2.0
"""Writes what the reference tokeniser and model say, to compare other implementations with.

`tokens` lists the ids of every text of the data folder: one `text TAB ids` a line, the text as a
JSON string. `vectors` lists 200 texts as JSON lines with ids, the positions that pass the funnel,
and the fp32 sentence vector.
"""

import argparse
import csv
import glob
import io
import json
import os
import random
import zipfile

import torch

import data
import student

TRICKY = [
    "a",
    "Café, naïve, Čapek, Straße, ŒUVRE, İstanbul",
    "L'élève saura d'abord rédiger l'état des flux de trésorerie.",
    "C++17, C#, .NET 8 & Node.js (v20.1) – 'legacy' code…",
    "e-mail: jane.doe@example.org; https://example.org/a_b?c=d%20e",
    "tabs\tand\nnew lines\r\nand\u00a0no-break\u2003spaces",
    "zero\u200bwidth, soft\u00adhyphen, bell\u0007, replacement\ufffd",
    "中文 and 日本語 and 한국어 mixed with English",
    "combining: e\u0301, a\u0308, n\u0303; ﬁ ligature; ½ and ²; № 5",
    "x" * 101,
    "x" * 100,
    "emoji 🙂 and flags 🇨🇦 and astral 𝒳",
    "ΑΒΓ ὈΔΥΣΣΕΎΣ; Москва; עברית; العربية; हिन्दी; ไทย",
    "$5, 10 %, 3/4, ^caret, `tick`, ~tilde, |bar|, <tag>, {brace}, [bracket], a_b",
    "«guillemets» “quotes” ‘single’ „low“ ‹ › — – ‑ ‐ −",
    "UPPER lower MiXeD ǅ ﬀ ŉ ẞ",
]


def all_texts(folder: str):
    for language in ("en", "fr"):
        with zipfile.ZipFile(data.esco_bundle(folder, language)) as bundle:
            for name in sorted(bundle.namelist()):
                if not name.startswith(("skills_", "occupations_", "skillGroups_", "ISCOGroups_")):
                    continue
                with bundle.open(name) as raw:
                    for row in csv.DictReader(io.TextIOWrapper(raw, "utf-8-sig")):
                        yield row.get("preferredLabel", "")
                        yield row.get("description", "")
                        for field in ("altLabels", "hiddenLabels"):
                            yield from (row.get(field) or "").split("\n")
    for path in sorted(glob.glob(os.path.join(folder, "mapping", "*.jsonl"))):
        yield from (e.text for e in data.read_sentences(path))
    for path in sorted(glob.glob(os.path.join(folder, "outcomes", "*.tsv"))):
        yield from (e.text for e in data.read_outcomes(path))
    for path in sorted(glob.glob(os.path.join(folder, "oqf", "*.jsonl"))):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                yield from strings(json.loads(line))


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from strings(item)


def write_tokens(folder: str, tokenizer: student.Tokenizer, path: str) -> None:
    texts = list(dict.fromkeys(t for t in (*TRICKY, *all_texts(folder)) if t and t.strip()))
    with open(path, "w", encoding="utf-8") as out:
        for first in range(0, len(texts), 4096):
            part = texts[first : first + 4096]
            for text, ids in zip(part, tokenizer.ids(part)):
                out.write(json.dumps(text) + "\t" + " ".join(map(str, ids)) + "\n")
    print(f"{path}: {len(texts)} texts")


def write_vectors(folder: str, tokenizer: student.Tokenizer, checkpoint: str, path: str) -> None:
    draw = random.Random(2)
    texts = TRICKY + [e.text for e in draw.sample(data.training_examples(folder), 100)]
    texts += [c.described for c in draw.sample(data.read_concepts(folder), 200 - len(texts))]
    network = student.load(checkpoint).eval()
    with open(path, "w", encoding="utf-8") as out, torch.no_grad():
        for text, ids in zip(texts, tokenizer.ids(texts)):
            vectors, _, _ = student.encode(network, student.prepare(tokenizer, [ids]))
            row = {
                "text": text,
                "ids": ids,
                "kept": tokenizer.kept(ids),
                "sentence_vector": [round(v, 7) for v in vectors[0].tolist()],
            }
            out.write(json.dumps(row) + "\n")
    print(f"{path}: {len(texts)} texts")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["tokens", "vectors"])
    parser.add_argument("--data", required=True, help="with esco/, mapping/, outcomes/ and oqf/")
    parser.add_argument("--pieces", required=True, help="SentencePiece model of vocabulary.py")
    parser.add_argument("--checkpoint", help="of train_student.py; needed for vectors")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    if options.what == "vectors" and not options.checkpoint:
        parser.error("vectors need --checkpoint")
    tokenizer = student.Tokenizer(options.pieces, student.POSITIONS)
    if options.what == "tokens":
        write_tokens(options.data, tokenizer, options.out)
    else:
        torch.set_num_threads(1)
        write_vectors(options.data, tokenizer, options.checkpoint, options.out)


if __name__ == "__main__":
    main()
