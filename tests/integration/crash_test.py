# SPDX-License-Identifier: Apache-2.0
"""kill -9 of the server at random moments under write load.

After each restart everything that was acknowledged is there and the index of published credentials
agrees with the registry. CROSSWALK_CRASH_ROUNDS sets the number of rounds (5 without it), and
CROSSWALK_CRASH_CREDENTIALS how many credentials lie in the registry before the first (none).
"""

import json
import os
import random
import threading
import time
import unittest

import crosswalk_programs as programs

import grpc
from crosswalk.v1 import (admin_service_pb2, admin_service_pb2_grpc, credential_service_pb2,
                          credential_service_pb2_grpc)

ROUNDS = int(os.environ.get("CROSSWALK_CRASH_ROUNDS", "5"))
BEFORE = int(os.environ.get("CROSSWALK_CRASH_CREDENTIALS", "0"))
WRITERS = 4


def document(identifier):
    """A credential of five outcomes that are aligned already."""
    return {
        "id": identifier,
        "issuer": {"id": "maple", "name": {"en": "Maple College"}},
        "title": {"en": f"Credential {identifier}"},
        "type": "MICRO_CREDENTIAL",
        "outcomes": [
            {"code": f"LO{number}", "text": f"Do thing {number} of {identifier}.",
             "language_code": "en",
             "alignments": [{"uri": f"https://example.org/skill/{hash((identifier, number)) % 5000}",
                             "relation": "CLOSE_MATCH", "source": "DECLARED"}]}
            for number in range(5)
        ],
    }


class Writer(threading.Thread):
    """Creates, changes and publishes until the server is gone; keeps what was acknowledged."""

    def __init__(self, address, prefix):
        super().__init__()
        self.prefix = prefix
        self.hours = {}      # Of each credential the newest acknowledged.
        self.published = set()
        self.unsure = set()  # The call under way at the kill may or may not have been kept.
        self.channel = grpc.insecure_channel(address)
        self.stub = credential_service_pb2_grpc.CredentialServiceStub(self.channel)

    def run(self):
        number = 0
        while True:
            name = f"credentials/{self.prefix}-{number}"
            number += 1
            self.unsure = {name}
            try:
                self.write(name)
            except grpc.RpcError as error:
                if error.code() not in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.UNKNOWN):
                    raise
                self.channel.close()
                return

    def write(self, name):
        create = credential_service_pb2.CreateCredentialRequest(
            suggestions=credential_service_pb2.SUGGESTION_MODE_NONE)
        create.credential.name = name
        create.credential.issuer.id = "maple"
        create.credential.title["en"] = name
        create.credential.type = 1
        create.credential.hours = 1
        create.credential.outcomes.add(text="Do it.", language_code="en")
        self.stub.CreateCredential(create)
        self.hours[name] = 1
        update = credential_service_pb2.UpdateCredentialRequest(
            suggestions=credential_service_pb2.SUGGESTION_MODE_NONE)
        update.credential.name = name
        update.credential.hours = 2
        update.update_mask.paths.append("hours")
        self.stub.UpdateCredential(update)
        self.hours[name] = 2
        self.stub.PublishCredential(credential_service_pb2.PublishCredentialRequest(name=name))
        self.published.add(name)


class CrashTest(unittest.TestCase):
    def setUp(self):
        self.folder = programs.ScratchFolder(self).path
        self.server = programs.Server(self, programs.shared_home(), "--registry",
                                      str(self.folder / "registry.db"), "--log-level", "error")
        self.hours, self.published, self.unsure = {}, set(), set()

    def fill(self):
        lines = "".join(json.dumps(document(f"before.{number}")) + "\n" for number in range(BEFORE))
        path = self.folder / "before.jsonl"
        path.write_text(lines, encoding="utf-8")
        start = time.monotonic()
        result = programs.client(self.server.address, "--timeout", "3000", "credential", "import",
                                 "--publish", str(path))
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        print(f"{BEFORE:,} credentials imported and published in "
              f"{time.monotonic() - start:.1f} s", flush=True)

    def indexed(self):
        """What the index holds once it has caught up with the registry."""
        with grpc.insecure_channel(self.server.address) as channel:
            admin = admin_service_pb2_grpc.AdminServiceStub(channel)
            deadline = time.monotonic() + programs.TIMEOUT
            while True:
                status = admin.GetStatus(admin_service_pb2.GetStatusRequest()).catalogue
                done = status.freshness.indexed_sequence == status.freshness.latest_sequence
                if done and not status.freshness.building:
                    return status.freshness.credential_count
                self.assertLess(time.monotonic(), deadline, f"the index lags: {status}")
                time.sleep(0.01)

    def check(self):
        with grpc.insecure_channel(self.server.address) as channel:
            stub = credential_service_pb2_grpc.CredentialServiceStub(channel)
            names = sorted(self.hours)
            for first in range(0, len(names), 500):
                part = names[first:first + 500]
                answer = stub.BatchGetCredentials(
                    credential_service_pb2.BatchGetCredentialsRequest(names=part))
                for result in answer.results:
                    self.assertTrue(result.HasField("credential"), f"{result.name} is lost")
                    if result.name not in self.unsure:
                        self.assertEqual(result.credential.hours, self.hours[result.name])
            public = set()
            request = credential_service_pb2.ListCredentialsRequest(
                page_size=1000, view=credential_service_pb2.CREDENTIAL_TEXT_VIEW_PUBLISHED)
            while True:
                page = stub.ListCredentials(request)
                public.update(credential.name for credential in page.credentials)
                request.page_token = page.next_page_token
                if not page.next_page_token:
                    break
            self.assertLessEqual(self.published, public)
            self.assertEqual(self.indexed(), len(public))

    def test_nothing_that_was_acknowledged_is_lost(self):
        if BEFORE:
            self.fill()
        slowest = 0
        for turn in range(ROUNDS):
            writers = [Writer(self.server.address, f"round-{turn}-{writer}")
                       for writer in range(WRITERS)]
            for writer in writers:
                writer.start()
            time.sleep(random.uniform(0.05, 0.8))
            self.server.kill()
            for writer in writers:
                writer.join(programs.TIMEOUT)
                self.assertFalse(writer.is_alive())
                self.hours.update(writer.hours)
                self.published |= writer.published
                self.unsure |= writer.unsure
            start = time.monotonic()
            self.server.start()
            slowest = max(slowest, time.monotonic() - start)
            with self.subTest(turn=turn):
                self.check()
        self.assertTrue(self.published, "nothing was written, or nothing was tested")
        print(f"{ROUNDS} rounds, {len(self.hours):,} credentials acknowledged, slowest start "
              f"{slowest:.2f} s", flush=True)


if __name__ == "__main__":
    unittest.main()
