"""A small encoder of sentences: pieces of words, marks for parties, chances."""

from __future__ import annotations

import numpy as np
import pytest

from whence.language.encoder import LONGEST, MARKS, Encoder, encoder, marked, pieces_of, split

KNOWN = {
    p: n for n, p in enumerate(["[CLS]", "[SEP]", "[UNK]", *MARKS, "attack", "##ed", "##s", "e", "the", ".", "and"])
}


def between() -> Encoder:
    model = encoder("en", "between")
    assert model is not None
    return model


def test_words_are_parted_into_their_longest_known_pieces() -> None:
    assert pieces_of("attacked", KNOWN) == [5, 6]
    assert pieces_of("attackz", KNOWN) == [KNOWN["[UNK]"]]
    assert split("É. Attacks", KNOWN) == [8, 10, 5, 7]


def test_stretches_become_marks_in_the_order_of_the_text() -> None:
    ids, places = marked("Ruritania attacked the Moon.", ((0, 9), (23, 27)), KNOWN)
    assert ids == [0, 3, 5, 6, 9, 4, 10, 1]
    assert places == [1, 5]
    assert marked("the e", (None, (4, 5)), KNOWN) == ([0, 9, 4, 1], [0, 2])
    assert marked("the e", ((0, 5), (4, 5)), KNOWN) == ([0, 3, 1], [1, 0])  # one within the other: the first counts


@pytest.mark.parametrize("before", [0, 1, 90, 150, 400])
def test_of_long_texts_what_surrounds_the_marks_is_read(before: int) -> None:
    text = "the " * before + "A attacked B" + " and the" * 200
    at = len("the ") * before
    ids, places = marked(text, ((at, at + 1), (at + 11, at + 12)), KNOWN)
    assert len(ids) <= LONGEST
    assert [ids[p] for p in places] == [KNOWN[mark] for mark in MARKS]


def test_a_mark_too_far_from_the_other_is_left_out() -> None:
    text = "A " + "the " * 300 + "B."
    ids, places = marked(text, ((0, 1), (len(text) - 2, len(text) - 1)), KNOWN)
    assert len(ids) <= LONGEST
    assert all(p == 0 or ids[p] in (3, 4) for p in places)


def test_it_tells_types_by_words_it_was_never_shown_together() -> None:
    chances = between().chances("Ruritania pummelled the port of Zenda overnight.", (0, 9), (32, 37))
    assert sum(chances.values()) == pytest.approx(1)
    assert max(chances, key=chances.__getitem__) == "ASSAULT"


def test_who_the_parties_are_changes_nothing() -> None:
    one = between().chances("France scolded Germany.", (0, 6), (15, 22))
    two = between().chances("Kenya scolded Peru.", (0, 5), (14, 18))
    assert np.allclose(list(one.values()), list(two.values()))


def test_a_language_without_an_encoder_has_none() -> None:
    assert encoder("fr", "between") is None
