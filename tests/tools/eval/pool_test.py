# SPDX-License-Identifier: Apache-2.0
"""What tools/eval/pool.py makes of judgements."""

import contextlib
import io
import pathlib
import sys
import tempfile
import types
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "tools" / "eval"))
import pool  # noqa: E402


class PoolTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, *rows):
        path = self.folder / name
        path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
        return str(path)

    def test_kappa_of_known_tables(self):
        unequal = lambda a, b: a != b
        first = {i: grade for i, grade in enumerate([0] * 25 + [2] * 25)}
        second = {i: grade for i, grade in enumerate([0] * 20 + [2] * 5 + [0] * 10 + [2] * 15)}
        # Observed agreement 0.7, by chance 0.5.
        self.assertAlmostEqual(pool.kappa(first, second, unequal), 0.4)
        self.assertAlmostEqual(pool.kappa(first, first, unequal), 1.0)

    def test_systems_are_scored_by_the_mean_grade(self):
        judges = [
            self.write("a.tsv", ("c/0", "u1", "2"), ("c/0", "u2", "0"), ("c/0", "u3", "1")),
            self.write("b.tsv", ("c/0", "u1", "2"), ("c/0", "u2", "0"), ("c/0", "u3", "0"))]
        good = self.write("good.tsv", ("c/0", "u1"), ("c/0", "u3"))
        poor = self.write("poor.tsv", ("c/0", "u2"), ("c/0", "u9"))
        shown = io.StringIO()
        with contextlib.redirect_stdout(shown):
            pool.score(types.SimpleNamespace(judge=judges, runs=[f"good={good}", f"poor={poor}"]))
        rows = {line.split()[0]: line.split()[1:] for line in shown.getvalue().splitlines()}
        self.assertEqual(rows["good"], ["100.0", "20.0", "100.0", "20.0", "100.0"])
        self.assertEqual(rows["poor"], ["0.0"] * 5)

    def test_a_bad_line_is_located(self):
        with self.assertRaisesRegex(SystemExit, "a.tsv:2: "):
            pool.read_judge(self.write("a.tsv", ("c/0", "u1", "2"), ("c/0", "u2", "3")))


if __name__ == "__main__":
    unittest.main()
