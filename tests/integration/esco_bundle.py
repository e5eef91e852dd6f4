# SPDX-License-Identifier: Apache-2.0
"""A small classification in ESCO's form, English and French, as folder or zip.

URIs, labels and descriptions are invented. Forty skills of four fields, so that words and meaning
both matter, eight groups, six occupations in three ISCO groups, relations, and two collections.
One skill (the twelfth) and one occupation (the third) have no French label.
"""

import csv
import io
import pathlib
import zipfile

BASE = "http://data.europa.eu/esco"


def skill_uri(number):
    return f"{BASE}/skill/00000000-0000-4000-8000-{number:012d}"


def occupation_uri(number):
    return f"{BASE}/occupation/00000000-0000-4000-9000-{number:012d}"


def isco_uri(code):
    return f"{BASE}/isco/C{code}"


COMPETENCE, KNOWLEDGE = "skill/competence", "knowledge"

# number, kind, reuse level, label, other labels, description, French label, French other labels
SKILLS = [
    (1, COMPETENCE, "sector-specific", "check supplier invoices", ["verify vendor bills", "match invoices to purchase orders"],
     "Compare the invoices of suppliers with orders and receipts and clear up differences.",
     "contrôler les factures des fournisseurs", ["vérifier les factures"]),
    (2, COMPETENCE, "sector-specific", "reconcile bank statements", ["bank reconciliation"],
     "Compare the entries of the ledger with the statements of the bank at the end of a period.",
     "effectuer le rapprochement bancaire", ["rapprocher les relevés bancaires"]),
    (3, COMPETENCE, "sector-specific", "run the payroll", ["calculate wages", "pay salaries"],
     "Calculate wages and deductions and pay employees on time.",
     "établir la paie", ["calculer les salaires"]),
    (4, KNOWLEDGE, "sector-specific", "principles of bookkeeping", ["double-entry bookkeeping"],
     "How business transactions are recorded in journals and ledgers.",
     "principes de la tenue de livres", []),
    (5, KNOWLEDGE, "sector-specific", "sales tax rules", ["value added tax law"],
     "The rules by which tax on sales is charged, recovered and reported.",
     "règles de la taxe de vente", ["droit de la taxe sur la valeur ajoutée"]),
    (6, COMPETENCE, "cross-sector", "draw up a budget", ["prepare budgets"],
     "Estimate income and spending for a period and agree them with those concerned.",
     "établir un budget", []),
    (7, COMPETENCE, "sector-specific", "explain financial figures", ["present accounts to laypeople"],
     "Make financial reports understandable to people who are not accountants.",
     "expliquer des données financières", []),
    (8, COMPETENCE, "sector-specific", "detect bookkeeping fraud", [],
     "Find signs of forged documents and false entries in the accounts.",
     "déceler la fraude comptable", []),
    (9, COMPETENCE, "cross-sector", "use accounting programs", ["work with accounting software"],
     "Record transactions and produce reports with software for accounting.",
     "utiliser un logiciel comptable", []),
    (10, COMPETENCE, "sector-specific", "collect overdue payments", ["chase debts"],
     "Remind customers of unpaid invoices and agree on instalments.",
     "recouvrer des créances", []),
    (11, COMPETENCE, "sector-specific", "wash hands the clinical way", ["apply hand hygiene"],
     "Clean and disinfect hands in the order that prevents infections.",
     "appliquer l'hygiène des mains", ["se laver les mains selon le protocole"]),
    (12, COMPETENCE, "sector-specific", "move patients with a lift", ["transfer people with mechanical aids"],
     "Lift and transfer a person safely with a mechanical lift.",
     None, []),
    (13, COMPETENCE, "sector-specific", "give oral medication", ["administer tablets"],
     "Hand out medicine by mouth as prescribed and note it down.",
     "administrer des médicaments par voie orale", []),
    (14, COMPETENCE, "sector-specific", "dress wounds", ["change bandages"],
     "Clean a wound and cover it with a sterile dressing.",
     "panser des plaies", ["changer un pansement"]),
    (15, KNOWLEDGE, "sector-specific", "anatomy of the human body", [],
     "The structure of the body and of its organs.",
     "anatomie du corps humain", []),
    (16, KNOWLEDGE, "sector-specific", "infection control", ["prevention of infections"],
     "How germs spread in care and what stops them.",
     "prévention des infections", []),
    (17, COMPETENCE, "sector-specific", "write care plans", [],
     "Set down the needs of a patient and the measures that meet them.",
     "rédiger un plan de soins", []),
    (18, COMPETENCE, "cross-sector", "give first aid", ["treat injuries on the spot"],
     "Help an injured person until professional help arrives.",
     "donner les premiers soins", []),
    (19, COMPETENCE, "sector-specific", "draw blood", ["take blood samples"],
     "Take blood from a vein for the laboratory.",
     "prélever du sang", ["faire une prise de sang"]),
    (20, COMPETENCE, "cross-sector", "comfort people in grief", [],
     "Listen to and support people who lost someone.",
     "réconforter des personnes en deuil", []),
    (21, COMPETENCE, "sector-specific", "write unit tests", ["test program units automatically"],
     "Write small automatic tests that check one part of a program each.",
     "écrire des tests unitaires", []),
    (22, COMPETENCE, "sector-specific", "design relational databases", ["normalize data models"],
     "Plan tables, keys and relations for the data of an application.",
     "concevoir des bases de données relationnelles", []),
    (23, KNOWLEDGE, "sector-specific", "Python programming", ["Python (programming language)"],
     "Writing programs in the language Python.",
     "programmation en Python", []),
    (24, KNOWLEDGE, "sector-specific", "computer network protocols", [],
     "The rules by which computers exchange data.",
     "protocoles de réseaux informatiques", []),
    (25, COMPETENCE, "sector-specific", "configure firewalls", ["set up packet filters"],
     "Let wanted traffic into a network and keep other traffic out.",
     "configurer un pare-feu", ["paramétrer des filtres réseau"]),
    (26, COMPETENCE, "sector-specific", "build accessible web pages", ["web accessibility"],
     "Make pages that people with disabilities can read and operate.",
     "créer des pages Web accessibles", []),
    (27, COMPETENCE, "sector-specific", "analyse data with statistics", ["statistical data analysis"],
     "Describe data, fit models and judge how sure the results are.",
     "analyser des données par la statistique", []),
    (28, KNOWLEDGE, "cross-sector", "fairness of machine learning", ["bias of algorithms"],
     "How learned models treat groups of people unfairly and how to notice it.",
     "équité de l'apprentissage automatique", []),
    (29, COMPETENCE, "cross-sector", "work with spreadsheets", ["use table software"],
     "Enter data into tables, calculate with formulas and draw charts.",
     "utiliser un tableur", ["travailler avec des feuilles de calcul"]),
    (30, COMPETENCE, "transversal", "find information online", [],
     "Search the web and judge whether sources can be trusted.",
     "trouver de l'information en ligne", []),
    (31, COMPETENCE, "cross-sector", "translate business letters", [],
     "Put letters of companies into another language.",
     "traduire des lettres commerciales", []),
    (32, KNOWLEDGE, "cross-sector", "written French", ["French spelling and grammar"],
     "Grammar, spelling and style of the French language.",
     "français écrit", []),
    (33, COMPETENCE, "transversal", "write reports", ["draft written reports"],
     "Present facts and conclusions in writing so that readers understand them.",
     "rédiger des rapports", ["écrire des comptes rendus"]),
    (34, COMPETENCE, "transversal", "speak in front of groups", ["public speaking"],
     "Present a topic freely and clearly to listeners.",
     "parler en public", []),
    (35, COMPETENCE, "cross-sector", "answer customer questions", ["respond to inquiries"],
     "Answer the questions of customers politely by telephone and in writing.",
     "répondre aux questions de la clientèle", []),
    (36, COMPETENCE, "transversal", "settle disputes", ["resolve conflicts"],
     "Calm people who disagree and find a solution that all accept.",
     "régler des différends", ["résoudre des conflits"]),
    (37, COMPETENCE, "transversal", "lead a team", ["direct employees"],
     "Give a group of people tasks, support and direction.",
     "diriger une équipe", []),
    (38, COMPETENCE, "transversal", "plan own working time", ["manage one's time"],
     "Put one's tasks in order and meet deadlines.",
     "gérer son temps de travail", []),
    (39, COMPETENCE, "cross-sector", "negotiate contracts", [],
     "Agree with partners on prices and terms.",
     "négocier des contrats", []),
    (40, COMPETENCE, "cross-sector", "protect the environment at work", ["save energy and materials"],
     "Use less energy, water and material and sort waste.",
     "protéger l'environnement au travail", []),
]

# number, code, label, French label, parent
GROUPS = [
    (101, "S1", "dealing with money", "gestion de l'argent", None),
    (102, "S1.1", "keeping accounts", "tenue de comptes", 101),
    (103, "S2", "caring for people", "soins aux personnes", None),
    (104, "S3", "working with computers", "travail à l'ordinateur", None),
    (105, "S3.1", "building software", "création de logiciels", 104),
    (106, "S4", "working with words", "travail avec les mots", None),
    (107, "S5", "working together", "travail en commun", None),
    (108, "K1", "knowledge of fields", "connaissances de domaines", None),
]

MEMBERS = {
    102: [1, 2, 3, 8, 9, 10],
    101: [6, 7],
    103: [11, 12, 13, 14, 17, 18, 19, 20],
    104: [25, 29, 30],
    105: [21, 22, 26, 27],
    106: [31, 33, 34],
    107: [35, 36, 37, 38, 39, 40],
    108: [4, 5, 15, 16, 23, 24, 28, 32],
}

ISCO_GROUPS = [
    ("43", "Clerks of numbers", "Employés des chiffres"),
    ("53", "Workers of care", "Personnel des soins"),
    ("25", "Makers of software", "Créateurs de logiciels"),
]

# number, ISCO group, code, label, French label, essential skills, optional skills
OCCUPATIONS = [
    (1, "43", "4311.1", "accounts payable clerk", "commis aux comptes fournisseurs", [1, 2, 9], [5, 10, 35]),
    (2, "43", "4313.1", "payroll clerk", "commis à la paie", [3, 9], [29]),
    (3, "53", "5321.1", "care aide", None, [11, 12, 13], [18, 20]),
    (4, "53", "5321.2", "blood collector", "préleveur de sang", [11, 19], [15]),
    (5, "25", "2512.1", "test programmer", "programmeur de tests", [21, 23], [22]),
    (6, "25", "2522.1", "network guard", "gardien de réseau", [24, 25], [33]),
]

SKILL_RELATIONS = [(2, "essential", 9, COMPETENCE), (1, "optional", 5, KNOWLEDGE), (21, "optional", 23, KNOWLEDGE)]
DIGITAL = [21, 22, 23, 24, 25, 26, 27, 28, 29, 30]
TRANSVERSAL = [30, 33, 34, 36, 37, 38]


def _csv(header, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def _kind(number):
    return next(skill[1] for skill in SKILLS if skill[0] == number)


def _label(number):
    return next(skill[3] for skill in SKILLS if skill[0] == number)


def _concepts(language):
    """The three files that hold texts of a language."""
    english = language == "en"
    skills = [
        ["KnowledgeSkillCompetence", skill_uri(number), kind, reuse, label if english else french,
         "\n".join(others if english else french_others), "", "released", "", "", "", "",
         description if english else ""]
        for number, kind, reuse, label, others, description, french, french_others in SKILLS
        if english or french]
    groups = [
        ["SkillGroup", skill_uri(number), label if english else french, "", "", "released", "", "", "",
         "", code]
        for number, code, label, french, _ in GROUPS]
    occupations = [
        ["Occupation", occupation_uri(number), isco, label if english else french, "", "released", "",
         code]
        for number, isco, code, label, french, _, _ in OCCUPATIONS if english or french]
    isco = [
        ["ISCOGroup", isco_uri(code), code, label if english else french, "released", "", "", ""]
        for code, label, french in ISCO_GROUPS]
    return {
        f"skills_{language}.csv": _csv(
            ["conceptType", "conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels",
             "hiddenLabels", "status", "modifiedDate", "scopeNote", "definition", "inScheme",
             "description"], skills),
        f"skillGroups_{language}.csv": _csv(
            ["conceptType", "conceptUri", "preferredLabel", "altLabels", "hiddenLabels", "status",
             "modifiedDate", "scopeNote", "inScheme", "description", "code"], groups),
        f"occupations_{language}.csv": _csv(
            ["conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels", "status",
             "description", "code"], occupations),
        f"ISCOGroups_{language}.csv": _csv(
            ["conceptType", "conceptUri", "code", "preferredLabel", "status", "altLabels", "inScheme",
             "description"], isco),
    }


def _relations():
    broader = []
    for group, members in MEMBERS.items():
        for number in members:
            broader.append(["KnowledgeSkillCompetence", skill_uri(number), _label(number), "SkillGroup",
                            skill_uri(group), ""])
    for number, _, label, _, parent in GROUPS:
        if parent:
            broader.append(["SkillGroup", skill_uri(number), label, "SkillGroup", skill_uri(parent), ""])
    needs = []
    for number, _, _, label, _, essential, optional in OCCUPATIONS:
        for relation, skills in (("essential", essential), ("optional", optional)):
            for skill in skills:
                needs.append([occupation_uri(number), label, relation, _kind(skill), skill_uri(skill),
                              _label(skill)])

    def collection(numbers):
        return _csv(
            ["conceptType", "conceptUri", "preferredLabel", "status", "skillType", "reuseLevel",
             "altLabels", "description"],
            [["KnowledgeSkillCompetence", skill_uri(number), _label(number), "released", _kind(number),
              "", "", ""] for number in numbers])

    return {
        "broaderRelationsSkillPillar_en.csv": _csv(
            ["conceptType", "conceptUri", "conceptLabel", "broaderType", "broaderUri", "broaderLabel"],
            broader),
        "broaderRelationsOccPillar_en.csv": _csv(
            ["conceptType", "conceptUri", "broaderType", "broaderUri"],
            [["Occupation", occupation_uri(number), "ISCOGroup", isco_uri(isco)]
             for number, isco, *_ in OCCUPATIONS]),
        "occupationSkillRelations_en.csv": _csv(
            ["occupationUri", "occupationLabel", "relationType", "skillType", "skillUri", "skillLabel"],
            needs),
        "skillSkillRelations_en.csv": _csv(
            ["originalSkillUri", "originalSkillType", "relationType", "relatedSkillType",
             "relatedSkillUri"],
            [[skill_uri(a), _kind(a), relation, kind, skill_uri(b)]
             for a, relation, b, kind in SKILL_RELATIONS]),
        "digitalSkillsCollection_en.csv": collection(DIGITAL),
        "transversalSkillsCollection_en.csv": collection(TRANSVERSAL),
    }


def english_files():
    return {**_concepts("en"), **_relations()}


def french_files():
    return _concepts("fr")


def write_folder(folder, files):
    """`folder` should be named like a release, e.g. esco-v1.2.0."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def write_zip(path, files):
    path = pathlib.Path(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path
