# SPDX-License-Identifier: Apache-2.0
"""Tunes the teacher so that an English text lies near the concepts that it covers."""

import argparse
import random
import time

import torch
from torch.optim.lr_scheduler import LambdaLR

import data
import lessons
import teacher
from course import Course, steps
from examination import Examination
from losses import SCALE, Concepts, gold_loss
from schedule import rate
from scores import token_scores

WARM_UP = 0.06  # Part of the run.
MAX_TOKENS = 64
MIX = {"english": 384, "name": 96, "described": 32}  # Texts of each kind in a step.
GROUP_ROWS = 128
FRESH = 512  # Concepts of a step whose texts are encoded anew: those that learn.
HEAD_RATE = 5.0  # The head learns so much faster than the layers.
RENEWED = 50  # Steps after which the vectors of all concepts are made anew.
REPORT = 50  # Steps.


class Names:
    """The concepts by their two texts: the vectors of all, and of some with gradients."""

    def __init__(self, network, tokenizer, concepts):
        self.network = network
        self.label = tokenizer.ids([c.label for c in concepts])
        self.described = tokenizer.ids([c.described for c in concepts])
        self.renew()

    def renew(self):
        self.network.eval()
        self.all = Concepts(
            teacher.vectors(self.network, self.label),
            teacher.vectors(self.network, self.described),
        )

    def fresh(self, chosen: list[int]) -> Concepts:
        return Concepts(self.encode(self.label, chosen), self.encode(self.described, chosen))

    def encode(self, ids, chosen):
        return teacher.encode(self.network, teacher.prepare([ids[c] for c in chosen]))[0]


def loss(network, names: Names, groups, chance: random.Random):
    """The mean loss of a step: texts against all concepts, tokens against those that are fresh."""
    device = network.head.weight.device
    gold = sorted({c for group in groups for c in group.gold[1].tolist()})
    chosen = sorted(chance.sample(gold, min(FRESH, len(gold))))
    fresh = names.fresh(chosen)
    columns = torch.tensor(chosen, device=device)
    spoken = chance.choice(fresh.both())
    total, count = 0.0, 0
    for group in groups:
        group = group.to(device)
        vectors, tokens, inside = teacher.encode(network, group.inputs)
        rows, concepts = group.gold
        for every, some in zip(names.all.both(), fresh.both()):
            logits = (vectors @ every.T).index_copy(1, columns, vectors @ some.T)
            total = total + 0.5 * gold_loss(SCALE * logits, rows, concepts)
        at = torch.searchsorted(columns, concepts).clamp(max=len(chosen) - 1)
        known = columns[at] == concepts
        words = SCALE * token_scores(tokens, inside, spoken)
        total = total + gold_loss(words, rows[known], at[known])
        count += len(vectors)
    return total / count


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with esco/, mapping/ and outcomes/")
    parser.add_argument("--base", required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--out", required=True, help="checkpoint to write")
    length = parser.add_mutually_exclusive_group(required=True)
    length.add_argument("--steps", type=int, help="length of the run in steps")
    length.add_argument("--minutes", type=float, help="length of the run in wall time")
    parser.add_argument("--rate", type=float, default=5e-5, help="highest learning rate")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--workers", type=int, default=2, help="processes that prepare steps")
    options = parser.parse_args()

    started = time.time()
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    tokenizer = teacher.Tokenizer(options.base, MAX_TOKENS)
    concepts = data.read_concepts(options.data)
    kinds = lessons.kinds(options.data, concepts)
    course = Course(kinds, tokenizer.ids, teacher.prepare, MIX, GROUP_ROWS, options.seed)
    examination = Examination(options.data, concepts)
    sample = tokenizer.ids([c.described for c in concepts])
    network = teacher.load_base(options.base, sample, options.device)
    names = Names(network, tokenizer, concepts)

    def encode(texts):
        return teacher.encode(network, teacher.prepare(tokenizer.ids(texts)))

    def examine(when):
        names.renew()
        print(when, examination.marks(encode, names.all), flush=True)

    print({kind: len(items) for kind, items in course.items.items()}, flush=True)
    examine("before")
    optimizer = torch.optim.AdamW(
        [
            {"params": network.body.parameters(), "lr": options.rate},
            {"params": network.head.parameters(), "lr": HEAD_RATE * options.rate},
        ],
        weight_decay=0.01,
        fused=True,
    )
    progress, since = 0.0, 0.0
    schedule = LambdaLR(optimizer, lambda _: rate(progress, WARM_UP))
    print(f"ready after {time.time() - started:.0f} s", flush=True)
    started = time.time()
    for step, groups in enumerate(steps(course, options.workers), 1):
        network.train()
        value = loss(network, names, groups, chance)
        value.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        elapsed = time.time() - started
        progress = step / options.steps if options.steps else elapsed / (60 * options.minutes)
        schedule.step()
        since += value.item()
        if step % RENEWED == 0:
            names.renew()
        if step % REPORT == 0:
            print(f"step {step} progress {progress:.3f} loss {since / REPORT:.3f} "
                  f"{elapsed / step:.3f} s/step {elapsed:.0f} s", flush=True)
            since = 0.0
        if progress >= 1.0:
            break
    teacher.save(network, options.out)
    examine(f"after {step} steps")


if __name__ == "__main__":
    main()
