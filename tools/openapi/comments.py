# SPDX-License-Identifier: Apache-2.0
"""What the comments of the protos say in words that a document for programs says in members."""

import dataclasses
import re

CODES = ("CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND",
         "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION",
         "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
         "UNAUTHENTICATED")

_CODE_OR_REASON = re.compile(r"\b(" + "|".join(CODES) + r")\b(?!`)|`([A-Z][A-Z0-9_]+)`")
_SUMMARY_LENGTH = 90
_NUMBER = r"(\d[\d,]*)"


@dataclasses.dataclass
class Errors:
    """Reasons by code. `like` names a method or service whose errors are had too, but for `without`."""

    reasons: dict
    like: str = ""
    without: tuple = ()


def in_json(text, json_names):
    """The comment with the names of fields as JSON has them."""
    def rename(match):
        parts = match.group(1).split(".")
        return "`" + ".".join(json_names.get(part, part) for part in parts) + "`"

    def rename_member(match):
        return match.group(1) + "." + json_names.get(match.group(2), match.group(2))

    text = re.sub(r"`([a-z][a-z0-9_.]*)`", rename, text)
    return re.sub(r"\b([A-Z]\w+)\.([a-z][a-z0-9_]*)\b", rename_member, text)


def summary(comment, name):
    """What the first sentence says of the method `name` before its first colon or semicolon, and
    before its first comma where that is much."""
    first = re.split(r"(?<=[^.])\.(?:\s|$)|[:;] ", comment, maxsplit=1)[0]
    if len(first) > _SUMMARY_LENGTH:
        first = first.split(", ", 1)[0]
    first = first.removeprefix(name + " ").removeprefix("is ")
    return first[:1].upper() + first[1:]


def without_errors(comment):
    """The comment without the list of errors at its end."""
    return comment.split("Errors: ", 1)[0].rstrip()


def is_required(comment):
    return bool(re.search(r"(^|[.;] )Required[.;]", comment))


def errors_of_method(comment):
    """What follows "Errors:" in the comment of a method."""
    if "Errors: " not in comment:
        return Errors({})
    text = comment.split("Errors: ", 1)[1]
    like = re.match(r"those of (\w+)(?: but for ([^;.]*))?", text)
    if not like:
        return Errors(_reasons(text))
    without = tuple(re.findall(r"`([A-Z][A-Z0-9_]+)`", like.group(2) or ""))
    if "paging" in (like.group(2) or ""):
        without += ("PAGE_TOKEN_INVALID", "PAGE_TOKEN_MISMATCH", "PAGE_TOKEN_EXPIRED")
    return Errors(_reasons(text[like.end():]), like.group(1), without)


def errors_of_service(comment):
    """Errors that every method has, and those of methods that change something."""
    every, changing, like = {}, {}, ""
    for paragraph in comment.split("\n\n"):
        if "rrors" not in paragraph:
            continue
        same = re.search(r"are those of (\w+)", paragraph)
        like = same.group(1) if same else like
        every_text, _, changing_text = paragraph.partition("Those that change something")
        _merge(every, _reasons(every_text))
        _merge(changing, _reasons(changing_text))
    return Errors(every, like), Errors(changing)


def limits(comment, field):
    """Members of JSON Schema for the bounds that the comment of a field tells."""
    if field.repeated:
        return _list_limits(comment)
    if field.type == "string":
        return _length_limits(comment)
    if field.type in ("double", "float"):
        return {"minimum": 0, "maximum": 1} if re.search(r"(?<![\d.,])0 to 1(?![\d,])\b", comment) else {}
    if field.type == "int32":
        return _number_limits(comment)
    return {}


def _number(text):
    return int(text.replace(",", ""))


def _list_limits(comment):
    between = re.search(rf"(?<![\d,]){_NUMBER} to {_NUMBER}\b", comment)
    if between:
        least, most = map(_number, between.groups())
        return {"minItems": least, "maxItems": most} if least else {"maxItems": most}
    most = re.search(rf"[Aa]t most {_NUMBER}(?= *[.;,]|$)", comment)
    return {"maxItems": _number(most.group(1))} if most else {}


def _length_limits(comment):
    # A text of so many bytes of UTF-8 has at most so many characters.
    most = re.search(rf"[Aa]t most {_NUMBER} (?:bytes|visible ASCII characters|characters)", comment)
    return {"maxLength": _number(most.group(1))} if most else {}


def _number_limits(comment):
    result = {}
    default = re.search(r"(?<![\d,])0 means", comment)
    if default or "negative is refused" in comment:
        result["minimum"] = 0
        most = re.search(rf"at most {_NUMBER}\b", comment)
        if most:
            result["maximum"] = _number(most.group(1))
    return result


def _reasons(text):
    result, code = {}, ""
    for match in _CODE_OR_REASON.finditer(text):
        if match.group(1):
            code = match.group(1)
            result.setdefault(code, [])
        elif code and match.group(2) not in result[code]:
            result[code].append(match.group(2))
    return result


def _merge(target, source):
    for code, reasons in source.items():
        known = target.setdefault(code, [])
        known += [reason for reason in reasons if reason not in known]
