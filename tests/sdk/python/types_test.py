# SPDX-License-Identifier: Apache-2.0
"""The package's types hold under mypy's strict rules, and tell a caller what is wrong."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

SDK = pathlib.Path(os.environ["CROSSWALK_TEST_SDK"])
SITE = pathlib.Path(os.environ["CROSSWALK_TEST_SITE"])

GOOD = """
import crosswalk
client = crosswalk.Client("localhost:1")
label: str = client.map_outcomes(["a"]).mappings[0].matches[0].skill.preferred_label
for result in client.search_skills("a"):
    score: float = result.score
"""
BAD = """
import crosswalk
client = crosswalk.Client(1)
label: int = client.get_framework("a").title
"""


def mypy(*arguments):
    with tempfile.TemporaryDirectory() as cache:
        return subprocess.run([sys.executable, "-m", "mypy", "--config-file",
                               str(SDK / "pyproject.toml"), "--cache-dir", cache, *arguments],
                              capture_output=True, text=True, cwd=SITE)


class TypesTest(unittest.TestCase):
    def test_the_package_and_its_users(self):
        with tempfile.TemporaryDirectory() as folder:
            good, bad = pathlib.Path(folder) / "good.py", pathlib.Path(folder) / "bad.py"
            good.write_text(GOOD, encoding="utf-8")
            bad.write_text(BAD, encoding="utf-8")
            result = mypy("-p", "crosswalk")
            self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
            result = mypy(str(good), str(bad))
        self.assertNotIn("good.py", result.stdout)
        self.assertIn('bad.py:3: error: Argument 1 to "Client"', result.stdout)
        self.assertIn("bad.py:4: error: Incompatible types in assignment", result.stdout)


if __name__ == "__main__":
    unittest.main()
