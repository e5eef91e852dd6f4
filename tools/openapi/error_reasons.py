# SPDX-License-Identifier: Apache-2.0
"""The reasons of failed calls, as docs/ERRORS.md lists them, and the HTTP status of each."""

import dataclasses
import re

import comments

HTTP_STATUS = {
    "INVALID_ARGUMENT": 400, "FAILED_PRECONDITION": 400, "OUT_OF_RANGE": 400,
    "UNAUTHENTICATED": 401, "PERMISSION_DENIED": 403, "NOT_FOUND": 404, "ALREADY_EXISTS": 409,
    "ABORTED": 409, "RESOURCE_EXHAUSTED": 429, "CANCELLED": 499, "UNIMPLEMENTED": 501,
    "UNAVAILABLE": 503, "DEADLINE_EXCEEDED": 504, "UNKNOWN": 500, "INTERNAL": 500, "DATA_LOSS": 500,
}


@dataclasses.dataclass
class Reason:
    name: str
    codes: tuple
    meaning: str
    http_status: int  # Where HTTP has a better status than that of the code; else 0.

    def status(self, code):
        return self.http_status or HTTP_STATUS[code]


class Reasons:
    """The tables of docs/ERRORS.md by reason, fields named as JSON has them."""

    def __init__(self, markdown, json_names):
        self._reasons = {}
        for line in comments.in_json(markdown, json_names).splitlines():
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            name = re.fullmatch(r"`([A-Z][A-Z0-9_]+)`", cells[0])
            if not name or len(cells) != 4:
                continue
            status = re.search(r" \((\d{3})\)", cells[2])
            self._reasons[name.group(1)] = Reason(
                name.group(1), tuple(cells[1].split(", ")),
                cells[2].replace(status.group(0), "") if status else cells[2],
                int(status.group(1)) if status else 0)

    def find(self, code, name):
        """The reason; ValueError where a comment says another code than the table, or an unknown one."""
        reason = self._reasons.get(name)
        if reason is None:
            raise ValueError(f"docs/ERRORS.md does not list {name}")
        if code not in reason.codes:
            raise ValueError(f"{name} has the code {code} in a comment and {reason.codes} in ERRORS.md")
        return reason
