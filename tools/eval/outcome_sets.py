# SPDX-License-Identifier: Apache-2.0
"""Reads the sets that crosswalk-eval reads."""

import json


def read_set(path):
    """Texts with the URIs of their skills: lines of `{"text": …, "skills": [URI, …]}` in a file of
    that suffix, else a table of `URI TAB level TAB outcome [TAB further URIs]`, whose shorter lines
    are left out."""
    with open(path, encoding="utf-8") as lines:
        if path.suffix == ".jsonl":
            read = [json.loads(line) for line in lines]
            return [(one["text"], set(one["skills"])) for one in read]
        rows = [line.rstrip("\n").split("\t") for line in lines]
        return [(c[2], {c[0], *" ".join(c[3:4]).split()}) for c in rows if len(c) >= 3]
