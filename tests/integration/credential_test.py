# SPDX-License-Identifier: Apache-2.0
"""Credentials from outside: the real server with a registry, and the client's commands."""

import json
import unittest

import crosswalk_programs as programs

import grpc
from crosswalk.v1 import (credential_pb2, credential_service_pb2, credential_service_pb2_grpc,
                          error_pb2)

DOCUMENT = {
    "id": "maple.bookkeeping",
    "issuer": {"id": "maple", "name": {"en": "Maple College", "fr": "Collège Maple"}},
    "external_id": "MC-204",
    "title": {"en": "Bookkeeping basics", "fr": "Tenue de livres"},
    "type": "MICRO_CREDENTIAL",
    "outcomes": [
        {"code": "LO1", "text": "Verify supplier invoices against purchase orders.",
         "language_code": "en"},
        {"code": "LO2", "text": "Reconcile the bank statement with the ledger.",
         "language_code": "en"},
    ],
    "hours": 18,
}
NAME = "credentials/maple.bookkeeping"


def details(error):
    """The reason, and the fields at fault, of a failed call."""
    for key, value in error.trailing_metadata():
        if key != "grpc-status-details-bin":
            continue
        status = error_pb2.ErrorStatus.FromString(value)
        info, bad = error_pb2.ErrorInfo(), error_pb2.BadRequest()
        for part in status.details:
            if part.type_url.endswith("google.rpc.ErrorInfo"):
                info.ParseFromString(part.value)
            elif part.type_url.endswith("google.rpc.BadRequest"):
                bad.ParseFromString(part.value)
        return info, [violation.field for violation in bad.field_violations]
    return None, []


class CredentialTest(unittest.TestCase):
    def setUp(self):
        self.folder = programs.ScratchFolder(self).path
        self.registry = self.folder / "registry.db"
        self.server = programs.Server(self, programs.shared_home(), "--registry",
                                      str(self.registry))
        self.connect()

    def connect(self):
        channel = grpc.insecure_channel(self.server.address)
        self.addCleanup(channel.close)
        self.stub = credential_service_pb2_grpc.CredentialServiceStub(channel)

    def run_client(self, *arguments, code=0, **options):
        result = programs.client(self.server.address, "credential", *arguments, **options)
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        return result

    def create(self, **changes):
        return self.run_client("create", "--json", text=json.dumps({**DOCUMENT, **changes}))

    def get(self, *options):
        return json.loads(self.run_client("get", NAME, "--json", *options).stdout)["credential"]

    def test_the_life_of_a_credential_by_the_client(self):
        created = json.loads(self.create().stdout)["credential"]
        self.assertEqual(created["state"], "CREDENTIAL_STATE_DRAFT")
        suggested = [alignment for outcome in created["outcomes"]
                     for alignment in outcome.get("alignments", [])]
        self.assertTrue(suggested)
        self.assertEqual({alignment["source"] for alignment in suggested},
                         {"ALIGNMENT_SOURCE_SUGGESTED"})
        shown = self.run_client("get", "maple.bookkeeping").stdout
        self.assertIn("Bookkeeping basics", shown)
        self.assertIn("suggested", shown)
        self.assertIn("Tenue de livres",
                      self.run_client("get", "maple.bookkeeping", "--language", "fr").stdout)
        self.assertIn("published, version 1",
                      self.run_client("publish", "maple.bookkeeping").stdout)
        self.run_client("update", text=json.dumps({"id": "maple.bookkeeping", "hours": 24}))
        self.assertEqual(self.get()["hours"], 24)
        self.assertEqual(self.get("--published")["hours"], 18)
        self.assertEqual(self.get("--version-number", "1")["hours"], 18)
        listed = self.run_client("list").stdout
        self.assertIn("maple.bookkeeping", listed)
        self.assertIn("draft, version 1", listed)
        self.assertEqual(
            json.loads(self.run_client("list", "--state", "withdrawn", "--json").stdout)
            ["credentials"], [])
        self.assertIn("CREDENTIAL_PUBLISHED",
                      self.run_client("delete", "maple.bookkeeping", code=1).stderr)
        self.run_client("withdraw", "maple.bookkeeping")
        self.run_client("delete", "maple.bookkeeping")
        self.assertIn("CREDENTIAL_NOT_FOUND",
                      self.run_client("get", "maple.bookkeeping", code=1).stderr)

    def test_a_document_goes_out_and_comes_back(self):
        self.create()
        document = json.loads(self.run_client("get", NAME, "--document").stdout)
        etag = document["etag"]
        document["hours"] = 30
        self.run_client("update", text=json.dumps(document))
        self.assertEqual(self.get()["hours"], 30)
        self.assertNotEqual(self.get()["etag"], etag)
        # The document has the etag of what was read.
        self.assertIn("ETAG_MISMATCH",
                      self.run_client("update", text=json.dumps(document), code=1).stderr)

    def test_bad_input_is_told_with_its_place(self):
        self.assertIn("<stdin>", self.run_client("create", text="{\"title\": ", code=2).stderr)
        wrong = self.run_client("create", text=json.dumps({"type": "MICRO", "hours": "long"}),
                                code=2).stderr
        self.assertIn("type: must be one of", wrong)
        self.assertIn("hours: must be a number", wrong)
        refused = self.run_client("create", text=json.dumps({**DOCUMENT, "hours": -1}),
                                  code=1).stderr
        self.assertIn("CREDENTIAL_INVALID", refused)
        self.assertIn("credential.hours", refused)
        noted = self.run_client("create", text=json.dumps({**DOCUMENT, "logo": "x"})).stderr
        self.assertIn("no field 'logo'", noted)
        self.assertIn("FIELD_MASK_INVALID",
                      self.run_client("update", "--fields", "title.en",
                                      text=json.dumps(DOCUMENT), code=1).stderr)

    def test_reasons_and_fields_for_programs(self):
        credential = credential_pb2.Credential(name=NAME, hours=-1)
        credential.outcomes.add()
        with self.assertRaises(grpc.RpcError) as caught:
            self.stub.CreateCredential(
                credential_service_pb2.CreateCredentialRequest(credential=credential))
        self.assertEqual(caught.exception.code(), grpc.StatusCode.INVALID_ARGUMENT)
        info, fields = details(caught.exception)
        self.assertEqual(info.reason, "CREDENTIAL_INVALID")
        self.assertEqual(set(fields), {"credential.hours", "credential.outcomes[0].text"})
        self.create()
        request = credential_service_pb2.UpdateCredentialRequest()
        request.credential.name = NAME
        request.credential.etag = "old"
        request.credential.hours = 3
        with self.assertRaises(grpc.RpcError) as caught:
            self.stub.UpdateCredential(request)
        self.assertEqual(caught.exception.code(), grpc.StatusCode.ABORTED)
        info, _ = details(caught.exception)
        self.assertEqual(info.metadata["etag"], self.get()["etag"])

    def import_file(self, content, piece=1000, **options):
        """All results, and the summary."""
        def requests():
            for start in range(0, len(content), piece):
                request = credential_service_pb2.ImportCredentialsRequest(
                    content=content[start:start + piece], last=start + piece >= len(content))
                if start == 0:
                    request.options.CopyFrom(credential_service_pb2.ImportOptions(**options))
                yield request
        results, summary = [], None
        for response in self.stub.ImportCredentials(requests(), timeout=programs.TIMEOUT):
            results.extend(response.results)
            if response.HasField("summary"):
                summary = response.summary
        return results, summary

    def test_an_import_keeps_what_is_good(self):
        lines = [json.dumps({**DOCUMENT, "id": f"maple.c{number}"}) for number in range(5)]
        lines[2] = json.dumps({**DOCUMENT, "id": "maple.c2", "hours": -1})
        content = "\n".join(lines).encode()
        results, summary = self.import_file(content, publish=True)
        self.assertEqual((summary.records, summary.created, summary.failed, summary.published),
                         (5, 4, 1, 4))
        self.assertEqual(summary.format, credential_service_pb2.IMPORT_FORMAT_JSON)
        self.assertEqual([result.record for result in results], [1, 2, 3, 4, 5])
        violation = results[2].violations[0]
        self.assertEqual((violation.line, violation.field), (3, "hours"))
        self.assertIn("published, version 1", self.run_client("list").stdout)
        _, summary = self.import_file(
            content, on_conflict=credential_service_pb2.IMPORT_CONFLICT_UPDATE)
        self.assertEqual((summary.unchanged, summary.failed), (4, 1))
        with self.assertRaises(grpc.RpcError) as caught:
            self.import_file(b" ")
        self.assertEqual(details(caught.exception)[0].reason, "IMPORT_EMPTY")

    def restarted(self, stop):
        self.create()
        self.run_client("publish", NAME)
        before = [self.get(), self.get("--published")]
        stop()
        self.server.start()
        self.connect()
        self.assertEqual([self.get(), self.get("--published")], before)

    def test_a_restart_keeps_all(self):
        self.restarted(lambda: self.assertEqual(self.server.terminate(), 0))

    def test_a_kill_keeps_all_that_was_acknowledged(self):
        self.restarted(self.server.kill)

    def test_a_second_server_is_kept_from_the_file(self):
        with self.assertRaises(AssertionError) as caught:
            programs.Server(self, programs.shared_home(), "--registry", str(self.registry))
        self.assertIn("REGISTRY_IN_USE", str(caught.exception))

    def test_who_changed_something_is_told_by_metadata(self):
        request = credential_service_pb2.CreateCredentialRequest()
        request.credential.title["en"] = "Bees"
        with self.assertRaises(grpc.RpcError) as caught:
            self.stub.CreateCredential(request, metadata=(("crosswalk-actor", "a" * 300),))
        self.assertEqual(details(caught.exception)[0].reason, "ACTOR_INVALID")
        request.request_id = "r-1"
        mine = self.stub.CreateCredential(request, metadata=(("crosswalk-actor", "me"),))
        again = self.stub.CreateCredential(request, metadata=(("crosswalk-actor", "me"),))
        other = self.stub.CreateCredential(request, metadata=(("crosswalk-actor", "you"),))
        self.assertEqual(mine.credential.name, again.credential.name)
        self.assertNotEqual(mine.credential.name, other.credential.name)


if __name__ == "__main__":
    unittest.main()
