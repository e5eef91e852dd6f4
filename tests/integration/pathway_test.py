# SPDX-License-Identifier: Apache-2.0
"""Pathways, dead ends and gaps of a running server that keeps the sample catalogue."""

import json
import pathlib
import unittest

import crosswalk_programs as programs
import esco_bundle

import grpc
from crosswalk.v1 import (credential_service_pb2, credential_service_pb2_grpc, pathway_service_pb2,
                          pathway_service_pb2_grpc)
from google.protobuf import json_format
from rpc_test import details_of, esco_name

CATALOGUE = pathlib.Path(__file__).parents[2] / "tools/client/demo/catalogue.jsonl"

# What issuers would have declared, with skills of the test's small framework.
SKILLS = {
    "heronsedge.mental-health-first-response": (1, 2, 3),
    "osterwick.peer-support": (1, 2, 3, 4),
}


def message_of(document):
    """The API's message of a line of the catalogue."""
    fields = dict(document)
    fields["name"] = "credentials/" + fields.pop("id")
    fields["type"] = "CREDENTIAL_TYPE_" + fields["type"]
    if "delivery_mode" in fields:
        fields["delivery_mode"] = "DELIVERY_MODE_" + fields["delivery_mode"]
    fields.pop("state")
    request = credential_service_pb2.CreateCredentialRequest()
    return json_format.ParseDict(fields, request.credential)


def dead_ends_of(documents):
    """By the definition, from the published documents alone."""
    published = {"credentials/" + document["id"]: document for document in documents
                 if document["state"] == "PUBLISHED"}
    required = {link.get("credential") for document in published.values()
                for link in document.get("prerequisites", ())}
    return {name for name, document in published.items()
            if name not in required and
            not any("credential" not in link or link["credential"] in published
                    for link in document.get("stacks_into", ()))}


class PathwayTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = unittest.TestCase()
        folder = programs.ScratchFolder(cls.holder).path
        cls.server = programs.Server(cls.holder, programs.shared_home(),
                                     "--registry", str(folder / "registry.db"))
        cls.channel = grpc.insecure_channel(cls.server.address)
        cls.credentials = credential_service_pb2_grpc.CredentialServiceStub(cls.channel)
        cls.pathways = pathway_service_pb2_grpc.PathwayServiceStub(cls.channel)
        cls.documents = [json.loads(line)
                         for line in CATALOGUE.read_text(encoding="utf-8").splitlines()]
        by_id = {document["id"]: document for document in cls.documents}
        cls.assertIn(cls.holder, "heronsedge.mental-health-first-response", by_id)
        # A continuation that nobody declared: the micro-credential's skills and one more.
        twin = dict(by_id["heronsedge.mental-health-first-response"], id="osterwick.peer-support",
                    title={"en": "Peer support"}, external_id="OWC-1",
                    issuer=by_id["osterwick.phlebotomy"]["issuer"],
                    stacks_into=[{"qualification": "frameworks/oqf/concepts/certificate-3"}])
        cls.documents.append(twin)
        for document in cls.documents:
            message = message_of(document)
            for number in SKILLS.get(document["id"], ()):
                uri = esco_bundle.skill_uri(number)
                message.outcomes[0].alignments.add(concept_name=esco_name(uri), uri=uri, relation=1,
                                                   source=2)
            created = cls.credentials.CreateCredential(credential_service_pb2.CreateCredentialRequest(
                credential=message, suggestions=credential_service_pb2.SUGGESTION_MODE_NONE))
            if document["state"] != "DRAFT":
                cls.credentials.PublishCredential(credential_service_pb2.PublishCredentialRequest(
                    name=created.credential.name))
            if document["state"] == "WITHDRAWN":
                cls.credentials.WithdrawCredential(
                    credential_service_pb2.WithdrawCredentialRequest(name=created.credential.name))

    @classmethod
    def tearDownClass(cls):
        cls.channel.close()
        cls.holder.doCleanups()

    def run_client(self, *arguments, code=0):
        result = programs.client(self.server.address, *arguments)
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        return result

    def assert_fails(self, code, reason, call, request):
        with self.assertRaises(grpc.RpcError) as caught:
            call(request, timeout=programs.TIMEOUT)
        self.assertEqual(caught.exception.code(), code, caught.exception.details())
        self.assertEqual(details_of(caught.exception)[1].reason, reason)

    # FindPathways

    def find(self, *names, **fields):
        request = pathway_service_pb2.FindPathwaysRequest(credentials=names, **fields)
        return self.pathways.FindPathways(request, timeout=programs.TIMEOUT)

    def test_declared_stacks_lead_up_to_a_degree(self):
        answer = self.find("credentials/heronsedge.retail-floor-basics", declared_only=True)
        self.assertFalse(answer.dead_end)
        ways = [[step.credential.name for step in pathway.steps] for pathway in answer.pathways]
        self.assertIn("credentials/heronsedge.retail-operations", [way[0] for way in ways])
        self.assertTrue(any("credentials/heronsedge.business-diploma" in way for way in ways), ways)
        self.assertGreater(len(answer.registry_sequence.to_bytes(8, "big")), 0)
        for pathway in answer.pathways:
            names = [step.credential.name for step in pathway.steps]
            self.assertEqual(len(names), len(set(names)))
            for step in pathway.steps:
                self.assertNotIn(pathway_service_pb2.STEP_KIND_DISCOVERED, step.kinds)
                if step.HasField("hours"):
                    self.assertAlmostEqual(step.hours_credited + step.hours_added, step.hours)
        self.assertEqual(self.find("credentials/heronsedge.retail-floor-basics", declared_only=True),
                         answer)

    def test_a_continuation_that_nobody_declared(self):
        answer = self.find("credentials/heronsedge.mental-health-first-response")
        self.assertTrue(answer.dead_end)
        step = answer.pathways[0].steps[0]
        self.assertEqual(step.credential.name, "credentials/osterwick.peer-support")
        self.assertEqual(list(step.kinds), [pathway_service_pb2.STEP_KIND_DISCOVERED])
        self.assertEqual(step.shared_skill_count, 3)
        self.assertEqual(step.gained_skill_count, 1)
        self.assertEqual(answer.pathways[0].destinations[0].name,
                         "frameworks/oqf/concepts/certificate-3")

    def test_changes_show_at_once(self):
        name = "credentials/osterwick.peer-support"
        change = credential_service_pb2.WithdrawCredentialRequest(name=name)
        self.credentials.WithdrawCredential(change)
        try:
            answer = self.find("credentials/heronsedge.mental-health-first-response")
            self.assertNotIn(name, [step.credential.name for step in answer.continuations])
            self.assert_fails(grpc.StatusCode.NOT_FOUND, "CREDENTIAL_NOT_PUBLISHED",
                              self.pathways.FindPathways,
                              pathway_service_pb2.FindPathwaysRequest(credentials=[name]))
        finally:
            self.credentials.PublishCredential(
                credential_service_pb2.PublishCredentialRequest(name=name))

    def test_bad_requests(self):
        for reason, request in (
                ("FIELD_REQUIRED", {}),
                ("RESOURCE_NAME_INVALID", {"credentials": ["nothing"]}),
                ("VALUE_OUT_OF_RANGE", {"credentials": ["credentials/x"], "max_steps": 9}),
                ("VALUE_OUT_OF_RANGE", {"credentials": ["credentials/x"],
                                        "min_occupation_coverage": float("nan")}),
                ("TOO_MANY_ITEMS", {"credentials": ["credentials/x"] * 51})):
            with self.subTest(reason=reason):
                self.assert_fails(grpc.StatusCode.INVALID_ARGUMENT, reason,
                                  self.pathways.FindPathways,
                                  pathway_service_pb2.FindPathwaysRequest(**request))

    # ReportDeadEnds

    def test_dead_ends_are_those_of_the_catalogue(self):
        found, issuers = set(), {document["issuer"]["id"] for document in self.documents}
        for issuer in issuers:
            request = pathway_service_pb2.ReportDeadEndsRequest(issuer_id=issuer, page_size=3)
            while True:
                page = self.pathways.ReportDeadEnds(request, timeout=programs.TIMEOUT)
                names = {dead_end.credential.name for dead_end in page.dead_ends}
                self.assertFalse(found & names)
                found |= names
                request.page_token = page.next_page_token
                if not page.next_page_token:
                    break
        self.assertEqual(found, dead_ends_of(self.documents))
        self.assertGreater(len(found), 25)

    def test_a_dead_end_shows_what_would_continue_it(self):
        report = self.pathways.ReportDeadEnds(
            pathway_service_pb2.ReportDeadEndsRequest(issuer_id="heronsedge"))
        dead_end = next(entry for entry in report.dead_ends if entry.credential.name ==
                        "credentials/heronsedge.mental-health-first-response")
        self.assertEqual([step.credential.name for step in dead_end.continuations],
                         ["credentials/osterwick.peer-support"])
        self.assertEqual(report.examined_count,
                         sum(document["issuer"]["id"] == "heronsedge" and
                             document["state"] == "PUBLISHED" for document in self.documents))

    # AnalyzeGap

    def test_gap_to_an_occupation(self):
        occupation = esco_name(esco_bundle.occupation_uri(1))
        request = pathway_service_pb2.AnalyzeGapRequest(
            credentials=["credentials/heronsedge.mental-health-first-response"],
            occupation=occupation)
        gap = self.pathways.AnalyzeGap(request)
        counted = gap.essential
        self.assertEqual(counted.exact_count + counted.narrower_count + counted.broader_count +
                         counted.missing_count, sum(skill.essential for skill in gap.skills))
        self.assertTrue(gap.target_title)
        self.assert_fails(grpc.StatusCode.INVALID_ARGUMENT, "CONCEPT_TYPE_MISMATCH",
                          self.pathways.AnalyzeGap, pathway_service_pb2.AnalyzeGapRequest(
                              occupation=esco_name(esco_bundle.skill_uri(1))))
        self.assert_fails(grpc.StatusCode.INVALID_ARGUMENT, "FIELD_REQUIRED",
                          self.pathways.AnalyzeGap, pathway_service_pb2.AnalyzeGapRequest())

    def test_gap_to_a_credential_names_what_closes_it(self):
        gap = self.pathways.AnalyzeGap(pathway_service_pb2.AnalyzeGapRequest(
            credential="credentials/heronsedge.mental-health-first-response"))
        self.assertEqual(gap.essential.missing_count, 3)
        self.assertEqual([closing.credential.name for closing in gap.closing_credentials],
                         ["credentials/osterwick.peer-support"])
        self.assertAlmostEqual(gap.closing_credentials[0].essential_ratio, 1)

    # Without a registry

    def test_a_server_without_a_registry_says_so(self):
        server = programs.Server(self, programs.shared_home())
        with grpc.insecure_channel(server.address) as channel:
            stub = pathway_service_pb2_grpc.PathwayServiceStub(channel)
            self.assert_fails(grpc.StatusCode.FAILED_PRECONDITION, "REGISTRY_NOT_CONFIGURED",
                              stub.FindPathways, pathway_service_pb2.FindPathwaysRequest(
                                  credentials=["credentials/x"]))

    # The client

    def test_client(self):
        shown = self.run_client("pathways", "heronsedge.retail-floor-basics", "--declared-only").stdout
        self.assertIn("Retail Floor Basics", shown)
        self.assertIn("declared stack", shown)
        self.assertIn("└─ ", shown)
        answer = json.loads(self.run_client("pathways", "--json",
                                            "heronsedge.retail-floor-basics").stdout)
        self.assertTrue(answer["pathways"][0]["steps"])
        dead = self.run_client("dead-ends", "heronsedge").stdout
        self.assertIn("could lead to Peer support", dead)
        gap = self.run_client("gap", "-c", "heronsedge.mental-health-first-response",
                              "--occupation", esco_bundle.occupation_uri(1)).stdout
        self.assertIn("Essential: 67% of 3 skills: 2 held, 1 missing", gap)
        level = self.run_client("gap", "-c", "heronsedge.business-diploma", "--qualification",
                                "frameworks/oqf/concepts/bachelors-degree").stdout
        self.assertIn(" of 10", level)
        self.run_client("gap", "-c", "heronsedge.business-diploma", code=2)
        missing = self.run_client("pathways", "nobody.nothing", code=1)
        self.assertIn("CREDENTIAL_NOT_PUBLISHED", missing.stderr)


if __name__ == "__main__":
    unittest.main()
