# SPDX-License-Identifier: Apache-2.0
"""How tools/eval/spans.py compares spans with marks."""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "tools" / "eval"))
import spans  # noqa: E402

OUTCOME = "Préparer la paie and balance the books"


class SpansTest(unittest.TestCase):
    def test_spans_are_in_bytes_of_utf8(self):
        # "paie" is the third word; the accent before it takes two bytes.
        begin = OUTCOME.encode().index(b"paie")
        found = spans.marked_by_spans(OUTCOME, [{"start_byte": begin, "end_byte": begin + 4}])
        self.assertEqual(found, {2})

    def test_function_words_do_not_count(self):
        self.assertEqual(sorted(spans.telling_words(OUTCOME)), [0, 1, 2, 4, 6])

    def test_agreement_of_half(self):
        precision, recall, f1 = spans.agreement({1, 2}, {2, 3, 4, 5})
        self.assertEqual((precision, recall), (0.5, 0.25))
        self.assertAlmostEqual(f1, 1 / 3)

    def test_marks_of_an_unknown_outcome_are_refused(self):
        with tempfile.NamedTemporaryFile("w", suffix=".tsv") as file:
            file.write("other\turi\t0-1\n")
            file.flush()
            with self.assertRaisesRegex(SystemExit, ":1: "):
                spans.read_marks(file.name, {"known": OUTCOME})


if __name__ == "__main__":
    unittest.main()
