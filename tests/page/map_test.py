# SPDX-License-Identifier: Apache-2.0
"""Mapping outcomes: paste or drop, correct the split, decide, take along, publish; and how smoothly."""

import csv
import json
import time
import unittest

from selenium.webdriver.common.keys import Keys

from site_case import PHONE, SiteCase

OUTCOMES = ("Check the invoices of suppliers against orders and receipts.",
            "Reconcile bank statements with the ledger every month.",
            "Understand effective communication.",
            "Evaluate budgets critically and recommend alternatives to management.")
OUTLINE = """Course outline
This course is for people who work in accounts.

Upon completion, the learner will be able to:
1. Check the invoices of suppliers
   against orders and receipts.
2. Reconcile bank statements with the ledger every month.
3. Evaluate budgets critically.
"""
LONG_TASK_MS = 50
# From the first byte of the answer to the first outcome on the page.
FIRST_ANSWER_MS = 300
MOST_SHIFT = 0.01


class MapTest(SiteCase):
    def setUp(self):
        super().setUp()
        self.forget()

    def forget(self):
        # From another page: the view writes what is open when it is left.
        self.open("/")
        self.script("localStorage.clear()")

    def enter(self, text, prefix="", title="", hours=""):
        self.open(f"{prefix}/map")
        self.script("arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
                    self.one("main textarea"), text)
        if title:
            self.named("Titre" if prefix else "Title", "input").send_keys(title)
        if hours:
            self.script("document.querySelector('.facts-form').open = true")
            self.named("Heures" if prefix else "Hours of instruction", "input").send_keys(hours)
        self.press("Trouver les acquis" if prefix else "Find the outcomes", "main button")

    def submit(self):
        self.until(lambda: self.all("main form.check-form"), "the split is shown")
        self.script("document.querySelector('main form.check-form button.primary').click()")

    def map(self, outcomes=OUTCOMES, **options):
        self.enter("\n".join(outcomes), **options)
        self.submit()
        self.until(lambda: len(self.all("main .outcome")) == len(outcomes), "every outcome is there")
        self.settle()

    def texts(self):
        return [each.get_attribute("value") for each in self.all("main form.check-form textarea")]

    def test_outline_is_split_and_the_split_corrected(self):
        self.enter(OUTLINE)
        self.until(lambda: self.texts(), "the split is shown")
        self.assertEqual(len(self.texts()), 3)
        self.assertTrue(self.texts()[0].startswith("Check the invoices of suppliers"))
        self.assert_accessible("split")
        self.press("Merge with next", "main button")
        self.until(lambda: len(self.texts()) == 2, "two are one")
        self.press("Undo", "main button")
        self.until(lambda: len(self.texts()) == 3, "they are two again")
        field = self.all("main form.check-form textarea")[1]
        self.script("arguments[0].focus(); arguments[0].setSelectionRange(25, 25)", field)
        field.send_keys(Keys.ENTER)
        self.until(lambda: len(self.texts()) == 4, "one is two")
        self.assertEqual(" ".join(self.texts()[1:3]), "Reconcile bank statements with the ledger every month.")

    def test_an_outline_gives_the_draft_its_title(self):
        first = "Kitchen basics\n\nYou will be able to:\n- Plan a menu\n- Cost a dish"
        for prefix, back in (("", "Back to the text"), ("/fr", "Retour au texte")):
            self.forget()
            for text, typed, title in (
                    (first, "", "Kitchen basics"),
                    (first.replace("Kitchen", "Bakery"), "", "Bakery basics"),
                    (first, " for two", "Bakery basics for two"),
                    ("Plan a menu for a week.", "", "Bakery basics for two")):
                self.enter(text, prefix=prefix, title=typed)
                self.until(lambda: self.texts(), "the split is shown")
                self.press(back, "main button")
                field = self.until(lambda: self.all("main form.enter input[type=text]"), "the text is there again")[0]
                self.assertEqual(field.get_attribute("value"), title)

    def test_nothing_entered_is_told_at_the_field(self):
        for prefix in ("", "/fr"):
            self.enter("   ", prefix=prefix)
            self.assertTrue(self.until(lambda: self.text("main [role=alert]"), "it is told"))
            self.assertEqual(self.one("main textarea").get_attribute("aria-invalid"), "true")
            self.assert_accessible("nothing entered")

    def test_table_from_a_file(self):
        path = self.server.scratch / "outcomes.csv"
        with open(path, "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([["Code", "Learning outcome"]] + [[f"LO{i}", text] for i, text in enumerate(OUTCOMES)])
        self.open("/map")
        self.one("main input[type=file]").send_keys(str(path))
        self.until(lambda: OUTCOMES[0] in self.one("main textarea").get_attribute("value"), "the file is read")
        self.press("Find the outcomes", "main button")
        self.until(lambda: self.texts() == list(OUTCOMES), "the column is found")

    def drag(self, kind, name="", content=""):
        """What the browser tells the form while a file is dragged over it or dropped; whether the page took it."""
        return self.script("""
            const [kind, name, content] = arguments;
            const dataTransfer = new DataTransfer();
            if (name) dataTransfer.items.add(new File([content], name));
            else dataTransfer.setData('text/plain', 'a text from elsewhere');
            return !document.querySelector('main form.enter textarea').dispatchEvent(
              new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer}));""", kind, name, content)

    def test_table_is_dropped(self):
        table = ('Title,Learning outcome\r\n"Accounts, payable","1. Check the invoices of suppliers\n2. Reconcile, monthly, the bank"\r\n'
                 "Budgets,Draw up a budget for a project\r\n")
        for prefix, count in (("", "2 credentials"), ("/fr", "2 titres")):
            self.forget()
            self.open(f"{prefix}/map")
            self.assertTrue(self.drag("dragover", "outcomes.csv", table), "it may be dropped")
            self.assertTrue(self.all("main form.dropping"), "and the form shows it")
            self.assertTrue(self.drag("drop", "outcomes.csv", table), "the browser does not open the file")
            self.assertFalse(self.all("main form.dropping"))
            select = self.one("main form.enter > div > .field select")
            self.until(lambda: self.script("return document.activeElement") == select, "one can choose which credential")
            self.assertIn(count, self.text("main form.enter"))
            self.until(lambda: "outcomes.csv" in self.text("#announcer"), "it is said what was taken")
            self.assertEqual(self.named("Titre" if prefix else "Title", "input").get_attribute("value"), "Accounts, payable")
            self.assertEqual(self.one("main textarea").get_attribute("value"),
                             "Check the invoices of suppliers\nReconcile, monthly, the bank")
            self.assert_accessible("a table was dropped")
            self.press("Trouver les acquis" if prefix else "Find the outcomes", "main button")
            self.until(lambda: self.texts() == ["Check the invoices of suppliers", "Reconcile, monthly, the bank"],
                       "the table's outcomes are taken")

    def test_another_credential_of_a_dropped_table(self):
        self.open("/map")
        self.drag("drop", "outcomes.csv", "Title,Outcome\nAccounts,Check the invoices\nBudgets,Draw up a budget\n")
        self.one("main form.enter > div > .field select").send_keys(Keys.ARROW_DOWN)
        self.until(lambda: self.one("main textarea").get_attribute("value") == "Draw up a budget", "the other is taken")
        self.assertEqual(self.named("Title", "input").get_attribute("value"), "Budgets")

    def test_what_cannot_be_dropped(self):
        self.open("/map")
        self.drag("dragover", "outcomes.csv", "x")
        self.drag("dragleave")
        self.assertFalse(self.all("main form.dropping"))
        self.assertFalse(self.drag("drop"), "a text goes where it is dropped")
        self.drag("drop", "picture.png", "\x89PNG\x00")
        self.until(lambda: self.text("main [role=alert]"), "no text is told")
        self.assert_accessible("no text was dropped")
        self.drag("drop", "outcomes.txt", "- Check the invoices\n- Draw up a budget")
        self.until(lambda: self.one("main textarea").get_attribute("value").startswith("- Check"), "a text is taken as it is")
        self.assertFalse(self.one("main [role=alert]").is_displayed())
        self.assertIsNone(self.one("main textarea").get_attribute("aria-invalid"))

    def test_skills_evidence_and_level_in_both_languages(self):
        for prefix, label, word in (("", "check supplier invoices", "likely"),
                                    ("/fr", "contrôler les factures des fournisseurs", "probable")):
            self.forget()
            self.map(prefix=prefix, hours="40")
            card = self.one("#outcome-1")
            self.assertIn(label, card.text)
            self.assertIn(word, card.text)
            self.assertRegex(card.text, r"\d+\s?%")
            self.assertIn("invoices", self.text("#outcome-1 mark") + self.text("#outcome-1 .outcome-text"))
            self.assertTrue(self.all("#outcome-1 .outcome-text mark"), "the evidence is marked")
            self.assertEqual(len(self.all("main .level-rung")), 13)
            self.assertIn("40", self.text("main .level-panel"))
            self.assertTrue(self.all("#outcome-3 .flaws"), "what cannot be assessed is told")
            self.assert_accessible("results")

    def test_evidence_of_the_level_leads_to_the_outcome(self):
        self.map()
        self.script("document.querySelectorAll('.level-category').forEach((each) => { each.open = true; })")
        link = self.one("main .level-category a[href^='#outcome-']")
        wanted = link.get_attribute("href").split("#")[1]
        self.script("arguments[0].click()", link)
        self.assertEqual(self.script("return document.activeElement.id"), wanted)
        self.assert_accessible("evidence open")

    def test_decisions_hold_over_reload_and_language(self):
        self.map()
        first = self.one("#outcome-1 .skills button[aria-pressed]")
        self.script("arguments[0].click()", first)
        self.assertEqual(first.get_attribute("aria-pressed"), "true")
        self.browser.refresh()
        self.settle()
        self.until(lambda: len(self.all("main .outcome")) == len(OUTCOMES), "everything is back")
        self.assertEqual(self.one("#outcome-1 .skills button[aria-pressed]").get_attribute("aria-pressed"), "true")
        self.press("Français", "header a")
        self.until(lambda: "contrôler les factures" in self.text("#outcome-1"), "labels are French")
        self.assertEqual(self.one("#outcome-1 .skills button[aria-pressed]").get_attribute("aria-pressed"), "true")

    def test_cleared_work_is_offered_back_until_something_is_entered(self):
        for prefix, clear, back, kept in (
                ("", "Clear everything", "Bring the earlier work back", "is kept in this browser"),
                ("/fr", "Tout effacer", "Reprendre le travail précédent", "est gardé dans ce navigateur")):
            self.forget()
            self.enter("\n".join(OUTCOMES), prefix=prefix)
            self.until(lambda: self.texts() == list(OUTCOMES), "the split is shown")
            self.press(clear, "main button")
            self.assert_accessible("everything is cleared")
            self.press(back, "main button")
            self.until(lambda: self.texts() == list(OUTCOMES), "everything is back")
            self.press(clear, "main button")
            self.named(back, "main button")
            # What is entered now is not to be lost for what was cleared.
            self.type("main textarea", OUTCOMES[0])
            self.until(lambda: kept in self.text(".draft-notice"), "nothing is offered any more")
            self.assertNotIn(back, self.text("main"))
            self.press("Trouver les acquis" if prefix else "Find the outcomes", "main button")
            self.until(lambda: self.texts() == [OUTCOMES[0]], "the new text is split")
            self.assertNotIn(back, self.text("main"))

    def test_why_neighbours_and_replacement(self):
        self.map()
        self.press("Why?", "#outcome-1 button")
        self.until(lambda: self.all("#outcome-1 table.signals tbody tr"), "the signals are told")
        told = self.text("#outcome-1 table.signals")
        for signal in ("meaning of the whole outcome", "meaning word by word", "how much of each the other says",
                       "what was learnt of outcomes and skills like these"):
            self.assertIn(signal, told)
        self.press("Broader / narrower", "#outcome-1 button")
        self.until(lambda: "Broader" in self.text("#outcome-1") and not self.all("#outcome-1 .loading"), "neighbours are told")
        self.assert_accessible("reasons open")
        self.press("Replace", "#outcome-1 button")
        box = self.one("#outcome-1 .skills [role=combobox]")
        box.send_keys("draw up a bud")
        self.until(lambda: self.all("#outcome-1 .skills [role=option]"), "there are suggestions")
        self.assert_accessible("replacing")
        box.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
        self.until(lambda: "draw up a budget" in self.text("#outcome-1 .skills"), "it is replaced")

    def test_downloads(self):
        self.map(title="Accounts payable")
        self.devtools("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads))
        for name, end in (("Download CSV", "csv"), ("Download JSON", "json")):
            self.press(name, "main button")
            path = self.downloads / f"accounts-payable.{end}"
            # The browser holds the name with an empty file until it moves the whole one there.
            self.until(lambda: path.exists() and path.stat().st_size > 0, "the file is there")
            text = path.read_text(encoding="utf-8-sig")
            if end == "json":
                self.assertIn("check supplier invoices", json.dumps(json.loads(text)))
            else:
                rows = list(csv.reader(text.splitlines()))
                self.assertIn(OUTCOMES[0], [cell for row in rows for cell in row])
                self.assertEqual(len({len(row) for row in rows}), 1)

    def test_publish(self):
        for prefix, name in (("", "atlas"), ("/fr", "borel")):
            self.forget()
            self.map(prefix=prefix)
            button = self.one("#outcome-1 .skills button[aria-pressed]")
            self.script("arguments[0].click()", button)
            publish = "Publier" if prefix else "Publish"
            self.press(publish, "main form button")
            self.assertEqual(len(self.all("main form [aria-invalid=true]")), 4)
            self.assert_accessible("what is missing is told at the fields")
            for label, value in ((("Identifiant de l’émetteur", name), ("Nom de l’émetteur", f"Collège {name}"), ("Intitulé du titre", f"Comptes {name}"))
                                 if prefix else (("Identifier of the issuer", name), ("Name of the issuer", f"{name} College"), ("Title of the credential", f"Accounts {name}"))):
                field = self.named(label, "input")
                field.send_keys(value)
            self.script("""
                const select = [...document.querySelectorAll('main form select')].at(-1);
                select.value = 'CREDENTIAL_TYPE_MICRO_CREDENTIAL';""")
            self.press(publish, "main form button")
            link = self.until(lambda: self.all("main .publish-result a"), "it is published")[0]
            self.assert_accessible("published")
            self.script("arguments[0].click()", link)
            self.until(lambda: self.text("h1").endswith(name), "the credential is there")
            self.settle()
            kept = self.call("GET", f"credentials?issuer={name}&view=CREDENTIAL_TEXT_VIEW_PUBLISHED")["credentials"][0]
            sources = [each["source"] for each in kept["outcomes"][0]["alignments"]]
            self.assertIn("ALIGNMENT_SOURCE_CONFIRMED", sources)
            self.assertIn("suggested", kept["level"])

    def test_stays_usable_and_still_while_twenty_outcomes_stream_in(self):
        outcomes = [f"{OUTCOMES[i % 4][:-1]} in case {i + 1}." for i in range(20)]
        worst, waited = [], []
        # The browser shares the machine: the best of three tells what the page costs.
        for _ in range(3):
            self.forget()
            self.enter("\n".join(outcomes))
            self.until(lambda: len(self.texts()) == 20, "all are found")
            self.script("""
                noted.longTasks.length = 0;
                noted.shift = 0;
                noted.firstShown = 0;
                new MutationObserver(() => {
                  if (!noted.firstShown && document.querySelector('main .outcome')) noted.firstShown = performance.now();
                }).observe(document.body, {subtree: true, childList: true});""")
            self.submit()
            self.until(lambda: self.all("main .outcome"), "the first answer is there")
            began = time.monotonic()
            self.script("document.querySelector('#outcome-1 summary, #outcome-1 a').focus()")
            self.assertLess(time.monotonic() - began, 1)
            self.until(lambda: len(self.all("main .outcome")) == 20, "all are mapped")
            self.settle()
            self.assertLess(self.script("return noted.shift"), MOST_SHIFT)
            worst.append(max(self.script("return noted.longTasks") or [0]))
            waited.append(self.script("""
                const answer = performance.getEntriesByType('resource').findLast((each) => each.name.includes(':streamMap'));
                return noted.firstShown - answer.responseStart;"""))
            if worst[-1] <= LONG_TASK_MS and waited[-1] < FIRST_ANSWER_MS:
                break
        self.assertLessEqual(min(worst), LONG_TASK_MS, worst)
        self.assertLess(min(waited), FIRST_ANSWER_MS, waited)

    def test_hostile_outcomes_are_text(self):
        hostile = '<img src=x onerror="window.injected=1"><script>window.injected=1</script> Check the invoices.'
        self.map([hostile, "Draw up a budget."], title=hostile)
        self.assertIn("<img src=x", self.text("#outcome-1"))
        self.assertIsNone(self.script("return window.injected ?? null"))
        self.assertEqual(self.all("img[src='x']"), [])

    def test_nothing_that_fits_and_what_is_nearest(self):
        outcome = "Compose a sonnet about the sea."
        answer = self.call("POST", "outcomes:map", {"outcomes": [{"text": outcome}]})["mappings"][0]
        self.assertEqual(answer["noMatchReason"], "NO_MATCH_REASON_NOTHING_FITS")
        for prefix, reason, nearest in (("", "No skill fits well enough to suggest.", "The nearest are below"),
                                        ("/fr", "Aucune compétence ne convient assez", "Les plus proches sont ci-dessous")):
            self.forget()
            self.map([outcome], prefix=prefix)
            notice = self.text("main .outcome .notice")
            self.assertIn(reason, notice)
            self.assertTrue(self.all("main .outcome .others summary"))
            self.assertIn(nearest, notice)
            self.emulate(media="print")
            self.assertIn(reason, self.text("main .outcome .notice"))
            self.assertNotIn(nearest, self.text("main .outcome .notice"), "paper shows none below")
            self.emulate()

    def test_phone(self):
        self.resize(*PHONE)
        self.map()
        self.assert_accessible("results on a phone")

    def test_lost_connection_can_be_taken_up_again(self):
        self.enter("\n".join(OUTCOMES))
        self.until(lambda: self.texts(), "the split is shown")
        offline = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        self.devtools("Network.enable")
        self.devtools("Network.emulateNetworkConditions", offline=True, **offline)
        try:
            self.submit()
            self.until(lambda: "cannot be reached" in self.text("main"), "it is told")
            self.assert_accessible("offline")
        finally:
            self.devtools("Network.emulateNetworkConditions", offline=False, **offline)
        self.script("[...document.querySelectorAll('main button')].filter((each) => each.innerText === 'Try again').forEach((each) => each.click())")
        self.until(lambda: len(self.all("main .outcome")) == len(OUTCOMES), "everything is mapped")


if __name__ == "__main__":
    unittest.main()
