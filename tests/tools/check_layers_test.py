# SPDX-License-Identifier: Apache-2.0
"""tools/check_layers sees what it is there to see."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECK = pathlib.Path(__file__).parents[2] / "tools" / "check_layers"


class CheckLayersTest(unittest.TestCase):
    def check(self, files):
        with tempfile.TemporaryDirectory() as root:
            for top in ("frameworks", "indexer", "server", "tools"):
                (pathlib.Path(root) / top).mkdir()
            for name, text in files.items():
                path = pathlib.Path(root) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return subprocess.run([sys.executable, CHECK, root], capture_output=True, text=True,
                                  check=False)

    def test_lets_arrows_pass(self):
        done = self.check({"indexer/schema/a.cc": '#include "frameworks/core/status.h"\n',
                           "server/search/b.cc": "#include <xapian.h>\n",
                           "tools/x/c.cc": '#include "server/rpc/d.h"\n'})
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_finds_a_room_that_looks_up(self):
        done = self.check({"frameworks/core/a.h": '\n#include "indexer/schema/terms.h"\n'})
        self.assertEqual(done.returncode, 1)
        self.assertIn("frameworks/core/a.h:2: frameworks/core must not include indexer/schema",
                      done.stdout)

    def test_finds_indexer_and_server_meeting(self):
        done = self.check({"server/search/a.cc": '#include "indexer/build/index_builder.h"\n'})
        self.assertEqual(done.returncode, 1)

    def test_finds_a_library_where_it_has_no_business(self):
        done = self.check({"server/mapping/a.cc": "#  include <xapian.h>\n"})
        self.assertEqual(done.returncode, 1)
        self.assertIn("server/mapping must not include xapian.h", done.stdout)

    def test_a_part_of_a_library_may_have_rooms_of_its_own(self):
        done = self.check({"frameworks/text/a.h": "#include <boost/align/aligned_allocator.hpp>\n",
                           "server/http/b.h": "#include <boost/asio.hpp>\n"})
        self.assertEqual(done.returncode, 0, done.stdout)
        done = self.check({"server/http/a.h": "#include <boost/align/aligned_allocator.hpp>\n",
                           "frameworks/text/b.h": "#include <boost/asio.hpp>\n"})
        self.assertEqual(done.stdout.count("must not include boost"), 2, done.stdout)


if __name__ == "__main__":
    unittest.main()
