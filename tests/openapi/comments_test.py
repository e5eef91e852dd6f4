# SPDX-License-Identifier: Apache-2.0
"""What is read from the words of comments."""

import unittest

import comments
from descriptors import Field


def field(kind, comment, repeated=False):
    return Field("some_field", "someField", kind, "", repeated, False, comment)


def limits(kind, comment, repeated=False):
    return comments.limits(comment, field(kind, comment, repeated))


class LimitsTest(unittest.TestCase):
    def test_lengths_are_bounded_by_bytes(self):
        self.assertEqual(limits("string", "The words. Required; at most 1,024 bytes of UTF-8."),
                         {"maxLength": 1024})
        self.assertEqual(limits("string", "At most 256 bytes."), {"maxLength": 256})
        self.assertEqual(limits("string", "A name; at most one a line."), {})

    def test_lists_are_bounded_by_entries(self):
        self.assertEqual(limits("string", "Codes, best first; at most 10. They say more.", True),
                         {"maxItems": 10})
        self.assertEqual(limits("message", "The outcomes; 1 to 1,000.", True),
                         {"minItems": 1, "maxItems": 1000})
        self.assertEqual(limits("message", "Messages; 0 to 1,000. A few go fastest.", True),
                         {"maxItems": 1000})
        self.assertEqual(limits("string", "The texts, in the order asked.", True), {})

    def test_numbers_that_are_cut_have_no_maximum(self):
        self.assertEqual(limits("int32", "Most: 0 means 50, more than 1,000 means 1,000; negative is "
                                         "refused."), {"minimum": 0})
        self.assertEqual(limits("int32", "Most skills: 0 means 10; at most 200, more is refused."),
                         {"minimum": 0, "maximum": 200})
        self.assertEqual(limits("int32", "Place in the list, from 1."), {})

    def test_shares(self):
        self.assertEqual(limits("double", "How likely it is right, 0 to 1; comparable."),
                         {"minimum": 0, "maximum": 1})
        self.assertEqual(limits("double", "Hours; more than 0, at most 20,000."), {})


class WordsTest(unittest.TestCase):
    NAMES = {"page_token": "pageToken", "stacks_into": "stacksInto", "language_code": "languageCode"}

    def test_fields_have_the_names_of_json(self):
        self.assertEqual(comments.in_json("Send `page_token`; see Concept.language_code, "
                                          "`filter.language_code` and `admin_service`.", self.NAMES),
                         "Send `pageToken`; see Concept.languageCode, `filter.languageCode` and "
                         "`admin_service`.")

    def test_required(self):
        self.assertTrue(comments.is_required("The words. Required; at most 9 bytes."))
        self.assertTrue(comments.is_required("Resource name. Required."))
        self.assertFalse(comments.is_required("Whether it is required."))

    def test_summary(self):
        self.assertEqual(comments.summary("GetThing answers one thing. More.", "GetThing"),
                         "Answers one thing")
        self.assertEqual(comments.summary("Find is a search: of all, e.g. of everything", "Find"),
                         "A search")

    def test_errors_leave_the_description(self):
        self.assertEqual(comments.without_errors("Does it. Errors: NOT_FOUND `NONE`."), "Does it.")


class ErrorsTest(unittest.TestCase):
    def test_reasons_belong_to_the_code_before_them(self):
        errors = comments.errors_of_method(
            "Does it. Errors: NOT_FOUND `A_NONE`, `B_NONE`; INVALID_ARGUMENT `C_LONG`, also where "
            "`field` is; `D_WRONG` for a title; ABORTED `E_CHANGED`.")
        self.assertEqual(errors.reasons, {"NOT_FOUND": ["A_NONE", "B_NONE"],
                                          "INVALID_ARGUMENT": ["C_LONG", "D_WRONG"],
                                          "ABORTED": ["E_CHANGED"]})
        self.assertEqual(errors.like, "")

    def test_errors_of_another_method(self):
        errors = comments.errors_of_method(
            "Errors: those of Find but for paging and `QUERY_EMPTY`; NOT_FOUND `NONE`.")
        self.assertEqual(errors.like, "Find")
        self.assertIn("QUERY_EMPTY", errors.without)
        self.assertIn("PAGE_TOKEN_EXPIRED", errors.without)
        self.assertEqual(errors.reasons, {"NOT_FOUND": ["NONE"]})

    def test_errors_of_a_service(self):
        every, changing = comments.errors_of_service(
            "It keeps things; `NOT_READ` is no error.\n\n"
            "Languages and the errors that every method has are those of OtherService; every method "
            "has UNAVAILABLE `BUSY` too. Those that change something, too: ALREADY_EXISTS `USED`.")
        self.assertEqual((every.like, every.reasons), ("OtherService", {"UNAVAILABLE": ["BUSY"]}))
        self.assertEqual(changing.reasons, {"ALREADY_EXISTS": ["USED"]})


if __name__ == "__main__":
    unittest.main()
