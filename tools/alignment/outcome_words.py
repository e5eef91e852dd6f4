# SPDX-License-Identifier: Apache-2.0
"""Outcomes as words and cues, exactly as server/alignment/outcome_words.cc and cue_lexicon.cc."""

import functools
import json
import re
import unicodedata

TOKEN = re.compile(r"[a-z0-9]+|[,;:.()]")
JOINERS = {"en": {"and", "or", "to", "then"}, "fr": {"et", "ou", "a", "de", "puis"}}
LONGEST_GAP = 3


def fold(text):
    """Lower case, without accents, ligatures taken apart."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf"))
    return plain.replace("œ", "oe").replace("æ", "ae")


def split(text):
    """[(word, starts a clause)] in order."""
    words, clause_start = [], True
    for token in TOKEN.findall(fold(text)):
        if token in ",;:.()":
            clause_start = True
        else:
            words.append((token, clause_start))
            clause_start = False
    return words


def forms(verb, language):
    """The verb and its regular forms."""
    if language == "fr":
        return {verb, verb[:-1]} if verb.endswith("r") else {verb}
    stem = verb[:-1] if verb.endswith("e") else verb
    return {verb, verb + "s", verb + "d", verb + "ed", verb + "ing", stem + "es", stem + "ing"}


class Lexicon:
    """The cues of one language."""

    def __init__(self, path, language):
        self.language = language
        self.cues = json.load(open(path, encoding="utf-8"))["cues"]
        self.verbs = {}
        self.patterns = []
        for index, cue in enumerate(self.cues):
            for verb in cue.get("verbs", {}).get(language, []):
                for form in forms(verb, language):
                    self.verbs.setdefault(form, set()).add(index)
            for pattern in cue.get("patterns", {}).get(language, []):
                elements = [None if e == "_" else self._element(e) for e in pattern.split()]
                self.patterns.append((index, elements))

    @staticmethod
    def _element(text):
        alternatives = text.split("|")
        exact = frozenset(a for a in alternatives if not a.endswith("*"))
        prefixes = tuple(a[:-1] for a in alternatives if a.endswith("*"))
        return exact, prefixes

    @functools.lru_cache(maxsize=100_000)
    def _starting(self, word):
        """Patterns whose first element fits `word`."""
        return [(index, elements) for index, elements in self.patterns
                if word in elements[0][0] or word.startswith(elements[0][1])]

    def _matches(self, words, at, elements):
        if not elements:
            return True
        if elements[0] is None:
            return any(self._matches(words, at + gap, elements[1:])
                       for gap in range(LONGEST_GAP + 1) if at + gap <= len(words))
        if at >= len(words):
            return False
        exact, prefixes = elements[0]
        word = words[at][0]
        return ((word in exact or word.startswith(prefixes)) and
                self._matches(words, at + 1, elements[1:]))

    def find(self, words):
        """Indexes of the cues in `words`, ascending."""
        found = set()
        for at, (word, clause_start) in enumerate(words):
            if clause_start or (at and words[at - 1][0] in JOINERS[self.language]):
                found |= self.verbs.get(word, set())
            for index, elements in self._starting(word):
                if index not in found and self._matches(words, at + 1, elements[1:]):
                    found.add(index)
        return sorted(found)
