# SPDX-License-Identifier: Apache-2.0
"""Teaches the static encoder: a vector for each of the student's pieces, whose sums come to lie
where the teacher's vectors of texts do, and near the concepts that the texts cover."""

import argparse
import random
import time

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file

import data
import lessons
import losses
import static_vectors
import student
import teach
from course import FIRST_MIX, Course
from scores import TOKEN_TEMPERATURE

MAX_TOKENS = 64
STEPS_AT_ONCE = 4  # Of the course, in one step here.
NEIGHBOURS, RANDOM_CONCEPTS = 1, 400  # Concepts that sentences are held against, beside the gold.
TOKEN_TEXTS, TOKEN_CONCEPTS = 160, 256  # Texts whose tokens are held against concepts, and these.
DEPTH, SHOWN, LIMIT = 200, 5, 400
REPORT = 50  # Steps.


def attention(similarities, inside):
    """Token scores of cosines [texts, tokens, concepts]."""
    weight = (TOKEN_TEMPERATURE * similarities).masked_fill(~inside[:, :, None], -1e4).softmax(1)
    return (weight * similarities).sum(1)


class Lessons:
    """Batches, with the concepts that they are held against."""

    def __init__(self, options, tokenizer, pieces):
        self.random = random.Random(options.seed)
        self.pieces = pieces
        self.all = data.read_concepts(options.data)
        kinds = lessons.kinds(options.data, self.all)
        texts = lessons.taught_texts(kinds)
        taught = teach.load(options.taught, texts)
        held = load_file(options.concepts) if options.concepts else taught
        self.concepts = losses.Concepts(held["label"], held["described"])
        self.middle = F.normalize(self.concepts.label + self.concepts.described, dim=1)
        vectors = dict(zip(texts, taught["texts"]))
        self.course = Course(kinds, tokenizer, vectors, FIRST_MIX, options.seed)

    def batch(self):
        items = [item for _ in range(STEPS_AT_ONCE) for item in self.course.step()]
        return [(self.pieces.of(item.ids), item) for item in items]

    def matrix(self):
        """All concepts, by one of their two texts."""
        return self.random.choice((self.concepts.label, self.concepts.described))

    def columns(self, items, neighbours: int, others: int) -> dict[int, int]:
        """Concept to column: the gold ones, the teacher's neighbours, and others."""
        gold = [c for item in items for c in item.concepts]
        near = []
        if neighbours:
            taught = torch.stack([item.taught for item in items if item.taught.any()])
            near = (taught @ self.middle.T).topk(neighbours).indices.flatten().tolist()
        chance = self.random.sample(range(len(self.all)), others)
        return {c: i for i, c in enumerate(sorted({*gold, *near, *chance}))}


def loss(network, school: Lessons):
    batch = [(ids, item) for ids, item in school.batch() if ids]
    texts, items = [ids for ids, _ in batch], [item for _, item in batch]
    column = school.columns(items, NEIGHBOURS, RANDOM_CONCEPTS)
    chosen = list(column)
    vectors = network.sentences(texts)
    taught = torch.stack([item.taught for item in items])
    has = taught.any(1)
    gold = [[column[c] for c in item.concepts] for item in items]
    matrix = school.matrix()[chosen]
    logits = losses.SCALE * vectors @ matrix.T
    total = losses.gold_loss(logits, gold)
    total = total + losses.TEACHER_WEIGHT * losses.teacher_loss(logits[has], taught[has], matrix)
    nearness = (1 - (vectors[has] * taught[has]).sum(1)).sum()
    total = total + losses.FIRST_NEARNESS * nearness

    some = school.random.sample(range(len(texts)), min(TOKEN_TEXTS, len(texts)))
    items = [items[i] for i in some]
    column = school.columns(items, 1, TOKEN_CONCEPTS)
    matrix = school.matrix()[list(column)]
    similarities, inside = network.similarities([texts[i] for i in some], matrix)
    gold = [[column[c] for c in item.concepts] for item in items]
    tokens = losses.gold_loss(losses.SCALE * attention(similarities, inside), gold)
    return total / len(texts) + tokens / len(some)


class Examination:
    """Sets that nothing was learnt from; concepts as an index holds them."""

    def __init__(self, options, tokenizer, pieces, all_concepts, concepts):
        self.concepts = concepts
        place = {c.uri: i for i, c in enumerate(all_concepts)}
        sets = data.validation_sets(options.data)
        sets["french labels"] = lessons.held_out_french_labels(options.data, all_concepts)
        self.sets = {}
        for name, examples in sets.items():
            examples = examples[:LIMIT]
            texts = [pieces.of(ids) for ids in tokenizer.ids([e.text for e in examples])]
            golds = [{place[u] for u in e.concepts if u in place} for e in examples]
            self.sets[name] = [(t, g) for t, g in zip(texts, golds) if g]

    @torch.no_grad()
    def marks(self, network) -> dict[str, dict[str, float]]:
        label, described = self.concepts.label, self.concepts.described
        report = {}
        for name, rows in self.sets.items():
            vectors = network.sentences([text for text, _ in rows])
            found, first, recall = [], [], []
            for vector, (text, gold) in zip(vectors, rows):
                scores = label @ vector + described @ vector
                top = scores.topk(DEPTH).indices
                scores = scores[top]
                for matrix in (label, described):
                    similarities, inside = network.similarities([text], matrix[top])
                    scores = scores + attention(similarities, inside)[0]
                best = top[scores.topk(SHOWN).indices].tolist()
                found.append(sum(c in gold for c in best) / min(SHOWN, len(gold)))
                first.append(best[0] in gold)
                recall.append(len(gold & set(top.tolist())) / len(gold))
            figures = {"RP@1": first, f"RP@{SHOWN}": found, f"R@{DEPTH}": recall}
            report[name] = {m: round(100 * float(np.mean(v)), 1) for m, v in figures.items()}
        return report


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with esco/, mapping/, outcomes/, …")
    parser.add_argument("--student", required=True, help="checkpoint of train_student.py")
    parser.add_argument("--taught", required=True, help="vectors of teach.py")
    parser.add_argument(
        "--concepts", help="the student's vectors of the concepts (default: the teacher's)"
    )
    parser.add_argument("--pieces", required=True, help="SentencePiece model of vocabulary.py")
    parser.add_argument("--out", required=True, help="file to write, static.bin")
    parser.add_argument("--minutes", type=float, default=5, help="length of the run in processor time")
    parser.add_argument("--rate", type=float, default=2e-3, help="highest learning rate")
    parser.add_argument("--seed", type=int, default=20)
    options = parser.parse_args()

    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    tokenizer = student.Tokenizer(options.pieces, MAX_TOKENS)
    pieces = static_vectors.Pieces(tokenizer)
    school = Lessons(options, tokenizer, pieces)
    examination = Examination(options, tokenizer, pieces, school.all, school.concepts)
    start = static_vectors.start(student.load(options.student).eval(), pieces)
    network = static_vectors.StaticVectors(start)
    print("start", examination.marks(network), flush=True)

    optimizer = torch.optim.SparseAdam([network.table])
    started, step, progress, since = time.process_time(), 0, 0.0, 0.0
    while progress < 1.0:
        optimizer.param_groups[0]["lr"] = options.rate * max(0.0, 1 - progress)
        value = loss(network, school)
        value.backward()
        optimizer.step()
        optimizer.zero_grad()
        step, since = step + 1, since + value.item()
        elapsed = time.process_time() - started
        progress = elapsed / (60 * options.minutes)
        if step % REPORT == 0:
            passes = school.course.passes
            print(f"step {step} loss {since / REPORT:.3f} {elapsed:.0f} s {passes}", flush=True)
            since = 0.0
    static_vectors.write(options.out, network.table)
    served = static_vectors.StaticVectors(static_vectors.read(options.out))
    print("end", examination.marks(served), flush=True)


if __name__ == "__main__":
    main()
