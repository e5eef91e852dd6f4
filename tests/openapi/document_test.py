# SPDX-License-Identifier: Apache-2.0
"""The real document: valid, well made, complete, its examples true to its schemas."""

import json
import os
import pathlib
import re
import shlex
import tomllib
import unittest

import jsonschema
import lint
import openapi_spec_validator
from schema_check import Schemas

FOLDER = pathlib.Path(os.environ["CROSSWALK_TEST_OPENAPI"])
API = json.loads((FOLDER / "openapi.json").read_text(encoding="utf-8"))
REPOSITORY = pathlib.Path(__file__).parents[2]
SDK = REPOSITORY / "tools/sdk"
RULES = json.loads((REPOSITORY / "proto/crosswalk/v1/http_rules.json").read_text(encoding="utf-8"))


class DocumentTest(unittest.TestCase):
    def test_it_is_openapi_3_1(self):
        self.assertEqual(API["openapi"], "3.1.0")
        openapi_spec_validator.validate(API)

    def test_packages_have_its_version(self):
        with (SDK / "python/pyproject.toml").open("rb") as stream:
            python = tomllib.load(stream)["project"]["version"]
        node = json.loads((SDK / "typescript/package.json").read_text(encoding="utf-8"))["version"]
        self.assertEqual((python, node), (API["info"]["version"],) * 2)
        self.assertIn(f'__version__ = "{python}"',
                      (SDK / "python/src/crosswalk/__init__.py").read_text(encoding="utf-8"))

    def test_packages_have_every_method(self):
        python = (SDK / "python/src/crosswalk/client.py").read_text(encoding="utf-8")
        typescript = (SDK / "typescript/src/client.ts").read_text(encoding="utf-8")
        for _, service, name in {tuple(rule["selector"].rsplit(".", 2))
                                 for rule in RULES["http"]["rules"]}:
            if service == "AdminService" and name != "GetStatus":
                continue  # For the operator, who has the command line.
            name = name.replace("StreamMapOutcomes", "MapStream")
            snake = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
            with self.subTest(name):
                self.assertRegex(python, rf"    def {snake}\(")
                self.assertRegex(typescript, rf"\n  (async )?\*?{name[0].lower()}{name[1:]}\(")

    def test_nothing_is_amiss(self):
        self.assertEqual(lint.findings(API), [])

    def test_every_rule_has_an_operation(self):
        bindings = sum(1 + len(rule.get("additional_bindings", [])) for rule in RULES["http"]["rules"])
        self.assertEqual(len(list(lint.operations(API))), bindings)
        called = {operation["x-grpc-method"] for _, _, operation in lint.operations(API)}
        self.assertEqual(called, {rule["selector"] for rule in RULES["http"]["rules"]})

    def test_every_operation_has_an_example(self):
        self.assertEqual([operation["operationId"] for _, _, operation in lint.operations(API)
                          if not operation.get("x-codeSamples")], [])

    def test_every_operation_lists_errors_of_its_own(self):
        for _, _, operation in lint.operations(API):
            with self.subTest(operation["operationId"]):
                self.assertIn("INTERNAL", operation["responses"]["500"]["x-reasons"])
                self.assertIn("FIELD_REQUIRED", operation["responses"]["400"]["x-reasons"])

    def test_examples_are_true_to_the_schemas(self):
        schemas = Schemas(API)
        count = 0
        for _, _, operation in lint.operations(API):
            for part in (operation.get("requestBody", {}), *operation["responses"].values()):
                for content in part.get("content", {}).values():
                    for example in content.get("examples", {}).values():
                        schemas.check(content["schema"], example["value"])
                        count += 1
        self.assertGreater(count, 50)

    def test_code_samples_are_command_lines(self):
        for _, verb, operation in lint.operations(API):
            for sample in operation["x-codeSamples"]:
                with self.subTest(operation["operationId"], sample=sample["label"]):
                    program, *words = shlex.split(sample["source"].replace("\\\n", " "))
                    self.assertEqual(program, "curl")
                    data = words[words.index("--data-binary") + 1] if "--data-binary" in words else ""
                    sent = words[words.index("-X") + 1] if "-X" in words else "POST" if data else "GET"
                    self.assertEqual(sent, verb.upper())
                    if "Content-Type: application/json" in words:
                        json.loads(data)
                    self.assertEqual(len([each for each in words
                                          if each.startswith("http://localhost:8080/v1/")]), 1)

    def test_what_a_oneof_says(self):
        schemas = Schemas(API)
        request = {"$ref": "#/components/schemas/AnalyzeGapRequest"}
        schemas.check(request, {"occupation": "a"})
        with self.assertRaises(jsonschema.ValidationError):
            schemas.check(request, {"occupation": "a", "qualification": "b"})

    def test_schemas_refuse_what_is_wrong(self):
        schemas = Schemas(API)
        outcome = {"$ref": "#/components/schemas/Outcome"}
        schemas.check(outcome, {"text": "Weld."})
        for wrong in ({"text": 3}, {"id": "a"}, {"text": "a" * 4097}):
            with self.subTest(wrong=str(wrong)[:40]), self.assertRaises(jsonschema.ValidationError):
                schemas.check(outcome, wrong)


if __name__ == "__main__":
    unittest.main()
