"""What was lost on the way, as it is told to people."""

from __future__ import annotations

import dataclasses

from showing_builders import DOCUMENTS, TANKS, document

from whence.model import Published
from whence.showing.holdings import Holdings
from whence.showing.losses import loss_words
from whence.weighing.losses import Lost

HERALD = document("h", None, publisher="Herald", published=Published("2021-11-03", "text"))
BELL = document("b", None, publisher="Bell")
FIRM = dataclasses.replace(
    TANKS, id="st08", document="h", evidential="stated", modality="actual", chain=(), quantities=()
)
ALSO = dataclasses.replace(FIRM, id="st09", document="b")


def told(*losses: Lost) -> list[str]:
    held = {s.id: s for s in (TANKS, FIRM, ALSO)}
    documents = {d.id: d for d in (*DOCUMENTS, HERALD, BELL)}
    return list(loss_words(losses, Holdings(held, {}, {}, documents)))


def test_who_hedged_it_and_who_did_not_stand_in_one_line() -> None:
    assert told(Lost("st01", "st08", "hedge"), Lost("st01", "st09", "hedge")) == [
        "hedge: said to be possible (hearsay) by Morning Mail on 2021-11-02; "
        "stated as a fact by Herald on 2021-11-03, by Bell"
    ]


def test_a_report_that_lost_it_twice_is_named_once() -> None:
    assert told(Lost("st01", "st08", "source"), Lost("st01", "st08", "source")) == [
        "source: on the word of a cable of the embassy in Oslo in Morning Mail on 2021-11-02; "
        "in its own voice in Herald on 2021-11-03"
    ]


def test_each_thing_that_was_lost_has_a_line() -> None:
    assert told(Lost("st01", "st08", "hedge"), Lost("st01", "st08", "number"))[1] == (
        "number: 25 million euros in Morning Mail on 2021-11-02; no number in Herald on 2021-11-03"
    )
