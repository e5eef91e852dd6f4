# SPDX-License-Identifier: Apache-2.0
"""Outcomes with the processes and the knowledge that people found in them."""

import dataclasses
import hashlib
import json
import pathlib

import numpy as np
import scipy.sparse as sparse

from knowledge_features import KINDS
from reading import FOLDER, PROCESSES, split

REPOSITORY = FOLDER.parents[2]
BLOOM_NAMES = ["Remember", "Understand", "Apply", "Analyze", "Evaluate", "Create"]
SAME_WORDS = 0.7  # Jaccard index of word sets above which two texts share a fold.
ROWS = 500


@dataclasses.dataclass
class Outcome:
    text: str
    language: str
    processes: np.ndarray | None  # bool[6]
    knowledge: int | None         # index into KINDS


def bloom(data):
    """The learning objectives of Li et al. (2022)."""
    found = []
    with open(pathlib.Path(data) / "bloom" / "learning_objectives.jsonl", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            shown = np.array([name in row["bloom"] for name in BLOOM_NAMES])
            found.append(Outcome(row["text"], "en", shown, None))
    return found


def own(path, language):
    """Outcomes of a file of this project: processes, knowledge, text."""
    found = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            processes, knowledge, text = line.rstrip("\n").split("\t")
            found.append(Outcome(text, language, named(processes), KINDS.index(knowledge)))
    return found


def named(processes):
    return np.array([process in processes.split(",") for process in PROCESSES])


def of_shared_data(data):
    """Outcomes of the shared data that labels.tsv knows by the SHA-256 of their text."""
    labels = {}
    with open(FOLDER / "labels.tsv", encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                digest, language, knowledge, processes = line.rstrip("\n").split("\t")
                labels[digest] = (language, knowledge, processes)
    found = {}
    for text in texts_of_shared_data(pathlib.Path(data)):
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        if digest in labels and digest not in found:
            language, knowledge, processes = labels[digest]
            found[digest] = Outcome(text, language, None if processes == "-" else named(processes),
                                    KINDS.index(knowledge))
    return [found[digest] for digest in sorted(found)]


def texts_of_shared_data(data):
    for name in ("programs_dev.jsonl", "microcredentials_dev.jsonl"):
        with open(data / "oqf" / name, encoding="utf-8") as lines:
            for line in lines:
                yield from json.loads(line)["outcomes"]
    with open(data / "bloom" / "learning_objectives.jsonl", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]
    with open(data / "outcomes" / "fr_validation.tsv", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")[2]


def groups(texts):
    """A number for each text; texts whose words are nearly the same have the same number."""
    vocabulary, row, column = {}, [], []
    for i, text in enumerate(texts):
        for word in {word for word, _ in split(text)}:
            row.append(i)
            column.append(vocabulary.setdefault(word, len(vocabulary)))
    words = sparse.csr_matrix((np.ones(len(row), np.float32), (row, column)),
                              shape=(len(texts), len(vocabulary)))
    sizes = np.asarray(words.sum(axis=1)).ravel()
    parent = list(range(len(texts)))

    def root(i):
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    transposed = words.T.tocsr()
    for start in range(0, len(texts), ROWS):
        common = (words[start:start + ROWS] @ transposed).tocoo()
        first, second = common.row + start, common.col
        alike = common.data / (sizes[first] + sizes[second] - common.data) >= SAME_WORDS
        for a, b in zip(first[alike], second[alike]):
            if a < b:
                parent[root(a)] = root(b)
    return np.array([root(i) for i in range(len(texts))])


def folds(group, count, seed):
    """The fold of each text; texts of one group share it."""
    names = np.unique(group)
    fold = dict(zip(names, np.random.RandomState(seed).permutation(len(names)) % count))
    return np.array([fold[name] for name in group])
