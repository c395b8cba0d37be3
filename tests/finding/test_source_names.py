"""What a source is called: its own noun phrase, and nothing beside it."""

from __future__ import annotations

import pytest
from voices_told import read


def names(language: str, text: str) -> set[str]:
    doc = read(language, text)
    return {v.speaker.name for v in (*doc._.voices, *doc._.stances) if v.speaker is not None}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Peru will lend Chile the money, according to the news agency ANB.", "ANB"),
        ("Peru's Gazette reported, citing a Gulf diplomat, that Chile had agreed to send no arms.", "Gulf diplomat"),
        ("Every March an institute in Lima tells us that exports have grown.", "institute in Lima"),
        ("It is too early to say whether the boom is over, a researcher said.", "researcher"),
    ],
)
def test_a_source_is_called_by_its_own_phrase(text: str, name: str) -> None:
    assert name in names("en", text)
    assert not {"news", "Gulf", "say", f"Every March an {name}"} & names("en", text)


def test_what_points_to_the_content_tells_nothing() -> None:
    assert names("fr", "C'est la première fois que l'avion est vendu au Pérou.") == set()


def test_a_paper_is_an_outlet() -> None:
    doc = read("en", "The French paper claims that Peru has sold the port.")
    assert {v.speaker.source.kind for v in doc._.voices if v.speaker is not None} == {"outlet"}
