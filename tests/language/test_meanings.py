"""Rows of numbers for words and texts: near each other where the meanings are."""

from __future__ import annotations

import numpy as np
import pytest

from whence.language import meanings
from whence.language.meanings import MEANING, Meanings, Text, look_up, of_texts, of_words


@pytest.mark.parametrize(
    ("one", "same", "other"),
    [
        ("ambassador", "ambassadeur", "tractor"),
        ("rappelé", "recalled", "bananes"),
        ("банан", "banana", "treaty"),
    ],
)
def test_a_word_is_near_the_same_in_another_language(one: str, same: str, other: str) -> None:
    rows = of_words([one, same, other])
    assert rows[0] @ rows[1] > 0.5 > rows[0] @ rows[2]


def test_a_text_is_near_its_translation() -> None:
    rows = of_texts(
        [
            "The harbour at Zenda opens again on Tuesday.",
            "Le port de Zenda rouvre mardi.",
            "The senate passed the budget.",
        ]
    )
    assert rows.shape == (3, MEANING)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    assert rows[0] @ rows[1] > 2 * rows[0] @ rows[2]


def test_nothing_has_no_rows() -> None:
    assert of_texts([]).shape == of_words([]).shape == (0, MEANING)


def test_a_word_has_the_same_row_whatever_was_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["port", "navire", "port", "grue", "quai"]
    alone = np.concatenate([Meanings().of([word]) for word in words])
    monkeypatch.setattr(meanings, "_KEPT", 3)
    few = Meanings()
    assert np.allclose(np.concatenate([few.of(words[:3]), few.of(words[3:])]), alone, atol=2e-3)
    assert np.allclose(few.of(words), alone, atol=2e-3)


def test_texts_are_compared_whether_or_not_they_were_looked_up_before() -> None:
    texts = [Text("Zenda signed the treaty."), Text("Zenda a signé le traité."), Text("Rain is expected.")]
    look_up(texts[:2])
    assert texts[0].like(texts[1]) == texts[1].like(texts[0]) > 0.6
    assert 0 <= texts[0].like(texts[2]) < 0.4
