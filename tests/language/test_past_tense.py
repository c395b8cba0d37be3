"""Pasts taken for participles, verbs taken for nouns: simple sentences of our own through the pipelines that ship."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

import whence
from whence.language.inflection import forms_of_verbs, participles
from whence.measuring.pipelines import PARSING


def read(language: str, text: str) -> Doc:
    nlp = whence.pipeline(language)
    with nlp.select_pipes(enable=[p for p in PARSING if p in nlp.pipe_names]):
        return nlp(text)


def of(doc: Doc, word: str) -> tuple[str, str, str]:
    token = next(t for t in doc if t.text == word)
    return token.pos_, str(token.dep_).partition(":")[0], token.lemma_


@pytest.mark.parametrize(
    ("text", "verb", "lemma", "subject"),
    [
        # hung on its subject, on its object, taken for an adjective or a noun
        ("The bishops appealed for a truce.", "appealed", "appeal", "bishops"),
        ("The militia launched rockets at the outpost.", "launched", "launch", "militia"),
        ("The general amassed tanks at the border.", "amassed", "amass", "general"),
        ("The fund urged reforms.", "urged", "urge", "fund"),
        ("A court froze the accounts of the ferry company.", "froze", "freeze", "court"),
        ("The decree muzzles the broadcasters.", "muzzles", "muzzle", "decree"),
        # parted from its subject by an apposition
        (
            "Corvane Metals, the biggest supplier of zinc to Lesotho, built the smelter with Austria's Dornberg.",
            "built",
            "build",
            "Metals",
        ),
    ],
)
def test_an_english_sentence_has_its_verb(text: str, verb: str, lemma: str, subject: str) -> None:
    doc = read("en", text)
    assert of(doc, verb) == ("VERB", "ROOT", lemma)
    assert of(doc, subject)[1] == "nsubj"


@pytest.mark.parametrize(
    ("text", "verb", "lemma", "subject"),
    [
        ("La Bulgarie bloque l'adhésion de sa voisine.", "bloque", "bloquer", "Bulgarie"),
        ("La flotte maintient le blocus.", "maintient", "maintenir", "flotte"),
        ("Le gouvernement colombien dialogue avec les insurgés.", "dialogue", "dialoguer", "gouvernement"),
        ("L'Algérie fournit du gaz à l'Italie.", "fournit", "fournir", "Algérie"),
    ],
)
def test_a_french_sentence_has_its_verb(text: str, verb: str, lemma: str, subject: str) -> None:
    doc = read("fr", text)
    assert of(doc, verb) == ("VERB", "ROOT", lemma)
    assert of(doc, subject)[1] == "nsubj"


@pytest.mark.parametrize(
    "text",
    [
        "Two men arrested in Lyon",
        "The letter taken from the safe was a forgery.",
        "The men arrested in Lyon on Monday deny it.",
    ],
)
def test_a_participle_stays_one(text: str) -> None:
    doc = read("en", text)
    word = next(t for t in doc if t.text in {"arrested", "taken", "shot"})
    assert not any(t.dep_ == "nsubj" for t in word.children)


def test_a_past_is_coordinated_with_the_verb_before_it() -> None:
    doc = read("en", "The Maltese minister called the expulsion unfriendly and left for Tunis.")
    left = next(t for t in doc if t.text == "left")
    assert (left.dep_, left.head.text, left.morph.get("VerbForm")) == ("conj", "called", ["Fin"])


def test_clauses_on_both_sides_of_a_semicolon_are_one_sentence_and_keep_to_themselves() -> None:
    doc = read("en", "Zambia has offered to host talks; Norway, whose envoy left on Monday, supports the idea.")
    supports = next(t for t in doc if t.text == "supports")
    assert (supports.dep_, supports.head.text) == ("parataxis", "offered")
    assert [t.text for t in supports.children if t.dep_ == "nsubj"] == ["Norway"]
    assert len(list(doc.sents)) == 1


def test_a_list_parted_by_semicolons_is_read_whole() -> None:
    doc = read("en", "The fleet has three frigates; two tankers; one submarine.")
    assert not any(t.dep_ == "parataxis" for t in doc)


def test_an_infinitive_has_its_object() -> None:
    doc = read("en", "Zambia has offered to host talks.")
    assert [(t.text, t.dep_, t.head.text) for t in doc if t.text in {"host", "talks"}] == [
        ("host", "xcomp", "offered"),
        ("talks", "obj", "host"),
    ]


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("appelle", "appeler"),
        ("achètera", "acheter"),
        ("mène", "mener"),
        ("protège", "protéger"),
        ("protégeait", "protéger"),
        ("dénonce", "dénoncer"),
        ("dénonçait", "dénoncer"),
        ("envoie", "envoyer"),
        ("enverra", "envoyer"),
        ("maintiendront", "maintenir"),
        ("dément", "démentir"),
        ("offert", "offrir"),
        ("accueille", "accueillir"),
        ("conquis", "conquérir"),
        ("reçoivent", "recevoir"),
        ("prévoyait", "prévoir"),
        ("fournit", "fournir"),
        ("comprennent", "comprendre"),
        ("promis", "promettre"),
        ("combattu", "combattre"),
        ("craignent", "craindre"),
        ("dissous", "dissoudre"),
        ("vendu", "vendre"),
        ("rompt", "rompre"),
        ("produisait", "produire"),
        ("reconnu", "reconnaître"),
        ("interdisent", "interdire"),
        ("poursuit", "poursuivre"),
        ("exclut", "exclure"),
    ],
)
def test_a_french_form_has_its_lemma(form: str, lemma: str) -> None:
    assert forms_of_verbs("fr").known.get(form) == lemma


def test_participles_are_known_apart_from_pasts() -> None:
    assert {"taken", "frozen", "beaten"} <= participles("en")
    assert not {"sold", "froze", "shot", "planned"} & participles("en")
    assert "vendu" not in forms_of_verbs("fr").finite
