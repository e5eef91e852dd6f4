# SPDX-License-Identifier: Apache-2.0
"""Finding credentials: words, skills, occupation, familiar levels, facets, nothing found."""

import unittest

from selenium.webdriver.common.keys import Keys

from site_case import PHONE, ZOOMED, SiteCase


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
            self.until(self.found, "credentials are found")
            self.assertRegex(self.text("main .taught"), self.say("suggested|declared|confirmed", "suggérée|déclarée|confirmée"))
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
        self.settle()
        skill = self.call("GET", "skills:search?query=draw%20up%20a%20budget")["results"][0]["item"]["name"]
        essential = self.call("POST", "credentials:search", {"occupation": occupations[0]["name"]})["skills"]
        for prefix, said, chosen in (
                ("", f"{len(essential)} essential skills of {label}", f"{len(essential) + 1} skills, chosen or essential for {label}"),
                ("/fr", f".+\u00a0: {len(essential)} compétences essentielles",
                 f".+\u00a0: {len(essential) + 1} compétences essentielles ou choisies")):
            for more, wanted in (("", said), (f"&skills={skill}", chosen)):
                self.open(f"{prefix}/find?occupation={occupations[0]['name']}{more}")
                self.assertRegex(self.text("main .find-columns > section summary"), f"^{wanted}$")

    def test_no_suggestion_is_told_to_the_eye_too(self):
        for prefix, said in (("", "No suggestion"), ("/fr", "Aucune suggestion")):
            self.open(f"{prefix}/find")
            box = self.all("main [role=combobox]")[0]
            box.send_keys("zzzzqqq")
            self.until(lambda: self.all("main .combobox .nothing"), "there is nothing to choose")
            told = self.one("main .combobox .nothing")
            self.assertEqual(told.text, said)
            self.assertGreaterEqual(told.rect["y"], box.rect["y"] + box.rect["height"] - 1, "what was typed is to be seen")
            self.assert_accessible("no suggestion")
            box.send_keys(Keys.ESCAPE)
            self.assertFalse(self.all("main .combobox .nothing"))

    def test_bars_of_the_levels_are_of_one_width(self):
        self.open("/find")
        widths = self.script("return [...document.querySelectorAll('main .facet .bar')].map((each) => each.offsetWidth)")
        self.assertGreater(len(widths), 2)
        self.assertEqual(len(set(widths)), 1)

    def test_level_in_a_familiar_name(self):
        for prefix, name in (("", "a college diploma"), ("/fr", "un diplôme collégial")):
            self.open(f"{prefix}/find")
            select = self.one("#find-level")
            option = next(each for each in select.find_elements("tag name", "option") if each.text.startswith(name))
            option.click()
            self.until(lambda: "minLevel=6" in self.browser.current_url and "maxLevel=8" in self.browser.current_url,
                       "the level is in the address")
            self.until(self.found, "credentials are found")
            levels = {each.text.split()[0] for each in self.all("main .found-facts a")}
            self.assertLessEqual(levels, {"6", "7", "8"})

    def field(self, english, french):
        return self.named(self.say(english, french), ".more-filters input, .more-filters select")

    def open_more(self):
        summary = self.one(".more-filters summary")
        summary.send_keys(Keys.ENTER)
        self.until(lambda: self.all(".more-filters[open]"), "the fields are open")

    def put(self, field, value):
        """What typing would give; days are typed in the order of the browser's language."""
        self.script("arguments[0].value = arguments[1]", field, value)

    def chips(self):
        return self.script("""
            return [...document.querySelectorAll('main .tags .tag')].map((each) =>
              [...each.childNodes].filter(({localName}) => localName !== 'button').map(({textContent}) => textContent).join('').trim())""")

    def test_hours_cost_and_first_day_narrow_the_hits(self):
        for prefix, cost, chips in (
                ("", "1,000", ["Hours: 20 to 60", "Cost: $5.00 to $1,000.00", "Start: January 1, 2027 to June 30, 2027"]),
                ("/fr", "1 000,50", ["Heures : 20 à 60", "Coût : 5,00 $ à 1 000,50 $", "Début : du 1er janvier 2027 au 30 juin 2027"])):
            self.open(f"{prefix}/find")
            self.open_more()
            self.field("Hours, at least", "Heures minimum").send_keys("20", Keys.TAB, "60", Keys.TAB, "5", Keys.TAB, cost)
            self.put(self.field("Starts on or after", "Débute au plus tôt"), "2027-01-01")
            self.put(self.field("Starts on or before", "Débute au plus tard"), "2027-06-30")
            self.field("Cost", "Coût").send_keys(Keys.ENTER)
            self.until(lambda: "maxCost=1000" in self.browser.current_url, "the cost is in the address")
            self.settle()
            for part in ("minHours=20", "maxHours=60", "minCost=5", "startFrom=2027-01-01", "startUntil=2027-06-30"):
                self.assertIn(part, self.browser.current_url)
            self.assertEqual([" ".join(each.split()) for each in self.chips()], chips)
            self.assertIn("(3)", self.text(".more-filters summary"))
            self.assertGreater(len(self.found()), 0)
            self.assert_accessible("ranges hold")
            answer = self.call("POST", "credentials:search", {"pageSize": 100, "filter": {
                "minHours": 20, "maxHours": 60, "minCost": 5, "maxCost": 1000, "startFrom": "2027-01-01", "startUntil": "2027-06-30"}})
            self.assertTrue(self.text("main .found-total").startswith(f"{answer['totalSize']} "))
            for each in answer["results"]:
                self.assertTrue(20 <= each["credential"]["hours"] <= 60)
            hits = self.found()
            self.browser.refresh()
            self.settle()
            self.assertEqual(self.found(), hits)
            self.open_more()
            self.assertEqual(self.field("Hours, at most", "Heures maximum").get_attribute("value"), "60")

    def test_lowest_and_highest_level(self):
        for prefix, low, high, chip in (("", "5 one-year certificate", "8 three-year diploma", "Level: 5 to 8"),
                                        ("/fr", "5 certificat d’un an", "8 diplôme de trois ans", "Niveau : 5 à 8")):
            self.open(f"{prefix}/find")
            self.open_more()
            lowest = self.field("Level, at least", "Niveau, au moins")
            highest = self.field("Level, at most", "Niveau, au plus")
            for select, name in ((lowest, low), (highest, high)):
                options = select.find_elements("tag name", "option")
                self.assertEqual(len(options), 14)
                next(each for each in options if each.text == name).click()
            self.search()
            self.assertIn("minLevel=5&maxLevel=8", self.browser.current_url)
            self.assertEqual([" ".join(each.split()) for each in self.chips()], [chip])
            answer = self.call("POST", "credentials:search", {"filter": {"minLevel": "5", "maxLevel": "8"}})
            self.assertTrue(self.text("main .found-total").startswith(f"{answer['totalSize']} "))
            levels = {int(each.text.split()[0]) for each in self.all("main .found-facts a")}
            self.assertLessEqual(levels, {5, 6, 7, 8})
            self.assert_accessible("from one level to another")
            # Both choices of the level say the same.
            self.assertIn("5", self.script("return document.querySelector('#find-level').selectedOptions[0].innerText"))
            next(each for each in self.all("#find-level option") if "(6–8)" in each.text).click()
            self.until(lambda: "minLevel=6" in self.browser.current_url, "the level is another")
            self.assertEqual(lowest.get_attribute("value"), "6")
            self.settle()
            next(each for each in highest.find_elements("tag name", "option") if each.get_attribute("value") == "2").click()
            self.press(self.say("Search", "Chercher"), "main button")
            self.until(lambda: highest.get_attribute("aria-invalid"), "the highest below the lowest is told")
            self.assertIn("6", self.problem_of(highest))
            self.assert_accessible("the highest below the lowest")

    def test_levels_of_an_address(self):
        self.open("/find?minLevel=diploma-2")
        self.assertGreater(len(self.found()), 0)
        self.open_more()
        self.assertEqual(self.field("Level, at least", "").get_attribute("value"), "diploma-2")
        for wrong in ("14", "zzzzqqq"):
            self.open(f"/find?maxLevel={wrong}")
            self.assertEqual(self.problem_of(self.one(".more-filters [aria-invalid]")), f"There is no level {wrong}.")
            self.press("Search without these filters", "main a")
            self.until(self.found, "credentials are found")

    def test_a_range_with_equal_ends_is_one_value(self):
        for prefix, chips in (("", ["Level: 6", "Start: January 2, 2027"]), ("/fr", ["Niveau : 6", "Début : 2 janvier 2027"])):
            self.open(f"{prefix}/find?minLevel=6&maxLevel=6&startFrom=2027-01-02&startUntil=2027-01-02")
            self.assertEqual([" ".join(each.split()) for each in self.chips()], chips)

    def test_a_range_is_removed_with_its_chip(self):
        for prefix, remove in (("", "Remove Hours: 20 to 60"), ("/fr", "Retirer Heures : 20 à 60")):
            self.open(f"{prefix}/find?minHours=20&maxHours=60&minCost=5")
            self.assertEqual(len(self.chips()), 2)
            self.named(remove, "main .tags button").send_keys(Keys.ENTER)
            self.until(lambda: "Hours" not in self.browser.current_url, "the hours are gone from the address")
            self.settle()
            self.assertIn("minCost=5", self.browser.current_url)
            self.assertEqual(len(self.chips()), 1)
            self.assertEqual([each.get_attribute("value") for each in self.all(".more-filters input")], ["", "", "5", "", "", ""])

    def test_wrong_values_are_told_at_their_fields(self):
        for prefix, letters, negative, below in (
                ("", "“many”", "Write a number from 0, such as 40.", "Must be 40 or more."),
                ("/fr", "«\u00a0many\u00a0»", "Écrivez un nombre à partir de 0, par exemple 40.", "Doit être 40 ou plus.")):
            self.open(f"{prefix}/find")
            hits, address = self.found(), self.browser.current_url
            self.open_more()
            low = self.field("Hours, at least", "Heures minimum")
            high = self.field("Hours, at most", "Heures maximum")
            low.send_keys("many", Keys.ENTER)
            self.until(lambda: low.get_attribute("aria-invalid"), "it is told")
            self.assertIn(letters, self.problem_of(low))
            self.assertEqual(self.script("return document.activeElement"), low)
            self.assert_accessible("letters for hours")
            low.clear()
            low.send_keys("-5", Keys.ENTER)
            self.until(lambda: self.problem_of(low) == negative, "numbers begin at 0")
            low.clear()
            low.send_keys("40")
            high.send_keys("8", Keys.ENTER)
            self.until(lambda: high.get_attribute("aria-invalid"), "it is told")
            self.assertEqual(self.problem_of(high), below)
            self.assertEqual(self.problem_of(low), "")
            self.assert_accessible("the most below the least")
            self.assertEqual((self.found(), self.browser.current_url), (hits, address), "nothing was searched for")
            high.send_keys("0", Keys.ENTER)
            self.until(lambda: "maxHours=80" in self.browser.current_url, "it is right now")
            self.settle()
            self.assertFalse(self.all(".more-filters [aria-invalid]"))

    def problem_of(self, field):
        return self.script("return document.getElementById(arguments[0].getAttribute('aria-describedby')).innerText", field)

    def test_days_are_told_in_their_order(self):
        self.open("/find")
        self.open_more()
        self.put(self.field("Starts on or after", ""), "2027-06-01")
        last = self.field("Starts on or before", "")
        self.put(last, "2027-05-01")
        last.send_keys(Keys.ENTER)
        self.until(lambda: last.get_attribute("aria-invalid"), "it is told")
        self.assertEqual(self.problem_of(last), "Must be June 1, 2027 or later.")

    def test_half_a_day_is_told(self):
        self.open("/find")
        self.open_more()
        first = self.field("Starts on or after", "")
        first.send_keys("01", Keys.ENTER)
        self.until(lambda: first.get_attribute("aria-invalid"), "it is told")
        self.assertEqual(self.problem_of(first), "Not a complete date that exists.")

    def test_wrong_values_of_an_address_are_told_and_not_searched_for(self):
        for prefix, text, day, cost in (
                ("", "Nothing was searched for", "Not a complete date that exists.", "Cost, at most ($)"),
                ("/fr", "Rien n’a été cherché", "Ce n’est pas une date complète et existante.", "Coût maximum ($)")):
            self.open(f"{prefix}/find?minHours=many&startFrom=2027-02-30&maxCost=3&minCost=5")
            self.assertIn(text, self.text("main"))
            wrong = self.all(".more-filters[open] [aria-invalid]")
            self.assertEqual(len(wrong), 3)
            self.assertEqual(wrong[1].accessible_name, cost)
            self.assertEqual(self.problem_of(wrong[2]), day)
            self.assert_accessible("wrong address")
            self.one("main .notice a").click()
            self.until(self.found, "credentials are found")
            self.assertFalse(self.all(".more-filters [aria-invalid]"))

    def test_advice_drops_the_first_day(self):
        self.open("/find?startFrom=2199-01-01")
        self.assertIn("without the filter “start”", self.text("main .notice"))
        self.one("main .notice a").click()
        self.until(lambda: "startFrom" not in self.browser.current_url, "the first day is gone from the address")
        self.until(self.found, "credentials are found")

    def test_ranges_on_a_small_screen(self):
        self.resize(*ZOOMED)
        self.open("/fr/find?minHours=20&maxHours=60&maxCost=1000&startFrom=2027-01-01&startUntil=2027-06-30")
        self.open_more()
        self.assert_accessible("ranges at 320 pixels")

    def test_nothing_found_says_what_would_help(self):
        for prefix, text in (("", "No credential fits"), ("/fr", "Aucun titre ne convient")):
            self.open(f"{prefix}/find?query=zzzzqqq&minLevel=6")
            self.assertIn(text, self.text("main"))
            self.assert_accessible("nothing found")
            self.one("main .notice a").click()
            self.until(self.found, "credentials are found")

    def test_several_filters_without_advice_can_be_dropped_together(self):
        for prefix, text in (("", "Search without any of the filters"), ("/fr", "Chercher sans aucun filtre")):
            # No one filter alone is to blame.
            self.open(f"{prefix}/find?query=bookkeeping&minHours=900000&startFrom=2199-01-01&confirmed=true&regions=Nowhere")
            self.assertFalse(self.found())
            self.assert_accessible("nothing found, several filters")
            self.press(text, "main .notice a")
            self.until(lambda: self.browser.current_url.endswith(f"{prefix}/find?query=bookkeeping"),
                       "the filters are gone from the address")
            self.until(self.found, "credentials are found")
        self.open("/find?query=zzzzqqq&minHours=900000")
        self.assertNotIn("without any of the filters", self.text("main"))

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
        self.until(self.found, "credentials are found")

    def more(self):
        before = len(self.found())
        self.press(self.say("Show more", "Afficher la suite"), "main section > div > button")
        self.until(lambda: len(self.found()) > before, "there are more")
        return before

    def test_more_hits_are_added_and_the_focus_goes_to_the_first_of_them(self):
        for prefix in ("", "/fr"):
            self.open(f"{prefix}/find")
            before = self.more()
            self.assertEqual(self.script("return document.activeElement.innerText"), self.found()[before])

    def test_address_has_how_many_hits_are_shown(self):
        self.open("/find?order=CREDENTIAL_ORDER_TITLE")
        length = self.script("return history.length")
        for _ in range(5):
            self.more()
        self.until(lambda: "pages=6" in self.browser.current_url, "six pages are shown")
        self.assertEqual(self.script("return history.length"), length, "Back leaves the search")
        hits = self.found()
        # More than the API gives at once.
        self.assertEqual(len(hits), 120)
        self.browser.refresh()
        self.settle()
        self.assertEqual(self.found(), hits)
        before = self.more()
        self.assertEqual(len(self.found()), before + 20)
        self.assertEqual(len(set(self.found()[:before]) & set(self.found()[before:])), 0)

    def test_back_leads_to_the_hit_that_was_left(self):
        self.open("/find?pages=2")
        hits = self.found()
        link = self.all("main .found h3 a")[30]
        link.send_keys(Keys.ENTER)
        self.until(lambda: self.text("h1") == hits[30], "the credential is there")
        self.settle()
        self.browser.back()
        self.until(lambda: len(self.found()) == 40, "the same hits are back")
        self.assertEqual(self.found(), hits)
        self.until(lambda: self.script("return document.activeElement.innerText") == hits[30], "the hit has the focus")

    def test_another_search_begins_with_its_first_hits(self):
        self.open("/find?pages=3&minHours=many")
        self.assertNotIn("pages", self.one("main .notice a").get_attribute("href"))
        self.open("/find?pages=3")
        self.one("main .facet input[data-focus^='deliveryModes']").send_keys(Keys.SPACE)
        self.until(lambda: "deliveryModes=" in self.browser.current_url, "the facet is chosen")
        self.assertNotIn("pages", self.browser.current_url)
        self.settle()
        self.assertEqual(len(self.found()), 20)

    def test_how_many_hits_an_address_may_ask_for(self):
        everything = self.call("POST", "credentials:search", {})["totalSize"]
        for pages, count in (("0", 20), ("-3", 20), ("many", 20), ("1.5", 20), ("1000000", everything)):
            self.open(f"/find?pages={pages}")
            self.assertEqual(len(self.found()), count, pages)

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
