# SPDX-License-Identifier: Apache-2.0
"""Indexes ESCO with vectors and holds the mapping's quality to its floors.

Skipped (exit code 77) where the development data is missing. The index stays in the build folder:
the next run takes over its vectors.
"""

import argparse
import glob
import os
import subprocess
import sys

SKIPPED = 77


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=os.environ.get("CROSSWALK_DATA", ""))
    parser.add_argument("--source", required=True, help="root of the repository")
    parser.add_argument("--indexer", required=True)
    parser.add_argument("--eval", required=True)
    parser.add_argument("--home", required=True, help="folder of the index")
    options = parser.parse_args()
    data = options.data or os.path.join(options.source, "..", "shared", "data")
    bundles = sorted(glob.glob(os.path.join(data, "esco", "*csv.zip")))
    if not bundles:
        print(f"skipped: no ESCO bundle in {data}/esco; set CROSSWALK_DATA")
        return SKIPPED
    build = [options.indexer, "build", "--output", options.home]
    for bundle in bundles:
        build += ["--esco", bundle]
    build += ["--oqf", os.path.join(options.source, "frameworks", "oqf", "data")]
    build += ["--encoder",
              os.path.join(options.source, "frameworks", "text", "models", "minilm-l6-enfr")]
    subprocess.run(build, check=True)
    sets = [os.path.join(data, "mapping", f"{name}.jsonl")
            for name in ("tech_validation", "house_validation", "skillskape_dev")]
    sets += [os.path.join(data, "outcomes", f"{name}.tsv") for name in ("validation", "fr_validation")]
    own = os.path.join(options.source, "tests", "mapping")
    sets += [os.path.join(own, f"nothing_fits_{name}.jsonl") for name in ("english", "french")]
    floors = os.path.join(own, "quality_floors.json")
    return subprocess.run(
        [options.eval, "--index", options.home, "--floors", floors, *sets], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
