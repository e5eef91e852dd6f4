# SPDX-License-Identifier: Apache-2.0
"""Which lessons a step of the student's training takes."""

import random
from dataclasses import dataclass

import torch

from layer import HIDDEN
from lessons import Lesson
from losses import Concepts, Sample
from student import Tokenizer

# Texts of each kind in a step: of the first stage, in the teacher's space,
FIRST_MIX = {
    "english": 44,
    "french": 28,
    "french label": 16,
    "name": 16,
    "described": 8,
    "objective": 16,
}
# and of the second, in which the concepts' own texts find their place in the student's.
SECOND_MIX = {
    "english": 32,
    "french": 40,
    "french label": 14,
    "name": 6,
    "concept label": 14,
    "described concept": 22,
}
NEIGHBOURS = 6  # Concepts nearest to a text by the teacher; its tokens are held against those,
RANDOM_CONCEPTS = 400  # and against others.


@dataclass
class Item:
    """A lesson, ready for the student."""

    ids: list[int]
    concepts: list[int]
    taught: torch.Tensor  # The vector to reach, or zeros.
    is_concept: bool = False  # Whether the text is a concept's own, as indexes encode it.


class Course:
    """Endless steps; each kind of lesson is taken in random order, all of it before any again."""

    def __init__(
        self,
        kinds: dict[str, list[Lesson]],
        tokenizer: Tokenizer,
        vectors: dict[str, torch.Tensor],
        mix: dict[str, int],
        seed: int,
    ):
        """`vectors` are the teacher's, by text; a step takes `mix` of each kind."""
        self.mix = mix
        self.random = random.Random(seed)
        nothing = torch.zeros(HIDDEN)
        self.items = {
            kind: [
                Item(ids, x.concepts, vectors[x.taught] if x.taught else nothing)
                for x, ids in zip(members, tokenizer.ids([x.text for x in members]))
            ]
            for kind, members in kinds.items()
        }
        self.queues = {kind: [] for kind in mix}
        self.passes = {kind: 0 for kind in mix}

    def add_concepts(self, kind: str, ids: list[list[int]], vectors: torch.Tensor):
        """The texts of all concepts, in their order, each with the vector it is to have."""
        self.items[kind] = [
            Item(of_one, [i], vector, True) for i, (of_one, vector) in enumerate(zip(ids, vectors))
        ]

    def draw(self, kind):
        if not self.queues[kind]:
            self.queues[kind] = self.random.sample(self.items[kind], len(self.items[kind]))
            self.passes[kind] += 1
        return self.queues[kind].pop()

    def step(self):
        """The texts of a step, the longest first, so that a group holds little padding."""
        batch = [self.draw(kind) for kind, count in self.mix.items() for _ in range(count)]
        return sorted(batch, key=lambda item: -len(item.ids))

    def sample(self, batch, concepts: Concepts, middle) -> Sample:
        """Gold concepts, the teacher's neighbours by `middle` of label and described label, and
        random ones."""
        taught = torch.stack([item.taught for item in batch if item.taught.any()])
        near = (taught @ middle.T).topk(NEIGHBOURS).indices.flatten().tolist()
        gold = [c for item in batch for c in item.concepts]
        chance = self.random.sample(range(len(middle)), RANDOM_CONCEPTS)
        chosen = sorted({*gold, *near, *chance})
        matrix = self.random.choice((concepts.label, concepts.described))
        return Sample(matrix[chosen], {c: i for i, c in enumerate(chosen)})
