# SPDX-License-Identifier: Apache-2.0
"""Holds values to the schemas of a document."""

import copy

import jsonschema
import referencing
import referencing.jsonschema

BASE = "urn:crosswalk:openapi"


class Schemas:
    """Checks against one document. With `closed`, members that a schema does not have are wrong."""

    def __init__(self, api, closed=False):
        api = copy.deepcopy(api)
        if closed:
            for schema in api["components"]["schemas"].values():
                if "properties" in schema and schema.get("type") == "object":
                    schema.setdefault("unevaluatedProperties", False)
            # Details of errors are put together with their type.
            for name in ("ErrorInfo", "BadRequest", "RetryInfo", "RequestInfo"):
                api["components"]["schemas"][name].pop("unevaluatedProperties")
        resource = referencing.Resource(api, referencing.jsonschema.DRAFT202012)
        self._registry = referencing.Registry().with_resource(BASE, resource)

    def check(self, schema, value):
        """jsonschema.ValidationError where `value` is not of `schema`."""
        jsonschema.Draft202012Validator(
            absolute(schema), registry=self._registry,
            format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER).validate(value)


def absolute(schema):
    """The schema with references that hold outside the document."""
    if isinstance(schema, dict):
        return {key: BASE + value if key == "$ref" else absolute(value)
                for key, value in schema.items()}
    return [absolute(part) for part in schema] if isinstance(schema, list) else schema
