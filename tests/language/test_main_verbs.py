"""Sentences whose finite verb the parser hangs on a noun or a participle: sentences of our own, read as a whole."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

import whence


def read(text: str) -> Doc:
    return whence.pipeline("fr")(text)


def of(doc: Doc, word: str) -> Token:
    return next(t for t in doc if t.text == word)


def relation(token: Token) -> str:
    return str(token.dep_).partition(":")[0]


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        # the verb hung on a noun, the last word of the subject taken for the whole of it
        ("Les combats entre l'armée et les rebelles ont fait plus de 200 morts.", "combats", "fait"),
        ("Un exercice militaire réunissant l'Inde et la France a débuté lundi.", "exercice", "débuté"),
        ("Une attaque de drones menée par Israël a fait douze morts à Damas.", "attaque", "fait"),
        # a description between commas, which is no clause of the sentence
        ("Le général Haftar, soutenu par l'Égypte, a lancé une offensive sur Tripoli.", "général", "lancé"),
        ("Le président sénégalais, attendu lundi à Paris, rencontrera le roi.", "président", "rencontrera"),
        ("Le ministre turc, en visite à Bagdad, a promis de l'eau à l'Irak.", "ministre", "promis"),
        ("Ni Paris ni Berlin n'ont répondu à la demande de Varsovie.", "Paris", "répondu"),
    ],
)
def test_the_finite_verb_is_that_of_the_sentence(text: str, subject: str, verb: str) -> None:
    doc = read(text)
    assert of(doc, verb).dep_ == "ROOT"
    assert relation(of(doc, subject)) == "nsubj"
    assert of(doc, subject).head.text == verb


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Les combats entre l'armée et les rebelles ont fait des morts.", "rebelles", ("conj", "armée")),
        ("Ils ont décidé de fermer le port du Niger et de geler ses avoirs.", "geler", ("conj", "fermer")),
        ("Les rebelles se sont retirés de la ville de Sirte jeudi.", "jeudi", ("obl", "retirés")),
        ("La Grèce et le Pérou ont mené des exercices navals conjoints.", "exercices", ("obj", "mené")),
        ("Selon une source, les Émirats auraient livré des drones au Tchad.", "drones", ("obj", "livré")),
        ("La Russie a livré du blé au Mali.", "blé", ("obj", "livré")),
        ("L'Allemagne a suspendu ses livraisons d'armes à Israël et gelé un prêt.", "gelé", ("conj", "suspendu")),
        ("La Chine a livré huit sous-marins.", "sous-marins", ("obj", "livré")),
        ("Ankara a appelé son allié à revenir.", "revenir", ("xcomp", "appelé")),
    ],
)
def test_a_word_hangs_where_it_belongs(text: str, word: str, expected: tuple[str, str]) -> None:
    token = of(read(text), word)
    assert (relation(token), token.head.text) == expected


def test_who_speaks_behind_a_quoted_noun_stays_the_subject() -> None:
    doc = read("« Une honte », a lancé le ministre.")
    assert (relation(of(doc, "ministre")), of(doc, "ministre").head.text) == ("nsubj", "lancé")
