"""Whose word a content is, where the rules give none or another."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import pytest
from spacy.tokens import Doc
from voices_told import read

from whence.finding import source_choice
from whence.finding.attributions import by_rules
from whence.finding.linear import linear
from whence.finding.second_voice import second_voice
from whence.finding.source_choice import Around, chosen, could_be, features, path, tellers
from whence.finding.voices import Voice


def before(doc: Doc) -> list[Voice]:
    return [v for some in second_voice(doc, *by_rules(doc)) for v in some]


def source(voice: Voice) -> str | None:
    return voice.speaker.name if voice.speaker is not None else None


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("fr", "Le syndicat, que le préfet avait salué, menace de bloquer le port.", "syndicat"),
        ("fr", "L'armateur, joint lundi, compte fermer le port.", "armateur"),
    ],
)
def test_the_source_is_found(language: str, text: str, who: str) -> None:
    doc = read(language, text)
    found = [*doc._.voices, *doc._.stances]
    assert who in {source(v) for v in found}


def test_they_who_are_nobody_in_sight_stay_nobody() -> None:
    doc = read("en", "They say he has been retired.")
    assert [(source(v), v.evidential) for v in doc._.voices] == [(None, "hearsay")]


def test_another_answer_than_the_rules_needs_a_clear_lead(monkeypatch: pytest.MonkeyPatch) -> None:
    doc = read("fr", "Le syndicat, que le préfet avait salué, menace de bloquer le port.")
    told, held = second_voice(doc, *by_rules(doc))
    (_, changed) = chosen(doc, told, held)
    assert [source(v) for v in changed] != [source(v) for v in held]
    monkeypatch.setattr(source_choice, "CLEARLY", 1_000.0)
    assert chosen(doc, told, held) == (told, held)


def test_the_rules_answer_and_nobody_are_always_among_the_answers() -> None:
    doc = read("en", "The mayor said that the port is closed.")
    (voice,) = before(doc)
    first, second, *others = tellers(doc, voice)
    assert (first.rule, first.head is not None and first.head.text) == (True, "mayor")
    assert (second.rule, second.head) == (False, None)
    assert all(t.head is not None and not voice.covers(t.head.i) for t in others)


def test_what_is_carried_over_from_another_sentence_stays() -> None:
    doc = read("en", "The mayor said that the port is closed.")
    (voice,) = before(doc)
    carried = dataclasses.replace(voice, carried=True)
    assert chosen(doc, [carried], []) == ([carried], [])


def test_a_language_that_was_not_weighed_keeps_what_the_rules_say() -> None:
    doc = read("en", "The mayor said that the port is closed.")
    (voice,) = before(doc)
    other = SimpleNamespace(lang_="xx")
    assert chosen(other, [voice], []) == ([voice], [])  # type: ignore[arg-type]


def test_the_way_from_cue_to_source_goes_up_and_down_the_tree() -> None:
    doc = read("en", "The mayor wants to sell the boat.")
    word = {t.text: t for t in doc}
    assert path(word["wants"], word["mayor"]) == "nsubj"
    assert path(word["sell"], word["mayor"]) == "^xcomp>nsubj"
    assert path(word["mayor"], word["mayor"]) == "."


def test_a_part_of_a_name_and_a_day_are_no_sources() -> None:
    doc = read("en", "Pilar Arrizabala spoke on Monday of her boat.")
    assert {t.text for t in doc if not could_be(t)} >= {"Pilar", "Monday"}


def test_some_of_what_is_known_of_a_source_was_weighed() -> None:
    doc = read("en", "The mayor said that the port is closed.")
    (voice,) = before(doc)
    weighed = linear("sources").weights
    for teller in tellers(doc, voice):
        assert any(f in weighed for f in features(doc, voice, teller, Around([voice])))
