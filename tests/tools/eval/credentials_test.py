# SPDX-License-Identifier: Apache-2.0
"""The pseudo-credentials of tools/eval/credentials.py."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "tools" / "eval"))
import credentials  # noqa: E402


def outcomes(count, counted):
    return [
        credentials.Outcome(f"outcome {i}", frozenset([f"skill {i}"]), i < counted)
        for i in range(count)
    ]


class GroupsTest(unittest.TestCase):
    def setUp(self):
        self.outcomes = outcomes(40, 30)
        self.keys = [{f"key {i % 3}", "rare" if i < 3 else f"key {i % 3}"} for i in range(40)]

    def test_members_share_a_key_and_are_measured_once(self):
        measured = []
        for group, key in credentials.group_by(self.keys, self.outcomes, seed=1):
            self.assertTrue(credentials.LEAST <= len(group.members) <= credentials.MOST)
            self.assertEqual(len(set(group.members)), len(group.members))
            self.assertTrue(all(key in self.keys[i] for i in group.members))
            self.assertTrue(set(group.measured) <= set(group.members))
            measured += group.measured
        self.assertEqual(sorted(measured), list(range(30)))

    def test_random_groups_measure_all_but_a_small_rest(self):
        groups = credentials.group_at_random(self.outcomes, seed=1)
        measured = [i for group in groups for i in group.measured]
        self.assertEqual(len(set(measured)), len(measured))
        self.assertGreater(len(measured), 30 - credentials.LEAST)
        self.assertLess(max(measured), 30)

    def test_the_seed_decides(self):
        def members(seed):
            groups = credentials.group_by(self.keys, self.outcomes, seed)
            return [group.members for group, _ in groups]

        self.assertEqual(members(1), members(1))
        self.assertNotEqual(members(1), members(2))


class FiguresTest(unittest.TestCase):
    def test_r_precision(self):
        suggested = [credentials.Suggestion(uri, 0.5) for uri in "abcdef"]
        self.assertEqual(credentials.precision(suggested, {"a"}, 1), 1)
        self.assertEqual(credentials.precision(suggested, {"f", "b"}, 5), 0.5)

    def test_weights_are_found_again(self):
        # Right is what has the first signal; the second says nothing.
        some = credentials.Outcome("text", frozenset(["right"]), True)
        answers = {0: []}
        for signal, rights, wrongs in ((1.0, 30, 10), (0.0, 10, 30)):
            for other in (0.0, 1.0):
                for uri, count in (("right", rights), ("wrong", wrongs)):
                    answers[0] += [
                        credentials.Suggestion(uri, 0.5, 0.5, [signal, other])
                        for _ in range(count)
                    ]
        first, second = credentials.fit(answers, [some])
        self.assertAlmostEqual(first, 2.197, places=2)  # ln 9.
        self.assertAlmostEqual(second, 0, places=2)


if __name__ == "__main__":
    unittest.main()
