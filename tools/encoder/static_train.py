# SPDX-License-Identifier: Apache-2.0
"""Teaches the static encoder: a vector for each of the student's pieces, whose sums come to lie
where the student's vectors of texts do, and near the concepts that the texts cover; pieces of a text
and of the concepts that it covers come to lie near to each other."""

import argparse
import random
import time

import torch
import torch.nn.functional as F

import data
import lessons
import losses
import static_vectors
import student
from course import Course, steps
from examination import Examination
from losses import SCALE, Concepts
from scores import token_scores
from texts import padded

# Texts of each kind in a step.
MIX = {
    "english": 176,
    "french": 144,
    "french label": 64,
    "french name": 64,
    "name": 64,
    "described": 32,
    "objective": 64,
}
MAX_TOKENS = 64
SENTENCE_CONCEPTS, TOKEN_CONCEPTS, COVERED = 400, 256, 32  # By chance, beside gold and neighbours.
TOKEN_TEXTS, COVERING_TEXTS = 160, 80  # Texts of a step whose tokens are held against concepts.
NEARNESS = 4.0
COVERAGE = 1.0  # Weight of the comparison piece by piece.
REPORT = 100  # Steps.


def said(cosines, lengths, rows, others):
    """[rows, others]: how far rows are said by others: the mean of each piece's cosine with the
    nearest piece of the other, weighted by the lengths of the pieces' vectors."""
    rows, in_rows = rows
    others, in_others = others
    used, place = torch.unique(rows[in_rows], return_inverse=True)
    nearest = cosines[used][:, others].masked_fill(~in_others, -2.0).amax(2)
    weight = lengths[rows] * in_rows
    weight = (weight / weight.sum(1, keepdim=True))[in_rows]
    empty = torch.zeros(len(rows), len(others), device=cosines.device)
    return empty.index_add(0, in_rows.nonzero()[:, 0], nearest[place] * weight[:, None])


def coverage(network, texts, concepts):
    """How far texts are said by concepts, and concepts by texts, piece by piece: [texts, concepts]
    each. Both are lists of pieces, none of them empty."""
    device = network.table.device
    known, places = torch.unique(
        torch.tensor([piece for text in (*texts, *concepts) for piece in text]),
        return_inverse=True,
    )
    rows = [one.tolist() for one in places.split([len(x) for x in (*texts, *concepts)])]
    vectors = network.table[known.to(device)]
    unit = F.normalize(vectors, dim=1)
    cosines, lengths = unit @ unit.T, vectors.norm(dim=1)
    of_texts = [x.to(device) for x in padded(rows[: len(texts)])]
    of_concepts = [x.to(device) for x in padded(rows[len(texts) :])]
    return (
        said(cosines, lengths, of_texts, of_concepts),
        said(cosines, lengths, of_concepts, of_texts).T,
    )


class Room:
    """The vectors to reach, and the concepts to hold texts against."""

    def __init__(self, taught, own: Concepts, pieces: list[list[list[int]]]):
        self.vectors = torch.cat([taught, torch.zeros_like(taught[:1])])  # Row -1: nothing.
        self.concepts = own
        self.middle = own.middle()
        self.pieces = pieces  # Of labels and of described labels.


def some_of(group, count: int, chance: random.Random):
    """`count` of the texts that have gold concepts: places, pairs of gold."""
    rows, concepts = group.gold
    with_gold = torch.unique(rows).tolist()
    places = sorted(chance.sample(with_gold, min(count, len(with_gold))))
    new = {row: i for i, row in enumerate(places)}
    kept = [(new[r], c) for r, c in zip(rows.tolist(), concepts.tolist()) if r in new]
    return places, torch.tensor(kept, device=rows.device).T.contiguous()


def loss(network, room: Room, group, chance: random.Random):
    device = network.table.device
    group = group.to(device)
    texts = group.inputs
    rows, concepts = group.gold
    taught = room.vectors[group.taught]
    has = group.taught >= 0
    vectors, tokens, inside = network.encode(texts)
    chosen = losses.choose(concepts, taught[has], room.middle, others=SENTENCE_CONCEPTS)
    matrix = chance.choice(room.concepts.both())[chosen]
    logits = SCALE * vectors @ matrix.T
    total = losses.gold_loss(logits, rows, torch.searchsorted(chosen, concepts))
    total = total + losses.TEACHER_WEIGHT * losses.teacher_loss(logits[has], taught[has], matrix)
    total = total + NEARNESS * (1 - (vectors * taught).sum(1))[has].sum()
    total = total / len(texts)

    places, (rows, concepts) = some_of(group, TOKEN_TEXTS, chance)
    chosen = losses.choose(concepts, vectors[places].detach(), room.middle, others=TOKEN_CONCEPTS)
    matrix = chance.choice(room.concepts.both())[chosen]
    logits = SCALE * token_scores(tokens[places], inside[places], matrix)
    words = losses.gold_loss(logits, rows, torch.searchsorted(chosen, concepts))
    total = total + words / len(places)

    places, (rows, concepts) = some_of(group, COVERING_TEXTS, chance)
    chosen = losses.choose(concepts, vectors[places].detach(), room.middle, others=COVERED)
    pieces = chance.choice(room.pieces)
    spoken = [pieces[c] or [student.UNKNOWN] for c in chosen.tolist()]
    columns = torch.searchsorted(chosen, concepts)
    for how_far in coverage(network, [texts[i] for i in places], spoken):
        part = losses.gold_loss(SCALE * how_far, rows, columns)
        total = total + 0.5 * COVERAGE * part / len(places)
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with esco/, mapping/, outcomes/, …")
    parser.add_argument("--student", required=True, help="checkpoint of train_student.py")
    parser.add_argument("--pieces", required=True, help="SentencePiece model of vocabulary.py")
    parser.add_argument("--out", required=True, help="file to write, static.bin")
    parser.add_argument("--steps", type=int, default=250, help="length of the run in steps")
    parser.add_argument("--rate", type=float, default=1e-3, help="highest learning rate")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--workers", type=int, default=2, help="processes that prepare steps")
    options = parser.parse_args()

    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    tokenizer = student.Tokenizer(options.pieces, MAX_TOKENS)
    longer = student.Tokenizer(options.pieces, student.POSITIONS)
    pieces = static_vectors.Pieces(tokenizer)
    concepts = data.read_concepts(options.data)
    label_ids = longer.ids([c.label for c in concepts])
    described_ids = longer.ids([c.described for c in concepts])
    kinds = {k: v for k, v in lessons.kinds(options.data, concepts).items() if k in MIX}

    learnt = student.load(options.student).eval().to(options.device)
    own = Concepts(
        student.vectors(learnt, longer, label_ids), student.vectors(learnt, longer, described_ids)
    )
    spoken = [[pieces.of(ids) for ids in of_kind] for of_kind in (label_ids, described_ids)]
    texts = tokenizer.ids(lessons.taught_texts(kinds))
    taught = student.vectors(learnt, tokenizer, texts)
    room = Room(taught, own, spoken)

    def prepare(texts):
        return [pieces.of(ids) or [student.UNKNOWN] for ids in texts]

    # French texts have the vectors of their English counterparts.
    course = Course(kinds, tokenizer.ids, prepare, MIX, sum(MIX.values()), options.seed)
    read = [item for items in course.items.values() for item in items if item.taught >= 0]
    network = static_vectors.StaticVectors(
        static_vectors.regress(
            prepare([*(item.ids for item in read), *label_ids, *described_ids]),
            torch.cat([taught[[item.taught for item in read]], *own.both()]),
            tokenizer.size,
        )
    )
    examination = Examination(options.data, concepts)

    def examine(when, served):
        def encode(texts):
            return served.encode(prepare(longer.ids(texts)))

        print(when, examination.marks(encode, room.concepts), flush=True)

    nothing = (~pieces.counts).to(options.device)
    network.table.data[nothing] = 0.0
    examine("start", network)
    optimizer = torch.optim.SparseAdam([network.table])
    started, since = time.time(), 0.0
    for step, (group,) in enumerate(steps(course, options.workers), 1):
        optimizer.param_groups[0]["lr"] = options.rate * (1 - step / (options.steps + 1))
        value = loss(network, room, group, chance)
        value.backward()
        network.table.grad[nothing] = 0.0
        network.table.grad = network.table.grad.to_sparse(1)
        optimizer.step()
        optimizer.zero_grad()
        since += value.item()
        if step % REPORT == 0:
            elapsed = time.time() - started
            print(f"step {step} loss {since / REPORT:.3f} {elapsed:.0f} s", flush=True)
            since = 0.0
        if step == options.steps:
            break
    static_vectors.write(options.out, network.table.cpu())
    served = static_vectors.StaticVectors(static_vectors.read(options.out))
    examine("end", served.to(options.device))


if __name__ == "__main__":
    main()
