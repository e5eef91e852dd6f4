# SPDX-License-Identifier: Apache-2.0
"""What teacher and student are judged by, on some texts of a step; each loss is a sum over the
texts."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F

from scores import token_scores

SCALE = 30.0  # Of cosines, before a softmax.
TEACHER_WEIGHT = 0.5
NEARNESS, CONCEPT_NEARNESS = 2.0, 12.0  # Of texts, and of concepts' own texts.
NEIGHBOURS = 1  # Concepts nearest to a text by the teacher; its tokens are held against those,
RANDOM_CONCEPTS = 400  # and against others.


@dataclass
class Concepts:
    """Unit vectors [concepts, 384] of labels and of described labels."""

    label: torch.Tensor
    described: torch.Tensor

    def both(self):
        return self.label, self.described

    def middle(self):
        return F.normalize(self.label + self.described, dim=1)


def halfway(one: Concepts, other: Concepts) -> Concepts:
    return Concepts(
        F.normalize(one.label + other.label, dim=1),
        F.normalize(one.described + other.described, dim=1),
    )


def gold_loss(logits, rows, columns):
    """Cross entropy of each gold concept, at `rows` and `columns`, among itself and all that are
    not gold."""
    if not len(rows):
        return logits.sum() * 0.0
    is_gold = torch.zeros_like(logits, dtype=torch.bool)
    is_gold[rows, columns] = True
    others = logits.masked_fill(is_gold, -1e4).logsumexp(1)[rows]
    own = logits[rows, columns]
    weight = 1.0 / torch.bincount(rows)[rows]
    return ((torch.logaddexp(others, own) - own) * weight).sum()


def teacher_loss(logits, taught, concepts):
    """Divergence from the teacher's distribution over all concepts."""
    wanted = (SCALE * taught @ concepts.T).softmax(1)
    return F.kl_div(logits.log_softmax(1), wanted, reduction="sum")


def choose(gold, taught, middle, neighbours: int = NEIGHBOURS, others: int = RANDOM_CONCEPTS):
    """Concepts to hold tokens against, in order: the gold ones, those nearest to the texts by the
    teacher's vectors, and others by chance."""
    near = (taught @ middle.T).topk(neighbours).indices.flatten()
    chance = torch.randint(len(middle), (others,), device=middle.device)
    return torch.unique(torch.cat((gold, near, chance)))


def losses(encoded, group, taught, own: Concepts, teachers: Concepts, chosen, matrix):
    """The four losses of texts as student.encode gives them: gold, teacher, nearness, tokens.

    `taught` are the vectors to reach, zeros where there are none; the texts are held against the
    concepts `own`, the teacher's vectors of them against `teachers`; tokens, against the rows
    `chosen` of `matrix`, among which is every gold concept of the group.
    """
    vectors, tokens, inside = encoded
    rows, concepts = group.gold
    has = taught.any(1)
    by_teacher = has & ~group.is_concept
    gold = teacher = 0.0
    for held, by in zip(own.both(), teachers.both()):
        logits = SCALE * vectors @ held.T
        gold = gold + 0.5 * gold_loss(logits, rows, concepts)
        teacher = teacher + 0.5 * teacher_loss(logits[by_teacher], taught[by_teacher], by)
    distance = 1 - (vectors * taught).sum(1)
    weight = torch.where(group.is_concept, CONCEPT_NEARNESS, NEARNESS)
    nearness = (distance * weight)[has].sum()
    logits = SCALE * token_scores(tokens, inside, matrix[chosen])
    words = gold_loss(logits, rows, torch.searchsorted(chosen, concepts))
    return torch.stack([gold, teacher, nearness, words])


def total(parts):
    gold, teacher, nearness, tokens = parts
    return gold + TEACHER_WEIGHT * teacher + nearness + tokens
