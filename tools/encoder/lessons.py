# SPDX-License-Identifier: Apache-2.0
"""What the student is taught: texts, the concepts they cover, and the texts that the teacher reads
in their place."""

from dataclasses import dataclass

import data
import sentences


@dataclass
class Lesson:
    text: str
    concepts: list[int]  # Places in the list of all concepts; none where nobody has said.
    taught: str | None  # English text whose vector of the teacher's is the one to reach, if any.


def kinds(folder: str, concepts: list[data.Concept]) -> dict[str, list[Lesson]]:
    """All lessons by kind; a step of the training takes some of each kind."""
    place = {c.uri: i for i, c in enumerate(concepts)}

    def known(uris):
        return [place[u] for u in uris if u in place]

    english = [Lesson(e.text, known(e.concepts), e.text) for e in data.training_examples(folder)]
    french = [Lesson(e.text, known(e.concepts), None) for e in data.french_examples(folder)]
    for s in sentences.read(concepts):
        english.append(Lesson(s.english, known(s.concepts), s.english))
        french.append(Lesson(s.french, known(s.concepts), s.english))
    names, described = [], []
    for i, c in enumerate(concepts):
        names += [Lesson(name, [i], name) for name in (c.label, *c.alternatives)]
        described.append(Lesson(c.described, [i], c.described))
        if c.description:
            described.append(Lesson(c.description, [i], c.description))
    french_labels = [
        Lesson(c.label, [place[c.uri]], concepts[place[c.uri]].label)
        for c in data.read_concepts(folder, "fr")
        if c.label and c.uri in place and not data.french_is_held_out(c.uri)
    ]
    return {
        "english": [lesson for lesson in english if lesson.concepts],
        "french": [lesson for lesson in french if lesson.concepts],
        "french label": french_labels,
        "name": names,
        "described": described,
        "objective": [Lesson(text, [], text) for text in data.course_objectives(folder)],
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
