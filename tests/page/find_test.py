# SPDX-License-Identifier: Apache-2.0
"""Finding credentials: words, skills, occupation, familiar levels, facets, nothing found."""

import unittest

from selenium.webdriver.common.keys import Keys

from site_case import PHONE, SiteCase


class FindTest(SiteCase):
    def found(self):
        return [each.text for each in self.all("main .found h3")]

    def search(self):
        self.press(self.say("Search", "Chercher"), "main button")
        self.settle()

    def say(self, english, french):
        return french if "/fr/" in self.browser.current_url else english

    def test_words_lead_to_hits_with_the_words_marked(self):
        for prefix in ("", "/fr"):
            self.open(f"{prefix}/find")
            self.type("#find-words", "bookkeeping")
            self.search()
            self.assertIn("query=bookkeeping", self.browser.current_url)
            self.assertGreater(len(self.found()), 0)
            self.assertIn("bookkeep", self.text("main .found mark").lower())
            self.assert_accessible("hits")

    def test_address_has_the_whole_search(self):
        self.open("/find")
        self.type("#find-words", "care")
        self.search()
        self.script("arguments[0].click()", self.one("main .facet input[data-focus^='types']"))
        self.until(lambda: "types=" in self.browser.current_url, "the facet is in the address")
        self.settle()
        address, hits = self.browser.current_url, self.found()
        self.browser.get("about:blank")
        self.open(address.removeprefix(self.origin))
        self.assertEqual(self.found(), hits)
        self.assertTrue(self.one("main .facet input[data-focus^='types']").is_selected())

    def test_facet_keeps_the_focus_and_counts_tell_the_truth(self):
        self.open("/find")
        box = self.one("main .facet input[data-focus^='deliveryModes']")
        count = self.script("return arguments[0].parentNode.innerText.match(/\\((\\d+)\\)/)[1]", box)
        box.send_keys(Keys.SPACE)
        self.until(lambda: "deliveryModes=" in self.browser.current_url, "the facet is chosen")
        self.settle()
        self.assertTrue(self.text("main .found-total").startswith(f"{count} "))
        self.assertTrue(self.script("return document.activeElement.dataset.focus")
                        .startswith("deliveryModes"))

    def test_skill_is_chosen_with_the_keyboard_alone(self):
        for prefix, typed, label in (("", "bank recon", "reconcile bank statements"),
                                     ("/fr", "rapprochement ban", "effectuer le rapprochement bancaire")):
            self.open(f"{prefix}/find")
            box = self.all("main [role=combobox]")[0]
            box.send_keys(typed)
            self.until(lambda: self.all("main [role=option]"), "there are suggestions")
            self.assertEqual(box.get_attribute("aria-expanded"), "true")
            box.send_keys(Keys.ARROW_DOWN)
            self.assertTrue(box.get_attribute("aria-activedescendant"))
            self.assert_accessible("open list of suggestions")
            box.send_keys(Keys.ENTER)
            self.until(lambda: "skills=" in self.browser.current_url, "the skill is in the address")
            self.until(lambda: label in self.text("main .tags"), "the chosen skill is named")
            self.settle()
            self.assertGreater(len(self.found()), 0)
            self.assertRegex(self.text("main .taught"), "suggested|suggéré|declared|déclaré|confirmed|confirmé")
            self.assertTrue(self.all("main .taught q"), "the outcome that carries the skill")

    def test_confirmed_by_a_person_is_told(self):
        skill = self.call("GET", "skills:search?query=draw%20up%20a%20budget")["results"][0]["item"]
        kept = self.call("POST", "credentials?suggestions=SUGGESTION_MODE_NONE", {
            "name": "credentials/checked.budget", "issuer": {"id": "checked", "name": {"en": "Checked College"}},
            "title": {"en": "Budgets, reviewed"}, "type": "CREDENTIAL_TYPE_MICRO_CREDENTIAL",
            "outcomes": [{"text": "Draw up a budget for a project", "languageCode": "en", "alignments": [
                {"conceptName": skill["name"], "uri": skill["uri"], "source": "ALIGNMENT_SOURCE_CONFIRMED"}]}]})
        self.call("POST", f"{kept['credential']['name']}:publish", {})
        self.wait_for_index()
        self.open(f"/find?skills={skill['name']}&confirmed=true")
        self.assertEqual(self.found(), ["Budgets, reviewed"])
        self.assertIn("confirmed by a reviewer", self.text("main .taught"))
        self.assertIn("Draw up a budget for a project", self.text("main .taught q"))

    def test_occupation(self):
        occupations = self.call("GET", "frameworks/esco/concepts?filter.types=CONCEPT_TYPE_OCCUPATION&pageSize=50")["concepts"]
        label = occupations[0]["preferredLabel"]
        self.open("/find")
        box = self.all("main [role=combobox]")[1]
        box.send_keys(label)
        self.until(lambda: self.all("main [role=option]"), "there are suggestions")
        box.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
        self.until(lambda: "occupation=" in self.browser.current_url, "the occupation is in the address")
        self.until(lambda: label in self.text("main .tags"), "the chosen occupation is named")

    def test_level_in_a_familiar_name(self):
        for prefix, name in (("", "a college diploma"), ("/fr", "un diplôme collégial")):
            self.open(f"{prefix}/find")
            select = self.one("#find-level")
            option = next(each for each in select.find_elements("tag name", "option") if each.text.startswith(name))
            option.click()
            self.until(lambda: "minLevel=6" in self.browser.current_url and "maxLevel=8" in self.browser.current_url,
                       "the level is in the address")
            self.settle()
            self.assertGreater(len(self.found()), 0)
            levels = {each.text.split()[0] for each in self.all("main .found-facts a")}
            self.assertLessEqual(levels, {"6", "7", "8"})

    def test_nothing_found_says_what_would_help(self):
        for prefix, text in (("", "No credential fits"), ("/fr", "Aucun titre ne convient")):
            self.open(f"{prefix}/find?query=zzzzqqq&minLevel=6")
            self.assertIn(text, self.text("main"))
            self.assert_accessible("nothing found")
            self.one("main .notice a").click()
            self.settle()
            self.assertGreater(len(self.found()), 0)

    def test_advice_changes_a_skill_that_was_asked_for_in_words(self):
        address = "/find?skills=fly+helicopters"
        self.open(address)
        links = [each.get_attribute("href") for each in self.all("main .notice a")]
        self.assertGreater(len(links), 0)
        for link in links:
            self.assertNotIn("helicopters", link)
            self.open(link.removeprefix(self.origin))
            self.assertGreater(len(self.found()), 0)

    def test_words_that_are_no_skill(self):
        self.open("/find?skills=zzzzqqq")
        self.assertIn("“zzzzqqq”", self.text("main .notice"))
        self.press("Search without it", "main a")
        self.settle()
        self.assertGreater(len(self.found()), 0)

    def test_more_hits_are_added_and_the_focus_goes_to_the_first_of_them(self):
        self.open("/find")
        before = len(self.found())
        self.press("Show more", "main section > div > button")
        self.until(lambda: len(self.found()) > before, "there are more")
        self.assertEqual(self.script("return document.activeElement.innerText"), self.found()[before])

    def test_hits_lead_to_the_credential_and_back(self):
        self.resize(*PHONE)
        self.open("/find?query=bookkeeping")
        title = self.found()[0]
        self.press(title, "main .found a")
        self.until(lambda: self.text("h1") == title, "the credential is there")
        self.browser.back()
        self.until(lambda: self.found(), "the hits are back")
        self.assertIn("query=bookkeeping", self.browser.current_url)


if __name__ == "__main__":
    unittest.main()
