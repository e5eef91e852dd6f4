# SPDX-License-Identifier: Apache-2.0
"""Which lessons a step of a training takes."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sentencepiece
import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from lessons import Lesson, taught_texts
from texts import by_length


@dataclass
class Item:
    """A lesson, ready for a network."""

    text: str
    ids: list[int]
    concepts: list[int]
    taught: int  # Row of the vector to reach; none: -1.
    is_concept: bool = False  # Whether the text is a concept's own, as indexes encode it.


@dataclass
class Group:
    """Texts of similar length of a step."""

    inputs: Any  # What the network takes.
    gold: torch.Tensor  # [2, pairs]: row, and place of a concept that the text covers.
    taught: torch.Tensor  # [rows]: row of the vector to reach, or -1.
    is_concept: torch.Tensor

    def to(self, device):
        """All but the inputs, which a network moves itself."""
        gold, taught, is_concept = (x.to(device) for x in (self.gold, self.taught, self.is_concept))
        return Group(self.inputs, gold, taught, is_concept)


class Course(IterableDataset):
    """Endless steps; each kind of lesson is taken in random order, all of it before any again."""

    def __init__(
        self,
        kinds: dict[str, list[Lesson]],
        cut: Callable[[list[str]], list[list[int]]],
        prepare: Callable[[list[list[int]]], Any],
        mix: dict[str, int],
        rows: int,
        seed: int,
        other_ids: Callable[[str], list[int]] | None = None,
        others: float = 0.0,
    ):
        """A step takes `mix` of each kind, in groups of `rows`. `cut` makes ids of texts,
        `prepare` a network's inputs of ids. Of the share `others` of texts the ids are those of
        `other_ids`. Rows of vectors are places in lessons.taught_texts."""
        self.mix, self.rows, self.seed = mix, rows, seed
        self.prepare, self.other_ids, self.others = prepare, other_ids, others
        row = {text: place for place, text in enumerate(taught_texts(kinds))}
        self.items = {
            kind: [
                Item(x.text, ids, x.concepts, row[x.taught] if x.taught else -1)
                for x, ids in zip(kinds[kind], cut([x.text for x in kinds[kind]]))
            ]
            for kind in mix
            if kind in kinds
        }

    def add_concepts(self, kind: str, texts: list[str], ids: list[list[int]], first: int):
        """The texts of all concepts, in their order; the vectors to reach are at row `first` and
        after."""
        self.items[kind] = [
            Item(text, of_one, [i], first + i, True)
            for i, (text, of_one) in enumerate(zip(texts, ids))
        ]

    def group(self, batch: list[Item], chance: random.Random) -> Group:
        texts = [
            x.ids if x.is_concept or chance.random() >= self.others else self.other_ids(x.text)
            for x in batch
        ]
        gold = [(row, c) for row, item in enumerate(batch) for c in item.concepts]
        return Group(
            self.prepare(texts),
            torch.tensor(gold, dtype=torch.long).reshape(-1, 2).T.contiguous(),
            torch.tensor([item.taught for item in batch]),
            torch.tensor([item.is_concept for item in batch]),
        )

    def __iter__(self):
        worker = get_worker_info()
        seed = self.seed + (worker.id if worker else 0)
        chance = random.Random(seed)
        sentencepiece.set_random_generator_seed(seed)  # For `other_ids`.
        queues = {kind: [] for kind in self.mix}
        while True:
            batch = []
            for kind, count in self.mix.items():
                if len(queues[kind]) < count:
                    queues[kind] += chance.sample(self.items[kind], len(self.items[kind]))
                batch += queues[kind][:count]
                del queues[kind][:count]
            places = by_length([item.ids for item in batch], self.rows)
            yield [self.group([batch[i] for i in one], chance) for one in places]


def steps(course: Course, workers: int):
    """The steps of a course, prepared by `workers` processes beside this one; 0: by this one."""
    ahead = {"prefetch_factor": 4} if workers else {}
    return iter(DataLoader(course, batch_size=None, num_workers=workers, **ahead))
