# SPDX-License-Identifier: Apache-2.0
"""Exploring frameworks: search, hierarchy, occupations, the ladder side by side."""

import unittest

from site_case import SiteCase


class ExploreTest(SiteCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.concepts = {}
        for kind in ("SKILL", "SKILL_GROUP", "OCCUPATION"):
            answer = cls.call("GET", f"frameworks/esco/concepts?filter.types=CONCEPT_TYPE_{kind}&pageSize=100")
            cls.concepts[kind] = answer["concepts"]

    def name_of(self, label):
        return next(each["name"] for each in self.concepts["SKILL"] if each["preferredLabel"] == label)

    def test_frameworks_lead_to_the_ladder(self):
        self.open("/frameworks")
        self.press("Ontario Qualifications Framework", "main a")
        self.until(lambda: len(self.all("main .rung")) == 13, "there are 13 rungs")
        labels = [each.text for each in self.all("main .rung h3 a")]
        self.assertEqual((labels[0], labels[-1]), ("Doctoral Degree", "Certificate I"))

    def test_neighbours_stand_side_by_side_at_an_address_of_their_own(self):
        self.open("/frameworks/oqf")
        self.press("Compare with Diploma II", "main button")
        self.until(lambda: self.all("main table.comparison"), "they are compared")
        heads = [each.text for each in self.all("main table.comparison thead th")]
        self.assertIn("Diploma I", " ".join(heads))
        self.assertIn("Diploma II", " ".join(heads))
        self.assertGreaterEqual(len(self.all("main table.comparison tbody tr")), 6)
        address = self.browser.current_url
        self.browser.get("about:blank")
        self.open(address.removeprefix(self.origin))
        self.assertTrue(self.all("main table.comparison"))
        self.assert_accessible("comparison")

    def test_search_finds_a_skill_by_another_label(self):
        self.open("/frameworks/esco")
        self.type("main form input[type=text], main form input[type=search]", "verify vendor bills\n")
        self.until(lambda: "check supplier invoices" in self.text("main"), "the skill is found")
        self.assert_accessible("search results")

    def test_hierarchy_opens_by_keyboard(self):
        self.open("/frameworks/esco")
        button = self.one("main .tree button.disclosure")
        before = len(self.all("main .tree li"))
        button.send_keys("\n")
        self.until(lambda: len(self.all("main .tree li")) > before, "the branch is open")
        self.assertEqual(button.get_attribute("aria-expanded"), "true")
        self.assert_accessible("open branch")

    def test_occupation_shows_essential_and_optional_skills(self):
        for occupation in self.concepts["OCCUPATION"]:
            counts = [self.call("GET", f"{occupation['name']}/concepts?relation=CONCEPT_RELATION_{kind}_SKILL")
                      .get("concepts", []) for kind in ("ESSENTIAL", "OPTIONAL")]
            if all(counts):
                break
        self.open(f"/{occupation['name']}")
        text = self.text("main")
        self.assertIn("Essential", text)
        self.assertIn("Optional", text)
        for skill in counts[0][:3] + counts[1][:3]:
            self.assertIn(skill["preferredLabel"], text)

    def test_concept_in_french_with_the_english_text_marked_as_foreign(self):
        name = self.name_of("check supplier invoices")
        self.open(f"/fr/{name}")
        self.assertEqual(self.text("h1").lower(), "contrôler les factures des fournisseurs")
        self.assertEqual(self.lang_of(self.one("h1")), "fr")
        english = self.script("""
            return [...document.querySelectorAll('main [lang=en]')].map((each) => each.innerText).join()""")
        self.assertIn("check supplier invoices", english)


if __name__ == "__main__":
    unittest.main()
