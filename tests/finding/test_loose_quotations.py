"""Quotations without a cue of their own."""

from __future__ import annotations

import pytest
from voices_told import read


def tellers(language: str, text: str, words: str) -> list[str]:
    """Who is said to say the words."""
    doc = read(language, text)
    over = [v for v in doc._.voices if any(words in doc[a:b].text for a, b in v.content)]
    return [doc[v.speaker.start : v.speaker.end].text for v in over if v.speaker is not None]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        (
            "en",
            'Mayor Ana Sousa said the bridge was unsafe.\nThe span dates from 1931.\n"We cannot wait any longer."',
            "any longer",
        ),
        (
            "en",
            'The bridge stays closed.\n"We cannot wait for another winter."\n"I will not sign," said Mayor Ana Sousa.',
            "another winter",
        ),
        (
            "fr",
            "La maire Ana Sousa a déclaré que le pont tombait.\nIl date de 1931.\n« Nous ne pouvons plus attendre. »",
            "plus attendre",
        ),
        (
            "en",
            'The bridge stays closed. "I saw it sway twice that night!" Mayor Ana Sousa says that nobody was warned.',
            "sway twice",
        ),
    ],
)
def test_a_quotation_that_stands_alone_is_laid_to_who_speaks_behind_it_or_spoke_last_or_speaks_next(
    language: str, text: str, words: str
) -> None:
    assert any("Sousa" in who for who in tellers(language, text, words))


def test_a_quotation_with_nobody_near_is_laid_to_nobody() -> None:
    text = 'The bridge stays closed.\n"We cannot wait for another winter."\nWork begins in May.'
    assert tellers("en", text, "another winter") == []
