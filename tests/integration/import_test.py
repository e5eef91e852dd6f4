# SPDX-License-Identifier: Apache-2.0
"""Imports by the real client into a real server, and the sample catalogue."""

import json
import pathlib
import unittest

import crosswalk_programs as programs

DATA = pathlib.Path(__file__).parents[1] / "imports" / "data"
TABLE = """\
Titre;Code du cours;Type;Résultat d'apprentissage;Heures;Salle
Premiers soins;A-1;Microcertification;Évaluer l'état d'une personne;12,5;101
Premiers soins;A-1;Microcertification;Appeler les secours;;
Tenue de livres;A-2;Cours;Rapprocher le relevé bancaire;douze;
"""

COLUMNS = ("Issuer id", "Institution", "Course code", "Title", "Type", "Code", "Outcome", "Concept",
           "Hours", "Language", "Start date", "Cost", "URL")
# Ways for a row to be broken: heading and number of the column at fault, reason, and the cell.
WAYS = (
    ("Title", 4, "ROW_CONFLICT", "Another title"),
    ("Outcome", 7, "FIELD_REQUIRED", ""),
    ("Type", 5, "VALUE_UNKNOWN", "Miracle"),
    ("Hours", 9, "NUMBER_INVALID", "eighteen"),
    ("Hours", 9, "VALUE_OUT_OF_RANGE", "-3"),
    ("Start date", 11, "DATE_INVALID", "11/01/2027"),
    ("Cost", 12, "COST_INVALID", "much"),
    ("URL", 13, "ADDRESS_INVALID", "www.maple.example"),
    ("Language", 10, "LANGUAGE_INVALID", "english please"),
    ("", 14, "ROW_WIDTH_INVALID", None),
    ("", 0, "ROW_QUOTE_INVALID", 'Say "hello" to a guest'),
    ("Outcome", 7, "TEXT_ENCODING_INVALID", "Caf\udce9 work"),
)


def row_of(row, way):
    """A line of the large table, broken in one of the ways or, for None, whole."""
    credential = row // 5
    cells = ["maple", "Collège Maple", f"M-{credential}", f"Course {credential}",
             "Micro-credential", f"LO{row % 5 + 1}", f'"Do task {row}, safely"',
             f"https://example.org/skill/{row % 400}", "18", "en", "2027-01-11", "120.00",
             f"https://maple.example/{credential}"]
    if way is not None:
        _, number, reason, cell = WAYS[way]
        if reason == "ROW_WIDTH_INVALID":
            cells += ["one", "more"]
        else:
            cells[(number or 7) - 1] = cell
    return (",".join(cells) + "\r\n").encode(errors="surrogateescape")


class ImportTest(unittest.TestCase):
    def setUp(self):
        self.folder = programs.ScratchFolder(self).path
        self.server = programs.Server(self, programs.shared_home(), "--registry",
                                      str(self.folder / "registry.db"))

    def run_client(self, *arguments, code=0):
        result = programs.client(self.server.address, *arguments)
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        return result

    def get(self, name):
        result = self.run_client("credential", "get", name, "--json")
        return json.loads(result.stdout)["credential"]

    def table(self):
        path = self.folder / "table.csv"
        path.write_bytes(TABLE.encode("cp1252"))
        return str(path)

    def test_a_table_goes_through_but_for_its_bad_rows(self):
        flags = ("--issuer", "erable", "--input-language", "fr", "--publish")
        result = self.run_client("credential", "import", self.table(), *flags, code=4)
        self.assertIn("2 records, 1 created, 1 failed, 1 published", result.stdout)
        self.assertIn(":4:5: Heures: ", result.stderr)
        self.assertIn("[NUMBER_INVALID]", result.stderr)
        self.assertIn("  Salle", result.stderr)
        held = self.get("erable.a-1")
        self.assertEqual(held["title"], {"fr": "Premiers soins"})
        self.assertEqual([outcome["text"] for outcome in held["outcomes"]],
                         ["Évaluer l'état d'une personne", "Appeler les secours"])
        self.assertEqual(held["hours"], 12.5)

    def test_a_second_time_as_asked(self):
        import_ = ("credential", "import", self.table(), "--issuer", "erable")
        self.run_client(*import_, code=4)
        again = self.run_client(*import_, "--json", code=4)
        self.assertEqual(json.loads(again.stdout)["results"][0]["violations"][0]["reason"],
                         "CREDENTIAL_EXISTS")
        result = self.run_client(*import_, "--on-conflict", "skip", code=4)
        self.assertIn("1 left alone", result.stdout)
        result = self.run_client(*import_, "--resume", "1", code=4)
        self.assertIn("1 answered before", result.stdout)

    def test_badges_and_packages_come_back(self):
        result = self.run_client("credential", "import", str(DATA / "achievement_ob3.json"),
                                 str(DATA / "package_case.json"))
        self.assertIn("credentialSubject.achievement.version", result.stderr)
        self.assertIn("CFDocument.adoptionStatus", result.stderr)
        badge = self.get("maple.example-issuer.bee-1")
        self.assertEqual(badge["level"]["declared"]["number"], 2)
        self.assertEqual(badge["endorsements"][0]["name"], "Honey Board")
        self.assertEqual(badge["outcomes"][0]["alignments"][0]["source"],
                         "ALIGNMENT_SOURCE_DECLARED")

    def test_every_field_of_a_badge_comes_back(self):
        self.run_client("credential", "import", str(DATA / "achievement_ob3.json"),
                        "--suggest", "none")
        badge = self.get("maple.example-issuer.bee-1")
        self.assertEqual({key: badge[key] for key in (
            "external_id", "title", "description", "language_codes", "type", "credits", "url",
            "image_url", "tags", "issuer", "endorsements")}, {
                "external_id": "BEE-1",
                "title": {"en-CA": "Hive Inspector"},
                "description": {"en-CA": "Inspects hives for disease."},
                "language_codes": ["en-CA"],
                "type": "CREDENTIAL_TYPE_MICRO_CREDENTIAL",
                "credits": 1.5,
                "url": "https://maple.example/achievements/hive-inspector/criteria",
                "image_url": "https://maple.example/hive.png",
                "tags": ["bees", "field work", "Agriculture", "Apiculture"],
                "issuer": {"id": "maple.example-issuer", "name": {"en-CA": "Maple College"},
                           "url": "https://maple.example/", "region": "Sudbury, Ontario, Canada",
                           "type": ""},
                "endorsements": [{"name": "Honey Board", "url": "https://honey.example/",
                                  "role": "Hires holders first."}]})
        first, second = badge["outcomes"]
        self.assertEqual((first["code"], first["text"], second["text"]),
                         ("S1", "inspect hives: Look for signs of disease in a hive.",
                          "Keep records"))
        alignment = first["alignments"][0]
        self.assertEqual(
            (alignment["concept_name"], alignment["relation"], alignment["framework_release"]),
            ("frameworks/esco/concepts/00000000-0000-4000-8000-000000000001",
             "MATCH_RELATION_EXACT_MATCH", "1.2.1"))
        self.assertEqual(second["alignments"][0]["uri"], "https://case.example/items/7")
        self.assertEqual(badge["level"]["declared"]["qualification"],
                         "frameworks/oqf/concepts/certificate-2")
        self.assertIn("requiredLevel Mastered", badge["assessment"]["description"])

    def test_of_ten_thousand_rows_exactly_the_broken_ones_fail(self):
        broken = {row: number % len(WAYS) for number, row in enumerate(range(7, 60 * 137, 60))}
        table = self.folder / "large.csv"
        table.write_bytes((",".join(COLUMNS) + "\r\n").encode() + b"".join(
            row_of(row, broken.get(row)) for row in range(10_000)))
        result = self.run_client("credential", "import", str(table), "--suggest", "none",
                                 "--publish", "--json", code=4)
        results = json.loads(result.stdout)["results"]
        told = {(violation["line"], violation["field"], violation["column"], violation["reason"])
                for entry in results for violation in entry["violations"]
                if violation["reason"] != "IMPORT_ROWS_LEFT_OUT"}
        self.assertEqual(told, {(row + 2, *WAYS[way][:3]) for row, way in broken.items()})
        self.assertEqual(len(told), 137)
        # Those of a readable row that was left out wait as drafts; all others can be found.
        drafts = sum(1 for entry in results for violation in entry["violations"]
                     if violation["reason"] == "IMPORT_ROWS_LEFT_OUT")
        self.assertLess(drafts, 137)

        def found():
            answer = self.run_client("find", "--issuer", "maple", "--json")
            return json.loads(answer.stdout)["total_size"]

        self.server.wait_until(lambda: found() == 2000 - drafts, "all is found")

    def test_files_that_cannot_be_read_are_told(self):
        empty = self.folder / "empty.csv"
        empty.write_text("a,b\n1,2\n", encoding="utf-8")
        self.run_client("credential", "import", str(empty), code=1)
        self.run_client("credential", "import", str(self.folder / "none.csv"), code=2)
        self.run_client("credential", "import", str(empty), "--column", "title", code=2)

    def test_the_demo_fills_a_server_once(self):
        result = self.run_client("demo", "--suggest", "none")
        self.assertIn("291 created", result.stdout)
        again = self.run_client("demo", "--suggest", "none")
        self.assertIn("291 left alone", again.stdout)
        held = self.get("heronsedge.retail-floor-basics")
        self.assertEqual(held["state"], "CREDENTIAL_STATE_PUBLISHED")


if __name__ == "__main__":
    unittest.main()
