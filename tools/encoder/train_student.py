# SPDX-License-Identifier: Apache-2.0
"""Teaches the student: its vectors of English and French texts come to lie where the teacher's do,
and near the concepts that the texts cover; so do the texts of the concepts themselves, which an
index is made of.

Texts are held against the teacher's vectors of the concepts at first; these move towards the
student's own several times on the way, since an index holds its own.
"""

import argparse
import random
import time

import torch
from torch.optim.lr_scheduler import LambdaLR

import data
import lessons
import losses
import student
import teach
from course import Course, steps
from examination import Examination
from losses import Concepts
from schedule import rate

# Texts of each kind in a step.
MIX = {
    "english": 224,
    "french": 256,
    "french label": 112,
    "french name": 96,
    "name": 80,
    "described": 32,
    "objective": 48,
    "part": 64,
    "pair": 48,
    "french pair": 48,
    "concept label": 96,
    "described concept": 144,
}
GROUP_ROWS = 416
OTHERS = 0.15  # Of the texts, that are cut into other pieces.
WARM_UP = 0.04  # Part of the run.
MAX_TOKENS = 64
MEETINGS = (0.4, 0.6, 0.8)  # Parts of the run after which the concepts move.
EXAMINATIONS = 6
REPORT = 100  # Steps.


class Room:
    """The vectors to reach, and the concepts to hold texts against."""

    def __init__(self, taught: dict[str, torch.Tensor], device: str):
        self.teachers = Concepts(taught["label"].to(device), taught["described"].to(device))
        self.own = self.teachers
        self.middle = self.teachers.middle()
        self.texts = len(taught["texts"])
        nothing = torch.zeros(1, taught["texts"].shape[1])
        # Row -1 is the last one.
        self.vectors = torch.cat(
            [taught["texts"], taught["label"], taught["described"], nothing]
        ).to(device)

    def move(self, own: Concepts):
        """The concepts to half way between where they are and `own`."""
        self.own = losses.halfway(self.own, own)
        self.vectors[self.texts : -1] = torch.cat(self.own.both())

    def first_rows(self):
        """Of the labels and of the described labels in `vectors`."""
        return self.texts, self.texts + len(self.middle)


def loss(network, room: Room, groups, chance: random.Random):
    """The mean losses of a step: gold, teacher, nearness, tokens."""
    device = room.vectors.device
    groups = [group.to(device) for group in groups]
    gold = torch.cat([group.gold[1] for group in groups])
    taught = torch.cat([group.taught for group in groups])
    chosen = losses.choose(gold, room.vectors[taught[taught >= 0]], room.middle)
    matrix = chance.choice(room.own.both())
    sums = torch.zeros(4, device=device)
    for group in groups:
        encoded = student.encode(network, group.inputs)
        vectors = room.vectors[group.taught]
        parts = losses.losses(encoded, group, vectors, room.own, room.teachers, chosen, matrix)
        parts = parts / len(taught)
        losses.total(parts).backward()
        sums += parts.detach()
    return sums


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with esco/, mapping/, outcomes/, …")
    parser.add_argument("--taught", required=True, help="vectors of teach.py")
    parser.add_argument("--pieces", required=True, help="SentencePiece model of vocabulary.py")
    parser.add_argument("--start", required=True, help="checkpoint of narrow.py, or of this program")
    parser.add_argument("--out", required=True, help="checkpoint to write")
    length = parser.add_mutually_exclusive_group(required=True)
    length.add_argument("--steps", type=int, help="length of the run in steps")
    length.add_argument("--minutes", type=float, help="length of the run in wall time")
    parser.add_argument("--rate", type=float, default=5e-4, help="highest learning rate")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--workers", type=int, default=2, help="processes that prepare steps")
    options = parser.parse_args()

    started = time.time()
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    tokenizer = student.Tokenizer(options.pieces, MAX_TOKENS)
    longer = student.Tokenizer(options.pieces, student.POSITIONS)
    concepts = data.read_concepts(options.data)
    kinds = lessons.kinds(options.data, concepts)
    room = Room(teach.load(options.taught, lessons.taught_texts(kinds)), options.device)
    course = Course(
        kinds,
        tokenizer.ids,
        lambda texts: student.prepare(tokenizer, texts),
        MIX,
        GROUP_ROWS,
        options.seed,
        tokenizer.other_ids,
        OTHERS,
    )
    labels, described = [c.label for c in concepts], [c.described for c in concepts]
    label_ids, described_ids = longer.ids(labels), longer.ids(described)
    first, second = room.first_rows()
    course.add_concepts("concept label", labels, label_ids, first)
    course.add_concepts("described concept", described, described_ids, second)
    print({kind: len(items) for kind, items in course.items.items()}, flush=True)
    examination = Examination(options.data, concepts)
    network = student.load(options.start).to(options.device)

    def own_vectors():
        return Concepts(
            student.vectors(network, longer, label_ids),
            student.vectors(network, longer, described_ids),
        )

    def encode(texts):
        return student.encode(network, student.prepare(longer, longer.ids(texts)))

    optimizer = student.optimizer(network, options.rate)
    layers = optimizer.param_groups[0]["params"]
    progress, meetings, examinations = 0.0, 0, 0
    schedule = LambdaLR(optimizer, lambda _: rate(progress, WARM_UP))
    sums = torch.zeros(4, device=options.device)
    print(f"ready after {time.time() - started:.0f} s", flush=True)
    started = time.time()
    for step, groups in enumerate(steps(course, options.workers), 1):
        sums += loss(network, room, groups, chance)
        torch.nn.utils.clip_grad_norm_(layers, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        elapsed = time.time() - started
        progress = step / options.steps if options.steps else elapsed / (60 * options.minutes)
        schedule.step()
        if step % REPORT == 0:
            gold, by_teacher, nearness, tokens = (sums / REPORT).tolist()
            print(
                f"step {step} progress {progress:.3f} gold {gold:.3f} teacher {by_teacher:.3f} "
                f"nearness {nearness:.3f} tokens {tokens:.3f} {elapsed / step:.4f} s/step "
                f"{elapsed:.0f} s",
                flush=True,
            )
            sums.zero_()
        if meetings < len(MEETINGS) and progress >= MEETINGS[meetings]:
            room.move(own_vectors())
            meetings += 1
        if progress >= 1.0 or progress >= (examinations + 1) / EXAMINATIONS:
            print(f"{progress:.2f}", examination.marks(encode, own_vectors()), flush=True)
            examinations += 1
        if progress >= 1.0:
            break
    student.save(network, options.out)


if __name__ == "__main__":
    main()
