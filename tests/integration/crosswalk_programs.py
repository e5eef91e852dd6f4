# SPDX-License-Identifier: Apache-2.0
"""Runs the real programs for the tests. CTest says in the environment where everything is."""

import fcntl
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import esco_bundle

INDEXER = os.environ["CROSSWALK_TEST_INDEXER"]
SERVER = os.environ["CROSSWALK_TEST_SERVER"]
CLIENT = os.environ["CROSSWALK_TEST_CLIENT"]
ENCODER = os.environ["CROSSWALK_TEST_ENCODER"]
OQF = os.environ["CROSSWALK_TEST_OQF"]
WORK = pathlib.Path(os.environ["CROSSWALK_TEST_WORK"])
sys.path.insert(0, os.environ["CROSSWALK_TEST_STUBS"])

# Generous: sanitizer builds on a loaded machine.
TIMEOUT = 300


class ScratchFolder:
    """A folder of the build tree that goes away with the test."""

    def __init__(self, test_case):
        WORK.mkdir(parents=True, exist_ok=True)
        self.path = pathlib.Path(tempfile.mkdtemp(dir=WORK))
        test_case.addCleanup(shutil.rmtree, self.path, ignore_errors=True)


def build(home, esco, *options, check=True):
    """`crosswalk-index build` from ESCO paths and the OQF with the real encoder."""
    command = [INDEXER, "build"]
    for path in esco:
        command += ["--esco", str(path)]
    command += ["--oqf", OQF, "--encoder", ENCODER, "--output", str(home), *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=check)


def verify(path):
    return subprocess.run([INDEXER, "verify", str(path)], capture_output=True, text=True,
                          timeout=TIMEOUT)


def shared_home():
    """An index home that tests only read; the first test builds it."""
    WORK.mkdir(parents=True, exist_ok=True)
    home = WORK / "shared-home"
    with open(WORK / "shared-home.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = WORK / "shared-home.stamp"
        made_from = [INDEXER, ENCODER, f"{ENCODER}/encoder.bin", esco_bundle.__file__,
                     f"{OQF}/oqf.json"]
        identity = "\n".join(f"{path} {os.stat(path).st_mtime_ns}" for path in made_from)
        if not stamp.exists() or stamp.read_text(encoding="utf-8") != identity:
            shutil.rmtree(home, ignore_errors=True)
            with tempfile.TemporaryDirectory(dir=WORK) as scratch:
                scratch = pathlib.Path(scratch)
                english = esco_bundle.write_folder(scratch / "esco-v1.2.0", esco_bundle.english_files())
                french = esco_bundle.write_zip(scratch / "esco-v1.2.0-fr.zip",
                                               esco_bundle.french_files())
                build(home, [english, french])
            stamp.write_text(identity, encoding="utf-8")
    return home


def copy_of_shared_home(folder):
    home = pathlib.Path(folder) / "home"
    shutil.copytree(shared_home(), home, symlinks=True)
    return home


def generation_folder(home):
    return (pathlib.Path(home) / "current").resolve()


class Server:
    """A running crosswalk-server."""

    def __init__(self, test_case, home, *options):
        self.scratch = ScratchFolder(test_case).path
        self.home = home
        self.options = options
        self.log_path = self.scratch / "log"
        self.process = None
        self.address = None
        test_case.addCleanup(self.kill)
        self.start()

    def start(self):
        port_file = self.scratch / "port"
        port_file.unlink(missing_ok=True)
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(
                [SERVER, "--index", str(self.home), "--host", "127.0.0.1", "--port", "0",
                 "--port-file", str(port_file), "--http-port", "0", "--drain-timeout", "2000", *self.options],
                stdout=log, stderr=log)
        self.wait_until(port_file.exists, "it listens")
        self.address = f"127.0.0.1:{port_file.read_text(encoding='utf-8').strip()}"

    def wait_until(self, condition, what):
        deadline = time.monotonic() + TIMEOUT
        while not condition():
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended before {what}:\n{self.log()}")
            if time.monotonic() > deadline:
                raise AssertionError(f"waited too long until {what}:\n{self.log()}")
            time.sleep(0.02)

    def log(self):
        return self.log_path.read_text(encoding="utf-8", errors="replace")

    def signal(self, number):
        self.process.send_signal(number)

    def terminate(self):
        """Ends it well and gives the exit code."""
        self.signal(signal.SIGTERM)
        return self.process.wait(TIMEOUT)

    def kill(self):
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait(TIMEOUT)


def client(address, *arguments, text=None, environment=None):
    """Runs `crosswalk` with `text` as its standard input."""
    return subprocess.run([CLIENT, *arguments], input=text if text is not None else "",
                          capture_output=True, text=True, timeout=TIMEOUT, encoding="utf-8",
                          env={**os.environ, "CROSSWALK_SERVER": address, "COLUMNS": "100",
                               **(environment or {})})
