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

    def test_files_that_cannot_be_read_are_told(self):
        empty = self.folder / "empty.csv"
        empty.write_text("a,b\n1,2\n", encoding="utf-8")
        self.run_client("credential", "import", str(empty), code=1)
        self.run_client("credential", "import", str(self.folder / "none.csv"), code=2)
        self.run_client("credential", "import", str(empty), "--column", "title", code=2)

    def test_the_demo_fills_a_server_once(self):
        result = self.run_client("demo", "--suggest", "none")
        self.assertIn("289 created", result.stdout)
        again = self.run_client("demo", "--suggest", "none")
        self.assertIn("289 left alone", again.stdout)
        held = self.get("heronsedge.retail-floor-basics")
        self.assertEqual(held["state"], "CREDENTIAL_STATE_PUBLISHED")


if __name__ == "__main__":
    unittest.main()
