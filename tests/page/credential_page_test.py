# SPDX-License-Identifier: Apache-2.0
"""A credential: what it teaches, level with reasons, pathways, gap, and data for programs."""

import json
import unittest

from selenium.webdriver.common.keys import Keys

from site_case import PHONE, SiteCase

PATH = "/credentials/brisklane.bookkeeping-certificate"


class CredentialPageTest(SiteCase):
    def test_facts_outcomes_and_level_in_both_languages(self):
        for prefix, words in (("", ("What it teaches", "Level", "Where it leads", "January 11, 2027", "declared by the institution")),
                              ("/fr", ("Ce qu’il enseigne", "Niveau", "Où il mène", "11 janvier 2027", "déclaré par l’établissement"))):
            self.open(prefix + PATH)
            for word in words:
                self.assertIn(word, self.text("main"))
            self.assertGreaterEqual(len(self.all("main .outcomes > li")), 3)
            self.assertEqual(len(self.all("main .level-rung")), 13)
        self.assertEqual(self.lang_of(self.one("h1")), "en")
        self.assertEqual(self.lang_of(self.one("main .outcomes p")), "en")

    def test_says_when_the_award_lapses(self):
        for prefix, text in (("", "60 months after it is awarded"), ("/fr", "60 mois après son obtention")):
            self.open(f"{prefix}/credentials/ambrelac.salubrite-alimentaire")
            self.assertIn(text, self.text("main dl.facts"))

    def test_evidence_leads_to_its_outcome(self):
        self.open(PATH)
        details = next(each for each in self.all("main .level-category")
                       if self.script("return arguments[0].querySelector('a[href^=\"#outcome-\"]')", each))
        details.find_element("tag name", "summary").click()
        link = details.find_element("css selector", "a[href^='#outcome-']")
        wanted = link.get_attribute("href").split("#")[1]
        link.click()
        self.assertEqual(self.script("return document.activeElement.id"), wanted)
        self.assert_accessible("evidence open")

    def test_pathways_are_drawn_and_listed(self):
        self.open(PATH)
        drawn = set(self.script("""
            return [...document.querySelectorAll('svg.pathways .step title')].map((each) => each.textContent)"""))
        listed = {each.text for each in self.all("main .ways ol a[href*='/credentials/']")}
        self.assertGreater(len(drawn), 0)
        self.assertEqual(drawn, listed)
        self.assertEqual(self.one("svg.pathways").get_attribute("role"), "img")

    def test_gap_against_an_occupation(self):
        occupation = self.call("GET", "frameworks/esco/concepts?filter.types=CONCEPT_TYPE_OCCUPATION&pageSize=50")["concepts"][0]
        self.open(PATH)
        box = self.one("main .gap-choice input")
        self.script("arguments[0].scrollIntoView({block: 'center'})", box)
        box.send_keys(occupation["preferredLabel"])
        self.until(lambda: self.all("main .gap-choice [role=option]"), "there are suggestions")
        box.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
        self.until(lambda: "gap=" in self.browser.current_url, "the gap has an address")
        self.settle()
        self.assertIn(f"Compared with {occupation['preferredLabel']}", self.text("main .gap"))
        answer = self.call("POST", "pathways:analyzeGap", {"credentials": [PATH[1:]], "occupation": occupation["name"]})
        for each in answer["skills"]:
            self.assertIn(each["skill"]["label"], self.script("return document.querySelector('.gap').textContent"))
        self.assert_accessible("gap")

    def test_data_for_programs(self):
        self.open(PATH)
        data = json.loads(self.script("return document.querySelector('script[type=\"application/ld+json\"]').textContent"))
        credential = self.call("GET", PATH[1:])["credential"]
        self.assertEqual(data["@type"], "EducationalOccupationalCredential")
        self.assertEqual(data["name"], credential["title"]["en"])
        self.assertEqual(data["educationalLevel"]["termCode"], "6")
        aligned = {each["uri"] for outcome in credential["outcomes"] for each in outcome.get("alignments", [])}
        self.assertEqual({each["@id"] for each in data["competencyRequired"]}, aligned)

    def test_unknown_credential(self):
        self.open("/credentials/not-there")
        self.assertIn("There is no such credential", self.text("main"))
        self.assert_accessible("no such credential")

    def test_phone(self):
        self.resize(*PHONE)
        self.open("/fr" + PATH)
        self.assert_accessible("on a phone")

    def test_print_has_the_evidence_and_no_controls(self):
        self.open(PATH)
        self.emulate(media="print")
        shown = self.script("""
            const visible = (each) => each.checkVisibility({contentVisibilityAuto: true});
            return {buttons: [...document.querySelectorAll('button')].filter(visible).length,
              navigation: visible(document.querySelector('header nav')),
              evidence: [...document.querySelectorAll('.level-category ul')].every(
                (each) => each.getBoundingClientRect().height > 0)};""")
        self.assertEqual(shown, {"buttons": 0, "navigation": False, "evidence": True})


if __name__ == "__main__":
    unittest.main()
