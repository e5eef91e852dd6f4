# SPDX-License-Identifier: Apache-2.0
"""Takes ESCO's joined texts apart: preferred label, alternative labels, description.

The PyPI package that the default ESCO comes from holds one text a concept: its preferred label,
its alternative labels and its description joined by blanks. Nothing marks the borders, so they are
found by rules. Each rule's accuracy against ESCO 1.2.0 is in tools/setup/README.md.

The alternative labels stay one run of words: no rule tells where one ends and the next begins.
"""

import collections
import dataclasses
import functools
import re
from typing import Callable, Dict, List, Optional, Sequence, Tuple

# A word that ends a sentence: 'e.g.' and 'St.' don't, 'vat.' does.
_SENTENCE_END = re.compile(r"[^A-Z.]{3,}[.!?][)\"”’']*")
_LEADING_WORD = re.compile(r"\W*(\w[\w'’-]*)")
# How many times a capitalised word must have been a start for its own figure to count fully, and
# what a word never seen as a start is worth. Small, so that 'The' beats 'NLP' and a lone 'Vitalise'
# still beats the 'Python' that stands inside many descriptions.
_PRIOR_STARTS = 0.1
_PRIOR_USES = 1.0
# A word seen in lower case at least this often for each capitalised use is no name.
_COMMON_WORD_RATIO = 0.2


@dataclasses.dataclass(frozen=True)
class ConceptText:
    """One concept's text, taken apart."""

    label: str
    alternatives: str  # all alternative labels, joined by blanks as in the source
    description: str


def normalise(text: str) -> str:
    """Every run of white space, no-break spaces included, becomes one blank."""
    return " ".join(text.split())


@functools.lru_cache(maxsize=None)
def _word(token: str) -> str:
    """The word inside a token: '(Python,' is 'Python'; '' when there is none."""
    match = _LEADING_WORD.match(token)
    return match.group(1) if match else ""


def _is_capitalised(token: str) -> bool:
    return token[0] not in "([" and _word(token)[:1].isupper()


def _first_sentence_starts(
    words: Sequence[str], begin: int, may_start: Callable[[str], bool] = _is_capitalised
) -> List[int]:
    """Where the description may start: fitting words from `begin` to the first sentence's end."""
    starts = []
    for i in range(begin, len(words)):
        if may_start(words[i]):
            starts.append(i)
        ends = _SENTENCE_END.fullmatch(words[i]) and words[i + 1 : i + 2]
        if starts and ends and words[i + 1][:1].isupper():
            break
    return starts


class DescriptionFinder:
    """Finds where the description starts among capitalised words.

    Alternative labels hold capitalised names ('NLP', 'Haskell techniques'), so the first capital is
    right in 93 % only. Descriptions start with few words ('The', 'Ensure', 'Technical'), and the
    texts themselves say which: a first guess takes the first capitalised word that also occurs in
    lower case; from these guesses it counts how often each capitalised word is a start, and the
    candidate with the highest share wins, the earliest among equals.
    """

    def __init__(self, texts: Sequence[Tuple[Sequence[str], int]]):
        """`texts`: the words of each text and the position its description can't start before."""
        lower: collections.Counter = collections.Counter()
        capitalised: collections.Counter = collections.Counter()
        for words, _ in texts:
            for token in words:
                word = _word(token)
                (lower if word.islower() else capitalised)[word.lower()] += 1

        self._starts: collections.Counter = collections.Counter()
        self._uses: collections.Counter = collections.Counter()
        for words, begin in texts:
            candidates = _first_sentence_starts(words, begin)
            self._uses.update(_word(words[i]) for i in candidates)
            for i in candidates:
                word = _word(words[i]).lower()
                often = lower[word] >= _COMMON_WORD_RATIO * capitalised[word]
                if lower[word] and often and not _word(words[i])[1:].isupper():
                    self._starts[_word(words[i])] += 1
                    break

    def find(self, words: Sequence[str], begin: int) -> Optional[int]:
        """The description's first word, or None when no word can be one."""
        best, best_share = None, -1.0
        for i in _first_sentence_starts(words, begin):
            word = _word(words[i])
            share = (self._starts[word] + _PRIOR_STARTS) / (self._uses[word] + _PRIOR_USES)
            if share > best_share:
                best, best_share = i, share
        return best


def _label_words(words: Sequence[str], label: str) -> int:
    """How many words of the text are its label: `label`, and a bracketed addition that follows.

    The label source shortens 'Python (computer programming)' to 'Python'; the text does not.
    Returns 0 when the text does not begin with `label`.
    """
    count = len(label.split())
    if list(words[:count]) != label.split():
        return 0
    if words[count : count + 1] and words[count].startswith("("):
        for end in range(count, min(count + 8, len(words))):
            if words[end].endswith(")"):
                return end + 1
    return count


def split_skills(labels: Dict[str, str], texts: Dict[str, str]) -> Dict[str, ConceptText]:
    """Splits skill texts, given their labels by the same keys."""
    words = {key: text.split() for key, text in texts.items()}
    begins = {key: _label_words(words[key], normalise(labels[key])) for key in texts}
    finder = DescriptionFinder([(words[key], begins[key]) for key in texts])
    result = {}
    for key in texts:
        all_words, begin = words[key], begins[key]
        start = finder.find(all_words, begin)
        end = len(all_words) if start is None else start
        result[key] = ConceptText(
            label=" ".join(all_words[:begin]) or normalise(labels[key]),
            alternatives=" ".join(all_words[begin:end]),
            description=" ".join(all_words[end:]),
        )
    return result


def _is_plural(plural: str, singular: str) -> bool:
    if "/" in singular:  # waiter/waitress
        parts, plural_parts = singular.split("/"), plural.split("/")
        return len(parts) == len(plural_parts) and all(
            p == s or _is_plural(p, s) for p, s in zip(plural_parts, parts)
        )
    forms = {singular + "s", singular + "es", singular + "'s"}
    if re.search(r"[^aeiou]y$", singular):
        forms.add(singular[:-1] + "ies")
    if singular.endswith("man"):
        forms.add(singular[:-3] + "men")
    if singular.endswith("wife"):
        forms.add(singular[:-2] + "ves")
    if singular.endswith("person"):
        forms.add(singular[:-6] + "people")
    if "-in-" in singular:  # editor-in-chief
        forms.add(singular.replace("-in-", "s-in-", 1))
    return plural in forms


def _subject_length(words: Sequence[str], start: int) -> Tuple[int, bool]:
    """(how many words of the text's beginning the words at `start` repeat, whether in the plural).

    'technical director … Technical directors realise …' repeats two. 'at' may be added:
    'science teacher secondary school … Science teachers at secondary schools …' repeats four.
    """
    count, at, plural = 0, start, False
    while count < start and at < len(words):
        singular = words[count].lower().strip(",;.")
        word = words[at].lower().strip(",;.")
        if plural and words[count] == words[0]:
            break  # the first alternative, not the label: none says its first word twice
        if word == "at" != singular and plural:
            at += 1
            continue
        if word != singular and not _is_plural(word, singular):
            break
        plural = plural or word != singular
        count += 1
        at += 1
    return count, plural


def _pair_length(words: Sequence[str]) -> int:
    """The length of a label like 'head waiter/head waitress', which says its first word twice."""
    for i, word in enumerate(words[:4]):
        if i and word.endswith("/" + words[0]):
            return 2 * i + 1
    return 0


def split_occupations(texts: Dict[str, str]) -> Dict[str, ConceptText]:
    """Splits occupation texts, whose labels nothing else gives.

    An occupation's description opens with its label in the plural, so the longest beginning of the
    text that the description repeats is the label. Occupations of which no label can be told are
    left out.
    """
    words = {key: text.split() for key, text in texts.items()}
    finder = DescriptionFinder([(words[key], 1) for key in texts])
    result = {}
    for key, all_words in words.items():
        start, length = _occupation_borders(all_words, finder)
        if length:
            result[key] = ConceptText(
                label=" ".join(all_words[:length]),
                alternatives=" ".join(all_words[length:start]),
                description=" ".join(all_words[start:]),
            )
    return result


def _occupation_borders(words: Sequence[str], finder: DescriptionFinder) -> Tuple[int, int]:
    """(description's first word, number of the label's words); the latter is 0 when not found."""
    if words[0].islower():
        candidates = _first_sentence_starts(words, 1)
    else:  # '3D animator', 'eBusiness manager': the description begins just like the label
        candidates = _first_sentence_starts(words, 1, lambda word: word == words[0])
    likely = finder.find(words, 1) or len(words)
    pair = _pair_length(words)

    best_start, best_length = likely, pair
    best_rank = (False, pair)
    for start in candidates:
        length, plural = _subject_length(words, start)
        # The plural may be missing ('Event assistant implement …'); then one word proves nothing
        # unless the description is likely to start there anyway.
        if not plural and length < 2 and start != likely:
            continue
        # The same beginning may stand inside the alternatives: the last one counts.
        if length and (plural, length) >= best_rank:
            best_start, best_length, best_rank = start, length, (plural, length)
    return best_start, best_length


def split_isco_group(text: str) -> ConceptText:
    """Splits an ISCO group's text: these have no alternative labels, which leaves two blanks."""
    label, _, description = text.partition("  ")
    return ConceptText(normalise(label), "", description.strip())
