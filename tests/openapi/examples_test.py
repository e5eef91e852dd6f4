# SPDX-License-Identifier: Apache-2.0
"""Every example of the document, sent to the real server, and its answers held to the schemas."""

import http.client
import json
import os
import pathlib
import unittest
import urllib.parse

import crosswalk_programs as programs
import examples
import lint
from schema_check import Schemas

FOLDER = pathlib.Path(os.environ["CROSSWALK_TEST_OPENAPI"])
API = json.loads((FOLDER / "openapi.json").read_text(encoding="utf-8"))
EXAMPLES = pathlib.Path(examples.__file__).parent / "examples"
OPERATIONS = {operation["operationId"]: (verb, path, operation)
              for path, verb, operation in lint.operations(API)}


class ExamplesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = unittest.TestCase()
        folder = programs.ScratchFolder(cls.holder).path
        port_file = folder / "http-port"
        cls.server = programs.Server(cls.holder, programs.shared_home(), "--registry",
                                     str(folder / "registry.db"),
                                     "--http-port-file", str(port_file))
        cls.server.wait_until(port_file.exists, "it answers HTTP")
        cls.connection = http.client.HTTPConnection("127.0.0.1", int(port_file.read_text()),
                                                    timeout=programs.TIMEOUT)
        cls.schemas = Schemas(API, closed=True)
        for name, query in (("published", "?options.publish=true"), ("drafts", "")):
            text = (EXAMPLES / "catalogue" / f"{name}.jsonl").read_bytes()
            status, _, answer = cls.send("POST", "/v1/credentials:import" + query, text,
                                         {"Content-Type": "application/octet-stream"})
            assert status == 200 and '"failed"' not in answer, answer
        cls.server.wait_until(cls.searches_find_everything, "the published credentials are found")

    @classmethod
    def tearDownClass(cls):
        cls.connection.close()
        cls.holder.doCleanups()

    @classmethod
    def searches_find_everything(cls):
        _, _, answer = cls.send("GET", "/v1/credentials:search?pageSize=1&skipFacets=true")
        return json.loads(answer).get("totalSize") == 5

    @classmethod
    def send(cls, verb, target, body=None, headers=None):
        cls.connection.request(verb, target, body, headers or {})
        response = cls.connection.getresponse()
        return response.status, response.headers, response.read().decode("utf-8")

    def call(self, operation_id, request):
        verb, path, _ = OPERATIONS[operation_id]
        text = examples.body_text(request)
        headers = dict(request.get("headers", {}))
        if text is not None:
            headers["Content-Type"] = examples.media_type(request)
        return self.send(verb.upper(), examples.url(path, request),
                         None if text is None else text.encode("utf-8"), headers)

    def check(self, operation_id, status, headers, text):
        """Holds an answer to what the document says of it; gives its messages."""
        response = OPERATIONS[operation_id][2]["responses"][str(status)]
        media_type = headers.get_content_type()
        messages = ([json.loads(line) for line in text.splitlines()]
                    if media_type == "application/x-ndjson" else [json.loads(text)])
        for message in messages:
            self.schemas.check(response["content"][media_type]["schema"], message)
        for name in response["headers"]:
            if name != "Retry-After":
                self.assertIn(name, headers)
        if status >= 400:
            self.assertIn(messages[0]["error"]["details"][0]["reason"], response["x-reasons"])
        return messages

    def test_every_example(self):
        # Those that only read first, so that they find what was imported and nothing else.
        order = sorted(examples.load(EXAMPLES),
                       key=lambda each: OPERATIONS[each["operation"]][0] != "get")
        for example in order:
            with self.subTest(example["name"]):
                status, headers, text = self.call(example["operation"], example["request"])
                self.assertEqual(status, example["response"]["status"], text)
                messages = self.check(example["operation"], status, headers, text)
                expected = example["response"].get("lines") or [example["response"]["body"]]
                self.assert_excerpt(expected, messages, set(example.get("varying", [])), "")

    def assert_excerpt(self, expected, actual, varying, place):
        if isinstance(expected, dict):
            for name, value in expected.items():
                self.assertIn(name, actual, place)
                if name in varying:
                    self.assertEqual(type(actual[name]), type(value), f"{place}.{name}")
                else:
                    self.assert_excerpt(value, actual[name], varying, f"{place}.{name}")
        elif isinstance(expected, list):
            self.assertGreaterEqual(len(actual), len(expected), place)
            for index, value in enumerate(expected):
                self.assert_excerpt(value, actual[index], varying, f"{place}[{index}]")
        else:
            self.assertEqual(actual, expected, place)

    def test_an_upload_as_a_form(self):
        boundary = "file-boundary"
        body = (f"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; "
                "filename=\"winter.csv\"\r\nContent-Type: text/csv\r\n\r\n"
                f"title,outcome\nForms,Fill in a form.\n\r\n--{boundary}--\r\n")
        query = "options.suggestions=SUGGESTION_MODE_NONE&options.defaultIssuer.id=maple"
        status, headers, text = self.send(
            "POST", f"/v1/credentials:import?{query}", body.encode("utf-8"),
            {"Content-Type": f"multipart/form-data; boundary={boundary}"})
        self.assertEqual(status, 200, text)
        messages = self.check("importCredentials", status, headers, text)
        self.assertEqual(messages[-1]["summary"]["created"], 1)

    def test_what_the_client_has_is_not_sent_again(self):
        _, path, _ = OPERATIONS["listFrameworks"]
        _, headers, _ = self.send("GET", path)
        status, _, text = self.send("GET", path, headers={"If-None-Match": headers["ETag"]})
        self.assertEqual((status, text), (304, ""))
        self.assertIn("304", OPERATIONS["listFrameworks"][2]["responses"])

    def test_pages_of_all_skills_are_true_to_the_schemas(self):
        query, count = {"pageSize": 7, "view": "CONCEPT_VIEW_FULL"}, 0
        while True:
            request = {"path": {"framework": "esco"}, "query": query}
            status, headers, text = self.call("listConcepts", request)
            (page,) = self.check("listConcepts", status, headers, text)
            count += len(page["concepts"])
            if not page.get("nextPageToken"):
                break
            query["pageToken"] = page["nextPageToken"]
        self.assertEqual(count, page["totalSize"])

    def test_full_answers_are_true_to_the_schemas(self):
        outcomes = [{"id": str(number), "text": text} for number, text in enumerate(
            ("Reconcile bank statements.", "Écrire des tests unitaires.", "...", ""))]
        for name, body in (
                ("mapOutcomes", {"outcomes": outcomes, "context": {"siblingOutcomes": True},
                                 "options": {"evidenceView": "EVIDENCE_VIEW_FULL"}}),
                ("alignLevel", {"outcomes": outcomes[:2], "thorough": True,
                                "facts": {"hours": 40, "issuerType": "ISSUER_TYPE_COLLEGE"}})):
            with self.subTest(name):
                status, headers, text = self.call(name, {"body": body})
                self.assertEqual(status, 200, text)
                self.check(name, status, headers, text)

    def test_the_server_serves_the_document_and_the_page(self):
        for path, name, kind in (("/v1/openapi.json", "openapi.json", "application/json"),
                                 ("/v1/docs", "reference.html", "text/html"),
                                 ("/v1/docs/reference.css", "reference.css", "text/css")):
            with self.subTest(path):
                status, headers, text = self.send("GET", path)
                self.assertEqual((status, headers.get_content_type()), (200, kind))
                self.assertEqual(text, (FOLDER / name).read_text(encoding="utf-8"))
        status, headers, _ = self.send("GET", "/v1/docs")
        self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
        # The page names its style by a path relative to its own.
        self.assertEqual(urllib.parse.urljoin("/v1/docs", "docs/reference.css"),
                         "/v1/docs/reference.css")


if __name__ == "__main__":
    unittest.main()
