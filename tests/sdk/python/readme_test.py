# SPDX-License-Identifier: Apache-2.0
"""The README's code, from top to bottom, against the real server."""

import contextlib
import io
import os
import pathlib
import re
import unittest

import crosswalk_programs as programs

README = pathlib.Path(os.environ["CROSSWALK_TEST_SDK"]) / "README.md"
ADDRESS = "localhost:50051"


class ReadmeTest(unittest.TestCase):
    def test_it_runs(self):
        folder = programs.ScratchFolder(self).path
        server = programs.Server(self, programs.shared_home(), "--registry",
                                 str(folder / "registry.db"))
        blocks = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.S)
        self.assertGreater(len(blocks), 6)
        names, printed = {}, io.StringIO()
        with contextlib.redirect_stdout(printed):
            for number, block in enumerate(blocks, 1):
                code = compile(block.replace(ADDRESS, server.address), f"README block {number}", "exec")
                exec(code, names)
        for text in ("check supplier invoices", "200 of 200 mapped", "between",
                     "accounts payable clerk and", "['credentials/maple.bookkeeping']",
                     "1 credentials/maple.payroll", "CREDENTIAL_INVALID", "credential.hours",
                     "changed meanwhile: ETAG_MISMATCH"):
            self.assertIn(text, printed.getvalue())


if __name__ == "__main__":
    unittest.main()
