# SPDX-License-Identifier: Apache-2.0
"""What the page may cost: bytes, layout shift, and time in which it answers nobody."""

import unittest

from site_case import SiteCase

# Bytes over the wire of everything but the API's answers.
MOST_BYTES = 200_000
# Cumulative layout shift; 0.1 is what the web's vitals call good.
MOST_SHIFT = 0.01
LONG_TASK_MS = 50
PAGES = ("/", "/map", "/find", "/frameworks", "/frameworks/esco", "/frameworks/oqf", "/health",
         "/health/brisklane", "/credentials/brisklane.bookkeeping-certificate")


class BudgetTest(SiteCase):
    def test_bytes(self):
        self.devtools("Network.setCacheDisabled", cacheDisabled=True)
        self.addCleanup(self.devtools, "Network.setCacheDisabled", cacheDisabled=False)
        for path in PAGES:
            with self.subTest(path=path):
                self.open(path)
                sent = self.script("""
                    return performance.getEntriesByType('navigation').concat(
                      performance.getEntriesByType('resource').filter((each) => !each.name.includes('/v1/')))
                      .reduce((sum, each) => sum + each.transferSize, 0)""")
                self.assertGreater(sent, 0)
                self.assertLess(sent, MOST_BYTES)

    def test_nothing_from_elsewhere(self):
        for path in PAGES:
            self.open(path)
            hosts = self.script("""
                return performance.getEntriesByType('resource').map((each) => new URL(each.name).origin)""")
            self.assertEqual(set(hosts) - {self.origin}, set(), path)

    def test_layout_does_not_shift(self):
        for path in PAGES:
            with self.subTest(path=path):
                self.open(path)
                self.assertLess(self.script("return noted.shift"), MOST_SHIFT)


if __name__ == "__main__":
    unittest.main()
