# SPDX-License-Identifier: Apache-2.0
"""Responses of operations: what succeeded, what was not changed, and every error with its reasons."""

import comments

JSON, NDJSON = "application/json", "application/x-ndjson"

HEADERS = {
    "ETag": ("Tag of the answer: a credential's `etag`, or a digest. For `If-None-Match` and, of a "
             "credential, `If-Match`.", {"type": "string"}),
    "Cache-Control": ("How long the answer may be kept.", {"type": "string"}),
    "X-Request-Id": ("Number of the request, as the server's log has it.", {"type": "string"}),
    "Retry-After": ("Least seconds to wait before trying again.", {"type": "integer", "minimum": 1}),
}
TITLES = {
    400: "The request is wrong", 403: "Not allowed from there", 404: "Not found",
    408: "The request came too slowly", 409: "It contradicts what is there",
    412: "Changed since it was read", 413: "Too large", 415: "Not a kind of body that is taken",
    417: "An expectation that is not met", 429: "Too much at once: wait, then try again",
    431: "The header is too large", 500: "The server failed",
    501: "Not offered here", 503: "Not available now", 504: "It took too long",
}
# What the HTTP shell itself answers; for some requests only.
SHELL_READ = (("INVALID_ARGUMENT", "HTTP_MALFORMED"), ("INVALID_ARGUMENT", "HEADER_TOO_LARGE"),
              ("INVALID_ARGUMENT", "QUERY_PARAMETER_UNKNOWN"),
              ("INVALID_ARGUMENT", "QUERY_PARAMETER_INVALID"),
              ("UNAVAILABLE", "CONNECTION_LIMIT"), ("UNAVAILABLE", "BUFFER_LIMIT"),
              ("RESOURCE_EXHAUSTED", "CONCURRENCY_LIMIT"), ("INTERNAL", "INTERNAL"),
              ("DEADLINE_EXCEEDED", "DEADLINE_EXCEEDED"))
SHELL_BODY = (("INVALID_ARGUMENT", "REQUEST_MALFORMED"),
              ("INVALID_ARGUMENT", "MEDIA_TYPE_UNSUPPORTED"),
              ("INVALID_ARGUMENT", "REQUEST_TOO_LARGE"),
              ("INVALID_ARGUMENT", "EXPECTATION_UNKNOWN"), ("DEADLINE_EXCEEDED", "HTTP_TIMEOUT"))
SHELL_CHANGE = (("PERMISSION_DENIED", "ORIGIN_NOT_ALLOWED"),)
SHELL_UPLOAD = (("INVALID_ARGUMENT", "UPLOAD_INVALID"),)
SHELL_ETAG = (("INVALID_ARGUMENT", "IF_MATCH_INVALID"),)
# Reasons that come with a violation for each field at fault.
FIELDS = tuple(("INVALID_ARGUMENT", reason) for reason in (
    "FIELD_REQUIRED", "FIELD_NOT_ALLOWED", "TEXT_EMPTY", "TEXT_TOO_LONG", "TOO_MANY_ITEMS",
    "VALUE_OUT_OF_RANGE", "VALUE_UNKNOWN", "LANGUAGE_INVALID", "RESOURCE_NAME_INVALID"))
# What any request may be answered, whatever its method.
COMMON = frozenset(reason for _, reason in (
    SHELL_READ + SHELL_BODY + SHELL_CHANGE + SHELL_UPLOAD + SHELL_ETAG + FIELDS))


def header_components():
    return {name: {"description": text, "schema": schema} for name, (text, schema) in HEADERS.items()}


def headers(*names):
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def success(schema, description, media_type, tagged):
    names = (["ETag"] if tagged else []) + ["Cache-Control", "X-Request-Id"]
    return {"description": description, "headers": headers(*names),
            "content": {media_type: {"schema": schema}}}


def not_modified():
    return {"description": "The client has the answer that is current.",
            "headers": headers("ETag", "Cache-Control", "X-Request-Id")}


def specific(description):
    """The description of an error response without the reasons that any request may have; nothing
    where only those are left."""
    lines = [line for line in description.split("\n")
             if line.split("`")[1:2] == [] or line.split("`")[1] not in COMMON]
    return "\n".join(lines) if any(line.startswith("- ") for line in lines) else ""


def problems(errors, reasons):
    """Responses by HTTP status for `errors`: pairs of code and reason."""
    by_status = {}
    for code, name in errors:
        reason = reasons.find(code, name)
        listed = by_status.setdefault(reason.status(code), [])
        if all(known.name != name for _, known in listed):
            listed.append((code, reason))
    return {str(status): _problem(status, by_status[status]) for status in sorted(by_status)}


def _problem(status, listed):
    lines = [f"- `{reason.name}` ({code}): {reason.meaning}" for code, reason in listed]
    names = ["X-Request-Id"] + (["Retry-After"] if status in (429, 503) else [])
    return {"description": f"{TITLES[status]}.\n\n" + "\n".join(lines), "headers": headers(*names),
            "content": {JSON: {"schema": {"$ref": "#/components/schemas/ErrorResponse"}}},
            "x-reasons": [reason.name for _, reason in listed]}


def error_schemas(details):
    """The form of AIP-193 around google.rpc.Status. `details` are the schemas of its details by name."""
    typed = []
    for name, reference in details.items():
        type_url = f"type.googleapis.com/google.rpc.{name}"
        typed.append({"allOf": [
            {"type": "object", "required": ["@type"],
             "properties": {"@type": {"type": "string", "const": type_url}}}, reference]})
    return {
        "ErrorResponse": {
            "type": "object", "required": ["error"],
            "description": "ErrorResponse is what every failed request answers.",
            "properties": {"error": {"$ref": "#/components/schemas/Status"}}},
        "Status": {
            "type": "object", "required": ["code", "message", "status"],
            "description": "Status is google.rpc.Status in the form that HTTP has for it (AIP-193).",
            "properties": {
                "code": {"type": "integer", "minimum": 400, "maximum": 599,
                         "description": "The HTTP status."},
                "message": {"type": "string",
                            "description": "What went wrong and what to do about it, in English."},
                "status": {"type": "string", "enum": list(comments.CODES),
                           "description": "The canonical code."},
                "details": {"type": "array", "items": {"anyOf": typed},
                            "description": "One ErrorInfo always; then a BadRequest, a RetryInfo "
                                           "and a RequestInfo where they apply."}}}}
