# SPDX-License-Identifier: Apache-2.0
"""Teaches the student: its vectors of English and French texts come to lie where the teacher's do,
and near the concepts that the texts cover.

In the second stage (--start, --own) both meet halfway between the teacher's concept vectors and the
student's own: texts come to lie near those, and so do the texts of the concepts themselves, which an
index is made of.
"""

import argparse
import os
import random
import time
from concurrent.futures import Executor, ThreadPoolExecutor

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

import data
import lessons
import losses
import narrow
import student
import teach
import teacher
from course import FIRST_MIX, SECOND_MIX, Course

WARM_UP = 0.04  # Part of the run.
WORDS_RATE = 2.0  # Word vectors learn so much faster than the layers.
MAX_TOKENS = 64
GROUP_ROWS = 16  # Texts of similar length that one worker encodes.
NEURON_TEXTS = 256  # Texts that show which neurons of the teacher matter.
REPORT, CHECKPOINT = 25, 200  # Steps.


def add_gradients(network, tokenizer, batch, space, sample, workers: Executor):
    """The mean losses of a step; each worker takes whole groups, forwards and backwards."""

    def work(group):
        encoded = student.encode(network, tokenizer, [item.ids for item in group])
        parts = losses.losses(encoded, group, space, sample) / len(batch)
        losses.total(parts).backward()
        return parts.detach()

    groups = [batch[i : i + GROUP_ROWS] for i in range(0, len(batch), GROUP_ROWS)]
    return sum(workers.map(work, groups))


def rate(progress):
    """Warm-up, then linear decay to nothing at the end of the run."""
    return min(progress / WARM_UP, max(0.0, (1 - progress) / (1 - WARM_UP)))


def begin(options, tokenizer, kinds) -> student.Student:
    if options.start:
        return student.load(options.start)
    words = load_file(options.words)["words"]
    known = [x.text for kind in ("english", "french") for x in kinds[kind]]
    sample = random.Random(options.seed).sample(known, NEURON_TEXTS)
    return narrow.from_teacher(teacher.load(options.teacher), words, tokenizer, sample)


def halfway(teachers: losses.Concepts, own) -> losses.Concepts:
    return losses.Concepts(
        F.normalize(teachers.label + own["label"], dim=1),
        F.normalize(teachers.described + own["described"], dim=1),
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with esco/, mapping/, outcomes/, …")
    parser.add_argument("--teacher", help="checkpoint of train_teacher.py, to begin with")
    parser.add_argument("--taught", required=True, help="vectors of teach.py, or of encode_concepts.py")
    parser.add_argument("--pieces", required=True, help="SentencePiece model of vocabulary.py")
    origin = parser.add_mutually_exclusive_group(required=True)
    origin.add_argument("--words", help="word vectors of vocabulary.py, to begin with")
    origin.add_argument("--start", help="a student's checkpoint to continue from")
    parser.add_argument("--out", required=True, help="folder for checkpoints")
    parser.add_argument("--own", help="second stage: the concept vectors of --start, of encode_concepts.py")
    length = parser.add_mutually_exclusive_group(required=True)
    length.add_argument("--steps", type=int, help="length of the run in steps")
    length.add_argument("--minutes", type=float, help="length of the run in wall time")
    parser.add_argument("--rate", type=float, default=2.5e-4, help="highest learning rate")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()

    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    workers = ThreadPoolExecutor(options.threads)
    os.makedirs(options.out, exist_ok=True)
    tokenizer = student.Tokenizer(options.pieces, MAX_TOKENS)
    concepts = data.read_concepts(options.data)
    kinds = lessons.kinds(options.data, concepts)
    texts = lessons.taught_texts(kinds)
    taught = teach.load(options.taught, texts)
    teachers = losses.Concepts(taught["label"], taught["described"])
    middle = F.normalize(teachers.label + teachers.described, dim=1)
    vectors = dict(zip(texts, taught["texts"]))
    if options.own:
        own = load_file(options.own)
        space = losses.Space(halfway(teachers, own), teachers, losses.SECOND_NEARNESS)
        course = Course(kinds, tokenizer, vectors, SECOND_MIX, options.seed)
        longer = student.Tokenizer(options.pieces, student.POSITIONS)
        course.add_concepts("concept label", longer.ids([c.label for c in concepts]),
                            space.concepts.label)
        course.add_concepts("described concept", longer.ids([c.described for c in concepts]),
                            space.concepts.described)
    else:
        space = losses.Space(teachers, teachers, losses.FIRST_NEARNESS)
        course = Course(kinds, tokenizer, vectors, FIRST_MIX, options.seed)
    print({kind: len(items) for kind, items in course.items.items()}, flush=True)

    network = begin(options, tokenizer, kinds)
    layers = [p for name, p in network.named_parameters() if name != "words.weight"]
    for_layers = torch.optim.AdamW(layers, weight_decay=0.01, fused=True)
    for_words = torch.optim.SparseAdam([network.words.weight])

    started, step, progress = time.time(), 0, 0.0
    sums, since = torch.zeros(4), 0
    while progress < 1.0:
        for_layers.param_groups[0]["lr"] = options.rate * rate(progress)
        for_words.param_groups[0]["lr"] = WORDS_RATE * options.rate * rate(progress)
        batch = course.step()
        sample = course.sample(batch, space.concepts, middle)
        sums += add_gradients(network, tokenizer, batch, space, sample, workers)
        torch.nn.utils.clip_grad_norm_(layers, 1.0)
        for optimizer in (for_layers, for_words):
            optimizer.step()
            optimizer.zero_grad()

        step, since = step + 1, since + 1
        elapsed = time.time() - started
        progress = step / options.steps if options.steps else elapsed / (60 * options.minutes)
        if step in (1, 5, 10) or step % REPORT == 0 or progress >= 1.0:
            gold, by_teacher, nearness, tokens = (sums / since).tolist()
            print(
                f"step {step} passes {course.passes} progress {progress:.3f} gold {gold:.3f} "
                f"teacher {by_teacher:.3f} nearness {nearness:.3f} tokens {tokens:.3f} "
                f"{elapsed / step:.2f} s/step {elapsed:.0f} s",
                flush=True,
            )
            sums, since = torch.zeros(4), 0
        if step % CHECKPOINT == 0:
            student.save(network, os.path.join(options.out, f"step-{step:05d}.safetensors"))
    student.save(network, os.path.join(options.out, "student.safetensors"))


if __name__ == "__main__":
    main()
