# SPDX-License-Identifier: Apache-2.0
"""The frame: languages, navigation, focus, what is said when something is missing."""

import unittest

from site_case import SiteCase


class FrameTest(SiteCase):
    def test_start_page_in_both_languages(self):
        for path, lang, start in (("/", "en", "What does"), ("/fr", "fr", "Que vaut")):
            self.open(path)
            self.assertEqual(self.script("return document.documentElement.lang"), lang)
            self.assertTrue(self.text("h1").startswith(start), self.text("h1"))

    def test_language_switch_keeps_the_place(self):
        self.open("/find?query=bookkeeping")
        self.press("Français")
        self.until(lambda: self.script("return document.documentElement.lang") == "fr", "it is French")
        self.settle()
        self.assertIn("/fr/find?query=bookkeeping", self.browser.current_url)
        self.press("English")
        self.until(lambda: self.script("return document.documentElement.lang") == "en", "it is English")
        self.settle()
        self.assertTrue(self.browser.current_url.endswith("/find?query=bookkeeping"))

    def test_navigation_moves_focus_and_marks_the_place(self):
        self.open("/")
        self.script("window.sameDocument = true")
        self.press("Find credentials", "header a")
        self.until(lambda: self.browser.current_url.endswith("/find"), "the address has changed")
        self.until(lambda: self.script("return document.activeElement.tagName") == "H1", "the heading has focus")
        self.assertTrue(self.script("return window.sameDocument"))
        current = self.all("header nav a[aria-current=page]")
        self.assertEqual([each.text for each in current], ["Find credentials"])
        self.browser.back()
        self.until(lambda: self.text("h1").startswith("What does"), "it is the start again")

    def test_the_first_page_has_a_title_of_its_own(self):
        for path, title in (("/", "Learning outcomes, skills and qualifications, in each other’s terms – Crosswalk"),
                            ("/fr", "Acquis d’apprentissage, compétences et qualifications, les uns dans les mots des autres – Crosswalk")):
            self.open(path)
            self.assertEqual(self.browser.title, title)

    def test_every_message_is_there_in_both_languages(self):
        self.open("/")
        for view in ("home", "map", "find", "credential", "explore", "concept", "health", "not_found"):
            keys = self.browser.execute_async_script("""
                const done = arguments[arguments.length - 1];
                import(`/assets/views/${arguments[0]}.js`).then(({messages}) =>
                  done(['en', 'fr'].map((code) => Object.keys(messages[code]).sort())), (error) => done(String(error)));""", view)
            self.assertEqual(keys[0], keys[1], view)

    def test_skip_link_is_the_first_stop(self):
        self.open("/find")
        self.devtools("Input.dispatchKeyEvent", type="keyDown", key="Tab", code="Tab",
                      windowsVirtualKeyCode=9)
        self.assertEqual(self.script("return document.activeElement.id"), "skip")
        box = self.script("return document.activeElement.getBoundingClientRect().top")
        self.assertGreaterEqual(box, 0)

    def test_unknown_addresses_say_so(self):
        for path, text in (("/nothing/here", "There is no such page"),
                           ("/fr/rien", "Cette page n’existe pas")):
            self.open(path)
            self.assertIn(text, self.text("main"))
            prefix = "/fr" if path.startswith("/fr") else ""
            links = [each.get_attribute("href").removeprefix(self.origin) for each in self.all("main li a")]
            self.assertEqual(links, [prefix or "/", *(f"{prefix}/{view}" for view in ("map", "find", "frameworks", "health"))])

    def test_missing_credential_and_concept_are_told(self):
        for path, text in (("/frameworks/esco/concepts/not-there", "There is no such concept"),
                           ("/frameworks/nonesuch", "There is no such framework")):
            self.open(path)
            self.assertIn(text, self.text("main"))

    def test_without_a_connection_it_says_so_and_goes_on_later(self):
        self.open("/find")
        self.devtools("Network.enable")
        offline = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        self.devtools("Network.emulateNetworkConditions", offline=True, **offline)
        try:
            self.press("Frameworks", "header a")
            self.until(lambda: "The server cannot be reached" in self.text("main"), "it says so")
        finally:
            self.devtools("Network.emulateNetworkConditions", offline=False, **offline)
        self.press("Try again")
        self.until(lambda: "cannot be reached" not in self.text("main"), "it goes on")
        self.settle()
        self.assertTrue(self.all("main h1"))


if __name__ == "__main__":
    unittest.main()
