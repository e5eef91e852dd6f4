# SPDX-License-Identifier: Apache-2.0
"""What teacher and student are taught: texts, the concepts they cover, and the texts that the
teacher reads in their place."""

import random
from dataclasses import dataclass

import data
import glossary
import sentences

# Made of the sentences: stretches of one, which nobody says the concepts of, and two in one.
PARTS = 1  # Of each English sentence with that many words:
LEAST_WORDS = 8
LEAST_SHARE, MOST_SHARE = 0.3, 0.8  # Of its words, that a part has.
PAIRS = 40000  # In either language.
MOST_WORDS = 60  # Of a pair.
JOINTS = (" ", "; ", ", ", " · ")


@dataclass
class Lesson:
    text: str
    concepts: list[int]  # Places in the list of all concepts; none where nobody has said.
    taught: str | None  # English text whose vector of the teacher's is the one to reach, if any.


def parts(lessons: list[Lesson], seed: int) -> list[Lesson]:
    chance = random.Random(seed)
    found = []
    for lesson in lessons:
        words = lesson.text.split()
        if len(words) < LEAST_WORDS:
            continue
        for _ in range(PARTS):
            length = round(chance.uniform(LEAST_SHARE, MOST_SHARE) * len(words))
            first = chance.randrange(len(words) - length + 1)
            text = " ".join(words[first : first + length])
            found.append(Lesson(text, [], text))
    return found


def pairs(lessons: list[Lesson], seed: int) -> list[Lesson]:
    """Two lessons that the teacher can read, joined."""
    chance = random.Random(seed)
    readable = [x for x in lessons if x.taught]
    found = []
    for _ in range(PAIRS):
        first, second = chance.sample(readable, 2)
        joint = chance.choice(JOINTS)
        text, taught = (
            joint.join((a.rstrip(".") if joint != " " else a, b))
            for a, b in ((first.text, second.text), (first.taught, second.taught))
        )
        if len(text.split()) <= MOST_WORDS:
            found.append(Lesson(text, sorted({*first.concepts, *second.concepts}), taught))
    return found


def french_names(folder: str, english: list[data.Concept], french: list[data.Concept]):
    """French names with their English counterpart, of which none is a label of those held out."""
    held_out = {c.label.casefold() for c in french if data.french_is_held_out(c.uri)}
    terms = glossary.read() + data.occupation_names(folder)
    return [Lesson(f, [], e) for e, f in terms if f.casefold() not in held_out]


def kinds(folder: str, concepts: list[data.Concept], seed: int = 20) -> dict[str, list[Lesson]]:
    """All lessons by kind; a step of a training takes some of each kind."""
    place = data.places(concepts)

    def known(uris):
        return data.known(place, uris)

    english = [Lesson(e.text, known(e.concepts), e.text) for e in data.training_examples(folder)]
    french = [Lesson(e.text, known(e.concepts), None) for e in data.french_examples(folder)]
    for s in sentences.read(concepts):
        if s.kind == "line":
            continue  # As often as in the wild, not one concept like another: for temper.py.
        english.append(Lesson(s.english, known(s.concepts), s.english))
        french.append(Lesson(s.french, known(s.concepts), s.english))
    english = [lesson for lesson in english if lesson.concepts]
    french = [lesson for lesson in french if lesson.concepts]
    names, described = [], []
    for i, c in enumerate(concepts):
        names += [Lesson(name, [i], name) for name in (c.label, *c.alternatives)]
        described.append(Lesson(c.described, [i], c.described))
        if c.description:
            described.append(Lesson(c.description, [i], c.description))
    in_french = data.read_concepts(folder, "fr")
    french_labels = [
        Lesson(name, [place[c.uri]], concepts[place[c.uri]].label)
        for c in in_french
        if c.uri in place and not data.french_is_held_out(c.uri)
        for name in (c.label, *c.alternatives)
        if name
    ]
    return {
        "english": english,
        "french": french,
        "french label": french_labels,
        "french name": french_names(folder, concepts, in_french),
        "name": names,
        "described": described,
        "objective": [Lesson(text, [], text) for text in data.course_objectives(folder)],
        "part": parts(english, seed),
        "pair": pairs(english, seed),
        "french pair": pairs(french, seed),
    }


def held_out_french_labels(folder: str, concepts: list[data.Concept]) -> list[data.Example]:
    """French labels of the tenth of the concepts that are never trained on."""
    known = {c.uri for c in concepts}
    return [
        data.Example(c.label, [c.uri])
        for c in data.read_concepts(folder, "fr")
        if c.label and c.uri in known and data.french_is_held_out(c.uri)
    ]


def taught_texts(lessons: dict[str, list[Lesson]]) -> list[str]:
    """Every text that the teacher reads, once."""
    return list(dict.fromkeys(x.taught for kind in lessons.values() for x in kind if x.taught))
