# SPDX-License-Identifier: Apache-2.0
"""What the knowledge model weighs in an outcome, exactly as server/alignment/knowledge_features.cc."""

from process_features import stem
from reading import MOST_WORDS, PROCESSES, read_lines

KINDS = ["factual", "conceptual", "procedural", "metacognitive"]
MOST_HITS = 2
NEAR_START = 5  # The object of the main verb stands among the first words.


def read_cues():
    """{language: [[phrases of the kind] for each kind]}; a phrase is a list of words."""
    cues = {}
    for line in read_lines("knowledge_cues.tsv"):
        kind, language, phrases = line.split("\t")
        by_kind = cues.setdefault(language, [[] for _ in KINDS])
        by_kind[KINDS.index(kind)] += [phrase.split() for phrase in phrases.split(",")]
    return cues


def fits(element, word):
    return word.startswith(element[:-1]) if element.endswith("*") else word == element


def starts_phrase(phrase, words, at):
    return len(phrase) <= len(words) - at and all(
        fits(element, words[at + i]) for i, element in enumerate(phrase))


def features(words, reading, verbs, cues):
    """For each kind: how many cues, whether one stands near the start; then the first verb's process."""
    values = []
    words = [word for word, _ in words[:MOST_WORDS]]
    for phrases in cues:
        hits = [at for at in range(len(words))
                if any(starts_phrase(phrase, words, at) for phrase in phrases)]
        values.append(float(min(len(hits), MOST_HITS)))
        values.append(1.0 if hits and hits[0] < NEAR_START else 0.0)
    first = next((verbs[stem(word)] for word, _, _ in reading if verbs.get(stem(word))), "")
    return values + [1.0 if first == process else 0.0 for process in PROCESSES]
