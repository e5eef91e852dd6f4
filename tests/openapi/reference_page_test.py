# SPDX-License-Identifier: Apache-2.0
"""The page for people: well formed, nothing from elsewhere, every link leads somewhere."""

import html.parser
import json
import os
import pathlib
import unittest

import lint
import markup

FOLDER = pathlib.Path(os.environ["CROSSWALK_TEST_OPENAPI"])
VOID = {"meta", "link", "br"}


class Page(html.parser.HTMLParser):
    """What the tests ask about a page; ValueError where an element is not closed as it was opened."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.links, self.headings, self.tags = [], [], [], [], []
        self.attributes = set()
        self.feed(text)
        self.close()
        if self.open:
            raise ValueError(f"not closed: {self.open}")

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append(tag)
        self.attributes |= set(attributes)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        for name in ("href", "src"):
            if name in attributes:
                self.links.append(attributes[name])
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if self.open.pop() != tag:
            raise ValueError(f"{tag} is closed within another element")


class ReferencePageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.text = (FOLDER / "reference.html").read_text(encoding="utf-8")
        cls.page = Page(cls.text)
        cls.api = json.loads((FOLDER / "openapi.json").read_text(encoding="utf-8"))

    def test_links_lead_somewhere(self):
        self.assertEqual(len(set(self.page.ids)), len(self.page.ids))
        for link in set(self.page.links):
            if link.startswith("#"):
                self.assertIn(link[1:], self.page.ids)
            else:
                self.assertIn(link, ("docs/reference.css", "openapi.json"))

    def test_it_obeys_a_strict_policy(self):
        self.assertFalse({"script", "style", "iframe", "img", "object"} & set(self.page.tags))
        self.assertFalse([name for name in self.page.attributes
                          if name == "style" or name.startswith("on")])
        self.assertNotIn("url(", (FOLDER / "reference.css").read_text(encoding="utf-8"))

    def test_everything_is_there(self):
        for _, _, operation in lint.operations(self.api):
            self.assertIn(operation["operationId"], self.page.ids)
        for name in self.api["components"]["schemas"]:
            self.assertIn(f"schema-{name}", self.page.ids)
        for reason in ("CREDENTIAL_INVALID", "PAGE_TOKEN_EXPIRED", "QUERY_PARAMETER_UNKNOWN"):
            self.assertIn(reason, self.text)

    def test_headings_do_not_skip_a_rank(self):
        self.assertEqual(self.page.headings[0], 1)
        for above, below in zip(self.page.headings, self.page.headings[1:]):
            self.assertLessEqual(below, above + 1)

    def test_texts_are_escaped(self):
        self.assertEqual(markup.inline("a <b> & `c<d`"), "a &lt;b&gt; &amp; <code>c&lt;d</code>")
        self.assertEqual(markup.blocks("One\ntwo.\n\n- x\n- y"),
                         "<p>One two.</p>\n<ul><li>x</li><li>y</li></ul>")


if __name__ == "__main__":
    unittest.main()
