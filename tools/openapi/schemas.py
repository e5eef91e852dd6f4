# SPDX-License-Identifier: Apache-2.0
"""Messages and enums as JSON Schema 2020-12, in proto3's JSON."""

import dataclasses
import itertools

import comments

# Well-known types that have a JSON of their own.
WELL_KNOWN = {
    "google.protobuf.Timestamp": {"type": "string", "format": "date-time"},
    "google.protobuf.Duration": {"type": "string", "pattern": r"^-?\d+(\.\d{1,9})?s$"},
    "google.protobuf.FieldMask": {"type": "string"},
}
_HINTS = {
    "google.protobuf.Timestamp": "A time in UTC, e.g. `2026-11-26T14:05:00Z`.",
    "google.protobuf.Duration": "Seconds, e.g. `1.5s`.",
    "google.protobuf.FieldMask": "Paths with commas between, e.g. `title,level.declared`.",
}
_SCALARS = {
    "string": {"type": "string"},
    "bool": {"type": "boolean"},
    "int32": {"type": "integer", "format": "int32"},
    "double": {"type": "number", "format": "double"},
    "int64": {"type": "string", "format": "int64", "pattern": r"^-?\d+$"},
    "bytes": {"type": "string", "contentEncoding": "base64"},
}


class Schemas:
    """Makes the schemas of components, those that are asked for and what they refer to."""

    def __init__(self, descriptors):
        self._descriptors = descriptors
        self.components = {}

    def reference(self, type_name):
        """A reference to the schema of a message or enum, which is then among the components."""
        if type_name in WELL_KNOWN:
            return dict(WELL_KNOWN[type_name])
        name = type_name.rsplit(".", 1)[1]
        if name not in self.components:
            self.components[name] = {}  # Holds the place for messages that refer to themselves.
            self.components[name] = (self._enum(self._descriptors.enums[type_name])
                                     if type_name in self._descriptors.enums
                                     else self._message(self._descriptors.messages[type_name]))
        return {"$ref": f"#/components/schemas/{name}"}

    def body(self, type_name, bound):
        """As `reference`, for a message of which the address sets the fields `bound`."""
        if not bound:
            return self.reference(type_name)
        message = self._descriptors.messages[type_name]
        name = type_name.rsplit(".", 1)[1].removesuffix("Request") + "Body"
        rest = dataclasses.replace(
            message, fields=[field for field in message.fields if field.name not in bound])
        self.components[name] = self._message(rest)
        return {"$ref": f"#/components/schemas/{name}"}

    def field(self, field):
        """The schema of a field with its description."""
        schema = self._value(field)
        if field.repeated and "additionalProperties" not in schema:
            schema = {"type": "array", "items": schema}
        schema.update(comments.limits(field.comment, field))
        text = self.words(field.comment) if field.name != "metadata" else field.comment
        hint = _HINTS.get(field.type_name)
        schema["description"] = f"{text} {hint}" if hint else text
        return schema

    def words(self, comment):
        return comments.in_json(comment, self._descriptors.json_names)

    def _value(self, field):
        if field.type == "enum":
            return self.reference(field.type_name)
        if field.type != "message":
            return dict(_SCALARS[field.type])
        message = self._descriptors.messages.get(field.type_name)
        if message is not None and message.map_entry:
            return {"type": "object", "additionalProperties": self._value(message.field("value"))}
        return self.reference(field.type_name)

    def _message(self, message):
        schema = {"type": "object", "description": self.words(message.comment)}
        schema["properties"] = {field.json_name: self.field(field) for field in message.fields}
        required = [field.json_name for field in message.fields
                    if comments.is_required(field.comment)]
        if required:
            schema["required"] = required
        for oneof in message.oneofs:
            names = ", ".join(f"`{name}`" for name in oneof.fields)
            schema["description"] += f"\n\nAt most one of {names} is set. {self.words(oneof.comment)}"
            # Some linters want to see the members here again.
            schema.setdefault("allOf", []).extend(
                {"not": {"required": [first, second], "properties": {first: {}, second: {}}}}
                for first, second in itertools.combinations(oneof.fields, 2))
            if comments.is_required(oneof.comment):
                schema["anyOf"] = [{"required": [name]} for name in oneof.fields]
        return schema

    def _enum(self, enum):
        values = [f"- `{name}`: {self.words(comment)}" for name, comment in enum.values]
        return {"type": "string", "enum": [name for name, _ in enum.values],
                "description": self.words(enum.comment) + "\n\n" + "\n".join(values)}

