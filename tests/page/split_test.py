# SPDX-License-Identifier: Apache-2.0
"""How a pasted text and a table are split into outcomes: the page's own module, run by the browser."""

import unittest

from site_case import SiteCase

# What it is, the text, its outcomes, what is left out.
TEXTS = (
    ("nothing", " \n\n ", [], []),
    ("one a line", "Plan a menu for a week.\nCost a dish per portion.",
     ["Plan a menu for a week.", "Cost a dish per portion."], []),
    ("numbers", "1. Plan a menu for a week\n2. Cost a dish per portion\n10. Order the goods",
     ["Plan a menu for a week", "Cost a dish per portion", "Order the goods"], []),
    ("numbers of two parts", "1.1 Plan a menu\n1.2 Cost a dish\n2.1 Order the goods",
     ["Plan a menu", "Cost a dish", "Order the goods"], []),
    ("numbers in brackets, lines that go on", "1) Plan a menu\n   for a week\n2) Cost a dish\n   per portion",
     ["Plan a menu for a week", "Cost a dish per portion"], []),
    ("numbers within a line", "1) Plan a menu for a week 2) Cost a dish 3) Order the goods",
     ["Plan a menu for a week", "Cost a dish", "Order the goods"], []),
    ("letters", "a) Plan a menu\n(b) Cost a dish", ["Plan a menu", "Cost a dish"], []),
    ("codes", "LO1: Plan a menu\nLO2 Cost a dish\nRA 3 – Commander les produits",
     ["Plan a menu", "Cost a dish", "Commander les produits"], []),
    ("bullets", "• Plan a menu\n• Cost a dish\n", ["Plan a menu", "Cost a dish"], []),
    ("dashes, stars, other marks", "- Plan a menu\n– Cost a dish\n* Order the goods\n▪ Store them",
     ["Plan a menu", "Cost a dish", "Order the goods", "Store them"], []),
    ("a lead-in before bullets", "By the end of this course, you will be able to:\n- Plan a menu\n- Cost a dish",
     ["Plan a menu", "Cost a dish"], ["By the end of this course, you will be able to:"]),
    ("a lead-in without a colon", "By the end of this course you will be able to\n\n- Plan a menu\n- Cost a dish",
     ["Plan a menu", "Cost a dish"], ["By the end of this course you will be able to"]),
    ("a lead-in before plain lines", "By the end of this course, learners will:\nPlan a menu for a week.\nCost a dish per portion.",
     ["Plan a menu for a week.", "Cost a dish per portion."], ["By the end of this course, learners will:"]),
    ("a lead-in with everything in its line",
     "By the end of this course, learners will: plan a menu for a week; cost a dish per portion; and order the goods.",
     ["plan a menu for a week", "cost a dish per portion", "order the goods."], ["By the end of this course, learners will:"]),
    ("a lead-in in French", "À la fin de ce cours, vous pourrez :\r\n• Planifier un menu\r\n• Établir le coût d’un plat\r\n",
     ["Planifier un menu", "Établir le coût d’un plat"], ["À la fin de ce cours, vous pourrez :"]),
    ("prose around a list", "This course is for cooks.\n\n1. Plan a menu\n2. Cost a dish\n\nBring your own knives.",
     ["Plan a menu", "Cost a dish"], ["This course is for cooks.", "Bring your own knives."]),
    ("a heading", "Kitchen\n\nPlan a menu for a week.\nCost a dish per portion.",
     ["Plan a menu for a week.", "Cost a dish per portion."], ["Kitchen"]),
    ("an outline with its title", "# Kitchen basics: a micro-credential of 40 hours\n\nUpon completion you will be able to:\n1. Plan a menu\n2. Cost a dish",
     ["Plan a menu", "Cost a dish"],
     ["# Kitchen basics: a micro-credential of 40 hours", "Upon completion you will be able to:"]),
    ("an outline that says which line is its title", "Course outline\nCourse title: Will writing\nLearning outcomes\n- Draft a will\n- Probate a will",
     ["Draft a will", "Probate a will"], ["Course outline", "Course title: Will writing", "Learning outcomes"]),
    ("an outline in French", "Plan de cours\nTitre du cours : Bases de la cuisine\nRésultats d’apprentissage\n• Planifier un menu\n• Commander les produits",
     ["Planifier un menu", "Commander les produits"],
     ["Plan de cours", "Titre du cours : Bases de la cuisine", "Résultats d’apprentissage"]),
    ("a title above a lead-in and plain lines", "COOK 101 Introduction to Professional Cooking\nLearning outcomes:\nPlan a menu for a week.\nCost a dish per portion.",
     ["Plan a menu for a week.", "Cost a dish per portion."],
     ["COOK 101 Introduction to Professional Cooking", "Learning outcomes:"]),
    ("a title that stands below", "1. Plan a menu\n2. Cost a dish\n\nKitchen basics", ["Plan a menu", "Cost a dish"], ["Kitchen basics"]),
    ("short lines only", "Plan menus\nCost dishes", ["Plan menus", "Cost dishes"], []),
    ("a number that belongs to its sentence", "1.5 litres of stock are reduced to a glaze.",
     ["1.5 litres of stock are reduced to a glaze."], []),
    ("a long paragraph", "Plan a menu for a week with the goods of the season and the budget of a small restaurant. "
     "Cost every dish of it per portion, with the losses that peeling, boning and cooking bring about. Order the goods.",
     ["Plan a menu for a week with the goods of the season and the budget of a small restaurant.",
      "Cost every dish of it per portion, with the losses that peeling, boning and cooking bring about.", "Order the goods."], []),
)

# The titles that those texts have which have one.
TITLES = {
    "a heading": "Kitchen",
    "an outline with its title": "Kitchen basics: a micro-credential of 40 hours",
    "an outline that says which line is its title": "Will writing",
    "an outline in French": "Bases de la cuisine",
    "a title above a lead-in and plain lines": "COOK 101 Introduction to Professional Cooking",
}

# What it is, the table, its credentials as (title, outcomes).
TABLES = (
    ("nothing", "\n\n", []),
    ("a column that is called so", "Code,Learning outcome\nLO1,Plan a menu\nLO2,Cost a dish\n",
     [("", ["Plan a menu", "Cost a dish"])]),
    ("commas and quotes within quotes", 'Outcome,Hours\n"Plan a menu, a day\'s or a week\'s",3\n"Explain ""mise en place""",2\n',
     [("", ["Plan a menu, a day's or a week's", 'Explain "mise en place"'])]),
    ("lists in quoted cells of several lines", 'Title,Outcomes\n"Kitchen, basic","1. Plan a menu\n2. Cost a dish"\nStore,"Order the goods"\n',
     [("Kitchen, basic", ["Plan a menu", "Cost a dish"]), ("Store", ["Order the goods"])]),
    ("a sentence over the lines of a quoted cell", 'Outcome\r\n"Plan a menu\r\nfor a week"\r\n"Cost a dish"\r\n',
     [("", ["Plan a menu for a week", "Cost a dish"])]),
    ("semicolons, French, a byte order mark", "\ufeffTitre;Résultat d’apprentissage\nCuisine;Planifier un menu, puis le chiffrer\nCuisine;Commander les produits\n",
     [("Cuisine", ["Planifier un menu, puis le chiffrer", "Commander les produits"])]),
    ("tabs", "Outcome\tHours\nPlan a menu\t3\n", [("", ["Plan a menu"])]),
    ("bars within a cell", "Title,Outcomes\nKitchen,Plan a menu | Cost a dish\n", [("Kitchen", ["Plan a menu", "Cost a dish"])]),
    ("no head", "1,Plan a menu for a week\n2,Cost a dish per portion\n",
     [("", ["Plan a menu for a week", "Cost a dish per portion"])]),
    ("rows without an outcome", "Title,Outcome\nKitchen,\nStore,Order the goods\n,,\n", [("Store", ["Order the goods"])]),
)

# A text and what comes before the place where it is best divided; None for nowhere.
PLACES = (
    ("Plan a menu. Cost a dish.", "Plan a menu."),
    ("Plan a menu for a week and cost a dish", "Plan a menu for a week "),
    ("Plan menus", None),
)


class SplitTest(SiteCase):
    def setUp(self):
        super().setUp()
        self.open("/map")

    def run_module(self, name, *arguments):
        return self.browser.execute_async_script("""
            const [name, given, done] = arguments;
            import('/assets/views/map/split.js').then((split) => done(split[name](...given)), (error) => done(String(error)));""",
                                                 name, arguments)

    def test_texts(self):
        for what, text, outcomes, left_out in TEXTS:
            with self.subTest(what):
                self.assertEqual(self.run_module("splitText", text), {"outcomes": outcomes, "leftOut": left_out, "title": TITLES.get(what, "")})

    def test_tables(self):
        for what, text, credentials in TABLES:
            with self.subTest(what):
                self.assertEqual([(each["title"], each["outcomes"]) for each in self.run_module("splitTable", text)], credentials)

    def test_places_to_divide(self):
        for text, before in PLACES:
            with self.subTest(text):
                self.assertEqual(self.run_module("placeToSplit", text), -1 if before is None else len(before))


if __name__ == "__main__":
    unittest.main()
