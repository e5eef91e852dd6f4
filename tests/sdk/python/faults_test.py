# SPDX-License-Identifier: Apache-2.0
"""What the client does where the server is busy, away, or breaks off: against a server that does so."""

import concurrent.futures
import threading
import time
import unittest

import grpc
from google.protobuf import any_pb2

import crosswalk
from crosswalk.retry import Retry
from crosswalk.v1 import (admin_service_pb2, admin_service_pb2_grpc, credential_service_pb2,
                          credential_service_pb2_grpc, error_pb2, mapping_pb2, mapping_service_pb2,
                          mapping_service_pb2_grpc)

FAST = Retry(attempts=4, first_pause=0.01, longest_pause=0.05)


def refuse(context, code, reason, delay=0.0):
    """Ends a call as the server does, with details."""
    status = error_pb2.ErrorStatus(code=code.value[0], message="not now")
    details = [error_pb2.ErrorInfo(reason=reason, domain="crosswalk")]
    if delay:
        retry = error_pb2.RetryInfo()
        retry.retry_delay.FromMilliseconds(int(delay * 1000))
        details.append(retry)
    for detail in details:
        status.details.append(any_pb2.Any(
            type_url=f"type.googleapis.com/google.rpc.{detail.DESCRIPTOR.name}",
            value=detail.SerializeToString()))
    context.set_trailing_metadata((("grpc-status-details-bin", status.SerializeToString()),))
    context.abort(code, "not now")


class Admin(admin_service_pb2_grpc.AdminServiceServicer):
    """Refuses as many times as it is told."""

    def __init__(self):
        self.refusals, self.times = [], []

    def GetStatus(self, request, context):
        self.times.append(time.monotonic())
        if self.refusals:
            refuse(context, *self.refusals.pop(0))
        return admin_service_pb2.GetStatusResponse(server_version="1")


class Credentials(credential_service_pb2_grpc.CredentialServiceServicer):
    """Keeps a credential and then is gone before it says so, the first time."""

    def __init__(self):
        self.request_ids = []

    def CreateCredential(self, request, context):
        self.request_ids.append(request.request_id)
        if len(self.request_ids) == 1:
            refuse(context, grpc.StatusCode.UNAVAILABLE, "REGISTRY_BUSY")
        return credential_service_pb2.CreateCredentialResponse(credential=request.credential)


class Mapping(mapping_service_pb2_grpc.MappingServiceServicer):
    """Breaks the first streams off after some answers."""

    def __init__(self):
        self.breaks, self.streams, self.options = [], 0, []

    def StreamMapOutcomes(self, requests, context):
        self.streams += 1
        left = self.breaks.pop(0) if self.breaks else -1
        for request in requests:
            if request.HasField("options"):
                self.options.append(request.options.max_skills)
            if left == 0:
                refuse(context, grpc.StatusCode.UNAVAILABLE, "INDEX_NOT_LOADED")
            left -= 1
            yield mapping_service_pb2.StreamMapOutcomesResponse(mappings=[
                mapping_pb2.OutcomeMapping(outcome_id=each.id) for each in request.outcomes])


class FaultsTest(unittest.TestCase):
    def setUp(self):
        self.server = grpc.server(concurrent.futures.ThreadPoolExecutor(4))
        self.admin, self.credentials, self.mapping = Admin(), Credentials(), Mapping()
        admin_service_pb2_grpc.add_AdminServiceServicer_to_server(self.admin, self.server)
        credential_service_pb2_grpc.add_CredentialServiceServicer_to_server(self.credentials,
                                                                            self.server)
        mapping_service_pb2_grpc.add_MappingServiceServicer_to_server(self.mapping, self.server)
        port = self.server.add_insecure_port("127.0.0.1:0")
        self.server.start()
        self.addCleanup(self.server.stop, 0)
        self.address = f"127.0.0.1:{port}"
        self.client = crosswalk.Client(self.address, retry=FAST)
        self.addCleanup(self.client.close)

    def test_what_passes_is_tried_again(self):
        self.admin.refusals = [(grpc.StatusCode.UNAVAILABLE, "INDEX_NOT_LOADED")] * 3
        self.assertEqual(self.client.get_status().server_version, "1")
        self.assertEqual(len(self.admin.times), 4)

    def test_not_for_ever(self):
        self.admin.refusals = [(grpc.StatusCode.UNAVAILABLE, "INDEX_NOT_LOADED")] * 9
        with self.assertRaises(crosswalk.UnavailableError) as caught:
            self.client.get_status()
        self.assertEqual(caught.exception.reason, "INDEX_NOT_LOADED")
        self.assertEqual(len(self.admin.times), 4)

    def test_the_wait_that_the_server_asks_for(self):
        self.admin.refusals = [(grpc.StatusCode.RESOURCE_EXHAUSTED, "CONCURRENCY_LIMIT", 0.3)]
        self.client.get_status()
        self.assertGreaterEqual(self.admin.times[1] - self.admin.times[0], 0.3)

    def test_no_wait_beyond_the_time_that_the_caller_has(self):
        self.admin.refusals = [(grpc.StatusCode.RESOURCE_EXHAUSTED, "CONCURRENCY_LIMIT", 60.0)]
        begin = time.monotonic()
        with crosswalk.Client(self.address, retry=FAST, timeout=2) as hurried, \
                self.assertRaises(crosswalk.UnavailableError) as caught:
            hurried.get_status()
        self.assertLess(time.monotonic() - begin, 2)
        self.assertEqual(caught.exception.retry_after, 60.0)

    def test_what_stays_wrong_is_not(self):
        self.admin.refusals = [(grpc.StatusCode.INVALID_ARGUMENT, "FIELD_REQUIRED")]
        with self.assertRaises(crosswalk.InvalidRequestError):
            self.client.get_status()
        self.assertEqual(len(self.admin.times), 1)

    def test_never(self):
        self.admin.refusals = [(grpc.StatusCode.UNAVAILABLE, "INDEX_NOT_LOADED")]
        with crosswalk.Client(self.address, retry=crosswalk.NEVER) as once, \
                self.assertRaises(crosswalk.UnavailableError):
            once.get_status()

    def test_no_server(self):
        with crosswalk.Client("127.0.0.1:1", retry=FAST) as nobody, \
                self.assertRaises(crosswalk.UnavailableError) as caught:
            nobody.get_status()
        self.assertEqual(caught.exception.reason, "")

    def test_a_change_is_sent_again_with_the_same_number(self):
        created = self.client.create_credential(crosswalk.Credential(name="credentials/a"))
        self.assertEqual(created.name, "credentials/a")
        first, second = self.credentials.request_ids
        self.assertTrue(first)
        self.assertEqual(first, second)

    def test_a_stream_that_breaks_goes_on(self):
        self.mapping.breaks = [3, 40, 1]
        outcomes = [crosswalk.Outcome(id=str(number)) for number in range(2000)]
        answers = list(self.client.map_stream(iter(outcomes), crosswalk.MapOptions(max_skills=7)))
        self.assertEqual([each.outcome_id for each in answers], [each.id for each in outcomes])
        self.assertEqual(self.mapping.streams, 4)
        # Each stream is told how to map.
        self.assertEqual(self.mapping.options, [7, 7, 7, 7])

    def test_a_stream_that_only_breaks_ends(self):
        self.mapping.breaks = [0] * 20
        with self.assertRaises(crosswalk.UnavailableError):
            list(self.client.map_stream(["a"]))
        self.assertEqual(self.mapping.streams, FAST.attempts)

    def test_a_slow_iterable_does_not_hold_up_answers(self):
        waiting = threading.Event()

        def slow():
            for number in range(8):  # One message.
                yield crosswalk.Outcome(id=str(number))
            waiting.wait(30)
            yield crosswalk.Outcome(id="last")

        stream = self.client.map_stream(slow())
        self.assertEqual(next(stream).outcome_id, "0")
        waiting.set()
        self.assertEqual([each.outcome_id for each in stream][-1], "last")


if __name__ == "__main__":
    unittest.main()
