# SPDX-License-Identifier: Apache-2.0
"""faults.test.js, which has a server of its own."""

import unittest

import node_programs


class FaultsTest(unittest.TestCase):
    def test_faults(self):
        node_programs.Project(self).run_tests(self, "faults")


if __name__ == "__main__":
    unittest.main()
