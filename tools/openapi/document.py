# SPDX-License-Identifier: Apache-2.0
"""The OpenAPI 3.1 document of the API."""

import examples as example_files
import parameters
import responses
from operations import Operations
from schemas import Schemas

INTRODUCTION = """\
Maps learning outcomes to skills, aligns credentials with the Ontario Qualifications Framework, and keeps and
searches credentials. Every operation calls the gRPC method of the same name and has the same answers and errors.

**JSON.** Names are in lowerCamelCase, enums go by name, 64-bit numbers are text, times are RFC 3339. Members that
have their default value (0, false, empty) are left out of answers. Unknown members of a request are an error.

**Errors.** Every failed request answers an ErrorResponse; `reason` in its ErrorInfo is for programs, and a
BadRequest lists every field at fault. Reasons are never renamed.

**Pages.** Lists have `pageSize` and `pageToken`; an answer's `nextPageToken` asks for the next page, and is left
out on the last.

**Streams.** `application/x-ndjson` is one JSON message a line.

**Caches.** Every GET has an `ETag`; `If-None-Match` is answered 304 where nothing changed. `If-Match` keeps a
change from overwriting another. Answers are compressed with gzip where the client takes it.

**Health.** `/healthz` answers 200 as long as the process answers, `/readyz` while it has an index and is not
stopping."""


def build(descriptors, bindings, reasons, examples, version):
    """The document as a dictionary, the same for the same input."""
    schemas = Schemas(descriptors)
    operations = Operations(descriptors, schemas, reasons)
    reads = {binding.method for binding in bindings if binding.verb == "get"}
    paths, by_id = {}, {}
    for binding in bindings:
        operation = operations.operation(binding, _is_change(binding, reads))
        by_id[operation["operationId"]] = (binding.verb, binding.path, operation)
        paths.setdefault(binding.path, {})[binding.verb] = operation
    example_files.embed(by_id, examples)
    details = {name: schemas.reference(f"crosswalk.v1.{name}")
               for name in ("ErrorInfo", "BadRequest", "RetryInfo", "RequestInfo")}
    schemas.components.update(responses.error_schemas(details))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Crosswalk",
            "summary": "Micro-credentials made legible: skills, levels, search and pathways.",
            "description": INTRODUCTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            "contact": {"name": "The operator of this server"},
            "version": version,
        },
        "servers": [{"url": "/", "description": "This server"}],
        "security": [],
        "tags": [{"name": service.name, "description": schemas.words(service.comment)}
                 for service in descriptors.services],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.components.items())),
            "parameters": parameters.header_components(),
            "headers": responses.header_components(),
        },
    }


def _is_change(binding, reads):
    # Mapping is asked by POST for its length, and changes nothing.
    return binding.method not in reads and ".MappingService." not in binding.method
