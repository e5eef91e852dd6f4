# SPDX-License-Identifier: Apache-2.0
"""The document as a page for people: one file of HTML without scripts, styled by reference.css."""

import json

import markup
import responses

VERBS = ("get", "post", "patch", "delete")


def render(api):
    operations = [(path, verb, item[verb]) for path, item in api["paths"].items()
                  for verb in VERBS if verb in item]
    sections = "\n".join(_section(api, tag, [each for each in operations
                                             if tag["name"] in each[2]["tags"]])
                         for tag in api["tags"])
    schemas = "\n".join(_schema(name, schema)
                        for name, schema in api["components"]["schemas"].items())
    title = f"{api['info']['title']} API, version {api['info']['version']}"
    return f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{markup.text(title)}</title>
<meta name="description" content="{markup.text(api['info']['summary'])}">
<link rel="stylesheet" href="docs/reference.css">
</head>
<body>
<a class="skip" href="#main">Skip to the reference</a>
<header>
<h1>{markup.text(title)}</h1>
<p>{markup.text(api['info']['summary'])}</p>
<p><a href="openapi.json">openapi.json</a> says the same to programs (OpenAPI {markup.text(api['openapi'])}).</p>
</header>
<nav aria-label="Operations">
{_contents(api, operations)}
</nav>
<main id="main">
<section id="introduction" aria-label="Introduction">
{markup.blocks(api['info']['description'])}
</section>
<section id="errors">
<h2>Errors of any request</h2>
{_common_errors(operations)}
</section>
{sections}
<section id="schemas">
<h2>Schemas</h2>
{schemas}
</section>
</main>
<footer><p>Licence: {markup.text(api['info']['license']['name'])}</p></footer>
</body>
</html>
"""


def _contents(api, operations):
    parts = ['<h2><a href="#errors">Errors of any request</a></h2>']
    for tag in api["tags"]:
        items = "".join(
            f'<li><a href="#{operation["operationId"]}">{markup.text(operation["operationId"])}</a> '
            f'{_address(path, verb)}</li>'
            for path, verb, operation in operations if tag["name"] in operation["tags"])
        parts.append(f'<h2><a href="#{tag["name"]}">{markup.text(tag["name"])}</a></h2><ul>{items}</ul>')
    parts.append('<h2><a href="#schemas">Schemas</a></h2>')
    return "\n".join(parts)


def _address(path, verb):
    return f'<span class="address"><b class="verb {verb}">{verb.upper()}</b> <code>{markup.text(path)}</code></span>'


def _section(api, tag, operations):
    articles = "\n".join(_operation(api, path, verb, operation) for path, verb, operation in operations)
    return (f'<section id="{tag["name"]}">\n<h2>{markup.text(tag["name"])}</h2>\n'
            f'{markup.blocks(tag["description"])}\n{articles}\n</section>')


def _operation(api, path, verb, operation):
    name = operation["operationId"]
    parts = [f'<article id="{name}" aria-labelledby="{name}-title">',
             f'<h3 id="{name}-title">{markup.text(name)}</h3>', f"<p>{_address(path, verb)}</p>",
             markup.blocks(operation["description"])]
    parameters = [_resolve(api, parameter) for parameter in operation.get("parameters", [])]
    if parameters:
        rows = [(f'<code>{markup.text(each["name"])}</code>', each["in"],
                 _type(each["schema"]) + (" <em>required</em>" if each.get("required") else ""),
                 markup.blocks(each["description"])) for each in parameters]
        parts += ["<h4>Parameters</h4>",
                  markup.table(f"Parameters of {name}", ("name", "in", "type", "meaning"), rows)]
    body = operation.get("requestBody")
    if body:
        parts += ["<h4>Body</h4>", markup.blocks(body["description"]), _content(body["content"])]
    rows = [(status, _content(response.get("content", {})), markup.blocks(text))
            for status, response in operation["responses"].items()
            if (text := _specific(status, response["description"]))]
    parts += ["<h4>Answers</h4>",
              markup.table(f"Answers of {name}", ("status", "content", "meaning"), rows),
              '<p>Also the <a href="#errors">errors of any request</a>.</p>']
    parts += _examples(operation)
    return "\n".join([*parts, "</article>"])


def _specific(status, description):
    return description if int(status) < 400 else responses.specific(description)


def _common_errors(operations):
    """The errors of any request, by status, from the operations that have them."""
    found = {}
    for _, _, operation in operations:
        for status, response in operation["responses"].items():
            head, *lines = response["description"].split("\n")
            known = found.setdefault(status, [head, ""]) if int(status) >= 400 else []
            known += [line for line in lines if line not in known and line.startswith("- ")
                      and line.split("`")[1] in responses.COMMON]
    rows = [(status, markup.blocks("\n".join(lines))) for status, lines in sorted(found.items())
            if len(lines) > 2]
    return markup.table("Errors of any request", ("status", "meaning"), rows)


def _examples(operation):
    answers = {}  # Status and messages by what the example shows.
    for status, response in operation["responses"].items():
        for content in response.get("content", {}).values():
            for example in content.get("examples", {}).values():
                label = example["summary"].split(" (line ")[0]
                answers.setdefault(label, (status, []))[1].append(example["value"])
    for sample in operation.get("x-codeSamples", []):
        status, messages = answers[sample["label"]]
        indent = 2 if len(messages) == 1 else None
        shown = "\n".join(json.dumps(message, ensure_ascii=False, indent=indent)
                          for message in messages)
        yield (f'<h4>Example: {markup.inline(sample["label"])}</h4>\n'
               f'{_code(sample["source"], "Request")}\n'
               f'<p>{status}; an excerpt:</p>\n{_code(shown, "Answer")}')


def _code(value, label):
    return (f'<pre tabindex="0" role="group" aria-label="{label}"><code>'
            f'{markup.text(value.rstrip())}</code></pre>')


def _content(content):
    lines = []
    for media_type, part in content.items():
        kind = _type(part["schema"]) if part.get("schema", {}).get("$ref") else ""
        lines.append(f"<code>{markup.text(media_type)}</code> {kind}".rstrip())
    return "<br>\n".join(lines)


def _schema(name, schema):
    parts = [f'<article id="schema-{name}" aria-labelledby="schema-{name}-title">',
             f'<h3 id="schema-{name}-title">{markup.text(name)}</h3>',
             markup.blocks(schema["description"])]
    required = schema.get("required", [])
    rows = [(f"<code>{markup.text(member)}</code>",
             _type(part) + (" <em>required</em>" if member in required else ""),
             markup.blocks(part.get("description", "")))
            for member, part in schema.get("properties", {}).items()]
    if rows:
        parts.append(markup.table(f"Members of {name}", ("member", "type", "meaning"), rows))
    return "\n".join([*parts, "</article>"])


def _type(schema):
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f'<a href="#schema-{name}">{markup.text(name)}</a>'
    if schema.get("type") == "array":
        return f'list of {_type(schema["items"])}{_bounds(schema)}'
    if isinstance(schema.get("additionalProperties"), dict):
        return f'map of {_type(schema["additionalProperties"])}'
    if "anyOf" in schema:
        return "object"
    return markup.text(schema.get("format") or schema.get("type", "any")) + _bounds(schema)


def _bounds(schema):
    words = {"minimum": "from {}", "maximum": "to {}", "maxLength": "at most {} characters",
             "minItems": "at least {}", "maxItems": "at most {}"}
    bounds = [text.format(f"{schema[key]:,}") for key, text in words.items() if key in schema]
    return f' <span class="bounds">{", ".join(bounds)}</span>' if bounds else ""


def _resolve(api, parameter):
    if "$ref" not in parameter:
        return parameter
    return api["components"]["parameters"][parameter["$ref"].rsplit("/", 1)[1]]
