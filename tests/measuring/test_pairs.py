"""Types of events between given pairs in sentences of world news that no weight was found on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from whence.finding.event_types import MODES
from whence.measuring.pairs import pairs_of_texts, score_pairs
from whence.measuring.typed_sentences import typed_pairs, typed_sentences

WORLD_EVENTS = Path(__file__).parents[1] / "data" / "world_events.en.txt"


def test_every_type_has_its_pairs_and_none_is_for_training() -> None:
    pairs = list(typed_pairs(WORLD_EVENTS))
    assert Counter(pair.type for pair in pairs) == dict.fromkeys(MODES, 11)
    assert all(pair.actor and pair.recipient for pair in pairs)
    assert not {pair.text for pair in pairs} & {one.text for one in typed_sentences("en")}


def test_types_between_given_pairs_of_world_news() -> None:
    count, score = score_pairs(pairs_of_texts(typed_pairs(WORLD_EVENTS), "en"))
    assert count == 176
    assert score >= 0.94
