# SPDX-License-Identifier: Apache-2.0
"""Parameters of operations: of the path, of the query, of the header."""

import comments
from schemas import WELL_KNOWN

HEADERS = {
    "AcceptLanguage": (
        "Accept-Language", {"type": "string", "maxLength": 1024},
        "Wished languages of the answer with their q-values. `languageCodes`, where it is there, "
        "counts more.", "fr-CA, en;q=0.5"),
    "RequestId": (
        "X-Request-Id", {"type": "string"},
        "Number of the request, which the answer and the server's log have too. Without it one is "
        "made up.", "0c1f5a"),
    "ServerTimeout": (
        "X-Server-Timeout", {"type": "number", "exclusiveMinimum": 0},
        "Seconds after which the answer is no longer wanted.", 2.5),
    "Actor": (
        "Crosswalk-Actor", {"type": "string", "maxLength": 256},
        "Who asks for the change. Set by a proxy that knows; without it the log has `anonymous`.",
        "registrar@maple.example"),
    "IfMatch": (
        "If-Match", {"type": "string"},
        "The `ETag` of the text that was read, in quotes; the change is refused with 412 where it "
        "was changed since. `*` for any.", '"3-5f0c"'),
    "IfNoneMatch": (
        "If-None-Match", {"type": "string"},
        "The `ETag` of an answer that the client has; 304 where it is still the same.", '"9f86d081"'),
}


def header_components():
    return {key: {"name": name, "in": "header", "description": text, "schema": schema,
                  "example": example}
            for key, (name, schema, text, example) in HEADERS.items()}


def header_reference(key):
    return {"$ref": f"#/components/parameters/{key}"}


def of_path(binding, request, schemas):
    """One parameter for each `*` of the path's patterns."""
    described = {}
    for path, pattern in binding.variables.items():
        parts = pattern.split("/")
        names = [parts[index - 1].removesuffix("s") for index, part in enumerate(parts) if part == "*"]
        field = schemas.words(f"`{path}`") if "." not in path else f"`{path}`"
        for name in names:
            full = "/".join("{" + parts[index - 1].removesuffix("s") + "}" if part == "*" else part
                            for index, part in enumerate(parts))
            described[name] = (f"Identifier of the {name}: that part of {field}, which is "
                               f"`{full}`.")
    return [{"name": name, "in": "path", "required": True, "description": described[name],
             "schema": {"type": "string", "pattern": "^[a-z0-9.-]+$"}}
            for name in binding.parameters]


def of_query(binding, request, descriptors, schemas, left_out=()):
    """A parameter for every field that neither path nor body sets, messages by their members."""
    if binding.body == "*":
        return []
    taken = set(binding.variables) | set(left_out) | ({binding.body} if binding.body else set())
    for oneof in request.oneofs:
        if taken & set(oneof.fields):
            taken |= set(oneof.fields)  # The path has chosen one.
    return list(_fields(request, "", taken, descriptors, schemas, ()))


def _fields(message, prefix, taken, descriptors, schemas, above):
    for field in message.fields:
        path = prefix + field.json_name
        if prefix + field.name in taken:
            continue
        inner = descriptors.messages.get(field.type_name)
        if inner is None or field.type_name in WELL_KNOWN:
            yield _parameter(path, field, schemas, form=True)
        elif inner.map_entry:
            yield _parameter(path, field, schemas, form=False)
        elif not field.repeated and field.type_name not in above:
            yield from _fields(inner, path + ".", taken, descriptors, schemas,
                               above + (field.type_name,))


def _parameter(path, field, schemas, form):
    schema = schemas.field(field)
    parameter = {"name": path, "in": "query", "description": schema.pop("description")}
    if comments.is_required(field.comment):
        parameter["required"] = True
    if not form:
        parameter.update({"style": "deepObject", "explode": True})
    elif field.repeated:
        parameter.update({"style": "form", "explode": True})
    parameter["schema"] = schema
    return parameter
