# SPDX-License-Identifier: Apache-2.0
"""Writes openapi.json, reference.html and reference.css: the API's description for programs and people."""

import argparse
import json
import pathlib
import shutil

import descriptors
import document
import error_reasons
import examples
import http_rules
import reference_page

HERE = pathlib.Path(__file__).resolve().parent
PACKAGE = "crosswalk.v1"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--descriptors", required=True, type=pathlib.Path,
                        help="descriptor set with source information")
    parser.add_argument("--rules", required=True, type=pathlib.Path, help="http_rules.json")
    parser.add_argument("--reasons", required=True, type=pathlib.Path, help="docs/ERRORS.md")
    parser.add_argument("--version", required=True, help="version of the API's server")
    parser.add_argument("--output", required=True, type=pathlib.Path, help="folder to write to")
    arguments = parser.parse_args()

    described = descriptors.load(arguments.descriptors, PACKAGE)
    reasons = error_reasons.Reasons(arguments.reasons.read_text(encoding="utf-8"),
                                    described.json_names)
    api = document.build(described, http_rules.load(arguments.rules), reasons,
                         examples.load(HERE / "examples"), arguments.version)
    arguments.output.mkdir(parents=True, exist_ok=True)
    text = json.dumps(api, ensure_ascii=False, indent=1) + "\n"
    (arguments.output / "openapi.json").write_text(text, encoding="utf-8")
    (arguments.output / "reference.html").write_text(reference_page.render(api), encoding="utf-8")
    shutil.copyfile(HERE / "reference.css", arguments.output / "reference.css")


if __name__ == "__main__":
    main()
