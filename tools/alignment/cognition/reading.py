# SPDX-License-Identifier: Apache-2.0
"""An outcome as the cognitive model reads it, exactly as server/alignment/outcome_reading.cc.

A reading is a list of (English word, starts a clause, index of the word in the outcome). A French
outcome is read through a glossary of verbs, phrases and cue words; other French words stay as they
are. The subject ("the learner will be able to") is left out.
"""

import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))
from outcome_words import fold, split  # noqa: E402

PROCESSES = ["remember", "understand", "apply", "analyze", "evaluate", "create"]
MOST_WORDS = 100
LONGEST_PHRASE = 9
# A French verb that the glossary lacks is nearly always one of doing by hand.
UNKNOWN_VERB = "perform"
FRENCH_JOINERS = frozenset(["et", "ou", "puis", "a", "de", "d", "pour", "s", "se"])
# Who learns, and the words around it that say nothing of what is learned.
SUBJECTS = frozenset(
    "student students learner learners participant participants graduate graduates trainee "
    "trainees apprentice apprentices candidate candidates".split())
PREAMBLE = frozenset(
    "upon on at after by the this these of in end completion successful successfully completing "
    "completed complete who unit course program programme subject module workshop microcredential "
    "a an each every it is are expected will would can could should shall must may be able also has have "
    "reliably demonstrated ability to".split())


def verb_forms(infinitive):
    """{form: it is sure to be a verb}: the forms of a French verb that outcomes use, folded.

    The last word is conjugated for infinitives that start with "se" or "s'", the first one otherwise.
    """
    parts = fold(infinitive).replace("'", " ").split()
    at = 1 if parts[0] in ("se", "s") else 0
    verb = parts[at]
    forms = {verb: True}
    for form, sure in conjugate(verb):
        forms.setdefault(form, sure)
    return {" ".join(parts[:at] + [form] + parts[at + 1:]): sure for form, sure in forms.items()}


IRREGULAR = {
    "ecrire": "ecrit ecrivent ecrivant", "decrire": "decrit decrivent decrivez decrivant",
    "lire": "lit lisent lisant", "dire": "dit disent", "produire": "produit produisent produisant",
    "reproduire": "reproduit reproduisent", "construire": "construit construisent construisant",
    "conduire": "conduit conduisent conduisant", "deduire": "deduit deduisent",
    "traduire": "traduit traduisent traduisant", "cuire": "cuit", "suivre": "suit suivent suivant",
    "resoudre": "resout resolvent resolvant", "coudre": "coud", "peindre": "peint peignent",
    "comprendre": "comprend comprennent comprenant", "apprendre": "apprend apprennent",
    "entreprendre": "entreprend", "surprendre": "surprend", "repondre": "repond repondent repondant",
    "defendre": "defend defendent defendant", "vendre": "vend vendent", "servir": "sert servent",
    "tenir": "tient tiennent tenant", "retenir": "retient", "obtenir": "obtient obtiennent",
    "maintenir": "maintient maintiennent", "entretenir": "entretient", "soutenir": "soutient",
    "souvenir": "souvient", "intervenir": "intervient interviennent", "offrir": "offre offrent",
    "recueillir": "recueille recueillent", "accueillir": "accueille accueillent",
    "promouvoir": "promeut", "prevoir": "prevoit", "savoir": "sait", "connaitre": "connait connaissent",
    "reconnaitre": "reconnait reconnaissent", "acquerir": "acquiert", "concevoir": "concoit concoivent",
    "mettre": "met mettent mettant", "remettre": "remet", "faire": "fait font", "inferer": "infere",
    "convaincre": "convainc", "conclure": "conclut", "inscrire": "inscrit", "emettre": "emet",
    "recourir": "recourt", "prendre": "prend prennent", "transcrire": "transcrit",
    "predire": "predit", "joindre": "joint",
}


def conjugate(verb):
    """(form, sure to be a verb) pairs: present tense, imperative, participle and future."""
    if verb in IRREGULAR:
        for form in IRREGULAR[verb].split():
            yield form, False
        yield (verb[:-1] if verb.endswith("re") else verb) + "a", True
        return
    if verb.endswith("er"):
        root = verb[:-2]
        soft = root + "e" if root.endswith("g") else root
        yield root + "e", False
        yield root + "ent", True
        yield root + "ez", True
        yield soft + "ant", True
        yield root + "era", True
        yield root + "eront", True
        # "appuyer": appuie, appuiera
        if root.endswith("y"):
            yield root[:-1] + "ie", False
    elif verb.endswith("ir"):
        root = verb[:-1]
        for ending, sure in (("t", False), ("ssent", True), ("ssez", True), ("ssant", True),
                             ("ra", True), ("ront", True)):
            yield root + ending, sure


class Glossary:
    """French words and phrases with the English that the model reads for them."""

    def __init__(self, phrases, finite, subjects):
        self.phrases = phrases    # {"mettre en oeuvre": ["implement"]}
        self.finite = finite      # {"analyse": ["analyse"]}: verbs only where a main verb stands.
        self.subjects = subjects  # {"etudiante"}: a finite verb may follow.

    @staticmethod
    def build():
        phrases, finite = {}, {}
        for english, _, french in read_verbs():
            for infinitive in french:
                for form, sure in verb_forms(infinitive).items():
                    (phrases if sure else finite).setdefault(form, english.split())
        subjects = set()
        for line in read_lines("words_fr.tsv"):
            french, english = line.split("\t")
            phrases[french] = english.split()
            if english in SUBJECTS:
                subjects.add(french)
        subjects |= {"on", "il", "elle", "personne", "stagiaire", "eleve", "ils", "elles", "e"}
        return Glossary(phrases, finite, subjects)

    def read(self, words):
        reading = []
        at = 0
        while at < len(words):
            word, start = words[at]
            before = "" if start else words[at - 1][0]
            main = start or before in FRENCH_JOINERS or before in self.subjects
            for length in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
                if any(clause for _, clause in words[at + 1:at + length]):
                    continue
                key = " ".join(w for w, _ in words[at:at + length])
                english = self.finite.get(key) if main else None
                if english is None:
                    english = self.phrases.get(key)
                if english is not None:
                    break
            else:
                length = 1
                if word in self.finite:  # A verb elsewhere, a noun here.
                    english = []
                elif main and is_infinitive(word):
                    english = [UNKNOWN_VERB]
                else:
                    english = [word]
            for i, e in enumerate(english):
                reading.append((e, start and i == 0, at))
            at += length
        return reading


def is_infinitive(word):
    return len(word) > 4 and word.endswith(("er", "ir", "re"))


def read_lines(name):
    with open(FOLDER / name, encoding="utf-8") as lines:
        return [line.rstrip("\n") for line in lines if line.strip() and not line.startswith("#")]


def read_verbs():
    """[(English verb, process, [French verbs])]."""
    rows = []
    for line in read_lines("verbs.tsv"):
        english, process, french = line.split("\t")
        rows.append((english, process, [f for f in french.split(",") if f]))
    return rows


def without_preamble(reading):
    """The reading from after its subject on; all of it if it has none."""
    at = 0
    while at < len(reading) and reading[at][0] in PREAMBLE:
        at += 1
    if at == len(reading) or reading[at][0] not in SUBJECTS:
        return reading
    at += 1
    while at < len(reading) and reading[at][0] in PREAMBLE:
        at += 1
    rest = reading[at:]
    if len(rest) < 2:
        return reading
    return [(rest[0][0], True, rest[0][2])] + rest[1:]


def read(text, language, glossary):
    words = split(text)[:MOST_WORDS]
    if language == "fr":
        reading = glossary.read(words)
    else:
        reading = [(word, start, at) for at, (word, start) in enumerate(words)]
    return without_preamble(reading)
