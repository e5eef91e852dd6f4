# SPDX-License-Identifier: Apache-2.0
"""What the student is judged by, on some texts of a step; each loss is a sum over the texts."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F

from scores import token_scores

SCALE = 30.0  # Of cosines, before a softmax.
TEACHER_WEIGHT = 0.5
FIRST_NEARNESS, SECOND_NEARNESS = 4.0, 2.0  # Of texts, in either stage;
CONCEPT_NEARNESS = 12.0  # of concepts' own texts, in the second.


@dataclass
class Concepts:
    """Unit vectors [concepts, 384] of labels and of described labels."""

    label: torch.Tensor
    described: torch.Tensor


@dataclass
class Sample:
    """The concepts that a step's tokens are held against."""

    vectors: torch.Tensor  # [sample, 384], all of labels or all of described labels.
    column: dict[int, int]  # Concept to its row in `vectors`; every gold concept is there.


def gold_loss(logits, gold: list[list[int]]):
    """Cross entropy of each gold concept among itself and all that are not gold."""
    pairs = [(row, column) for row, columns in enumerate(gold) for column in columns]
    if not pairs:
        return logits.new_zeros(())
    rows, columns = torch.tensor(pairs).T
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


@dataclass
class Space:
    """Where texts are to lie."""

    concepts: Concepts  # What a text is held against.
    teacher: Concepts  # What the teacher holds it against: the same in the first stage.
    nearness: float  # Weight of a text's distance from its vector.


def losses(encoded, items, space: Space, sample: Sample):
    """The four losses of texts as student.encode gives them: gold, teacher, nearness, tokens."""
    vectors, tokens, inside = encoded
    taught = torch.stack([item.taught for item in items])
    gold = [item.concepts for item in items]
    is_concept = torch.tensor([item.is_concept for item in items])
    has = taught.any(1)
    by_teacher = has & ~is_concept
    gold_part = teacher_part = 0.0
    for matrix, teachers in (
        (space.concepts.label, space.teacher.label),
        (space.concepts.described, space.teacher.described),
    ):
        logits = SCALE * vectors @ matrix.T
        gold_part = gold_part + 0.5 * gold_loss(logits, gold)
        teacher_part = teacher_part + 0.5 * teacher_loss(
            logits[by_teacher], taught[by_teacher], teachers
        )
    distance = 1 - (vectors[has] * taught[has]).sum(1)
    nearness = (distance * torch.where(is_concept[has], CONCEPT_NEARNESS, space.nearness)).sum()
    columns = [[sample.column[c] for c in concepts_of_one] for concepts_of_one in gold]
    token_part = gold_loss(SCALE * token_scores(tokens, inside, sample.vectors), columns)
    return torch.stack([gold_part, teacher_part, nearness, token_part])


def total(parts):
    gold, teacher, nearness, tokens = parts
    return gold + TEACHER_WEIGHT * teacher + nearness + tokens
