# SPDX-License-Identifier: Apache-2.0
"""The `crosswalk` program against a running server.

Golden answers are in golden/. Figures that come from the encoder may differ in the last digit from
machine to machine and change with its weights, so they are masked, as is the generation. After a
wanted change: CROSSWALK_UPDATE_GOLDEN=1 ctest -R integration.client, then read the difference.
"""

import csv
import io
import json
import os
import pathlib
import re
import subprocess
import unittest

import crosswalk_programs as programs
import esco_bundle

GOLDEN = pathlib.Path(__file__).parent / "golden"
CREDENTIAL = """Accounts payable basics

On completion learners will be able to:
1. Verify supplier invoices against purchase orders.
2. Reconcile the bank statement with the ledger at month end.
3. Answer vendors' questions about payments, by telephone and in writing.
"""
CARE = """Care aide

- Wash hands and put on gloves under supervision.
- Move a patient with a mechanical lift following the care plan.
- Report observations to the nurse in short notes.
"""

MASKS = (
    (r"\d{8}t\d{6}z-[0-9a-f]{8}", "GENERATION"),
    (r"\b[01]\.\d\d (very likely|likely|possible|doubtful|unlikely)\b", "CONFIDENCE"),
    (r"\(\d+%\)", "(P%)"),
    (r" *[<>]?\d+%(  [\u2588-\u258f]+)?", " P%"),
    (r'("(?:confidence|score|probability|weight|share)": )[0-9.e-]+', r"\1MASKED"),
)


def without_evidence(table):
    """Rank, confidence and skill of each row: which words are evidence depends on the machine."""
    lines = []
    for line in table.splitlines():
        if re.match(r"    +(\* )?(#|\d+)  ", line):
            lines.append("    " + "  ".join(re.split(r" {2,}", line.strip())[:3]))
        elif not line.startswith(" " * 8):
            lines.append(line)
    return "\n".join(lines) + "\n"


def masked(text):
    for pattern, replacement in MASKS:
        text = re.sub(pattern, replacement, text)
    return text


class ClientTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.holder = unittest.TestCase()
        cls.server = programs.Server(cls.holder, programs.shared_home())

    @classmethod
    def tearDownClass(cls):
        cls.holder.doCleanups()

    def run_client(self, *arguments, code=0, **options):
        result = programs.client(self.server.address, *arguments, **options)
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        return result

    def assert_golden(self, name, text):
        path = GOLDEN / name
        if os.environ.get("CROSSWALK_UPDATE_GOLDEN"):
            GOLDEN.mkdir(exist_ok=True)
            path.write_text(masked(text), encoding="utf-8")
        self.assertEqual(masked(text), path.read_text(encoding="utf-8"))

    # Golden answers

    def test_map_table(self):
        shown = self.run_client("map", "--top", "1", text=CREDENTIAL)
        self.assert_golden("map.txt", without_evidence(shown.stdout))

    def test_map_json(self):
        shown = self.run_client("map", "--top", "1", "--json", "-t", "Configure a firewall.")
        answer = json.loads(shown.stdout)
        self.assertEqual(len(answer["mappings"]), 1)
        for span in answer["mappings"][0]["matches"][0]["evidence"].pop("spans"):
            self.assertIn(span["text"], "Configure a firewall.")
        self.assert_golden("map.json", json.dumps(answer, indent=1) + "\n")

    def test_map_marks_and_keeps_what_is_committed(self):
        every, only = (
            json.loads(self.run_client("map", "--json", *flags, text=CREDENTIAL).stdout)["mappings"]
            for flags in ((), ("--committed-only",)))
        committed = [[match for match in mapping["matches"] if match["committed"]]
                     for mapping in every]
        self.assertTrue(any(committed))
        self.assertEqual([mapping["matches"] for mapping in only], committed)
        self.assertEqual(
            [mapping["no_match_reason"] == "NO_MATCH_REASON_NOTHING_FITS" for mapping in every],
            [not matches for matches in committed])
        table = self.run_client("map", text=CREDENTIAL).stdout
        self.assertEqual(len(re.findall(r"^    \* \d  ", table, re.MULTILINE)),
                         sum(map(len, committed)))
        legend = "* in the set that the model would commit to\n"
        self.assertIn(legend, table)
        nothing = self.run_client("map", "-t", "Whistle at purple mountains on a Tuesday.").stdout
        self.assertIn("No skill fits well. The nearest:\n", nothing)
        self.assertNotIn(legend, nothing)

    def test_a_credential_informs_its_outcomes(self):
        def matches(*flags):
            answer = json.loads(self.run_client("map", "--json", *flags, text=CARE).stdout)
            return [match for mapping in answer["mappings"] for match in mapping["matches"]]

        for match in matches():
            self.assertNotIn("context_effect", match)
        for flags in (("--as-credential",), ("--title", "Care assistant")):
            effects = [match["context_effect"] for match in matches(*flags)]
            self.assertTrue(any(effects))
            self.assertLessEqual(max(map(abs, effects)), 1 + 1e-9)
        refused = self.run_client("map", "--title", "t" * 1025, "-t", "Wash hands.", code=1)
        self.assertIn("context.title", refused.stderr)

    def test_align_table(self):
        shown = self.run_client("align", "--hours", "40", text=CARE)
        self.assert_golden("align.txt", shown.stdout)

    def test_align_takes_facts(self):
        facts = ("--issuer-type", "college", "--admission", "postsecondary", "--prerequisite", "OQF-7")
        shown = self.run_client("align", "--full", "-l", "fr", *facts, text=CARE)
        self.assertIn("Ce que montrent les résultats,", shown.stdout)
        self.assertIn("Chaque résultat pris à part", shown.stdout)
        self.run_client("align", "--issuer-type", "club", text=CARE, code=2)
        unknown = self.run_client("align", "--prerequisite", "nothing", text=CARE, code=1)
        self.assertIn("CONCEPT_NOT_FOUND", unknown.stderr)

    def test_align_advises_on_outcomes(self):
        shown = self.run_client("align", text="- Understand hygiene rules\n- Wash bed linen\n")
        self.assertIn("Outcomes to look at again (1 of 2)", shown.stdout)
        self.assertIn("outcome 1: “Understand” cannot be seen or marked.", shown.stdout)

    def test_align_json(self):
        shown = self.run_client("align", "--json", text=CARE)
        answer = json.loads(shown.stdout)
        self.assertEqual([level["number"] for level in answer["alignment"]["probabilities"]],
                         list(range(1, 14)))
        self.assertEqual(len(answer["alignment"]["categories"]), 6)

    def test_search_table(self):
        shown = self.run_client("search", "supplier", "invoices", "--limit", "2")
        self.assert_golden("search.txt", shown.stdout)

    def test_search_json(self):
        shown = self.run_client("search", "--json", "--limit", "1", "supplier invoices")
        self.assert_golden("search.json", shown.stdout)

    def test_suggest_show_and_frameworks(self):
        self.assert_golden("suggest.txt", self.run_client("suggest", "verify", "ven").stdout)
        skill = esco_bundle.skill_uri(2)
        self.assert_golden("show_skill.txt", self.run_client("show", skill, "-l", "en,fr").stdout)
        self.assert_golden("show_occupation.txt", self.run_client("show", "4311.1").stdout)
        self.assert_golden("frameworks.txt", self.run_client("frameworks").stdout)

    # Input

    def test_csv_and_json_input_keep_identifiers(self):
        rows = "id;outcome;language\nA1;Configure a firewall.;en\nA2;Donner les premiers soins.;fr\n"
        folder = programs.ScratchFolder(self).path
        table = folder / "outcomes.csv"
        table.write_text(rows, encoding="utf-8")
        from_csv = json.loads(self.run_client("map", "--json", str(table)).stdout)["mappings"]
        self.assertEqual([(mapping["outcome_id"], mapping["language_code"]) for mapping in from_csv],
                         [("A1", "en"), ("A2", "fr")])
        document = {"title": "Two", "outcomes": [{"id": "A1", "text": "Configure a firewall."},
                                                 {"id": "A2", "text": "Donner les premiers soins."}]}
        from_json = json.loads(
            self.run_client("map", "--json", text=json.dumps(document)).stdout)["mappings"]
        self.assertEqual([mapping["matches"][0]["skill"]["uri"] for mapping in from_json],
                         [mapping["matches"][0]["skill"]["uri"] for mapping in from_csv])

    def test_many_outcomes_come_back_in_order(self):
        lines = "".join(f"Configure firewall number {number}.\n" for number in range(150))
        shown = self.run_client("map", "--json-lines", "--format", "lines", text=lines)
        self.assertEqual(len(shown.stdout.splitlines()), 150)
        table = list(csv.DictReader(io.StringIO(
            self.run_client("map", "--csv", "--top", "1", "--format", "lines", text=lines).stdout)))
        self.assertEqual([row["outcome"] for row in table], lines.splitlines())
        self.assertTrue(all(row["skill"] == "configure firewalls" for row in table))

    def test_bad_input_is_located(self):
        shown = self.run_client("map", text='[{"text": "Good"},\n {"id": 7}]', code=2)
        self.assertIn("<stdin>:2: ", shown.stderr)
        self.assertEqual(shown.stdout, "")
        missing = self.run_client("map", "no-such-file.txt", code=2)
        self.assertIn("no-such-file.txt: No such file", missing.stderr)

    # Exit codes

    def test_partial_answers(self):
        shown = self.run_client("map", "--format", "lines", text="Configure a firewall.\n" + "x" * 5000,
                                code=4)
        self.assertIn("configure firewalls", shown.stdout)
        self.assertIn("1 of 2 outcomes could not be mapped", shown.stderr)

    def test_server_errors(self):
        shown = self.run_client("show", "9999.9", code=1)
        self.assertIn("CONCEPT_NOT_FOUND", shown.stderr)
        located = self.run_client("align", text="- Perform routine tasks.\n- " + "x" * 5000, code=1)
        self.assertIn("<stdin>:2", located.stderr)

    def test_no_server(self):
        result = programs.client("127.0.0.1:1", "search", "anything")
        self.assertEqual(result.returncode, 3, result.stderr)
        self.assertIn("127.0.0.1:1", result.stderr)
        late = self.run_client("--timeout", "0.001", "map", "--format", "lines",
                               text="Configure a firewall.\n" * 500, code=3)
        self.assertIn("--timeout", late.stderr)

    def test_usage_errors(self):
        for arguments in ((), ("map", "--no-such"), ("map", "--top", "0"), ("map", "--json", "--csv"),
                          ("search",), ("completion", "tcsh")):
            with self.subTest(arguments=arguments):
                result = programs.client(self.server.address, *arguments, text="x")
                self.assertEqual(result.returncode, 2)
                self.assertTrue(result.stderr)

    def test_unwritable_output(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            result = subprocess.run([programs.CLIENT, "frameworks", "-s", self.server.address],
                                    stdout=full, stderr=subprocess.PIPE, timeout=programs.TIMEOUT)
        self.assertEqual(result.returncode, 5)

    # The rest

    def test_colour_only_where_it_is_wanted(self):
        plain = self.run_client("search", "invoices").stdout
        self.assertNotIn("\x1b", plain)
        coloured = self.run_client("search", "invoices", "--color", "always").stdout
        self.assertIn("\x1b[", coloured)
        self.assertEqual(re.sub(r"\x1b\[[0-9;]*m", "", coloured), plain)

    def test_completion_scripts_are_shell(self):
        for shell in ("bash", "zsh", "fish"):
            script = self.run_client("completion", shell).stdout
            for word in ("map", "align", "min-confidence", "knowledge"):
                self.assertIn(word, script)
        bash = self.run_client("completion", "bash").stdout
        answer = subprocess.run(
            ["bash", "-c", bash + "\nCOMP_WORDS=(crosswalk map --min); COMP_CWORD=2; _crosswalk; "
             "echo \"${COMPREPLY[*]}\"; COMP_WORDS=(crosswalk se); COMP_CWORD=1; _crosswalk; "
             "echo \"${COMPREPLY[*]}\""], capture_output=True, text=True, check=True)
        self.assertEqual(answer.stdout.split(), ["--min-confidence", "search"])

    def test_status_and_reload(self):
        self.assertEqual(json.loads(self.run_client("status", "--json").stdout)["state"],
                         "SERVING_STATE_SERVING")
        self.assertIn("nothing newer", self.run_client("reload").stdout)


if __name__ == "__main__":
    unittest.main()
