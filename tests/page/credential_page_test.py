# SPDX-License-Identifier: Apache-2.0
"""A credential: what it teaches, level with reasons, pathways, gap, and data for programs."""

import datetime
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
        self.assertEqual(self.one("svg.pathways").get_attribute("role"), "group")
        self.assertTrue(self.one("svg.pathways").get_attribute("aria-label"))

    def test_boxes_of_the_drawing_are_links(self):
        for prefix, level in (("", "Level 7"), ("/fr", "Niveau 7")):
            self.open(prefix + PATH)
            self.assertEqual(self.script("""
                return [...document.querySelectorAll('svg.pathways .node')].filter((each) => each.localName !== 'a')
                  .map((each) => each.querySelector('title').textContent)"""), [self.text("h1")], "the page itself is no link")
            box = self.one(f"svg.pathways a[href='{prefix}/credentials/heronsedge.business-diploma']")
            self.assertEqual(box.accessible_name, "Business Diploma (Two Years)")
            self.assertEqual(self.lang_of(box), "en")
            self.assertEqual(self.script("""
                return document.getElementById(arguments[0].getAttribute('aria-describedby')).textContent""", box), level)
            ring = self.style_of_box(box)
            self.script("document.querySelector('.pathways-place .scroll').previousElementSibling.querySelector('a:last-of-type').focus()")
            self.browser.switch_to.active_element.send_keys(Keys.TAB)
            first = self.browser.switch_to.active_element
            self.assertEqual(self.script("return arguments[0].closest('svg.pathways') !== null", first), True)
            first.send_keys(Keys.TAB)
            second = self.browser.switch_to.active_element
            self.assertNotEqual(first, second)
            self.assertNotEqual(self.style_of_box(second), ring, "the box with the focus is to be seen")
            self.emulate(forced_colors="active")
            self.assertNotEqual(self.style_of_box(second), self.style_of_box(first))
            self.assert_accessible("drawing with the focus, forced colours")
            self.emulate()
            title = second.accessible_name
            self.script("window.stays = true")
            second.send_keys(Keys.ENTER)
            self.until(lambda: title in self.text("h1"), "the link was followed")
            self.assertTrue(self.script("return window.stays"), "within the page")
            self.settle()

    def style_of_box(self, box):
        return self.script("""
            const style = getComputedStyle(arguments[0].querySelector('rect'));
            return [style.stroke, style.strokeWidth]""", box)

    def test_lines_lead_to_the_right_and_never_behind_a_box(self):
        self.open(PATH)
        lines = self.script("""
            const boxes = [...document.querySelectorAll('svg.pathways .node')].map((each) => {
              const {x, y, width, height} = each.querySelector('rect').getBBox();
              const {e, f} = each.transform.baseVal[0].matrix;
              return [x + e + 1, y + f + 1, x + e + width - 1, y + f + height - 1];
            });
            return [...document.querySelectorAll('svg.pathways .edge')].map((line) => {
              const points = Array.from({length: 101}, (_, i) => line.getPointAtLength(line.getTotalLength() * i / 100));
              return [points[0].x, points[100].x, points.filter(({x, y}) => boxes.some(([left, top, right, bottom]) =>
                x > left && x < right && y > top && y < bottom)).length];
            });""")
        self.assertGreater(len(lines), 0)
        for start, end, hidden in lines:
            self.assertLess(start, end)
            self.assertEqual(hidden, 0)

    def test_boxes_come_from_left_to_right_and_down(self):
        self.open(PATH)
        places = self.script("""
            return [...document.querySelectorAll('svg.pathways .node')].map((each) => {
              const {e, f} = each.transform.baseVal[0].matrix;
              return [e, f];
            });""")
        self.assertGreater(len({x for x, _ in places}), 1)
        self.assertEqual(places, sorted(places))

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
        covered = self.script("""
            return [...document.querySelectorAll('.gap details')].map((part) =>
              [...part.querySelectorAll('li .tag')].map((tag) => ['tag-good', '', 'tag-warn'].findIndex((kind) =>
                kind === '' ? tag.classList.length === 1 : tag.classList.contains(kind))))""")
        for places in covered:
            self.assertEqual(places, sorted(places), "what is covered comes first")
        self.assert_accessible("gap")

    def test_what_a_declaration_says_is_a_quotation(self):
        self.keep("brisklane.quoting", hours=40, outcomes=[{"text": "Post entries.", "languageCode": "en"}],
                  stacksInto=[{"credential": PATH[1:], "text": "Counts for 30 hours."}])
        self.call("POST", "credentials/brisklane.quoting:publish", {})
        self.wait_for_index()
        for prefix in ("", "/fr"):
            self.open(f"{prefix}/credentials/brisklane.quoting")
            quoted = self.one("main .ways q")
            self.assertEqual(self.script("return arguments[0].textContent", quoted), "Counts for 30 hours.")
            self.assertEqual(self.lang_of(quoted), "en")
            step = self.script("return arguments[0].closest('li').textContent", quoted)
            for word in ("“", "estimate", "estimation"):
                self.assertNotIn(word, step)
            self.assert_accessible("what a declaration says")

    def test_data_for_programs(self):
        self.open(PATH)
        data = json.loads(self.script("return document.querySelector('script[type=\"application/ld+json\"]').textContent"))
        credential = self.call("GET", PATH[1:])["credential"]
        self.assertEqual(data["@type"], "EducationalOccupationalCredential")
        self.assertEqual(data["name"], credential["title"]["en"])
        self.assertEqual(data["educationalLevel"]["termCode"], "6")
        aligned = {each["uri"] for outcome in credential["outcomes"] for each in outcome.get("alignments", [])}
        self.assertEqual({each["@id"] for each in data["competencyRequired"]}, aligned)

    def test_a_withdrawn_credential_says_so(self):
        self.keep("brisklane.ledgers", outcomes=[{"text": "Reconcile bank statements with the ledger.", "languageCode": "en"}])
        self.call("POST", "credentials/brisklane.ledgers:publish", {})
        # A change that was never published is not what people hold.
        self.call("PATCH", "credentials/brisklane.ledgers?updateMask=title", {"title": {"en": "Unfinished"}})
        withdrawn = self.call("POST", "credentials/brisklane.ledgers:withdraw", {})["credential"]
        self.wait_for_index()
        day = datetime.date.fromisoformat(withdrawn["updateTime"][:10])
        for prefix, words, link in (
                ("", (f"Withdrawn on {day:%B} {day.day}, {day.year}", "Brisklane no longer offers this credential", "nothing away"),
                 "Find credentials that teach the same skills"),
                ("/fr", (f"Retiré le {day.day} ", "Ce titre n’est plus offert (Brisklane)", "n’enlève rien"),
                 "Trouver des titres qui enseignent les mêmes compétences")):
            self.open(f"{prefix}/credentials/brisklane.ledgers")
            self.assertEqual(self.text("h1"), "Ledgers by hand")
            for word in words:
                self.assertIn(word, self.text("main .notice"))
            self.assertNotIn("draft", self.text("main"))
            self.assertNotIn("ébauche", self.text("main"))
            self.assertIn("Reconcile bank statements", self.text("main .outcomes"))
            self.assertFalse(self.all(".pathways-place, script[type='application/ld+json']"), "nothing leads on, nothing is offered")
            self.assert_accessible("withdrawn")
            self.press(link, "main a")
            self.until(lambda: "skills=" in self.browser.current_url, "the search is there")
            self.until(lambda: self.all("main .found"), "there are hits")
        self.resize(*PHONE)
        self.open("/fr/credentials/brisklane.ledgers")
        self.assert_accessible("withdrawn, on a phone")

    def test_a_withdrawn_credential_that_was_edited_since_is_no_draft(self):
        self.keep("brisklane.edited", outcomes=[{"text": "Reconcile bank statements with the ledger.", "languageCode": "en"}])
        self.call("POST", "credentials/brisklane.edited:publish", {})
        self.call("POST", "credentials/brisklane.edited:withdraw", {})
        self.call("PATCH", "credentials/brisklane.edited?updateMask=title", {"title": {"en": "Unfinished"}})
        for prefix, title, changes in (
                ("", "Withdrawn", "There are changes since, which are not published."),
                ("/fr", "Retiré", "Des modifications faites depuis ne sont pas publiées.")):
            self.open(f"{prefix}/credentials/brisklane.edited")
            self.assertEqual(self.text("main .notice h2"), title)
            self.assertIn(changes, self.text("main .notice"))
            self.assertEqual(self.text("h1"), "Ledgers by hand", "the text that people hold")
            for word in ("draft", "ébauche", "Unfinished"):
                self.assertNotIn(word, self.text("main"))
            self.assertFalse(self.all(".pathways-place, script[type='application/ld+json']"))
            self.assert_accessible("withdrawn and edited")

    def test_a_withdrawn_credential_without_skills(self):
        self.keep("brisklane.plain", "?suggestions=SUGGESTION_MODE_NONE", title={"en": "Bookkeeping"},
                  outcomes=[{"text": "Keep books.", "languageCode": "en"}])
        self.call("POST", "credentials/brisklane.plain:publish", {})
        self.call("POST", "credentials/brisklane.plain:withdraw", {})
        self.open("/credentials/brisklane.plain")
        self.press("Find credentials with a similar title", "main a")
        self.until(lambda: "query=Bookkeeping" in self.browser.current_url, "the search is there")
        self.until(lambda: self.all("main .found"), "there are hits")

    def test_a_draft_says_so(self):
        self.keep("brisklane.draft")
        for prefix, text in (("", "This text is a draft; the search does not find it."), ("/fr", "Ce texte est une ébauche")):
            self.open(f"{prefix}/credentials/brisklane.draft")
            self.assertIn(text, self.text("main .notice"))
            self.assertFalse(self.all(".pathways-place"))

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


class GapTest(SiteCase):
    """What closes a gap depends on all that is published: here it is what the test says."""

    SAMPLES = False

    def teach(self, name, *skills):
        self.keep(name, "?suggestions=SUGGESTION_MODE_NONE", outcomes=[
            {"text": "Practise it.", "languageCode": "en", "alignments": [
                {"conceptName": skill, "source": "ALIGNMENT_SOURCE_DECLARED"} for skill in skills]}])
        self.call("POST", f"credentials/{name}:publish", {})

    def gap(self):
        """An occupation with essential skills that "brisklane.none" teaches none of, and the names of these."""
        for each in self.call("GET", "frameworks/esco/concepts?filter.types=CONCEPT_TYPE_OCCUPATION&pageSize=50")["concepts"]:
            gap = self.call("POST", "pathways:analyzeGap",
                            {"credentials": ["credentials/brisklane.none"], "occupation": each["name"]})
            essential = [skill["skill"]["name"] for skill in gap["skills"] if skill.get("essential")]
            if len(essential) > 1:
                return each["name"], essential
        self.fail("no occupation has two essential skills")

    def test_credentials_that_close_a_gap_are_counted_together(self):
        self.teach("brisklane.none")
        occupation, essential = self.gap()
        self.teach("brisklane.one", essential[0])
        self.teach("brisklane.two", essential[1])
        self.wait_for_index()
        for prefix, first, rest in (
                ("", r"\(with it \d+% of the essential skills\)", r"\(together so far \d+% of the essential skills\)"),
                ("/fr", r"\(avec lui : \d+ % des compétences essentielles\)", r"\(avec les précédents : \d+ % des compétences")):
            self.open(f"{prefix}/credentials/brisklane.none?gap={occupation}")
            items = [each.text for each in self.all("main .gap ol > li")]
            self.assertEqual(len(items), 2)
            self.assertRegex(items[0], first)
            self.assertRegex(items[1], rest)


if __name__ == "__main__":
    unittest.main()
