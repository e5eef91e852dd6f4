# SPDX-License-Identifier: Apache-2.0
"""A client without any generated code: it learns the API from the server's reflection.

Speaks grpc.reflection.v1alpha, whose messages it declares itself, since Debian has no package of
them for Python.
"""

import unittest

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

import crosswalk_programs as programs

SERVICES = {"crosswalk.v1.AdminService", "crosswalk.v1.FrameworkService",
            "crosswalk.v1.MappingService", "crosswalk.v1.SkillService"}


def reflection_messages():
    """The few messages of the reflection protocol that the client needs."""
    file = descriptor_pb2.FileDescriptorProto(
        name="reflection_for_test.proto", package="grpc.reflection.v1alpha", syntax="proto3")

    def message(name, *fields):
        declared = file.message_type.add(name=name)
        for number, field, kind, label, type_name in fields:
            declared.field.add(name=field, number=number, type=kind, label=label,
                               type_name=type_name)

    string, data, submessage = 9, 12, 11
    one, many = 1, 3
    package = ".grpc.reflection.v1alpha."
    message("ServerReflectionRequest", (1, "host", string, one, None),
            (3, "file_by_filename", string, one, None),
            (4, "file_containing_symbol", string, one, None),
            (7, "list_services", string, one, None))
    message("ServerReflectionResponse",
            (4, "file_descriptor_response", submessage, one, package + "FileDescriptorResponse"),
            (6, "list_services_response", submessage, one, package + "ListServiceResponse"))
    message("FileDescriptorResponse", (1, "file_descriptor_proto", data, many, None))
    message("ListServiceResponse", (1, "service", submessage, many, package + "ServiceResponse"))
    message("ServiceResponse", (1, "name", string, one, None))
    # Presence tells which of the questions is asked, as the protocol's oneof does.
    request = file.message_type[0]
    request.oneof_decl.add(name="message_request")
    for field in request.field[1:]:
        field.oneof_index = 0
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    factory = message_factory.MessageFactory(pool)
    return [factory.GetPrototype(pool.FindMessageTypeByName("grpc.reflection.v1alpha." + name))
            for name in ("ServerReflectionRequest", "ServerReflectionResponse")]


class ReflectedServer:
    """Calls methods by name with dictionaries of fields, knowing nothing beforehand."""

    def __init__(self, channel):
        self.channel = channel
        self.request, self.response = reflection_messages()
        self.pool = descriptor_pool.DescriptorPool()
        self.known = set()
        self.factory = message_factory.MessageFactory(self.pool)

    def ask(self, **question):
        call = self.channel.stream_stream(
            "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
            request_serializer=self.request.SerializeToString,
            response_deserializer=self.response.FromString)
        return next(call(iter([self.request(**question)]), timeout=programs.TIMEOUT))

    def services(self):
        answer = self.ask(list_services="*").list_services_response
        return {service.name for service in answer.service}

    def learn(self, **question):
        for data in self.ask(**question).file_descriptor_response.file_descriptor_proto:
            file = descriptor_pb2.FileDescriptorProto.FromString(data)
            if file.name in self.known:
                continue
            self.known.add(file.name)
            for dependency in file.dependency:
                if dependency not in self.known:
                    self.learn(file_by_filename=dependency)
            self.pool.Add(file)

    def method(self, service, name):
        self.learn(file_containing_symbol=service)
        return self.pool.FindServiceByName(service).FindMethodByName(name)

    def call(self, service, name, fields=None):
        method = self.method(service, name)
        request = self.factory.GetPrototype(method.input_type)
        response = self.factory.GetPrototype(method.output_type)
        unary = self.channel.unary_unary(f"/{service}/{name}",
                                         request_serializer=request.SerializeToString,
                                         response_deserializer=response.FromString)
        return unary(request(**(fields or {})), timeout=programs.TIMEOUT)


class ReflectionTest(unittest.TestCase):
    def setUp(self):
        self.server = programs.Server(self, programs.shared_home())
        channel = grpc.insecure_channel(self.server.address)
        self.addCleanup(channel.close)
        self.reflected = ReflectedServer(channel)

    def test_all_services_are_listed(self):
        services = self.reflected.services()
        self.assertLessEqual(SERVICES, services)
        self.assertIn("grpc.health.v1.Health", services)

    def test_every_method_of_every_service_is_described(self):
        methods = set()
        for service in SERVICES:
            self.reflected.learn(file_containing_symbol=service)
            for method in self.reflected.pool.FindServiceByName(service).methods:
                methods.add(method.full_name.removeprefix("crosswalk.v1."))
                self.assertTrue(method.input_type.name.endswith("Request"))
        self.assertEqual(methods, {
            "FrameworkService.ListFrameworks", "FrameworkService.GetFramework",
            "FrameworkService.GetConcept", "FrameworkService.BatchGetConcepts",
            "FrameworkService.ListConcepts", "SkillService.SearchSkills",
            "SkillService.SuggestSkills", "SkillService.ListRelatedSkills",
            "MappingService.MapOutcomes", "MappingService.StreamMapOutcomes",
            "MappingService.AlignLevel", "AdminService.GetStatus", "AdminService.ReloadIndex",
            "AdminService.RebuildCatalogue"})

    def test_outcomes_are_mapped_and_aligned(self):
        outcomes = [{"id": "a", "text": "Verify supplier invoices against purchase orders."}]
        mapped = self.reflected.call("crosswalk.v1.MappingService", "MapOutcomes",
                                     {"outcomes": outcomes})
        best = mapped.mappings[0].matches[0]
        self.assertEqual(best.skill.preferred_label, "check supplier invoices")
        aligned = self.reflected.call("crosswalk.v1.MappingService", "AlignLevel",
                                      {"outcomes": outcomes})
        self.assertEqual(len(aligned.alignment.probabilities), 13)

    def test_skills_are_searched_and_frameworks_listed(self):
        found = self.reflected.call("crosswalk.v1.SkillService", "SearchSkills", {"query": "payroll"})
        self.assertEqual(found.results[0].item.preferred_label, "run the payroll")
        listed = self.reflected.call("crosswalk.v1.FrameworkService", "ListFrameworks")
        self.assertEqual([framework.name for framework in listed.frameworks],
                         ["frameworks/esco", "frameworks/oqf"])

    def test_health_is_answered(self):
        # gRPC's own health service is listed but has no descriptor; its messages are one field each.
        check = self.reflected.channel.unary_unary("/grpc.health.v1.Health/Check")
        for service in (b"", b"crosswalk.v1.MappingService"):
            request = b"\x0a" + bytes([len(service)]) + service
            self.assertEqual(check(request, timeout=programs.TIMEOUT), b"\x08\x01")  # SERVING


if __name__ == "__main__":
    unittest.main()
