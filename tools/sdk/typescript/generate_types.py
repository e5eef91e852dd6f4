# SPDX-License-Identifier: Apache-2.0
"""generate_types.py OPENAPI OUTPUT: writes types.ts and operations.ts from the OpenAPI document.

types.ts has an interface for each message and a union for each enum. operations.ts has, for each
operation, the type of what it takes and answers, and how it is sent.
"""

import json
import pathlib
import re
import sys

VERBS = ("get", "post", "patch", "delete")
HEAD = "// SPDX-License-Identifier: Apache-2.0\n// Generated from the OpenAPI document.\n"


def comment(text, indent=""):
    lines = re.sub(r"\*/", "* /", text).split("\n")
    if len(lines) == 1:
        return f"{indent}/** {lines[0]} */\n"
    body = "".join(f"{indent} * {line}".rstrip() + "\n" for line in lines)
    return f"{indent}/**\n{body}{indent} */\n"


def name_of(reference):
    return reference.rsplit("/", 1)[1]


def type_of(schema):
    if "$ref" in schema:
        return name_of(schema["$ref"])
    if "anyOf" in schema:
        return " | ".join(type_of(part) for part in schema["anyOf"])
    if "allOf" in schema and "properties" not in schema:
        return "(" + " & ".join(type_of(part) for part in schema["allOf"]) + ")"
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(json.dumps(value) for value in schema["enum"])
    kind = schema.get("type")
    if kind == "array":
        return f"Array<{type_of(schema['items'])}>"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"Record<string, {type_of(schema['additionalProperties'])}>"
    if kind == "object":
        return "{ " + "; ".join(f"{json.dumps(member)}: {type_of(part)}"
                                for member, part in schema.get("properties", {}).items()) + " }"
    return {"string": "string", "boolean": "boolean", "integer": "number",
            "number": "number"}.get(kind, "unknown")


def interface(name, schema):
    required = schema.get("required", [])
    members = "".join(
        (comment(part["description"], "  ") if "description" in part else "")
        + f"  {member}{'' if member in required else '?'}: {type_of(part)};\n"
        for member, part in schema.get("properties", {}).items())
    return f"{comment(schema['description'])}export interface {name} {{\n{members}}}\n"


def types(api):
    parts = [HEAD]
    for name, schema in api["components"]["schemas"].items():
        if "enum" in schema:
            values = "".join(f"\n  | {json.dumps(value)}" for value in schema["enum"])
            parts.append(f"{comment(schema['description'])}export type {name} ={values};\n")
        else:
            parts.append(interface(name, schema))
    return "\n".join(parts)


def operations_of(api):
    for path, item in api["paths"].items():
        for verb in VERBS:
            if verb in item:
                yield verb, path, item[verb]


def parameters_of(operation):
    return [each for each in operation.get("parameters", []) if each.get("in") in ("path", "query")]


def nested(parameters):
    """Parameters by the parts of their names: `filter.types` as a member of `filter`."""
    tree = {}
    for parameter in parameters:
        *above, last = parameter["name"].split(".")
        place = tree
        for part in above:
            place = place.setdefault(part, {})
        place[last] = parameter
    return tree


def members(tree, indent):
    text = ""
    for name, part in tree.items():
        if isinstance(part.get("name"), str) and "schema" in part:
            text += comment(part["description"], indent)
            optional = "" if part.get("required") else "?"
            text += f"{indent}{name}{optional}: {type_of(part['schema'])};\n"
        else:
            text += f"{indent}{name}?: {{\n{members(part, indent + '  ')}{indent}}};\n"
    return text


def request_type(operation):
    text = members(nested(parameters_of(operation)), "    ")
    body = operation.get("requestBody")
    if body:
        schema = next(iter(body["content"].values()))["schema"]
        upload = "multipart/form-data" in body["content"]
        kind = "BodyInit" if upload else type_of(schema)
        text += comment(body["description"], "    ")
        text += f"    body{'' if body.get('required') else '?'}: {kind};\n"
    return "{\n" + text + "  }"


def operations(api):
    listed = list(operations_of(api))
    requests, answers, table = "", "", ""
    for verb, path, operation in listed:
        name = operation["operationId"]
        content = operation["responses"]["200"]["content"]
        requests += comment(operation["summary"], "  ") + f"  {name}: {request_type(operation)};\n"
        answers += f"  {name}: {type_of(next(iter(content.values()))['schema'])};\n"
        entry = {"verb": verb.upper(), "path": path}
        maps = [each["name"] for each in parameters_of(operation) if each.get("style") == "deepObject"]
        if maps:
            entry["maps"] = maps
        table += f"  {name}: {json.dumps(entry)},\n"
    code = re.sub(r"/\*\*.*?\*/", "", requests + answers, flags=re.S)
    used = [name for name in sorted(api["components"]["schemas"]) if re.search(rf"\b{name}\b", code)]
    return (f"{HEAD}\nimport type {{\n  " + ",\n  ".join(used) + '\n} from "./types.js";\n\n'
            "/** What each operation takes: parameters of path and query by name, and the body. */\n"
            f"export interface Requests {{\n{requests}}}\n\n"
            "/** What each operation answers; of a stream, each line. */\n"
            f"export interface Responses {{\n{answers}}}\n\n"
            "/** How an operation is sent. `maps` are parameters of the query whose members are keys. */\n"
            "export interface Operation {\n  verb: string;\n  path: string;\n"
            "  maps?: readonly string[];\n}\n\n"
            f"export const operations: Record<keyof Requests, Operation> = {{\n{table}}};\n")


def main():
    source, output = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    api = json.loads(source.read_text(encoding="utf-8"))
    output.mkdir(parents=True, exist_ok=True)
    (output / "types.ts").write_text(types(api), encoding="utf-8")
    (output / "operations.ts").write_text(operations(api), encoding="utf-8")


if __name__ == "__main__":
    main()
