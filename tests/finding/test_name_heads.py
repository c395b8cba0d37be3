"""Names that a word of their own tells are read whole; short forms within a report follow them."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from whence.finding.name_heads import headed_names
from whence.language.pipeline import pipeline

ENTITIES = ["whence_names", "whence_recogniser", "whence_syntax", "whence_entities"]


def read(language: str, text: str) -> Doc:
    nlp = pipeline(language)
    with nlp.select_pipes(enable=ENTITIES):
        return nlp(text)


def headed(language: str, text: str) -> list[tuple[str, str]]:
    nlp = pipeline(language)
    with nlp.select_pipes(enable=["whence_names", "whence_syntax"]):
        return [(s.text, s.label_) for s in headed_names(nlp(text))]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It asked the Union for Democracy and Progress.", [("Union for Democracy and Progress", "ORG")]),
        ("en", "It asked the Central Bank of Norland again.", [("Central Bank of Norland", "ORG")]),
        (
            "en",
            "It asked Norway's Economic and Financial Crimes Commission.",
            [("Economic and Financial Crimes Commission", "ORG")],
        ),
        ("en", "It broke the Maintenance of Peace and Order Act.", [("Maintenance of Peace and Order Act", "MISC")]),
        ("en", "They signed the Bergen Agreement there.", [("Bergen Agreement", "MISC")]),
        ("en", "They broke the Oslo accords at once.", [("Oslo accords", "MISC")]),
        ("en", "It crossed the Norland River by night.", [("Norland River", "LOC")]),
        ("en", "The frigate HMS Sturdy left.", [("HMS Sturdy", "MISC")]),
        ("en", "They owe Larch & Varno money.", [("Larch & Varno", "ORG")]),
        ("en", "She met Emily Lake there.", []),
        ("en", "Minister Quits Norland Party After Vote", []),
        ("fr", "Il a saisi la Cour suprême de Norvège hier.", [("Cour suprême de Norvège", "ORG")]),
        (
            "fr",
            "Il cite la Commission nationale des droits de l'homme.",
            [("Commission nationale des droits de l'homme", "ORG")],
        ),
        ("fr", "Ils ont signé le traité d'Oslo hier.", [("traité d'Oslo", "MISC")]),
        ("fr", "Il vit au pied du mont Norland depuis.", [("mont Norland", "LOC")]),
    ],
)
def test_a_name_is_whole_where_a_word_of_it_tells_what_it_is(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert headed(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "name", "label"),
    [
        ("en", "The Workers' Party of Norland (WPN) met. On Friday WPN split.", "WPN", "ORG"),
        ("en", "Skarvik Mining grew last year. In May it was Skarvik that failed.", "Skarvik", "ORG"),
        ("en", "OSLO (Fjordwire) - Troops left on Friday.", "Fjordwire", "ORG"),
        ("en", "The men say that Okonjeri denies the charges.", "Okonjeri", "PER"),
        ("en", "The court heard Fahd bin Nasser Al Rashdan again.", "Fahd bin Nasser Al Rashdan", "PER"),
        ("fr", "OSLO - Des troupes sont parties vendredi.", "OSLO", "LOC"),
    ],
)
def test_what_stands_in_the_report_tells_a_name(language: str, text: str, name: str, label: str) -> None:
    assert {(e.text, e.label_) for e in read(language, text).ents if e.text == name} == {(name, label)}
