# SPDX-License-Identifier: Apache-2.0
"""Examples: requests that were written by hand and what the server answers, in examples/*.json.

An example has `operation`, `summary`, `request` (`path`, `query`, `headers`, `body`, or the lines of a
stream as `lines`, or a file as `text` with its `type`) and `response` (`status`, `headers`, `body` or
`lines`). A response is an excerpt: members and items beyond it may be there. Members whose name is in
`varying` differ from run to run; only their presence and type are the same.
"""

import json
import shlex
import urllib.parse

SERVER = "http://localhost:8080"
# A body of more characters than this is shown on several lines.
_LONG = 80
HEADER_KEYS = {"Accept-Language": "AcceptLanguage", "If-Match": "IfMatch",
               "If-None-Match": "IfNoneMatch", "Crosswalk-Actor": "Actor"}


def load(folder):
    """The examples, those that succeed first; their names are those of the files."""
    examples = []
    for path in sorted(folder.glob("*.json")):
        with path.open(encoding="utf-8") as stream:
            examples.append({"name": path.stem, **json.load(stream)})
    return sorted(examples, key=lambda example: (example["response"]["status"], example["name"]))


def media_type(request):
    if "lines" in request:
        return "application/x-ndjson"
    if "text" in request:
        return request["type"]
    return "application/json"


def query_pairs(request):
    """The parameters of the query, a list as one pair for each value."""
    for name, value in request.get("query", {}).items():
        if isinstance(value, dict):
            yield from ((f"{name}[{key}]", item) for key, item in value.items())
        else:
            for item in value if isinstance(value, list) else [value]:
                yield name, str(item).lower() if isinstance(item, bool) else str(item)


def url(operation_path, request):
    path = operation_path
    for name, value in request.get("path", {}).items():
        path = path.replace("{" + name + "}", urllib.parse.quote(value, safe=""))
    query = urllib.parse.urlencode(list(query_pairs(request)), quote_via=urllib.parse.quote)
    return path + ("?" + query if query else "")


def body_text(part):
    """What goes over the wire; None where there is no body."""
    if "lines" in part:
        return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in part["lines"])
    if "text" in part:
        return part["text"]
    return json.dumps(part["body"], ensure_ascii=False) if "body" in part else None


def curl(verb, path, request):
    """The request as a command line."""
    words = ["curl"]
    if verb not in ("get", "post") or (verb == "post" and body_text(request) is None):
        words += ["-X", verb.upper()]
    words.append(shlex.quote(SERVER + url(path, request)))
    for name, value in request.get("headers", {}).items():
        words += ["\\\n  -H", shlex.quote(f"{name}: {value}")]
    text = body_text(request)
    if "body" in request and len(text) > _LONG:
        text = json.dumps(request["body"], ensure_ascii=False, indent=2)
    if text is not None:
        words += ["\\\n  -H", shlex.quote(f"Content-Type: {media_type(request)}")]
        words += ["\\\n  --data-binary", shlex.quote(text)]
    return " ".join(words)


def embed(operations, examples):
    """Puts each example into its operation. `operations`: id to (verb, path, operation)."""
    for example in examples:
        verb, path, operation = operations[example["operation"]]
        request, response = example["request"], example["response"]
        # What is refused is told by the code sample: as a body it would break the schema.
        if response["status"] < 400:
            _embed_body(operation.get("requestBody"), request, example)
        _embed_body(operation["responses"][str(response["status"])], response, example)
        for parameter in operation.get("parameters", []):
            values = request.get(parameter.get("in", ""), {})
            if parameter.get("name") in values:
                parameter.setdefault("examples", {})[example["name"]] = {
                    "summary": example["summary"], "value": values[parameter["name"]]}
        operation.setdefault("x-codeSamples", []).append(
            {"lang": "Shell", "label": example["summary"], "source": curl(verb, path, request) + "\n"})


def _embed_body(part, content, example):
    """Adds the body as an example; of a stream, each line, since its schema is that of a line."""
    if body_text(content) is None:
        return
    examples = part["content"][media_type(content)].setdefault("examples", {})
    if "lines" in content:
        for number, line in enumerate(content["lines"], 1):
            examples[f"{example['name']}-{number}"] = {
                "summary": f"{example['summary']} (line {number})", "value": line}
    else:
        value = content["body"] if "body" in content else content["text"]
        examples[example["name"]] = {"summary": example["summary"], "value": value}
