"""Attributions as news in English throws them into its sentences; sentences that we wrote."""

from __future__ import annotations

import pytest

import whence


@pytest.mark.parametrize(
    ("text", "source", "contents"),
    [
        (
            "That night, Manley testified, his shoes were taken from him.",
            "Manley",
            ["That night", "his shoes were taken from him"],
        ),
        ("Marsh, who voted no, said the bill would fail.", "Marsh", ["the bill would fail"]),
        (
            "Gaffer, who walks for two hours every day, said she has no memory of the day.",
            "Gaffer",
            ["she has no memory of the day"],
        ),
        ("The admiral boasted of having sunk two ships.", "The admiral", ["having sunk two ships"]),
        ("In her view, the court has lost its way.", "her", ["the court has lost its way"]),
        ("The campaign wants the clerk to recount the ballots.", "The campaign", ["the clerk to recount the ballots"]),
        (
            '"I never asked him for anything," Hale insisted, adding that the record would prove it.',
            "Hale",
            ["I never asked him for anything"],
        ),
        (
            '"He is done," a senior aide said of the embattled deputy. "There is no coming back from this."',
            "a senior aide",
            ["He is done", "There is no coming back from this"],
        ),
        (
            "Two officials said the strike was planned for weeks, but one of them cautioned that nothing was decided.",
            "Two officials",
            ["the strike was planned for weeks"],
        ),
    ],
)
def test_what_is_said_is_found_with_who_says_it(text: str, source: str, contents: list[str]) -> None:
    found = [
        ([text[p.start : p.end] for p in a.source], [text[p.start : p.end] for p in a.content])
        for a in whence.pipeline("en")(text)._.attributions
    ]
    assert ([source], contents) in found


def test_a_place_that_is_gone_to_says_nothing() -> None:
    text = "The visit to Lima, planned for May, will not take place."
    assert all(text[a.cue[0].start : a.cue[0].end] != "to" for a in whence.pipeline("en")(text)._.attributions)


def words_of(text: str, language: str = "en") -> list[tuple[str, list[str]]]:
    """The cue and the content of each attribution, as they stand in the text."""
    return [
        (" ".join(text[p.start : p.end] for p in a.cue), [text[p.start : p.end] for p in a.content])
        for a in whence.pipeline(language)(text)._.attributions
    ]


@pytest.mark.parametrize(
    ("language", "text", "cue"),
    [
        ("en", "Washington responded by expelling two envoys.", "responded"),
        ("fr", "L'armée, soutenue par Moscou, a repris la ville.", "soutenue"),
        ("en", '"We will not sell," said Anna Berg, who leads the talks, "to anybody."', "leads"),
        ("en", '"Of course he knew," said an aide, who spoke unnamed because he was not allowed to talk.', "spoke"),
        ("en", "Critics say the law would keep students from voting, a charge its sponsors deny.", "charge"),
    ],
)
def test_what_is_done_or_described_says_nothing(language: str, text: str, cue: str) -> None:
    assert cue not in {found for found, _ in words_of(text, language)}


def test_a_piece_of_a_quotation_has_no_marks_at_its_ends() -> None:
    text = '"We will not sell," said Anna Berg, the envoy, "to anybody."'
    assert ("said", ["We will not sell", "to anybody"]) in words_of(text)
