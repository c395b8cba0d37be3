"""Lexicons: what they give, and what they say when there is none."""

from __future__ import annotations

import pytest

import whence
from whence.errors import UnknownLanguage
from whence.language import available, lexicon, table
from whence.language.pipeline import pipeline
from whence.language.words import phrases, words


def test_french_has_a_pipeline() -> None:
    assert "fr" in available()
    assert list(available()) == sorted(available())


def test_a_language_without_a_pipeline_is_told_by_name_with_those_there_are() -> None:
    with pytest.raises(UnknownLanguage, match=r"xx.*fr"):
        pipeline("xx")


def test_a_missing_lexicon_or_table_is_told_by_its_name() -> None:
    with pytest.raises(UnknownLanguage, match=r"xx: no attribution\.toml"):
        lexicon("xx", "attribution")
    with pytest.raises(UnknownLanguage, match=r"fr: no nothing\.tsv"):
        table("fr", "nothing")


def test_a_pipeline_is_loaded_once() -> None:
    assert pipeline("fr") is pipeline("fr") is whence.pipeline("fr")


def test_lists_and_strings_are_sets_of_words() -> None:
    assert {"le", "ces"} <= words("fr", "attribution", "nouns", "definite")  # a list
    assert {"ministre", "ambassadeur"} <= words("fr", "attribution", "nouns", "person")  # a string


def test_an_underscore_stands_for_a_blank() -> None:
    pronouns = words("fr", "attribution", "pronouns", "subject")
    assert "ce dernier" in pronouns
    assert not any("_" in w for w in pronouns)


def test_what_is_not_listed_is_the_empty_set() -> None:
    assert words("fr", "attribution", "nouns", "no such list") == frozenset()
    assert phrases("fr", "attribution", "nothing", "at all") == ()


def test_phrases_are_tokens_with_the_longest_first() -> None:
    found = phrases("fr", "attribution", "prepositions", "phrases")
    assert ("d'", "après") in found
    assert [len(p) for p in found] == sorted((len(p) for p in found), reverse=True)


def test_table_rows_are_keyed_by_the_header_and_comments_are_left_out() -> None:
    rows = table("fr", "modals")
    assert {"trigger", "pos", "complement", "modality"} <= set(rows[0])
    assert not any(row["trigger"].startswith("#") for row in rows)
