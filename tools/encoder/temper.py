# SPDX-License-Identifier: Apache-2.0
"""Teaches a student how often adverts ask for what, and mixes in how another encoder orders concepts.

A student that has seen thousands of made-up sentences, every concept as often as any other, prefers
particular concepts to the plain ones that real adverts ask for. It learns the concepts of lines that
were written as adverts are, and labelled afterwards. On these, on other sentences of adverts, stretches
of them, and descriptions of occupations it is to give the concepts the chances that the mean of both
encoders gives them; everything else, the concepts' own texts before all, is to stay where it is.
"""

import argparse
import random
import re
import time

import torch
import torch.nn.functional as F
from torch.optim.lr_scheduler import LambdaLR

import data
import lessons
import losses
import runtime
import sentences
import student
from course import Course, steps
from examination import Examination
from losses import SCALE, Concepts
from schedule import rate
from scores import token_scores

PARTS, OBJECTIVES, OUTCOMES = 12000, 5000, 5000  # Texts at most, of some kinds.
LEAST_WORDS, MOST_WORDS = 4, 45  # Of a sentence about an occupation.
MIXED = {
    "line": 32,
    "line in French": 10,
    "annotated": 10,
    "advert": 14,
    "advert in French": 4,
    "part": 12,
    "objective": 4,
    "occupation": 4,
}
KEPT = {
    "english": 16,
    "french": 22,
    "french label": 8,
    "french name": 4,
    "name": 4,
    "concept label": 8,
    "described concept": 10,
}
ROWS = 26
NEAR, RANDOM_CONCEPTS = 8, 300  # Concepts that tokens are held against.
NEARNESS, CONCEPT_NEARNESS = 6.0, 12.0  # Of texts that are kept, and of concepts' own.
GOLD, TOKENS = 0.5, 0.5  # Weights.
GOLD_OF_LINES = 1.0
WARM_UP = 0.05  # Part of the run.
MAX_TOKENS = 64
REPORT = 25  # Steps.


def mixed_lessons(folder: str, concepts, seed: int) -> dict[str, list[lessons.Lesson]]:
    """Texts whose order of concepts is mixed; French ones are taught by their English counterparts."""
    chance = random.Random(seed)
    written = sentences.read(concepts)
    adverts = [s for s in written if s.kind == "advert"]
    lines = [s for s in written if s.kind == "line"]
    outcomes = [s.english for s in written if s.kind == "outcome"]
    place = data.places(concepts)
    about = [
        part.strip()
        for row in data.occupations(folder, "en")
        for part in re.split(r"(?<=[.;])\s+", row["description"])
        if LEAST_WORDS <= len(part.split()) <= MOST_WORDS
    ]

    def plain(texts):
        return [lessons.Lesson(text, [], text) for text in texts]

    def known(uris):
        return data.known(place, uris)

    annotated = [
        lessons.Lesson(e.text, known(e.concepts), e.text) for e in data.annotated_sentences(folder)
    ]
    english = plain([s.english for s in adverts])
    whole = english + annotated + plain(chance.sample(outcomes, OUTCOMES))
    parts = lessons.parts(whole, seed)
    return {
        "line": [lessons.Lesson(s.english, known(s.concepts), s.english) for s in lines],
        "line in French": [lessons.Lesson(s.french, known(s.concepts), s.english) for s in lines],
        "annotated": annotated,
        "advert": english,
        "advert in French": [lessons.Lesson(s.french, [], s.english) for s in adverts],
        "part": chance.sample(parts, min(PARTS, len(parts))),
        "objective": plain(chance.sample(data.course_objectives(folder), OBJECTIVES)),
        "occupation": plain(about),
    }


class Mean:
    """The chances of all concepts, by label and by described label, that two encoders give on the
    mean. Rows are those of the texts that both read."""

    def __init__(self, encoders, concepts: tuple[Concepts, Concepts], texts: list[str], share):
        """`concepts` are the encoders' own; `share`, of the second one."""
        self.concepts, self.share = concepts, share
        self.texts = [torch.from_numpy(encoder.encode(texts)) for encoder in encoders]

    def chances(self, rows) -> list[torch.Tensor]:
        by_one, by_other = (
            [(SCALE * texts[rows] @ matrix.T).softmax(1) for matrix in concepts.both()]
            for texts, concepts in zip(self.texts, self.concepts)
        )
        return [(1 - self.share) * a + self.share * b for a, b in zip(by_one, by_other)]


def mixed_loss(network, own: Concepts, mean: Mean, groups, chance: random.Random):
    """Mean divergence from the mixed chances, of sentences and of tokens, and the loss of gold concepts;
    makes gradients."""
    count = sum(len(group.taught) for group in groups)
    wanted = [mean.chances(group.taught) for group in groups]
    which = chance.randrange(2)
    best = torch.cat([w[which].topk(NEAR).indices.flatten() for w in wanted])
    places = len(own.label)
    gold = torch.cat([group.gold[1] for group in groups])
    chosen = torch.unique(torch.cat((gold, best, torch.randint(places, (RANDOM_CONCEPTS,)))))
    sums = torch.zeros(3)
    for group, both in zip(groups, wanted):
        vectors, tokens, inside = student.encode(network, group.inputs)
        logits = [SCALE * vectors @ m.T for m in own.both()]
        whole = sum(
            0.5 * F.kl_div(x.log_softmax(1), w, reduction="sum") for x, w in zip(logits, both)
        )
        rows, columns = group.gold
        right = sum(0.5 * losses.gold_loss(x, rows, columns) for x in logits)
        scores = SCALE * token_scores(tokens, inside, own.both()[which][chosen])
        some = both[which][:, chosen]
        some = some / some.sum(1, keepdim=True)
        words = F.kl_div(scores.log_softmax(1), some, reduction="sum")
        right = right + losses.gold_loss(scores, rows, torch.searchsorted(chosen, columns))
        ((whole + TOKENS * words + GOLD_OF_LINES * right) / count).backward()
        sums += torch.stack((whole, words, right)).detach() / count
    return sums


def kept_loss(network, own: Concepts, vectors, groups, chance: random.Random):
    """Mean distance from where texts were, and their gold concepts' loss; makes gradients."""
    count = sum(len(group.taught) for group in groups)
    gold = torch.cat([group.gold[1] for group in groups])
    places = torch.cat([group.taught for group in groups])
    chosen = losses.choose(
        gold, vectors[places[places >= 0]], own.middle(), 2, RANDOM_CONCEPTS
    )
    matrix = own.both()[chance.randrange(2)][chosen]
    sums = torch.zeros(2)
    for group in groups:
        found, tokens, inside = student.encode(network, group.inputs)
        weight = torch.where(group.is_concept, CONCEPT_NEARNESS, NEARNESS)
        distance = 1 - (found * vectors[group.taught]).sum(1)
        near = (weight * distance)[group.taught >= 0].sum()
        rows, columns = group.gold
        right = sum(0.5 * losses.gold_loss(SCALE * found @ m.T, rows, columns) for m in own.both())
        scores = SCALE * token_scores(tokens, inside, matrix)
        right = right + losses.gold_loss(scores, rows, torch.searchsorted(chosen, columns))
        ((near + GOLD * right) / count).backward()
        sums += torch.stack((near, right)).detach() / count
    return sums


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with esco/, mapping/, outcomes/, …")
    parser.add_argument("--exported", required=True, help="folder of the student as it was trained")
    parser.add_argument("--other", required=True, help="folder of the encoder to mix in")
    parser.add_argument("--share", type=float, default=0.5, help="of the other, in the mean")
    parser.add_argument("--start", required=True, help="checkpoint of it, or of this program")
    parser.add_argument("--out", required=True, help="checkpoint to write")
    parser.add_argument("--steps", type=int, default=550, help="length of the run in steps")
    parser.add_argument("--rate", type=float, default=1.5e-4, help="highest learning rate")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--workers", type=int, default=0, help="processes that prepare steps")
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    concepts = data.read_concepts(options.data)
    before = runtime.Runtime(options.exported, options.threads)
    pieces = before.pieces_file
    tokenizer = student.Tokenizer(pieces, MAX_TOKENS)
    longer = student.Tokenizer(pieces, student.POSITIONS)
    labels, described = [c.label for c in concepts], [c.described for c in concepts]

    def of_concepts(encoder):
        return Concepts(*(torch.from_numpy(encoder.encode(texts)) for texts in (labels, described)))

    kept = {k: v for k, v in lessons.kinds(options.data, concepts).items() if k in KEPT}
    own = of_concepts(before)
    taught = torch.from_numpy(before.encode(lessons.taught_texts(kept)))
    vectors = torch.cat([taught, *own.both(), torch.zeros(1, taught.shape[1])])  # Row -1: nothing.
    mixed = mixed_lessons(options.data, concepts, options.seed)
    other = runtime.Runtime(options.other, options.threads)
    read = lessons.taught_texts(mixed)
    mean = Mean((before, other), (own, of_concepts(other)), read, options.share)

    def prepare(texts):
        return student.prepare(tokenizer, texts)

    of_mixed = Course(mixed, tokenizer.ids, prepare, MIXED, ROWS, options.seed)
    of_kept = Course(kept, tokenizer.ids, prepare, KEPT, ROWS, options.seed)
    of_kept.add_concepts("concept label", labels, longer.ids(labels), len(taught))
    of_kept.add_concepts(
        "described concept", described, longer.ids(described), len(taught) + len(concepts)
    )
    network = student.load(options.start)
    optimizer = student.optimizer(network, options.rate)
    layers = optimizer.param_groups[0]["params"]
    schedule = LambdaLR(optimizer, lambda done: rate((done + 1) / (options.steps + 1), WARM_UP))
    started, sums = time.time(), torch.zeros(5)
    both = zip(steps(of_mixed, options.workers), steps(of_kept, options.workers))
    for step, (mixed_groups, kept_groups) in enumerate(both, 1):
        sums[:3] += mixed_loss(network, own, mean, mixed_groups, chance)
        sums[3:] += kept_loss(network, own, vectors, kept_groups, chance)
        torch.nn.utils.clip_grad_norm_(layers, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        if step % REPORT == 0:
            figures = " ".join(
                f"{name} {value:.3f}"
                for name, value in zip(("mixed", "tokens", "gold", "kept", "kept gold"), (sums / REPORT).tolist())
            )
            print(f"step {step} {figures} {time.time() - started:.0f} s", flush=True)
            sums.zero_()
        if step == options.steps:
            break
    student.save(network, options.out)

    with torch.no_grad():
        now = Concepts(
            *(student.vectors(network, longer, longer.ids(texts)) for texts in (labels, described))
        )
        marks = Examination(options.data, concepts).marks(
            lambda texts: student.encode(network, student.prepare(longer, longer.ids(texts))), now
        )
    print(marks)


if __name__ == "__main__":
    main()
