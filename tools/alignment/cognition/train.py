# SPDX-License-Identifier: Apache-2.0
"""Fits the cognitive model, prints how good it is and writes server/alignment/data/cognitive_model.json."""

import argparse
import collections
import json
import sys

import numpy as np
import scipy.sparse as sparse
from scipy.special import log_softmax
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import cohen_kappa_score, confusion_matrix
from sklearn.svm import LinearSVC

import golden
import knowledge_features
import labelled
import process_features
from knowledge_features import KINDS
from labelled import REPOSITORY
from reading import FOLDER, PROCESSES, Glossary, read, read_verbs, split

OUTPUT = REPOSITORY / "server/alignment/data/cognitive_model.json"
SEED = 5
FOLDS = 5

# Processes. The cost of the linear support vector machines was chosen by cross-validation; any
# number of features from 10,000 to all 47,000 gives the same kappa.
COST = 0.05
FEATURES = 12_000
FEWEST_TEXTS = 3        # that hold a feature
FEWEST_OPENINGS = 4     # of texts by a word, that make it a verb
OWN_WEIGHT = 3.0        # of an outcome of this project beside one of the university data
SCALE = 100             # weights are integers in the file: their sum has no order
NEAREST = -0.5          # margin from which the likeliest process is shown though below zero

# Knowledge.
KNOWLEDGE_COST = 1.0
VECTOR_KNOWLEDGE_COST = 0.03
VECTOR_SCALE = 6.0
SHARED_WEIGHT = 2.0     # of an outcome of the shared data beside one of this project


def kappa(truth, said):
    agree = (truth == said).mean()
    chance = truth.mean() * said.mean() + (1 - truth.mean()) * (1 - said.mean())
    return (agree - chance) / (1 - chance)


def show_processes(name, truth, margins):
    said = shown(margins)
    each = [kappa(truth[:, i], said[:, i]) for i in range(len(PROCESSES))]
    print("%-34s n %5d  mean %.3f  %s  all six right %.3f" % (
        name, len(truth), np.mean(each), " ".join("%s %.3f" % p for p in zip(PROCESSES, each)),
        (truth == said).all(axis=1).mean()))


def shown(margins):
    best = margins.max(axis=1, keepdims=True)
    return (margins > 0) | ((margins == best) & (best > NEAREST))


class ProcessModel:
    """Six yes/no decisions, each a weighted sum of the features found."""

    def __init__(self, found, truth, weights):
        count = collections.Counter(key for features in found for key in features)
        names = sorted(key for key, texts in count.items() if texts >= FEWEST_TEXTS)
        first = self.fit(found, names, truth, weights)
        strength = np.abs(first[:, :-1]).max(axis=0)
        names = sorted(names[i] for i in np.argsort(-strength, kind="stable")[:FEATURES])
        self.names = names
        self.weights = np.round(self.fit(found, names, truth, weights) * SCALE).astype(int)

    def fit(self, found, names, truth, weights):
        matrix = self.matrix(found, names)
        machines = [LinearSVC(C=COST, max_iter=1000, random_state=SEED).fit(
            matrix, truth[:, i], sample_weight=weights) for i in range(len(PROCESSES))]
        return np.stack([np.append(m.coef_[0], m.intercept_) for m in machines])

    @staticmethod
    def matrix(found, names):
        column = {name: i for i, name in enumerate(names)}
        pairs = [(i, column[key]) for i, keys in enumerate(found) for key in keys if key in column]
        row, col = zip(*pairs)
        return sparse.csr_matrix((np.ones(len(row)), (row, col)), shape=(len(found), len(names)))

    def margins(self, found):
        return (self.matrix(found, self.names) @ self.weights[:, :-1].T + self.weights[:, -1]) / SCALE


def verbs_of(readings):
    """{stem: the process that the verb shows most often or ""}."""
    opening = collections.Counter(process_features.stem(reading[0][0]) for reading in readings if reading)
    verbs = {stem: "" for stem, texts in opening.items()
             if texts >= FEWEST_OPENINGS and stem not in process_features.STOP_WORDS}
    for english, process, _ in reversed(read_verbs()):
        verbs[process_features.stem(english)] = process
    return verbs


class Processes:
    """Cross-validation and the final fit of the processes."""

    def __init__(self, data, glossary):
        self.glossary = glossary
        self.bloom = labelled.bloom(data)
        self.english = labelled.own(FOLDER / "outcomes_en.tsv", "en")
        self.verbs = verbs_of([read(o.text, "en", glossary) for o in self.bloom])
        self.outcomes = self.bloom + self.english
        self.found = self.features(self.outcomes)
        self.truth = self.labels(self.outcomes)
        self.weights = np.where(np.arange(len(self.outcomes)) < len(self.bloom), 1.0, OWN_WEIGHT)

    def features(self, outcomes):
        return [process_features.features(read(o.text, o.language, self.glossary), self.verbs)
                for o in outcomes]

    @staticmethod
    def labels(outcomes):
        return np.stack([o.processes for o in outcomes])

    def cross_validate(self):
        fold = labelled.folds(labelled.groups([o.text for o in self.outcomes]), FOLDS, SEED)
        margins = np.zeros(self.truth.shape)
        for held in range(FOLDS):
            rest = np.flatnonzero(fold != held)
            model = ProcessModel([self.found[i] for i in rest], self.truth[rest], self.weights[rest])
            out = np.flatnonzero(fold == held)
            margins[out] = model.margins([self.found[i] for i in out])
        count = len(self.bloom)
        show_processes("university objectives, five folds", self.truth[:count], margins[:count])
        show_processes("own English outcomes, five folds", self.truth[count:], margins[count:])
        return margins

    def fit(self):
        return ProcessModel(self.found, self.truth, self.weights)

    def slopes(self, margins):
        """The logistic curve that turns each margin into a probability (Platt 1999)."""
        curves = []
        for i in range(len(PROCESSES)):
            curve = LogisticRegression(C=1e6).fit(margins[:, [i]], self.truth[:, i])
            curves.append([float(curve.intercept_[0]), float(curve.coef_[0, 0])])
        return np.round(curves, 3)


class Knowledge:
    """Cross-validation and the final fit of the kinds of knowledge."""

    def __init__(self, data, encoder, glossary, verbs):
        self.glossary, self.verbs, self.cues = glossary, verbs, knowledge_features.read_cues()
        self.encode = encoder
        self.own = (labelled.own(FOLDER / "outcomes_en.tsv", "en") +
                    labelled.own(FOLDER / "outcomes_fr.tsv", "fr"))
        self.outcomes = self.own + labelled.of_shared_data(data)
        self.truth = np.array([o.knowledge for o in self.outcomes])
        self.shared = np.arange(len(self.outcomes)) >= len(self.own)
        self.weights = np.where(self.shared, SHARED_WEIGHT, 1.0)
        self.sharpness = {}  # By whether the vector is used.

    def inputs(self, outcomes, with_vector):
        values = np.array([knowledge_features.features(
            split(o.text), read(o.text, o.language, self.glossary), self.verbs,
            self.cues[o.language]) for o in outcomes])
        if with_vector:
            values = np.hstack([values, VECTOR_SCALE * self.encode([o.text for o in outcomes])])
        return values

    def machine(self, with_vector):
        cost = VECTOR_KNOWLEDGE_COST if with_vector else KNOWLEDGE_COST
        return LogisticRegression(C=cost, max_iter=5000)

    def evaluate(self, held_out, with_vector):
        name = "cues, verbs and vector" if with_vector else "cues and verbs"
        inputs = self.inputs(self.outcomes, with_vector)
        fold = labelled.folds(labelled.groups([o.text for o in self.outcomes]), 10, SEED)
        scores = np.zeros((len(self.truth), len(KINDS)))
        for held in range(10):
            rest = fold != held
            scores[~rest] = self.machine(with_vector).fit(
                inputs[rest], self.truth[rest],
                sample_weight=self.weights[rest]).decision_function(inputs[~rest])
        said = scores.argmax(axis=1)
        french = np.array([o.language == "fr" for o in self.outcomes])
        for title, part in (("own English", ~self.shared & ~french), ("own French", ~self.shared & french),
                            ("shared English", self.shared & ~french),
                            ("shared French", self.shared & french)):
            self.show(f"{title}, ten folds, {name}", self.truth[part], said[part])
        model = self.fit(with_vector)
        self.sharpness[with_vector] = self.fitted_sharpness(
            name, scores[self.shared], self.truth[self.shared])
        said = model.predict(self.inputs(held_out, with_vector))
        self.show(f"French kept apart, {name}", np.array([o.knowledge for o in held_out]), said, True)
        return model

    def fit(self, with_vector):
        return self.machine(with_vector).fit(self.inputs(self.outcomes, with_vector), self.truth,
                                             sample_weight=self.weights)

    @staticmethod
    def fitted_sharpness(name, scores, truth):
        """The factor of the scores that gives the outcomes of others their likeliest probabilities.

        Our own outcomes are easier than those: fitted on them alone, a model is too sure of itself.
        """
        def loss(factor):
            return -log_softmax(factor * scores, axis=1)[np.arange(len(truth)), truth].mean()
        factor = min(np.arange(0.2, 2.01, 0.05), key=loss)
        print("%-52s log loss %.3f, by %.2f: %.3f" % (name, loss(1.0), factor, loss(factor)))
        return factor

    @staticmethod
    def show(name, truth, said, table=False):
        print("%-52s n %4d  kappa %.3f  accuracy %.3f" % (
            name, len(truth), cohen_kappa_score(truth, said), (truth == said).mean()))
        if table:
            print("  rows: labelled, columns: said,", ", ".join(KINDS))
            print(confusion_matrix(truth, said, labels=range(len(KINDS))))


def encoder_of(folder):
    """A function from texts to unit vectors, remembering what it has seen."""
    sys.path.insert(0, str(REPOSITORY / "tools/encoder"))
    import runtime  # pylint: disable=import-outside-toplevel
    encoder, known = runtime.Runtime(folder, 1), {}

    def encode(texts):
        new = [text for text in texts if text not in known]
        if new:
            known.update(zip(new, encoder.encode(new)))
        return np.stack([known[text] for text in texts])
    return encode


def written(model, slopes, glossary, processes, knowledge, machines):
    plain, with_vector = ((knowledge.sharpness[vector] * machine.intercept_,
                           knowledge.sharpness[vector] * machine.coef_)
                          for vector, machine in enumerate(machines))
    inputs = plain[1].shape[1]
    vector = with_vector[1][:, inputs:] * VECTOR_SCALE
    return {
        "name": "cognition", "version": "1",
        "sources": "Li et al. (2022), learning objectives; Anderson & Krathwohl (2001); own outcomes",
        "verbs": dict(sorted(processes.verbs.items())),
        "french": {
            "phrases": {key: " ".join(value) for key, value in sorted(glossary.phrases.items())},
            "finite": {key: " ".join(value) for key, value in sorted(glossary.finite.items())},
            "subjects": sorted(glossary.subjects),
        },
        "processes": {
            "scale": SCALE, "nearest": int(NEAREST * SCALE), "bias": model.weights[:, -1].tolist(),
            "curves": slopes.tolist(),
            "features": dict(zip(model.names, model.weights[:, :-1].T.tolist())),
        },
        "knowledge": {
            "cues": {language: dict(zip(KINDS, [[" ".join(p) for p in phrases] for phrases in cues]))
                     for language, cues in sorted(knowledge.cues.items())},
            "bias": np.round(plain[0], 4).tolist(),
            "weights": np.round(plain[1], 4).tolist(),
            "bias_with_vector": np.round(with_vector[0], 4).tolist(),
            "weights_with_vector": np.round(with_vector[1][:, :inputs], 4).tolist(),
            "vector": np.round(vector, 4).tolist(),
        },
    }


def one_a_line(value, depth=0):
    """JSON with the members of objects on a line each and lists on one line."""
    if not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    space = " " * depth
    members = [f"{space} {json.dumps(key, ensure_ascii=False)}:{one_a_line(member, depth + 1)}"
               for key, member in value.items()]
    return "{\n" + ",\n".join(members) + "\n" + space + "}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with bloom/, oqf/ and outcomes/")
    parser.add_argument("--encoder", default=str(REPOSITORY / "frameworks/text/models/minilm-l6-enfr"))
    options = parser.parse_args()

    glossary = Glossary.build()
    french = labelled.own(FOLDER / "outcomes_fr.tsv", "fr")
    held_out = labelled.own(REPOSITORY / "tests/alignment/data/outcomes_fr.tsv", "fr")
    processes = Processes(options.data, glossary)
    margins = processes.cross_validate()
    model = processes.fit()
    shared = [o for o in labelled.of_shared_data(options.data) if o.processes is not None]
    for name, part in (("own French, glossary tuned on it", french), ("own French, kept apart", held_out),
                       ("shared French, glossary tuned on it", shared)):
        show_processes(name, processes.labels(part), model.margins(processes.features(part)))

    knowledge = Knowledge(options.data, encoder_of(options.encoder), glossary, processes.verbs)
    machines = [knowledge.evaluate(held_out, with_vector) for with_vector in (False, True)]

    text = one_a_line(written(model, processes.slopes(margins), glossary, processes, knowledge, machines))
    OUTPUT.write_text(text + "\n", encoding="utf-8")
    print(f"wrote {OUTPUT.name}: {len(text) / 1e6:.2f} MB")
    golden.write()


if __name__ == "__main__":
    main()
