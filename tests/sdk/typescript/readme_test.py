# SPDX-License-Identifier: Apache-2.0
"""The README's code, from top to bottom, compiled and run; and what the types refuse."""

import pathlib
import re
import unittest

import node_programs

README = node_programs.PACKAGE / "README.md"
ADDRESS = "http://localhost:8080"

WRONG = """
import { Client } from "crosswalk-client";
const client = new Client({ baseURL: "" });
client.getFramework(1);
client.listCredentials({ states: ["CREDENTIAL_STATE_LOST"] });
client.searchSkills("a", { pagesize: 3 });
"""


class ReadmeTest(unittest.TestCase):
    def test_it_runs(self):
        url = node_programs.server_with_registry(self)
        blocks = re.findall(r"```ts\n(.*?)```", README.read_text(encoding="utf-8"), re.S)
        self.assertGreater(len(blocks), 6)
        project = node_programs.Project(self)
        # Top-level await and imports make one module of all blocks.
        self.assertEqual(project.compile("readme", "\n".join(blocks).replace(ADDRESS, url)), "")
        result = project.run("readme.js")
        self.assertEqual(result.returncode, 0, result.stderr)
        for text in ("check supplier invoices", "200 of 200 mapped", "between",
                     "accounts payable clerk frameworks/esco", "credentials/maple.bookkeeping\n",
                     "1 credentials/maple.payroll", "CREDENTIAL_INVALID", "credential.hours",
                     "changed meanwhile: ETAG_MISMATCH", "1 framework"):
            self.assertIn(text, result.stdout)

    def test_wrong_programs_do_not_compile(self):
        found = node_programs.Project(self).compile("wrong", WRONG)
        for line in (3, 4, 5, 6):
            self.assertIn(f"wrong.ts({line},", found)

    def test_the_package_is_complete(self):
        for name in ("package.json", "README.md", "LICENSE", "dist/index.js", "dist/index.d.ts",
                     "dist/generated/types.d.ts"):
            self.assertTrue((node_programs.PACKAGE / name).is_file(), name)
        text = "".join(path.read_text(encoding="utf-8")
                       for path in pathlib.Path(node_programs.PACKAGE / "dist").rglob("*.js"))
        self.assertEqual(re.findall(r'from "(?!\.)[^"]*"', text), [])  # No dependencies.


if __name__ == "__main__":
    unittest.main()
