# SPDX-License-Identifier: Apache-2.0
"""Taking joined concept texts apart. Texts here are made up; uuids too."""

import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "tools" / "setup"))

import esco_texts  # noqa: E402

# Enough texts for the splitter to learn which words start a description.
TEXTS = {
    "polish": (
        "polish brass instruments",
        "polish brass instruments clean trumpets buff brass horns Remove marks from brass. Use wax.",
    ),
    "rinse": ("rinse bottles", "rinse bottles wash bottles Remove dust from bottles with water."),
    "clear": ("clear drains", "clear drains unblock drains remove clogs Remove what blocks a drain."),
    "tuning": (
        "harp tuning",
        "harp tuning HT the tuning of harps The ways of tuning a harp, such as Pythagorean tuning.",
    ),
    "kilns": ("kiln types", "kiln types sorts of kiln The kinds of kiln and the heat they reach."),
    "glazes": ("glaze chemistry", "glaze chemistry The elements in a glaze. The colours they give."),
    "tool": ("Harpo", "Harpo (tuning software) Harpo 2 The program Harpo hears a string's pitch."),
}


def split(texts=TEXTS):
    labels = {key: label for key, (label, _) in texts.items()}
    return esco_texts.split_skills(labels, {key: text for key, (_, text) in texts.items()})


class SplitSkillsTest(unittest.TestCase):
    def test_takes_label_alternatives_and_description_apart(self):
        self.assertEqual(
            split()["polish"],
            esco_texts.ConceptText(
                label="polish brass instruments",
                alternatives="clean trumpets buff brass horns",
                description="Remove marks from brass. Use wax.",
            ),
        )

    def test_a_capitalised_alternative_is_no_description(self):
        concept = split()["tuning"]
        self.assertEqual(concept.alternatives, "HT the tuning of harps")
        self.assertEqual(
            concept.description, "The ways of tuning a harp, such as Pythagorean tuning."
        )

    def test_a_later_sentence_is_no_start(self):
        self.assertEqual(
            split()["glazes"].description, "The elements in a glaze. The colours they give."
        )

    def test_a_bracket_after_the_label_belongs_to_it(self):
        concept = split()["tool"]
        self.assertEqual(concept.label, "Harpo (tuning software)")
        self.assertEqual(concept.alternatives, "Harpo 2")
        self.assertEqual(concept.description, "The program Harpo hears a string's pitch.")

    def test_blanks_of_every_kind_count_as_one(self):
        texts = dict(TEXTS, odd=("rinse\u00a0tall  vases", "rinse tall vases Remove old water."))
        self.assertEqual(split(texts)["odd"].label, "rinse tall vases")
        self.assertEqual(split(texts)["odd"].alternatives, "")

    def test_a_label_that_the_text_lacks_is_kept_and_nothing_lost(self):
        texts = dict(TEXTS, odd=("dry plates", "dry up plates Remove water from plates."))
        concept = split(texts)["odd"]
        self.assertEqual(concept.label, "dry plates")
        self.assertEqual(concept.alternatives, "dry up plates")

    def test_a_text_without_description(self):
        texts = dict(TEXTS, odd=("dry plates", "dry plates wipe plates"))
        self.assertEqual(split(texts)["odd"].alternatives, "wipe plates")
        self.assertEqual(split(texts)["odd"].description, "")


class SplitOccupationsTest(unittest.TestCase):
    def label(self, text):
        others = {
            "1": "harp tuner tuner of harps Harp tuners tune harps.",
            "2": "kiln operator firing worker Kiln operators fire pots.",
        }
        result = esco_texts.split_occupations({**others, "0": text})
        return result["0"].label if "0" in result else None

    def test_the_plural_in_the_description_tells_the_label(self):
        text = "bell founder bell caster foundry worker Bell founders cast bells. They tune bells."
        result = esco_texts.split_occupations({"0": text})["0"]
        self.assertEqual(
            result,
            esco_texts.ConceptText(
                "bell founder",
                "bell caster foundry worker",
                "Bell founders cast bells. They tune bells.",
            ),
        )

    def test_plurals(self):
        for text, label in {
            "city bellman town crier City bellmen announce news.": "city bellman",
            "bell secretary bell clerk Bell secretaries keep lists.": "bell secretary",
            "usher/usherette door worker Ushers/usherettes show seats.": "usher/usherette",
            "bell ringer/bell ringress tower worker Bell ringers ring.": "bell ringer/bell ringress",
            "ringer-in-chief head ringer Ringers-in-chief lead ringers.": "ringer-in-chief",
            "head of ringers chief ringer Heads of ringers lead.": "head of ringers",
        }.items():
            with self.subTest(label):
                self.assertEqual(self.label(text), label)

    def test_a_description_in_the_singular(self):
        text = "bell assistant bell aide Bell assistant help the founder."
        self.assertEqual(self.label(text), "bell assistant")

    def test_a_label_with_capitals_repeated_among_the_alternatives(self):
        text = "AV technician AV technicians AV aide AV technicians set up AV gear."
        self.assertEqual(self.label(text), "AV technician")
        text = "3D potter 3D artist 3D potters print pots. 3D potters also glaze."
        self.assertEqual(self.label(text), "3D potter")

    def test_an_added_preposition(self):
        text = "harp teacher secondary school harp tutor Harp teachers at secondary schools teach."
        self.assertEqual(self.label(text), "harp teacher secondary school")

    def test_a_text_that_tells_no_label_is_left_out(self):
        self.assertIsNone(self.label("bell founder bell caster People who cast bells."))


class SplitIscoGroupTest(unittest.TestCase):
    def test_two_blanks_end_the_label(self):
        concept = esco_texts.split_isco_group("Harp makers  Harp makers make harps.\n- Luthier\n")
        self.assertEqual(concept.label, "Harp makers")
        self.assertEqual(concept.description, "Harp makers make harps.\n- Luthier")


if __name__ == "__main__":
    unittest.main()
