"""Firms and bodies that a noun means, and persons that an apposition tells of."""

from __future__ import annotations

import pytest
from voices_told import read


def parties(language: str, text: str, words: str) -> set[str]:
    """Who takes part in the statements of a passage."""
    return {p.name for s in read(language, text)._.statements if words in s.quote for p in s.participants}


@pytest.mark.parametrize(
    ("language", "text", "words", "name"),
    [
        ("en", "Norland Mining lost its licence in May. The company has sued Bolivia.", "sued", "Norland Mining"),
        ("en", "Norland Mining lost its licence in May. The Canadian firm has sued Bolivia.", "sued", "Norland Mining"),
        (
            "fr",
            "Norland Mining a perdu sa licence. L'entreprise a attaqué la Bolivie en justice.",
            "attaqué",
            "Norland Mining",
        ),
        ("en", "The Front for Change marched in Lomé. The party accused Togo of fraud.", "accused", "Front for Change"),
        (
            "fr",
            "Le Front pour le changement a défilé à Lomé. Le parti accuse le Togo de fraude.",
            "accuse",
            "Front pour le changement",
        ),
        (
            "en",
            "A former colonel of the guard, Farid Danesh, was shot. Israel had killed the colonel.",
            "Israel",
            "Farid Danesh",
        ),
        (
            "en",
            "Farid Danesh, a former colonel of the guard, was shot. Israel had killed the colonel.",
            "Israel",
            "Farid Danesh",
        ),
        (
            "fr",
            "Ancien colonel de la garde, Farid Danesh a été tué. Israël a tué le colonel.",
            "Israël",
            "Farid Danesh",
        ),
        (
            "en",
            "Defence minister Paul Okoro flew to Minsk. The minister met the ambassador of Chile.",
            "ambassador",
            "Paul Okoro",
        ),
    ],
)
def test_a_definite_noun_means_who_was_named_before(language: str, text: str, words: str, name: str) -> None:
    assert name in parties(language, text, words)


@pytest.mark.parametrize(
    ("language", "text", "words", "name"),
    [
        # two of the sort, neither of them a subject of the sentence before
        ("en", "Peru sued Norland Mining and Halvorsen Steel. The company has left Bolivia.", "left", "Norland Mining"),
        # another sort, another body
        (
            "en",
            "The Front for Change marched in Lomé. The company has sued Bolivia over a mine of copper.",
            "sued",
            "Togo",
        ),
        ("en", "Norland Mining lost its licence. A company has sued Bolivia.", "sued", "Norland Mining"),
        ("en", "The colonel, Ana Ruiz and two aides met in Lima. Israel had killed the colonel.", "Israel", "Ana Ruiz"),
    ],
)
def test_where_it_may_be_another_nobody_is_guessed(language: str, text: str, words: str, name: str) -> None:
    found = parties(language, text, words)
    assert found
    assert name not in found
