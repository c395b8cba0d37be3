"""Where contents begin and end."""

from __future__ import annotations

import pytest
from voices_told import read


def contents(language: str, text: str) -> dict[str, str]:
    """The first content of each source, by the words of the source."""
    found: dict[str, str] = {}
    for a in read(language, text)._.attributions:
        source = "".join(text[p.start : p.end] for p in a.source)
        found.setdefault(source, " … ".join(text[p.start : p.end] for p in a.content))
    return found


@pytest.mark.parametrize(
    ("language", "text", "source", "content"),
    [
        (
            "en",
            "LIMA, May 2 (Pacific Wire) - Peru has sold two frigates, the ministry said.",
            "the ministry",
            "Peru has sold two frigates",
        ),
        (
            "en",
            "The bridge is closed, says the mayor; the port is open, the envoy insists.",
            "the mayor",
            "The bridge is closed",
        ),
        (
            "fr",
            "Le pont est fermé, affirme le maire ; le port, lui, reste ouvert, assure le consul.",
            "le maire",
            "Le pont est fermé",
        ),
        (
            "fr",
            "Le pont est fermé, affirme le maire ; le port, lui, reste ouvert, assure le consul.",
            "le consul",
            "le port, lui, reste ouvert",
        ),
        (
            "fr",
            "Selon son syndicat, il a été battu ; le parquet n'en a pas été informé, répond la police.",
            "son syndicat",
            "il a été battu",
        ),
        ("en", "The loan is said to be frozen.", "", "The loan … to be frozen"),
        ("en", "One skipper was said to have seen a falling glow.", "", "One skipper … to have seen a falling glow"),
        ("fr", "« J'ai cru à un tournage », nous raconte une voisine.", "une voisine", "J'ai cru à un tournage"),
    ],
)
def test_a_content_is_bounded(language: str, text: str, source: str, content: str) -> None:
    assert contents(language, text)[source] == content
