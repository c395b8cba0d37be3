"""Pairs of names: the table keeps to its rules, and the engine tells one entity from two."""

from __future__ import annotations

from collections import Counter

import pytest

from whence.knowledge.spelling import GROUPS
from whence.measuring import spellings
from whence.measuring.spellings import Pair, Score

PAIRS = spellings.pairs()


def test_there_are_enough_pairs_of_either_sort_and_none_twice() -> None:
    counts = Counter(pair.same for pair in PAIRS)
    assert counts[True] >= 420
    assert counts[False] >= 420
    assert len({(p.group, frozenset((p.one, p.other))) for p in PAIRS}) == len(PAIRS)
    for group in GROUPS:
        for part in ("dev", "test"):
            assert {p.same for p in PAIRS if (p.group, p.part) == (group, part)} == {True, False}


def test_the_part_follows_from_the_name_alone() -> None:
    assert [p for p in PAIRS if p.part != spellings.part_of(p.group, p.one)] == []


@pytest.mark.slow
@pytest.mark.parametrize("part", ["dev", "test"])
def test_names_of_one_entity_are_told_from_names_of_two(part: str) -> None:
    found = spellings.score(p for p in PAIRS if p.part == part)
    assert found.found >= 300
    assert found.f1 >= 0.95


def test_scores_count_what_is_found_wrong_and_missed() -> None:
    def pair(one: str, other: str, same: bool) -> Pair:
        return Pair("person", one, other, same, "dev")

    found = spellings.score(
        [
            pair("Zoran Belikov", "Зоран Беликов", True),
            pair("Zoran Belikov", "Zoran Belikow", False),
            pair("Zoran Belikov", "Amina Toure", True),
            pair("Zoran Belikov", "Pavel Belikov", False),
        ]
    )
    assert found == Score(found=1, wrong=1, missed=1, apart=1)
    assert (found.precision, found.recall, found.f1) == (0.5, 0.5, 0.5)
