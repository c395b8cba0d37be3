"""What the recogniser saw is cut, stripped or lengthened to the name that it is, and labelled by what stands around."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Span

from whence.finding.name_kinds import told_kind
from whence.finding.name_spans import mended
from whence.language.pipeline import pipeline


def read(language: str, text: str) -> Doc:
    nlp = pipeline(language)
    with nlp.select_pipes(enable=["whence_names", "whence_syntax"]):
        return nlp(text)


def span(doc: Doc, words: str, label: str) -> Span:
    start = doc.text.index(words)
    found = doc.char_span(start, start + len(words), label=label)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("language", "text", "seen", "label", "expected"),
    [
        ("en", "Norway's Fjord Courier asked.", "Norway's Fjord Courier", "ORG", [("Fjord Courier", "ORG")]),
        (
            "en",
            "It met Ana Ruiz and Jan Berg.",
            "Ana Ruiz and Jan Berg",
            "PER",
            [("Ana Ruiz", "PER"), ("Jan Berg", "PER")],
        ),
        (
            "fr",
            "On a vu Ana Ruiz et Jan Berg.",
            "Ana Ruiz et Jan Berg",
            "PER",
            [("Ana Ruiz", "PER"), ("Jan Berg", "PER")],
        ),
        ("en", "It asked Col. Ana Ruiz again.", "Col. Ana Ruiz", "MISC", [("Ana Ruiz", "PER")]),
        ("en", "It asked Tan Sri Ana Ruiz again.", "Tan Sri Ana Ruiz", "LOC", [("Ana Ruiz", "PER")]),
        ("en", "It asked the Courier again.", "the Courier", "ORG", [("Courier", "ORG")]),
        ("en", "It asked The Courier again.", "Courier", "ORG", [("The Courier", "ORG")]),
        ("en", "The Courier asked.", "Courier", "ORG", [("Courier", "ORG")]),
        ("fr", "Elle cite Le Courrier du port.", "Courrier", "ORG", [("Le Courrier", "ORG")]),
        ("en", "It asked Kim Dae-sung again.", "Kim Dae", "PER", [("Kim Dae-sung", "PER")]),
        ("en", "It asked Minister again.", "Minister", "PER", []),
    ],
)
def test_a_name_is_what_is_left_of_it(
    language: str, text: str, seen: str, label: str, expected: list[tuple[str, str]]
) -> None:
    doc = read(language, text)
    assert [(s.text, s.label_) for s in mended(span(doc, seen, label))] == expected


@pytest.mark.parametrize(
    ("language", "text", "name", "expected"),
    [
        ("en", "It sold the firm Helvador two ships.", "Helvador", "ORG"),
        ("en", "He blamed a band called Sorrim for it.", "Sorrim", "ORG"),
        ("en", "Sorrim, a faction of dockers, denies it.", "Sorrim", "ORG"),
        ("en", "Two ships left the port of Sorrim.", "Sorrim", "LOC"),
        ("en", "Ana Sorrim, who left, denies it.", "Ana Sorrim", "PER"),
        ("en", "Sorrim denies it.", "Sorrim", None),
        ("fr", "Le juge condamne le groupe suisse Helvador.", "Helvador", "ORG"),
        ("fr", "L'attaque est imputée à Sorrim, une faction de dockers.", "Sorrim", "ORG"),
        ("fr", "Deux navires ont quitté le port de Sorrim.", "Sorrim", "LOC"),
        ("ru", "Фирма Соррим молчит.", "Соррим", None),
    ],
)
def test_the_words_around_tell_what_a_name_is(language: str, text: str, name: str, expected: str | None) -> None:
    if language == "ru":
        pytest.importorskip("natasha")
    doc = read(language, text)
    assert told_kind(span(doc, name, "LOC")) == expected
