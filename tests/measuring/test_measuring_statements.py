"""What counts as found, right, complete and grounded."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measuring_builders import DELIVERY, GOLD, NAME, TEXT, delivery, denial, exported, lines, party, share

from whence.measuring.statements import Rate, Score, locate, measure, overlap, plain, same, score, union

TEXTS = {NAME: TEXT}


def scored(*statements: dict[str, Any]) -> Score:
    return score(GOLD, lines(*statements), TEXTS)


def test_a_statement_that_agrees_in_everything_is_found_right_and_complete() -> None:
    result = scored(delivery(), denial(), share())
    assert (result.found, result.right, result.complete) == (Rate(3, 3, 3),) * 3
    assert result.missed == ()
    assert result.ungrounded == 0
    assert result.served == {"g-delivery": "x-delivery", "g-denial": "x-denial", "g-share": "x-share"}


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"polarity": "negated"}, "polarity"),
        ({"modality": "intended"}, "modality"),
        ({"evidential": "hearsay"}, "evidential"),
        ({"chain": []}, "origin"),
        ({"chain": [{"source": "s9", "name": "la Gazette"}]}, "origin"),
        ({"participants": [party("recipient", "BOL", "la Bolivie"), party("actor", "CHL", "Chili")]}, "participants"),
        ({"participants": [party("actor", "BOL", "la Bolivie")]}, "participants"),
    ],
)
def test_a_wrong_field_of_the_core_makes_it_found_and_not_right(fields: dict[str, Any], wrong: str) -> None:
    result = scored(delivery(**fields))
    assert result.found.hits == 1
    assert result.right.hits == 0
    assert wrong in result.wrong["g-delivery"]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"quantities": [{"value": 13, "unit": "count"}]}, "quantities"),
        ({"quantities": [{"value": 12, "unit": "percent"}]}, "quantities"),
        ({"time": {"start": "2018-05-01", "end": "2018-05-31"}}, "time"),
    ],
)
def test_a_wrong_quantity_or_time_makes_it_right_and_not_complete(fields: dict[str, Any], wrong: str) -> None:
    result = scored(delivery(**fields))
    assert result.right.hits == 1
    assert result.complete.hits == 0
    assert result.wrong["g-delivery"] == (wrong,)


@pytest.mark.parametrize(
    "statement",
    [
        delivery(event_type="CONSULT"),
        delivery(kind="relation"),
        delivery(participants=[]),
        exported("x", "douze navires", event_type="COOPERATE", participants=delivery()["participants"]),
        exported("x", TEXT, event_type="COOPERATE", participants=delivery()["participants"]),
    ],
    ids=["another type", "another kind", "nobody in it", "too short", "too long"],
)
def test_what_differs_too_much_is_not_found(statement: dict[str, Any]) -> None:
    assert "g-delivery" in scored(statement).missed


def test_a_figure_is_found_by_its_number() -> None:
    assert scored(share(quantities=[{"value": 41, "unit": "percent"}])).found.hits == 0


def test_one_statement_serves_one_gold_statement_and_a_second_one_counts_against_precision() -> None:
    result = scored(denial(), {**denial(), "id": "x-again"})
    assert result.found == Rate(1, 2, 3)


def test_what_no_gold_statement_touches_is_counted_as_elsewhere() -> None:
    result = score(GOLD[:1], lines(delivery(), share()), TEXTS)
    assert result.found == Rate(1, 1, 1)
    assert result.elsewhere == 1


@pytest.mark.parametrize(
    "statement",
    [
        {**delivery(), "evidence": {"start": 3, "end": 3 + len(DELIVERY), "quote": DELIVERY}},
        {**delivery(), "evidence": {"start": 3, "end": 3, "quote": ""}},
        delivery(participants=[{**party("actor", "BOL", "la Bolivie"), "text": "Potosí"}]),
    ],
    ids=["another place", "empty", "a participant that is not there"],
)
def test_what_is_not_in_the_text_is_ungrounded(statement: dict[str, Any]) -> None:
    assert scored(statement).ungrounded == 1


def test_gold_whose_quote_is_not_in_its_document_is_refused() -> None:
    with pytest.raises(ValueError, match="g-delivery"):
        score(GOLD, lines(), {NAME: "Rien de tout cela."})


def test_the_occurrence_nearest_to_the_place_given_is_located() -> None:
    where = plain("Le pont tient. " * 10)
    assert locate("pont", where, 0.0).start == where.index("pont")
    assert locate("pont", where, 0.99).start == where.rindex("pont")
    assert not locate("tunnel", where)


def test_a_name_is_the_same_with_and_without_accents_and_within_a_longer_one() -> None:
    assert same(["Perou"], ["le Pérou"])
    assert not same(["Niger"], ["Nigeria"])
    assert not same(["Niger"], [None])


def test_percent_and_currencies_are_units_of_their_own() -> None:
    assert [measure(unit) for unit in ("percent", "EUR", "km", "count", None)] == [
        *("percent", "EUR"),
        *("other", "other", "other"),
    ]


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_stretches_share_as_many_letters_as_their_sets_do(a: int, b: int, c: int, d: int) -> None:
    one, other = range(min(a, b), max(a, b)), range(min(c, d), max(c, d))
    assert overlap(one, other) == len(set(one) & set(other))
    assert union(one, other) == len(set(one) | set(other))


def test_a_rate_of_nothing_is_nought() -> None:
    assert Rate(0, 0, 0).f1 == 0.0
    assert Rate(1, 2, 4).f1 == pytest.approx(1 / 3)


def test_an_optional_participant_may_be_missing_and_is_no_surplus() -> None:
    gold = [
        {**g, "participants": [*g["participants"], {"role": "recipient", "any_of": ["BOL"], "optional": True}]}
        for g in GOLD
    ]
    assert score(gold, lines(delivery(), denial(), share()), TEXTS).right.hits == 3
    named = denial(participants=[*denial()["participants"], party("recipient", "BOL", "la Bolivie")])
    assert score(gold, lines(delivery(), named, share()), TEXTS).right.hits == 3
