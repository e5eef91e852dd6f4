# SPDX-License-Identifier: Apache-2.0
"""Failed calls as exceptions that say why."""

from __future__ import annotations

import dataclasses
from typing import Any, Mapping, Optional, Tuple, Type

import grpc

from crosswalk.v1 import error_pb2

_DETAILS = "grpc-status-details-bin"


@dataclasses.dataclass(frozen=True)
class Violation:
    """One thing that is wrong with one field of a request."""

    field: str
    """Path of the field, e.g. ``outcomes[2].text``."""
    description: str
    """What is wrong and what is accepted, in English."""
    reason: str
    """The reason, as docs/ERRORS.md lists it."""


class CrosswalkError(Exception):
    """A call that failed.

    The subclasses tell the kinds apart that programs treat differently; ``reason`` tells all apart.
    """

    code: grpc.StatusCode
    """The canonical code."""
    reason: str
    """Why, in UPPER_SNAKE_CASE, as docs/ERRORS.md lists it; empty where no server answered."""
    message: str
    """What went wrong and what to do about it, in English."""
    metadata: Mapping[str, str]
    """The varying parts of the message, e.g. the current ``etag``."""
    violations: Tuple[Violation, ...]
    """Every field that is at fault."""
    request_id: str
    """The request's number in the server's log."""
    retry_after: Optional[float]
    """Least seconds to wait before trying again, where the server said so."""

    def __init__(self, code: grpc.StatusCode, message: str, reason: str = "",
                 metadata: Optional[Mapping[str, str]] = None,
                 violations: Tuple[Violation, ...] = (), request_id: str = "",
                 retry_after: Optional[float] = None) -> None:
        lines = [f"{code.name} {reason}: {message}" if reason else f"{code.name}: {message}"]
        lines += [f"  {each.field}: {each.description} ({each.reason})" for each in violations]
        super().__init__("\n".join(lines))
        self.code = code
        self.message = message
        self.reason = reason
        self.metadata = dict(metadata or {})
        self.violations = violations
        self.request_id = request_id
        self.retry_after = retry_after


class InvalidRequestError(CrosswalkError):
    """The request is wrong; ``violations`` says where."""


class NotFoundError(CrosswalkError):
    """What the request names is not there."""


class ConflictError(CrosswalkError):
    """It was changed since it was read, or is there already."""


class NotPossibleError(CrosswalkError):
    """The server, or what the request names, is not in the state that the request needs."""


class UnavailableError(CrosswalkError):
    """No server answers, or it has too much to do. Was tried again as often as the client may."""


class DeadlineExceededError(CrosswalkError):
    """The time that the client allows was over."""


_KINDS: Mapping[grpc.StatusCode, Type[CrosswalkError]] = {
    grpc.StatusCode.INVALID_ARGUMENT: InvalidRequestError,
    grpc.StatusCode.OUT_OF_RANGE: InvalidRequestError,
    grpc.StatusCode.NOT_FOUND: NotFoundError,
    grpc.StatusCode.ALREADY_EXISTS: ConflictError,
    grpc.StatusCode.ABORTED: ConflictError,
    grpc.StatusCode.FAILED_PRECONDITION: NotPossibleError,
    grpc.StatusCode.UNIMPLEMENTED: NotPossibleError,
    grpc.StatusCode.UNAVAILABLE: UnavailableError,
    grpc.StatusCode.RESOURCE_EXHAUSTED: UnavailableError,
    grpc.StatusCode.DEADLINE_EXCEEDED: DeadlineExceededError,
}


def from_rpc_error(error: Any) -> CrosswalkError:
    """The exception for a ``grpc.RpcError``, with the details that the server sent."""
    info, bad_request = error_pb2.ErrorInfo(), error_pb2.BadRequest()
    retry, request = error_pb2.RetryInfo(), error_pb2.RequestInfo()
    has_retry = False
    for key, value in error.trailing_metadata() or ():
        if key != _DETAILS:
            continue
        for part in error_pb2.ErrorStatus.FromString(value).details:
            name = part.type_url.rsplit(".", 1)[-1]
            has_retry = has_retry or name == "RetryInfo"
            for message in (info, bad_request, retry, request):
                if message.DESCRIPTOR.name == name:
                    message.ParseFromString(part.value)
    violations = tuple(Violation(each.field, each.description, each.reason)
                       for each in bad_request.field_violations)
    delay = retry.retry_delay.seconds + retry.retry_delay.nanos / 1e9
    kind = _KINDS.get(error.code(), CrosswalkError)
    return kind(error.code(), error.details() or "", info.reason, info.metadata, violations,
                request.request_id, delay if has_retry else None)
