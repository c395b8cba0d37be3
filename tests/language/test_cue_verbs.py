"""Verbs of saying that look like nouns: sentences of our own, read as a whole."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

import whence


def verb_and_subject(language: str, text: str, word: str) -> tuple[Token, str]:
    doc = whence.pipeline(language)(text)
    verb = next(t for t in doc if t.text == word)
    subject = next((t for t in doc if t.dep_.startswith("nsubj") and t.head.i == verb.i), None)
    return verb, subject.text if subject is not None else ""


@pytest.mark.parametrize(
    ("language", "text", "verb", "subject"),
    [
        ("fr", "Tripoli nie toute livraison de chars à la milice.", "nie", "Tripoli"),
        ("fr", "Le syndicat au pouvoir parle d'une manœuvre de la droite.", "parle", "syndicat"),
        ("fr", "Le ministère malien de l'Énergie jure n'avoir signé aucun contrat.", "jure", "ministère"),
        ("fr", "Un officier norvégien craint que le navire ne coule.", "craint", "officier"),
        ("en", "Lusaka alleges that Malawi has supplied rifles to the rebels.", "alleges", "Lusaka"),
        ("en", "Lima accuses Quito of piracy.", "accuses", "Lima"),
        ("en", "The regional bloc SADC speaks of a coup.", "speaks", "SADC"),
        # taken for an auxiliary, or for the subject of what it governs
        ("en", "The airline denies having paid for the minister's trip.", "denies", "airline"),
        ("en", "Bolivia's interior ministry denies having sold the lists.", "denies", "ministry"),
    ],
)
def test_a_cue_is_the_verb_of_what_stands_before_it(language: str, text: str, verb: str, subject: str) -> None:
    found, who = verb_and_subject(language, text, verb)
    assert (found.pos_, who) == ("VERB", subject)


@pytest.mark.parametrize(
    ("language", "text", "noun"),
    [
        ("fr", "La crainte d'un putsch grandit à Lomé.", "crainte"),
        ("en", "His claims angered Lima.", "claims"),
    ],
)
def test_a_noun_stays_one(language: str, text: str, noun: str) -> None:
    assert verb_and_subject(language, text, noun)[0].pos_ == "NOUN"


@pytest.mark.parametrize(
    ("text", "participle", "verb"),
    [("Le général, accusé d'avoir fait tirer sur la foule, a quitté le pays.", "accusé", "quitté")],
)
def test_a_participle_is_no_finite_verb(text: str, participle: str, verb: str) -> None:
    found, _ = verb_and_subject("fr", text, participle)
    assert found.morph.get("VerbForm") == ["Part"]
    assert verb_and_subject("fr", text, verb)[1] == "général"
