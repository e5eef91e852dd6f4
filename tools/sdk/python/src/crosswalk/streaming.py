# SPDX-License-Identifier: Apache-2.0
"""Mapping any number of outcomes over one stream, in order, in bounded memory."""

from __future__ import annotations

import collections
import threading
import time
from typing import Any, Callable, Deque, Iterable, Iterator, List, Optional, Tuple

import grpc

from crosswalk.errors import from_rpc_error
from crosswalk.retry import Retry
from crosswalk.v1 import mapping_pb2, mapping_service_pb2

_Request = mapping_service_pb2.StreamMapOutcomesRequest

# Outcomes a message: a few go through fastest, and each is answered as soon as it is mapped.
_BATCH = 8
# Messages that are sent and not answered, which are kept for sending again.
_WINDOW = 64


class _Window:
    """Messages from ``source`` that are not answered yet. Thread-safe."""

    def __init__(self, source: Iterator[_Request]) -> None:
        self._source = source
        self._pulling = threading.Lock()
        self._changed = threading.Condition()
        self._pending: Deque[_Request] = collections.deque()
        self._answered = 0
        self.failure: Optional[BaseException] = None

    def feed(self, first: _Request, stop: threading.Event) -> Iterator[_Request]:
        """``first``, then everything that is not answered, then what ``source`` has. gRPC asks for it
        in a thread of its own."""
        yield first
        position = self._answered
        while True:
            with self._changed:
                while position - self._answered >= _WINDOW and not stop.is_set():
                    self._changed.wait(0.1)
            message = None if stop.is_set() else self._at(position)
            if message is None:
                return
            position += 1
            yield message

    def answered(self) -> None:
        """The oldest message has its answer."""
        with self._changed:
            self._pending.popleft()
            self._answered += 1
            self._changed.notify_all()

    def _at(self, position: int) -> Optional[_Request]:
        # One thread at a time, so that none is lost when the stream is opened again.
        with self._pulling:
            with self._changed:
                if position - self._answered < len(self._pending):
                    return self._pending[position - self._answered]
            try:
                message = next(self._source, None)
            except Exception as failure:  # The caller's own: told to the caller, not to gRPC.
                self.failure = failure
                return None
            if message is not None:
                with self._changed:
                    self._pending.append(message)
            return message


def batches(outcomes: Iterable[mapping_pb2.Outcome]) -> Iterator[_Request]:
    """A few outcomes a message; the last has the rest."""
    batch: List[mapping_pb2.Outcome] = []
    for outcome in outcomes:
        batch.append(outcome)
        if len(batch) == _BATCH:
            yield _Request(outcomes=batch)
            batch = []
    if batch:
        yield _Request(outcomes=batch)


def map_stream(open_stream: Callable[..., Any], outcomes: Iterable[mapping_pb2.Outcome],
               options: Optional[mapping_pb2.MapOptions], retry: Retry,
               metadata: Tuple[Tuple[str, str], ...]) -> Iterator[mapping_pb2.OutcomeMapping]:
    """One mapping for each outcome, in order. A stream that breaks is opened again, and what was not
    answered is sent again. Raises :class:`CrosswalkError`, and what ``outcomes`` raises."""
    window = _Window(batches(outcomes))
    first = _Request(options=options)
    tries = 0
    while True:
        tries += 1
        stop = threading.Event()
        stream = open_stream(window.feed(first, stop), metadata=metadata, wait_for_ready=False)
        try:
            for number, answer in enumerate(stream):
                if number == 0:
                    continue  # That of the options.
                window.answered()
                tries = 1
                yield from answer.mappings
            if window.failure is not None:
                raise window.failure
            return
        except grpc.RpcError as rpc_error:
            error = from_rpc_error(rpc_error)
            pause = retry.pause(error, tries)
            if pause < 0:
                raise error from rpc_error
        finally:
            stop.set()
            stream.cancel()
        time.sleep(pause)
