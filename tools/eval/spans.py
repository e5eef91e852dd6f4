#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the evidence spans of suggestions with what annotators marked in the outcomes.

    tools/eval/spans.py --texts TEXTS --marks A.tsv [--marks B.tsv] MAPPED.jsonl

TEXTS has lines of `key TAB outcome`. A file of marks has lines of `key TAB skill URI TAB words`: the
words that show the skill, by number from 0, as ranges `2-4 7-7`; words are runs of letters, digits,
apostrophes and hyphens. MAPPED is what `crosswalk map --format lines --json-lines` prints for the
outcomes of TEXTS in their order; ask for many suggestions, since only marked skills count.

Function words do not count. Figures are means over the marked pairs and the annotators.
"""

import argparse
import itertools
import json
import re

WORD = re.compile(r"[\w'’-]+")
FUNCTION_WORDS = set("a an and are as at be by for from in into is it its of on or that the their "
                     "these this those to which with".split())


def telling_words(text):
    """(begin, end) of the words by number, without function words."""
    return {number: match.span() for number, match in enumerate(WORD.finditer(text))
            if match.group().lower() not in FUNCTION_WORDS}


def read_marks(path, texts):
    """Numbers of the telling words by key and URI."""
    marks = {}
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) != 3 or cells[0] not in texts:
                raise SystemExit(f"{path}:{number}: not `key TAB URI TAB words` of a known outcome")
            words = set()
            for part in cells[2].split():
                first, last = part.split("-")
                words.update(range(int(first), int(last) + 1))
            marks[cells[0], cells[1]] = words & telling_words(texts[cells[0]]).keys()
    return marks


def marked_by_spans(text, spans):
    """Numbers of the telling words that a span, in bytes of UTF-8, touches."""
    encoded = text.encode()
    found = set()
    for span in spans:
        begin = len(encoded[:span["start_byte"]].decode())
        end = len(encoded[:span["end_byte"]].decode())
        found |= {n for n, (a, b) in telling_words(text).items() if a < end and b > begin}
    return found


def agreement(found, marked):
    """Precision, recall and F1 of `found`, which `marked` is the truth for."""
    both = len(found & marked)
    precision = both / len(found) if found else 0.0
    recall = both / len(marked) if marked else 1.0
    return precision, recall, 2 * both / max(1, len(found) + len(marked))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", required=True)
    parser.add_argument("--marks", action="append", required=True, help="for each annotator")
    parser.add_argument("mapped")
    options = parser.parse_args()
    with open(options.texts, encoding="utf-8") as lines:
        texts = dict(line.rstrip("\n").split("\t") for line in lines)
    annotators = [read_marks(path, texts) for path in options.marks]
    pairs = set.intersection(*(set(marks) for marks in annotators))
    for first, second in itertools.combinations(annotators, 2):
        between = [agreement(first[pair], second[pair])[2] for pair in pairs]
        print(f"F1 between annotators {100 * sum(between) / len(between):.1f}")
    figures = []
    with open(options.mapped, encoding="utf-8") as lines:
        for key, line in zip(texts, lines, strict=True):
            for match in json.loads(line)["matches"]:
                pair = key, match["skill"]["uri"]
                if pair in pairs:
                    found = marked_by_spans(texts[key], match["evidence"].get("spans", []))
                    figures += [agreement(found, marks[pair]) for marks in annotators]
    means = [100 * sum(column) / len(figures) for column in zip(*figures)]
    print(f"{len(figures) // len(annotators)} of {len(pairs)} marked suggestions answered; "
          f"precision {means[0]:.1f}, recall {means[1]:.1f}, F1 {means[2]:.1f}")


if __name__ == "__main__":
    main()
