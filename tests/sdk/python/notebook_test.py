# SPDX-License-Identifier: Apache-2.0
"""The notebook runs against the real server; the one that is kept has its outputs."""

import os
import pathlib
import shutil
import unittest

import crosswalk_programs as programs
import nbclient
import nbformat

EXAMPLES = pathlib.Path(os.environ["CROSSWALK_TEST_SDK"]) / "examples"


def plots(notebook):
    return [output for cell in notebook.cells if cell.cell_type == "code"
            for output in cell.outputs if "image/png" in output.get("data", {})]


def text(notebook):
    return "".join(output.get("text", "") for cell in notebook.cells if cell.cell_type == "code"
                   for output in cell.outputs)


class NotebookTest(unittest.TestCase):
    def setUp(self):
        self.kept = nbformat.read(EXAMPLES / "map_catalogue.ipynb", as_version=4)

    def test_it_runs(self):
        folder = programs.ScratchFolder(self).path
        shutil.copy(EXAMPLES / "catalogue.csv", folder)
        server = programs.Server(self, programs.shared_home())
        os.environ["CROSSWALK_SERVER"] = server.address
        notebook = nbclient.NotebookClient(
            self.kept, timeout=programs.TIMEOUT, kernel_name="python3",
            resources={"metadata": {"path": str(folder)}}).execute()
        self.assertIn("8 credentials with 20 outcomes", text(notebook))
        self.assertIn("check supplier invoices", text(notebook))
        self.assertEqual(len(plots(notebook)), 2)

    def test_the_kept_one_has_its_outputs(self):
        self.assertEqual(len(plots(self.kept)), 2)
        self.assertIn("8 credentials with 20 outcomes", text(self.kept))


if __name__ == "__main__":
    unittest.main()
