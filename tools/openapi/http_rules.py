# SPDX-License-Identifier: Apache-2.0
"""Which HTTP method and path call which method of the API (google.api.http, http_rules.json)."""

import dataclasses
import json
import re

VERBS = ("get", "put", "post", "delete", "patch")


@dataclasses.dataclass
class Binding:
    """One way to call a method. `variables` are the paths of fields that the address sets."""

    method: str  # Full name: crosswalk.v1.SkillService.SearchSkills.
    verb: str
    path: str  # As OpenAPI has it: /v1/frameworks/{framework}.
    body: str  # Name of a field, `*`, or nothing.
    variables: dict  # Path of a field to its pattern: name to frameworks/*.
    primary: bool

    @property
    def parameters(self):
        return re.findall(r"\{(\w+)\}", self.path)


def load(path):
    """All bindings in the order of the file."""
    with open(path, encoding="utf-8") as stream:
        rules = json.load(stream)["http"]["rules"]
    bindings = []
    for rule in rules:
        for index, part in enumerate([rule, *rule.get("additional_bindings", [])]):
            bindings.append(_binding(rule["selector"], part, index == 0))
    return bindings


def _binding(selector, rule, primary):
    verb = next(verb for verb in VERBS if verb in rule)
    variables = dict(re.findall(r"\{([\w.]+)=([^}]*)\}", rule[verb]))
    path = re.sub(r"\{[\w.]+=([^}]*)\}", lambda match: _named(match.group(1)), rule[verb])
    return Binding(selector, verb, path, rule.get("body", ""), variables, primary)


def _named(pattern):
    """frameworks/*/concepts/* as frameworks/{framework}/concepts/{concept}."""
    parts = pattern.split("/")
    for index, part in enumerate(parts):
        if part == "*":
            parts[index] = "{" + parts[index - 1].removesuffix("s") + "}"
    return "/".join(parts)
