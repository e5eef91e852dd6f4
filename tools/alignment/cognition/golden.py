# SPDX-License-Identifier: Apache-2.0
"""Writes what the fitted model says of a few texts, for the test that compares the server with it.

Reads server/alignment/data/cognitive_model.json and tests/alignment/data/cognitive_texts.tsv
(language, text); writes tests/alignment/data/cognitive_answers.tsv: six probabilities of processes,
which are shown, four probabilities of knowledge by words alone, four with a made-up vector.
"""

import json

import numpy as np

import knowledge_features
import process_features
from knowledge_features import KINDS
from labelled import REPOSITORY
from reading import PROCESSES, Glossary, read, split

MODEL = REPOSITORY / "server/alignment/data/cognitive_model.json"
TESTS = REPOSITORY / "tests/alignment/data"


def made_up_vector(size):
    """The test makes the same: -0.09, -0.06 … 0.09 by turns."""
    return np.array([(i % 7 - 3) * 0.03 for i in range(size)], np.float32)


class Model:
    def __init__(self, path):
        with open(path, encoding="utf-8") as text:
            self.data = json.load(text)
        french = self.data["french"]
        self.glossary = Glossary({k: v.split() for k, v in french["phrases"].items()},
                                 {k: v.split() for k, v in french["finite"].items()},
                                 set(french["subjects"]))
        self.cues = {language: [[phrase.split() for phrase in kinds[kind]] for kind in KINDS]
                     for language, kinds in self.data["knowledge"]["cues"].items()}

    def processes(self, text, language):
        parts = self.data["processes"]
        total = np.array(parts["bias"])
        reading = read(text, language, self.glossary)
        for key in process_features.features(reading, self.data["verbs"]):
            total = total + parts["features"].get(key, [0] * len(PROCESSES))
        curves = np.array(parts["curves"])
        likely = 1 / (1 + np.exp(-(curves[:, 0] + curves[:, 1] * total / parts["scale"])))
        best = total.max()
        return likely, (total > 0) | ((total == best) & (best > parts["nearest"]))

    def knowledge(self, text, language, vector=None):
        parts = self.data["knowledge"]
        inputs = np.array(knowledge_features.features(
            split(text), read(text, language, self.glossary), self.data["verbs"],
            self.cues[language]))
        suffix = "" if vector is None else "_with_vector"
        scores = np.array(parts["bias" + suffix]) + np.array(parts["weights" + suffix]) @ inputs
        if vector is not None:
            scores = scores + np.array(parts["vector"]) @ vector.astype(float)
        scores = np.exp(scores - scores.max())
        return scores / scores.sum()


def write():
    model = Model(MODEL)
    vector = made_up_vector(len(model.data["knowledge"]["vector"][0]))
    with (open(TESTS / "cognitive_texts.tsv", encoding="utf-8") as texts,
          open(TESTS / "cognitive_answers.tsv", "w", encoding="utf-8") as answers):
        for line in texts:
            language, text = line.rstrip("\n").split("\t")
            likely, shown = model.processes(text, language)
            columns = [*("%.6f" % p for p in likely), "".join("1" if s else "0" for s in shown),
                       *("%.6f" % p for p in model.knowledge(text, language)),
                       *("%.6f" % p for p in model.knowledge(text, language, vector))]
            answers.write("\t".join(columns) + "\n")


if __name__ == "__main__":
    write()
