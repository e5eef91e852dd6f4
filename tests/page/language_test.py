# SPDX-License-Identifier: Apache-2.0
"""The French page says of what exists only in English that it is English (WCAG 3.1.2)."""

import unittest

import esco_bundle

from site_case import SiteCase


def esco_name(uri):
    return "frameworks/esco/concepts/" + uri.rsplit("/", 1)[1]


# Without a French label in the test's framework, and with one.
LIFTING = esco_name(esco_bundle.skill_uri(12))
AIDE = esco_name(esco_bundle.occupation_uri(3))
HYGIENE = esco_name(esco_bundle.skill_uri(11))
MEDICINE = esco_name(esco_bundle.skill_uri(13))
BUDGET = esco_name(esco_bundle.skill_uri(6))
ISSUER = "Maple College"


class LanguageTest(SiteCase):
    SAMPLES = False  # What is suggested for them is not the matter here.

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.publish("lang.care", {"en": "Care at home"}, [LIFTING, HYGIENE, MEDICINE],
                    stacksInto=[{"credential": "credentials/lang.budgets"}])
        cls.publish("lang.budgets", {"fr": "Les budgets"}, [BUDGET])
        cls.publish("lang.lifts", {"en": "Lifts"}, [LIFTING])
        cls.wait_for_index()

    @classmethod
    def publish(cls, identifier, title, skills, **more):
        cls.keep(identifier, "?suggestions=SUGGESTION_MODE_NONE", issuer={"id": "lang", "name": {"en": ISSUER}},
                 title=title, outcomes=[
                     {"text": "Show it", "languageCode": "en", "alignments": [
                         {"conceptName": skill, "relation": "MATCH_RELATION_EXACT_MATCH",
                          "source": "ALIGNMENT_SOURCE_CONFIRMED"}]} for skill in skills], **more)
        cls.call("POST", f"credentials/{identifier}:publish", {})

    def languages_of(self, text, within):
        """In which language a screen reader would read each place that shows exactly this text."""
        return self.script("""
            const found = [];
            const walker = document.createTreeWalker(document.querySelector(arguments[1]), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
              if (walker.currentNode.data.trim() === arguments[0]) {
                found.push(walker.currentNode.parentElement.closest('[lang]').getAttribute('lang'));
              }
            }
            return found;""", text, within)

    def assert_language(self, language, text, within):
        found = self.languages_of(text, within)
        self.assertTrue(found, f"{text!r} is not in {within}:\n{self.text(within)}")
        self.assertEqual(set(found), {language}, f"{text!r} in {within}")

    def test_find(self):
        self.open(f"/fr/find?skills={LIFTING}&skills={HYGIENE}&occupation={AIDE}")
        self.assert_language("en", "move patients with a lift", "main .tags")
        self.assert_language("fr", "appliquer l'hygiène des mains", "main .tags")
        self.assert_language("en", "care aide", "main .tags")
        self.assert_language("en", "care aide", "main .find-columns > section details")
        self.assert_language("en", "move patients with a lift", "main .find-columns > section details")
        self.assert_language("en", "move patients with a lift", "main .found-list")
        self.assert_language("en", ISSUER, "main .found-list")

    def test_advice(self):
        self.open(f"/fr/find?skills={LIFTING}&query=budgets")
        self.assert_language("en", "move patients with a lift", "main .notice")

    def test_credential(self):
        self.open("/fr/credentials/lang.care")
        self.assert_language("en", "move patients with a lift", "main .outcomes")
        self.assert_language("fr", "appliquer l'hygiène des mains", "main .outcomes")
        self.assert_language("en", ISSUER, "main dl.facts")

    def test_pathways(self):
        self.open("/fr/credentials/lang.care")
        self.assert_language("en", "care aide", "main .pathways-place")
        self.assert_language("en", "Care at home", "main .pathways-place svg")
        self.assert_language("fr", "Les budgets", "main .ways")
        self.assert_language("en", ISSUER, "main .ways")

    def test_a_pathway_claims_no_more_than_is_taught(self):
        answer = self.call("POST", "pathways:find", {"credentials": ["credentials/lang.care"]})
        goal = next(each for each in answer["reached"] if each["kind"] == "DESTINATION_KIND_OCCUPATION")
        taught, missing = goal["coveredSkillCount"], goal.get("missingSkillCount", 0)
        for prefix, leads, how_much, short in (
                ("", "By itself it leads toward ", f"(teaches {taught} of {taught + missing} essential skills)",
                 f"{taught} of {taught + missing} skills"),
                ("/fr", "À lui seul, il mène vers ", f"(enseigne {taught} des {taught + missing} compétences essentielles)",
                 f"{taught} des {taught + missing} compétences")):
            self.open(f"{prefix}/credentials/lang.care")
            text = self.text(".pathways-place")
            self.assertIn(leads, text)
            self.assertIn(f"{goal['label']} {how_much}", text)
            self.assertNotRegex(text, "Reach|Attei")
            drawn = self.script("""
                return [...document.querySelectorAll('svg.pathways .goal')].filter((each) => each.querySelector('title').textContent === arguments[0])
                  .map((each) => each.querySelector('.under')?.textContent)""", goal["label"])
            self.assertEqual(set(drawn), {short})
        declared, others = set(), set()
        for pathway in answer["pathways"][:5]:
            for step in pathway["steps"]:
                (others if step["kinds"][0] == "STEP_KIND_DISCOVERED" else declared).add(
                    (step["from"]["name"], step["credential"]["name"]))
            last = pathway["steps"][-1]["credential"]["name"]
            for each in pathway.get("destinations", [])[:2]:
                (declared if each["kind"] == "DESTINATION_KIND_DECLARED_QUALIFICATION" else others).add((last, each["name"]))
        lines = [len(self.all(f"svg.pathways .edge{kind}")) for kind in (":not(.guessed)", ".guessed")]
        self.assertEqual(lines, [len(declared), len(others)], "solid lines are declarations")

    def test_skills_that_are_taught_in_part(self):
        said = self.browser.execute_async_script("""
            const done = arguments[arguments.length - 1];
            Promise.all([import('/assets/i18n.js'), import('/assets/components/essential_taught.js')]).then(([i18n, module]) =>
              done(['en', 'fr'].flatMap((language) => [1, 0.75, 0.5].map((coverage) => module.essentialTaught(
                {coverage, coveredSkillCount: coverage === 1 ? 4 : 3, missingSkillCount: coverage === 1 ? 0 : 1},
                i18n.translator(language, module.essentialTaughtMessages))))), (error) => done(String(error)));""")
        self.assertEqual(said, [
            "teaches 4 of 4 essential skills", "teaches 3 of 4 essential skills",
            "teaches 3 of 4 essential skills, 2 of them in part",
            "enseigne 4 des 4 compétences essentielles", "enseigne 3 des 4 compétences essentielles",
            "enseigne 3 des 4 compétences essentielles, dont 2 en partie"])

    def test_names_of_controls(self):
        self.open(f"/fr/find?skills={LIFTING}")
        self.assert_language("en", "move patients with a lift", "main .tags button")
        self.assertEqual(self.one("main .tags button").accessible_name, "Retirer Compétences\u00a0: move patients with a lift")
        for prefix, named in (("", "Below {}"), ("/fr", "Sous «\u00a0{}\u00a0»")):
            self.open(f"{prefix}/frameworks/esco")
            button = self.one("main .tree button.disclosure")
            label = self.script("return arguments[0].parentElement.querySelector('a').textContent", button)
            self.assertEqual(button.accessible_name, named.format(label))

    def test_title_of_the_page(self):
        for path, title, language in ((f"/{LIFTING}", "move patients with a lift", "en"),
                                      (f"/{HYGIENE}", "appliquer l'hygiène des mains", "fr"),
                                      ("/credentials/lang.care", "Care at home", "en"),
                                      ("/find", "Trouver des titres", "fr")):
            self.open(f"/fr{path}")
            self.assertEqual(self.browser.title, f"{title} – Crosswalk")
            self.assertEqual(self.script("return document.querySelector('title').lang"), language)

    def test_frameworks_say_in_french_where_they_are_from(self):
        for framework, publisher, attribution in (
                ("oqf", "Gouvernement de l'Ontario", "Les faits sont ceux du cadre public"),
                ("esco", "Commission européenne", "Ce service utilise la classification ESCO")):
            self.open(f"/fr/frameworks/{framework}")
            said = self.one("main .quiet.small")
            self.assertIn(attribution, said.text)
            self.assertEqual(self.lang_of(said), "fr")
            self.assertIn(publisher, self.script("return document.querySelector('main dl.facts').textContent"))

    def test_words_of_both_languages_are_understood(self):
        for prefix in ("", "/fr"):
            for words in ("check supplier invoices", "contrôler les factures des fournisseurs"):
                self.open(f"{prefix}/frameworks/esco?q={words}")
                label = "contrôler les factures des fournisseurs" if prefix else "check supplier invoices"
                self.assertEqual(self.text("main .results a"), label)
        self.open("/fr/find")
        box = self.one("main .combobox input")
        box.send_keys("check supplier")
        self.until(lambda: self.all("main [role=option]"), "there are suggestions")
        self.assert_language("fr", "contrôler les factures des fournisseurs", "main [role=listbox]")

    def test_kinds_of_concepts(self):
        for prefix, knowledge, skill in (("", "knowledge – something one knows", "skill – something one can do"),
                                         ("/fr", "connaissance – ce que l’on connaît", "compétence – ce que l’on sait faire")):
            found = {}
            for concept in self.call("GET", "frameworks/esco/concepts?filter.types=CONCEPT_TYPE_SKILL&pageSize=100")["concepts"]:
                found.setdefault(concept["skillType"], concept)
            for kind, text in (("SKILL_TYPE_KNOWLEDGE", knowledge), ("SKILL_TYPE_SKILL_COMPETENCE", skill)):
                self.open(f"{prefix}/{found[kind]['name']}")
                self.assertIn(text, self.text("main aside").lower())
                self.open(f"{prefix}/frameworks/esco?q={found[kind]['preferredLabel']}")
                self.assertEqual(self.text("main .results .tag"), text.split(" – ")[0])

    def test_gap(self):
        self.open(f"/fr/credentials/lang.budgets?gap={AIDE}")
        self.assert_language("en", "care aide", "main .gap h3")
        self.assert_language("en", "move patients with a lift", "main .gap details")
        self.assert_language("en", "move patients with a lift", "main .gap ol")
        self.assert_language("fr", "appliquer l'hygiène des mains", "main .gap ol")
        self.assert_accessible("gap in two languages")

    def test_french_is_typeset(self):
        said = self.browser.execute_async_script("""
            const done = arguments[arguments.length - 1];
            import('/assets/i18n.js').then(({translator}) => {
              const words = translator('fr', {fr: {asked: 'Quoi ? « {what} » : non ; si !', some: {one: '{count} : un', other: '{count} : des'}}});
              const english = translator('en', {en: {asked: 'What ? « {what} »'}});
              done([words.t('asked', {what: 'a : b'}), words.parts('some', {count: 1}).join(''), words.date('2027-02-01'),
                words.date('2027-02-11'), english.t('asked', {what: 'a : b'}), english.date('2027-02-01')]);
            });""")
        self.assertEqual(said, ["Quoi\u00a0? «\u00a0a : b\u00a0»\u00a0: non\u00a0; si\u00a0!", "1\u00a0: un", "1er février 2027",
                                "11 février 2027", "What ? « a : b »", "February 1, 2027"])

    def test_quotation_marks(self):
        for prefix, marks in (("", ["“", "”"]), ("/fr", ["«\u00a0", "\u00a0»"])):
            self.open(f"{prefix}/find?skills={LIFTING}")
            quotes = self.script("return getComputedStyle(document.querySelector('main .taught q')).quotes")
            if prefix:
                self.assertEqual(quotes.split('"')[1:4:2], marks)
            else:
                self.assertEqual(quotes, "auto", "the browser has the marks of English")

    def test_dead_end(self):
        self.open("/fr/health/lang")
        self.assert_language("en", "move patients with a lift", "main .dead-ends")
        self.assert_language("en", ISSUER, "main .dead-ends")


if __name__ == "__main__":
    unittest.main()
