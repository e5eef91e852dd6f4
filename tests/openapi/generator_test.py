# SPDX-License-Identifier: Apache-2.0
"""A small API of its own through the generator."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import descriptors
import document
import error_reasons
import http_rules
import responses

PROTO = """
syntax = "proto3";
package crosswalk.v1;
import "google/protobuf/duration.proto";
import "google/protobuf/field_mask.proto";

// ShelfService keeps books.
//
// Errors that every method has: UNAVAILABLE `SHELF_BUSY`.
service ShelfService {
  // GetBook answers one book.
  // Errors: NOT_FOUND `BOOK_NOT_FOUND`.
  rpc GetBook(GetBookRequest) returns (GetBookResponse);
  // UpdateBook changes a book.
  // Errors: those of GetBook; ABORTED `ETAG_MISMATCH`.
  rpc UpdateBook(UpdateBookRequest) returns (GetBookResponse);
  // CopyBooks copies books.
  rpc CopyBooks(stream CopyBooksRequest) returns (stream GetBookResponse);
}
// ErrorInfo, BadRequest and so on are as in the real API.
message ErrorInfo { string reason = 1; }
// See there.
message BadRequest { string field = 1; }
// See there.
message RetryInfo { google.protobuf.Duration retry_delay = 1; }
// See there.
message RequestInfo { string request_id = 1; }
// Book is one.
message Book {
  // Resource name, `shelves/{shelf}/books/{book}`.
  string name = 1;
  // Its etag.
  string etag = 2;
  // Its number of letters.
  int64 letter_count = 3;
  // Its kind.
  Kind kind = 4;
  // Titles by language.
  map<string, string> title = 5;
  // Books like it.
  repeated Book similar_books = 6;
  // The pages.
  bytes content = 7;
  // Time to read it.
  google.protobuf.Duration reading_time = 8;
}
// Kind is what it is.
enum Kind {
  // Not said.
  KIND_UNSPECIFIED = 0;
  // A novel.
  KIND_NOVEL = 1;
}
// Filter keeps some.
message Filter {
  // Kinds; at most 3.
  repeated Kind kinds = 1;
  // Columns by heading.
  map<string, string> columns = 2;
}
// GetBookRequest names a book.
message GetBookRequest {
  // What to find it by.
  oneof key {
    // Resource name. Required.
    string name = 1;
    // Its ISBN.
    string isbn = 2;
  }
  // What to keep.
  Filter filter = 3;
  // Wished languages; at most 10.
  repeated string language_codes = 4;
}
// GetBookResponse is a book.
message GetBookResponse {
  // The book.
  Book book = 1;
}
// UpdateBookRequest is a change.
message UpdateBookRequest {
  // The book.
  Book book = 1;
  // What to change.
  google.protobuf.FieldMask update_mask = 2;
}
// CopyBooksRequest is some.
message CopyBooksRequest {
  // Names. Required.
  repeated string book_names = 1;
}
"""

RULES = {"http": {"rules": [
    {"selector": "crosswalk.v1.ShelfService.GetBook", "get": "/v1/{name=shelves/*/books/*}",
     "additional_bindings": [{"get": "/v1/books:find"}, {"post": "/v1/books:find", "body": "*"}]},
    {"selector": "crosswalk.v1.ShelfService.UpdateBook",
     "patch": "/v1/{book.name=shelves/*/books/*}", "body": "book"},
    {"selector": "crosswalk.v1.ShelfService.CopyBooks", "post": "/v1/books:copy", "body": "*"}]}}


def reasons_table():
    shell = (responses.SHELL_READ + responses.SHELL_BODY + responses.SHELL_CHANGE
             + responses.SHELL_ETAG + responses.FIELDS)
    rows = [("BOOK_NOT_FOUND", "NOT_FOUND", "There is none."),
            ("SHELF_BUSY", "UNAVAILABLE", "Somebody is there."),
            ("ETAG_MISMATCH", "ABORTED", "It was changed.")]
    rows += [(name, code, "Too large (413)." if name == "REQUEST_TOO_LARGE" else "As it says.")
             for code, name in shell]
    return "\n".join(f"| `{name}` | {code} | {meaning} | Nothing. |" for name, code, meaning in rows)


class GeneratorTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / "shelf.proto").write_text(PROTO, encoding="utf-8")
            (folder / "rules.json").write_text(json.dumps(RULES), encoding="utf-8")
            subprocess.run([os.environ["CROSSWALK_TEST_PROTOC"], "--include_imports",
                            "--include_source_info", f"--descriptor_set_out={folder}/set", "-I",
                            str(folder), "shelf.proto"], check=True)
            cls.described = descriptors.load(folder / "set", "crosswalk.v1")
            cls.bindings = http_rules.load(folder / "rules.json")
        cls.api = cls.build()
        cls.schemas = cls.api["components"]["schemas"]

    @classmethod
    def build(cls, examples=()):
        reasons = error_reasons.Reasons(reasons_table(), cls.described.json_names)
        return document.build(cls.described, cls.bindings, reasons, list(examples), "1.2.3")

    def operation(self, verb, path):
        return self.api["paths"][path][verb]

    def names(self, verb, path, place):
        return [parameter["name"] for parameter in self.operation(verb, path)["parameters"]
                if parameter.get("in") == place]

    def test_each_binding_is_an_operation(self):
        self.assertEqual(
            [(path, verb, operation["operationId"]) for path, item in self.api["paths"].items()
             for verb, operation in item.items()],
            [("/v1/shelves/{shelve}/books/{book}", "get", "getBook"),
             ("/v1/shelves/{shelve}/books/{book}", "patch", "updateBook"),
             ("/v1/books:find", "get", "getBookByFind"),
             ("/v1/books:find", "post", "getBookByPost"),
             ("/v1/books:copy", "post", "copyBooks")])

    def test_the_same_input_has_the_same_document(self):
        self.assertEqual(json.dumps(self.build()), json.dumps(self.build()))

    def test_comments_are_the_texts(self):
        operation = self.operation("get", "/v1/books:find")
        self.assertEqual(operation["summary"], "Answers one book")
        self.assertEqual(operation["description"], "GetBook answers one book.")
        self.assertEqual(self.api["tags"][0]["name"], "ShelfService")
        self.assertIn("`KIND_NOVEL`: A novel.", self.schemas["Kind"]["description"])

    def test_path_and_query(self):
        path = "/v1/shelves/{shelve}/books/{book}"
        self.assertEqual(self.names("get", path, "path"), ["shelve", "book"])
        # The path has chosen the member of the oneof.
        self.assertEqual(self.names("get", path, "query"),
                         ["filter.kinds", "filter.columns", "languageCodes"])
        self.assertEqual(self.names("get", "/v1/books:find", "query"),
                         ["name", "isbn", "filter.kinds", "filter.columns", "languageCodes"])
        self.assertEqual(self.names("patch", path, "query"), ["updateMask"])
        by_name = {parameter.get("name"): parameter
                   for parameter in self.operation("get", path)["parameters"]}
        self.assertEqual(by_name["filter.kinds"]["schema"],
                         {"type": "array", "items": {"$ref": "#/components/schemas/Kind"},
                          "maxItems": 3})
        self.assertEqual(by_name["filter.columns"]["style"], "deepObject")

    def test_types_are_those_of_proto3_json(self):
        members = self.schemas["Book"]["properties"]
        self.assertEqual(members["letterCount"]["type"], "string")
        self.assertEqual(members["content"]["contentEncoding"], "base64")
        self.assertEqual(members["title"]["additionalProperties"], {"type": "string"})
        self.assertEqual(members["similarBooks"]["items"], {"$ref": "#/components/schemas/Book"})
        self.assertRegex("1.5s", members["readingTime"]["pattern"])
        self.assertEqual(self.schemas["Kind"]["enum"], ["KIND_UNSPECIFIED", "KIND_NOVEL"])

    def test_one_of_a_oneof(self):
        schema = self.schemas["GetBookRequest"]
        self.assertEqual(schema["allOf"], [{"not": {"required": ["name", "isbn"],
                                                    "properties": {"name": {}, "isbn": {}}}}])

    def test_required(self):
        self.assertEqual(self.schemas["CopyBooksRequest"]["required"], ["bookNames"])

    def test_errors_by_status(self):
        update = self.operation("patch", "/v1/shelves/{shelve}/books/{book}")["responses"]
        self.assertIn("BOOK_NOT_FOUND", update["404"]["x-reasons"])
        self.assertIn("SHELF_BUSY", update["503"]["x-reasons"])
        self.assertEqual(update["409"]["x-reasons"], ["ETAG_MISMATCH"])
        self.assertEqual(update["412"]["x-reasons"], ["ETAG_MISMATCH"])
        self.assertIn("REQUEST_TOO_LARGE", update["413"]["x-reasons"])
        self.assertNotIn("413", self.operation("get", "/v1/books:find")["responses"])

    def test_an_unknown_reason_is_refused(self):
        reasons = error_reasons.Reasons("| `OTHER` | NOT_FOUND | None. | Nothing. |", {})
        with self.assertRaisesRegex(ValueError, "BOOK_NOT_FOUND"):
            document.build(self.described, self.bindings, reasons, [], "1")
        with self.assertRaisesRegex(ValueError, "OTHER"):
            reasons.find("ABORTED", "OTHER")

    def test_streams_are_lines(self):
        copy = self.operation("post", "/v1/books:copy")
        self.assertEqual(list(copy["requestBody"]["content"]),
                         ["application/x-ndjson", "application/json"])
        self.assertEqual(list(copy["responses"]["200"]["content"]), ["application/x-ndjson"])

    def test_tags_of_answers(self):
        get = self.operation("get", "/v1/books:find")
        self.assertIn("ETag", get["responses"]["200"]["headers"])
        self.assertIn("304", get["responses"])
        self.assertIn({"$ref": "#/components/parameters/IfMatch"},
                      self.operation("patch", "/v1/shelves/{shelve}/books/{book}")["parameters"])

    def test_examples_are_embedded(self):
        example = {"name": "one", "operation": "getBook", "summary": "One book",
                   "request": {"path": {"shelve": "a", "book": "b c"},
                               "query": {"filter.kinds": ["KIND_NOVEL"],
                                         "filter.columns": {"Course name": "title"}}},
                   "response": {"status": 200, "body": {"book": {"name": "n"}}}}
        get = self.build([example])["paths"]["/v1/shelves/{shelve}/books/{book}"]["get"]
        self.assertEqual(get["parameters"][0]["examples"]["one"]["value"], "a")
        self.assertEqual(get["responses"]["200"]["content"]["application/json"]["examples"]["one"],
                         {"summary": "One book", "value": {"book": {"name": "n"}}})
        self.assertEqual(
            get["x-codeSamples"][0]["source"],
            "curl 'http://localhost:8080/v1/shelves/a/books/b%20c?filter.kinds=KIND_NOVEL"
            "&filter.columns%5BCourse%20name%5D=title'\n")

    def test_examples_of_streams_and_refusals(self):
        lines = {"name": "two", "operation": "copyBooks", "summary": "Two lines",
                 "request": {"lines": [{"bookNames": ["a"]}, {"bookNames": ["b"]}]},
                 "response": {"status": 200, "lines": [{"book": {}}]}}
        refused = {"name": "none", "operation": "copyBooks", "summary": "None",
                   "request": {"lines": [{}]},
                   "response": {"status": 400, "body": {"error": {}}}}
        copy = self.build([lines, refused])["paths"]["/v1/books:copy"]["post"]
        sent = copy["requestBody"]["content"]["application/x-ndjson"]["examples"]
        self.assertEqual({name: example["value"] for name, example in sent.items()},
                         {"two-1": {"bookNames": ["a"]}, "two-2": {"bookNames": ["b"]}})
        self.assertIn("none", copy["responses"]["400"]["content"]["application/json"]["examples"])
        self.assertEqual(copy["x-codeSamples"][0]["source"], """\
curl http://localhost:8080/v1/books:copy \\
  -H 'Content-Type: application/x-ndjson' \\
  --data-binary '{"bookNames": ["a"]}
{"bookNames": ["b"]}
'
""")


if __name__ == "__main__":
    unittest.main()
