# SPDX-License-Identifier: Apache-2.0
"""Every method of the client against the real server."""

import io
import itertools
import json
import unittest

import crosswalk_programs as programs
import esco_bundle

import crosswalk
from crosswalk.v1 import concept_pb2, credential_service_pb2, framework_service_pb2, mapping_pb2

INVOICES = "Verify supplier invoices against purchase orders and resolve discrepancies."


def concept(uri):
    return "frameworks/esco/concepts/" + uri.rsplit("/", 1)[1]


class ClientTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = unittest.TestCase()
        folder = programs.ScratchFolder(cls.holder).path
        cls.server = programs.Server(cls.holder, programs.shared_home(), "--registry",
                                     str(folder / "registry.db"))
        cls.client = crosswalk.Client(cls.server.address, language_codes=["en"], actor="tester")

    @classmethod
    def tearDownClass(cls):
        cls.client.close()
        cls.holder.doCleanups()

    def create(self, name, **fields):
        return self.client.create_credential(crosswalk.Credential(
            name=f"credentials/{name}", title={"en": name}, type="CREDENTIAL_TYPE_MICRO_CREDENTIAL",
            issuer=crosswalk.CredentialIssuer(id="maple", name={"en": "Maple College"}),
            outcomes=[crosswalk.CredentialOutcome(text=INVOICES, language_code="en")], **fields))

    def test_status(self):
        self.assertTrue(self.client.get_status().server_version)

    def test_frameworks_and_concepts(self):
        self.assertEqual([each.name for each in self.client.list_frameworks()],
                         ["frameworks/esco", "frameworks/oqf"])
        self.assertEqual(self.client.get_framework("frameworks/oqf").language_code, "en")
        uri = esco_bundle.skill_uri(1)
        for key in (concept(uri), uri):
            self.assertEqual(self.client.get_concept(key).preferred_label, "check supplier invoices")
        names = [concept(esco_bundle.skill_uri(number)) for number in (3, 1)]
        self.assertEqual([each.name for each in self.client.batch_get_concepts(names)], names)

    def test_pages_are_one_list(self):
        only = crosswalk.ConceptFilter(types=[concept_pb2.CONCEPT_TYPE_SKILL])
        listed = list(self.client.list_concepts("frameworks/esco", filter=only, page_size=7))
        self.assertEqual(len({each.name for each in listed}), 40)
        essential = self.client.list_concepts(
            concept(esco_bundle.occupation_uri(1)),
            relation=framework_service_pb2.CONCEPT_RELATION_ESSENTIAL_SKILL, page_size=2)
        self.assertEqual(len(list(essential)), 3)

    def test_a_page_is_asked_for_when_it_is_needed(self):
        first = list(itertools.islice(self.client.list_concepts("frameworks/esco", page_size=2), 3))
        self.assertEqual(len(first), 3)

    def test_finding_skills(self):
        found = next(self.client.search_skills("supplier invoices", page_size=1))
        self.assertEqual(found.item.preferred_label, "check supplier invoices")
        self.assertTrue(self.client.suggest_skills("write un"))
        related = list(self.client.list_related_skills(concept(esco_bundle.skill_uri(2))))
        self.assertTrue(related)

    def test_mapping(self):
        outcome = crosswalk.Outcome(id="b", text="Écrire des tests unitaires.", language_code="fr")
        answer = self.client.map_outcomes([INVOICES, outcome],
                                          options=crosswalk.MapOptions(max_skills=1))
        self.assertEqual([each.matches[0].skill.preferred_label for each in answer.mappings],
                         ["check supplier invoices", "write unit tests"])
        self.assertEqual(answer.mappings[1].outcome_id, "b")
        self.assertTrue(self.client.align_level([INVOICES], title="Clerk").probabilities)

    def test_a_stream_has_one_answer_for_each_in_order(self):
        count = 1500
        outcomes = (crosswalk.Outcome(id=str(number), text=f"Write unit tests, part {number}.")
                    for number in range(count))
        options = crosswalk.MapOptions(max_skills=1, encoder=mapping_pb2.ENCODER_STATIC,
                                       evidence_view=mapping_pb2.EVIDENCE_VIEW_NONE)
        answers = list(self.client.map_stream(outcomes, options))
        self.assertEqual([each.outcome_id for each in answers], [str(each) for each in range(count)])
        self.assertEqual({len(each.matches) for each in answers}, {1})

    def test_a_stream_equals_the_batch(self):
        outcomes = [INVOICES, "Write unit tests.", "", "Wash hands."]
        batch = self.client.map_outcomes(outcomes).mappings
        self.assertEqual(list(self.client.map_stream(outcomes)), list(batch))
        self.assertEqual(list(self.client.map_stream([])), [])

    def test_a_stream_reads_no_further_than_it_must(self):
        read = []

        def endless():
            for number in itertools.count():
                read.append(number)
                yield f"Write report {number}."

        stream = self.client.map_stream(endless(), crosswalk.MapOptions(max_skills=1))
        self.assertTrue(next(stream).matches)
        stream.close()
        self.assertLess(len(read), 5000)

    def test_what_the_iterable_raises_is_raised(self):
        def broken():
            yield INVOICES
            raise OSError("the disk is gone")

        with self.assertRaisesRegex(OSError, "the disk is gone"):
            list(self.client.map_stream(broken()))

    def test_the_life_of_a_credential(self):
        created = self.create("maple.life", hours=10)
        self.assertTrue(created.outcomes[0].alignments)
        created.hours = 12
        updated = self.client.update_credential(created, ["hours"])
        self.assertEqual(updated.hours, 12)
        with self.assertRaises(crosswalk.ConflictError) as caught:
            self.client.update_credential(created, ["hours"])
        self.assertEqual(caught.exception.reason, "ETAG_MISMATCH")
        self.assertEqual(caught.exception.metadata["etag"], updated.etag)
        self.assertEqual(self.client.publish_credential(created.name).version, 1)
        self.assertEqual(self.client.get_credential(created.name, version=1).hours, 12)
        with self.assertRaises(crosswalk.NotPossibleError):
            self.client.delete_credential(created.name)
        self.client.withdraw_credential(created.name)
        self.client.delete_credential(created.name)
        with self.assertRaises(crosswalk.NotFoundError) as caught:
            self.client.get_credential(created.name)
        self.assertEqual(caught.exception.reason, "CREDENTIAL_NOT_FOUND")
        self.assertTrue(caught.exception.request_id)

    def test_reading_credentials(self):
        names = [self.create(f"maple.read-{number}").name for number in range(3)]
        listed = {each.name for each in self.client.list_credentials(issuer="maple", page_size=1)}
        self.assertLessEqual(set(names), listed)
        results = self.client.batch_get_credentials([names[0], "credentials/maple.none"])
        self.assertEqual([each.WhichOneof("result") for each in results], ["credential", "error"])

    def test_searching_and_following_credentials(self):
        name = self.create("maple.search").name
        self.client.publish_credential(name)

        def found():
            return name in [each.credential.name
                            for each in self.client.search_credentials("maple.search", page_size=1)]

        self.server.wait_until(found, "the credential is found")
        page = self.client.search_credentials_page(
            filter=crosswalk.CredentialFilter(issuers=["maple"]))
        self.assertTrue(page.facets.types)
        self.assertEqual(self.client.find_pathways([name]).held[0].name, name)
        gap = self.client.analyze_gap(credentials=[name],
                                      occupation=concept(esco_bundle.occupation_uri(1)))
        self.assertEqual(gap.target_title, "accounts payable clerk")
        self.assertIn(name, [each.credential.name for each in self.client.report_dead_ends("maple")])

    def test_an_import(self):
        records = [{"id": f"maple.imported-{number}", "title": {"en": "T"}, "hours": hours}
                   for number, hours in enumerate((1, -1))]
        file = io.BytesIO("".join(json.dumps(each) + "\n" for each in records).encode())
        options = crosswalk.ImportOptions(default_issuer=crosswalk.CredentialIssuer(id="maple"))
        *answers, last = self.client.import_credentials(file, options)
        outcomes = [record.outcome for answer in [*answers, last] for record in answer.results]
        self.assertEqual(outcomes, [credential_service_pb2.IMPORT_OUTCOME_CREATED,
                                    credential_service_pb2.IMPORT_OUTCOME_FAILED])
        self.assertEqual((last.summary.created, last.summary.failed), (1, 1))
        with self.assertRaises(crosswalk.InvalidRequestError) as caught:
            list(self.client.import_credentials(io.BytesIO(b"  ")))
        self.assertEqual(caught.exception.reason, "IMPORT_EMPTY")

    def test_violations_name_every_field(self):
        with self.assertRaises(crosswalk.InvalidRequestError) as caught:
            self.client.create_credential(crosswalk.Credential(
                name="credentials/maple.bad", hours=-1, outcomes=[crosswalk.CredentialOutcome()]))
        error = caught.exception
        self.assertEqual(error.reason, "CREDENTIAL_INVALID")
        self.assertEqual({each.field for each in error.violations},
                         {"credential.hours", "credential.outcomes[0].text"})
        self.assertIn("credential.hours", str(error))


if __name__ == "__main__":
    unittest.main()
