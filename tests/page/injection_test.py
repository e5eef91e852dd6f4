# SPDX-License-Identifier: Apache-2.0
"""Script in every field that somebody else can fill stays text."""

import http.client
import unittest
import urllib.parse

from site_case import SiteCase

MARK = '<img src=x onerror="window.injected=1"><script>window.injected=1</script>'


def hostile(what):
    return f"{what} {MARK}"


def credential():
    texts = {"en": hostile("English"), "fr": hostile("French")}
    return {
        "name": "credentials/hostile.one",
        "externalId": hostile("number"),
        "issuer": {"id": "hostile", "name": {"en": hostile("issuer"), "fr": hostile("issuer")},
                   "region": hostile("place"), "type": "college",
                   "url": "https://hostile.example/?\"><script>window.injected=1</script>"},
        "title": {key: hostile(f"title {text}") for key, text in texts.items()},
        "description": {key: hostile(f"description {text}") for key, text in texts.items()},
        "type": "CREDENTIAL_TYPE_MICRO_CREDENTIAL",
        "outcomes": [{"code": hostile("code"), "text": hostile("Check supplier invoices"), "languageCode": "en",
                      "alignments": [{"uri": "https://hostile.example/skill/\"><img src=x onerror=window.injected=1>"}]},
                     {"text": hostile("Prepare a budget"), "languageCode": "en"}],
        "hours": 12, "duration": hostile("weeks"), "region": hostile("region"), "location": hostile("town"),
        "url": "https://hostile.example/?\"><script>window.injected=1</script>",
        "prerequisites": [{"text": hostile("before")}], "stacksInto": [{"text": hostile("after")}],
        "assessment": {"method": hostile("method"), "description": hostile("how")},
        "endorsements": [{"name": hostile("partner"), "role": hostile("role")}],
        "tags": [hostile("tag")], "extensions": {"note": hostile("note")},
    }


class InjectionTest(SiteCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        kept = cls.call("POST", "credentials", credential())["credential"]
        cls.call("POST", f"{kept['name']}:publish", {})
        row = '"Hostile two","hostile","{0}","{0}"\n'.format(MARK.replace('"', '""'))
        cls.call_import("Title,Issuer id,Institution,Outcome\n" + row)
        cls.wait_for_index()

    @classmethod
    def call_import(cls, table):
        connection = http.client.HTTPConnection("127.0.0.1", cls.port, timeout=60)
        connection.request("POST", "/v1/credentials:import?options.publish=true"
                           "&options.defaultType=CREDENTIAL_TYPE_MICRO_CREDENTIAL", table.encode("utf-8"),
                           {"Content-Type": "text/csv"})
        response = connection.getresponse()
        text = response.read().decode("utf-8")
        connection.close()
        assert response.status == 200 and '"failed"' not in text, text

    def check_harmless(self, path):
        self.assertIsNone(self.script("return window.injected ?? null"), path)
        self.assertEqual(self.all("img[src='x']"), [], path)
        self.assertEqual(self.script("""
            return [...document.scripts].filter((each) => !each.src && each.type !== 'application/ld+json')
              .length"""), 0, path)

    def visit(self, path, *shown):
        self.open(path)
        self.check_harmless(path)
        for text in shown:
            self.assertIn(text, self.text("main"), path)

    def test_credential(self):
        for prefix in ("", "/fr"):
            self.visit(f"{prefix}/credentials/hostile.one", MARK, "Check supplier invoices")

    def test_search(self):
        for query in ("supplier", "hostile", MARK):
            self.visit(f"/find?query={urllib.parse.quote(query)}", MARK)

    def test_catalogue_health(self):
        self.visit("/health")
        self.visit("/health/hostile", MARK)

    def test_imported_file(self):
        found = self.call("GET", "credentials?issuer=hostile")["credentials"]
        imported = next(each["name"] for each in found if each["name"] != "credentials/hostile.one")
        self.visit(f"/{imported}", MARK)

    def test_addresses(self):
        wild = urllib.parse.quote(MARK, safe="")
        for path in (f"/{wild}", f"/credentials/{wild}", f"/frameworks/{wild}",
                     f"/frameworks/esco/concepts/{wild}", f"/health/{wild}", f"/frameworks/oqf?compare={wild}",
                     f"/find?skills={wild}&occupation={wild}&minLevel={wild}"):
            self.open(path)
            self.check_harmless(path)


if __name__ == "__main__":
    unittest.main()
