# SPDX-License-Identifier: Apache-2.0
"""How well the default ESCO agrees with ESCO 1.2.0; figures in tools/setup/README.md.

Needs both: the folder that tools/setup/fetch_esco makes, and the development data.
"""

import csv
import io
import os
import pathlib
import unittest
import zipfile

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
DEFAULT = REPOSITORY / "var" / "esco" / "esco-v1.2.0-reduced"
DATA = pathlib.Path(os.environ.get("CROSSWALK_DATA") or REPOSITORY.parent / "shared" / "data")
OFFICIAL = DATA / "esco" / "ESCO dataset - v1.2.0 - classification - en - csv.zip"


def normalise(text):
    # In the development data's copy, 'aura' became 'cloud' in a few words ('restcloudnt').
    return " ".join(text.split()).replace("restcloudnt", "restaurant")


@unittest.skipUnless(DEFAULT.is_dir(), f"no {DEFAULT}: run tools/setup/fetch_esco")
@unittest.skipUnless(OFFICIAL.is_file(), f"no {OFFICIAL}")
class AccuracyTest(unittest.TestCase):
    def concepts(self, name):
        """(ours, the official ones) of one file, by URI."""
        with (DEFAULT / name).open(encoding="utf-8", newline="") as stream:
            ours = {row["conceptUri"]: row for row in csv.DictReader(stream)}
        with zipfile.ZipFile(OFFICIAL) as archive:
            text = archive.read(name).decode("utf-8-sig")
        official = {row["conceptUri"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
        return ours, official

    def share_equal(self, name, column):
        """Of the concepts where the official column is filled: the share that agrees."""
        ours, official = self.concepts(name)
        wanted = {u: normalise(r[column]) for u, r in official.items() if r[column].strip()}
        equal = sum(u in ours and normalise(ours[u][column]) == wanted[u] for u in wanted)
        return equal / len(wanted)

    def test_holds_the_same_concepts(self):
        for name in ("skills_en.csv", "occupations_en.csv", "ISCOGroups_en.csv"):
            with self.subTest(name):
                ours, official = self.concepts(name)
                self.assertEqual(ours.keys(), official.keys())

    def test_labels(self):
        self.assertGreaterEqual(self.share_equal("skills_en.csv", "preferredLabel"), 0.9997)
        self.assertGreaterEqual(self.share_equal("occupations_en.csv", "preferredLabel"), 0.999)

    def test_descriptions(self):
        self.assertGreaterEqual(self.share_equal("skills_en.csv", "description"), 0.995)
        self.assertGreaterEqual(self.share_equal("occupations_en.csv", "description"), 0.995)


if __name__ == "__main__":
    unittest.main()
