"""Who takes part where the tables' places do not tell: weighed candidates, near and far."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from voices_told import read

from whence.finding.linear import choice
from whence.finding.parties import Past, candidates
from whence.finding.statements import Finder
from whence.model import Statement


def told(doc: Doc, words: str) -> Statement:
    """The statement whose evidence has the words."""
    return next(s for s in doc._.statements if words in s.quote)


def names(one: Statement, role: str) -> set[str]:
    return {p.name for p in one.participants if p.role == role}


@pytest.mark.parametrize(
    ("language", "text", "words", "recipient"),
    [
        ("en", "Norway wrote to Chile. The fishermen were freed by Peru.", "freed", "fishermen"),
        ("fr", "Les pêcheurs ont été libérés par le Pérou.", "libérés", "pêcheurs"),
    ],
)
def test_people_without_a_name_take_part(language: str, text: str, words: str, recipient: str) -> None:
    one = told(read(language, text), words)
    assert any(recipient in name for name in names(one, "recipient"))
    assert names(one, "actor") == {"Peru"}


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Peru closed the port of Callao on Monday. Police freed the sailors unharmed.", "freed"),
        ("fr", "Le Pérou a fermé le port de Callao lundi. La police a libéré les marins.", "libéré"),
    ],
)
def test_forces_of_which_nothing_is_told_are_those_of_the_state_spoken_of(language: str, text: str, words: str) -> None:
    assert names(told(read(language, text), words), "actor") == {"Peru"}


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Norway wrote to Denmark. Two men were taken to hospital in Oslo.", "hospital"),
        ("fr", "La Norvège a écrit au Danemark. Deux ministres ont été arrêtés lundi.", "arrêtés"),
    ],
)
def test_two_without_an_article_are_others_than_those_spoken_of(language: str, text: str, words: str) -> None:
    (name,) = names(told(read(language, text), words), "recipient")
    assert name.startswith(("Two", "Deux"))


def test_a_bare_number_to_which_something_is_done_is_people() -> None:
    one = told(read("en", "Peru voted on Sunday. Three were arrested by the police."), "arrested")
    assert (names(one, "actor"), names(one, "recipient")) == ({"Peru"}, {"Three"})


def test_who_is_coordinated_shares_the_role() -> None:
    one = told(read("en", "Ghana, Togo and Benin condemned the attack on Mali."), "condemned")
    assert names(one, "actor") == {"Ghana", "Togo", "Benin"}


def test_a_role_of_the_tables_is_kept_on_slight_grounds() -> None:
    one = told(read("fr", "Le Togo achète des navires au Pérou."), "achète")
    assert (names(one, "actor"), names(one, "recipient")) == ({"Togo"}, {"Peru"})


def test_whoever_was_spoken_of_before_is_a_candidate_and_only_those() -> None:
    doc = read("en", "Ghana protested to Togo. Two boats were seized on Monday. Later Malawi wrote a letter.")
    past = Past(doc)
    draft = next(d for d in Finder(doc).propose() if d.core.text == "seized")
    far = {one.entity.name for one in candidates(draft, past) if not one.near and one.entity is not None}
    assert far == {"Ghana", "Togo"}


def test_a_language_that_was_not_weighed_keeps_the_tables() -> None:
    assert choice("participants").languages == {"en", "fr"}


def test_participants_stand_in_the_text_to_the_letter() -> None:
    text = "Ghana protested to Togo. Its navy was told to stop the ship, and it refused. We will not pay, it said."
    for one in read("en", text)._.statements:
        for p in one.participants:
            assert text[p.start : p.end] == p.text
