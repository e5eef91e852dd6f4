# SPDX-License-Identifier: Apache-2.0
"""Runs programs for Node.js that use the package as an installed one, for the tests."""

import os
import pathlib
import subprocess

import crosswalk_programs as programs

NODE = os.environ["CROSSWALK_TEST_NODE"]
TSC = os.environ["CROSSWALK_TEST_TSC"]
PACKAGE = pathlib.Path(os.environ["CROSSWALK_TEST_PACKAGE"])
HERE = pathlib.Path(__file__).parent


class Project:
    """A folder in which the package is installed."""

    def __init__(self, test_case):
        self.path = programs.ScratchFolder(test_case).path
        modules = self.path / "node_modules"
        modules.mkdir()
        (modules / "crosswalk-client").symlink_to(PACKAGE)
        (self.path / "package.json").write_text('{"type": "module"}', encoding="utf-8")

    def compile(self, name, text):
        """The messages of the compiler about the program `text`, which becomes `name`.js."""
        (self.path / f"{name}.ts").write_text(text, encoding="utf-8")
        return subprocess.run(
            [TSC, "--strict", "--target", "ES2022", "--module", "ES2022", "--moduleResolution", "node",
             "--lib", "ES2022,DOM,DOM.Iterable", f"{name}.ts"],
            cwd=self.path, capture_output=True, text=True, timeout=programs.TIMEOUT).stdout

    def run(self, *arguments, **environment):
        return subprocess.run([NODE, *arguments], cwd=self.path, capture_output=True, text=True,
                              timeout=programs.TIMEOUT, env={**os.environ, **environment})

    def run_tests(self, test_case, name, **environment):
        """Runs the tests in `name`.test.js of this folder; fails with what they print."""
        text = (HERE / f"{name}.test.js").read_text(encoding="utf-8")
        (self.path / f"{name}.test.js").write_text(text, encoding="utf-8")
        result = self.run("--test", f"{name}.test.js", **environment)
        test_case.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        test_case.assertRegex(result.stdout, r"pass [1-9]")


def server_with_registry(test_case):
    """A running server with an empty registry, and the address of its HTTP port."""
    folder = programs.ScratchFolder(test_case).path
    port_file = folder / "http-port"
    server = programs.Server(test_case, programs.shared_home(), "--registry",
                             str(folder / "registry.db"), "--http-port-file", str(port_file))
    server.wait_until(port_file.exists, "it answers HTTP")
    return f"http://127.0.0.1:{port_file.read_text(encoding='utf-8').strip()}"
