# SPDX-License-Identifier: Apache-2.0
"""Outcomes as words and cues, exactly as server/alignment/outcome_words.cc and cue_lexicon.cc.

Run as a program it writes tests/alignment/data/cue_hits.tsv, with which a test compares the two.
"""

import json
import pathlib
import re
import unicodedata

ROOT = pathlib.Path(__file__).parents[2]
TOKEN = re.compile(r"[a-z0-9]+|[,;:.()]")
LONGEST_GAP = 3
# Where a main verb may follow, and in which form: any, base (infinitive) or -ing (-ant).
ANY, BASE, ING, FINITE = "any", "base", "ing", "finite"
PLACES = {
    "en": {**dict.fromkeys(("and", "or", "then"), ANY),
           **dict.fromkeys(("to", "will", "can", "must", "should"), BASE),
           **dict.fromkeys(("by", "while", "when"), ING)},
    "fr": {**dict.fromkeys(("et", "ou", "puis"), ANY),
           **dict.fromkeys(("a", "de", "d", "pour", "pouvoir", "peut", "peuvent", "doit"), BASE),
           **dict.fromkeys(("en",), ING)},
}
NEGATORS = {"en": {"not", "no", "non", "never", "nor", "without"},
            "fr": {"non", "pas", "sans", "jamais", "ni", "peu"}}
# May stand between a negator and what it negates.
BRIDGES = {"en": {"a", "an", "any", "the", "very", "overly", "too", "work", "working"},
           "fr": {"de", "d", "du", "des", "un", "une", "trop", "tres", "travailler"}}


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
    """{form of the verb: BASE, FINITE or ING}."""
    result = {}
    if language == "fr":
        stem = verb[:-2]
        if verb.endswith("er"):
            result = {stem + "e": FINITE, stem + "ent": FINITE, stem + "era": FINITE,
                      stem + "eront": FINITE, stem + "ant": ING}
        elif verb.endswith("ir"):
            result = {stem + "it": FINITE, stem + "issent": FINITE, stem + "issant": ING}
        elif verb.endswith("re"):
            result = {stem: FINITE, stem + "t": FINITE, stem + "ent": FINITE, stem + "ant": ING}
    else:
        stem = verb[:-1] if verb.endswith("e") else verb
        result = {verb + "s": FINITE, stem + "es": FINITE, stem + "ing": ING, verb + "ing": ING}
        if verb.endswith("y"):
            result[verb[:-1] + "ies"] = FINITE
        if re.search("[^aeiou][aeiou][^aeiouwxy]$", verb):
            result[verb + verb[-1] + "ing"] = ING
    result[verb] = BASE
    return result


def verb_places(words, language):
    """For each word the form in which a main verb may stand there, or None."""
    places = []
    for at, (_, clause_start) in enumerate(words):
        place = None
        if clause_start:
            place = ANY
        elif words[at - 1][0] in PLACES[language]:
            place = PLACES[language][words[at - 1][0]]
        elif language == "en" and len(words[at - 1][0]) > 3 and words[at - 1][0].endswith("ly"):
            place = places[at - 1]
        if language == "en" and at + 1 < len(words) and words[at + 1][0] == "of":
            place = None  # A noun: "design of".
        places.append(place)
    return places


class Pattern:
    """Words in sequence; `verbs` are the forms that its first word may have, if it is a verb."""

    def __init__(self, text, language):
        self.verbs = None
        elements = text.split()
        if elements[0].startswith("^"):
            self.verbs = {}
            for verb in elements.pop(0)[1:].split("|"):
                self.verbs.update(forms(verb, language))
            elements.insert(0, "|".join(self.verbs))
        self.elements = [self._element(e) for e in elements]

    @staticmethod
    def _element(text):
        if text == "_":
            return None
        alternatives = text.split("|")
        exact = frozenset(a for a in alternatives if not a.endswith("*"))
        prefixes = tuple(a[:-1] for a in alternatives if a.endswith("*"))
        return exact, prefixes

    def end(self, words, at, element=0):
        """One past the last word where it matches from word `at` on; None where it does not."""
        if element == len(self.elements):
            return at
        if self.elements[element] is None:
            for gap in range(LONGEST_GAP + 1):
                end = self.end(words, at + gap, element + 1) if at + gap <= len(words) else None
                if end is not None:
                    return end
            return None
        if at >= len(words):
            return None
        exact, prefixes = self.elements[element]
        if words[at][0] in exact or words[at][0].startswith(prefixes):
            return self.end(words, at + 1, element + 1)
        return None


class Lexicon:
    """The cues of one language."""

    LONGEST_UNLESS = 6  # Words before a hit at which what excludes it may begin.

    def __init__(self, path, language):
        self.language = language
        self.cues = json.load(open(path, encoding="utf-8"))["cues"]
        self.patterns = []  # (cue, pattern), in order.
        self.unless = []    # By cue.
        for index, cue in enumerate(self.cues):
            texts = ["^" + verb for verb in cue.get("verbs", {}).get(language, [])]
            texts += cue.get("patterns", {}).get(language, [])
            self.patterns += [(index, Pattern(text, language)) for text in texts]
            self.unless.append([Pattern(text, language)
                                for text in cue.get("unless", {}).get(language, [])])
        self._starts = {}

    def _starting(self, word):
        """Patterns whose first element fits `word`."""
        if word not in self._starts:
            self._starts[word] = [(cue, pattern) for cue, pattern in self.patterns
                                  if word in pattern.elements[0][0] or
                                  word.startswith(pattern.elements[0][1])]
        return self._starts[word]

    def _negated(self, words, at):
        def negator(i):
            return i >= 0 and words[i][0] in NEGATORS[self.language]
        if words[at][1]:
            return False
        return negator(at - 1) or (at > 0 and not words[at - 1][1] and negator(at - 2) and
                                   words[at - 1][0] in BRIDGES[self.language])

    def _excluded(self, words, cue, begin, end):
        for pattern in self.unless[cue]:
            for at in range(max(0, begin - self.LONGEST_UNLESS), end):
                stop = pattern.end(words, at)
                if stop is not None and stop > begin:
                    return True
        return False

    def find_places(self, words):
        """{cue: (first word, one past the last)} of the first hit of each cue."""
        found = {}
        places = verb_places(words, self.language)
        for at, (word, _) in enumerate(words):
            for cue, pattern in self._starting(word):
                if cue in found:
                    continue
                if pattern.verbs is not None and not (
                        places[at] == ANY or places[at] == pattern.verbs[word]):
                    continue
                end = pattern.end(words, at)
                if (end is not None and not self._negated(words, at) and
                        not self._excluded(words, cue, at, end)):
                    found[cue] = (at, end)
        return found

    def find(self, words):
        """Indexes of the cues in `words`, ascending."""
        return sorted(self.find_places(words))


def main():
    folder = ROOT / "tests/alignment/data"
    cues = ROOT / "server/alignment/data/cues.json"
    lexicons = {language: Lexicon(cues, language) for language in PLACES}
    texts = [line.split("\t") for line in
             (folder / "cue_texts.tsv").read_text(encoding="utf-8").splitlines()]
    texts += [line.split("\t")[1:] for line in
              (folder / "descriptors_in_other_words.tsv").read_text(encoding="utf-8").splitlines()]
    with open(folder / "cue_hits.tsv", "w", encoding="utf-8") as file:
        for language, text in texts:
            hits = lexicons[language].find_places(split(text))
            names = " ".join(f"{lexicons[language].cues[cue]['id']}:{begin}-{end}"
                             for cue, (begin, end) in sorted(hits.items()))
            file.write(f"{language}\t{text}\t{names}\n")


if __name__ == "__main__":
    main()
