# SPDX-License-Identifier: Apache-2.0
"""Random and mutated requests to the real server: no crash, nothing INTERNAL.

tests/rpc/random_requests_test.cc sends many more within one process; these come from outside.

Half of the requests are well-formed messages with values nobody expects, half are the bytes of such
messages with some changed. Both are the same in every run; CROSSWALK_ROBUSTNESS_SEED gives others.
"""

import collections
import concurrent.futures
import os
import random
import unittest

import crosswalk_programs as programs
import esco_bundle

import grpc
from google.protobuf import descriptor
from crosswalk.v1 import (admin_service_pb2, framework_service_pb2, mapping_service_pb2,
                          mapping_service_pb2_grpc, skill_service_pb2)

REQUESTS = int(os.environ.get("CROSSWALK_ROBUSTNESS_REQUESTS", "1500"))
CALLS_AT_ONCE = 8

# What a client may get, whatever it sends.
GOOD_CODES = {
    grpc.StatusCode.OK, grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.NOT_FOUND,
    grpc.StatusCode.FAILED_PRECONDITION, grpc.StatusCode.ABORTED, grpc.StatusCode.RESOURCE_EXHAUSTED,
}

SKILL = "frameworks/esco/concepts/" + esco_bundle.skill_uri(1).rsplit("/", 1)[1]
OCCUPATION = "frameworks/esco/concepts/" + esco_bundle.occupation_uri(1).rsplit("/", 1)[1]
TEXTS = [
    "", " ", "\n\t", "a", "Verify supplier invoices against purchase orders.", "reconcile bank",
    "Vérifier les factures des fournisseurs.", "l'eau", "c++", "?!…", "\u0000", "\u202e evil", "\ufeff",
    "e\u0301" * 50, "中文 学习", "🎓🎓", "AND OR NOT ( \" * ~ : XN:esco", "-" * 300, "x" * 5000,
    "word " * 900, "a" * 70, "%s%n", "../../etc/passwd", "frameworks/", "frameworks/esco",
    "frameworks/-", "frameworks/oqf", SKILL, OCCUPATION, SKILL.upper(), SKILL + "/x",
    "frameworks/oqf/concepts/diploma-2", esco_bundle.skill_uri(1), "4311.1", "OQF-7", "digital", "en",
    "fr-CA", "zz", "x-klingon", "EN", "en-" + "a" * 40,
]
NUMBERS = [0, 1, -1, 2, 7, 100, 1000, 1001, 2**31 - 1, -(2**31)]
REALS = [0.0, -0.0, 0.5, 1.0, 1.5, -1.0, 1e300, -1e300, float("nan"), float("inf"), 5e-324]

# What fields hold in sensible requests, so that not all are refused.
USUAL = {
    "name": ["frameworks/esco", SKILL, SKILL],
    "names": [SKILL, OCCUPATION],
    "parent": ["frameworks/esco", "frameworks/oqf", SKILL, OCCUPATION],
    "frameworks": ["frameworks/esco", "frameworks/-"],
    "target_frameworks": ["frameworks/esco"],
    "collections": ["digital"],
    "groups": ["frameworks/esco/concepts/" + esco_bundle.skill_uri(101).rsplit("/", 1)[1]],
    "occupations": [OCCUPATION],
    "language_codes": ["en", "fr"],
    "language_code": ["en", "fr"],
    "page_token": [""],
    "page_size": [0, 1, 7],
    "max_suggestions": [0, 3],
    "max_skills": [0, 3],
    "min_confidence": [0.0, 0.5],
    "hours": [40.0],
    "credits": [3.0],
}

METHODS = {
    "FrameworkService/ListFrameworks": framework_service_pb2.ListFrameworksRequest,
    "FrameworkService/GetFramework": framework_service_pb2.GetFrameworkRequest,
    "FrameworkService/GetConcept": framework_service_pb2.GetConceptRequest,
    "FrameworkService/BatchGetConcepts": framework_service_pb2.BatchGetConceptsRequest,
    "FrameworkService/ListConcepts": framework_service_pb2.ListConceptsRequest,
    "SkillService/SearchSkills": skill_service_pb2.SearchSkillsRequest,
    "SkillService/SuggestSkills": skill_service_pb2.SuggestSkillsRequest,
    "SkillService/ListRelatedSkills": skill_service_pb2.ListRelatedSkillsRequest,
    "MappingService/MapOutcomes": mapping_service_pb2.MapOutcomesRequest,
    "MappingService/AlignLevel": mapping_service_pb2.AlignLevelRequest,
    "AdminService/GetStatus": admin_service_pb2.GetStatusRequest,
}
STREAM = "MappingService/StreamMapOutcomes"


class RequestMaker:
    """Random requests, the same for the same seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def text(self):
        text = self.random.choice(TEXTS)
        if self.random.random() < 0.2:
            text += self.random.choice(TEXTS)
        if self.random.random() < 0.1:
            text = "".join(chr(self.random.choice((self.random.randrange(1, 0x250),
                                                   self.random.randrange(0x3000, 0xd7ff),
                                                   self.random.randrange(0x1f300, 0x1f600))))
                           for _ in range(self.random.randrange(1, 40)))
        return text

    def value(self, field):
        if self.random.random() < 0.6 and field.name in USUAL:
            return self.random.choice(USUAL[field.name])
        if field.type == descriptor.FieldDescriptor.TYPE_STRING:
            return self.text()
        if field.type == descriptor.FieldDescriptor.TYPE_ENUM:
            return self.random.choice([*range(0, 9), 99, -1])
        if field.type == descriptor.FieldDescriptor.TYPE_DOUBLE:
            return self.random.choice(REALS)
        if field.type == descriptor.FieldDescriptor.TYPE_BOOL:
            return self.random.random() < 0.5
        return self.random.choice(NUMBERS)

    def fill(self, message):
        for field in message.DESCRIPTOR.fields:
            if self.random.random() < 0.4:
                continue
            repeated = field.label == descriptor.FieldDescriptor.LABEL_REPEATED
            count = self.random.choice((1, 1, 1, 2, 3, 6)) if repeated else 1
            for _ in range(count):
                if field.message_type is not None:
                    part = (getattr(message, field.name).add() if repeated
                            else getattr(message, field.name))
                    self.fill(part)
                elif repeated:
                    getattr(message, field.name).append(self.value(field))
                else:
                    setattr(message, field.name, self.value(field))
        return message

    def mutated(self, data):
        data = bytearray(data)
        for _ in range(self.random.randrange(1, 6)):
            kind = self.random.randrange(4)
            at = self.random.randrange(len(data) + 1)
            if kind == 0:
                data[at:at] = bytes(self.random.randrange(256)
                                    for _ in range(self.random.randrange(1, 9)))
            elif kind == 1:
                del data[at:at + self.random.randrange(1, 9)]
            elif kind == 2:
                del data[at:]
            elif at < len(data):
                data[at] = self.random.randrange(256)
        return bytes(data)

    def request(self, message_class):
        data = self.fill(message_class()).SerializeToString()
        return self.mutated(data) if self.random.random() < 0.5 else data


class RobustnessTest(unittest.TestCase):
    def test_no_request_brings_the_server_down_or_is_internal(self):
        server = programs.Server(self, programs.shared_home())
        channel = grpc.insecure_channel(server.address,
                                        options=[("grpc.max_receive_message_length", -1)])
        self.addCleanup(channel.close)
        seed = int(os.environ.get("CROSSWALK_ROBUSTNESS_SEED", "20"))
        maker = RequestMaker(seed)
        jobs = []
        for _ in range(REQUESTS):
            method = maker.random.choice([*METHODS, STREAM])
            if method == STREAM:
                jobs.append((method, [maker.request(mapping_service_pb2.StreamMapOutcomesRequest)
                                      for _ in range(maker.random.randrange(0, 4))]))
            else:
                jobs.append((method, maker.request(METHODS[method])))

        def call(job):
            method, request = job
            path = "/crosswalk.v1." + method
            try:
                if method == STREAM:
                    list(channel.stream_stream(path)(iter(request), timeout=programs.TIMEOUT))
                else:
                    channel.unary_unary(path)(request, timeout=programs.TIMEOUT)
            except grpc.RpcError as error:
                return error.code(), error.details()
            return grpc.StatusCode.OK, ""

        codes = collections.Counter()
        with concurrent.futures.ThreadPoolExecutor(CALLS_AT_ONCE) as pool:
            for job, (code, details) in zip(jobs, pool.map(call, jobs)):
                codes[job[0], code] += 1
                self.assertIn(code, GOOD_CODES, f"seed {seed}, {job}: {details}\n{server.log()[-2000:]}")
        # Were nothing or everything refused, the requests would test little.
        for method in [*METHODS, STREAM]:
            self.assertGreater(codes[method, grpc.StatusCode.OK], 0, method)
        self.assertGreater(sum(count for (_, code), count in codes.items()
                               if code == grpc.StatusCode.INVALID_ARGUMENT), REQUESTS // 10)
        self.assertIsNone(server.process.poll())
        request = mapping_service_pb2.MapOutcomesRequest()
        request.outcomes.add(text="Verify supplier invoices against purchase orders.")
        answer = mapping_service_pb2_grpc.MappingServiceStub(channel).MapOutcomes(request)
        self.assertEqual(answer.mappings[0].matches[0].skill.uri, esco_bundle.skill_uri(1))


if __name__ == "__main__":
    unittest.main()
