# SPDX-License-Identifier: Apache-2.0
"""Catalogue health: the counts are those of the API, and what is wrong leads to the credential."""

import unittest

from site_case import SiteCase


class HealthTest(SiteCase):
    def test_institutions_lead_to_their_report(self):
        for prefix, title in (("", "Brisklane Career College"), ("/fr", "Collège professionnel Brisklane")):
            self.open(f"{prefix}/health")
            self.press(title, "main a")
            self.until(lambda: title in self.text("h1"), "the report is there")
            self.settle()
            self.assertTrue(self.browser.current_url.endswith(f"{prefix}/health/brisklane"))

    def test_counts(self):
        self.open("/health/brisklane")
        credentials, token = [], ""
        while True:
            page = self.call("GET", f"credentials?issuer=brisklane&pageSize=1000&pageToken={token}")
            credentials += page["credentials"]
            token = page.get("nextPageToken")
            if not token:
                break
        published = [each for each in credentials if each["state"] == "CREDENTIAL_STATE_PUBLISHED"]
        offered = [each for each in credentials if each["state"] != "CREDENTIAL_STATE_WITHDRAWN"]
        outcomes = [outcome for each in offered for outcome in each["outcomes"]]
        bare = [each for each in outcomes if not each.get("alignments")]
        ends = self.call("GET", "pathways:reportDeadEnds?issuerId=brisklane").get("totalSize", 0)
        text = " ".join(self.text("main").split())
        for count, what in ((len(published), "published"), (len(outcomes), "outcomes"),
                            (len(bare), "outcomes without skills"), (ends, "dead ends")):
            self.assertIn(f"{count} {what}", text)
        self.assertEqual(len(self.all("main table")) >= 3, True)

    def test_dead_ends_name_the_credentials(self):
        answer = self.call("GET", "pathways:reportDeadEnds?issuerId=brisklane&languageCodes=en")
        self.open("/health/brisklane")
        everything = self.script("return document.querySelector('main').textContent")
        for each in answer["deadEnds"]:
            self.assertIn(each["credential"]["title"], everything)

    def test_institution_without_credentials(self):
        for prefix in ("", "/fr"):
            self.open(f"{prefix}/health/nobody")
            self.assertTrue(self.text("main h1"))
            self.assert_accessible("nothing there")


if __name__ == "__main__":
    unittest.main()
