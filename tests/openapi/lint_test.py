# SPDX-License-Identifier: Apache-2.0
"""Each rule of lint.py finds what it is there for."""

import copy
import unittest

import lint

GOOD = {
    "openapi": "3.1.0",
    "info": {"title": "T", "version": "1", "description": "D", "license": {"name": "L"},
             "contact": {"name": "C"}},
    "servers": [{"url": "/"}],
    "tags": [{"name": "Books", "description": "Books."}],
    "paths": {"/v1/books/{book}": {"get": {
        "operationId": "getBook", "tags": ["Books"], "summary": "Answers a book",
        "description": "It answers a book.",
        "parameters": [{"name": "book", "in": "path", "required": True, "description": "Which.",
                        "schema": {"type": "string"}}],
        "responses": {
            "200": {"description": "It.", "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/Book"}}}},
            "404": {"description": "None.", "content": {"application/json": {"schema": {}}}}}}}},
    "components": {"schemas": {"Book": {
        "type": "object", "description": "A book.", "required": ["name"],
        "properties": {"name": {"type": "string", "description": "Its name."}}}}},
}


class LintTest(unittest.TestCase):
    def setUp(self):
        self.api = copy.deepcopy(GOOD)
        self.operation = self.api["paths"]["/v1/books/{book}"]["get"]
        self.book = self.api["components"]["schemas"]["Book"]

    def assert_finds(self, text):
        found = lint.findings(self.api)
        self.assertTrue(any(text in finding for finding in found), found)

    def test_a_good_document_has_no_findings(self):
        self.assertEqual(lint.findings(self.api), [])

    def test_info(self):
        del self.api["info"]["license"]
        self.assert_finds("no license")

    def test_undeclared_tag(self):
        self.operation["tags"] = ["Films"]
        self.assert_finds("undeclared tag 'Films'")

    def test_operation_without_name(self):
        self.operation["operationId"] = "get book"
        self.assert_finds("no name in camel case")

    def test_operation_ids_are_unique(self):
        self.api["paths"]["/v1/films/{book}"] = {"get": self.operation}
        self.assert_finds("getBook is there twice")

    def test_summary(self):
        self.operation["summary"] = "Answers a book."
        self.assert_finds("full stop")

    def test_body_of_a_get(self):
        self.operation["requestBody"] = {"content": {}}
        self.assert_finds("a get with a body")

    def test_paths_that_look_the_same(self):
        self.api["paths"]["/v1/books/{name}"] = {}
        self.assert_finds("cannot be told apart")

    def test_parameters_of_the_path(self):
        self.operation["parameters"] = []
        self.assert_finds("does not declare the parameters of its path")

    def test_parameter_without_description(self):
        del self.operation["parameters"][0]["description"]
        self.assert_finds("the parameter book has no description")

    def test_responses(self):
        del self.operation["responses"]["404"]
        self.assert_finds("no error of the client")

    def test_member_without_description(self):
        del self.book["properties"]["name"]["description"]
        self.assert_finds("Book.name has no description")

    def test_required_member_that_is_not_there(self):
        self.book["required"] = ["title"]
        self.assert_finds("requires title")

    def test_reference_to_nothing(self):
        self.book["properties"]["author"] = {"$ref": "#/components/schemas/Author"}
        self.assert_finds("Author leads nowhere")

    def test_unused_component(self):
        self.api["components"]["schemas"]["Film"] = {"description": "A film."}
        self.assert_finds("schemas/Film is not used")


if __name__ == "__main__":
    unittest.main()
