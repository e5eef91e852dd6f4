# SPDX-License-Identifier: Apache-2.0
"""Reads the files of an ESCO bundle."""

import csv
import io


def rows(files, name):
    """The rows of a file of the opened zip `files`, each by the names of its columns."""
    with files.open(name) as file:
        yield from csv.DictReader(io.TextIOWrapper(file, encoding="utf-8-sig"))
