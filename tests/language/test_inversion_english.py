"""English cues thrown into a sentence: who says it stands before the verb."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from whence.language.inversion import Cue, cues
from whence.language.pipeline import pipeline


def found(text: str) -> tuple[Doc, list[Cue]]:
    doc = pipeline("en").make_doc(text)
    return doc, cues(doc, 0, len(doc))


def between(doc: Doc, start: int, end: int) -> str:
    words: str = doc[start:end].text
    return words


@pytest.mark.parametrize(
    ("text", "cue", "subject", "verb", "lemma"),
    [
        ("The port will open, she said.", "she said", "she", "said", "say"),
        ("The port will open, the mayor said.", "the mayor said", "the mayor", "said", "say"),
        ("The port will open, Daniel Okoro says.", "Daniel Okoro says", "Daniel Okoro", "says", "say"),
        ("The port will open, he also said.", "he also said", "he", "said", "say"),
        ("The port will open, she has said.", "she has said", "she", "said", "say"),
        (
            "The port will open, the mayor warned on Monday.",
            "the mayor warned on Monday",
            "the mayor",
            "warned",
            "warn",
        ),
        (
            "The port will open, Daniel Okoro, head of the agency, said on Tuesday.",
            "Daniel Okoro, head of the agency, said on Tuesday",
            "Daniel Okoro, head of the agency,",
            "said",
            "say",
        ),
        (
            "The port will open, the envoy told reporters.",
            "the envoy told reporters",
            "the envoy",
            "told",
            "tell",
        ),
        ("“We will pay,” the mayor promised.", "the mayor promised", "the mayor", "promised", "promise"),
        ("The port, the mayor said, will open.", "the mayor said", "the mayor", "said", "say"),
    ],
)
def test_whoever_speaks_may_stand_before_the_verb(text: str, cue: str, subject: str, verb: str, lemma: str) -> None:
    doc, (one,) = found(text)
    assert between(doc, one.start, one.end) == cue
    assert between(doc, one.subject[0], one.subject[-1] + 1) == subject
    assert doc[one.verb].text == verb
    assert one.lemma == lemma


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The port will open, says the mayor.", "the mayor"),
        ("“We will pay,” promised Daniel Okoro.", "Daniel Okoro"),
    ],
)
def test_or_after_it(text: str, subject: str) -> None:
    doc, (one,) = found(text)
    assert between(doc, one.subject[0], one.subject[-1] + 1) == subject


def test_a_cue_before_its_verb_is_in_plain_order_as_it_stands() -> None:
    _, (one,) = found("The port will open, the mayor warned on Monday.")
    assert one.order == tuple(range(one.start, one.end))


@pytest.mark.parametrize(
    "text",
    [
        "In Oslo, the envoy said that the port will open.",
        "In Oslo, the envoy said on Monday that the port will open.",
        "On Monday, the mayor said the port will open.",
        "The port opened, and the mayor said that it will close.",
        "The port will open, which the mayor said.",
        "The port will open, the mayor said: wait.",
        "The port will open, the rain said.",
        "The port will open, Daniel Okoro, said on Tuesday.",
        "The mayor said.",
        "Sweden, the mayor and the envoy left.",
        "",
    ],
)
def test_what_only_looks_like_one_throws_nothing_in(text: str) -> None:
    assert found(text)[1] == []


def test_words_without_a_verb_are_no_sentence_to_throw_into() -> None:
    def verbs(text: str) -> list[str]:
        doc = pipeline("en").make_doc(text)
        return [between(doc, c.start, c.end) for c in cues(doc, 0, len(doc), lambda word: word == "open")]

    assert verbs("The port will open, the envoy said.") == ["the envoy said"]
    assert verbs("In Oslo, the envoy said.") == []


def test_a_cue_that_is_too_long_is_a_sentence_of_its_own() -> None:
    far = "of the house of the king of the port " * 3
    assert found("The port will open, the mayor said.")[1] != []
    assert found(f"The port will open, the mayor {far}said.")[1] == []
    assert found(f"The port will open, the mayor said on the day {far}.")[1] == []


def test_a_line_break_ends_a_cue() -> None:
    doc, (one,) = found("The port will open, she said\nLima waits")
    assert between(doc, one.start, one.end) == "she said"
    assert found("The port will open, the mayor\nsaid")[1] == []


def test_two_cues_of_a_paragraph_come_in_its_order() -> None:
    doc, both = found("“Yes,” the mayor said. “No,” Daniel Okoro replied.")
    assert [doc[c.verb].text for c in both] == ["said", "replied"]


def test_french_has_no_cue_with_its_subject_first() -> None:
    doc = pipeline("fr").make_doc("Le port rouvrira, le maire dit.")
    assert cues(doc, 0, len(doc)) == []
