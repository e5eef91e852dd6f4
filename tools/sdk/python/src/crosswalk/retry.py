# SPDX-License-Identifier: Apache-2.0
"""Trying again what may go through later."""

from __future__ import annotations

import dataclasses
import random
import time
from typing import Callable, TypeVar

import grpc

from crosswalk.errors import CrosswalkError, from_rpc_error

_Answer = TypeVar("_Answer")
_PASSING = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED)


@dataclasses.dataclass(frozen=True)
class Retry:
    """How often, and after which pauses, a call is tried again.

    Only calls that fail with UNAVAILABLE or RESOURCE_EXHAUSTED are. A pause is drawn between half of
    its length and all of it, and is never shorter than the server asks for. Changes carry a request
    number, so that trying again never makes them twice.
    """

    attempts: int = 5
    """Most tries, the first one among them."""
    first_pause: float = 0.1
    """Seconds before the second try."""
    factor: float = 2.0
    """What a pause is longer by than the one before."""
    longest_pause: float = 10.0
    """Most seconds of a pause that the server did not ask for."""

    def pause(self, error: CrosswalkError, tries: int) -> float:
        """Seconds to wait after so many tries; a negative number where there shall be no further."""
        if error.code not in _PASSING or tries >= self.attempts:
            return -1.0
        pause = min(self.longest_pause, self.first_pause * self.factor ** (tries - 1))
        return max(pause * random.uniform(0.5, 1.0), error.retry_after or 0.0)


NEVER = Retry(attempts=1)
"""Every call is tried once."""


def call(attempt: Callable[[float], _Answer], retry: Retry, timeout: float) -> _Answer:
    """What ``attempt`` returns, which is given the seconds left of ``timeout``.

    Raises :class:`CrosswalkError`.
    """
    end = time.monotonic() + timeout
    tries = 0
    while True:
        tries += 1
        try:
            return attempt(max(0.001, end - time.monotonic()))
        except grpc.RpcError as rpc_error:
            error = from_rpc_error(rpc_error)
            pause = retry.pause(error, tries)
            if pause < 0 or time.monotonic() + pause > end:
                raise error from rpc_error
        time.sleep(pause)
