"""Chains are compared by who is meant, wherever the source stands."""

from __future__ import annotations

import dataclasses

from whence.measuring.layers import Layers, alias_sources, compare
from whence.model import ChainLink, Passage, Statement

TEXT = "Inga Storvik runs the port. She sold two ships."


def reading(source: str, mentions: tuple[tuple[int, int, str], ...], start: int | None, end: int | None) -> Layers:
    said = Statement(
        id="s1",
        document="d",
        language="en",
        kind="event",
        evidence=Passage(28, 46),
        quote=TEXT[28:46],
        event_type="COOPERATE",
        chain=(ChainLink(source, source, None, start, end, carried=True),),
    )
    return Layers(TEXT, (), (), mentions, (), (), (), (said,))


GOLD = reading("storvik", ((0, 12, "storvik"), (22, 26, "port")), None, None)


def whole(other: Layers) -> float:
    return compare([(GOLD, other)])["chains, whole chain right"].value


def test_a_source_that_carries_over_is_right_wherever_it_stands():
    assert whole(reading("9a1f", ((0, 12, "e7"),), 0, 12)) == 1.0


def test_another_source_is_wrong_though_it_stands_as_near():
    assert whole(reading("9a1f", ((0, 12, "e7"),), 18, 26)) == 0.0


def test_a_source_is_the_mention_that_its_words_fit_best():
    other = reading("9a1f", (), 0, 12)
    wide = dataclasses.replace(GOLD, mentions=((0, 26, "everything"), (0, 12, "storvik")))
    assert alias_sources(wide, other) == {"9a1f": "storvik"}
