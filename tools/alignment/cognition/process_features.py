# SPDX-License-Identifier: Apache-2.0
"""What the process model weighs in a reading, exactly as server/alignment/process_features.cc."""

# The first that leaves four letters is taken off.
ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "ed", "es", "s", "ly", "e", "y")
FEWEST_LETTERS = 4
MOST_LETTERS = 12
STOP_WORDS = frozenset(
    "the a an of and or to in for with on by from at as its their your his her this that these "
    "those is are be well range variety both".split())
JOINERS = frozenset(["and", "or", "to", "then"])
MOST_VERBS = 6
PREFIX_VERBS = 4
PLACES = 4


def stem(word):
    """The word without its ending, in British spelling."""
    if len(word) <= FEWEST_LETTERS:
        return word
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= FEWEST_LETTERS:
            word = word[: -len(ending)]
            break
    return word.replace("yz", "ys").replace("iz", "is")[:MOST_LETTERS]


def features(reading, verbs):
    """{feature: (word, other word or None)}; `verbs` maps stems to a process or ""."""
    found = {}

    def add(key, word, other=None):
        found.setdefault(key, (word, other))

    stems = [stem(word) for word, _, _ in reading]
    # Words and pairs of neighbours; "^" stands before a clause.
    previous, previous_at = None, 0
    for at, (_, start, _) in enumerate(reading):
        if start:
            if previous is not None:
                add(previous + " ^", previous_at)
            previous, previous_at = "^", at
            add("^", at)
        add(stems[at], at)
        if previous is not None:
            add(previous + " " + stems[at], previous_at, at)
        previous, previous_at = stems[at], at
    for at in range(min(PLACES, len(stems))):
        add("@%d %s" % (at, stems[at]), at)

    # The first word of content with each later one.
    content = [at for at, (word, _, _) in enumerate(reading) if word not in STOP_WORDS]
    for at in content[1:]:
        add(stems[content[0]] + ">" + stems[at], content[0], at)

    # Verbs: pairs, neighbours, the sequence so far, how many.
    said = [at for at in range(len(stems)) if stems[at] in verbs]
    for i, first in enumerate(said[:MOST_VERBS]):
        for second in said[i + 1:MOST_VERBS]:
            add(stems[first] + "&" + stems[second], first, second)
    for first, second in zip(said, said[1:]):
        add(stems[first] + "+" + stems[second], first, second)
    for count in range(1, min(PREFIX_VERBS, len(said)) + 1):
        add("=" + " ".join(stems[at] for at in said[:count]), said[0], said[count - 1])
    add("#%d" % min(len(said), MOST_VERBS), said[0] if said else 0)

    # The processes that verbs show most often.
    classed = [at for at in said if verbs[stems[at]]]
    for at in classed:
        process = verbs[stems[at]]
        add("%" + process, at)
        if reading[at][1] or (at and reading[at - 1][0] in JOINERS):
            add("%^" + process, at)
    if classed:
        add("%1" + verbs[stems[classed[0]]], classed[0])
    for first, second in zip(classed, classed[1:]):
        add("%" + verbs[stems[first]] + " " + verbs[stems[second]], first, second)
    return found
