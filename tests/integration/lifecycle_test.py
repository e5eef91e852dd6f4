# SPDX-License-Identifier: Apache-2.0
"""Starting, reloading, ending and failing of a server."""

import signal
import subprocess
import threading
import unittest

import crosswalk_programs as programs
import esco_bundle

import grpc
from crosswalk.v1 import (admin_service_pb2, admin_service_pb2_grpc,
                          framework_service_pb2, framework_service_pb2_grpc, mapping_service_pb2,
                          mapping_service_pb2_grpc)

OUTCOME = "Verify supplier invoices against purchase orders."


class LifecycleTest(unittest.TestCase):
    def setUp(self):
        self.folder = programs.ScratchFolder(self).path
        self.home = programs.copy_of_shared_home(self.folder)

    def serve(self, *options):
        server = programs.Server(self, self.home, *options)
        self.channel = grpc.insecure_channel(server.address)
        self.addCleanup(self.channel.close)
        self.admin = admin_service_pb2_grpc.AdminServiceStub(self.channel)
        self.mapping = mapping_service_pb2_grpc.MappingServiceStub(self.channel)
        return server

    def status(self):
        return self.admin.GetStatus(admin_service_pb2.GetStatusRequest(), wait_for_ready=True,
                                    timeout=programs.TIMEOUT)

    def build_second_generation(self):
        """English only, so that answers differ; quick, since vectors are taken over."""
        english = esco_bundle.write_folder(self.folder / "esco-v1.2.1", esco_bundle.english_files())
        programs.build(self.home, [english])

    def flip(self, path):
        """Flips one bit in the middle, where no length or magic number gives it away."""
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 0x20
        path.write_bytes(data)

    def languages(self):
        stub = framework_service_pb2_grpc.FrameworkServiceStub(self.channel)
        response = stub.GetFramework(
            framework_service_pb2.GetFrameworkRequest(name="frameworks/esco"))
        return list(response.framework.language_codes)

    def test_reload_by_request_and_by_sighup(self):
        server = self.serve()
        first = self.status().generation.id
        self.build_second_generation()
        self.assertEqual(self.status().generation.id, first)  # Publishing alone swaps nothing.
        answer = self.admin.ReloadIndex(admin_service_pb2.ReloadIndexRequest())
        self.assertEqual(answer.previous_generation, first)
        second = self.status().generation.id
        self.assertEqual(answer.generation, second)
        self.assertNotEqual(second, first)
        self.assertEqual(self.languages(), ["en"])
        programs.build(self.home, [self.folder / "esco-v1.2.1"])
        server.signal(signal.SIGHUP)
        server.wait_until(lambda: self.status().generation.id != second, "SIGHUP reloads")

    def test_requests_in_flight_finish_on_the_old_generation(self):
        self.serve()
        first = self.status().generation.id
        asked = threading.Semaphore(0)

        def requests():
            for index in range(40):
                if index > 20:
                    asked.acquire()
                message = mapping_service_pb2.StreamMapOutcomesRequest()
                message.outcomes.add(text=OUTCOME)
                yield message

        generations = []
        reloaded = False
        for response in self.mapping.StreamMapOutcomes(requests(), timeout=programs.TIMEOUT):
            generations.append(response.generation)
            if not reloaded:
                self.build_second_generation()
                self.admin.ReloadIndex(admin_service_pb2.ReloadIndexRequest())
                reloaded = True
            asked.release(20)
        self.assertEqual(generations, [first] * 40)
        self.assertNotEqual(self.status().generation.id, first)

    def test_a_damaged_generation_is_refused_on_reload(self):
        server = self.serve()
        first = self.status().generation.id
        self.build_second_generation()
        files = sorted(path for path in programs.generation_folder(self.home).rglob("*")
                       if path.is_file())
        self.assertGreater(len(files), 8)
        for path in files:
            with self.subTest(file=path.name):
                self.flip(path)
                with self.assertRaises(grpc.RpcError) as caught:
                    self.admin.ReloadIndex(admin_service_pb2.ReloadIndexRequest())
                self.assertEqual(caught.exception.code(), grpc.StatusCode.DATA_LOSS)
                status = self.status()
                self.assertEqual(status.generation.id, first)
                self.assertEqual(status.state, admin_service_pb2.SERVING_STATE_SERVING)
                self.assertTrue(status.last_reload_error)
                self.flip(path)
        self.flip(files[0])
        server.signal(signal.SIGHUP)
        server.wait_until(lambda: '"cause":"SIGHUP"' in server.log(), "SIGHUP is logged")
        request = mapping_service_pb2.MapOutcomesRequest()
        request.outcomes.add(text=OUTCOME)
        response = self.mapping.MapOutcomes(request)
        self.assertEqual(response.generation, first)
        self.assertTrue(response.mappings[0].matches)
        self.flip(files[0])
        self.admin.ReloadIndex(admin_service_pb2.ReloadIndexRequest())
        self.assertNotEqual(self.status().generation.id, first)

    def test_a_server_without_a_usable_index_says_so_and_ends(self):
        for damage in ("missing", "damaged"):
            with self.subTest(damage=damage):
                home = self.folder / "nowhere" if damage == "missing" else self.home
                if damage == "damaged":
                    self.flip(programs.generation_folder(self.home) / "labels.bin")
                result = subprocess.run(
                    [programs.SERVER, "--index", str(home), "--port", "0"], capture_output=True,
                    text=True, timeout=programs.TIMEOUT)
                self.assertEqual(result.returncode, 1, result.stderr)
                self.assertIn("INDEX_", result.stderr)

    def test_sigterm_while_a_stream_runs(self):
        server = self.serve()
        first_answer = threading.Event()

        def requests():
            for index in range(100000):
                if index > 10:
                    first_answer.wait(programs.TIMEOUT)
                message = mapping_service_pb2.StreamMapOutcomesRequest()
                message.outcomes.add(text=OUTCOME)
                yield message

        answers = 0
        with self.assertRaises(grpc.RpcError) as caught:
            for response in self.mapping.StreamMapOutcomes(requests(), timeout=programs.TIMEOUT):
                self.assertEqual(len(response.mappings), 1)
                answers += 1
                if answers == 5:
                    server.signal(signal.SIGTERM)
                    first_answer.set()
        self.assertGreaterEqual(answers, 5)
        self.assertIn(caught.exception.code(),
                      (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED))
        self.assertEqual(server.process.wait(programs.TIMEOUT), 0)

    def test_sigterm_at_rest_ends_well(self):
        server = self.serve()
        self.status()
        self.assertEqual(server.terminate(), 0)

    def test_killed_server_starts_again(self):
        server = self.serve()
        first = self.status().generation.id
        server.signal(signal.SIGKILL)
        server.process.wait(programs.TIMEOUT)
        server = self.serve()
        self.assertEqual(self.status().generation.id, first)
        self.assertEqual(programs.verify(self.home).returncode, 0)

    def test_wrong_flags_are_a_usage_error(self):
        result = subprocess.run([programs.SERVER, "--no-such-flag"], capture_output=True, text=True,
                                timeout=programs.TIMEOUT)
        self.assertEqual(result.returncode, 2)
        self.assertIn("--no-such-flag", result.stderr)


if __name__ == "__main__":
    unittest.main()
