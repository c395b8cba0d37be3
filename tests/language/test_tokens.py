"""Tokens stand where the text has them, whatever the text looks like."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from whence.language.letters import straighten
from whence.language.tokens import text_of

WORDS = "l’ambassade l'accord aujourd’hui c.-à-d. (sic) U.E. l’Uruguay qu’ 10h30 Lisbonnenotamment mardiLe porte‑parole"
MARKS = "’ ‘ ` … – Ü № 🚢 e\u0301tat @chancelier #Lima https://exemple.bo/a?b=c"
PIECES = [
    *WORDS.split(),
    *MARKS.split(),
    *["Le ministre", "« Jamais »", "“non”", "M. Quispe", "a-t-il dit", "37,5 %", "20 000 km"],
    *["\n", "\n\n", "\t", " ", "  "],
]

# Clean text has plain blanks only (whence.reading evens them out).
letters = st.characters(exclude_categories=["Cs"], exclude_characters="\u00a0\u202f\u2009")
french_like = st.lists(st.sampled_from(PIECES) | st.text(letters, max_size=6), max_size=25).map("".join)
unhurried = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@unhurried
@given(text=french_like)
def test_tokens_and_their_blanks_make_up_the_text(nlp: Language, text: str) -> None:
    doc = nlp.make_doc(text)
    assert "".join(t.text_with_ws for t in doc) == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)


@unhurried
@given(text=french_like.map(lambda text: text.replace(" ", "\u202f", 1)))
def test_straightening_moves_nothing(text: str) -> None:
    straight = straighten(text)
    assert len(straight) == len(text)
    assert straighten(straight) == straight
    assert not set("’‘\u00a0\u202f") & set(straight)


def test_a_typographic_apostrophe_parts_words_as_a_straight_one_does(nlp: Language) -> None:
    curly, straight = nlp.make_doc("L’Uruguay s’inquiète."), nlp.make_doc("L'Uruguay s'inquiète.")
    assert [t.text for t in curly] == ["L’", "Uruguay", "s’", "inquiète", "."]
    assert [t.idx for t in curly] == [t.idx for t in straight]


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("Le traité de Lisbonnenotamment reste en vigueur.", "Lisbonne", "notamment"),
        ("La rencontre est prévue mardiLe ministre a confirmé.", "mardi", "Le"),
        ("Le port de Limaenviron 40 navires attend.", "Lima", "environ"),
    ],
)
def test_words_run_together_are_divided_and_stay_in_place(nlp: Language, text: str, left: str, right: str) -> None:
    doc = nlp.make_doc(text)
    words = [t.text for t in doc]
    assert (left, right) in list(itertools.pairwise(words))
    assert doc.text == text
    assert doc[words.index(right)].idx == text.index(left) + len(left)


@pytest.mark.parametrize("word", ["MacGregor", "iPhone", "UNASUR", "WikiLeaks", "Montevideo", "maintenant"])
def test_a_name_with_a_capital_inside_stays_whole(nlp: Language, word: str) -> None:
    assert word in [t.text for t in nlp.make_doc(f"Le dossier {word} est clos.")]


def test_the_text_of_a_doc_is_its_text(nlp: Language) -> None:
    doc = nlp.make_doc("Quito  se tait.\n\nLima parle.")
    assert text_of(doc) == doc.text
    assert text_of(doc) is text_of(doc)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("parle d'« erreurs »", ["parle", "d'", "«", "erreurs", "»"]),
        ("dit qu’« aucun mot »", ["dit", "qu’", "«", "aucun", "mot", "»"]),
        ("l'“affaire”", ["l'", "“", "affaire", "”"]),
        ("s'il l'a vu", ["s'", "il", "l'", "a", "vu"]),
    ],
)
def test_a_word_that_lost_its_vowel_is_one_before_marks_of_quotation_too(
    nlp: Language, text: str, words: list[str]
) -> None:
    assert [t.text for t in nlp.make_doc(text)] == words
