# SPDX-License-Identifier: Apache-2.0
"""Reads and checks the outcomes and job-advert sentences of sentences/, in two languages."""

import glob
import os
import re
from dataclasses import dataclass

from data import Concept

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sentences")
KINDS = ("outcome", "advert", "line")
URI = re.compile(r"http://data\.europa\.eu/esco/skill/[0-9a-zA-Z-]+")


@dataclass
class Sentence:
    concepts: list[str]
    kind: str
    english: str
    french: str


def parse(line: str) -> Sentence:
    """One line; ValueError with the reason where it is not as README.md says."""
    columns = line.rstrip("\n").split("\t")
    if len(columns) != 4:
        raise ValueError(f"{len(columns)} columns instead of 4")
    uris, kind, english, french = columns
    concepts = uris.split(" ")
    for uri in concepts:
        if not URI.fullmatch(uri):
            raise ValueError(f'"{uri}" is no skill of ESCO')
    if kind not in KINDS:
        raise ValueError(f'kind "{kind}" is neither of {", ".join(KINDS)}')
    for language, text in (("English", english), ("French", french)):
        if not text.strip():
            raise ValueError(f"no {language} text")
        if text != text.strip():
            raise ValueError(f"blanks around the {language} text")
        if text.count('"') % 2 or (text[0] == text[-1] == '"'):
            raise ValueError(f"stray quotes in the {language} text")
    if english == french:
        raise ValueError("the same text in both languages")
    return Sentence(concepts, kind, english, french)


def check(sentence: Sentence, known: set[str], descriptions: set[str]) -> None:
    """ValueError where a concept is not in the bundle or a text is a description of ESCO."""
    for uri in sentence.concepts:
        if uri not in known:
            raise ValueError(f"{uri} is not in the ESCO bundle")
    if not descriptions.isdisjoint((sentence.english, sentence.french)):
        raise ValueError("the text is a description of ESCO")


def read(concepts: list[Concept], folder: str = FOLDER) -> list[Sentence]:
    """All sentences, in the order of the files; ValueError names file and line at fault."""
    known = {c.uri for c in concepts}
    descriptions = {c.description for c in concepts}
    found = []
    for path in sorted(glob.glob(os.path.join(folder, "*.tsv"))):
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    sentence = parse(line)
                    check(sentence, known, descriptions)
                except ValueError as fault:
                    raise ValueError(f"{path}:{number}: {fault}") from None
                found.append(sentence)
    if not found:
        raise FileNotFoundError(f"no sentences in {folder}")
    return found
