"""Cues thrown into a sentence, by their form alone."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from whence.language.inversion import Cue, cues


def found(nlp: Language, text: str) -> tuple[Doc, list[Cue]]:
    doc = nlp.make_doc(text)
    return doc, cues(doc, 0, len(doc))


@pytest.mark.parametrize(
    ("text", "verb", "lemma", "subject"),
    [
        ("Le pont rouvrira en mai, ajoute le journal.", "ajoute", "ajouter", "le journal"),
        (
            "Le pont rouvrira en mai, précisent les autorités portuaires, sans donner de date.",
            "précisent",
            "préciser",
            "les autorités portuaires",
        ),
        ("« Nous paierons », a-t-il promis.", "promis", None, "-il"),
        ("« Nous paierons », ont-ils assuré.", "assuré", "assurer", "-ils"),
        ("« Nous paierons », dit-elle.", "dit", "dire", "-elle"),
        ("Le convoi est parti, a indiqué à l'agence un diplomate.", "indiqué", "indiquer", "un diplomate"),
        ("Le convoi est parti, a déclaré lundi le porte-parole.", "déclaré", "déclarer", "le porte-parole"),
        ("Le convoi est parti, s'est félicité le maire.", "félicité", None, "le maire"),
        ("« Le sel manque » — répond la ministre.", "répond", "répondre", "la ministre"),
        ("« Que faire ? », s'interroge Ximena Calderón.", "interroge", "interroger", "Ximena Calderón"),
        (
            "Le canal fermera, a annoncé la ministre des Transports, Sigrun Haldorsen.",
            "annoncé",
            "annoncer",
            "la ministre des Transports, Sigrun Haldorsen",
        ),
    ],
)
def test_a_verb_of_saying_before_its_subject(
    nlp: Language, text: str, verb: str, lemma: str | None, subject: str
) -> None:
    doc, (cue,) = found(nlp, text)
    assert doc[cue.verb].text == verb
    assert lemma is None or cue.lemma == lemma
    assert doc[cue.subject[0] : cue.subject[-1] + 1].text == subject


@pytest.mark.parametrize(
    "text",
    [
        "La Bolivie, membre du bloc, exige le retrait.",
        "Le Ghana, premier producteur, annonce une baisse des prix.",
        "Le syndicat, lui, rappelle que le port est fermé.",
        "Après la crue, Lima dit avoir besoin de vivres.",
        "Il pleut, et le maire dit craindre une crue.",
        "La route, longue, traverse le désert.",
        "Le pont est solide.",
        "",
    ],
)
def test_what_only_looks_like_one_is_none(nlp: Language, text: str) -> None:
    assert found(nlp, text)[1] == []


def test_the_order_is_plain_subject_first_and_holds_each_token_once(nlp: Language) -> None:
    doc, (cue,) = found(nlp, "Le port rouvre, a confirmé hier la capitainerie du ministère.")
    assert [doc[i].text for i in cue.order][:2] == ["la", "capitainerie"]
    assert len(set(cue.order)) == len(cue.order)
    assert set(cue.order) <= set(range(cue.start, cue.end))


def test_two_cues_of_a_paragraph_come_in_its_order(nlp: Language) -> None:
    doc, both = found(nlp, "« Oui », dit le consul. « Non », répond la préfecture de police.")
    assert [doc[c.verb].text for c in both] == ["dit", "répond"]


def test_a_line_break_ends_a_cue(nlp: Language) -> None:
    doc, (cue,) = found(nlp, "Le port rouvre, assure le maire\nLe trafic reprend")
    assert "Le trafic" not in doc[cue.start : cue.end].text
