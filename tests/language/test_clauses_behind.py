"""Clauses behind a main clause, and what stands between commas: sentences of our own through the English pipeline."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

import whence
from whence.measuring.pipelines import PARSING


def read(text: str) -> Doc:
    nlp = whence.pipeline("en")
    with nlp.select_pipes(enable=[p for p in PARSING if p in nlp.pipe_names]):
        return nlp(text)


@pytest.mark.parametrize(
    ("text", "main", "object_", "behind", "subject"),
    [
        ("Peru expelled two envoys after Chile arrested a pilot.", "expelled", "envoys", "arrested", "Chile"),
        (
            "Turkey shelled Syrian positions for a day after a mortar killed two men.",
            "shelled",
            "positions",
            "killed",
            "mortar",
        ),
        ("The union suspended the strike after the firm raised wages.", "suspended", "strike", "raised", "firm"),
        ("Police arrested the man after the court rejected his plea.", "arrested", "man", "rejected", "court"),
    ],
)
def test_a_clause_behind_has_its_subject_and_the_main_verb_its_object(
    text: str, main: str, object_: str, behind: str, subject: str
) -> None:
    words = {t.text: t for t in read(text)}
    assert words[main].dep_ == "ROOT"
    assert (words[object_].dep_, words[object_].head.text) == ("obj", main)
    assert (words[behind].dep_, words[behind].head.text) == ("advcl", main)
    assert (words[subject].dep_, words[subject].head.text) == ("nsubj", behind)


def test_what_is_described_behind_after_is_no_clause() -> None:
    words = {t.text: t for t in read("Ghana expelled a spy after the attack claimed by rebels.")}
    assert (words["attack"].dep_, words["claimed"].dep_) == ("obl", "acl")


def test_an_adjective_between_commas_is_not_the_predicate() -> None:
    words = {t.text: t for t in read("Hundreds of nurses, angry over pay, walked out of hospitals across Ghana.")}
    assert words["walked"].dep_ == "ROOT"
    assert (words["Hundreds"].dep_, words["Hundreds"].head.text) == ("nsubj", "walked")


def test_a_subject_behind_an_owner_is_a_noun() -> None:
    words = {t.text: t for t in read("The bank's chief executive resigned amid a probe.")}
    assert (words["executive"].pos_, words["executive"].dep_) == ("NOUN", "nsubj")
