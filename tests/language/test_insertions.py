"""The subject that a writer parts from its verb by what stands between commas."""

from __future__ import annotations

import pytest

import whence


@pytest.mark.parametrize(
    ("language", "text", "subject", "verb"),
    [
        ("en", "The capital, having first welcomed the plan, now intends to seek a delay.", "capital", "intends"),
        ("fr", "Quelque 200 anciens mineurs, jamais payés, ont bloqué mardi la route du port.", "mineurs", "bloqué"),
        ("fr", "Le Mali, après avoir hésité, a rejeté les deux offres de la France.", "Mali", "rejeté"),
    ],
)
def test_the_verb_behind_the_second_comma_has_the_subject_before_the_first(
    language: str, text: str, subject: str, verb: str
) -> None:
    doc = whence.pipeline(language)(text)
    token = next(t for t in doc if t.text == verb)
    assert token.dep_ == "ROOT"
    assert [c.text for c in token.children if c.dep_ == "nsubj"] == [subject]
    assert text.rstrip(".") in {s.quote for s in doc._.statements}


@pytest.mark.parametrize(
    ("language", "text", "subject"),
    [
        ("en", "Angered by the vote, Poland recalled its envoy.", "Poland"),
        ("en", "The minister, he said, left the country.", "minister"),
        ("fr", "Le Mali, qui avait hésité, a rejeté les deux offres de la France.", "Mali"),
    ],
)
def test_a_verb_with_a_subject_keeps_it(language: str, text: str, subject: str) -> None:
    doc = whence.pipeline(language)(text)
    root = next(t for t in doc if t.dep_ == "ROOT")
    assert [c.text for c in root.children if c.dep_ == "nsubj"] == [subject]
