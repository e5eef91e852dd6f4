# SPDX-License-Identifier: Apache-2.0
"""Every method of a running server, by stubs as a user would generate them."""

import unittest

import crosswalk_programs as programs
import esco_bundle

import grpc
from crosswalk.v1 import (admin_service_pb2, admin_service_pb2_grpc, alignment_pb2, concept_pb2,
                          error_pb2, framework_service_pb2, framework_service_pb2_grpc, mapping_pb2,
                          mapping_service_pb2, mapping_service_pb2_grpc, skill_service_pb2,
                          skill_service_pb2_grpc)

INVOICES = "Verify supplier invoices against purchase orders and resolve discrepancies."
HANDS = "Apply hand hygiene and put on gloves in the right order."
UNIT_TESTS = "Write unit tests for a small web application."


def esco_name(uri):
    return "frameworks/esco/concepts/" + uri.rsplit("/", 1)[1]


def details_of(error):
    """The ErrorStatus in a failed call's trailing metadata, and its ErrorInfo."""
    packed = dict(error.trailing_metadata())["grpc-status-details-bin"]
    status = error_pb2.ErrorStatus.FromString(packed)
    info = next(error_pb2.ErrorInfo.FromString(detail.value) for detail in status.details
                if detail.type_url == "type.googleapis.com/google.rpc.ErrorInfo")
    return status, info


class RpcTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = unittest.TestCase()
        cls.server = programs.Server(cls.holder, programs.shared_home())
        cls.channel = grpc.insecure_channel(cls.server.address)
        cls.frameworks = framework_service_pb2_grpc.FrameworkServiceStub(cls.channel)
        cls.skills = skill_service_pb2_grpc.SkillServiceStub(cls.channel)
        cls.mapping = mapping_service_pb2_grpc.MappingServiceStub(cls.channel)
        cls.admin = admin_service_pb2_grpc.AdminServiceStub(cls.channel)

    @classmethod
    def tearDownClass(cls):
        cls.channel.close()
        cls.holder.doCleanups()

    def assert_fails(self, code, reason, call, request):
        with self.assertRaises(grpc.RpcError) as caught:
            call(request, timeout=programs.TIMEOUT)
        self.assertEqual(caught.exception.code(), code, caught.exception.details())
        status, info = details_of(caught.exception)
        self.assertEqual(status.code, code.value[0])
        self.assertEqual((info.domain, info.reason), ("crosswalk", reason))
        return status

    # FrameworkService

    def test_list_frameworks(self):
        response = self.frameworks.ListFrameworks(framework_service_pb2.ListFrameworksRequest())
        self.assertEqual([framework.name for framework in response.frameworks],
                         ["frameworks/esco", "frameworks/oqf"])
        esco, oqf = response.frameworks
        self.assertEqual((esco.release, list(esco.language_codes)), ("1.2.0", ["en", "fr"]))
        self.assertEqual({count.type: count.count for count in esco.concept_counts},
                         {concept_pb2.CONCEPT_TYPE_SKILL: 40, concept_pb2.CONCEPT_TYPE_SKILL_GROUP: 8,
                          concept_pb2.CONCEPT_TYPE_OCCUPATION: 6,
                          concept_pb2.CONCEPT_TYPE_OCCUPATION_GROUP: 3})
        self.assertEqual([collection.id for collection in esco.collections],
                         ["digital", "transversal"])
        self.assertEqual(len(oqf.categories), 6)
        self.assertTrue(response.generation)

    def test_get_framework(self):
        response = self.frameworks.GetFramework(framework_service_pb2.GetFrameworkRequest(
            name="frameworks/oqf", language_codes=["fr"]))
        self.assertEqual(response.framework.language_code, "fr")
        self.assert_fails(grpc.StatusCode.NOT_FOUND, "FRAMEWORK_NOT_FOUND",
                          self.frameworks.GetFramework,
                          framework_service_pb2.GetFrameworkRequest(name="frameworks/none"))

    def test_get_concept_by_whatever_one_has(self):
        uri = esco_bundle.skill_uri(1)
        for key in ({"name": esco_name(uri)}, {"identifier": uri},
                    {"identifier": uri.replace("http:", "https:")},
                    {"identifier": uri.rsplit("/", 1)[1]}):
            with self.subTest(key=key):
                item = self.frameworks.GetConcept(
                    framework_service_pb2.GetConceptRequest(language_codes=["en", "fr"], **key)).item
                self.assertEqual(item.uri, uri)
                self.assertEqual(item.preferred_label, "check supplier invoices")
                self.assertEqual([text.language_code for text in item.texts], ["en", "fr"])
        occupation = self.frameworks.GetConcept(
            framework_service_pb2.GetConceptRequest(identifier="4311.1")).item
        self.assertEqual(occupation.type, concept_pb2.CONCEPT_TYPE_OCCUPATION)
        self.assert_fails(grpc.StatusCode.NOT_FOUND, "CONCEPT_NOT_FOUND", self.frameworks.GetConcept,
                          framework_service_pb2.GetConceptRequest(identifier="9999.9"))

    def test_batch_get_concepts_keeps_the_order(self):
        names = [esco_name(esco_bundle.skill_uri(number)) for number in (21, 1, 21)]
        response = self.frameworks.BatchGetConcepts(
            framework_service_pb2.BatchGetConceptsRequest(names=names))
        self.assertEqual([item.name for item in response.concepts], names)

    def test_list_concepts_pages_through_all_skills(self):
        request = framework_service_pb2.ListConceptsRequest(parent="frameworks/esco", page_size=7)
        request.filter.types.append(concept_pb2.CONCEPT_TYPE_SKILL)
        names = []
        while True:
            response = self.frameworks.ListConcepts(request)
            names += [item.name for item in response.concepts]
            if not response.next_page_token:
                break
            request.page_token = response.next_page_token
        self.assertEqual(len(names), 40)
        self.assertEqual(len(set(names)), 40)
        request.page_token = "not a token"
        self.assert_fails(grpc.StatusCode.INVALID_ARGUMENT, "PAGE_TOKEN_INVALID",
                          self.frameworks.ListConcepts, request)

    def test_list_concepts_around_an_occupation(self):
        response = self.frameworks.ListConcepts(framework_service_pb2.ListConceptsRequest(
            parent=esco_name(esco_bundle.occupation_uri(1)),
            relation=framework_service_pb2.CONCEPT_RELATION_ESSENTIAL_SKILL))
        self.assertEqual({item.uri for item in response.concepts},
                         {esco_bundle.skill_uri(number) for number in (1, 2, 9)})

    # SkillService

    def search(self, query, **arguments):
        return self.skills.SearchSkills(
            skill_service_pb2.SearchSkillsRequest(query=query, **arguments))

    def test_search_by_words_synonyms_stems_and_typos(self):
        for query, number in (("supplier invoice", 1), ("double-entry", 4), ("firewall", 25),
                              ("reconcile bnak statements", 2), (esco_bundle.skill_uri(14), 14)):
            with self.subTest(query=query):
                response = self.search(query)
                self.assertEqual(response.results[0].item.uri, esco_bundle.skill_uri(number))
        self.assertEqual(self.search("reconcile bnak statements").corrected_query,
                         "reconcile bank statements")

    def test_search_in_french_answers_in_french(self):
        response = self.search("pare-feu", language_codes=["fr"])
        self.assertEqual(response.results[0].item.preferred_label, "configurer un pare-feu")

    def test_search_shows_the_words_that_matched(self):
        label = self.search("supplier invoices").results[0].matched_label
        data = label.text.encode("utf-8")
        self.assertEqual([data[span.start_byte:span.end_byte].decode("utf-8") for span in label.spans],
                         [span.text for span in label.spans])
        self.assertTrue(label.spans)

    def test_search_filters(self):
        only_digital = concept_pb2.ConceptFilter(collections=["digital"])
        response = self.search("write tests", filter=only_digital)
        found = {result.item.uri for result in response.results}
        self.assertEqual(response.results[0].item.uri, esco_bundle.skill_uri(21))
        self.assertLessEqual(found, {esco_bundle.skill_uri(number) for number in esco_bundle.DIGITAL})
        needed = concept_pb2.ConceptFilter(
            occupations=[esco_name(esco_bundle.occupation_uri(3))],
            skill_need=concept_pb2.SKILL_NEED_ESSENTIAL)
        response = self.search("wash hands first", filter=needed)
        found = {result.item.uri for result in response.results}
        self.assertEqual(response.results[0].item.uri, esco_bundle.skill_uri(11))
        self.assertLessEqual(found, {esco_bundle.skill_uri(number) for number in (11, 12, 13)})

    def test_search_refuses_an_empty_query(self):
        status = self.assert_fails(grpc.StatusCode.INVALID_ARGUMENT, "QUERY_EMPTY",
                                   self.skills.SearchSkills,
                                   skill_service_pb2.SearchSkillsRequest(query="  "))
        bad = next(error_pb2.BadRequest.FromString(detail.value) for detail in status.details
                   if detail.type_url.endswith("google.rpc.BadRequest"))
        self.assertEqual(bad.field_violations[0].field, "query")

    def test_suggest(self):
        response = self.skills.SuggestSkills(
            skill_service_pb2.SuggestSkillsRequest(prefix="verify ven", max_suggestions=3))
        self.assertEqual(response.suggestions[0].item.uri, esco_bundle.skill_uri(1))
        self.assertEqual(response.suggestions[0].matched_label.text, "verify vendor bills")

    def test_list_related_skills(self):
        response = self.skills.ListRelatedSkills(skill_service_pb2.ListRelatedSkillsRequest(
            name=esco_name(esco_bundle.skill_uri(2)),
            relations=[skill_service_pb2.SKILL_RELATION_ESSENTIAL]))
        self.assertEqual([related.skill.uri for related in response.related_skills],
                         [esco_bundle.skill_uri(9)])

    # MappingService

    def map(self, *texts, **options):
        request = mapping_service_pb2.MapOutcomesRequest(options=mapping_pb2.MapOptions(**options))
        for index, text in enumerate(texts):
            request.outcomes.add(id=f"o{index}", text=text)
        return self.mapping.MapOutcomes(request)

    def test_map_finds_the_skill_and_says_why(self):
        response = self.map(INVOICES, HANDS, UNIT_TESTS, max_skills=3)
        self.assertEqual([mapping.outcome_id for mapping in response.mappings], ["o0", "o1", "o2"])
        self.assertEqual([mapping.matches[0].skill.uri for mapping in response.mappings],
                         [esco_bundle.skill_uri(number) for number in (1, 11, 21)])
        for mapping, text in zip(response.mappings, (INVOICES, HANDS, UNIT_TESTS)):
            self.assertLessEqual(len(mapping.matches), 3)
            self.assertEqual([match.rank for match in mapping.matches],
                             list(range(1, len(mapping.matches) + 1)))
            confidences = [match.confidence for match in mapping.matches]
            self.assertEqual(confidences, sorted(confidences, reverse=True))
            self.assertTrue(all(0 <= confidence <= 1 for confidence in confidences))
            data = text.encode("utf-8")
            for span in mapping.matches[0].evidence.spans:
                self.assertEqual(data[span.start_byte:span.end_byte].decode("utf-8"), span.text)
            self.assertTrue(mapping.matches[0].evidence.spans)
        self.assertTrue(response.model_version.startswith("minilm-l6-enfr"))

    def test_map_is_the_same_alone_in_a_batch_and_again(self):
        alone = self.map(HANDS).mappings[0]
        batch = self.map(HANDS, UNIT_TESTS, INVOICES, UNIT_TESTS).mappings
        self.assertEqual(alone, batch[0])
        self.assertEqual(batch, self.map(HANDS, UNIT_TESTS, INVOICES, UNIT_TESTS).mappings)

    def test_map_answers_a_bad_outcome_in_its_place(self):
        response = self.map(INVOICES, " ", "x" * 5000, "?!")
        self.assertFalse(response.mappings[0].HasField("error"))
        self.assertEqual([response.mappings[i].error.reason for i in (1, 2)],
                         ["TEXT_EMPTY", "TEXT_TOO_LONG"])
        self.assertEqual(response.mappings[3].no_match_reason,
                         mapping_pb2.NO_MATCH_REASON_NO_CONTENT)

    def test_map_options(self):
        french = self.map(HANDS, language_codes=["fr"]).mappings[0].matches[0].skill
        self.assertEqual(french.preferred_label, "appliquer l'hygiène des mains")
        knowledge = self.map(HANDS, skill_types=[concept_pb2.SKILL_TYPE_KNOWLEDGE]).mappings[0]
        self.assertTrue(all(match.skill.skill_type == concept_pb2.SKILL_TYPE_KNOWLEDGE
                            for match in knowledge.matches))
        sure = self.map(HANDS, min_confidence=1).mappings[0]
        self.assertEqual(sure.no_match_reason, mapping_pb2.NO_MATCH_REASON_BELOW_THRESHOLD)
        signals = self.map(HANDS, evidence_view=mapping_pb2.EVIDENCE_VIEW_FULL).mappings[0]
        self.assertTrue(signals.matches[0].evidence.signals)
        plain = self.map(HANDS, evidence_view=mapping_pb2.EVIDENCE_VIEW_NONE).mappings[0]
        self.assertFalse(plain.matches[0].HasField("evidence"))

    def test_map_commits_to_the_first_few(self):
        texts = (INVOICES, HANDS, UNIT_TESTS, "Whistle at purple mountains on a Tuesday.")
        every = self.map(*texts).mappings
        only = self.map(*texts, committed_only=True).mappings
        for whole, kept in zip(every, only):
            marks = [match.committed for match in whole.matches]
            self.assertEqual(marks, sorted(marks, reverse=True))
            self.assertLessEqual(sum(marks), 5)
            self.assertEqual(list(kept.matches), list(whole.matches)[:sum(marks)])
            self.assertEqual(kept.no_match_reason, whole.no_match_reason)
        self.assertEqual([mapping.no_match_reason for mapping in every],
                         [mapping_pb2.NO_MATCH_REASON_UNSPECIFIED] * 3 +
                         [mapping_pb2.NO_MATCH_REASON_NOTHING_FITS])
        sure = self.map(INVOICES, committed_only=True, min_confidence=1).mappings[0]
        self.assertEqual(sure.no_match_reason, mapping_pb2.NO_MATCH_REASON_BELOW_THRESHOLD)

    def test_map_refuses_no_outcomes_and_unknown_frameworks(self):
        with self.assertRaises(grpc.RpcError) as caught:
            self.map()
        self.assertEqual(caught.exception.code(), grpc.StatusCode.INVALID_ARGUMENT)
        with self.assertRaises(grpc.RpcError) as caught:
            self.map(HANDS, target_frameworks=["frameworks/none"])
        self.assertEqual(details_of(caught.exception)[1].reason, "FRAMEWORK_NOT_FOUND")

    def test_stream_answers_each_message_in_order(self):
        def requests():
            for index in range(50):
                message = mapping_service_pb2.StreamMapOutcomesRequest()
                if index == 0:
                    message.options.max_skills = 2
                for part in range(index % 3):
                    message.outcomes.add(id=f"{index}.{part}", text=(INVOICES, HANDS)[part])
                yield message
        responses = list(self.mapping.StreamMapOutcomes(requests(), timeout=programs.TIMEOUT))
        self.assertEqual(
            [[mapping.outcome_id for mapping in response.mappings] for response in responses],
            [[f"{index}.{part}" for part in range(index % 3)] for index in range(50)])
        self.assertTrue(all(len(mapping.matches) <= 2 for response in responses
                            for mapping in response.mappings))
        unary = self.map(INVOICES, max_skills=2).mappings[0]
        streamed = responses[1].mappings[0]
        streamed.outcome_id = unary.outcome_id
        self.assertEqual(streamed, unary)

    def test_align_level(self):
        request = mapping_service_pb2.AlignLevelRequest(
            title="Care aide", facts=alignment_pb2.DeclaredFacts(hours=120), language_codes=["fr"])
        for text in ("Follow the care plan under the direct supervision of a nurse.",
                     "Perform routine tasks of personal care with simple tools.",
                     "Report observations to the supervisor in short notes."):
            request.outcomes.add(text=text)
        response = self.mapping.AlignLevel(request)
        alignment = response.alignment
        self.assertEqual(response.language_code, "fr")
        self.assertEqual([level.number for level in alignment.probabilities], list(range(1, 14)))
        self.assertAlmostEqual(sum(level.probability for level in alignment.probabilities), 1,
                               places=6)
        self.assertEqual(len(alignment.categories), 6)
        self.assertFalse(alignment.HasField("abstention"), alignment.abstention.message)
        self.assertLessEqual(alignment.most_likely.number, 7)
        self.assertGreaterEqual(alignment.range.probability, 0.8)
        self.assertTrue(alignment.caveat)
        self.assertEqual(len(alignment.outcome_levels), 3)

    def test_align_level_names_the_outcome_that_is_wrong(self):
        request = mapping_service_pb2.AlignLevelRequest()
        request.outcomes.add(text="Perform routine tasks.")
        request.outcomes.add(text="")
        status = self.assert_fails(grpc.StatusCode.INVALID_ARGUMENT, "TEXT_EMPTY",
                                   self.mapping.AlignLevel, request)
        bad = next(error_pb2.BadRequest.FromString(detail.value) for detail in status.details
                   if detail.type_url.endswith("google.rpc.BadRequest"))
        self.assertEqual(bad.field_violations[0].field, "outcomes[1].text")

    # AdminService

    def test_status(self):
        status = self.admin.GetStatus(admin_service_pb2.GetStatusRequest())
        self.assertEqual(status.state, admin_service_pb2.SERVING_STATE_SERVING)
        self.assertEqual(status.generation.concept_count, 70)
        self.assertTrue(status.generation.encoder.startswith("minilm-l6-enfr"))
        self.assertEqual(len(status.generation.qualifications), 13)

    def test_reload_without_anything_newer_changes_nothing(self):
        response = self.admin.ReloadIndex(admin_service_pb2.ReloadIndexRequest())
        self.assertEqual(response.generation, response.previous_generation)

    # What every method has

    def test_deadline_is_honoured(self):
        request = mapping_service_pb2.MapOutcomesRequest()
        for _ in range(1000):
            request.outcomes.add(text=INVOICES)
        with self.assertRaises(grpc.RpcError) as caught:
            self.mapping.MapOutcomes(request, timeout=0.05)
        self.assertEqual(caught.exception.code(), grpc.StatusCode.DEADLINE_EXCEEDED)
        # The server is free again and still there.
        self.assertTrue(self.map(HANDS).mappings[0].matches)

    def test_request_id_is_given_back_with_an_error(self):
        with self.assertRaises(grpc.RpcError) as caught:
            self.skills.SearchSkills(skill_service_pb2.SearchSkillsRequest(),
                                     metadata=[("x-request-id", "test-4711")])
        status, _ = details_of(caught.exception)
        request = next(error_pb2.RequestInfo.FromString(detail.value) for detail in status.details
                       if detail.type_url.endswith("google.rpc.RequestInfo"))
        self.assertEqual(request.request_id, "test-4711")
        self.server.wait_until(lambda: "test-4711" in self.server.log(), "the request is logged")

    def test_accept_language_counts_where_the_request_is_silent(self):
        response = self.skills.SearchSkills(
            skill_service_pb2.SearchSkillsRequest(query="pare-feu"),
            metadata=[("accept-language", "de;q=0.2, fr-CA;q=0.9")])
        self.assertEqual(response.results[0].item.language_code, "fr")


if __name__ == "__main__":
    unittest.main()
