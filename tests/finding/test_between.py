"""The type of the event between two given parties, from all that surrounds them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from whence.finding.between import chances, features
from whence.language.pipeline import pipeline

TEXT = "Peru has imposed new tariffs on Chile, officials said."


@pytest.fixture(scope="module")
def english() -> Language:
    return pipeline("en")


def test_who_they_are_changes_nothing(english: Language) -> None:
    one, other = english(TEXT), english(TEXT.replace("Peru", "Laos").replace("Chile", "Kenya"))
    assert set(features(one, (0, 4), (32, 37), [])) == set(features(other, (0, 4), (32, 37), []))


def test_the_chances_of_all_types_are_one_together(english: Language) -> None:
    found = chances(english(TEXT), (0, 4), (32, 37), [])
    assert sum(found.values()) == pytest.approx(1)
    assert max(found, key=found.__getitem__) == "SANCTION"


def test_one_party_will_do(english: Language) -> None:
    assert chances(english(TEXT), (0, 4), None, [])


@pytest.mark.parametrize("stretch", [(0, 1), (53, 54), (3, 33)])
def test_a_stretch_that_is_no_word_is_no_trouble(english: Language, stretch: tuple[int, int]) -> None:
    assert chances(english(TEXT), stretch, None, [("ACCUSE", 1.0, "actual")])


def test_how_a_word_tells_its_act_is_known(english: Language) -> None:
    def told(text: str) -> set[str]:
        return set(features(english(text), (0, 4), None, []))

    assert "inf|en:bomb" in told("Oslo plans to bomb the port of Lima.")
    assert "inf|en:bomb" in told("Oslo will bomb the port of Lima.")
    assert "have|en:bomb" in told("Oslo has bombed the port of Lima.")
    assert "IndPast|en:bomb" in told("Oslo bombed the port of Lima.")
