# SPDX-License-Identifier: Apache-2.0
"""Reads glossary/: terms of work and learning in both languages."""

import glob
import os

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "glossary")


def read(folder: str = FOLDER) -> list[tuple[str, str]]:
    """(English, French) of lines `English TAB French`; ValueError names file and line at fault."""
    terms = []
    for path in sorted(glob.glob(os.path.join(folder, "*.tsv"))):
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                columns = [column.strip() for column in line.split("\t")]
                if len(columns) != 2 or not all(columns):
                    raise ValueError(f"{path}:{number}: not two columns with a term in each")
                terms.append((columns[0], columns[1]))
    if not terms:
        raise FileNotFoundError(f"no terms in {folder}")
    return terms
