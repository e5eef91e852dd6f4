# SPDX-License-Identifier: Apache-2.0
"""axe on every page, in both languages, at every width and with every wish that a browser passes on."""

import unittest

from site_case import PHONE, ZOOMED, SiteCase

PAGES = ("", "/map", "/find", "/find?query=bookkeeping", "/find?query=zzzzqqq",
         "/find?minHours=many&minCost=5&maxCost=3&startFrom=2027-01-01",
         "/frameworks", "/frameworks/esco", "/frameworks/oqf",
         "/frameworks/oqf/concepts/diploma-1", "/health", "/health/brisklane",
         "/credentials/brisklane.bookkeeping-certificate", "/credentials/brisklane.school-bus-driver",
         "/credentials/not-there", "/nothing")
# Those that draw something.
PLOTTED = ("/find", "/frameworks/oqf", "/health/brisklane",
           "/credentials/brisklane.bookkeeping-certificate")


class AccessibilityTest(SiteCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        concepts = [cls.call("GET", f"frameworks/esco/concepts?filter.types=CONCEPT_TYPE_{kind}&pageSize=1")
                    for kind in ("SKILL", "SKILL_GROUP", "OCCUPATION", "OCCUPATION_GROUP")]
        cls.pages = PAGES + tuple(f"/{each['concepts'][0]['name']}" for each in concepts)

    def look_at_all(self, language, pages=None, also=lambda: None):
        for path in pages or self.pages:
            with self.subTest(language=language, path=path):
                self.open((f"/fr{path}" if language == "fr" else path) or "/")
                self.assert_accessible(path)
                also()

    def test_desktop_english(self):
        titles = set()

        def note():
            self.assertEqual(len(self.all("h1")), 1)
            titles.add(self.browser.title)
        self.look_at_all("en", also=note)
        # Two of them say that there is nothing; three are the same search.
        self.assertGreaterEqual(len(titles), len(self.pages) - 5)

    def test_desktop_french(self):
        self.look_at_all("fr")

    def test_dark_phone(self):
        self.resize(*PHONE)
        self.emulate(prefers_color_scheme="dark")
        self.look_at_all("en")

    def test_zoomed_to_400_percent(self):
        self.resize(*ZOOMED)
        self.look_at_all("fr")

    def test_forced_colours_and_no_motion(self):
        self.emulate(forced_colors="active", prefers_reduced_motion="reduce")
        self.look_at_all("en", PLOTTED)
        self.assertEqual(self.script("""
            return document.getAnimations().filter((each) =>
              each.effect.getComputedTiming().duration > 20).length"""), 0)


if __name__ == "__main__":
    unittest.main()
