"""Whom "we" and "us" mean: the state of whoever speaks for one, else who speaks; whom one calls or consults."""

from __future__ import annotations

import pytest
from voices_told import read

from whence.model import Statement


def told(language: str, text: str, words: str) -> Statement:
    """The statement whose evidence has the words."""
    return next(s for s in read(language, text)._.statements if words in s.quote)


def names(one: Statement, role: str) -> set[str]:
    return {p.name for p in one.participants if p.role == role}


MINISTER = {
    "en": "said the Chilean defence minister, Rodrigo Saez.",
    "fr": "a déclaré le ministre chilien de la Défense, Rodrigo Saez.",
}


@pytest.mark.parametrize(
    ("language", "said", "words", "role"),
    [
        ("en", '"We have signed no contract with Peru,"', "signed", "actor"),
        ("en", '"Peru has offered us two frigates,"', "offered", "recipient"),
        ("fr", "« Nous n'avons signé aucun contrat avec le Pérou »,", "signé", "actor"),
    ],
)
def test_an_office_holders_we_is_the_state(language: str, said: str, words: str, role: str) -> None:
    assert names(told(language, f"{said} {MINISTER[language]}", words), role) == {"Chile"}


def test_anybody_elses_we_is_who_speaks() -> None:
    text = '"We will strike on Monday," said the miners\' leader, Pedro Quispe.'
    assert names(told("en", text, "strike"), "actor") == {"Pedro Quispe"}


@pytest.mark.parametrize(
    ("language", "text", "actor", "recipient"),
    [
        ("en", "The chancellor of Austria phoned the emir of Kuwait.", {"Austria"}, {"Kuwait"}),
        ("en", "Norway consulted Denmark before the vote.", {"Norway"}, {"Denmark"}),
        ("fr", "Le ministre norvégien a consulté le Danemark avant le vote.", {"Norway"}, {"Denmark"}),
        ("en", "Denmark met Norway in Oslo.", {"Denmark", "Norway"}, set()),
    ],
)
def test_who_is_called_or_consulted_is_a_recipient_and_who_is_met_an_actor(
    language: str, text: str, actor: set[str], recipient: set[str]
) -> None:
    one = told(language, text, text[:8])
    assert (one.event_type, names(one, "actor"), names(one, "recipient")) == ("CONSULT", actor, recipient)


def test_what_bounds_a_number_of_people_is_told_with_them() -> None:
    one = told("en", "Around 200 pacifists marched to the ministry in Oslo.", "marched")
    assert names(one, "actor") == {"Around 200 pacifists"}
