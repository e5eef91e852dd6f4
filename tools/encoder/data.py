# SPDX-License-Identifier: Apache-2.0
"""Reads the concepts, the annotated sentences, the outcomes and the course objectives."""

import csv
import glob
import hashlib
import io
import json
import os
import zipfile
from dataclasses import dataclass, field

# Outcomes and sentences that the encoder never sees: the ranker is fitted on them.
HELD_OUT_OUTCOMES = "outcomes_21.tsv"
HELD_OUT_SENTENCES = 500

DESCRIBED = "{label}: {description}"


@dataclass
class Concept:
    uri: str
    label: str
    alternatives: list[str] = field(default_factory=list)
    description: str = ""

    @property
    def described(self) -> str:
        """The label with its description; the label alone where there is none."""
        if not self.description:
            return self.label
        return DESCRIBED.format(label=self.label, description=self.description)


@dataclass
class Example:
    text: str
    concepts: list[str]


def french_is_held_out(uri: str) -> bool:
    """A tenth of the concepts: training leaves out their French labels, and no sentence of
    sentences/ is about them."""
    return int(hashlib.sha256(uri.encode()).hexdigest(), 16) % 10 == 0


def esco_bundle(data: str, language: str) -> str:
    found = sorted(glob.glob(os.path.join(data, "esco", f"*- {language} - csv.zip")))
    if not found:
        raise FileNotFoundError(f"no ESCO bundle for '{language}' under {data}/esco")
    return found[-1]


def read_concepts(data: str, language: str = "en") -> list[Concept]:
    """All skills of the bundle, in the bundle's order."""
    with zipfile.ZipFile(esco_bundle(data, language)) as bundle:
        with bundle.open(f"skills_{language}.csv") as raw:
            rows = csv.DictReader(io.TextIOWrapper(raw, "utf-8-sig"))
            return [
                Concept(
                    row["conceptUri"],
                    row["preferredLabel"].strip(),
                    [a.strip() for a in row["altLabels"].split("\n") if a.strip()],
                    " ".join(row["description"].split()),
                )
                for row in rows
            ]


def places(concepts: list[Concept]) -> dict[str, int]:
    """Where a concept stands in the list, by its URI."""
    return {c.uri: i for i, c in enumerate(concepts)}


def known(place: dict[str, int], uris: list[str]) -> list[int]:
    """Of `places`, without concepts that are not in the list."""
    return [place[u] for u in uris if u in place]


def read_sentences(path: str) -> list[Example]:
    with open(path, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [Example(row["text"], row["skills"]) for row in rows]


def read_outcomes(path: str) -> list[Example]:
    """Lines of `uri TAB level TAB outcome TAB further uris`; the further ones are gold too."""
    examples = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            uri, _, text, *others = line.rstrip("\n").split("\t")
            further = [u for column in others for u in column.split()]
            examples.append(Example(text, [uri, *further]))
    return examples


def annotated_sentences(data: str) -> list[Example]:
    """Of job adverts, but for those that are held out."""
    path = os.path.join(data, "mapping", "skillskape_train.jsonl")
    return read_sentences(path)[:-HELD_OUT_SENTENCES]


def training_examples(data: str) -> list[Example]:
    examples = annotated_sentences(data)
    for path in sorted(glob.glob(os.path.join(data, "outcomes", "outcomes_[0-9][0-9].tsv"))):
        if os.path.basename(path) != HELD_OUT_OUTCOMES:
            examples += read_outcomes(path)
    return examples


def french_examples(data: str) -> list[Example]:
    return read_outcomes(os.path.join(data, "outcomes", "fr_train.tsv"))


def course_objectives(data: str) -> list[str]:
    """Learning objectives of universities; nobody has said which concepts they cover."""
    path = os.path.join(data, "bloom", "learning_objectives.jsonl")
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines if line.strip()]


def occupations(data: str, language: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(esco_bundle(data, language)) as bundle:
        with bundle.open(f"occupations_{language}.csv") as raw:
            return list(csv.DictReader(io.TextIOWrapper(raw, "utf-8-sig")))


def occupation_names(data: str) -> list[tuple[str, str]]:
    """(English, French) preferred labels of the occupations that have both."""
    english = {row["conceptUri"]: row["preferredLabel"] for row in occupations(data, "en")}
    return [
        (english[row["conceptUri"]], row["preferredLabel"])
        for row in occupations(data, "fr")
        if row["conceptUri"] in english and row["preferredLabel"]
    ]


def occupation_texts(data: str, language: str) -> list[str]:
    """Names and descriptions of the occupations."""
    return [
        text
        for row in occupations(data, language)
        for text in (row["preferredLabel"], *row["altLabels"].split("\n"), row["description"])
        if text
    ]


def validation_sets(data: str) -> dict[str, list[Example]]:
    mapping = os.path.join(data, "mapping")
    sets = {
        name: read_sentences(os.path.join(mapping, f"{name}.jsonl"))
        for name in ("tech_validation", "house_validation", "skillskape_dev")
    }
    for name, file in (("outcomes", "validation.tsv"), ("french", "fr_validation.tsv")):
        sets[name] = read_outcomes(os.path.join(data, "outcomes", file))
    return sets
