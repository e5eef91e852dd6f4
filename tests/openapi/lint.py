# SPDX-License-Identifier: Apache-2.0
"""Rules for a good OpenAPI document, beyond those that the specification has.

They are those that linters such as Spectral and Redocly agree on, for Python alone: what a person or a
code generator stumbles over where it is missing.
"""

import re

VERBS = ("get", "put", "post", "delete", "patch", "options", "head", "trace")


def findings(api):
    """One text for each thing that is not as it should be; none for a good document."""
    found = []
    for rule in (_info, _tags, _operations, _paths, _parameters, _responses, _schemas, _references):
        found += [f"{rule.__name__[1:]}: {text}" for text in rule(api)]
    return found


def operations(api):
    for path, item in api["paths"].items():
        for verb in VERBS:
            if verb in item:
                yield path, verb, item[verb]


def _info(api):
    for member in ("title", "version", "description", "license", "contact"):
        if not api["info"].get(member):
            yield f"info has no {member}"
    if not api.get("servers"):
        yield "no servers"
    for server in api.get("servers", []):
        if server["url"] != "/" and server["url"].endswith("/"):
            yield f"the server {server['url']} ends in a slash"


def _tags(api):
    declared = [tag["name"] for tag in api.get("tags", [])]
    if len(set(declared)) != len(declared):
        yield "a tag is there twice"
    for tag in api.get("tags", []):
        if not tag.get("description"):
            yield f"the tag {tag['name']} has no description"
    for path, verb, operation in operations(api):
        for tag in operation.get("tags") or [""]:
            if tag not in declared:
                yield f"{verb} {path} has the undeclared tag {tag!r}"


def _operations(api):
    seen = set()
    for path, verb, operation in operations(api):
        name = operation.get("operationId", "")
        if not re.fullmatch(r"[a-z][A-Za-z0-9]*", name):
            yield f"{verb} {path} has the operationId {name!r}, which is no name in camel case"
        if name in seen:
            yield f"the operationId {name} is there twice"
        seen.add(name)
        if not operation.get("description"):
            yield f"{name} has no description"
        summary = operation.get("summary", "")
        if not 0 < len(summary) <= 120 or summary.endswith("."):
            yield f"{name} has the summary {summary!r}: none, a long one, or with a full stop"
        if verb in ("get", "delete") and "requestBody" in operation:
            yield f"{name} is a {verb} with a body"


def _paths(api):
    shapes = {}
    for path in api["paths"]:
        if path.endswith("/") or "?" in path:
            yield f"{path} ends in a slash or has a query"
        shape = re.sub(r"\{[^}]*\}", "{}", path)
        if shape in shapes:
            yield f"{path} and {shapes[shape]} cannot be told apart"
        shapes[shape] = path


def _parameters(api):
    for path, verb, operation in operations(api):
        resolved = [resolve(api, parameter) for parameter in operation.get("parameters", [])]
        keys = [(parameter["in"], parameter["name"]) for parameter in resolved]
        if len(set(keys)) != len(keys):
            yield f"{verb} {path} has a parameter twice"
        in_path = {name for place, name in keys if place == "path"}
        if in_path != set(re.findall(r"\{([^}]*)\}", path)):
            yield f"{verb} {path} does not declare the parameters of its path"
        for parameter in resolved:
            if not parameter.get("description"):
                yield f"{verb} {path}: the parameter {parameter['name']} has no description"
            if "schema" not in parameter:
                yield f"{verb} {path}: the parameter {parameter['name']} has no schema"


def _responses(api):
    for path, verb, operation in operations(api):
        codes = operation["responses"]
        if not any(code.startswith("2") for code in codes):
            yield f"{verb} {path} never succeeds"
        if not any(code.startswith("4") for code in codes):
            yield f"{verb} {path} has no error of the client"
        for code, response in codes.items():
            if not response.get("description"):
                yield f"{verb} {path} {code} has no description"
            if code.startswith(("4", "5")) and not response.get("content"):
                yield f"{verb} {path} {code} has no content"


def _schemas(api):
    for name, schema in api["components"]["schemas"].items():
        if not schema.get("description"):
            yield f"{name} has no description"
        values = schema.get("enum", [])
        if len(set(values)) != len(values):
            yield f"{name} has a value twice"
        for member in schema.get("required", []):
            if member not in schema["properties"]:
                yield f"{name} requires {member}, which it does not have"
        for member, part in schema.get("properties", {}).items():
            if not part.get("description") and "$ref" not in part:
                yield f"{name}.{member} has no description"


def _references(api):
    """References lead somewhere, and every component is used."""
    used = set()
    for reference in _all_references(api):
        try:
            resolve(api, {"$ref": reference})
        except KeyError:
            yield f"{reference} leads nowhere"
        used.add(reference)
    for kind, parts in api["components"].items():
        for name in parts:
            if f"#/components/{kind}/{name}" not in used:
                yield f"{kind}/{name} is not used"


def _all_references(part):
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for value in part.values():
            yield from _all_references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _all_references(value)


def resolve(api, part):
    """What a reference within the document leads to; anything else as it is."""
    if "$ref" not in part:
        return part
    found = api
    for step in part["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return found
