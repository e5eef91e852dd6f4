# SPDX-License-Identifier: Apache-2.0
"""client.test.js, against the real server."""

import unittest

import node_programs


class ClientTest(unittest.TestCase):
    def test_every_method(self):
        node_programs.Project(self).run_tests(
            self, "client", CROSSWALK_URL=node_programs.server_with_registry(self))


if __name__ == "__main__":
    unittest.main()
