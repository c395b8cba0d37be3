"""Paragraphs that were wrapped at a column read as paragraphs; lists, verses and short lines stay as they are."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from whence.reading.cleaning import clean
from whence.reading.wrapping import unwrapped

SENTENCE = (
    "The harbour master of Norvik, Ana Ruiz, told reporters on Tuesday that the Ministry of Fisheries would not"
    " recognise the vote held by the dockers, and that the deputy mayor had signed the order himself."
)


def test_a_wrapped_paragraph_runs_on() -> None:
    for width in (40, 64, 72, 90):
        wrapped = textwrap.fill(SENTENCE, width)
        assert "\n" in wrapped
        assert unwrapped(wrapped) == SENTENCE


def test_a_short_paragraph_is_wrapped_as_the_others_are() -> None:
    short = "The dockers of the harbour said on the evening of the same Wednesday that nothing was signed."
    text = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in (SENTENCE, short))
    assert unwrapped(text) == f"{SENTENCE}\n\n{short}"


def test_items_of_a_list_stay_apart() -> None:
    text = (
        "Three ships left the port of Norvik today\n"
        "Two tankers came in from the open sea\n"
        "One trawler was towed to the southern dock"
    )
    assert unwrapped(text) == text


def test_lines_with_room_for_another_word_stay_apart() -> None:
    text = "he said no\nand went home to his children in the evening\nthen slept\nuntil noon"
    assert unwrapped(text) == text


def test_cleaning_joins_wrapped_lines() -> None:
    assert clean(textwrap.fill(SENTENCE, 60)) == SENTENCE


@given(st.text(alphabet="ab A.\n-«", max_size=400))
def test_length_stays_and_a_second_time_changes_nothing(text: str) -> None:
    once = unwrapped(text)
    assert len(once) == len(text)
    assert clean(clean(text)) == clean(text)
