# SPDX-License-Identifier: Apache-2.0
"""install_package.py REPOSITORY WORK SITE: builds the package from a copy of its sources in WORK, so that
nothing is written beside them, and installs it into SITE, by pip as users have it."""

import pathlib
import shutil
import subprocess
import sys

repository, work, site = map(pathlib.Path, sys.argv[1:])
copy = work / "sources"
shutil.rmtree(copy, ignore_errors=True)
shutil.rmtree(site, ignore_errors=True)
for part in ("proto", "tools/sdk/python"):
    shutil.copytree(repository / part, copy / part)
# Without isolation: with the generator of the system, and without asking a registry.
subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--no-index",
                "--no-deps", "--no-build-isolation", "--disable-pip-version-check", "--target",
                str(site), str(copy / "tools/sdk/python")], check=True)
