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
        cls.call("POST", "credentials?suggestions=SUGGESTION_MODE_NONE", {
            "name": f"credentials/{identifier}", "issuer": {"id": "lang", "name": {"en": ISSUER}},
            "title": title, "type": "CREDENTIAL_TYPE_MICRO_CREDENTIAL", "outcomes": [
                {"text": "Show it", "languageCode": "en", "alignments": [
                    {"conceptName": skill, "relation": "MATCH_RELATION_EXACT_MATCH",
                     "source": "ALIGNMENT_SOURCE_CONFIRMED"}]} for skill in skills], **more})
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

    def test_gap(self):
        self.open(f"/fr/credentials/lang.budgets?gap={AIDE}")
        self.assert_language("en", "care aide", "main .gap h3")
        self.assert_language("en", "move patients with a lift", "main .gap details")
        self.assert_language("en", "move patients with a lift", "main .gap ol")
        self.assert_language("fr", "appliquer l'hygiène des mains", "main .gap ol")
        self.assert_language("en", ISSUER, "main .gap ol")
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
