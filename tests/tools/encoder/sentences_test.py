# SPDX-License-Identifier: Apache-2.0
"""The sentences that the encoder is trained on are as their README says."""

import glob
import pathlib
import sys
import unittest

TOOL = pathlib.Path(__file__).parents[3] / "tools" / "encoder"
sys.path.insert(0, str(TOOL))
import sentences  # noqa: E402

SKILL = "http://data.europa.eu/esco/skill/00000000-0000-0000-0000-000000000001"


class SentencesTest(unittest.TestCase):
    def test_every_line_is_well_formed_and_there_once(self):
        seen = set()
        for path in sorted(glob.glob(str(TOOL / "sentences" / "*.tsv"))):
            kind = pathlib.Path(path).name.split("s_")[0]
            with open(path, encoding="utf-8") as lines:
                for number, line in enumerate(lines, 1):
                    with self.subTest(file=path, line=number):
                        sentence = sentences.parse(line)
                        self.assertEqual(sentence.kind, kind)
                        self.assertNotIn(sentence.english, seen)
                        seen.add(sentence.english)
        self.assertGreater(len(seen), 10_000)

    def test_faults_are_named(self):
        for columns, reason in (
            ((SKILL, "outcome", "Weld pipes."), "3 columns"),
            (("skill/1", "outcome", "Weld pipes.", "Souder."), "no skill of ESCO"),
            ((SKILL, "goal", "Weld pipes.", "Souder."), "kind"),
            ((SKILL, "outcome", "Weld pipes.", " "), "no French text"),
            ((SKILL, "outcome", ' Weld pipes.', "Souder."), "blanks around"),
            ((SKILL, "outcome", 'Weld "pipes.', "Souder."), "stray quotes"),
            ((SKILL, "outcome", "Excel", "Excel"), "the same text"),
        ):
            with self.subTest(reason=reason), self.assertRaisesRegex(ValueError, reason):
                sentences.parse("\t".join(columns) + "\n")


if __name__ == "__main__":
    unittest.main()
