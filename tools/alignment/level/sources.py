# SPDX-License-Identifier: Apache-2.0
"""What the level model is fitted on, and the real programs that calibrate and measure it."""

import collections
import dataclasses
import json
import pathlib
import re

ROOT = pathlib.Path(__file__).parents[3]
# How much one outcome of each source weighs.
WRITTEN_WEIGHT = 0.5     # Written for a single skill, with a level in mind.
DESCRIPTOR_WEIGHT = 10.0  # A sentence of the framework's own descriptors.
INVENTED_WEIGHT = 2.0    # Of an invented program, worded as programs are.


@dataclasses.dataclass(frozen=True)
class Sample:
    text: str
    level: int
    language: str
    weight: float     # 0 where nothing is fitted on it.
    of_program: bool  # Worded as the outcomes of programs are.
    source: str       # "written", "descriptor", "invented" or "real".


@dataclasses.dataclass(frozen=True)
class Program:
    level: int
    language: str
    institution: str  # Without campus and remarks.
    title: str
    outcomes: tuple

    def samples(self):
        return [Sample(text, self.level, self.language, 0.0, True, "real")
                for text in self.outcomes]


def read_outcomes(path, language):
    """Rows of concept URI, level, outcome, other URIs."""
    rows = (line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8"))
    return [Sample(row[2], int(row[1]), language, WRITTEN_WEIGHT, False, "written") for row in rows]


def read_descriptors():
    oqf = json.loads((ROOT / "frameworks/oqf/data/oqf.json").read_text(encoding="utf-8"))
    return [Sample(sentence, qualification["number"], language, DESCRIPTOR_WEIGHT, False, "descriptor")
            for qualification in oqf["qualifications"]
            for descriptor in qualification["descriptors"].values()
            for language in ("en", "fr")
            for sentence in descriptor[language].split(". ")]


def read_invented():
    path = pathlib.Path(__file__).with_name("programs.tsv")
    rows = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8")
            if not line.startswith("#")]
    return [Sample(row[4], int(row[0]), row[1], INVENTED_WEIGHT, True, "invented") for row in rows]


def read_samples(data):
    """What the weights of words are fitted on; none of it is a real program."""
    # The last two English files repeat their levels' cue words; the last one also serves the ranker.
    files = sorted((data / "outcomes").glob("outcomes_*.tsv"))[:20]
    written = [sample for file in files for sample in read_outcomes(file, "en")]
    return (written + read_outcomes(data / "outcomes/fr_train.tsv", "fr") + read_descriptors() +
            read_invented())


def read_programs(data):
    programs = []
    for line in open(data / "oqf/programs_dev.jsonl", encoding="utf-8"):
        row = json.loads(line)
        institution = re.split(r"[(/]", row["institution"])[0].strip()
        programs.append(Program(row["oqf_level"], row["language"],
                                institution.replace("Polytechnic", "College"), row["title"],
                                tuple(row["outcomes"])))
    return programs


def neighbour_pairs(programs):
    """[(lower, higher)] of one institution and one field, at different levels.

    One field: titles share a rare word's beginning, which no more than six programs have.
    """
    generic = {"program", "honour", "option", "techni", "techno", "studie", "scienc", "profes",
               "health", "manage", "practi", "master", "phd", "the", "and", "of", "with", "in",
               "co", "op", "ba", "bsc", "start", "develo", "credit", "special", "specia",
               "general", "genera", "depart", "therap"}
    words = [{word[:6] for word in re.findall("[a-z]+", program.title.lower())} - generic
             for program in programs]
    count = collections.Counter(word for some in words for word in some)
    return [(i, j) for i, a in enumerate(programs) for j, b in enumerate(programs)
            if a.institution == b.institution and a.level < b.level and
            any(count[word] <= 6 for word in words[i] & words[j])]
